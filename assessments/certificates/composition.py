"""Where every word of the certificate goes. Nothing is drawn here: a page can be measured before it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from babel.dates import format_date
from reportlab.lib.colors import Color

from assessments.certificates import names
from assessments.certificates.artwork import BRAND, HEIGHT, INK, MUTED, QR_SIZE, QR_X, QR_Y, WIDTH
from assessments.certificates.facts import CertificateFacts
from assessments.certificates.lettering import ITALIC, LIGHT, NUMBER, SANS, SEMIBOLD, Face, Place, Setting, fit, flow
from assessments.certificates.names import Refusal, clean
from assessments.certificates.wording import WORDING, Wording

RIGHT = WIDTH - 64  # the words stand between these two
LEFT = RIGHT - names.COLUMN
LEAD = 1.24  # of a text on two lines, as a share of its size
HOLDER_LEAD = 1.16
HOLDER_MIDDLE = HEIGHT - 188
CAPITAL = 0.67  # height of a capital, as a share of the size
FOOT_Y = 128  # baseline of the signatories' names
GUTTER = 20
DATE_COLUMN = names.COLUMN - 2 * (names.SIGNATORY_COLUMN + GUTTER)

CHECK_X, CHECK_TOP = QR_X + QR_SIZE + 14, QR_Y + QR_SIZE
CHECK_COLUMN = LEFT - GUTTER - CHECK_X
CERTIFICATE_NUMBER = Place(NUMBER, CHECK_COLUMN, largest=11.5, single=7, double=7, smallest=7, tracking=0.3 / 11.5)
CHECK_ADDRESS = Place(SEMIBOLD, CHECK_COLUMN, largest=9.5, single=6, double=6, smallest=6)


class Unprintable(ValueError):
    """The facts hold a text that cannot be printed; `refusals` says which and why."""

    def __init__(self, refusals: dict[str, Refusal]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in refusals.items()))
        self.refusals = refusals


@dataclass(frozen=True)
class Line:
    """Letters on one baseline, in points from the lower left corner of the page."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: Color = INK
    tracking: float = 0.0

    @property
    def width(self) -> float:
        return self.face.width(self.text, self.size, self.tracking)


@dataclass(frozen=True)
class Paragraph:
    """Lines that are read as one, with the name of the PDF structure element they make."""

    element: str
    lines: tuple[Line, ...]


def refusals(facts: CertificateFacts) -> dict[str, Refusal]:
    """Which of the facts cannot be printed, and why: empty when all can."""
    asked = {
        "holder": names.refusal(facts.holder),
        "centre": names.refusal(facts.centre, names.CENTRE, person=False),
        "award": names.refusal(facts.award, names.AWARD, person=False),
        "what_it_took": _why_not(" ".join(facts.what_it_took), SANS, _what_it_took(facts)),
        "kind": _why_not(facts.kind, SANS, _kind(facts)),
        "number": _why_not(facts.number, NUMBER, fit(clean(facts.number), CERTIFICATE_NUMBER)),
        "check_address": _why_not(facts.check_address, SEMIBOLD, fit(clean(facts.check_address), CHECK_ADDRESS)),
    }
    for index, signatory in enumerate(facts.signatories, 1):
        asked[f"signatory {index}"] = names.refusal(signatory.name, names.SIGNATORY)
        asked[f"role {index}"] = names.refusal(signatory.role, names.ROLE, person=False)
    return {name: code for name, code in asked.items() if code}


def compose(facts: CertificateFacts) -> tuple[Paragraph, ...]:
    """The words of the certificate in reading order. Raises Unprintable."""
    refused = refusals(facts)
    if refused:
        raise Unprintable(refused)
    words = WORDING[facts.language]
    return (
        _placed("P", facts.centre, names.CENTRE, LEFT, HEIGHT - 92, BRAND),
        _fixed(words.certify, ITALIC, 14.5, LEFT, HEIGHT - 145),
        _holder(facts.holder),
        _fixed(words.awarded, ITALIC, 14.5, LEFT, HEIGHT - 240),
        _placed("H1", facts.award, names.AWARD, LEFT, HEIGHT - 292.5, BRAND),
        _stacked(_what_it_took(facts), SANS, LEFT, HEIGHT - 358, lead=1.39),
        *_signatures(facts, words),
        _centred(_kind(facts), SANS, LEFT, 62, lead=1.35, colour=MUTED),
        _placed("P", facts.number, CERTIFICATE_NUMBER, CHECK_X, CHECK_TOP - 9),
        _fixed(words.scan, SANS, 9.5, CHECK_X, CHECK_TOP - 28),
        _placed("Link", facts.check_address, CHECK_ADDRESS, CHECK_X, CHECK_TOP - 41),
        _fixed(words.compare, SANS, 9.5, CHECK_X, CHECK_TOP - 60),
    )


def columns(signatories: int) -> list[tuple[float, float]]:
    """Left edge and width of each column at the foot: one for each signatory, then one for the date."""
    if signatories == 0:
        return [(LEFT, DATE_COLUMN)]
    width = (names.COLUMN - DATE_COLUMN) / signatories - GUTTER
    return [
        *((LEFT + index * (width + GUTTER), width) for index in range(signatories)),
        (RIGHT - DATE_COLUMN, DATE_COLUMN),
    ]


def _what_it_took(facts: CertificateFacts) -> Setting | None:
    texts = tuple(map(clean, facts.what_it_took))
    return flow(texts, SANS, width=names.COLUMN, height=82, lead=1.39, largest=11.5, smallest=8)


def _kind(facts: CertificateFacts) -> Setting | None:
    return flow((clean(facts.kind),), SANS, width=names.COLUMN, height=46, lead=1.35, largest=8.5, smallest=7)


def _holder(name: str) -> Paragraph:
    """Whatever its size, the name keeps its optical middle: between the top of its capitals and its last baseline."""
    setting = _setting(fit(clean(name), names.HOLDER))
    step = HOLDER_LEAD * setting.size
    top = HOLDER_MIDDLE + (len(setting.lines) - 1) * step / 2 - CAPITAL / 2 * setting.size
    return Paragraph("P", _lines(setting, LIGHT, LEFT - 2, top, step, INK, names.HOLDER.tracking))


def _signatures(facts: CertificateFacts, words: Wording) -> Iterator[Paragraph]:
    *places, (date_x, _) = columns(len(facts.signatories))
    for (x, width), signatory in zip(places, facts.signatories, strict=True):
        name = _setting(fit(clean(signatory.name), replace(names.SIGNATORY, width=width)))
        role = _setting(fit(clean(signatory.role), replace(names.ROLE, width=width)))
        top = FOOT_Y + (4 if len(name.lines) > 1 else 0)
        upper = _lines(name, SEMIBOLD, x, top, LEAD * name.size)
        yield Paragraph("P", upper + _lines(role, SANS, x, upper[-1].y - 14, LEAD * role.size, MUTED))
    date = format_date(facts.awarded_on, "d MMMM y", locale=facts.language.replace("-", "_"))
    label = Line(date_x, FOOT_Y - 14, words.date_label, SANS, 9.5, MUTED)
    yield Paragraph("P", (Line(date_x, FOOT_Y, date, SEMIBOLD, 11), label))


def _fixed(text: str, face: Face, size: float, x: float, y: float) -> Paragraph:
    return Paragraph("P", (Line(x, y, text, face, size, MUTED),))


def _placed(element: str, text: str, place: Place, x: float, middle: float, colour: Color = INK) -> Paragraph:
    setting = fit(clean(text), place)
    return _centred(setting, place.face, x, middle, element=element, colour=colour, tracking=place.tracking)


def _centred(
    setting: Setting | None,
    face: Face,
    x: float,
    middle: float,
    *,
    lead: float = LEAD,
    element: str = "P",
    colour: Color = INK,
    tracking: float = 0.0,
) -> Paragraph:
    """One line stands on the middle; more stand half above and half below it."""
    setting = _setting(setting)
    step = lead * setting.size
    top = middle + (len(setting.lines) - 1) * step / 2
    return Paragraph(element, _lines(setting, face, x, top, step, colour, tracking))


def _stacked(setting: Setting | None, face: Face, x: float, top: float, *, lead: float) -> Paragraph:
    """The first line stands on the top; more stand below it."""
    setting = _setting(setting)
    return Paragraph("P", _lines(setting, face, x, top, lead * setting.size))


def _lines(
    setting: Setting, face: Face, x: float, top: float, step: float, colour: Color = INK, tracking: float = 0.0
) -> tuple[Line, ...]:
    return tuple(
        Line(x, top - index * step, text, face, setting.size, colour, tracking)
        for index, text in enumerate(setting.lines)
    )


def _setting(setting: Setting | None) -> Setting:
    if setting is None:  # `refusals` has said so before anything is placed
        raise ValueError("a text that does not fit cannot be placed")
    return setting


def _why_not(text: str, face: Face, setting: Setting | None) -> Refusal | None:
    """The first reason why a text that is no name cannot be printed."""
    return names.unprintable(clean(text), face, person=False) or (None if setting else Refusal.TOO_WIDE)
