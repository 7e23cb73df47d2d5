"""The passages that two texts share: found when copied and when lightly reworded, and only then."""

import json
import random
import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from core import documents
from tests.training.similarity.texts import prose, reworded
from training.similarity.comparison import comparable, share, uncommon
from training.similarity.passages import shared_passages

SAMPLES = Path(__file__).parents[2] / "samples"
PLANTED = json.loads((SAMPLES / "similarity.json").read_text())


@cache
def texts():
    files = sorted((SAMPLES / "accounts").iterdir())
    return {f"accounts/{file.name}": documents.extract(file, file.name).text for file in files}


def found(a, b):
    return shared_passages(comparable(a), comparable(b))


def in_both(a, b):
    return [(a[each.start_a : each.end_a], b[each.start_b : each.end_b]) for each in found(a, b)]


# ---- The planted pairs ----


def test_all_planted_pairs_of_the_samples_are_found_and_no_other():
    pairs = {(a, b) for a, b in combinations(texts(), 2) if found(texts()[a], texts()[b])}
    assert {frozenset(pair) for pair in pairs} == {
        frozenset((pair["source_file"], pair["copy_file"])) for pair in PLANTED["pairs"]
    }


@pytest.mark.parametrize("pair", PLANTED["pairs"], ids=lambda pair: pair["type"])
def test_every_planted_passage_is_marked_on_both_sides(pair):
    source, copy = texts()[pair["source_file"]], texts()[pair["copy_file"]]
    passages = in_both(source, copy)
    for side, key in ((0, "source"), (1, "copy")):
        marked = set(re.findall(r"\w+", " ".join(each[side] for each in passages)))
        for planted in pair["passages"]:
            words = re.findall(r"\w+", planted[key])
            assert sum(word in marked for word in words) >= 0.85 * len(words), planted["id"]


@pytest.mark.parametrize("pair", PLANTED["pairs"], ids=lambda pair: pair["type"])
def test_the_shares_are_those_planted(pair):
    a, b = comparable(texts()[pair["source_file"]]), comparable(texts()[pair["copy_file"]])
    passages = shared_passages(a, b)
    assert share(passages, a) == pytest.approx(pair["share_of_source"], abs=0.05)
    assert share(passages, b, second=True) == pytest.approx(pair["share_of_copy"], abs=0.05)


# ---- Copying, and what hides it ----

PASSAGE = (
    "We met in the smaller hall because the larger one was being painted, and the smell of varnish followed everybody "
    "through the afternoon. Bettina spoke first about the rota she had inherited, and within minutes three colleagues "
    "were drafting a better rota on the flipchart while she watched. I noticed my own pencil moving too. When I asked "
    "what she had hoped to leave with, she laughed and said that a rota was the one thing she already owned."
)
HIDDEN = {
    "word for word": lambda text: text,
    "names changed": lambda text: text.replace("Bettina", "Ottoline").replace("varnish", "polish"),
    "American spelling and curly marks": lambda text: text.replace("colleagues", "colleages").replace("'", "’"),
    "white space": lambda text: text.replace(" ", "\n   "),
    "capital letters": str.upper,
    "divided words": lambda text: text.replace("afternoon", "after-\nnoon").replace("colleagues", "col\u00adleagues"),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "a sentence between": lambda text: text.replace("I noticed", "It was a grey day. I noticed"),
    "speech marked": lambda text: text.replace("a rota was the one thing she already owned", "“a rota is all I own”"),
}


@pytest.mark.parametrize("change", HIDDEN.values(), ids=HIDDEN)
def test_a_copied_passage_is_found_although(change):
    a = prose(400) + "\n\n" + PASSAGE + "\n\n" + prose(400)
    b = prose(600) + "\n\n" + change(PASSAGE) + "\n\n" + prose(100)
    passages = in_both(a, b)
    assert len(passages) == 1
    assert len(passages[0][0].split()) > 60


def test_sentences_in_another_order_are_found():
    sentences = re.split(r"(?<=\.) ", PASSAGE)
    random.Random(4).shuffle(sentences)
    assert len(in_both(prose(300) + PASSAGE + prose(300), prose(300) + " ".join(sentences) + prose(300))) >= 3


def test_a_german_passage_is_found():
    passage = (
        "Der Direktor saß zum ersten Mal mit im Kreis, und niemand wagte eine Frage zu stellen. Nach langer Pause "
        "erzählte die Wohnbereichsleiterin von ihrem Dienstplan, von den Lücken an den Wochenenden und von der Angst, "
        "die Kolleginnen zu verlieren. Ich habe die Stille ausgehalten, bis die Küchenleiterin nachfragte."
    )
    changed = passage.replace("Stille", "Ruhe").replace("saß", "sass").replace("langer", "längerer")
    assert len(in_both(prose(200) + passage, changed + prose(200))) == 1


@pytest.mark.parametrize("part", [0.1, 0.2, 0.35, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("change", [str, reworded], ids=["verbatim", "reworded"])
def test_the_copied_part_is_about_what_was_copied(part, change):
    source, words = prose(1200), 1200
    copied = " ".join(source.split()[: int(words * part)])
    copy = change(copied) + "\n\n" + prose(int(words * (1 - part)))
    a, b = comparable(source), comparable(copy)
    assert share(shared_passages(a, b), a) == pytest.approx(part, abs=0.12)


# ---- What two people may both write ----

INNOCENT = {
    "a quoted definition": "Action learning is “a way of bringing small groups together to tackle real problems at "
    "work, with time set aside to question what each of them takes for granted” and so we began.",
    "a referenced sentence": "Learning in adulthood begins with a disorienting dilemma, followed by self-examination, "
    "critical assessment of assumptions and exploration of new roles (Mezirow, 1991).",
    "a saying": "What is said in the set stays in the set. There is no learning without action and no (sober and "
    "deliberate) action without learning.",
    "one short phrase": "At the end of the meeting each member said one word.",
}


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_it_is_no_passage_that_both_hold(text):
    assert (
        in_both(prose(400) + "\n\n" + text + "\n\n" + prose(400), prose(200) + "\n\n" + text + "\n\n" + prose(600))
        == []
    )


def test_two_texts_on_their_own_share_nothing():
    assert in_both(prose(1500), prose(1500)) == []


@pytest.mark.parametrize("text", ["", "word " * 5000, "What? " * 300])
def test_a_text_of_one_word_is_compared_in_good_time(text):
    assert in_both(text, text) == []


def test_no_word_serves_two_passages():
    twice = PASSAGE + "\n\n" + prose(100) + "\n\n" + PASSAGE
    assert len(in_both(PASSAGE, twice)) == 1


# ---- What many people share ----


def test_a_short_passage_that_many_people_share_is_theirs_all_and_a_long_one_is_shown():
    phrase = (
        "Our academy asks every trainee to describe the venue, the agreed roles, the timings and the feedback "
        "collected before drawing conclusions about personal facilitation style."
    )
    mine = phrase + "\n\n" + prose(200, 1) + "\n\n" + PASSAGE
    others = {n: prose(300, 10 + n) + "\n\n" + phrase for n in range(5)}
    others |= {n: prose(300, 10 + n) + "\n\n" + PASSAGE for n in range(5, 10)}
    passages = {n: found(mine, text) for n, text in others.items()}
    assert all(passages.values())
    assert set(uncommon(passages, {n: n for n in others})) == {5, 6, 7, 8, 9}
    assert set(uncommon(passages, dict.fromkeys(others, 1))) == set(others)  # one person who repeats it
