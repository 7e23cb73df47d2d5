"""Work and its days in words: how late, how full, why this assessor and why not that one."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from assessments.workload.document import Load
from assessments.workload.proposal import Against, Because, Proposal
from core.filters import minutes
from people.models import Person
from training.portfolio.allocation import ReallocationReason

TOGETHER = _l(
    "I sign once for all units of this list that are given to an assessor with it; each carries this statement."
)

AGAINST: dict[Against, Any] = {
    Against.own_work: _l("it is their own work"),
    Against.role_not_held: _l("not an assessor for the trainee’s organisation"),
    Against.has_it: _l("has it now"),
    Against.both_roles: _l("checks decisions about this trainee"),
    Against.judged_it: _l("checked or countersigned a decision on this unit"),
    Against.supervises: _l("supervises the trainee"),
    Against.teaches: _l("teaches the trainee"),
    Against.manages: _l("is the trainee’s line manager"),
    Against.conflict_blocked: _l("kept away by a conflict of interest"),
    Against.conflict_open: _l("a conflict of interest waits to be decided"),
    Against.away: _l("away today or on the day it is due"),
    Against.takes_none: _l("takes no new work"),
}

BECAUSE: dict[Because, Any] = {
    Because.cover: _l("named as cover"),
    Because.assessed_before: _l("assessed the attempt before, and has room"),
    Because.works_with: _l("works with this trainee, and has room"),
    Because.most_room: _l("has the most room"),
    Because.all_full: _l("everybody who may is at the target; least over it"),
}

REASONS: dict[ReallocationReason, Any] = {
    ReallocationReason.absence: _l("The assessor is away"),
    ReallocationReason.left: _l("The assessor has left"),
    ReallocationReason.role_ended: _l("The assessor’s role has ended"),
    ReallocationReason.shared_out: _l("Work is shared out more evenly"),
}


def why(proposal: Proposal) -> str:
    """Why somebody is proposed, with how full the desk is then; or why nobody can take it."""
    if proposal.desk is None or proposal.because is None:
        return _("Nobody is free. See below what stands against each.")
    return _(
        "%(name)s: %(because)s. Then %(open)s of %(target)s.",
        name=proposal.desk.name,
        because=BECAUSE[proposal.because],
        open=proposal.open_then,
        target=proposal.desk.target,
    )


def refusals(proposal: Proposal, staff: Mapping[int, Person]) -> list[str]:
    """Who cannot take a unit and why, a line each, by name."""
    return [
        _("%(name)s: %(reason)s", name=person.full_name, reason=AGAINST[proposal.against[key]])
        for key, person in staff.items()
        if key in proposal.against
    ]


def load_words(load: Load) -> str:
    """How much is open against the target: "6 open units, target 8, about 270 minutes of work"."""
    text = ngettext(
        "%(num)s open unit, target %(target)s", "%(num)s open units, target %(target)s", load.open, target=load.target
    )
    if load.minutes_each is None or not load.open:
        return text
    return _("%(units)s, about %(time)s of work", units=text, time=minutes(load.open * load.minutes_each))


def sentence(load: Load) -> str:
    """What a queue holds, in one sentence: how many, how many late, due this week, sent again."""
    if not load.open:
        return _("Nothing to mark.")
    late, this_week, again = load.late, load.this_week, load.again
    parts = [
        ngettext("%(num)s is late", "%(num)s are late", late) if late else "",
        ngettext("%(num)s is due this week", "%(num)s are due this week", this_week) if this_week else "",
        ngettext("%(num)s was sent again", "%(num)s were sent again", again) if again else "",
    ]
    text = ngettext("%(num)s submission to mark", "%(num)s submissions to mark", load.open)
    return _joined(text, [part for part in parts if part])


def _joined(text: str, parts: Sequence[str]) -> str:
    return f"{text}: {', '.join(parts)}." if parts else f"{text}."
