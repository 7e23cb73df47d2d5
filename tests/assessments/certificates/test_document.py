import datetime
import json
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from pypdf import PdfReader

from assessments.certificates.artwork import HEIGHT, QR_SIZE, QR_X, QR_Y
from assessments.certificates.composition import FOOT_Y, LEFT, RIGHT, compose
from assessments.certificates.document import CertificateFacts, Signatory, Unprintable, draw, refusals
from assessments.certificates.names import Refusal
from tests.assessments.certificates.examples import CROWDED, LONG_SIGNATORY, REGULATED, facts
from tests.assessments.certificates.test_names import REAL_NAMES

PAGES = {
    "ordinary": {},
    "regulated": REGULATED,
    "crowded": CROWDED,
    "one signatory": {"signatories": (LONG_SIGNATORY,)},
    "no signatory": {"signatories": ()},
    "short": {"holder": "X", "award": "Award", "centre": "Y", "what_it_took": (), "kind": "A course."},
    "letters of every font": {"holder": "Ǯelda Ώ Щ", "centre": "Ǯ Ἀ Щ", "award": "Ǯ Ἀ Щ", "kind": "Ǯ Ἀ Щ"},
}
every_page = pytest.mark.parametrize("stated", PAGES.values(), ids=PAGES)


def read(drawn: bytes) -> PdfReader:
    return PdfReader(BytesIO(drawn))


def words(text: str) -> str:
    return " ".join(text.split())


def resources(drawn: bytes, kind: str) -> list:
    of_page: Any = read(drawn).pages[0]["/Resources"]
    return [value.get_object() for value in of_page[kind].values()]


def font_dictionaries(drawn: bytes) -> list:
    fonts = resources(drawn, "/Font")
    return [font for font in fonts if font["/Type"] == "/Font"]


@every_page
def test_facts_survive_being_stored_as_json(stated):
    kept = facts(**stated)
    assert CertificateFacts.from_json(json.loads(json.dumps(kept.to_json()))) == kept


def test_a_third_signatory_has_no_room():
    with pytest.raises(ValueError, match="two signatories"):
        facts(signatories=(Signatory("A", "B"),) * 3)


def test_a_language_without_wording_is_refused():
    with pytest.raises(ValueError, match="tlh"):
        facts(language="tlh")


@every_page
def test_the_same_facts_give_the_same_bytes(stated):
    assert draw(facts(**stated)) == draw(facts(**stated))


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "SW-2025-0041-K8"},
        {"check_url": "https://sets.alderbrook.example/check/SW-2025-0041-K7?t=9fQ2mZ7i"},
        {"holder": "Leila Hartnolt"},
        {"awarded_on": datetime.date(2025, 12, 5)},
    ],
)
def test_other_facts_give_other_bytes(changed):
    assert draw(facts()) != draw(replace(facts(), **changed))


@every_page
def test_the_text_of_the_pdf_holds_every_fact(stated):
    printed = facts(**stated)
    text = words(read(draw(printed)).pages[0].extract_text())
    expected = [printed.number, printed.check_address, printed.holder, printed.centre, printed.award, printed.kind]
    expected += [*printed.what_it_took, "4 December 2025", "This is to certify that", "Date of award"]
    expected += [part for signatory in printed.signatories for part in (signatory.name, signatory.role)]
    assert [part for part in expected if part not in text] == []


@pytest.mark.parametrize("name", REAL_NAMES)
def test_a_real_name_can_be_read_back_from_the_pdf(name):
    assert name in words(read(draw(facts(holder=name))).pages[0].extract_text())


def test_the_text_is_in_reading_order():
    text = words(read(draw(facts())).pages[0].extract_text())
    parts = ["Alderbrook", "certify", "Leila", "awarded", "Level 5", "Three taught", "Owain", "Ruth", "4 December"]
    parts += ["recognised programme", "SW-2025", "Scan", "sets.alderbrook"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_title_author_subject_and_language_are_set():
    reader = read(draw(facts()))
    assert reader.metadata.title == "Certificate SW-2025-0041-K7, Leila Hartnoll"
    assert reader.metadata.author == "Alderbrook Care Academy"
    assert reader.metadata.subject == "Level 5 Development Award in Action Learning Facilitation"
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF boolean


def test_the_page_is_one_a4_landscape():
    reader = read(draw(facts()))
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [842, 595]


@every_page
def test_every_font_is_embedded(stated):
    fonts = font_dictionaries(draw(facts(**stated)))
    assert fonts
    assert [font["/BaseFont"] for font in fonts if "/FontFile2" not in font["/FontDescriptor"]] == []
    assert not any("Helvetica" in font["/BaseFont"] for font in fonts)


def test_the_drawing_is_lines_only_and_keeps_each_curve_once():
    kinds = [form["/Subtype"] for form in resources(draw(facts()), "/XObject")]
    assert kinds == ["/Form", "/Form"]
    assert b"/Subtype /Image" not in draw(facts())


def test_the_page_is_marked_for_a_structure_tree():
    content = read(draw(facts())).pages[0].get_contents().get_data()
    assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
    assert content.count(b"/H1 <</MCID") == content.count(b"/Figure <</MCID") == content.count(b"/Artifact BMC") == 1


@every_page
def test_every_line_stays_within_its_column(stated):
    lines = [line for paragraph in compose(facts(**stated)) for line in paragraph.lines]
    assert [line for line in lines if line.x >= LEFT - 2 and line.x + line.width > RIGHT + 0.01] == []
    assert [line for line in lines if line.x < LEFT - 2 and line.x + line.width > LEFT - 20 + 0.01] == []
    assert all(40 < line.y < HEIGHT - 60 for line in lines)


@every_page
def test_no_line_touches_another(stated):
    """Capitals reach 0.7 of the size above the baseline; descenders are allowed 0.15 below it."""
    lines = [line for paragraph in compose(facts(**stated)) for line in paragraph.lines]
    touching = [
        (upper.text, lower.text)
        for upper, lower in combinations(sorted(lines, key=lambda line: -line.y), 2)
        if upper.x < lower.x + lower.width and lower.x < upper.x + upper.width
        if lower.y + 0.7 * lower.size > upper.y - 0.15 * upper.size
    ]
    assert touching == []


@every_page
def test_what_it_took_ends_above_the_rule_of_the_signatories(stated):
    texts = facts(**stated).what_it_took
    paragraphs = compose(facts(**stated))
    ends = [line.y for paragraph in paragraphs for line in paragraph.lines if any(line.text in text for text in texts)]
    assert all(y > FOOT_Y + 18 + 8 for y in ends)


def test_the_qr_code_leaves_its_quiet_zone_free():
    """Four modules of white on each side (ISO/IEC 18004, 6.3.8); 37 modules make this code."""
    zone = 4 * QR_SIZE / 37
    lines = [line for paragraph in compose(facts(**CROWDED)) for line in paragraph.lines]
    beside = [line for line in lines if QR_Y - zone < line.y < QR_Y + QR_SIZE + zone]
    assert all(line.x >= QR_X + QR_SIZE + zone for line in beside)


@pytest.mark.parametrize(
    ("stated", "refused"),
    [
        ({"holder": "ليلى"}, {"holder": Refusal.SCRIPT}),
        ({"centre": "漢 College"}, {"centre": Refusal.SCRIPT}),
        ({"award": "W" * 200}, {"award": Refusal.TOO_WIDE}),
        ({"kind": "Very much. " * 200}, {"kind": Refusal.TOO_WIDE}),
        ({"what_it_took": ("✓ done",)}, {"what_it_took": Refusal.SYMBOL}),
        ({"number": "SW-Ω"}, {"number": Refusal.NO_GLYPH}),
        ({"signatories": (Signatory("A 😀", "ლ"),)}, {"signatory 1": Refusal.SYMBOL, "role 1": Refusal.SCRIPT}),
    ],
)
def test_facts_that_cannot_be_printed_are_named_and_never_drawn(stated, refused):
    assert refusals(facts(**stated)) == refused
    with pytest.raises(Unprintable) as caught:
        draw(facts(**stated))
    assert caught.value.refusals == refused
