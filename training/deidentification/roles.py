"""A post with its place, and a post so rare that it needs no name: "day services manager from …", "only … in the county"."""  # noqa: E501

import re
from collections.abc import Iterator, Sequence

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.organisation_words import EMPLOYER_ENDINGS, SITE_ENDINGS
from training.deidentification.organisations import SITE_PREFIXES
from training.deidentification.posts import AREAS, FURTHEST, PLACE_PREPOSITIONS, is_role
from training.deidentification.rare_posts import find_rare_posts
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import GENERIC_PLACE_WORDS, Vocabulary, words

_LONGEST_FIELD = 8
_NO_FIELD = words("my our your his her their who which that is was and or but a an")
_PLACE_ARTICLES = words("the our their his her a an der die das dem den des unser unserem unserer")
_STOPS = {
    "en": words("""
the a an our my your his her their its this that these those one each every another any some no and or but as who
which when where if because is was are were be been am i he she we they you it by with to from in at on of for not
so than then also only even met asked told said saw rang like about into over had has have became become being
called named two three four five six seven eight nine ten both all most many several former new old current then
senior-most whose whom while until since after before very
"""),
    "de": words("""
der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner unser unsere unseren
unserem unserer ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner und oder aber als wie wer ist war sind
waren bin von mit zu bei aus in im am an auf für um dass weil wenn ob auch nur kein keine diese dieser dieses jener
jene fragte sagte meinte sah kenne traf
"""),
}
_FIRST_PERSON = words("am i'm i as bin ich als")
_OF_ANYBODY = words("was became worked work war arbeite")
# How English towns end, and what stands before those of two words: "Kirkby Lonsdale", "Market Rasen".
_TOWN = re.compile(
    r"(?:ton|ham|by|ford|wick|dale|mouth|bury|field|worth|ley|borough|burgh|pool|port|stead|stow|combe|cester|thorpe|thwaite|minster|holme|hope|wold|sea|glass|side)$"
)
_STADT = re.compile(
    r"(?:münde|burg|berg|dorf|stadt|heim|hausen|hofen|ingen|furt|brück|kirchen|walde|bach|feld|büttel|leben|rode)$"
)
_SELDOM = 100
_BEFORE_TOWNS = words("""
Kirkby Kirk Market Great Little Upper Lower Much Long Nether Chipping Stoke Bishop Abbots Castle Fort Port Glen Inver
Loch Llan Pen Tre Ystrad Bad Sankt
""")
_GENTLE_PLACES = words(
    "Britain England Scotland Wales Ireland Europe Africa Asia America Australia France Germany Spain Italy India China Poland"  # noqa: E501
)


def find_roles(reading: Reading, vocabulary: Vocabulary, innocents: Innocents, found: Sequence[Find]) -> Iterator[Find]:
    """Each post that is named with its place, and each that only one person holds; `found` are the organisations."""
    employers = [find for find in found if find.kind in (Kind.employer, Kind.care_home)]
    rare = list(find_rare_posts(reading, vocabulary))
    yield from rare
    for word in reading.words:
        if not is_role(word, vocabulary, reading.language) or any(post.start <= word.start < post.end for post in rare):
            continue
        if post := _with_place(reading, word, vocabulary, innocents, employers):
            yield post


def _with_place(
    reading: Reading, head: Word, vocabulary: Vocabulary, innocents: Innocents, employers: Sequence[Find]
) -> Find | None:
    """The post from its first adjective to the end of its place; None for the writer's own, and for a place too wide."""  # noqa: E501
    joint = reading.at(head.place + 1)
    if joint is None or not joint.joined or head.possessive:
        return None
    if reading.language == "en" and joint.text == "of" and (field := _field_of(reading, joint)):
        joint = field
    if reading.language == "de" and joint.text in ("der", "des") and (field := _german_field(reading, joint)):
        joint = field
    if joint.text not in PLACE_PREPOSITIONS[reading.language] or not joint.joined:
        return None
    end = _place_end(reading, joint, vocabulary, innocents)
    if end is None:
        return None
    named_besides = any(find.start < end.end and joint.start < find.end for find in employers)
    if _is_employer(reading, joint, end) and (named_besides or end.text in EMPLOYER_ENDINGS):
        return None
    start = _start_of_post(reading, head)
    before = reading.before(start)
    further = reading.before(start, 2)
    if before in _FIRST_PERSON or further in ("i", "am", "bin", "as"):
        return None
    if further == "ich" and (before in _OF_ANYBODY or reading.before(start, 3) in _OF_ANYBODY | {"bin"}):
        return None
    if start.opens and start.text[0].isupper() and start is head and reading.language == "en":
        return None
    return Find(start.start, end.end, Kind.job_place)


def _field_of(reading: Reading, joint: Word) -> Word | None:
    """After "head of nursing" or "governor of the young offender unit": the preposition that may bring the place."""
    for step in range(1, _LONGEST_FIELD):
        word = reading.at(joint.place + step)
        if word is None or not word.joined or word.text in _NO_FIELD:
            return None
        if word.text[0].isupper() and (step > 2 or lexicon.is_place(word.text) or lexicon.is_first_name(word.text)):
            return None
        if step > 1 and word.text in ("at", "in", "from", "for"):
            return word
    return None


def _german_field(reading: Reading, joint: Word) -> Word | None:
    """After "Obfrau des Vereins": the preposition that may bring the place."""
    noun, further = reading.at(joint.place + 1), reading.at(joint.place + 2)
    if noun and further and noun.joined and further.joined and lexicon.is_word(noun.text, "de"):
        return further if further.text in ("in", "im", "am", "aus", "von", "bei") else None
    return None


def _place_end(reading: Reading, joint: Word, vocabulary: Vocabulary, innocents: Innocents) -> Word | None:
    """The last word of the place after a preposition, or None where no place stands there."""
    place = joint.place + 1
    article = reading.at(place)
    if article and article.joined and article.text in _PLACE_ARTICLES:
        place += 1
    last: Word | None = None
    seen = 0
    while (word := reading.at(place)) and word.joined and seen < FURTHEST:
        if last is not None and last.possessive:
            pass
        if word.text[0].isupper() or word.text.isdigit():
            if word.text in innocents.names or (last is None and not _can_be_a_place(word, reading, vocabulary, joint)):
                return last
            last = word
        elif last is None:
            if word.text not in GENERIC_PLACE_WORDS:
                return None
        elif word.text in ("am", "an", "im", "of", "upon", "on", "der", "in", "zum", "zur") and _capital_follows(
            reading, word
        ):
            pass
        else:
            break
        place += 1
        seen += 1
    if last is None or last.text in _GENTLE_PLACES:
        return None
    area = reading.at(last.place + 1)
    for step in range(1, 4):
        area = reading.at(last.place + step)
        if area is None or not area.joined or not area.text[0].islower():
            break
        if area.text in AREAS and not last.possessive:
            return area
    return last


def _is_employer(reading: Reading, joint: Word, end: Word) -> bool:
    """A post with an employer says no more than the employer's name, which is found by itself."""
    if joint.text not in ("at", "for", "with", "from", "bei", "der", "des", "von", "of"):
        return False
    named = [word for word in reading.words[joint.place + 1 : end.place + 1] if word.text[0].isupper()]
    if end.text in EMPLOYER_ENDINGS:
        return True
    if joint.text not in ("at", "bei") or len(named) < 2 or end.text[0].islower() or end.text in SITE_ENDINGS:
        return False
    if _TOWN.search(end.text) or named[0].text in _BEFORE_TOWNS:
        return False
    return named[0].text not in SITE_PREFIXES and not any(lexicon.is_place(word.text) for word in named)


def _capital_follows(reading: Reading, word: Word) -> bool:
    following = reading.at(word.place + 1)
    return bool(following and following.joined and following.text[0].isupper())


def _can_be_a_place(word: Word, reading: Reading, vocabulary: Vocabulary, joint: Word) -> bool:
    if word.text.isdigit():
        return joint.text not in ("of", "am", "vom")
    if word.titled or word.lower in vocabulary.departments or not word.is_capital:
        return word.text in ("HMP", "RAF", "HMS", "JVA")
    if reading.language == "de":
        # Of German nouns only those that are a place or no word at all, or a house with its name.
        if joint.text in ("von", "für", "der", "des", "zu", "bei", "an") and not lexicon.is_place(word.text):
            named = lexicon.is_surname(word.text) or lexicon.is_first_name(word.text) or "-" in word.text
            return joint.text == "von" and not named and not lexicon.is_word(word.text, "de")
        if word.text in ("Bad", "Sankt", "St", "Burg", "Groß", "Klein", "Neu", "Alt", "Hohen") and _capital_follows(
            reading, word
        ):
            return True
        if word.text in (
            "Haus",
            "Bezirk",
            "Landkreis",
            "Kreis",
            "Land",
            "Stift",
            "Kloster",
            "Werk",
            "Klinikum",
            "Krankenhaus",
            "Rathaus",
            "Standort",
        ):
            return _capital_follows(reading, word) or bool(_second_capital(reading, word))
        if lexicon.is_place(word.text) or not lexicon.is_word(word.text, "de"):
            return True
        return joint.text == "in" and bool(_STADT.search(word.text)) and lexicon.frequency(word.text, "de") < _SELDOM
    beside = reading.at(word.place + 1)
    if joint.text == "on" and beside and beside.joined and beside.text in SITE_ENDINGS:
        return True
    if joint.text in ("of", "on", "across", "near") and not lexicon.is_place(word.text):
        return False
    if joint.text == "at" and reading.before(word) == "the":
        return True  # "at the Tannery": in the middle of a sentence the capital says that it is a name
    if lexicon.is_place(word.text) or word.text in ("St", "Saint", "HMP", "Ward"):
        return True
    if joint.text == "for":
        before = reading.before(word)
        named = lexicon.is_first_name(word.text) or lexicon.is_surname(word.text)
        return (before == "the" or not named) and not lexicon.is_word(word.text, "en")
    following = reading.at(word.place + 1)
    if lexicon.is_word(word.text, "en"):
        return bool(following and following.joined and (following.text[0].isupper() or following.text in AREAS))
    return True


def _second_capital(reading: Reading, word: Word) -> bool:
    joint, name = reading.at(word.place + 1), reading.at(word.place + 2)
    return bool(
        joint
        and name
        and joint.joined
        and name.joined
        and joint.text in ("am", "an", "im", "zum", "zur", "der", "St")
        and name.text[0].isupper()
    )


def _start_of_post(reading: Reading, head: Word) -> Word:
    """Back over the words that belong to the post, to the article or verb before them."""
    start = head
    stops = _STOPS[reading.language]
    while start.joined and start.place and head.place - start.place < FURTHEST:
        before = reading.words[start.place - 1]
        if before.lower in stops or before.possessive or (before.lower.endswith("ly") and before.lower != "elderly"):
            break
        if reading.language == "de" and not (
            before.text[0].islower() and before.lower.endswith(("e", "en", "er", "es", "em"))
        ):
            break
        if (
            before.text[0].isupper()
            and reading.language == "en"
            and (before.opens or lexicon.is_first_name(before.text))
        ):
            break
        start = before
    return start
