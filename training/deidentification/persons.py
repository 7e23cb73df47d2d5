"""Names of persons: in full, first names, surnames with a title, nicknames and initials.

No list holds all names. A capitalised word is weighed: what the lists know of it, how it stands in the text, and what
its neighbours say, all over the text; it is a name where the evidence together reaches THRESHOLD.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from training.deidentification import lexicon
from training.deidentification.clues import AGAINST, PLAIN, Clues, clues_at
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import CALENDAR, PARTICLES, SCHOLARS, TITLES, Vocabulary, words

THRESHOLD = 3.0

_NICK_ADJECTIVES = words(
    "Big Little Old Wee Young Auld Mad Fat Long Tall Red Black Crazy Lucky Smiley Grumpy Posh Dirty Gentle Large Steady"
)
_HONORIFICS = words(
    "Mr Mrs Ms Miss Mx Sgt Cpl Sister Brother Father Canon Frau Herr Herrn Sergeant Corporal Councillor Cllr"
)
_LONGEST_NAME = 4


@dataclass
class Candidate:
    """A capitalised word with all its places in the text and what they say."""

    text: str
    places: list[Word] = field(default_factory=list)
    clues: list[Clues] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """Parts of the full names found, and names that the caller says are persons."""

    firsts: frozenset[str]
    lasts: frozenset[str]


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
    people = Known(frozenset(firsts), frozenset(lasts))
    candidates: dict[str, Candidate] = {}
    for word in free:
        if word.place in covered:
            continue
        candidate = candidates.setdefault(word.text, Candidate(word.text))
        candidate.places.append(word)
        candidate.clues.append(clues_at(reading, word, word, vocabulary))
    for candidate in candidates.values():
        yield from _single(reading, candidate, vocabulary, innocents, people, known)


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
    for step in range(1, 4):
        word = reading.at(particle.place + step)
        if word is None or not word.joined:
            return False
        if word.place in places:
            return reading.language != "de" or not _is_noun(word.text)
        if word.text not in PARTICLES:
            return False
    return False


def _without_opening(reading: Reading, run: list[Word], vocabulary: Vocabulary) -> list[Word]:
    while run and (
        run[0].text in TITLES
        or (run[0].lower in vocabulary.never_names
        and (run[0].opens or not lexicon.is_first_name(run[0].text)))
        or (run[0].opens and len(run) > 1 and lexicon.is_word(run[0].text, reading.language)
            and not lexicon.is_first_name(run[0].text) and run[0].text not in _NICK_ADJECTIVES)
    ):  # fmt: skip
        run = run[1:]
    # "Station Manager Idris Hopkin": a post in capitals before the name.
    for place in range(len(run) - 1, -1, -1):
        if (
            run[place].lower in vocabulary.role_heads
            and place < len(run) - 1
            and not lexicon.is_first_name(run[0].text)
        ):
            return run[place + 1 :]
    return run


def _full_name(
    reading: Reading, run: list[Word], vocabulary: Vocabulary, innocents: Innocents, known: frozenset[str]
) -> Find | None:
    language = reading.language
    texts = [word.text for word in run]
    whole = " ".join(texts)
    if _is_author(whole, innocents) or (_is_author(texts[0], innocents) and _is_author(texts[-1], innocents)):
        return None
    if texts[0] in _NICK_ADJECTIVES and len(run) == 2 and not run[0].titled:
        return _nickname_of_two(reading, run, vocabulary, innocents)
    for index, text in enumerate(texts):
        blocked = text in innocents.names and not (text in SCHOLARS and index and lexicon.is_first_name(texts[0]))
        blocked = blocked and not (
            index == 0 and text in CALENDAR and lexicon.is_first_name(text) and lexicon.is_surname(texts[-1])
        )
        if blocked or (text.lower() in vocabulary.departments and index == 0 and not lexicon.is_first_name(text)):
            return _full_name(reading, run[:index], vocabulary, innocents, known) if index > 1 else None
    first, last = run[0], run[-1]
    if any(word.titled for word in run) and not lexicon.is_first_name(first.text):
        return None
    if lexicon.is_place(whole):
        return None
    evidence = clues_at(reading, first, last, vocabulary)
    if whole in known:
        return Find(first.start, last.end, Kind.full_name)
    if evidence.scholar and evidence.best < PLAIN and not lexicon.is_first_name(first.text):
        return None
    if not _may_be_last(last.text, language, evidence) and not (
        language == "de" and lexicon.is_first_name(first.text) and not _is_noun(first.text)
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
        known_words = any(_is_noun(word.text) for word in run if word.text not in PARTICLES)
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
    if evidence.best >= 2 or (named and evidence.worst == 0):
        return Find(run[0].start, run[1].end, Kind.nickname)
    return None


def _single(
    reading: Reading,
    candidate: Candidate,
    vocabulary: Vocabulary,
    innocents: Innocents,
    people: Known,
    known: frozenset[str],
) -> Iterator[Find]:
    """One word by itself, judged over all its places."""
    text, language = candidate.text, reading.language
    if _is_author(text, innocents) or text.lower() in vocabulary.never_names or text in TITLES or len(text) < 2:
        return
    titled = [word for word, clue in zip(candidate.places, candidate.clues, strict=True) if clue.titled]
    sure = text in known or text in people.firsts or text in people.lasts
    blocked = text in innocents.names or text.lower() in vocabulary.departments
    for word in titled:
        title = reading.words[word.place - 1]
        if text in innocents.names and title.text not in _HONORIFICS:
            continue
        start = title
        while start.place and reading.words[start.place - 1].text in TITLES and start.gap in (" ", ". "):
            start = reading.words[start.place - 1]
        yield Find(start.start, word.end, Kind.full_name)
    rest = [word for word in candidate.places if word not in titled]
    if not rest:
        return
    if (
        blocked
        and not (text in CALENDAR and lexicon.is_first_name(text))
        and not (sure and text not in innocents.names)
    ):
        return
    if innocents.names_changed and not sure:
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
        score += 1.5
        kind = Kind.first_name if not surname else Kind.full_name
    elif is_word:
        score -= 1.0 if language == "en" else 4.0
        kind = Kind.nickname
        if best < PLAIN or not amid or worst < 0 or (text in reading.lower_seen and len(places) > 6):
            return None
    else:
        score += 1.5
    if amid and language == "en":
        score += 1.0
    if len(text) < 3 and best < PLAIN:
        return None
    return kind if score >= THRESHOLD else None
