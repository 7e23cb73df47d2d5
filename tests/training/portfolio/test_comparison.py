"""Comparing two versions of a text."""

from hypothesis import given
from hypothesis import strategies as st

from training.portfolio.comparison import Change, Piece, compare

WORDS = st.lists(st.sampled_from(["set", "question", "I", "waited.", "then", "ä-b", "7"]), min_size=1, max_size=12)
TEXTS = st.lists(WORDS.map(" ".join), max_size=5).map("\n\n".join)


def shown(paragraphs):
    signs = {Change.same: "{}", Change.added: "[+{}]", Change.removed: "[-{}]"}
    return ["".join(signs[piece.change].format(piece.text) for piece in paragraph) for paragraph in paragraphs]


def test_a_changed_word_is_shown_within_its_sentence():
    assert shown(compare("I waited for the member to go on", "I waited for the presenter to go on")) == [
        "I waited for the [-member ][+presenter ]to go on"
    ]


def test_a_new_paragraph_stands_where_it_came():
    assert shown(compare("First.\n\nThird.", "First.\n\nSecond.\n\nThird.")) == ["First.", "[+Second.]", "Third."]


def test_paragraphs_that_have_little_in_common_are_shown_whole():
    assert shown(compare("We met in the morning.", "Nobody had asked what it was for, and then it rained.")) == [
        "[-We met in the morning.]",
        "[+Nobody had asked what it was for, and then it rained.]",
    ]


def test_equal_texts_show_no_change():
    assert compare("A b.\n\nC d.", "A b.\n\nC d.") == [[Piece(Change.same, "A b.")], [Piece(Change.same, "C d.")]]
    assert compare("", "") == []


def test_a_long_text_of_one_word_is_compared_without_delay():
    assert compare("word " * 40_000, "word " * 39_000)


@given(TEXTS, TEXTS)
def test_every_word_of_both_texts_is_shown_in_its_order(before, after):
    paragraphs = compare(before, after)

    def words(*changes):
        return [word for row in paragraphs for piece in row if piece.change in changes for word in piece.text.split()]

    assert words(Change.same, Change.removed) == before.split()
    assert words(Change.same, Change.added) == after.split()
