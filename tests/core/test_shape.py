import json
from pathlib import Path

import pytest

from core.documents import extract
from core.shape import Pieces, blocks_of, marks_of
from tests.core.test_documents import odt_file, word_file

SAMPLES = Path(__file__).parents[1] / "samples"
ACCOUNTS = json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]


def shown(text: str, shape: list[str] | tuple[str, ...]) -> list[tuple]:
    return [(block.kind, block.level, block.rows or block.lines) for block in blocks_of(text, shape)]


def every_word(text: str, shape: tuple[str, ...]) -> list[str]:
    cells = [block.lines + [cell for row in block.rows for cell in row] for block in blocks_of(text, shape)]
    return " ".join(" ".join(lines) for lines in cells).replace("•", " ").replace("|", " ").split()


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account["id"])
def test_the_page_shows_every_word_of_an_account_in_its_order(account):
    extracted = extract(SAMPLES / account["file"], account["file"])

    assert every_word(extracted.text, extracted.shape) == extracted.text.replace("•", " ").replace("|", " ").split()


def test_headings_and_the_table_of_an_account_are_shown_as_such():
    extracted = extract(SAMPLES / "accounts/Kolb meeting 4 what the questions did.docx", "a.docx")
    blocks = blocks_of(extracted.text, extracted.shape)

    assert blocks[0].kind == "heading" and blocks[0].level == 1
    [table] = [block for block in blocks if block.kind == "table"]
    assert len(table.rows) == 7 and {len(row) for row in table.rows} == {4}


def test_the_pages_of_a_pdf_begin_once_each():
    extracted = extract(SAMPLES / "accounts/Reflexionsbericht 2 Ertlinger Jänner.pdf", "a.pdf")

    assert [block.page for block in blocks_of(extracted.text, extracted.shape) if block.page] == [1, 2, 3]


STYLED = (
    '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Titel</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Zitat"/></w:pPr><w:r><w:t>Said</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>'
    "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>"
    '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Below</w:t></w:r></w:p>'
    "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
STYLES = (
    '<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="L"><w:name w:val="List Bullet"/></w:style></w:styles>'
)


def test_the_styles_of_a_word_file_are_known_in_every_language_of_word():
    extracted = extract(word_file(STYLED, more={"word/styles.xml": STYLES}), "a.docx")

    assert shown(extracted.text, extracted.shape) == [
        ("heading", 1, ["Titel"]),
        ("quote", 0, ["Said"]),
        ("list", 0, ["one", "two"]),
        ("heading", 2, ["Below"]),
        ("table", 0, [["a", "b"], ["", "d"]]),
    ]


def test_an_opendocument_text_has_headings_lists_and_quotations():
    body = (
        '<t:h t:outline-level="2">Title</t:h><t:list><t:list-item><t:p>one</t:p></t:list-item></t:list>'
        '<t:p t:style-name="Quotations">Said</t:p><t:p>Plain</t:p>'
    )
    extracted = extract(odt_file(body), "a.odt")

    assert extracted.shape == ("h2", "li", "quote", "p")


def test_markdown_keeps_its_shape():
    source = "# Title\n\n> Said\n\n- one\n- two\n\n| a | b |\n|---|---|\n| | d |\n\n    code\n\nPlain"
    extracted = extract(source.encode(), "a.md")

    assert extracted.shape == ("h1", "quote", "li", "li", "head 0,1/2", "row 1/2", "code", "p")


@pytest.mark.parametrize(
    "mark", ["script", "h7", "h", "row", "row /", "row 9/2", "row 0,1/2", "row 1,0/999", "p@x", "", "<b>", "row 0/0"]
)
def test_a_mark_that_does_not_fit_is_a_plain_paragraph(mark):
    assert shown("Hello <b>set</b>", [mark]) == [("paragraph", 0, ["Hello <b>set</b>"])]


def test_a_cell_that_holds_the_divider_makes_a_paragraph_and_no_wrong_table():
    pieces = Pieces()
    pieces.row(["a | b", "c"])

    assert shown("a | b | c", marks_of("a | b | c", [(mark, part.strip()) for mark, part in pieces.parts()])) == [
        ("paragraph", 0, ["a | b | c"])
    ]


def test_a_shape_that_does_not_belong_to_the_text_is_dropped():
    assert marks_of("one", [("h1", "two")]) == []
    assert shown("one\n\ntwo", ["h1", "li", "li", "li"]) == [("heading", 1, ["one"]), ("list", 0, ["two"])]
    assert shown("", ["h1"]) == []


def test_text_of_very_many_paragraphs_is_plain():
    text = "\n\n".join("•" for _ in range(20_001))

    assert marks_of(text, [("li", text)]) == []


def test_no_level_of_headings_is_skipped_on_the_page():
    assert [level for _kind, level, _lines in shown("a\n\nb\n\nc\n\nd", ["h3", "h6", "h2", "h1"])] == [1, 2, 2, 1]
