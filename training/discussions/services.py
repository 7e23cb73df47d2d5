"""What happens to records of discussions: begun, written, handed over, signed or sent back, withdrawn.

Nothing here decides anything. What both have signed is a record, and becomes evidence like any other record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import RuleBroken
from core.policy import require
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from people.signatures.models import Signature
from training.awards.models import AssessmentCriterion
from training.discussions import letters, policy, queries, signed
from training.discussions.document import name_of
from training.discussions.models import (
    LONGEST_ANSWER,
    LONGEST_WORDS,
    MOST_MINUTES,
    Discussion,
    DiscussionKind,
    Way,
)
from training.discussions.wording import MISSING, NOT_YOURS
from training.discussions.workflow import DISCUSSIONS, DiscussionAction
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission
from training.practice.versions import unchanged


@dataclass(frozen=True, slots=True)
class Told:
    """What the recorder writes down. `minutes` are whole; the texts may still be empty in a draft."""

    kind: DiscussionKind
    way: Way
    held_on: date
    minutes: int
    criteria: Sequence[AssessmentCriterion] = ()
    questions: str = ""
    answers: str = ""


def begin(enrolment: Enrolment, told: Told, *, by: Person, submission: Submission | None = None) -> Discussion:
    """Begin a record; with a `submission`, of what was asked while it is marked. Raises NotAllowed, RuleBroken."""
    if submission is None:
        require(policy.can_record(by, enrolment), str(NOT_YOURS))
    else:
        require(policy.can_record_for(by, submission), str(NOT_YOURS))
    discussion = Discussion(
        enrolment=enrolment,
        submission=submission,
        recorder=by,
        **_checked(enrolment, submission, told),
        written_at=clock.now(),
    )
    db.session.add(discussion)
    db.session.flush()
    history.record(discussion, "discussion_begun", by=by, result=discussion.state, marking=submission is not None)
    return discussion


def write(discussion: Discussion, told: Told, *, version: int | None = None, by: Person) -> None:
    """Change a draft. Raises MovedOn, NotAllowed, RuleBroken."""
    require(policy.can_write(by, discussion), str(NOT_YOURS))
    unchanged(discussion, version)
    discussion.state = DISCUSSIONS.next_state(discussion.state, DiscussionAction.write)
    for name, value in _checked(discussion.enrolment, discussion.submission, told).items():
        setattr(discussion, name, value)
    discussion.written_at = clock.now()
    db.session.flush()


def hand_over(
    discussion: Discussion,
    *,
    version: int | None = None,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> Signature:
    """The recorder signs; the trainee is asked to read and sign. Raises MovedOn, NotAllowed, RuleBroken."""
    require(policy.can_write(by, discussion), str(NOT_YOURS))
    unchanged(discussion, version)
    state = DISCUSSIONS.next_state(discussion.state, DiscussionAction.hand_over)
    _refuse_incomplete(discussion)
    content = signed.record(discussion)
    signatures.refuse_if_other(content, shown_hash)
    signature = _sign(discussion, signed.HANDED_OVER, content, proved_by, by)
    discussion.recorder_signature = signature
    discussion.handed_over_at = discussion.handed_over_at or signature.signed_at
    discussion.state = state
    db.session.flush()
    history.record(discussion, "discussion_handed_over", by=by, result=state)
    letters.say_it_waits(discussion)
    return signature


def sign(
    discussion: Discussion,
    remarks: str = "",
    *,
    version: int | None = None,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> Signature:
    """The trainee signs, with remarks or without: from now on the record is final. Raises MovedOn, NotAllowed.

    `shown_hash` is that of the record as the page showed it, before the remarks.
    """
    require(policy.can_answer(by, discussion), str(NOT_YOURS))
    unchanged(discussion, version)
    state = DISCUSSIONS.next_state(discussion.state, DiscussionAction.sign)
    signatures.refuse_if_other(signed.record(discussion), shown_hash)
    discussion.remarks, discussion.objection = _text(remarks)[:LONGEST_ANSWER], ""
    signature = _sign(discussion, signed.SIGNED, signed.whole(discussion), proved_by, by)
    discussion.trainee_signature, discussion.state = signature, state
    db.session.flush()
    history.record(discussion, "discussion_signed", by=by, result=state)
    letters.say_it_is_signed(discussion)
    return signature


def send_back(discussion: Discussion, objection: str, *, version: int | None = None, by: Person) -> None:
    """The trainee says what is not right; the recorder's signature no longer stands.

    Raises MovedOn, NotAllowed, RuleBroken.
    """
    require(policy.can_answer(by, discussion), str(NOT_YOURS))
    unchanged(discussion, version)
    state = DISCUSSIONS.next_state(discussion.state, DiscussionAction.send_back)
    if not objection.strip():
        raise RuleBroken(str(MISSING["objection"]), "objection")
    discussion.objection = _text(objection)[:LONGEST_ANSWER]
    discussion.recorder_signature = None
    discussion.state = state
    db.session.flush()
    history.record(discussion, "discussion_sent_back", by=by, result=state)
    letters.say_it_came_back(discussion)


def withdraw(discussion: Discussion, *, by: Person) -> None:
    """Take back what the trainee has not signed, and delete what stands in it. Raises MovedOn, NotAllowed."""
    require(policy.can_withdraw(by, discussion), str(NOT_YOURS))
    state = DISCUSSIONS.next_state(discussion.state, DiscussionAction.withdraw)
    discussion.questions = discussion.answers = discussion.objection = ""
    discussion.recorder_signature = None
    discussion.state = state
    db.session.flush()
    history.record(discussion, "discussion_withdrawn", by=by, result=state)


# ---- Parts of these ----


def _checked(enrolment: Enrolment, submission: Submission | None, told: Told) -> dict[str, object]:
    """What was told, as columns. Raises RuleBroken."""
    if told.held_on > clock.today(enrolment.person.zone):
        raise RuleBroken(_("Choose a day that has been."), "held_on")
    if not 1 <= told.minutes <= MOST_MINUTES:
        raise RuleBroken(_("Enter how many minutes it took, at most %(most)s.", most=MOST_MINUTES), "minutes")
    offered = {each.id for _unit, found in queries.criteria_offered(enrolment, submission) for each in found}
    if any(each.id not in offered for each in told.criteria):
        raise RuleBroken(_("Choose from the criteria listed."), "criteria")
    if max(len(told.questions), len(told.answers)) > LONGEST_WORDS:
        raise RuleBroken(_("This text is too long."), "answers")
    return {
        "kind": told.kind,
        "way": told.way,
        "held_on": told.held_on,
        "minutes": told.minutes,
        "covers": sorted(name_of(each) for each in told.criteria),
        "questions": _text(told.questions),
        "answers": _text(told.answers),
    }


def _refuse_incomplete(discussion: Discussion) -> None:
    for field, given in (
        ("criteria", discussion.covers),
        ("questions", discussion.questions),
        ("answers", discussion.answers),
    ):
        if not given:
            raise RuleBroken(str(MISSING[field]), field)


def _sign(discussion: Discussion, act: str, content: signatures.Content, proved_by: Proof, by: Person) -> Signature:
    return signatures.sign(
        discussion,
        act,
        content,
        statement=signed.statement(discussion, by=by),
        signed_as=signed.signed_as(by, discussion),
        proved_by=proved_by,
        by=by,
    )


def _text(typed: str) -> str:
    return "\n".join(typed.strip().splitlines())
