import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from core import documents
from core.documents import Kind, UnreadableDocument, extract
from core.extraction import Unreadable, read
from core.office_package import UNPACKED_CAP, refuse_bomb
from core.uploads import CAP_BYTES

SAMPLES = Path(__file__).parents[1] / "samples"
ACCOUNTS = json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HELLO = "<w:p><w:r><w:t>Hello set</w:t></w:r></w:p>"


def packed(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def word_file(
    body: str = HELLO, *, prolog: str = "", content_type: str = WORD_TYPE, more: dict[str, bytes] | None = None
) -> bytes:
    types = f'<Types xmlns="t"><Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    document = f'{prolog}<w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": types, "word/document.xml": document, **(more or {})})


def odt_file(body: str, *, manifest: str = "<manifest/>", mimetype: str = "application/vnd.oasis.opendocument.text"):
    names = 'xmlns:o="o" xmlns:t="t" xmlns:b="b" xmlns:v="urn:svg-compatible:1.0"'
    content = f"<o:document {names}><o:body><o:text>{body}</o:text></o:body></o:document>"
    return packed({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def pdf_file(*pages: list[tuple[float, str]], size: float = 11) -> bytes:
    """Each page is a list of lines with the height at which they stand; A4 is 842 points high."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for height, text in lines:
            canvas.drawString(72, height, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def locked_pdf(*, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([(600, "Hello set")]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def refusal(content: bytes, filename: str) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        extract(content, filename)
    return caught.value


# --- The samples ---


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account["id"])
def test_the_words_that_could_identify_somebody_come_through_whole(account):
    left = " ".join(extract(SAMPLES / account["file"], account["file"]).text.split())
    for span in sorted(account["identifying_spans"], key=lambda span: -len(span["text"])):
        left, count = re.subn(rf"(?<!\w){re.escape(span['text'])}(?!\w)", "§", left)
        assert (span["text"], count) == (span["text"], span["count"])


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account["id"])
def test_the_words_hidden_in_a_file_come_through_with_their_place(account):
    hidden = extract(SAMPLES / account["file"], account["file"]).hidden
    for expected in account["hidden"]:
        assert any(each.where == expected["where"] and expected["text"] in each.text for each in hidden), expected


def test_the_three_pages_of_a_pdf_are_counted_and_its_paragraphs_kept_apart():
    extracted = extract(SAMPLES / "accounts/Reflexionsbericht 2 Ertlinger Jänner.pdf", "bericht.pdf")

    assert extracted.pages == 3
    assert extracted.text.split("\n\n")[0] == "Reflexionsbericht 2: Wenn der Chef mit im Kreis sitzt"
    assert "\n\n1. Was ist geschehen?\n\n" in extracted.text


# --- The bytes decide ---


@pytest.mark.parametrize("filename", ["a.docx", "a.txt", "a"])
def test_a_word_document_is_one_under_any_name(filename):
    extracted = extract(word_file(), filename)

    assert (extracted.kind, extracted.text, extracted.pages) == (Kind.DOCX, "Hello set", None)


def test_a_document_made_by_python_docx_is_read():
    file = io.BytesIO()
    document = Document()
    document.add_heading("Title", 0)
    document.add_paragraph("Body text", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "Running header"
    document.save(file)

    assert extract(file.getvalue(), "a.docx").text == "Title\n\nBody text"


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        pytest.param(b"", "a.docx", "empty", id="empty"),
        pytest.param(b" \n\n", "a.txt", "no_text", id="only white space"),
        pytest.param(b"x" * (CAP_BYTES + 1), "a.txt", "too_large", id="over the cap"),
        pytest.param(b"<!DOCTYPE html><p>Hello</p>", "a.docx", "wrong_kind", id="html renamed docx"),
        pytest.param(b"\n<HTML><p>Hello</p>", "a.txt", "wrong_kind", id="html renamed txt"),
        pytest.param(b"<p>Hello</p>", "a.html", "wrong_kind", id="html by name"),
        pytest.param(b"<svg onload='x'/>", "a.md", "wrong_kind", id="svg"),
        pytest.param(b"{\\rtf1 Hello}", "a.docx", "wrong_kind", id="rtf"),
        pytest.param(b"just words", "a.docx", "wrong_kind", id="text renamed docx"),
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60), "a.docx", "wrong_kind", id="exe"),
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60), "a.txt", "wrong_kind", id="exe renamed txt"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.pdf", "wrong_kind", id="image"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "wrong_kind", id="old Word"),
        pytest.param(word_file(content_type=SHEET_TYPE), "a.docx", "wrong_kind", id="spreadsheet"),
        pytest.param(packed({"a.txt": "Hello"}), "a.docx", "wrong_kind", id="zip"),
        pytest.param(odt_file("", mimetype="application/epub+zip"), "a.odt", "wrong_kind", id="epub"),
        pytest.param(word_file(content_type=MACRO_TYPE), "a.docx", "wrong_kind", id="docm"),
        pytest.param(word_file(more={"word/vbaProject.bin": b"x"}), "a.docx", "wrong_kind", id="macros in a docx"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "encrypted",
            id="encrypted docx",
        ),
        pytest.param(odt_file("", manifest="<m><encryption-data/></m>"), "a.odt", "encrypted", id="encrypted odt"),
        pytest.param(locked_pdf(password="secret"), "a.pdf", "encrypted", id="encrypted pdf"),
        pytest.param(word_file()[:-60], "a.docx", "corrupt", id="truncated docx"),
        pytest.param(word_file(body="<w:p>"), "a.docx", "corrupt", id="broken xml"),
        pytest.param(pdf_file([(600, "Hello")])[:300], "a.pdf", "corrupt", id="truncated pdf"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 8, "a.pdf", "corrupt", id="rubbish with a pdf's head"),
        pytest.param(word_file(more={"media/a": bytes(2_000_000)}), "a.docx", "bomb", id="zip bomb"),
        pytest.param(packed({f"m{n}": "" for n in range(2001)}), "a.docx", "bomb", id="too many members"),
        pytest.param(word_file(body="<w:p/>"), "a.docx", "no_text", id="no words"),
        pytest.param(pdf_file([]), "a.pdf", "no_text", id="scan"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_code(content, filename, code):
    refused = refusal(content, filename)

    assert refused.code == code
    assert re.fullmatch(r"[A-Z].*\.", str(refused)), "a sentence"


def test_a_bomb_of_many_ordinary_members_is_refused_before_one_is_unpacked():
    members = []
    for _ in range(3):
        member = zipfile.ZipInfo("part")
        member.file_size, member.compress_size = UNPACKED_CAP // 3 + 1, UNPACKED_CAP // 30
        members.append(member)

    refuse_bomb(members[:2])
    with pytest.raises(Unreadable, match="bomb"):
        refuse_bomb(members)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY secret "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "http://example.org/d.dtd">',
    ],
)
def test_an_xml_entity_in_a_word_document_is_never_resolved(prolog):
    entity = "&secret;" if "secret" in prolog else "text"

    assert refusal(word_file(f"<w:p><w:r><w:t>{entity}</w:t></w:r></w:p>", prolog=prolog), "a.docx").code == "corrupt"


def test_a_member_that_points_outside_is_never_written(tmp_path):
    outside = tmp_path / "outside.txt"

    assert extract(word_file(more={str(outside): b"x", "../../outside.txt": b"x"}), "a.docx").text == "Hello set"
    assert not outside.exists()


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(documents, "WALL_SECONDS", 0.01)

    assert refusal(word_file(), "a.docx").code == "bomb"


def test_a_reader_that_dies_is_a_refusal_and_no_traceback(monkeypatch, tmp_path):
    reader = tmp_path / "reader.py"
    reader.write_text("raise SystemExit(3)")
    monkeypatch.setattr(documents, "_READER", reader)

    assert refusal(word_file(), "a.docx").code == "corrupt"


def test_the_reader_knows_nothing_of_the_environment_and_is_held_by_limits(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "not for the reader")
    reader = tmp_path / "reader.py"
    reader.write_text(
        f"import sys, os, json, resource; sys.path.append({str(Path(documents.__file__).parents[1])!r})\n"
        "from core import reader; reader.limit_this_process()\n"
        "limits = [resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1] for name in ('CPU', 'AS', 'FSIZE')]\n"
        "text = str((os.environ.get('SECRET_KEY'), limits))\n"
        "print(json.dumps({'kind': 'txt', 'text': text, 'pages': None, 'hidden': []}))\n"
    )
    monkeypatch.setattr(documents, "_READER", reader)

    assert extract(b"x", "a.txt").text == str((None, [10, 512 * 1024 * 1024, 0]))


# --- Plain text and Markdown ---


def test_the_ending_of_the_name_tells_markdown_from_plain_text():
    assert extract(b"# Title", "Account.MD").kind == Kind.MD
    assert extract(b"# Title", "Account.TXT").text == "# Title"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_text_is_read_in_every_encoding_of_a_usual_editor(encoding):
    content = "Siân’s set\r\n\r\n\r\n\r\nJänner".encode(encoding)

    assert read(content, ".txt") == {"kind": "txt", "text": "Siân’s set\n\nJänner", "pages": None, "hidden": []}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Title\n\nA line\nand *more*.", "Title\n\nA line and more."),
        (
            "See [the open\nletter](https://example.org/a-b) and <https://example.org>",
            "See the open letter and https://example.org",
        ),
        ("See [the letter](https://example.org/a 'A title').", "See the letter."),
        ("See [the letter][1].\n\n[1]: https://example.org 'A title'", "See the letter."),
        ("- one\n- two\n\n1. three", "• one\n\n• two\n\n• three"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\n\nc | d"),
        ("> Quoted `code`\n\n***", "Quoted code"),
        ("Seen<!-- not seen --> <b>bold</b><br>new\n\n<!-- nor this -->", "Seen bold\nnew"),
        ("![A picture](a.png) Below", "Below"),
        ("Q &amp; A", "Q & A"),
    ],
)
def test_markdown_is_what_stands_on_the_page(source, text):
    found = read(source.encode(), ".md")

    assert (found["kind"], found["text"], found["pages"]) == ("md", text, None)


# --- PDF ---


def test_a_pdf_that_is_only_locked_against_changes_is_read():
    assert extract(locked_pdf(password=""), "a.pdf").text == "Hello set"


def test_an_opendocument_text_is_read():
    extracted = extract(odt_file("<t:p>Hello set</t:p>"), "a.odt")

    assert (extracted.kind, extracted.text, extracted.pages) == (Kind.ODT, "Hello set", None)


def test_what_a_pdf_itself_marks_as_header_is_left_out_even_on_one_page():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas._code.append("/Artifact <</Type /Pagination /Subtype /Header>> BDC")
    canvas.drawString(72, 800, "A header of one page")
    canvas._code.append("EMC")
    canvas.drawString(72, 600, "Hello set")
    canvas.save()

    assert extract(file.getvalue(), "a.pdf").text == "Hello set"


def test_running_headers_and_page_numbers_are_left_out():
    content = pdf_file(*[[(800, f"R Pike, page {n}"), (600, f"Body {n}."), (30, str(n))] for n in (1, 2, 3)])

    assert extract(content, "a.pdf").text == "Body 1.\n\nBody 2.\n\nBody 3."
