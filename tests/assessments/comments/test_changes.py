"""What changed from one text to the other, as a table; no database is needed."""

import pytest

from assessments.comments.changes import changes


@pytest.mark.parametrize(
    ("before", "after", "added", "gone"),
    [
        ("I waited.", "I waited.", [], []),
        ("", "All is new.", ["All is new."], []),
        ("All is gone.", "", [], ["All is gone."]),
        ("I asked four questions there.", "I asked one question there.", ["one question"], ["four questions"]),
        ("First.\n\nSecond one here.", "First.\n\nBetween.\n\nSecond one here.", ["Between."], []),
        ("I asked, and I waited.", "I asked, and I asked, and I waited.", ["I asked, and"], []),
        ("One two.\n\nFour five six.", "One two.\n\nQuite other words.", ["Quite other words."], ["Four five six."]),
    ],
)  # fmt: skip
def test_new_words_are_places_in_the_later_text_and_gone_ones_are_words(
    before: str, after: str, added: list[str], gone: list[str]
) -> None:
    found = changes(before, after)
    assert [after[start:end] for start, end in found.added] == added
    assert [words for _at, words in found.gone] == gone
    assert all(0 <= at <= len(after) for at, _words in found.gone)


@pytest.mark.parametrize(
    ("before", "after", "is_anew"),
    [
        ("One two three four.", "One two three four.", False),
        ("", "One two three four.", False),
        ("One two three four.", "", False),
        ("One two three four.", "Five six seven eight.", True),
        ("One two.\n\nThree four five six.", "One two.\n\nSeven eight nine ten.", False),
        ("One.\n\nThree four five six.", "One.\n\nSeven eight nine ten.", True),
        ("One two.", "One two.\n\nThree four five six seven eight nine.", True),
    ],
)  # fmt: skip
def test_a_text_of_which_less_than_a_quarter_stayed_is_new_and_carries_no_marks(before, after, is_anew):
    found = changes(before, after)
    assert found.is_anew is is_anew
    assert not (found.is_anew and (found.added or found.gone))
