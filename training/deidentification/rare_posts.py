"""A post so rare that it needs no name: "the only … in the county", "die einzige … im Landkreis …"."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.posts import AREAS, FURTHEST, PLACE_PREPOSITIONS, is_role
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import GENERIC_PLACE_WORDS, Vocabulary, words

_ONLY = {
    "en": re.compile(
        r"\b(?:only(?:\s(?:other|remaining|serving|qualified))?|sole|first(?:\sever)?|one of (?:only )?(?:two|three|four)|youngest(?:\sever)?|oldest"  # noqa: E501
        r"|longest[ -]serving|most senior|highest[ -]ranking|last(?:\s(?:remaining|working|surviving))?)\s(?=[\w“-])"
    ),
    "de": re.compile(
        r"\b(?:einzige[nrsm]?|erste[nrsm]?|jüngste[nrsm]?|älteste[nrsm]?|dienstälteste[nrsm]?|ranghöchste[nrsm]?|letzte[nrsm]?"
        r"|eine[nr]? (?:der|von) (?:nur )?(?:zwei|drei))\s(?=\w)"
    ),
}
_STANDING_OUT = words("""
woman female male man black asian white muslim sikh hindu jewish christian deaf blind openly gay lesbian trans
transgender nonbinary non-binary disabled polish welsh irish german romanian ukrainian nigerian chinese indian
pakistani bangladeshi somali traveller roma caribbean african arab turkish scottish frau mann weibliche weiblichen
weiblicher männliche männlichen männlicher schwarze schwarzer muslimische muslimischer gehörlose gehörloser blinde
blinder türkischstämmige türkischstämmiger
""")
_ROLE_NOUN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "head", "ee")
_LONGEST_RARE = 16
_WIDE = words("""
county region borough district area force service brigade diocese trust company firm council authority regiment
battalion department division federation college university faculty country island islands town city village valley
parish constabulary squadron fleet profession board organisation sector north south east west estate charity bank
plant site school hospital prison depot north-east north-west south-east south-west hub territory province state
directorate station landkreis kreis stadt gemeinde region kirchenkreis bezirk bundesland kanton dekanat bistum
""")


def find_rare_posts(reading: Reading, vocabulary: Vocabulary) -> Iterator[Find]:
    """ "only …" and a post, as far as the place within which it is the only one."""
    by_start = {word.start: word for word in reading.words}
    for match in _ONLY[reading.language].finditer(reading.text):
        first = by_start.get(match.start())
        if first is None:
            continue
        if found := _rare_from(reading, first, vocabulary):
            yield found


def _rare_from(reading: Reading, first: Word, vocabulary: Vocabulary) -> Find | None:
    if reading.language == "de" and (found := _german_rare(reading, first, vocabulary)):
        return found
    role = standing_out = None
    place = first.place + 1
    while (word := reading.at(place)) and word.joined and place - first.place < _LONGEST_RARE:
        lower = word.lower
        if lower in _STANDING_OUT or ("-" in lower and lower.split("-")[-1] in ("speaking", "born")):
            standing_out = word
        if (
            is_role(word, vocabulary, reading.language)
            or (
                standing_out
                and reading.language == "en"
                and word.text[0].islower()
                and word is not standing_out
                and (lower.endswith(_ROLE_NOUN_ENDINGS) or reading.after(word) in ("in", "on", "at"))
            )
            or (
                not role
                and reading.language == "en"
                and first.lower.startswith(("only", "sole"))
                and word.text[0].islower()
                and lower.endswith(_ROLE_NOUN_ENDINGS)
                and lower not in _THINGS_ENDING_SO
                and len(lower) > 4
                and reading.after(word) in ("in", "on", "at", "for", "within")
                and _is_proper_place(reading, word)
            )
        ):
            role = word
        elif role and lower in PLACE_PREPOSITIONS[reading.language] | {
            "unseres",
            "unserer",
            "within",
            "throughout",
            "out",
        }:
            if (end := _rare_end(reading, word)) and not (
                first.text.startswith(("first", "last", "erste", "letzte", "most"))
                and not standing_out
                and not end.text[0].isupper()
            ):
                return Find(first.start, end.end, Kind.rare_role)
        elif (
            not role
            and lower
            in (
                "who",
                "thing",
                "question",
                "time",
                "way",
                "one",
                "wenn",
                "dass",
                "ding",
                "frage",
                "mal",
            )
        ) or (
            role and not standing_out and word.text[0].islower() and lower in ("who", "to", "that", "and", "is", "was")
        ):
            return None
        place += 1
    if (
        role
        and standing_out
        and standing_out is not role
        and first.text in ("only", "sole")
        and role.place - first.place < 5
    ):
        return None
    return None


# How nouns for persons end; a Fenster is no person, but it is never "der einzige".
_GERMAN_PERSONS = (
    "in",
    "er",
    "ist",
    "mann",
    "frau",
    "ent",
    "ant",
    "or",
    "eur",
    "oge",
    "äde",
    "isse",
    "ege",
    "nom",
    "ekan",
    "arzt",
    "ier",
    "är",
    "ar",
    "ling",
    "bauer",
    "hebamme",
)
_RARE_FOR_SURE = ("einzige", "letzte", "jüngste", "älteste", "dienstälteste", "ranghöchste")
_OF_THINGS = words(
    "fehler ordner partner computer sommer winter kalender moment punkt termin zimmer fenster tor motor sektor faktor"
    " kommentar altar"
)


def _german_rare(reading: Reading, first: Word, vocabulary: Vocabulary) -> Find | None:
    """ "der einzige blinde Altdekan in …": a noun for a person and then, in the same breath, a place by name."""
    article = reading.at(first.place - 1)
    if article is None or not first.joined or article.lower in ("das", "ein", "im", "am", "zum", "vom"):
        return None
    outstanding = any(
        (word := reading.at(first.place + step)) is not None and word.lower in _STANDING_OUT for step in (1, 2)
    )
    if not first.lower.startswith(_RARE_FOR_SURE) and not outstanding:
        return None
    noun = None
    for step in range(1, 5):
        word = reading.at(first.place + step)
        if word is None or not word.joined:
            return None
        if word.text[0].isupper():
            noun = word
            break
    if noun is None or noun.lower in _OF_THINGS:
        return None
    if not (noun.lower.endswith(_GERMAN_PERSONS) or is_role(noun, vocabulary, "de")):
        return None
    end = None
    for step in range(1, _LONGEST_RARE - 4):
        word = reading.at(noun.place + step)
        if word is None or not word.joined or (word.text in ("und", "oder", "die", "der", "dass", "aber") and step > 6):
            break
        if step == 1 and word.text not in PLACE_PREPOSITIONS["de"] | {"unseres", "unserer", "auf", "bei", "weit"}:
            return None
        if word.text[0].isupper():
            if lexicon.is_place(word.text) or not lexicon.is_word(word.text, "de") or word.lower in _WIDE:
                end = word
            elif end is not None:
                break
        elif word.text not in _WITHIN:
            break
    return Find(first.start, end.end, Kind.rare_role) if end else None


_WITHIN = words("""
oberen unteren mittleren hinteren vorderen südlichen nördlichen östlichen westlichen hohen tiefen inneren äußeren
in im am an aus ganz von vom der des den dem auf bei einer einem eines ganzen gesamten zum zur unserer unseres unserem
""")


def _rare_end(reading: Reading, joint: Word) -> Word | None:
    """The end of "in the whole of the county" or "on the west side of Fife"; None where it is only a room or a set."""
    place = joint.place + 1
    last: Word | None = None
    while (word := reading.at(place)) and word.joined and place - joint.place <= FURTHEST + 1:
        lower = word.lower
        if word.text[0].isupper() or lower in _WIDE or (lower in AREAS and last is not None):
            last = word
        elif (
            lower
            in (
                "of",
                "in",
                "the",
                "our",
                "this",
                "whole",
                "entire",
                "for",
                "der",
                "des",
                "im",
                "am",
                "von",
                "ganzen",
                "gesamten",
                "unserem",
                "unserer",
            )
            or lower in AREAS
            or lower in GENERIC_PLACE_WORDS
            or (last is None and _capital_near(reading, word))
        ):
            pass
        elif last is not None and joint.text == "of" and not lexicon.is_place(last.text) and _goes_on(reading, word):
            pass  # "curator of Islamic metalwork in …"
        else:
            break
        if word.possessive:
            break
        place += 1
    return last


def _goes_on(reading: Reading, word: Word) -> bool:
    """Whether a preposition that may bring the place comes right after the word."""
    return reading.after(word) in ("in", "at", "for", "on", "within", "across")


_THINGS_ENDING_SO = words("""
corner number matter letter paper order answer computer water dinner member other user moment document argument
comment department agreement appointment improvement statement assessment environment management treatment tumour
error factor corridor door floor mirror monitor list twist permission question event percent accident incident
""")


def _is_proper_place(reading: Reading, word: Word) -> bool:
    """Whether "in" or "for" and then a capital follow: "the only beekeeper in the Wolds"."""
    for step in (2, 3):
        other = reading.at(word.place + step)
        if other is None or not other.joined:
            return False
        if other.text[0].isupper():
            return not other.titled
        if other.text not in ("the", "our"):
            return False
    return False


def _capital_near(reading: Reading, word: Word) -> bool:
    return any(
        (other := reading.at(word.place + step)) is not None and other.joined and other.text[0].isupper()
        for step in (1, 2)
    )
