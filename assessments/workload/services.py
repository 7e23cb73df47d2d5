"""What happens to work as a whole: given out, handed over, counted against a target. All rows, or none."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from assessments.grading.handover import hand_over
from assessments.workload import drafts, letters, policy, queries
from assessments.workload.drafts import Reading
from assessments.workload.models import MOST, AssessorTarget
from assessments.workload.wording import TOGETHER
from core import history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people.models import Person
from training.portfolio import services as portfolio
from training.portfolio.allocation import ReallocationReason
from training.portfolio.declarations import CENTRE
from training.portfolio.models import Submission


@dataclass(frozen=True, slots=True)
class Giving:
    """One row: a unit, who takes it, and whether a managed conflict of interest between the two is known."""

    submission: Submission
    assessor: Person
    managed_conflict: bool = False


class RowsRefused(RuleBroken):
    """Some rows cannot be done, so none is. `rows` are their submissions, each with the reason."""

    def __init__(self, rows: Sequence[tuple[Submission, str]]) -> None:
        text = ngettext(
            "%(num)s row cannot be done. Nothing was changed.",
            "%(num)s rows cannot be done. Nothing was changed.",
            len(rows),
        )
        super().__init__(text, "rows")
        self.rows = list(rows)


def statement() -> str:
    """The centre's statement as one signature on several units gives it."""
    return f"{CENTRE} {TOGETHER}"


def give_out(givings: Sequence[Giving], *, due_on: date, statement_signed: bool, by: Person) -> None:
    """Give units to assessors under one signature of the centre's statement, which each of them carries.

    Raises RuleBroken when something is missing for all, RowsRefused for single rows, MovedOn when all of it was done
    already, so that pressing twice gives once.
    """
    require(policy.can_give_out(by), _("Only the centre administrator gives units out."))
    if not givings:
        raise RuleBroken(_("Choose an assessor for at least one unit."), "rows")
    if not statement_signed:
        raise RuleBroken(_("Sign the centre’s statement. Without it no unit can be assessed."), "statement_signed")
    words = statement()

    def give(giving: Giving) -> None:
        portfolio.allocate(
            giving.submission,
            giving.assessor,
            statement_signed=True,
            managed_conflict=giving.managed_conflict,
            due_on=due_on,
            statement=words,
            by=by,
        )

    _each(givings, give)
    for assessor, submissions in _by_assessor(givings).items():
        letters.say_work_is_given(assessor, submissions, due_on, taken_over=False)


def hand_over_all(
    givings: Sequence[Giving],
    *,
    before: Person,
    reason: ReallocationReason,
    with_draft: bool = False,
    due_on: date,
    readings: Sequence[Reading] = (),
    by: Person,
) -> None:
    """Give units that `before` has to others; what was begun is closed and kept. Errors as in `give_out`.

    With them goes what `before` was asked to read, to those in `readings`.
    """
    require(policy.can_hand_over(by, before), _("Only the centre administrator hands units over."))
    if not givings and not readings:
        raise RuleBroken(_("Choose an assessor for at least one unit."), "rows")

    def give(giving: Giving) -> None:
        if giving.submission.assessor_id != before.id:
            raise MovedOn(_("It is with somebody else already."))
        hand_over(giving.submission, giving.assessor, reason=reason, with_draft=with_draft, due_on=due_on, by=by)

    if givings:
        _each(givings, give)
    drafts.hand_over(readings, before=before, by=by)
    for assessor, submissions in _by_assessor(givings).items():
        letters.say_work_is_given(assessor, submissions, due_on, taken_over=True)
    if givings:
        letters.say_work_is_taken(before, [(giving.submission, giving.assessor) for giving in givings])


def set_target(person: Person, units: int | None, *, by: Person) -> None:
    """Set how many open units an assessor should have at most; None: what holds for the centre."""
    require(policy.can_set_target(by, person), _("Only those who see the workload set targets."))
    if units is not None and not 0 <= units <= MOST:
        raise RuleBroken(_("Type a number from 0 to %(most)s.", most=MOST), "units")
    row = queries.target_of(person)
    if (row.units if row else None) == units:
        return
    if row is None and units is not None:
        db.session.add(AssessorTarget(person=person, units=units))
    elif row is not None and units is not None:
        row.units = units
    elif row is not None:
        db.session.delete(row)
    db.session.flush()
    history.record(person, "target_set", by=by, units=units)


def _each(givings: Sequence[Giving], give: Callable[[Giving], None]) -> None:
    refused: list[tuple[Submission, str]] = []
    moved = 0
    for giving in givings:
        try:
            give(giving)
        except RuleBroken as broken:
            refused.append((giving.submission, broken.message))
        except NotAllowed as broken:
            refused.append((giving.submission, str(broken)))
        except MovedOn:
            moved += 1
            refused.append((giving.submission, str(_("It has moved on: somebody else has dealt with it."))))
    if moved == len(givings):
        raise MovedOn(_("These units were given out already. Look at the list again."))
    if refused:
        raise RowsRefused(refused)


def _by_assessor(givings: Sequence[Giving]) -> dict[Person, list[Submission]]:
    found: dict[Person, list[Submission]] = defaultdict(list)
    for giving in givings:
        found[giving.assessor].append(giving.submission)
    return found
