"""Names of one word: first names, surnames, and names that are ordinary words or months besides."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from training.deidentification import lexicon
from training.deidentification.clues import AGAINST, MILD, PLAIN, Clues, clues_at
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.public_names import SCHOLARS
from training.deidentification.reading import Reading, Word
from training.deidentification.titles import start_of_titles
from training.deidentification.vocabulary import CALENDAR, TITLES, Vocabulary, words

THRESHOLD = 3.0

_HONORIFICS = words(
    "Mr Mrs Ms Miss Mx Sgt Cpl Sister Brother Father Canon Frau Herr Herrn Sergeant Corporal Councillor Cllr"
)
_BEFORE_A_MONTH = words("""
in of since until till from by during early late mid last next this every each to and or end between before after im
ab bis seit ende anfang mitte
""")
_FAMILIAR_ARTICLES = words("der die den dem beim vom unser unsere unserem unseren")
_NAMES_OF_HELPING_VERBS = ("Will", "May")
_SHORTEST_STEM = 3
_ARTICLES_OF_GENITIVE = words("der die das den dem des ein eine einen einem eines")
_OFTEN_A_NOUN = 2000
_JOINING = ("and", "und", "or", "oder", "&")
_NO_CLUE = words("of and or by for so since said says")


@dataclass
class Candidate:
    """A capitalised word with all its places in the text and what they say."""

    text: str
    places: list[Word] = field(default_factory=list)
    clues: list[Clues] = field(default_factory=list)


@dataclass(frozen=True)
class People:
    """Parts of the full names found in the text."""

    firsts: frozenset[str]
    lasts: frozenset[str]


def find_single_names(
    reading: Reading,
    free: Sequence[Word],
    named: Collection[int],
    vocabulary: Vocabulary,
    innocents: Innocents,
    people: People,
    known: frozenset[str],
) -> Iterator[Find]:
    """Each name of one word among the capitals that are free; `named` are the words of the full names found."""
    listed = _beside_a_name(reading, free, named, vocabulary, innocents)
    candidates: dict[str, Candidate] = {}
    if reading.language == "de":
        yield from _genitives(reading, free, innocents)
    for word in free:
        candidate = candidates.setdefault(word.text, Candidate(word.text))
        candidate.places.append(word)
        clues = clues_at(reading, word, word, vocabulary)
        if reading.language == "de" and reading.before(word) in _FAMILIAR_ARTICLES:
            # "der Emre", as the south says it.
            clues = replace(clues, worst=0.0) if is_sure_first_name(word.text, "de") else clues
        if word.place in listed:
            clues = replace(clues, best=max(clues.best, PLAIN))
        candidate.clues.append(clues)
    for candidate in candidates.values():
        yield from _single(reading, candidate, vocabulary, innocents, people, known)


def _genitives(reading: Reading, free: Sequence[Word], innocents: Innocents) -> Iterator[Find]:
    """ "Elifs Frage": the genitive of a sure first name, before a noun."""
    for word in free:
        stem, following = word.text[:-1], reading.at(word.place + 1)
        if not word.text.endswith("s") or word.titled or len(stem) < _SHORTEST_STEM or following is None:
            continue
        if lexicon.is_first_name(word.text) or lexicon.frequency(word.text, "de") or not following.joined:
            continue
        if lexicon.folded(stem) in innocents.author or stem in innocents.names or not following.text[0].isupper():
            continue
        if is_sure_first_name(stem, "de") and reading.before(word) not in _ARTICLES_OF_GENITIVE:
            yield Find(word.start, word.end, Kind.first_name)


def is_sure_first_name(text: str, language: str) -> bool:
    """A first name that is no ordinary word, month or place."""
    return (
        lexicon.is_first_name(text)
        and not lexicon.is_often_a_word(text, language)
        and not (
            language == "de"
            and lexicon.frequency(text, "de") > 0
            and lexicon.is_word(text, "de")
            and not lexicon.is_surname(text)
        )
        and not lexicon.is_place(text)
        and text not in CALENDAR
    )


def _beside_a_name(
    reading: Reading, free: Sequence[Word], named: Collection[int], vocabulary: Vocabulary, innocents: Innocents
) -> set[int]:
    """The capitals that an "and" or a comma joins to a sure name, and those joined to them: lists of people."""
    open_places = {word.place for word in free if _may_be_listed(word, reading.language, vocabulary, innocents)}
    sure = {place for place in open_places if is_sure_first_name(reading.words[place].text, reading.language)}
    reached = sure | set(named)
    found: set[int] = set()
    for order in (reading.words, reversed(reading.words)):
        forward = order is reading.words
        for word in order:
            if word.place not in reached:
                continue
            neighbour = _joined_to(reading, word, 1 if forward else -1)
            if neighbour is not None and neighbour in open_places and neighbour not in reached:
                reached.add(neighbour)
                found.add(neighbour)
    return found


def _joined_to(reading: Reading, word: Word, step: int) -> int | None:
    """The place of the word that a comma or an "and" joins to this one, onward or back."""
    other = reading.at(word.place + step)
    if other is None:
        return None
    right = other if step > 0 else word
    if right.gap == ", ":
        if other.text[0].isupper():
            return other.place
        other_joint = other if step > 0 else None
        if other_joint is None or other_joint.lower not in _JOINING:
            return None
    elif not right.joined or other.lower not in _JOINING:
        return None
    further = reading.at(other.place + step)
    if further is None:
        return None
    joint = further if step > 0 else other
    return further.place if joint.joined or joint.gap == ", " else None


def _may_be_listed(word: Word, language: str, vocabulary: Vocabulary, innocents: Innocents) -> bool:
    text = word.text
    if word.titled or (text in innocents.names and text not in CALENDAR) or text.lower() in vocabulary.departments:
        return False
    if lexicon.is_place(text) or (text in CALENDAR and not lexicon.is_first_name(text)):
        return False
    if text.lower() in vocabulary.never_names and not lexicon.is_first_name(text):
        return False
    return lexicon.is_first_name(text) or not lexicon.is_word(text, language)


def _is_ambiguous(text: str, vocabulary: Vocabulary, language: str) -> bool:
    """A first name that is met as a word, a month or a helping verb before it is met as a name."""
    if text.lower() in vocabulary.never_names:
        return text in _NAMES_OF_HELPING_VERBS
    return lexicon.is_first_name(text) and (text in CALENDAR or lexicon.is_often_a_word(text, language))


def _ambiguous_places(reading: Reading, candidate: Candidate, vocabulary: Vocabulary) -> list[Word]:
    """The places at which a name that is also a word is a name; none, where no place says so plainly."""
    scores = [
        _score_of_ambiguous(reading, word, clues, vocabulary)
        for word, clues in zip(candidate.places, candidate.clues, strict=True)
    ]
    again = sum(score >= MILD for score in scores) > 1
    if not scores or max(scores) + (MILD if again else 0) < THRESHOLD:
        return []
    return [word for word, score in zip(candidate.places, scores, strict=True) if score >= MILD]


def _score_of_ambiguous(reading: Reading, word: Word, clues: Clues, vocabulary: Vocabulary) -> float:
    before = reading.before(word)
    month = word.text in CALENDAR
    if clues.worst < 0 or word.titled or (month and _is_a_month(reading, word, before)):
        return 0.0
    previous, following = reading.at(word.place - 1), reading.at(word.place + 1)
    opening = previous is not None and previous.opens and bool(lexicon.frequency(previous.text, reading.language))
    if (_is_capital_beside(previous, word) and not opening) or (
        following is not None and _is_capital_beside(following, following)
    ):
        return 0.0
    best = clues.best
    if best < PLAIN - 1 and (before in _NO_CLUE or reading.after(word) in _JOINING):
        best = 0.0
    if word.opens:
        # "Will he …?", "Hope has …": only what persons do counts at the start of a sentence.
        helped = reading.after(word) in vocabulary.helping_verbs
        return best if best >= PLAIN or (best >= PLAIN - 1 and not helped) else 0.0
    if reading.language == "de":
        return best + (MILD if not lexicon.frequency(word.text, "de") > _OFTEN_A_NOUN else 0.0)
    return best + (MILD if month else 2 * MILD)


def _is_capital_beside(other: Word | None, later: Word) -> bool:
    return other is not None and later.joined and other.text[0].isupper() and other.text != "I"


def _is_a_month(reading: Reading, word: Word, before: str) -> bool:
    following = reading.at(word.place + 1)
    return (
        before in _BEFORE_A_MONTH
        or before[:1].isdigit()
        or before.endswith(("th", "st", "nd", "rd"))
        or bool(following and following.joined and following.text.isdigit())
    )


def _single(
    reading: Reading,
    candidate: Candidate,
    vocabulary: Vocabulary,
    innocents: Innocents,
    people: People,
    known: frozenset[str],
) -> Iterator[Find]:
    """One word by itself, judged over all its places."""
    text, language = candidate.text, reading.language
    if lexicon.folded(text) in innocents.author or text in TITLES or len(text) < 2:
        return
    ambiguous = _is_ambiguous(text, vocabulary, language)
    if text.lower().replace("’", "'") in vocabulary.never_names and not ambiguous:
        return
    titled = [word for word, clue in zip(candidate.places, candidate.clues, strict=True) if clue.titled]
    sure = text in known or text in people.firsts or text in people.lasts
    blocked = text in innocents.names or text.lower() in vocabulary.departments
    for word in titled:
        title = reading.words[word.place - 1]
        if text in innocents.names and title.text not in _HONORIFICS and text not in CALENDAR:
            continue
        start = start_of_titles(reading, word, vocabulary)
        yield Find(start.start, word.end, Kind.full_name)
    rest = [word for word in candidate.places if word not in titled]
    if not rest:
        return
    if language == "de" and _is_english_noun(text) and text not in people.firsts | people.lasts | known:
        return
    if places := _known_surname(reading, candidate, rest, people, bool(titled)):
        first = lexicon.is_first_name(text) and text not in people.lasts
        for word in places:
            yield Find(word.start, word.end, Kind.first_name if first else Kind.full_name)
        return
    if innocents.names_changed and not sure:
        return
    if ambiguous and not sure:
        candidate = Candidate(text, rest, [clue for clue in candidate.clues if not clue.titled])
        if not blocked or text in CALENDAR:
            for word in _ambiguous_places(reading, candidate, vocabulary):
                yield Find(word.start, word.end, Kind.first_name)
        return
    if (
        blocked
        and not (text in CALENDAR and lexicon.is_first_name(text))
        and not (sure and text not in innocents.names)
    ):
        return
    clues = [clue for clue in candidate.clues if not clue.titled]
    if language == "de" and not lexicon.is_first_name(text):
        # A noun has its article; a name that is in no list has one now and then.
        clues = [clue for clue in clues if clue.worst > AGAINST - 1]
        if not clues:
            return
    if (
        any(clue.scholar for clue in clues)
        and max(clue.best for clue in clues) < PLAIN
        and not lexicon.is_first_name(text)
    ):
        return
    kind = _weigh(reading, text, rest, clues, sure or bool(titled), blocked)
    if (kind is Kind.first_name and text in people.lasts and text not in people.firsts) or (
        kind is Kind.first_name and titled and not lexicon.is_first_name(text)
    ):
        kind = Kind.full_name
    if kind:
        for word in rest:
            yield Find(word.start, word.end, kind)


def _is_english_noun(text: str) -> bool:
    """ "Releases", "Retro": German writers borrow many words, and give them capitals."""
    named = lexicon.is_first_name(text) or lexicon.is_surname(text) or lexicon.is_place(text)
    return not named and lexicon.is_word(text, "en")


def _weigh(
    reading: Reading, text: str, places: list[Word], clues: list[Clues], sure: bool, blocked: bool
) -> Kind | None:
    language = reading.language
    best = max(clue.best for clue in clues)
    worst = min(clue.worst for clue in clues)
    first_name, surname = lexicon.is_first_name(text), lexicon.is_surname(text)
    is_word = lexicon.is_word(text, language) or (text.lower() in reading.lower_seen)
    often = lexicon.is_often_a_word(text, language) or (language == "de" and is_word and not first_name)
    place = lexicon.is_place(text)
    amid = any(not word.opens and not word.titled for word in places)
    against = worst if best < PLAIN or (language == "de" and best < PLAIN + 1 and worst < -3 and is_word) else worst / 3
    score = best + against
    kind = Kind.first_name
    if sure and not (often and not amid):
        score += 3.0
    elif blocked:
        score -= 0.5
    elif first_name and not often:
        score += 1.0 if place else 3.0
    elif first_name:
        score += 0.5 if language == "en" else -1.0
    elif place:
        score -= 2.0
    elif surname and not often:
        score += 2.0 if not lexicon.frequency(text, language) else 1.5
        kind = Kind.full_name
    elif is_word:
        score -= 1.0 if language == "en" else 4.0
        kind = Kind.nickname
        if best < PLAIN or not amid or worst < 0 or (text in reading.lower_seen and len(places) > 6):
            return None
    else:
        score += 1.5
    if amid and language == "en":
        score += 1.0
    if len(text) < 3 and best < PLAIN and not sure:
        return None
    return kind if score >= THRESHOLD else None


def _known_surname(
    reading: Reading, candidate: Candidate, rest: Sequence[Word], people: People, titled: bool
) -> list[Word]:
    """Where a surname that the text gives in full or with a title stands by itself, though it is a word besides."""
    if candidate.text not in people.lasts and not titled:
        return []
    places = []
    for word, clues in zip(candidate.places, candidate.clues, strict=True):
        if word not in rest or clues.worst <= AGAINST or clues.scholar or (candidate.text in SCHOLARS and titled):
            continue
        if word.opens and lexicon.is_often_a_word(candidate.text, reading.language) and clues.best < MILD:
            continue
        if candidate.text in CALENDAR and _is_a_month(reading, word, reading.before(word)):
            continue
        places.append(word)
    return places
