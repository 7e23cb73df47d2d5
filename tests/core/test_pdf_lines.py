import pytest

from core.pdf_lines import Line, joined, without_furniture

A4 = 842.0


def text_of(lines: list[Line]) -> str:
    return joined(lines).text


def paragraph(*texts: str, top: float = 600, page: int = 0, size: float = 10) -> list[Line]:
    return [Line(page, top - 14 * order, size, text) for order, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("one", "two", "one two"),
        ("Philippa Dunmore-", "Achebe said", "Philippa Dunmore-Achebe said"),
        ("one-to-", "one talk", "one-to-one talk"),
        ("face-", "to-face", "face-to-face"),
        ("a facili-", "tator", "a facili-tator"),
        ("pre-", "and post-meeting", "pre- and post-meeting"),
        ("Vor-", "und Nachteile", "Vor- und Nachteile"),
        ("a pause –", "then", "a pause – then"),
        ("a pause—", "then", "a pause—then"),
        ("and/", "or", "and/or"),
        ("2024-", "25", "2024-25"),
        ("soft\u00ad", "ly", "softly"),
    ],
)
def test_lines_run_on_with_the_words_they_were_written_with(above, below, text):
    assert text_of(paragraph(above, below)) == text


def test_a_hyphen_goes_when_the_document_writes_the_word_without_it_elsewhere():
    assert text_of(paragraph("Our Facilitator, a facili-", "tator")) == "Our Facilitator, a facilitator"


def test_a_gap_a_bullet_and_another_letter_size_start_a_paragraph():
    lines = [
        *paragraph("A long", "title", top=700, size=16),
        *paragraph("first", "goes on", top=660),
        *paragraph("second", top=620),
        *paragraph("• item", top=606),
    ]

    assert text_of(lines) == "A long title\n\nfirst goes on\n\nsecond\n\n• item"


def test_a_sentence_goes_on_over_a_column_and_a_page():
    lines = [
        *paragraph("It goes", top=100),
        *paragraph("on and", top=700),
        *paragraph("on.", top=700, page=1),
        *paragraph("New.", top=750, page=1),
    ]

    assert text_of(lines) == "It goes on and on.\n\nNew."


def pages(*texts: str, foot: float, size: float = 10) -> list[Line]:
    body = [line for page in range(len(texts)) for line in paragraph("body", "text", "here", page=page)]
    return [*body, *(Line(page, foot, size, text) for page, text in enumerate(texts) if text)]


@pytest.mark.parametrize(
    ("lines", "left_out"),
    [
        pytest.param(pages("Pike 1", "Pike 2", foot=30), 2, id="the same but for the figure"),
        pytest.param(pages("", "Pike", "Pike", foot=800), 2, id="not on the title page"),
        pytest.param(pages("1", "2", foot=30), 2, id="page numbers"),
        pytest.param(pages("Page 1 of 1", foot=30), 1, id="the number of a single page"),
        pytest.param(pages("- 1 -", foot=30), 1, id="a number between dashes"),
        pytest.param(pages("12", foot=30), 0, id="a number that is not the page's"),
        pytest.param(pages("Pike", "Rowan", foot=30), 0, id="different lines"),
        pytest.param(pages("Pike", "Pike", foot=300), 0, id="in the body"),
        pytest.param(pages("Meeting 1", "Meeting 2", foot=760, size=16), 0, id="a heading at the top"),
        pytest.param(pages("Pike", "", "", "", "Pike", foot=30), 0, id="on too few pages"),
    ],
)
def test_a_running_header_or_footer_is_told_from_the_body(lines, left_out):
    kept = without_furniture(lines, [A4] * (1 + max(line.page for line in lines)))

    assert len(lines) - len(kept) == left_out
    assert [line for line in lines if line.text in ("body", "text", "here")] == [
        line for line in kept if line.text in ("body", "text", "here")
    ]


def test_a_document_without_lines_stays_empty():
    assert text_of(without_furniture([], [A4])) == ""
