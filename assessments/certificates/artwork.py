"""The certificate's drawing without its words: frame, round and QR code. Points from the lower left corner."""

import math
from functools import cache

import segno
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = landscape(A4)
INK, MUTED, BRAND, BRASS, LINE = map(HexColor, ("#14222b", "#4a5b66", "#0b4f6c", "#c9973a", "#b9c7ce"))

ROUND_X, ROUND_Y = 204, 338  # its centre
SEATS = 6  # an action learning set, one seat presenting
QR_SIZE = 66
QR_X, QR_Y = ROUND_X - 131, 74
QR_MASK = 3  # fixed: choosing among the eight takes four times as long, and readers take any


def draw_frame(canvas: Canvas) -> None:
    """One fine rule inside another, all around the page."""
    for margin, colour, thickness in ((26, LINE, 0.6), (31, BRASS, 0.35)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(thickness)
        canvas.rect(margin, margin, WIDTH - 2 * margin, HEIGHT - 2 * margin)


def draw_round(canvas: Canvas) -> None:
    """The round: two rings of guilloche about six seats.

    Each ring is one curve, kept once in the file and placed again and again, a little turned: 28 separate curves would
    take longer and nearly double the file.
    """
    canvas.saveState()
    canvas.translate(ROUND_X, ROUND_Y)
    _draw_ring(canvas, "outer", BRAND, 0.50, turns=18, radius=104, swing=24, lobes=6)
    _draw_ring(canvas, "inner", BRASS, 0.85, turns=10, radius=66, swing=9, lobes=12)
    canvas.setStrokeAlpha(1)
    canvas.setStrokeColor(BRAND)
    canvas.setLineWidth(0.5)
    for radius in (131, 134.5):
        canvas.circle(0, 0, radius)
    _draw_seats(canvas)
    canvas.restoreState()


def draw_qr(canvas: Canvas, url: str) -> None:
    """The address as a QR code: the dark runs of each row, in one path so that no hairline shows."""
    matrix = segno.make_qr(url, error="m", mask=QR_MASK, boost_error=False).matrix
    unit = QR_SIZE / len(matrix)
    path = [
        f"{QR_X + start * unit:.2f} {QR_Y + QR_SIZE - row * unit:.2f} {length * unit + 0.02:.2f} {-unit - 0.02:.2f} re"
        for row, modules in enumerate(matrix)
        for start, length in _dark_runs(modules)
    ]
    canvas.setFillColor(INK)
    canvas.addLiteral("\n".join([*path, "f"]))


def _draw_ring(
    canvas: Canvas, name: str, colour: Color, alpha: float, *, turns: int, radius: float, swing: float, lobes: int
) -> None:
    reach = radius + swing + 1
    canvas.beginForm(name, -reach, -reach, reach, reach)
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.28)
    canvas.addLiteral(_wave(radius, swing, lobes))
    canvas.endForm()
    canvas.setStrokeAlpha(alpha)
    for rotation in _rotations(turns, lobes):
        canvas.addLiteral(f"q {rotation} cm")
        canvas.doForm(name)
        canvas.addLiteral("Q")


@cache
def _rotations(turns: int, lobes: int) -> tuple[str, ...]:
    """The matrices that spread a curve evenly over the width of one of its lobes."""
    angles = (-2 * math.pi * turn / turns / lobes for turn in range(turns))
    return tuple(
        f"{math.cos(angle):.5f} {math.sin(angle):.5f} {-math.sin(angle):.5f} {math.cos(angle):.5f} 0 0"
        for angle in angles
    )


@cache
def _wave(radius: float, swing: float, lobes: int) -> str:
    """The closed curve r = radius + swing * cos(lobes * angle) as PDF operators.

    Sixteen Bezier arcs to a lobe, tangents taken from the formula: off by less than 0.01 points, so it stays
    smooth at any scale.
    """
    count = 16 * lobes
    step = 2 * math.pi / count

    def point(angle: float) -> complex:
        return (radius + swing * math.cos(lobes * angle)) * complex(math.cos(angle), math.sin(angle)) * 1j

    def tangent(angle: float) -> complex:
        turn = complex(math.cos(angle), math.sin(angle)) * 1j
        return (-swing * lobes * math.sin(lobes * angle) + (radius + swing * math.cos(lobes * angle)) * 1j) * turn

    parts = ["{0.real:.2f} {0.imag:.2f} m".format(point(0))]
    for index in range(count):
        start, end = index * step, (index + 1) * step
        arc = (point(start) + tangent(start) * step / 3, point(end) - tangent(end) * step / 3, point(end))
        parts.append(" ".join(f"{place.real:.2f} {place.imag:.2f}" for place in arc) + " c")
    return "\n".join([*parts, "s"])


def _draw_seats(canvas: Canvas) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.8)
    canvas.circle(0, 0, 30)
    for seat in range(SEATS):
        angle = math.pi / 2 - seat * 2 * math.pi / SEATS
        x, y = 30 * math.cos(angle), 30 * math.sin(angle)
        presenting = seat == 0
        canvas.setFillColor(white)
        canvas.circle(x, y, 11 if presenting else 8.6, stroke=0, fill=1)
        canvas.setFillColor(BRASS if presenting else BRAND)
        canvas.circle(x, y, 9 if presenting else 6.6, stroke=0, fill=1)


def _dark_runs(modules: bytearray) -> list[tuple[int, int]]:
    """Where dark begins in a row of modules, and for how many."""
    runs = []
    start = None
    for index, dark in enumerate([*modules, 0]):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            runs.append((start, index - start))
            start = None
    return runs
