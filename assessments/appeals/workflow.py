"""Which actions lead an appeal from which state to which (domain §5, Appeal)."""

from enum import StrEnum

from assessments.appeals.models import AppealState
from core.workflow import Workflow


class AppealAction(StrEnum):
    """What can happen to an appeal."""

    begin = "begin"
    uphold = "uphold"
    dismiss = "dismiss"
    pass_on = "pass_on"  # the assessor cannot answer, so that the next stage begins
    go_on = "go_on"
    stop = "stop"
    lapse = "lapse"
    withdraw = "withdraw"


_S, _A = AppealState, AppealAction

APPEAL: Workflow[AppealState, AppealAction] = Workflow(
    {
        (_S.raised, _A.begin): _S.stage1_assessor,
        (_S.stage1_assessor, _A.uphold): _S.resolved_upheld,
        (_S.stage1_assessor, _A.dismiss): _S.stage1_dismissed,
        (_S.stage1_assessor, _A.pass_on): _S.stage2_iqa,
        (_S.stage1_assessor, _A.go_on): _S.stage2_iqa,  # the answer is overdue
        (_S.stage1_assessor, _A.withdraw): _S.withdrawn,
        (_S.stage1_dismissed, _A.go_on): _S.stage2_iqa,
        (_S.stage1_dismissed, _A.stop): _S.resolved_dismissed,
        (_S.stage1_dismissed, _A.lapse): _S.resolved_dismissed,
        (_S.stage2_iqa, _A.uphold): _S.resolved_upheld,
        (_S.stage2_iqa, _A.dismiss): _S.stage2_dismissed,
        (_S.stage2_iqa, _A.go_on): _S.stage3_panel,
        (_S.stage2_iqa, _A.withdraw): _S.withdrawn,
        (_S.stage2_dismissed, _A.go_on): _S.stage3_panel,
        (_S.stage2_dismissed, _A.stop): _S.resolved_dismissed,
        (_S.stage2_dismissed, _A.lapse): _S.resolved_dismissed,
        (_S.stage3_panel, _A.uphold): _S.resolved_upheld,
        (_S.stage3_panel, _A.dismiss): _S.stage3_dismissed,
        (_S.stage3_panel, _A.go_on): _S.stage4_ao,
        (_S.stage3_panel, _A.withdraw): _S.withdrawn,
        (_S.stage3_dismissed, _A.go_on): _S.stage4_ao,
        (_S.stage3_dismissed, _A.stop): _S.resolved_dismissed,
        (_S.stage3_dismissed, _A.lapse): _S.resolved_dismissed,
        (_S.stage4_ao, _A.uphold): _S.resolved_upheld,
        (_S.stage4_ao, _A.dismiss): _S.resolved_dismissed,
        (_S.stage4_ao, _A.withdraw): _S.withdrawn,
    },
    verbs={
        _A.begin: "stage_opened",
        _A.uphold: "upheld",
        _A.dismiss: "dismissed",
        _A.pass_on: "passed_on",
        _A.go_on: "went_on",
        _A.stop: "stopped",
        _A.lapse: "lapsed",
        _A.withdraw: "withdrawn",
    },
)

OPEN_STAGE = {_S.stage1_assessor: 1, _S.stage2_iqa: 2, _S.stage3_panel: 3, _S.stage4_ao: 4}
"""An answer is due, of the stage with this number."""

BETWEEN = {_S.stage1_dismissed: 1, _S.stage2_dismissed: 2, _S.stage3_dismissed: 3}
"""The trainee may go on from the stage with this number, or stop."""

CLOSED = {_S.resolved_upheld, _S.resolved_dismissed, _S.withdrawn}
