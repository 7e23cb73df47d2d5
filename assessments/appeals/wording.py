"""Appeals in the words that people read."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.appeals.models import Appeal, AppealState, Ground, Part
from assessments.appeals.workflow import BETWEEN, OPEN_STAGE
from core.filters import long_day
from people.models import Person

GROUNDS: dict[Ground, Any] = {
    Ground.overlooked: _l("Evidence that I sent was overlooked"),
    Ground.criteria: _l("A criterion was read in another way than it is written"),
    Ground.procedure: _l("The assessment was not carried out as it should be"),
    Ground.adjustment: _l("An adjustment that was agreed was not made"),
    Ground.impartial: _l("Somebody who decided was not impartial"),
    Ground.reasons: _l("The comments do not explain the decision"),
    Ground.other: _l("Something else"),
}

STAGES: dict[int, tuple[Any, Any]] = {
    1: (_l("First stage"), _l("The assessor who decided looks at it again.")),
    2: (_l("Second stage"), _l("A quality assurer or reviewer with no part in the decision looks at it.")),
    3: (_l("Third stage"), _l("A panel of the centre looks at it, again with no one from the decision.")),
    4: (_l("Fourth stage"), _l("The awarding organisation looks at it.")),
}

# state -> (look of components/status.html, words)
STATES: dict[AppealState, tuple[str, Any]] = {
    AppealState.raised: ("wait", _l("Raised")),
    AppealState.stage1_assessor: ("wait", _l("Appeal, stage 1")),
    AppealState.stage1_dismissed: ("todo", _l("Stage 1 dismissed")),
    AppealState.stage2_iqa: ("wait", _l("Appeal, stage 2")),
    AppealState.stage2_dismissed: ("todo", _l("Stage 2 dismissed")),
    AppealState.stage3_panel: ("wait", _l("Appeal, stage 3")),
    AppealState.stage3_dismissed: ("todo", _l("Stage 3 dismissed")),
    AppealState.stage4_ao: ("wait", _l("Appeal, stage 4")),
    AppealState.resolved_upheld: ("met", _l("Upheld")),
    AppealState.resolved_dismissed: ("none", _l("Dismissed")),
    AppealState.withdrawn: ("none", _l("Taken back")),
}

PARTS: dict[Part, Any] = {
    Part.reviewer: _l("Decides the second stage"),
    Part.chair: _l("Chairs the panel"),
    Part.panel: _l("Sits on the panel"),
}

SIGNED_AS = {1: _l("assessor"), 2: _l("reviewer"), 3: _l("chair of the panel"), 4: _l("for the awarding organisation")}


def signature(person: Person, stage: int) -> str:
    """Name and part as an answer prints them: "Ruth Calloway, reviewer"."""
    return f"{person.full_name}, {SIGNED_AS[stage]}"[:200]


def next_step(appeal: Appeal, may_go_on: bool) -> str:
    """What happens next, as its trainee reads it: who has it, until when, and what they can do."""
    stage = appeal.stage
    if appeal.state in OPEN_STAGE:
        who = str(STAGES[stage.number][1])
        if may_go_on:
            return _(
                "%(who)s The answer was due on %(day)s. You can wait, or go on.", who=who, day=long_day(stage.due_on)
            )
        return _("%(who)s You read the answer here by %(day)s.", who=who, day=long_day(stage.due_on))
    if appeal.state in BETWEEN:
        if may_go_on and stage.go_on_until:
            return _(
                "You can go on to the next stage until %(day)s, or stop here. If you do neither, the decision stands.",
                day=long_day(stage.go_on_until),
            )
        return _("The days to go on have passed. The decision stands.")
    if appeal.state is AppealState.resolved_upheld:
        if stage.number == 1:
            return _("Your unit is assessed again by the same assessor. You will be told when there is a new decision.")
        return _("Your unit is assessed again by another assessor. You will be told when there is a new decision.")
    if appeal.state is AppealState.withdrawn:
        return _("You took it back. The decision stands.")
    return _("The appeal is closed. The decision stands.")


def offer(until: date) -> str:
    """What a trainee reads beside a decision that they can appeal against."""
    return _(
        "If you think the decision is wrong you can ask for it to be looked at again, until %(day)s.",
        day=long_day(until),
    )
