import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from reportlab.pdfgen.canvas import Canvas

from core.documents import HiddenText, extract
from tests.core.test_documents import HELLO, odt_file, packed, pdf_file

WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def word_file(body: str = HELLO, **parts: str) -> bytes:
    """A Word file with more parts: `comments=` becomes word/comments.xml, `core=` docProps/core.xml."""
    kinds = {"document": "document.main", "header": "header", "comments": "comments", "footnotes": "footnotes"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORDPROCESSING}{kinds[name]}+xml"/>'
        for name in ("document", *parts)
        if name in kinds
    )
    members = {
        "[Content_Types].xml": f"<Types>{types}</Types>",
        "word/document.xml": f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>',
    }
    for name, content in parts.items():
        folder = "word" if name in kinds else "docProps"
        members[f"{folder}/{name}.xml"] = f'<w:part xmlns:w="w">{content}</w:part>'
    return packed(members)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        pytest.param(word_file(), [], id="nothing"),
        pytest.param(
            word_file(comments=f'<w:comment w:author="Manjit">{paragraph("Ask")}{paragraph("her")}</w:comment>'),
            [("comment", "Ask\n\nher"), ("comment.author", "Manjit")],
            id="a comment",
        ),
        pytest.param(
            word_file(f"<w:p>{deleted('Jas')}{deleted('preet')}<w:r><w:t>Hello</w:t></w:r>{deleted('two')}</w:p>"),
            [("tracked_deletion", "Jaspreet"), ("tracked_deletion", "two")],
            id="deletions, one of them in pieces",
        ),
        pytest.param(
            word_file(f"{HELLO}<w:p><w:moveFrom w:author='Jo'><w:r><w:t>old</w:t></w:r></w:moveFrom></w:p>"),
            [("tracked_deletion", "old"), ("tracked_change.author", "Jo")],
            id="moved away",
        ),
        pytest.param(
            word_file(f"{HELLO}<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('Row')}</w:tc></w:tr></w:tbl>"),
            [("tracked_deletion", "Row")],
            id="a deleted row",
        ),
        pytest.param(
            word_file(f"{HELLO}<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>not seen</w:t></w:r></w:p>"),
            [("hidden_text", "not seen")],
            id="hidden text",
        ),
        pytest.param(
            word_file(f'{HELLO}<w:p><w:docPr descr="Jo at the site"/></w:p>'),
            [("picture_description", "Jo at the site")],
            id="a picture",
        ),
        pytest.param(word_file(header=paragraph("R Pike")), [("header", "R Pike")], id="a header"),
        pytest.param(
            word_file(footnotes=f"<w:footnote>{paragraph('See Jo')}</w:footnote>"),
            [("footnote", "See Jo")],
            id="a note",
        ),
        pytest.param(
            word_file(
                core="<w:creator>Jo</w:creator><w:lastModifiedBy>Al</w:lastModifiedBy><w:revision>3</w:revision>"
            ),
            [("core_properties.creator", "Jo"), ("core_properties.last_modified_by", "Al")],
            id="core properties",
        ),
        pytest.param(
            word_file(app="<w:Company>Acme</w:Company><w:Manager>Bo</w:Manager><w:Words>3</w:Words>"),
            [("app_properties.company", "Acme"), ("app_properties.manager", "Bo")],
            id="extended properties",
        ),
        pytest.param(
            word_file(custom="<w:property><w:lpwstr>Client Acme</w:lpwstr></w:property>"),
            [("custom_properties", "Client Acme")],
            id="custom properties",
        ),
    ],
)
def test_what_travels_in_a_word_file_is_found_and_its_text_stays_as_it_was(content, hidden):
    extracted = extract(content, "a.docx")

    assert [(each.where, each.text) for each in extracted.hidden] == hidden
    assert extracted.text.startswith("Hello")


def test_what_travels_in_an_opendocument_text_is_found():
    content = odt_file(
        "<t:tracked-changes><t:changed-region><t:deletion><o:change-info><t:creator>Al</t:creator><t:date>2026</t:date>"
        "</o:change-info><t:p>Jaspreet</t:p></t:deletion></t:changed-region></t:tracked-changes>"
        "<t:p>Hello<o:annotation><t:creator>Jo</t:creator><t:p>Ask her</t:p></o:annotation>"
        "<t:note><t:note-body><t:p>See Jo</t:p></t:note-body></t:note></t:p>"
    )

    assert set(extract(content, "a.odt").hidden) == {
        HiddenText("tracked_deletion", "Jaspreet"),
        HiddenText("tracked_change.author", "Al"),
        HiddenText("comment", "Ask her"),
        HiddenText("comment.author", "Jo"),
        HiddenText("footnote", "See Jo"),
    }


def test_what_travels_in_a_pdf_is_found():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([(600, "Hello set"), (30, "1")]))))
    writer.metadata = {"/Author": "Jo", "/Title": "", "/Creator": "Word"}
    note = Text(rect=(50, 550, 60, 560), text="Ask her", title_bar="Al")
    writer.add_annotation(page_number=0, annotation=note)
    file = io.BytesIO()
    writer.write(file)

    assert [(each.where, each.text) for each in extract(file.getvalue(), "a.pdf").hidden] == [
        ("info.author", "Jo"),
        ("comment", "Ask her"),
        ("comment.author", "Al"),
        ("footer", "1"),
    ]


def test_a_header_that_a_pdf_itself_marks_as_one_is_found():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas._code.append("/Artifact <</Type /Pagination /Subtype /Header>> BDC")
    canvas.drawString(72, 800, "R Pike")
    canvas._code.append("EMC")
    canvas.drawString(72, 600, "Hello set")
    canvas.save()

    assert HiddenText("header", "R Pike") in extract(file.getvalue(), "a.pdf").hidden


def test_a_comment_in_markdown_is_found():
    content = b"Seen<!-- Jo said --> so.\n\n<!-- Al\nsaid -->\n"

    assert [each.text for each in extract(content, "a.md").hidden] == ["Jo said", "Al\nsaid"]
