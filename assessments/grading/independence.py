"""Whether the people of one decision are far enough from each other and from the trainee (invariants 20 and 22)."""

from dataclasses import replace

from assessments.grading import queries
from assessments.grading.outcomes import people_clash
from assessments.grading.wording import STANDS_AGAINST
from core.errors import NotAllowed, RuleBroken
from people.models import ConflictDecision, Person
from training.enrolments import queries as enrolments
from training.enrolments.independence import Objection, OnRecord, is_managed, objection
from training.enrolments.models import AllocationRole
from training.portfolio.models import Submission

HAS_ANOTHER_PART = {Objection.own_work, Objection.both_roles}


def check_independent(submission: Submission, *, assessor: Person, countersigner: Person | None = None) -> None:
    """Trainee, assessor, countersigner and IQA are four people, and nothing keeps who acts now from this trainee.

    Asked each time somebody acts, since a person may have come too close after the work was given to them. Raises
    NotAllowed for who has another part in the decision, RuleBroken for who is too close.
    """
    acts = countersigner or assessor
    clashes = people_clash(
        trainee=submission.enrolment.person_id,
        assessor=assessor.id,
        countersigner=countersigner.id if countersigner else None,
    )
    known = known_of(submission, acts)
    against = objection(AllocationRole.assessor, known)
    if clashes or against in HAS_ANOTHER_PART or queries.has_quality_assured(acts, submission):
        raise NotAllowed(str(STANDS_AGAINST[Objection.both_roles]))
    if against is None and countersigner is not None and is_managed(known):
        # It was allowed for the assessor, who is sampled in full; a countersigner can be somebody else.
        against = Objection.conflict_open
    if against is not None:
        raise RuleBroken(str(STANDS_AGAINST[against]))


def is_sampled_in_full(submission: Submission, assessor: Person) -> bool:
    """Whether a managed conflict of interest lies between the two, now or when the work was given (invariant 22)."""
    return submission.managed_conflict or ConflictDecision.managed in enrolments.conflicts_between(
        submission.enrolment.person, assessor
    )


def known_of(submission: Submission, person: Person) -> OnRecord:
    """What is on record between a person and the trainee. Whether they hold the role is asked by the policy.

    Somebody who checks other units of the trainee than this one may decide this one.
    """
    enrolment = submission.enrolment
    checks = person in enrolments.allocated(enrolment, AllocationRole.iqa, unit_id=submission.unit_id)
    known = enrolments.on_record(enrolment, person, AllocationRole.assessor)
    return replace(known, holds_role=True, checks=checks)
