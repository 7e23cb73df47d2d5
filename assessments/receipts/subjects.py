"""What can be signed: who reads its receipt, how it is checked again, and what it is called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from assessments.adjustments import policy as adjustments
from assessments.adjustments import queries as adjustment_queries
from assessments.adjustments import reading as adjustment_reading
from assessments.adjustments import signed as signed_adjustment
from assessments.adjustments.models import Adjustment
from assessments.appeals import policy as appeals
from assessments.appeals import signed as signed_appeal
from assessments.appeals.models import Appeal
from assessments.attempts import policy as attempts
from assessments.attempts import queries as attempt_queries
from assessments.attempts import signed as signed_attempt
from assessments.claims import policy as claims
from assessments.claims import queries as claim_queries
from assessments.claims import signed as signed_claim
from assessments.claims.models import CertificateClaim
from assessments.grading import policy as grading
from assessments.grading import queries as grading_queries
from assessments.grading import services as grading_services
from assessments.grading import signed as signed_decision
from assessments.grading.models import UnitDecision
from assessments.iqa import policy as iqa
from assessments.iqa import queries as iqa_queries
from assessments.iqa import signed as signed_sample
from assessments.iqa.models import IqaSample
from assessments.malpractice import policy as malpractice
from assessments.malpractice import signed as signed_case
from assessments.malpractice.models import MalpracticeCase
from core.filters import day
from people.models import Person
from people.signatures.models import Signature
from training.discussions import policy as discussions
from training.discussions import queries as discussion_queries
from training.discussions import signed as signed_discussion
from training.discussions.models import Discussion
from training.discussions.wording import title_of as title_of_discussion
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission
from training.portfolio.signed import ATTEMPT_GRANTED
from training.reviews import policy as reviews
from training.reviews import queries as review_queries
from training.reviews import signed as signed_review
from training.reviews.models import ProgressReview
from training.rpl import policy as rpl
from training.rpl import queries as rpl_queries
from training.rpl import signed as signed_rpl
from training.rpl.models import RplClaim

Page = tuple[str, str]
"""What a link is called, and where it leads."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that carries signatures.

    `place` is that of the trainee; `checks` answers whether what is stored is what was signed, None where it was opened
    again since; `asked` is read along for the policy, and `whole` reads all that the rest asks for; `work` is the hash
    of the trainee's work, if it is about one; `terms` is what was given with it, such as a day; `back` and `onward`
    lead on from the receipt; `noted` is why somebody reads it, where that is written down.
    """

    model: type[Any]
    acts: Mapping[str, Any]
    holds: Any
    place: Callable[[Any], Enrolment]
    reads: Callable[[Person, Any], object]
    checks: Callable[[Any, Signature], bool | None]
    title: Callable[[Any], str]
    about: Callable[[Any], str]
    back: Callable[[Person, Any], list[Page]]
    whole: Callable[[Any], Any] = lambda thing: thing
    asked: Callable[[], Sequence[ORMOption]] = tuple
    work: Callable[[Any], str] = lambda thing: ""
    terms: Callable[[Any, Signature], str] = lambda thing, signature: ""
    onward: Callable[[Person, Any], Page | None] = lambda person, thing: None
    noted: Callable[[Person, Any], str] = lambda person, thing: ""


def _work(submission: Submission) -> str:
    """Whose work it is: trainee, unit and attempt."""
    return _(
        "%(name)s, unit %(code)s, attempt %(attempt)s",
        name=submission.enrolment.person.full_name,
        code=submission.unit.code,
        attempt=submission.attempt,
    )


# ---- A decision on a unit ----


def _checks_decision(decision: UnitDecision, signature: Signature) -> bool:
    if signature.act == signed_decision.COUNTERSIGNED:
        row = decision.countersignature
        return row is not None and signed_decision.is_countersigned_as_signed(row)
    answers = grading_services.answers_of(decision)
    return signed_decision.is_as_signed(decision, answers, grading_services.scale_of(decision.submission))


def _asked_of_decision() -> Sequence[ORMOption]:
    place = joinedload(Submission.enrolment).options(
        joinedload(Enrolment.person), joinedload(Enrolment.cohort), selectinload(Enrolment.allocations)
    )
    return (joinedload(UnitDecision.submission).options(place),)


def _back_from_decision(person: Person, decision: UnitDecision) -> list[Page]:
    submission = decision.submission
    if submission.assessor_id == person.id:
        marking = url_for("grading.mark", public_id=submission.public_id)
        return [(_("Your queue"), url_for("grading.queue")), (submission.unit.code, marking)]
    if grading.can_read_feedback(person, decision):
        address = url_for("grading.feedback", public_id=decision.public_id)
        return [(_("Decision on unit %(code)s", code=submission.unit.code), address)]
    return []


def _onward_from_decision(person: Person, decision: UnitDecision) -> Page | None:
    if decision.submission.assessor_id != person.id:
        return None
    return _("Next in your queue"), url_for("grading.next_in_queue")


# ---- An adjustment ----


def _reads_adjustment(person: Person, adjustment: Adjustment) -> bool:
    return adjustments.owns(person, adjustment) or bool(_why_adjustment(person, adjustment))


def _why_adjustment(person: Person, adjustment: Adjustment) -> str:
    if adjustments.owns(person, adjustment):
        return ""
    if adjustment.decided_by_id == person.id and adjustments.leads(person, adjustment):
        return "receipt of one’s own signature"
    return adjustment_reading.entitles(person, adjustment)


# ---- An answer on earlier learning ----


def _back_from_earlier_learning(person: Person, claim: RplClaim) -> list[Page]:
    if claim.evidence_item.enrolment.person_id == person.id:
        address = url_for("rpl.tell", public_id=claim.evidence_item.public_id)
        return [(_("About the earlier learning"), address)]
    return [(_("Earlier learning"), url_for("rpl.waiting"))]


# ---- All of them ----


def _back_from_claim(person: Person, claim: CertificateClaim) -> list[Page]:
    if not claims.can_see(person, claim):
        return [(_("Visits"), url_for("visits.visits"))]
    return [(_("The claim"), url_for("claims.claim", public_id=claim.public_id))]


SUBJECTS: dict[str, Subject] = {
    subject.model.__tablename__: subject
    for subject in (
        Subject(
            UnitDecision,
            {
                signed_decision.DECIDED: _l("Decision"),
                signed_decision.COUNTERSIGNED: _l("Countersignature"),
            },
            _l(
                "What was signed holds each criterion with its answer and comment, the comments on the words, the five "
                "tests of the evidence and the words to the trainee."
            ),
            lambda decision: decision.submission.enrolment,
            grading.can_read_receipt,
            _checks_decision,
            lambda decision: _("Receipt of the decision on unit %(code)s", code=decision.submission.unit.code),
            lambda decision: _work(decision.submission),
            _back_from_decision,
            grading_queries.decision_with_work,
            asked=_asked_of_decision,
            work=lambda decision: decision.bundle_hash,
            onward=_onward_from_decision,
        ),
        Subject(
            IqaSample,
            {
                signed_sample.JUDGED: _l("Answer of the quality assurer"),
                signed_sample.CLOSED: _l("Action done"),
            },
            _l("What was signed holds the answer with its words, and the decision by its hash."),
            lambda sample: sample.enrolment,
            iqa.can_see,
            signed_sample.is_as_signed,
            lambda sample: _("Receipt: decision %(code)s was looked at", code=sample.code),
            lambda sample: _work(sample.decision.submission),
            lambda person, sample: [
                (
                    _("Decision %(code)s", code=sample.code),
                    url_for("iqa.decision", public_id=sample.public_id),
                )
            ],
            iqa_queries.sample_for_page,
            work=lambda sample: sample.decision.bundle_hash,
        ),
        Subject(
            CertificateClaim,
            {
                signed_claim.SIGNED: _l("Signature of the quality assurer"),
                signed_claim.RELEASED: _l("Release by the external quality assurer"),
            },
            _l("What was signed holds the claim with its units, and the requirements as they stood."),
            lambda claim: claim.enrolment,
            claims.can_see_or_released,
            signed_claim.is_as_signed,
            lambda claim: _("Receipt of a claim"),
            lambda claim: f"{claim.enrolment.person.full_name}, {claim.enrolment.award_version.title}",
            _back_from_claim,
            claim_queries.claim_for_page,
        ),
        Subject(
            Appeal,
            {signed_appeal.ANSWERED: _l("Answer to the appeal")},
            _l("What was signed holds the decision by its hash, what the trainee said, the answer and its reasons."),
            lambda appeal: appeal.submission.enrolment,
            appeals.reads_words,
            signed_appeal.is_as_signed,
            lambda appeal: _("Receipt of the answers to an appeal"),
            lambda appeal: _work(appeal.submission),
            lambda person, appeal: [(_("The appeal"), url_for("appeals.appeal", public_id=appeal.public_id))],
        ),
        Subject(
            MalpracticeCase,
            {signed_case.CLOSED: _l("What follows")},
            _l(
                "What was signed holds what was noticed, asked and answered, what follows with its words, and the work "
                "by its hash."
            ),
            lambda case: case.submission.enrolment,
            malpractice.can_see,
            signed_case.is_as_signed,
            lambda case: _("Receipt of what follows from a question"),
            lambda case: _work(case.submission),
            lambda person, case: [(_("The question"), url_for("malpractice.case", public_id=case.public_id))],
            work=lambda case: case.submission.bundle_hash,
        ),
        Subject(
            Adjustment,
            {
                signed_adjustment.APPROVED: _l("Answer to the request"),
                signed_adjustment.DECLINED: _l("Answer to the request"),
            },
            _l("What was signed holds the answer with its terms, and request and reason as they are sealed."),
            lambda adjustment: adjustment.enrolment,
            _reads_adjustment,
            signed_adjustment.is_as_signed,
            lambda adjustment: _("Receipt of the answer to a request"),
            lambda adjustment: adjustment.enrolment.person.full_name,
            lambda person, adjustment: [
                (_("The request"), url_for("adjustments.adjustment", public_id=adjustment.public_id))
            ],
            adjustment_queries.for_page,
            noted=_why_adjustment,
        ),
        Subject(
            ProgressReview,
            {signed_review.SIGNED: _l("Signature")},
            _l("What was signed holds the figures, the three parts and the agreed actions."),
            lambda review: review.enrolment,
            reviews.can_see,
            signed_review.is_as_signed,
            lambda review: _("Receipt of a progress review"),
            lambda review: f"{review.enrolment.person.full_name}, {day(review.planned_on)}",
            lambda person, review: [(_("The progress review"), url_for("reviews.review", public_id=review.public_id))],
            review_queries.for_page,
        ),
        Subject(
            Discussion,
            {
                signed_discussion.HANDED_OVER: _l("Signature of who recorded it"),
                signed_discussion.SIGNED: _l("Signature of the trainee"),
            },
            _l(
                "What was signed holds what was asked and answered and, in the trainee’s, their remarks and the first "
                "signature."
            ),
            lambda discussion: discussion.enrolment,
            discussions.can_see,
            signed_discussion.is_as_signed,
            lambda discussion: _("Receipt: %(title)s", title=title_of_discussion(discussion)),
            lambda discussion: _(
                "%(trainee)s with %(recorder)s",
                trainee=discussion.enrolment.person.full_name,
                recorder=discussion.recorder.full_name,
            ),
            lambda person, discussion: [
                (_("The record"), url_for("discussions.discussion", public_id=discussion.public_id))
            ],
            asked=discussion_queries.with_place,
        ),
        Subject(
            RplClaim,
            {
                signed_rpl.AGREED: _l("Answer to the claim"),
                signed_rpl.DECLINED: _l("Answer to the claim"),
            },
            _l("What was signed holds the answer and its reason, and the claim with its certificate by its hash."),
            lambda claim: claim.evidence_item.enrolment,
            rpl.can_read_receipt,
            signed_rpl.is_as_signed,
            lambda claim: _("Receipt of the answer on earlier learning"),
            lambda claim: claim.evidence_item.enrolment.person.full_name,
            _back_from_earlier_learning,
            asked=rpl_queries.for_receipt,
        ),
        Subject(
            Submission,
            {
                signed_attempt.MORE_TIME: _l("More time"),
                ATTEMPT_GRANTED: _l("A further attempt"),
            },
            _l("What was signed holds the day or the attempt, the reason, and the attempt before with its work."),
            lambda submission: submission.enrolment,
            attempts.can_read,
            signed_attempt.is_as_signed,
            lambda submission: _("Receipt of what was allowed at unit %(code)s", code=submission.unit.code),
            _work,
            lambda person, submission: [
                (
                    _("Attempts at %(code)s", code=submission.unit.code),
                    url_for("attempts.record", public_id=submission.public_id),
                )
            ],
            asked=attempt_queries.with_its_place,
            work=lambda submission: submission.bundle_hash,
            terms=signed_attempt.terms,
        ),
    )
}
"""By the table of the thing that is signed."""
