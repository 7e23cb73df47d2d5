"""Names of persons: in full, first names, surnames with a title, nicknames and initials.

No list holds all names. A capitalised word is weighed: what the lists know of it, how it stands in the text, and what
its neighbours say, all over the text; it is a name where the evidence together reaches THRESHOLD.
"""

from collections.abc import Iterator, Sequence

from training.deidentification import lexicon
from training.deidentification.clues import PLAIN, Clues, clues_at
from training.deidentification.family_first import is_family_first
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.listed_names import parts_of
from training.deidentification.public_names import SCHOLARS
from training.deidentification.reading import Reading, Word
from training.deidentification.single_names import People, find_single_names, is_sure_first_name
from training.deidentification.slips import find_slips
from training.deidentification.titles import is_title
from training.deidentification.vocabulary import CALENDAR, PARTICLES, TITLES, Vocabulary, words

_NICK_ADJECTIVES = words(
    "Big Little Old Wee Young Auld Mad Fat Long Tall Red Black Crazy Lucky Smiley Grumpy Posh Dirty Gentle Large Steady"
)
_LONGEST_NAME = 4
# "Der Toni hat den Emre angerufen": an article by itself is no part of a German name.
_ARTICLES = ("den", "der", "dem", "die", "das", "auf", "am", "st", "y", "e")
_RARE = 1000
_NOBLE = words("Freiherr Freifrau Baron Baronin Graf Gräfin Fürst Fürstin Prinz Prinzessin Ritter Edler")
_GIVEN_MONTHS = words("May June April August Summer Autumn")
# Months, seasons and days that are families too.
_SEASONAL = words(
    "Winter Summer Summers Sommer Herbst Freitag Sonntag May March Mai Spring Frühling Ostern Jul Christmas"
)
_SHORT_PART = 3
_VERBAL = ("ing", "ed", "ly", "s")


def find_persons(
    reading: Reading, vocabulary: Vocabulary, innocents: Innocents, taken: Sequence[Find], known: frozenset[str]
) -> Iterator[Find]:
    """Each passage that names a person, beside those that other readers have taken."""
    free = _free_words(reading, innocents, taken)
    runs = list(_name_runs(reading, free, vocabulary, innocents))
    full = [found for run in runs if (found := _full_name(reading, run, vocabulary, innocents, known))]
    yield from full
    covered: set[int] = set()
    firsts, lasts = set(), set()
    by_start = {word.start: word.place for word in reading.words}
    for find in full:
        parts = []
        for word in reading.words[by_start[find.start] :]:
            if word.start >= find.end:
                break
            parts.append(word)
        covered.update(word.place for word in parts)
        if find.kind is Kind.full_name and parts:
            firsts.add(parts[0].text)
            lasts.add(parts[-1].text)
            lasts.update(
                part for part in parts[-1].text.split("-") if "-" in parts[-1].text and len(part) > _SHORT_PART
            )
    for find in taken:
        if find.kind is Kind.full_name:
            first, last = parts_of(reading.text[find.start : find.end])
            lasts.add(last)
            if lexicon.is_first_name(first) and first not in TITLES:
                firsts.add(first)
    people = People(frozenset(firsts), frozenset(lasts))
    rest = [word for word in free if word.place not in covered]
    single = list(find_single_names(reading, rest, covered, vocabulary, innocents, people, known))
    yield from single
    yield from find_slips(reading, [*taken, *full, *single], vocabulary, innocents)


def _free_words(reading: Reading, innocents: Innocents, taken: Sequence[Find]) -> list[Word]:
    """The capitalised words that are nobody's yet."""
    spans = sorted((find.start, find.end) for find in taken)
    free = []
    reached = 0
    for word in reading.words:
        while reached < len(spans) and spans[reached][1] <= word.start:
            reached += 1
        inside = any(start < word.end and word.start < end for start, end in spans[reached : reached + 4])
        if word.is_capital and not inside and not innocents.covers(word.start, word.end):
            free.append(word)
    return free


def _is_author(text: str, innocents: Innocents) -> bool:
    return lexicon.folded(text) in innocents.author


def _name_runs(
    reading: Reading, free: list[Word], vocabulary: Vocabulary, innocents: Innocents
) -> Iterator[list[Word]]:
    """Capitals that stand together and may be one person's name, titles and opening common words taken off."""
    places = {word.place for word in free}
    done = -1
    for word in free:
        if word.place <= done:
            continue
        run = [word]
        following = reading.at(word.place + 1)
        if word.text[0].islower():
            continue
        while following and following.joined and not run[-1].possessive and len(run) < _LONGEST_NAME + 2:
            if following.place in places or (
                following.text in PARTICLES and _leads_to_a_name(reading, following, places)
            ):
                run.append(following)
            else:
                break
            following = reading.at(following.place + 1)
        done = run[-1].place
        run = _without_opening(reading, run, vocabulary)
        while len(run) > 1 and run[0].text in PARTICLES and run[0].text[0].islower():
            run = run[1:]  # "Verfasst von Karin Sommer": what was an opening word is gone, and with it its "von"
        while run and run[-1].text in PARTICLES:
            run = run[:-1]
        if len(run) > 1:
            yield run


def _leads_to_a_name(reading: Reading, particle: Word, places: set[int]) -> bool:
    """Whether "van der" goes on to a surname; in German "von der" mostly goes on to a noun."""
    before = reading.at(particle.place - 1)
    if reading.language == "de" and particle.text in _ARTICLES and (before is None or before.text not in PARTICLES):
        return False
    for step in range(1, 4):
        word = reading.at(particle.place + step)
        if word is None or not word.joined:
            return False
        if word.place in places:
            if before is not None and (before.text in _NOBLE or is_sure_first_name(before.text, "de")):
                return True
            return reading.language != "de" or not _is_noun(word.text)
        if word.text not in PARTICLES:
            return False
    return False


def _without_opening(reading: Reading, run: list[Word], vocabulary: Vocabulary) -> list[Word]:
    while run and (
        run[0].text in TITLES
        or (run[0].lower in vocabulary.never_names
        and (run[0].opens or not lexicon.is_first_name(run[0].text))
        and not _is_named_will(reading, run, vocabulary))
        or (run[0].opens and len(run) > 1 and _opens_as_word(run, reading.language))
    ):  # fmt: skip
        run = run[1:]
    if reading.language == "de" and len(run) > 2 and run[1].text in PARTICLES and _is_noun(run[0].text):
        run = run[2:]  # "das Anliegen von Lena Roth"
    # "Station Manager Idris Hopkin": a post in capitals before the name.
    for place in range(len(run) - 2, -1, -1):
        if is_title(run[place], vocabulary) and not lexicon.is_first_name(run[0].text):
            return run[place + 1 :]
    return run


def _is_named_will(reading: Reading, run: list[Word], vocabulary: Vocabulary) -> bool:
    """ "Will Ashdown had asked", and not "Will Anna ask": a surname, and after it what nobody says behind a "will"."""
    if run[0].text not in ("Will", "May") or len(run) != 2 or lexicon.is_first_name(run[1].text):
        return False
    after = reading.after(run[1])
    return after in vocabulary.human_verbs | {"had", "has", "was", "is"} and not run[1].possessive


def _opens_as_word(run: list[Word], language: str) -> bool:
    """Whether the first of capitals is one only because a sentence begins; a rare word before an unknown one is not."""
    first = run[0].text
    if language == "en" and len(run) == 2 and _is_double(run[1].text):
        return False
    if not lexicon.is_word(first, language) or lexicon.is_first_name(first) or first in _NICK_ADJECTIVES:
        return False
    rare = language == "en" and 0 < lexicon.frequency(first, "en") < _RARE
    return not (rare and not first.endswith(_VERBAL) and not lexicon.is_word(run[1].text, language))


def _is_first_of_two(run: list[Word], language: str) -> bool:
    """Whether "Max" before "Winter" is surely somebody: a first name, and no word that opens the sentence."""
    first = run[0]
    if not lexicon.is_first_name(first.text) or first.text in CALENDAR:
        return False
    return not (first.opens and lexicon.is_often_a_word(first.text, language))


def _is_double(text: str) -> bool:
    """A double-barrelled surname."""
    parts = text.split("-")
    return len(parts) == 2 and all(part[:1].isupper() and lexicon.is_surname(part) for part in parts)


def _full_name(
    reading: Reading, run: list[Word], vocabulary: Vocabulary, innocents: Innocents, known: frozenset[str]
) -> Find | None:
    language = reading.language
    texts = [word.text for word in run]
    whole = " ".join(texts)
    if _is_author(whole, innocents) or (_is_author(texts[0], innocents) and _is_author(texts[-1], innocents)):
        return None
    if is_family_first(texts) and not any(text in innocents.names for text in texts[:2]):
        return Find(run[0].start, run[-1].end, Kind.full_name)
    if texts[0] in _NICK_ADJECTIVES and len(run) == 2 and not run[0].titled:
        return _nickname_of_two(reading, run, vocabulary, innocents)
    for index, text in enumerate(texts):
        blocked = text in innocents.names and not (text in SCHOLARS and index and lexicon.is_first_name(texts[0]))
        blocked = blocked and not (index and text in CALENDAR and is_sure_first_name(texts[0], language))
        blocked = blocked and not (index == 1 and text in _SEASONAL and _is_first_of_two(run, language))
        blocked = blocked and not (
            index == 0
            and text in CALENDAR
            and lexicon.is_first_name(text)
            and (lexicon.is_surname(texts[-1]) or (text in _GIVEN_MONTHS and not lexicon.is_word(texts[-1], language)))
        )
        if blocked or (text.lower() in vocabulary.departments and index == 0 and not lexicon.is_first_name(text)):
            return _full_name(reading, run[:index], vocabulary, innocents, known) if index > 1 else None
    if texts[0] in _NICK_ADJECTIVES and len(run) == 3 and is_sure_first_name(texts[1], language):
        inner = _full_name(reading, run[1:], vocabulary, innocents, known)
        return Find(run[0].start, inner.end, inner.kind) if inner and not run[0].opens else inner
    first, last = run[0], run[-1]
    if any(word.titled for word in run) and not lexicon.is_first_name(first.text):
        return None
    if lexicon.is_place(whole) or last.text in _NEVER_LAST:
        return None
    evidence = clues_at(reading, first, last, vocabulary)
    if whole in known:
        return Find(first.start, last.end, Kind.full_name)
    if evidence.scholar and evidence.best < PLAIN and not lexicon.is_first_name(first.text):
        return None
    sure = language == "en" and is_sure_first_name(first.text, language) and last.lower not in vocabulary.departments
    if (
        not sure
        and not _may_be_last(last.text, language, evidence)
        and not (language == "de" and lexicon.is_first_name(first.text) and not _is_noun(first.text))
    ):
        return None
    if lexicon.is_first_name(first.text):
        weak = lexicon.is_often_a_word(first.text, language) or (language == "de" and _is_noun(first.text))
        if weak and evidence.best < 1 and not lexicon.is_surname(last.text) and lexicon.is_word(last.text, language):
            return None
        if first.opens and first.lower in vocabulary.never_names and lexicon.is_first_name(run[1].text):
            return None
        if language == "de" and _is_noun(first.text) and _is_noun(last.text):
            return None
        return Find(first.start, last.end, Kind.full_name)
    if language == "de":
        if "-" in first.text and _is_noun(first.text.rsplit("-", 1)[1]):
            return None  # "ALF-Lehrgang Wien"
        known_words = any(_is_noun(word.text) for word in (first, last))
        return None if known_words or evidence.worst < -2 else Find(first.start, last.end, Kind.full_name)
    if lexicon.is_word(first.text, language) and not (
        evidence.titled
        or (evidence.best >= PLAIN and (lexicon.is_surname(last.text) or not lexicon.is_word(last.text, language)))
    ):
        return None
    if evidence.worst <= -2 and evidence.best < PLAIN:
        return None
    if evidence.best <= 0 and lexicon.is_place(first.text):
        return None
    return Find(first.start, last.end, Kind.full_name)


_NEVER_LAST = words("Doktor Professor Professorin Schwester Steps Notes Points Questions Actions Inquiry")


def _may_be_last(text: str, language: str, evidence: Clues) -> bool:
    if lexicon.is_surname(text) or "-" in text or not lexicon.is_word(text, language):
        return True
    if lexicon.is_first_name(text) and not lexicon.is_often_a_word(text, language):
        return True
    return evidence.best >= PLAIN and language == "en"


def _is_noun(text: str) -> bool:
    """A German noun that no one takes for a name."""
    if not lexicon.is_word(text, "de"):
        return False
    named = lexicon.is_first_name(text) or lexicon.is_surname(text)
    return not named or lexicon.is_often_a_word(text, "de")


def _nickname_of_two(reading: Reading, run: list[Word], vocabulary: Vocabulary, innocents: Innocents) -> Find | None:
    if (
        _is_author(run[1].text, innocents)
        or run[1].text in CALENDAR
        or lexicon.is_place(" ".join(word.text for word in run))
    ):
        return None
    evidence = clues_at(reading, run[0], run[1], vocabulary)
    named = lexicon.is_first_name(run[1].text) and not lexicon.is_often_a_word(run[1].text, reading.language)
    unknown = not lexicon.is_word(run[1].text, reading.language) and not lexicon.is_place(run[1].text)
    if unknown and reading.language == "en" and evidence.worst == 0:
        return Find(run[0].start, run[1].end, Kind.nickname)
    if evidence.best >= 2 or (named and evidence.worst == 0):
        return Find(run[0].start, run[1].end, Kind.nickname)
    return None
