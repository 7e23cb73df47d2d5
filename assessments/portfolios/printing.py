"""The portfolio on paper: A4, contents with page numbers, a criteria matrix, accounts to read, decisions, certificates.

The diary and the author's private notes are left out: what is printed is made to be handed to somebody.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, Spacer
from reportlab.platypus.tableofcontents import TableOfContents

from assessments.grading.document import Section
from assessments.portfolios.outline import CRITERION_WORDS, Criterion, Outline, Piece, Place, Sent, UnitPart
from assessments.portfolios.outlined_practice import Answers, Observed
from assessments.portfolios.typesetting import UNDRAWN, Dot, Marked, Paper, Running, Styles, paragraph, table
from core.filters import number

EVIDENCE_COLUMNS = 12
"""The most evidence beside each other in one matrix; more goes into another below it."""

Story = Iterator[Flowable]


def printed(outline: Outline) -> bytes:
    """The portfolio as a PDF. The same outline gives the same bytes."""
    styles, target = Styles(), BytesIO()
    first = outline.places[0] if outline.places else None
    paper = Paper(
        target,
        title=_("Portfolio of %(name)s", name=outline.name),
        author=outline.name,
        subject=", ".join(place.award for place in outline.places),
        head=outline.name,
        dated=outline.exported,
        foot=lambda page, pages: _("Page %(n)s of %(all)s", n=page, all=pages),
    )
    story = [paper.total, *_title_page(outline, styles)]
    if first:
        story.append(Running(_running(first)))
    story += [PageBreak(), *_contents(styles)]
    for place in outline.places:
        story += [Running(_running(place)), PageBreak(), *_place(place, styles)]
    story += [PageBreak(), *_practice(outline, styles), *_certificates(outline, styles)]
    paper.multiBuild(story, maxPasses=6)
    return target.getvalue()


def _running(place: Place) -> str:
    return _("%(award)s, version %(number)s", award=place.award, number=place.version)


def _heading(text: str, style: Any, level: int) -> Paragraph:
    """A heading that stands in the contents."""
    heading = paragraph(text, style)
    heading.entry = (level, text)
    return heading


def _facts(pairs: Sequence[tuple[str, str]], styles: Styles, names: float = 0.28) -> Story:
    """Names and answers; `names` is the share of the width that the names take. Empty answers are left out."""
    rows = [(name, answer) for name, answer in pairs if answer]
    if rows:
        yield table((), rows, (names, 1 - names), styles)
        yield Spacer(0, 8)


def _texts(lines: Sequence[str], style: Any) -> Story:
    return (paragraph(line, style) for line in lines)


def _sections(sections: Sequence[Section], styles: Styles) -> Story:
    for section in sections:
        if section.heading:
            yield paragraph(section.heading, styles.account_head)
        yield from _texts(section.paragraphs, styles.account)


# ---- The first pages ----


def _title_page(outline: Outline, styles: Styles) -> Story:
    yield Spacer(0, 130)
    yield paragraph(outline.centre, styles.h3)
    yield paragraph(_("Portfolio of %(name)s", name=outline.name), styles.title)
    for place in outline.places:
        yield paragraph(_running(place), styles.h2)
        yield paragraph(f"{place.organisation}, {place.code}", styles.body)
        if place.is_illustrative:
            illustrative = _("Illustrative: the figures of this award are proposals, not an awarding organisation’s.")
            yield paragraph(illustrative, styles.small)
    yield Spacer(0, 20)
    yield paragraph(_("As it stood on %(day)s.", day=outline.exported), styles.body)
    if outline.passed_through:
        passed = ", ".join(outline.passed_through)
        yield paragraph(_("Parts of it come from %(centres)s.", centres=passed), styles.body)
    yield Spacer(0, 14)
    yield from _facts(outline.facts, styles)
    yield paragraph(
        _(
            "The author’s own notes and diary are left out. Meetings of sets stand here as counts: nobody of a set is "
            "named, and nothing that was said."
        ),
        styles.small,
    )
    yield paragraph(
        _("%(mark)s stands for a sign that the letters of this print do not have.", mark=UNDRAWN), styles.small
    )


def _contents(styles: Styles) -> Story:
    yield paragraph(_("Contents"), styles.h1)
    contents = TableOfContents(levelStyles=styles.contents, dotsMinLevel=0, rightColumnWidth=30)
    yield contents


# ---- One award ----


def _place(place: Place, styles: Styles) -> Story:
    yield _heading(place.award, styles.h1, 0)
    yield from _facts(place.facts, styles)
    yield _heading(_("Criteria and evidence"), styles.h2, 1)
    yield from _key(styles)
    for unit in place.units:
        yield from _matrix(unit, styles)
    yield PageBreak()
    yield _heading(_("Evidence"), styles.h2, 1)
    if not place.pieces:
        yield paragraph(_("No evidence yet."), styles.body)
    for piece in place.pieces:
        yield from _piece(piece, styles)
    yield CondPageBreak(120)
    yield _heading(_("Sent and decided"), styles.h2, 1)
    sent = [(unit, attempt) for unit in place.units for attempt in unit.sent]
    if not sent:
        yield paragraph(_("Nothing was sent yet."), styles.body)
    for unit, attempt in sent:
        yield from _sent(unit, attempt, styles)


def _key(styles: Styles) -> Story:
    """What the marks mean."""
    states = list(CRITERION_WORDS)
    half = (len(states) + 1) // 2
    cells = [Marked(each, paragraph(CRITERION_WORDS[each](), styles.cell)) for each in states]
    yield table((), [cells[:half], cells[half:]], (1 / half,) * half, styles)
    yield Spacer(0, 6)


def _matrix(unit: UnitPart, styles: Styles) -> Story:
    """Criteria down, evidence across; a dot where a piece is for a criterion."""
    yield CondPageBreak(110)
    yield _heading(f"{unit.code} {unit.title}", styles.h3, 2)
    yield paragraph(unit.status, styles.body)
    used = sorted({each for criterion in unit.criteria for each in criterion.evidence}, key=lambda each: int(each[1:]))
    chunks = [used[at : at + EVIDENCE_COLUMNS] for at in range(0, len(used), EVIDENCE_COLUMNS)] or [[]]
    for chunk in chunks:
        share = 0.055 * len(chunk)
        heads = (_("Criterion"), _("Stands at"), *chunk)
        widths = (0.8 - share, 0.2, *([0.055] * len(chunk)))
        yield table(heads, [_matrix_row(each, chunk, styles) for each in unit.criteria], widths, styles)
        yield Spacer(0, 8)


def _matrix_row(criterion: Criterion, chunk: Sequence[str], styles: Styles) -> list[Any]:
    state = Marked(criterion.state, paragraph(CRITERION_WORDS[criterion.state](), styles.cell))
    dots = [Dot() if each in criterion.evidence else "" for each in chunk]
    return [f"{criterion.code} {criterion.text}", state, *dots]


def _piece(piece: Piece, styles: Styles) -> Story:
    yield _heading(f"{piece.number} {piece.title}", styles.h3, 2)
    yield from _facts(
        [
            (_("Kind"), piece.kind),
            (_("Stands at"), piece.state),
            (_("Written"), piece.written),
            (_("Words"), number(piece.words) if piece.words else ""),
            (_("Structure"), piece.structure),
            (_("Criteria"), ", ".join(piece.criteria)),
            (_("About"), "; ".join(piece.meetings)),
            (_("On record as"), piece.record),
            (_("Original"), piece.file_name),
        ],
        styles,
    )
    yield from _sections(piece.sections, styles)


def _sent(unit: UnitPart, sent: Sent, styles: Styles) -> Story:
    yield _heading(_("Unit %(code)s, attempt %(n)s", code=unit.code, n=sent.attempt), styles.h3, 2)
    yield paragraph(f"{sent.state}. {_('Sent %(when)s.', when=sent.sent)}", styles.body)
    yield paragraph(_("Sent with it: %(titles)s.", titles="; ".join(item.title for item in sent.items)), styles.body)
    yield paragraph(_("Seal %(hash)s", hash=sent.seal), styles.code)
    yield from _texts(sent.declared, styles.small)
    for decision in sent.decisions:
        yield paragraph(_("Decision: %(outcome)s", outcome=decision.outcome), styles.h3)
        signed = _("Signed by %(who)s, %(when)s.", who=decision.signed_as, when=decision.decided)
        if decision.send_by:
            signed += " " + _("Send by %(day)s.", day=decision.send_by)
        yield paragraph(signed, styles.small)
        yield from _texts(decision.feedback, styles.account)
        for code, word, comment in decision.criteria:
            yield paragraph(" ".join([f"{code}: {word}.", *comment]), styles.body)


# ---- Practice ----


def _practice(outline: Outline, styles: Styles) -> Story:
    heads: tuple[str, ...]
    yield _heading(_("Practice"), styles.h1, 0)
    if outline.taught:
        yield _heading(_("Taught days"), styles.h2, 1)
        heads = (_("Day"), _("What"), _("Programme"), _("Length"), _("There for"))
        yield table(heads, outline.taught, (0.14, 0.32, 0.26, 0.14, 0.14), styles)
    yield _heading(_("Meetings"), styles.h2, 1)
    if outline.meetings:
        heads = (
            _("Day"),
            _("Set"),
            _("Role"),
            _("Minutes"),
            _("Members there"),
            _("Turns"),
            _("State"),
            _("Confirmed by"),
        )
        yield table(heads, outline.meetings, (0.13, 0.19, 0.1, 0.09, 0.09, 0.07, 0.13, 0.2), styles)
    else:
        yield paragraph(_("No meetings yet."), styles.body)
    if outline.supervision:
        yield _heading(_("Supervision"), styles.h2, 1)
        heads = (_("Day"), _("Minutes"), _("How"), _("Supervisor"), _("About"), _("State"))
        yield table(heads, outline.supervision, (0.13, 0.09, 0.13, 0.18, 0.33, 0.14), styles)
    if outline.observations:
        yield _heading(_("Observed practice"), styles.h2, 1)
    for each in outline.observations:
        yield from _observation(each, styles)
    if outline.feedback:
        yield _heading(_("Member feedback"), styles.h2, 1)
    for answers in outline.feedback:
        yield from _answers(answers, styles)


def _observation(each: Observed, styles: Styles) -> Story:
    yield _heading(each.title, styles.h3, 2)
    yield from _facts([(_("State"), each.state), *each.facts], styles)
    yield from _texts(each.narrative, styles.account)
    yield from _facts(each.ratings, styles, 0.7)
    if each.comment:
        yield paragraph(_("What the trainee says"), styles.account_head)
        yield from _texts(each.comment, styles.account)


def _answers(answers: Answers, styles: Styles) -> Story:
    yield CondPageBreak(170)
    yield _heading(answers.title, styles.h3, 2)
    yield paragraph(answers.summary, styles.body)
    if answers.lines:
        rows = [[statement, mean, *(number(count) for count in counts)] for statement, mean, counts in answers.lines]
        heads = (_("Statement"), _("Average"), "1", "2", "3", "4", "5")
        yield table(heads, rows, (0.53, 0.12, 0.07, 0.07, 0.07, 0.07, 0.07), styles)
        yield paragraph(_("1 is not at all, 5 is fully."), styles.small)


def _certificates(outline: Outline, styles: Styles) -> Story:
    yield _heading(_("Certificates"), styles.h1, 0)
    if not outline.certificates:
        yield paragraph(_("No certificate yet."), styles.body)
        return
    rows = [[each.number, each.award, each.awarded, each.state] for each in outline.certificates]
    yield table((_("Number"), _("Award"), _("Date of award"), _("State")), rows, (0.22, 0.38, 0.16, 0.24), styles)
