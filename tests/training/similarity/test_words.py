"""What makes two words the same, and where they stand."""

import pytest

from training.similarity.words import words_of


def keys(text):
    return words_of(text).keys


SAME = [
    ("organisation", "organization"),
    ("behaviours", "behavior"),
    ("the centre", "the center"),
    ("programme", "program"),
    ("analysed", "analyzed"),
    ("travelling", "traveling"),
    ("practice", "practise"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("paediatric", "pediatric"),
    ("Straße", "STRASSE"),
    ("naïve", "naive"),
    ("ﬁnding the ﬂoor", "finding the floor"),
    ("facili-\ntator", "facilitator"),
    ("facili\u00adtator", "facilitator"),
    ("co-facilitator", "cofacilitator"),
    ("the member’s turn", "the member's turn"),
    ("it’s", "it"),
    ("questioned", "questions"),
    ("a  gap\n of\tspace", "a gap of space"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_form_and_layout_make_no_other_word(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(("one", "other"), [("silence", "siren"), ("meeting 6", "meeting 7"), ("set", "seat")])
def test_other_words_stay_other_words(one, other):
    assert keys(one) != keys(other)


def test_a_word_knows_its_place_and_whether_it_bears_matter():
    words = words_of("The set’s silence – long.")
    assert words.bears == [False, True, True, True]
    assert [(start, end) for start, end in zip(words.starts, words.ends, strict=True)] == [
        (0, 3),
        (4, 9),
        (10, 17),
        (20, 24),
    ]


def test_what_is_set_aside_is_counted_and_not_among_the_words():
    words = words_of("one two three four", [(4, 13)])
    assert (words.ranks, words.total, len(words)) == ([0, 3], 4, 2)


def test_small_words_are_small_in_german_too():
    assert words_of("Das Gespräch war für mich nicht einfach").bears == [False, True, False, False, False, False, True]
