"""Where a comment hangs, as tables; no database is needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.comments.anchoring import CONTEXT, Anchor, Place, anchor_at, find, is_same, places

TEXT = "I waited. The set went on without me. I waited. Nobody minded, and I saw that I am not needed."
AGAIN = "I waited."


def quoted(text: str, words: str, *, nth: int = 0) -> Anchor:
    """The anchor of the nth place at which these words stand."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    found = anchor_at(text, at, at + len(words))
    assert found
    return found


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (0, 9, "I waited."),
        (0, 10, "I waited."),  # the space after it is left out
        (9, 19, "The set w"),
        (9, 10, None),
        (5, 5, None),
        (90, 999, "ded."),
        (-5, 8, "I waited"),
    ],
)
def test_an_anchor_is_the_words_without_the_white_space_about_them(start: int, end: int, exact: str | None) -> None:
    found = anchor_at(TEXT, start, end)
    assert (found.exact if found else None) == exact
    if found:
        assert TEXT[found.start : found.end] == exact
        assert TEXT[: found.start].endswith(found.prefix) and len(found.prefix) <= CONTEXT
        assert TEXT[found.end :].startswith(found.suffix) and len(found.suffix) <= CONTEXT


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        (TEXT, "The set went on", [(10, 25)]),
        (TEXT, AGAIN, [(0, 9), (38, 47)]),
        (TEXT, "the set", []),
        (TEXT, "", []),
        (TEXT, "   ", []),
        ("first line\nsecond line", "line second", [(6, 17)]),
        ("first line\n\n  second line", "line\nsecond", [(6, 20)]),
        ("He said “wait” – twice", 'said "wait" - twice', [(3, 22)]),
        ("a soft\u00adware text", "software", [(2, 11)]),
        ("nai\u0308ve I was", "na\u00efve", [(0, 6)]),  # taken apart and put together
        ("the \ufb01rst turn", "first turn", [(4, 13)]),  # a ligature
        ("👩‍🏫 listened 👍", "listened 👍", [(4, 14)]),
        ("aaa", "aa", [(0, 2), (1, 3)]),
        ("the end", "end", [(4, 7)]),
        ("the end\n", "end", [(4, 7)]),
    ],
)
def test_a_pasted_quote_is_found_however_it_is_written(text: str, quote: str, found: list[tuple[int, int]]) -> None:
    assert places(text, quote) == [Place(start, end) for start, end in found]


@pytest.mark.parametrize("nth", [0, 1])
def test_words_that_stand_twice_keep_their_place(nth: int) -> None:
    anchor = quoted(TEXT, AGAIN, nth=nth)
    assert find(TEXT, anchor) == Place(anchor.start, anchor.end)


MOVED = "A new beginning, with more to say. " + TEXT


@pytest.mark.parametrize(
    ("anchor", "text", "place"),
    [
        # The position no longer holds; what stands about the words tells the two places apart.
        (quoted(TEXT, AGAIN, nth=1), MOVED, Place(73, 82)),
        (quoted(TEXT, AGAIN, nth=0), MOVED, Place(35, 44)),
        # The same words elsewhere.
        (quoted(TEXT, "The set went on"), "Well. The set went on.", Place(6, 21)),
        # Other line breaks and quotation marks.
        (quoted("one “two” three", "“two” three"), 'zero one\n"two"\nthree', Place(9, 20)),
        # A word changed, one more, one fewer.
        (quoted(TEXT, "The set went on without me."), "The set carried on without me.", Place(0, 30, changed=True)),
        (
            quoted(TEXT, "Nobody minded, and I saw that I am not needed."),
            "Then nobody minded, and I saw that I really am not needed.",
            Place(5, 58, changed=True),
        ),
        # Written anew: gone.
        (quoted(TEXT, "The set went on without me."), "I learned to be quiet and to listen to others.", None),
        # Two words are too few to be found by likeness.
        (quoted(TEXT, "not needed"), "not wanted", None),
        (quoted(TEXT, "The set"), "", None),
        (Anchor("", "", "", 0, 0), TEXT, None),
        (Anchor("gone", "", "", 0, 4), "", None),
        # At the ends of the text.
        (quoted(TEXT, "I am not needed."), "So I am not needed.", Place(3, 19)),
        (quoted(TEXT, TEXT), TEXT, Place(0, len(TEXT))),
    ],
)
def test_words_are_found_again(anchor: Anchor, text: str, place: Place | None) -> None:
    assert find(text, anchor) == place


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a  b", "a\nb", True), (" “a” ", '"a"', True), ("a b", "ab", False), ("A", "a", False), ("", "", True)],
)
def test_how_white_space_and_quotation_marks_are_written_does_not_matter(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) is same


SENTENCES = st.lists(st.text(alphabet="aäb ’\n\u0301\ufb01 👍.", min_size=1, max_size=30), min_size=1, max_size=6)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_anchored_is_found_where_it_was(text: str, one: int, other: int) -> None:
    anchor = anchor_at(text, min(one, other), max(one, other))
    if anchor:
        assert find(text, anchor) == Place(anchor.start, anchor.end)


@given(SENTENCES, st.integers(0, 5), st.text(max_size=20))
def test_a_whole_sentence_is_found_behind_another_beginning(parts: list[str], nth: int, first: str) -> None:
    text, words = " ".join(parts), parts[nth % len(parts)]
    at = text.index(words)
    anchor = anchor_at(text, at, at + len(words))
    if anchor:
        found = find(f"{first} {text}", anchor)
        assert found is not None
        assert not found.changed or is_same(f"{first} {text}"[found.start : found.end], anchor.exact)
