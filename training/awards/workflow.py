"""When an award version may be published: once."""

from enum import StrEnum

from core.workflow import Workflow
from training.awards.models import AwardStatus


class AwardVersionAction(StrEnum):
    """What can happen to an award version."""

    publish = "publish"


AWARD_VERSION: Workflow[AwardStatus, AwardVersionAction] = Workflow(
    {(AwardStatus.draft, AwardVersionAction.publish): AwardStatus.published}
)
