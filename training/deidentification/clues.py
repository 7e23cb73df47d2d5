"""What the words around a capitalised word say about it: a person, a place, a thing, or a scholar."""

from dataclasses import dataclass

from training.deidentification.reading import Reading, Word
from training.deidentification.titles import has_title
from training.deidentification.vocabulary import Vocabulary, words

# How much a clue counts; a name needs THRESHOLD in all.
_FURTHEST = 4
SURE, PLAIN, MILD, AGAINST = 4.0, 3.0, 1.0, -3.0

_PLACE_FOLLOWS = frozenset(
    [
        "road",
        "street",
        "lane",
        "avenue",
        "district",
        "area",
        "region",
        "county",
        "borough",
        "valley",
        "hub",
        "centre",
        "office",
        "depot",
        "branch",
        "campus",
        "hills",
        "park",
    ]
)


# "I looked at her" is what one does to a person, and "at Harrow" is a place.
_LOOKING = words("""
looked look looking glanced glance smiled smile nodded nod stared laughed shouted pointed waved grinned snapped winked
frowned swore angry cross annoyed irritated furious laughing smiling glancing staring turned turning
""")
_OWN = words("""
issue issues turn question questions problem story face eyes voice hands hand team manager boss husband wife partner
mother father son daughter shoulder silence answer desk phone message email e-mail face name account idea suggestion
reply reaction tears laugh smile anger worry job work career colleague colleagues offer help advice side place
""")
_OPEN = frozenset("“\"‘'„»«")
_ADDRESSED = frozenset([",”", ',"', ",’", ",'", ",“", ",«", ",»"])
_CLOSED = frozenset(["“,", '",', "«,", "»,", "”,"])
_SPEAKERS = words("I he she ich er sie said asked replied answered sagte fragte meinte rief bat")
_ASKING = frozenset(["would", "did", "does", "could", "should", "had", "hätte", "würde", "hat", "kann", "soll"])
_DOING = words("""
have say think want do need feel mean see know make hear ask tell go come like getan gesagt gemeint gedacht gewollt
""")
_AS_PERSONS_ARE = words("""
silent quiet angry tired absent ill upset surprised nervous furious crying kind shy sorry afraid ashamed pregnant
relieved embarrassed worried sick sure unsure happy sad proud puzzled cross
""")
_SPOKEN = words("""
spoken written forgotten chosen told said asked sat stood left brought thought begun sworn
""")
_SPEAKING = frozenset(["said", "says", "replied", "answered", "added", "explained", "admitted"])


_ADDRESSING = frozenset(
    [
        "you",
        "thanks",
        "yes",
        "no",
        "well",
        "sorry",
        "hello",
        "hi",
        "dear",
        "please",
        "welcome",
        "danke",
        "ja",
        "nein",
        "hallo",
        "liebe",
        "lieber",
        "entschuldigung",
    ]
)


@dataclass(frozen=True)
class Clues:
    """The best for and the worst against a person at one place, and whether the place speaks of a scholar."""

    best: float
    worst: float
    scholar: bool = False
    titled: bool = False


def clues_at(reading: Reading, first: Word, last: Word, vocabulary: Vocabulary) -> Clues:
    """The clues around the words from `first` to `last`."""
    best, worst = 0.0, 0.0
    before, after = reading.before(first), reading.after(last)
    titled = has_title(reading, first, vocabulary)
    if titled:
        best = SURE
    if before in ("neither", "both", "either", "weder") and after in ("nor", "and", "or", "noch", "und"):
        best = max(best, PLAIN - 1)
    elif before in vocabulary.determiners:
        worst = AGAINST if reading.language == "en" else AGAINST - 1
    elif before in ("at", "to") and reading.before(first, 2) in _LOOKING:
        best = PLAIN
    elif before in vocabulary.place_before:
        worst = AGAINST
    elif before in vocabulary.thing_before:
        worst = -2.0
    if before in ("of", "for") and reading.before(first, 2) in vocabulary.role_heads:
        worst = AGAINST  # "The Dean of Science"
    if before in vocabulary.relations:
        best = max(best, PLAIN)
    elif before in vocabulary.taking_a_person:
        # "…," said Ana; but the badge said Joy.
        spoken = before in _SPEAKING and not set(reading.words[first.place - 1].gap) & set("”\"’»“',?!")
        best = max(best, MILD if spoken and reading.language == "en" else PLAIN)
    elif before in vocabulary.mild_before:
        best = max(best, MILD)
    best = max(best, _by_what_follows(reading, last, after, vocabulary), _by_comma(reading, first, last, vocabulary))
    best = max(best, _by_what_surrounds(reading, first, last, after))
    if before in ("it", "es") and reading.before(first, 2) in ("was", "war"):
        best = max(best, PLAIN)
    if before in ("was", "is", "wasn't", "war") and reading.before(first, 2) in ("it", "es", "that"):
        best = max(best, PLAIN)
    if last.possessive:
        following = reading.at(last.place + 1)
        owned = following is not None and following.gap == " " and following.lower in _OWN
        best = max(best, PLAIN if owned else PLAIN - 1)
    if after in _PLACE_FOLLOWS and reading.language == "en":
        worst = AGAINST
    return Clues(best, worst, _is_scholarly(reading, first, last, after, vocabulary), titled)


def _by_what_follows(reading: Reading, last: Word, after: str, vocabulary: Vocabulary) -> float:
    if not after:
        return 0.0
    if after in vocabulary.between:
        after = reading.after(last, 2)
        last = reading.words[last.place + 1]
    if after in vocabulary.human_verbs:
        return PLAIN
    if after in vocabulary.helping_verbs:
        step = 2
        while (further := reading.after(last, step)) in vocabulary.between | {"never", "not"} and step < _FURTHEST:
            step += 1
        if further in _SPOKEN or (after in ("was", "is") and further in _AS_PERSONS_ARE):
            return PLAIN
        if (
            after in ("was", "is")
            and further in ("a", "an", "the", "our", "my", "not")
            and _is_post_near(reading, last, vocabulary)
        ):
            return PLAIN
        return PLAIN - 1 if further.endswith(("ed", "ing")) or further in vocabulary.human_verbs else MILD
    if reading.language == "en" and after.endswith("ed") and len(after) > 4:
        return PLAIN - 1
    if (
        reading.language == "de"
        and after == "an"
        and reading.before(last) in ("sah", "blickte", "schaute", "lächelte", "rief", "sprach")
    ):
        return PLAIN
    if reading.language == "de" and after.endswith(("te", "ten")) and len(after) > 4:
        return PLAIN - 1
    if after in ("and", "und"):
        following = reading.at(last.place + 2)
        if following and following.joined and following.text[0].isupper() and following.text != "I":
            beyond = reading.after(following)
            return PLAIN - 1 if beyond in vocabulary.human_verbs or beyond in ("both", "beide") else MILD
    if after in ("from", "who", "whom", "whose", "aus", "vom"):
        return PLAIN - 1 if after.startswith("wh") else MILD
    return 0.0


def _is_post_near(reading: Reading, last: Word, vocabulary: Vocabulary) -> bool:
    """Whether a post or a relation comes soon after "is a"."""
    return any(reading.after(last, step) in vocabulary.role_heads | vocabulary.relations for step in range(3, 6))


def _by_what_surrounds(reading: Reading, first: Word, last: Word, after: str) -> float:
    """ "“Ana,” I said", "Ana: “No.”", "What would Ana say?": words that are addressed, that speak, that are asked for."""  # noqa: E501
    following = reading.at(last.place + 1)
    gap = following.gap if following else ""
    if first.gap[-1:] in _OPEN and (
        gap[:2] in _ADDRESSED or (following and gap[:2] in _CLOSED and following.text in _SPEAKERS)
    ):
        return PLAIN
    if first.breaks and gap[:2] in (": ", ":\n") and gap[2:3] in _OPEN:
        return MILD
    return PLAIN if reading.before(first) in _ASKING and after in _DOING else 0.0


def _by_comma(reading: Reading, first: Word, last: Word, vocabulary: Vocabulary) -> float:
    """ "…, who", "…, the chaplain", "our chair, …"."""
    best = 0.0
    following = reading.at(last.place + 1)
    if following and not last.possessive and following.gap in (", ", ",\n", " (", " – ", " — "):
        aside = following.gap.endswith("(") and following.lower in ("he", "she", "er", "sie")
        if following.lower in ("who", "whom", "whose") or aside:
            best = PLAIN
        elif following.lower in (
            "the",
            "a",
            "an",
            "our",
            "my",
            "his",
            "her",
            "die",
            "der",
            "eine",
            "ein",
            "unsere",
            "meine",
            "unser",
            "mein",
        ):
            for step in range(1, 6):
                word = reading.at(following.place + step)
                if word is None or not word.joined:
                    break
                if (
                    word.lower in vocabulary.role_heads
                    or word.lower in vocabulary.relations
                    or word.lower.endswith(vocabulary.role_endings)
                ):
                    best = PLAIN
                    break
    if first.gap in (", ", ",\n", ": ", " – ", " — ") and first.place:
        before = reading.words[first.place - 1]
        if before.lower in vocabulary.relations or before.lower in vocabulary.role_heads:
            best = max(best, PLAIN - 1)
    if reading.language == "de" and following and following.gap.startswith(", ") and following.lower in ("die", "der"):
        best = max(best, MILD)
    if first.gap in (", ", " ") and first.place and reading.words[first.place - 1].lower in _ADDRESSING:
        closed = following is None or following.gap[:1] in ",.!?"
        best = max(best, PLAIN if closed else 0.0)
    if first.gap.endswith(("? ", "! ", ", ")) and first.place and reading.words[first.place - 1].text[0].isupper():
        best = max(best, MILD)
    return best


def _is_scholarly(reading: Reading, first: Word, last: Word, after: str, vocabulary: Vocabulary) -> bool:
    if after in vocabulary.scholar_verbs and after.endswith(("s", "te", "t")) and after not in ("calls",):
        return True
    if reading.before(first, 2) in ("according",) or (
        reading.before(first) in ("laut", "zufolge") and reading.language == "de"
    ):
        return True
    following = reading.at(last.place + 1)
    if last.possessive and following and following.gap.strip("’' \n") == "s":
        further = reading.at(following.place + 1)
        return following.lower in vocabulary.scholar_nouns or bool(
            further and further.joined and further.lower in vocabulary.scholar_nouns and following.text[0].islower()
            and following.lower in ("reflective", "learning", "own", "four", "five", "three", "six", "famous", "critical", "experiential")  # noqa: E501
        )  # fmt: skip
    return reading.before(first) in ("modell", "zyklus") or (
        after in ("model", "cycle", "framework", "theory") and not last.possessive
    )
