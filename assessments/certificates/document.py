"""The certificate as a PDF, made of plain values only."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from assessments.certificates import artwork
from assessments.certificates.artwork import BRASS, HEIGHT, LINE, WIDTH
from assessments.certificates.composition import FOOT_Y, LEFT, Unprintable, columns, compose, refusals
from assessments.certificates.composition import Line as TextLine
from assessments.certificates.facts import CertificateFacts, Signatory
from assessments.certificates.lettering import SANS
from assessments.certificates.names import clean
from assessments.certificates.wording import WORDING

__all__ = ["CertificateFacts", "Signatory", "Unprintable", "draw", "refusals"]

# Base 85 is for mail of the last century: it makes streams a quarter larger and takes longer than compressing them.
rl_config.useA85 = 0


def draw(facts: CertificateFacts) -> bytes:
    """The certificate as a PDF: A4 landscape, lines and embedded letters only. The same facts give the same bytes.

    Raises Unprintable when a text has a letter that no font here draws, or does not fit; `refusals` tells beforehand.
    """
    paragraphs = compose(facts)
    stream = BytesIO()
    canvas = _blank_page(stream, facts)
    with _artifact(canvas):
        artwork.draw_frame(canvas)
        artwork.draw_round(canvas)
        _draw_rules(canvas, len(facts.signatories))
    for order, paragraph in enumerate(paragraphs):
        with _marked(canvas, paragraph.element, order):
            for line in paragraph.lines:
                _write(canvas, line)
    with _marked(canvas, "Figure", len(paragraphs)):
        artwork.draw_qr(canvas, facts.check_url)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _blank_page(stream: BytesIO, facts: CertificateFacts) -> Canvas:
    canvas = Canvas(
        stream,
        pagesize=(WIDTH, HEIGHT),
        lang=facts.language,
        pageCompression=1,
        pdfVersion=(1, 7),
        invariant=1,  # no time of drawing, no random identifier
        initialFontName=SANS.registered(),  # reportlab would name Helvetica, which is not embedded
    )
    canvas.setTitle(WORDING[facts.language].title.format(number=facts.number, holder=clean(facts.holder)))
    canvas.setAuthor(clean(facts.centre))
    canvas.setSubject(clean(facts.award))
    canvas.setCreator("Setwright")
    canvas.setProducer("Setwright")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _draw_rules(canvas: Canvas, signatories: int) -> None:
    """The short rule under the award, and one above each signatory and the date."""
    canvas.setStrokeColor(BRASS)
    canvas.setLineWidth(1.1)
    canvas.line(LEFT, HEIGHT - 332, LEFT + 54, HEIGHT - 332)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    for x, width in columns(signatories):
        canvas.line(x, FOOT_Y + 18, x + width, FOOT_Y + 18)


def _write(canvas: Canvas, line: TextLine) -> None:
    text = canvas.beginText(line.x, line.y)
    text.setFillColor(line.colour)
    text.setCharSpace(line.tracking * line.size)
    for font, letters in line.face.runs(line.text):
        text.setFont(font, line.size)
        text.textOut(letters)
    canvas.drawText(text)


@contextmanager
def _marked(canvas: Canvas, element: str, order: int) -> Iterator[None]:
    """Marked content (ISO 32000-1, 14.6), numbered in reading order, for a structure tree to point at."""
    canvas.addLiteral(f"/{element} <</MCID {order}>> BDC")
    yield
    canvas.addLiteral("EMC")


@contextmanager
def _artifact(canvas: Canvas) -> Iterator[None]:
    """Decoration, which nobody needs to hear."""
    canvas.addLiteral("/Artifact BMC")
    yield
    canvas.addLiteral("EMC")
