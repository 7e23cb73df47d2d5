"""The printed portfolio takes any text and any number of things."""

import io
import json
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from flask import Flask

from assessments.certificates.lettering import SANS
from assessments.portfolios.outline import outline_of
from assessments.portfolios.printing import printed
from assessments.portfolios.typesetting import drawable, markup
from tests.assessments.portfolios.conftest import packed


def words_of(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(content))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return text


def test_it_names_the_trainee_the_criteria_and_the_pages(app: Flask, document: dict[str, Any]) -> None:
    with app.test_request_context():
        content = printed(outline_of(document))
        again = printed(outline_of(document))
    text = words_of(content)
    assert "Contents" in text
    assert "Page 1 of " in text
    assert document["person"]["given_name"] in text
    assert "Met" in text
    assert b"/Lang" in content
    assert content == again


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold & <font color='red'>red</font> <para> <img src='file:///etc/passwd'/>",
        "\U0001f600 good \U0001f468\u200d\U0001f469\u200d\U0001f467 day",
        "李明 and 東京",
        "word" * 3000,
        "line\n" * 2000,
        "",
    ],
)
def test_no_text_stops_it(app: Flask, document: dict[str, Any], text: str) -> None:
    document["person"]["family_name"] = text[:100] or "Family"
    document["evidence"][0] |= {"title": text[:200] or "Title", "text": text, "parts": {}}
    document["diary"] = [
        {"id": str(uuid4()), "meeting": None, "held_on": "2026-01-01", "text": "My secret.", "written_at": None}
    ]
    with app.test_request_context():
        assert "My secret" not in words_of(printed(outline_of(document)))


def test_a_hundred_pieces_fit(app: Flask, document: dict[str, Any]) -> None:
    criterion = document["evidence_criteria"][0]["criterion"]
    for number in range(100):
        piece = json.loads(json.dumps(document["evidence"][0])) | {"id": str(uuid4()), "title": f"Piece no. {number}"}
        document["evidence"].append(piece)
        document["evidence_criteria"].append({"id": str(uuid4()), "evidence_item": piece["id"], "criterion": criterion})
    with app.test_request_context():
        assert "Piece no. 99" in words_of(printed(outline_of(document)))


def test_signs_without_a_letter_are_replaced_where_they_stand() -> None:
    assert drawable("Good \U0001f600\U0001f600 day", SANS) == "Good [?] day"
    assert drawable("Zoë", SANS) == "Zoë"
    assert markup("a < b & c", SANS) == "a &lt; b &amp; c"


def test_the_archive_is_the_same_for_the_same_portfolio(document: dict[str, Any]) -> None:
    assert packed(document) == packed(document)
