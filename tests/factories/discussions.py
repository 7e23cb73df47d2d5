"""Records of discussions, at every state, and as evidence."""

from datetime import date, timedelta
from typing import Any

from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, portfolio
from training.awards.models import EvidenceKind
from training.discussions import services
from training.discussions.models import Discussion, DiscussionKind, Way
from training.discussions.services import Told
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.models import EvidenceItem, Submission

QUESTIONS = "What does the initiator of a set do that its adviser does not?"
ANSWERS = "The initiator wins the sponsor and sets the frame. The adviser works inside it and hands the set over."
COVERED = ("C5-1 2.1", "C5-1 2.2")


def place(recorder: Person | None = None) -> Enrolment:
    """A trainee's place with an assessor, who records."""
    row = portfolio.enrolment(person=people.person(Role.trainee))
    enrolments.allocation(row, AllocationRole.assessor, recorder or people.person(Role.assessor))
    portfolio.db.session.refresh(row)
    return row


def assessor_of(row: Enrolment) -> Person:
    """Who assesses."""
    return next(each.person for each in row.allocations if each.role is AllocationRole.assessor)


def told(row: Enrolment, *names: str, **fields: Any) -> Told:
    """What a recorder writes down; `names` are criteria, such as "C5-1 2.1"."""
    given: dict[str, Any] = {
        "kind": DiscussionKind.discussion,
        "way": Way.video,
        "held_on": yesterday(),
        "minutes": 25,
        "criteria": portfolio.criteria(row, *(names or COVERED)),
        "questions": QUESTIONS,
        "answers": ANSWERS,
    }
    return Told(**{**given, **fields})


def draft(row: Enrolment | None = None, *names: str, **fields: Any) -> Discussion:
    """A record that only its recorder reads."""
    row = row or place()
    return services.begin(row, told(row, *names, **fields), by=assessor_of(row))


def waiting(row: Enrolment | None = None, *names: str, **fields: Any) -> Discussion:
    """A record that waits for the trainee."""
    made = draft(row, *names, **fields)
    services.hand_over(made, by=made.recorder)
    return made


def signed(row: Enrolment | None = None, *names: str, **fields: Any) -> Discussion:
    """A record that both have signed."""
    made = waiting(row, *names, **fields)
    services.sign(made, "I would add that the sponsor came twice.", by=made.enrolment.person)
    return made


def asked(submission: Submission, *codes: str, **fields: Any) -> Discussion:
    """A draft of what was asked while a submission is marked, about these criteria of its unit."""
    row, code = submission.enrolment, submission.unit.code
    names = [f"{code} {each}" for each in codes or ("1.1",)]
    assert submission.assessor is not None
    return services.begin(row, told(row, *names, **fields), submission=submission, by=submission.assessor)


def finish(made: Discussion) -> Discussion:
    """Both sign a draft."""
    services.hand_over(made, by=made.recorder)
    services.sign(made, by=made.enrolment.person)
    return made


def as_evidence(of: Discussion, *names: str) -> EvidenceItem:
    """A signed record in the trainee's evidence, for all that it covers or for criteria such as "C5-1 2.1"."""
    row = of.enrolment
    return portfolio_services.add_from_record(
        row,
        EvidenceKind.professional_discussion,
        of,
        portfolio.criteria(row, *(names or of.covers)),
        by=row.person,
    )


def yesterday() -> date:
    """A day that has been."""
    return london.today() - timedelta(days=1)
