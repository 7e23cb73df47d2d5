"""One's own record in words: the finding first, then the numbers."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from assessments.fairness.figures import Figure, Measure, Stands
from core.filters import number

PERIODS: dict[str, tuple[Any, int | None]] = {
    "3": (_l("Last 3 months"), 91),
    "12": (_l("Last 12 months"), 365),
    "all": (_l("Since the beginning"), None),
}

TITLES = {
    Measure.days: _l("Time to decision"),
    Measure.referrals: _l("Referrals"),
    Measure.comments: _l("Comments for each criterion"),
    Measure.words: _l("Words for each criterion"),
}

EXPLAINED = {
    Measure.days: _l("Days from when the unit was given to you to your decision; the middle one of your decisions."),
    Measure.referrals: _l("How many of a hundred decisions were to refer. More or fewer is not better or worse."),
    Measure.comments: _l("Comments on the criterion and on words of the work."),
    Measure.words: _l("Words of all these comments together."),
}

FINDINGS = {
    (Measure.days, Stands.below): _l("You decide sooner than most assessors."),
    (Measure.days, Stands.within): _l("You decide about as soon as the others."),
    (Measure.days, Stands.above): _l("You decide later than most assessors."),
    (Measure.referrals, Stands.below): _l("You refer less often than most assessors."),
    (Measure.referrals, Stands.within): _l("You refer about as often as the others."),
    (Measure.referrals, Stands.above): _l("You refer more often than most assessors."),
    (Measure.comments, Stands.below): _l("You write fewer comments than most assessors."),
    (Measure.comments, Stands.within): _l("You write about as many comments as the others."),
    (Measure.comments, Stands.above): _l("You write more comments than most assessors."),
    (Measure.words, Stands.below): _l("You write shorter comments than most assessors."),
    (Measure.words, Stands.within): _l("Your comments are about as long as the others’."),
    (Measure.words, Stands.above): _l("You write longer comments than most assessors."),
}

WIDTH, MARGIN = 300, 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as its panel shows it; the places of the drawing count from the left, in its own units."""

    title: str
    explained: str
    finding: str
    figure: Figure
    own: str
    rows: list[tuple[str, str]]
    places: dict[str, float]


def shown(figure: Figure) -> Shown:
    """A figure with its sentence, its numbers in words and where they are drawn."""
    measure, stands = figure.measure, figure.stands
    if stands is None:
        return Shown(str(TITLES[measure]), str(EXPLAINED[measure]), _("Too few to compare."), figure, "", [], {})
    values = {
        "own": figure.own or 0,
        "lower": figure.lower or 0,
        "middle": figure.middle or 0,
        "upper": figure.upper or 0,
    }
    most = max(*values.values(), 1e-9)
    return Shown(
        title=str(TITLES[measure]),
        explained=str(EXPLAINED[measure]),
        finding=str(FINDINGS[measure, stands]),
        figure=figure,
        own=in_words(measure, values["own"]),
        rows=[
            (_("You"), in_words(measure, values["own"])),
            (_("The middle of the others"), in_words(measure, values["middle"])),
            (_("A quarter of the others are below"), in_words(measure, values["lower"])),
            (_("A quarter of the others are above"), in_words(measure, values["upper"])),
        ],
        places={name: round(MARGIN + (WIDTH - 2 * MARGIN) * value / most, 1) for name, value in values.items()},
    )


def in_words(measure: Measure, value: float) -> str:
    """A value with its unit: 4.5 days, 12 of 100."""
    rounded = round(value, 1)
    plain = number(int(rounded) if rounded == int(rounded) else rounded)
    if measure is Measure.days:
        return ngettext("%(days)s day", "%(days)s days", 1 if rounded == 1 else 2, days=plain)
    if measure is Measure.referrals:
        return _("%(share)s of 100", share=number(round(value)))
    return plain
