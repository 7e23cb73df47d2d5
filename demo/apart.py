"""Who stands apart from whom in the demonstration: conflicts of interest, credentials, CPD, and more time."""

from datetime import timedelta

from sqlalchemy import select

from assessments.attempts import services as attempts
from core.db import db
from demo.cast import Staff
from demo.journey import Calendar, Journey
from people import services as people
from people.models import ConflictDecision, CredentialKind, Person
from training.enrolments import services as enrolments
from training.enrolments.models import AllocationRole
from training.portfolio.models import Submission, SubmissionState
from training.staff import services as staff_services

CPD = (
    ("assessment", 120, "Two of us marked the same account and differed on 2.1. I had been reading for polish."),
    ("facilitation", 180, "A set can bear a longer silence than I can. I now count to twenty before I speak."),
    ("law_and_policy", 60, "What the new guidance asks of us when an account names a third person."),
)


def tell(staff: Staff, calendar: Calendar, *, friend: Journey, newcomer: Journey, referred: Journey) -> None:
    """A conflict that waits, one that is managed, a credential that runs out soon, CPD, and a later day."""
    with calendar.on(5, 9):
        enrolments.allocate(newcomer.enrolment, staff.second_assessor, AllocationRole.assessor, by=staff.administrator)
        held = people.declare_conflict(staff.new_assessor, friend.person, "colleague", by=staff.new_assessor)
    with calendar.on(4, 9):
        people.decide_conflict(held, ConflictDecision.managed, by=staff.lead_iqa)
    with calendar.on(1, 9):
        people.declare_conflict(staff.second_assessor, newcomer.person, "friend", by=staff.second_assessor)
    runs_out(staff.second_assessor, staff, calendar)
    for number, (topic, minutes, learned) in enumerate(CPD):
        with calendar.on(60 - 20 * number, 18):
            entry = staff_services.log(
                staff.assessor,
                held_on=calendar.day(60 - 20 * number),
                minutes=minutes,
                topic=topic,
                learned=learned,
                verifier=staff.supervisor,
            )
        if number < 2:
            with calendar.on(55 - 20 * number, 12):
                staff_services.verify(entry, by=staff.supervisor)
    with calendar.on(1, 11):
        attempts.give_more_time(
            waiting_for(referred),
            until=calendar.today + timedelta(days=45),
            reason="The set lost two meetings when the home was closed to visitors, so the account has to wait.",
            by=staff.lead_iqa,
        )


def runs_out(person: Person, staff: Staff, calendar: Calendar) -> None:
    """The only credential of an assessor has forty days left."""
    (credential,) = [each for each in person.credentials if each.kind is CredentialKind.cava]
    with calendar.on(1, 10):
        people.change_credential(
            credential,
            obtained_on=credential.obtained_on,
            expires_on=calendar.today + timedelta(days=40),
            by=staff.administrator,
        )


def waiting_for(journey: Journey) -> Submission:
    """The unit of a trainee that was referred and not sent again."""
    referred = (SubmissionState.final_refer, SubmissionState.in_sample_refer, SubmissionState.confirmed_refer)
    query = select(Submission).where(Submission.enrolment_id == journey.enrolment.id, Submission.state.in_(referred))
    return db.session.scalars(query.order_by(Submission.id.desc())).first()  # type: ignore[return-value]
