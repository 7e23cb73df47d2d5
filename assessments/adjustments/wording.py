"""Adjustments in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from assessments.adjustments.models import AdjustmentState
from assessments.adjustments.terms import Basis, Gap, Kind
from training.portfolio.wording import Status

BASES: dict[Basis, Any] = {
    Basis.reasonable_adjustment: _l("Reasonable adjustment"),
    Basis.special_consideration: _l("Special consideration"),
}

BASIS_HINTS: dict[str, Any] = {
    Basis.reasonable_adjustment.value: _l("For something lasting, such as dyslexia, before you are assessed."),
    Basis.special_consideration.value: _l("For something that happened, such as an illness, after it."),
}

KIND_LABELS: dict[Kind, Any] = {
    Kind.more_time: _l("More time"),
    Kind.other_format: _l("Another format, such as speaking instead of writing"),
    Kind.reader_or_scribe: _l("A reader or a scribe"),
    Kind.breaks: _l("Breaks"),
    Kind.assistive_technology: _l("Assistive technology"),
    Kind.later_date: _l("A later date for one unit"),
    Kind.attempt_not_counted: _l("An attempt that does not count"),
    Kind.other: _l("Something else"),
}

STATES: dict[AdjustmentState, Status] = {
    AdjustmentState.requested: Status("wait", _l("With the lead quality assurer")),
    AdjustmentState.evidence_seen: Status("wait", _l("Being decided")),
    AdjustmentState.referred_to_ao: Status("wait", _l("With the awarding organisation")),
    AdjustmentState.approved: Status("met", _l("Agreed")),
    AdjustmentState.declined: Status("none", _l("Not agreed")),
    AdjustmentState.in_force: Status("met", _l("In force")),
    AdjustmentState.ended: Status("none", _l("Ended")),
}

GAPS: dict[Gap, Any] = {
    Gap.need_to_do: _l("Write in a sentence what others do. No reason and no health."),
    Gap.starts_on: _l("The last day must not be before the first."),
    Gap.ends_on: _l("The last day must still be to come, or today."),
    Gap.extra_days: _l("Enter how many days more, from 1 to 365."),
    Gap.due_on: _l("Enter the day by which the unit comes back, today or later."),
    Gap.accepts: _l("Choose two kinds that differ, or neither."),
    Gap.one_unit: _l("Choose the one unit that it is about."),
}
