"""What a page sends back beside what was typed."""

import pytest

from core.forms import number_in


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), ("0", 0), (None, -1), ("", -1), ("x", -1), ("-3", -1), ("1.5", -1), ("²", -1), ("9" * 5000, -1)],
)
def test_a_version_that_is_none_is_never_one_of_a_thing(typed: str | None, number: int) -> None:
    assert number_in(typed) == number
