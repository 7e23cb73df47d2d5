"""What is signed with the answer to a stage of an appeal."""

from flask_babel import gettext as _

from assessments.appeals.models import Appeal, AppealStage
from assessments.appeals.windows import LAST_STAGE
from assessments.appeals.wording import signature as signed_as
from assessments.grading.signed import hash_of
from core.canonical import canonical_hash
from people.models import Person
from people.signatures.models import Signature
from people.signatures.services import Content

ANSWERED = "answered"
"""What a signature on an appeal is."""


def content_of(stage: AppealStage, upheld: bool, reasons: str) -> Content:
    """What is signed: the decision by its hash, what the trainee said, the answer and the reasons."""
    appeal = stage.appeal
    return {
        "appeal": str(appeal.public_id),
        "stage": stage.number,
        "decision": str(appeal.decision.public_id),
        "signed": hash_of(appeal.decision),
        "grounds": list(appeal.grounds),
        "words": appeal.words,
        "added": stage.words,
        "upheld": upheld,
        "reasons": reasons,
    }


def is_as_signed(appeal: Appeal, signature: Signature) -> bool:
    """Whether what is stored is what was signed."""
    stage = next((each for each in appeal.stages if each.signature_id == signature.id), None)
    if stage is None or stage.upheld is None:
        return False
    return signature.content_hash == canonical_hash(content_of(stage, stage.upheld, stage.reasons))


def statement(appeal: Appeal, upheld: bool, *, by: Person) -> str:
    """What somebody says with their signature under an answer to the stage that is open."""
    submission, number = appeal.submission, appeal.stage.number
    about = (
        _(
            "I, %(who)s, write down what the awarding organisation decided on the appeal of %(trainee)s about unit "
            "%(unit)s, attempt %(attempt)s.",
            who=signed_as(by, number),
            trainee=submission.enrolment.person.full_name,
            unit=submission.unit.code,
            attempt=submission.attempt,
        )
        if number == LAST_STAGE
        else _(
            "I, %(who)s, have looked at the decision on unit %(unit)s, attempt %(attempt)s, again, with all that "
            "%(trainee)s says in this appeal.",
            who=signed_as(by, number),
            trainee=submission.enrolment.person.full_name,
            unit=submission.unit.code,
            attempt=submission.attempt,
        )
    )
    answer = (
        _("The appeal is upheld: the unit is assessed again.")
        if upheld
        else _("The appeal is dismissed: the decision stands.")
    )
    return f"{about} {answer}"
