"""What a page sends back beside what was typed."""

import pytest
from flask import Flask
from wtforms import TextAreaField

from core.forms import AtMost, Form, number_in


class Short(Form):
    text = TextAreaField(validators=[AtMost(1_000)])


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), ("0", 0), (None, -1), ("", -1), ("x", -1), ("-3", -1), ("1.5", -1), ("²", -1), ("9" * 5000, -1)],
)
def test_a_version_that_is_none_is_never_one_of_a_thing(typed: str | None, number: int) -> None:
    assert number_in(typed) == number


@pytest.mark.parametrize(
    ("length", "told"), [(0, []), (1_000, []), (1_234, ["Use at most 1,000 characters. This has 1,234."])]
)
def test_a_text_that_is_too_long_is_told_its_length_and_no_browser_cuts_it(
    app: Flask, length: int, told: list[str]
) -> None:
    with app.test_request_context(method="POST", data={"text": "x" * length}):
        form = Short()
        form.validate()
        assert form.text.errors == told
        assert "maxlength" not in form.text()
        assert len(form.text.data or "") == length
