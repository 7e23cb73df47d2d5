"""What is left out before accounts are compared: quotations, sourced sentences, lists of sources, sayings."""

import pytest

from training.similarity.comparison import comparable
from training.similarity.set_aside import quotations, set_aside


def aside(text):
    return [text[start:end] for start, end in set_aside(text)]


QUOTED = [
    ('He said "wait for the drawing" and left.', ['"wait for the drawing"']),
    ("He said “wait for the drawing” and left.", ["“wait for the drawing”"]),
    ("Er sagte: „Warten Sie bitte“, und ging.", ["„Warten Sie bitte“"]),
    ("Er sagte: »Warten Sie bitte«, und ging.", ["»Warten Sie bitte«"]),
    ("Il dit « attendez » et part.", []),
    ("She wrote ‘the set’s own words’ on it.", ["‘the set’s own words’"]),
    ("She wrote 'their own words' on it.", ["'their own words'"]),
    ("The members' turns weren't long, and it's fine.", []),
    ("Don’t stop: the set’s rule isn’t ours.", []),
    ('An open mark " alone is nothing.', []),
    ('An "open quotation that never\n\nends is nothing.', []),
    ("“One paragraph of it\n\n“and the next.” Then ours.", ["“One paragraph of it", "“and the next.”"]),
]


@pytest.mark.parametrize(("text", "found"), QUOTED)
def test_quotations_are_told_from_apostrophes_whatever_their_marks(text, found):
    assert [text[start:end] for start, end in quotations(text)] == found


def test_a_sentence_that_names_its_source_is_set_aside_and_its_neighbours_are_not():
    text = "I was late. Learning is cyclical (Kolb, 1984). So I waited. Revans (1982) asks for fresh questions. Yes."
    assert aside(text) == ["Learning is cyclical (Kolb, 1984).", "Revans (1982) asks for fresh questions."]


@pytest.mark.parametrize(
    "text", ["We met in 2024 and again in 2025.", "It took (as always) too long.", "I saw 1998 forms."]
)
def test_a_year_alone_is_no_reference(text):
    assert aside(text) == []


def test_block_quotations_are_set_aside():
    quoted = "Action learning is a means of development, intellectual, emotional or physical (Revans, 1982, p. 626)."
    assert aside(f"Ours.\n\n> a line\n> another\n\n{quoted}\n\nOurs again.") == ["> a line", "> another", quoted]


def test_the_list_of_references_is_set_aside_and_what_follows_is_not():
    text = (
        "Ours.\n\nReferences\n\nRevans, R. (1982) The Origins and Growth of Action Learning. Bromley: Chartwell.\n\n"
        "Schön, D. A., 1983. The reflective practitioner. New York: Basic Books.\n\n"
        "Appendix: what I wrote down that evening, word by word."
    )
    left = comparable(text)
    assert left.starts[0] == 0
    assert text[left.starts[2] :].startswith("Appendix")


def test_sayings_of_the_field_are_left_out_with_or_without_marks():
    text = "We began. What is said in the set stays in the set. Revans said there can be no learning without action."
    left = comparable(text)
    assert [text[start:end] for start, end in zip(left.starts, left.ends, strict=True)] == [
        "We", "began", "Revans", "said",
    ]  # fmt: skip


def test_the_words_of_the_award_are_left_out():
    criterion = "Work with power, difference and conflict in the set"
    assert len(comparable(f"2.3 {criterion}. I did.", (criterion,))) == 4  # "2", "3", "I", "did"


@pytest.mark.parametrize("text", ['"' * 60_000, "“a " * 20_000, "(1999 " * 10_000, "'a " * 20_000, ". A" * 20_000])
def test_a_hostile_text_is_read_in_good_time(text):
    comparable(text)
