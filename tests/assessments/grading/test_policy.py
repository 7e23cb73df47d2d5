"""Role by thing: who may mark, countersign and read."""

import pytest

from assessments.grading import policy, services
from core.db import db
from core.policy import Refusal
from people.models import Role
from tests.factories import enrolments, grading, people, portfolio, programmes
from training.enrolments.models import AllocationRole

pytestmark = pytest.mark.usefixtures("session")

NOT_ASSESSORS = [role for role in Role if role is not Role.assessor]


def verdict(answer):
    return "refused" if isinstance(answer, Refusal) else bool(answer)


@pytest.mark.parametrize("role", NOT_ASSESSORS)
def test_no_other_role_has_the_queue_or_finds_the_work(role):
    submission, other = grading.allocated(), people.person(role)
    assert not policy.can_queue(other)
    assert not policy.can_see_work(other, submission)
    assert not policy.can_mark(other, submission)
    assert not policy.can_read_files(other, submission)


def test_the_assessor_it_was_given_to_marks_it_and_no_other():
    submission = grading.allocated()
    assert verdict(policy.can_mark(submission.assessor, submission)) is True
    assert verdict(policy.can_mark(grading.assessor(), submission)) is False


def test_an_assessor_whose_role_has_ended_does_not_mark():
    submission = grading.allocated()
    for grant in submission.assessor.grants:
        grant.ends_on = grant.starts_on
    assert verdict(policy.can_mark(submission.assessor, submission)) is False


def test_an_assessor_marks_where_their_role_reaches():
    submission, elsewhere = grading.allocated(), people.organisation(name="Harbour Lane Care")
    for grant in submission.assessor.grants:
        grant.ends_on = grant.starts_on
    people.grant(submission.assessor, Role.assessor, scope=elsewhere)
    db.session.expire(submission.assessor, ["grants"])
    assert verdict(policy.can_mark(submission.assessor, submission)) is False
    people.grant(submission.assessor, Role.assessor, scope=submission.enrolment.person.organisation)
    db.session.expire(submission.assessor, ["grants"])
    assert verdict(policy.can_mark(submission.assessor, submission)) is True


def test_an_assessor_of_the_trainee_to_whom_this_unit_was_not_given_does_not_find_it():
    submission, other = grading.allocated(), grading.assessor()
    enrolments.allocation(submission.enrolment, AllocationRole.assessor, other)
    assert not policy.can_see_work(other, submission)


def test_a_trainee_is_refused_their_own_work_with_the_reason():
    submission = grading.allocated()
    trainee = submission.enrolment.person
    people.grant(trainee, Role.assessor)
    with db.session.no_autoflush:  # the database does not take it
        submission.assessor_id = trainee.id
        assert policy.can_see_work(trainee, submission)
        assert verdict(policy.can_mark(trainee, submission)) == "refused"
        db.session.expire(submission)


def make(who, decision):
    """A person with this part in a decision."""
    submission = decision.submission
    trainee = submission.enrolment.person
    organisation = trainee.organisation or people.organisation()
    match who:
        case "its assessor":
            return decision.assessor
        case "its trainee":
            people.grant(trainee, Role.assessor)
            return trainee
        case "a qualified assessor":
            return grading.assessor()
        case "an unqualified assessor":
            return grading.assessor(qualified=False)
        case "an assessor of another organisation":
            other = people.person(Role.assessor, scope=people.organisation())
            grading.credential(other)
            return other
        case "an assessor of the trainee's organisation":
            trainee.organisation = organisation
            own = people.person(Role.assessor, scope=organisation)
            grading.credential(own)
            db.session.flush()
            return own
        case "the IQA of the trainee":
            checker = people.person(Role.iqa, Role.assessor)
            grading.credential(checker)
            enrolments.allocation(submission.enrolment, AllocationRole.iqa, checker)
            return checker
    return people.person(Role(who))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("a qualified assessor", True),
        ("an assessor of the trainee's organisation", True),
        ("an assessor of another organisation", False),
        ("an unqualified assessor", "refused"),
        ("its assessor", "refused"),
        ("its trainee", False),
        ("the IQA of the trainee", "refused"),
        *[(role.value, False) for role in NOT_ASSESSORS],
    ],
)
def test_who_may_countersign(who, expected):
    decision = grading.waiting()
    person = make(who, decision)
    assert verdict(policy.can_countersign(person, decision)) == expected
    assert policy.can_read_files(person, decision.submission) is (expected is True or who == "its assessor")


def test_a_countersigner_reads_the_files_only_while_the_decision_waits():
    decision, countersigner = grading.waiting(), grading.assessor()
    assert policy.can_read_files(countersigner, decision.submission)
    services.countersign(decision, True, by=countersigner)
    db.session.refresh(decision.submission)
    assert not policy.can_read_files(countersigner, decision.submission)


FULL, OUTCOME, NOTHING = (True, True), (True, False), (False, False)


def reads(person, decision):
    may = policy.can_read_feedback(person, decision)
    return may, may and policy.reads_comments(person, decision)


@pytest.mark.parametrize(
    ("role", "expected"),
    [(role, OUTCOME if role is Role.centre_administrator else NOTHING) for role in Role],
)
def test_who_reads_a_decision_without_a_part_in_it(role, expected):
    assert reads(people.person(role), grading.decision()) == expected


def test_the_trainee_and_the_assessor_read_the_comments_of_a_final_decision():
    decision = grading.decision()
    assert reads(decision.submission.enrolment.person, decision) == FULL
    assert reads(decision.assessor, decision) == FULL


def test_the_countersigner_reads_what_they_signed():
    decision, countersigner = grading.waiting(), grading.assessor()
    services.countersign(decision, True, by=countersigner)
    assert reads(countersigner, decision) == FULL


def test_a_supervisor_of_the_trainee_reads_nothing():
    decision, supervisor = grading.decision(), people.person(Role.supervisor)
    enrolments.allocation(decision.submission.enrolment, AllocationRole.supervisor, supervisor)
    assert reads(supervisor, decision) == NOTHING


def test_the_tutor_of_the_cohort_reads_the_outcome_only():
    decision, tutor = grading.decision(), people.person(Role.tutor)
    assert reads(tutor, decision) == NOTHING
    version = decision.submission.enrolment.award_version
    decision.submission.enrolment.cohort = programmes.cohort(version, tutor=tutor)
    assert reads(tutor, decision) == OUTCOME


def test_nobody_reads_a_decision_that_waits_for_a_countersignature():
    decision = grading.waiting()
    for person in (decision.submission.enrolment.person, decision.assessor, people.person(Role.centre_administrator)):
        assert reads(person, decision) == NOTHING


def test_the_outcome_is_found_from_the_unit_once_it_is_final():
    waiting, final = grading.waiting(), portfolio.submission()
    assert not policy.can_read_outcome(final.enrolment.person, final)
    assert not policy.can_read_outcome(waiting.submission.enrolment.person, waiting.submission)
    services.countersign(waiting, True, by=grading.assessor())
    db.session.refresh(waiting.submission)
    assert policy.can_read_outcome(waiting.submission.enrolment.person, waiting.submission)
