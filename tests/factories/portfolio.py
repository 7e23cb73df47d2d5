"""Evidence, what it rests on, and units that were sent."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from core import clock
from core.db import db
from people.models import Person, Role
from tests import london
from tests.factories import awards, enrolments, people
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import queries, services
from training.portfolio.models import AiUse, EvidenceItem, Submission
from training.portfolio.workflow import SubmissionAction
from training.practice.models import (
    ConfirmedAs,
    FacilitationRole,
    FeedbackRequest,
    MemberFeedback,
    ObservationOutcome,
    ObservationState,
    ObservedPractice,
    ObserverKind,
    PracticeRecord,
    PracticeState,
    SupervisionFormat,
    SupervisionMeeting,
    SupervisionState,
)
from training.sets.models import LearningSet, MeetingMode, SetMeeting

_numbers = count(1)


def enrolment(**fields: Any) -> Enrolment:
    """A trainee's place on the Level 5 certificate with its optional unit chosen and an active registration."""
    row = enrolments.enrolment(fields.pop("person", None), **{"optional_units": ["C5-4"]} | fields)
    db.session.refresh(row.person)
    return row


def unit(place: Enrolment, code: str = "C5-3") -> Unit:
    """A unit of the place's award."""
    return awards.unit(place.award_version, code)


def criteria(place: Enrolment, *names: str) -> list[AssessmentCriterion]:
    """Criteria by unit and code: "C5-3 1.1"."""
    return [
        next(each for each in unit(place, name.split()[0]).criteria if each.code == name.split()[1]) for name in names
    ]


def learning_set(**fields: Any) -> LearningSet:
    """A set with an organiser."""
    return _stored(LearningSet(**{"name": f"Account set {next(_numbers):02}", "organiser": people.person()} | fields))


def meeting(person: Person, state: PracticeState = PracticeState.confirmed, **fields: Any) -> PracticeRecord:
    """A meeting of 120 minutes that the person led, confirmed by its organiser; each on a day of its own."""
    starts_at = clock.now().replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(
        days=next(_numbers) % 300 + 1
    )
    held = _stored(
        SetMeeting(
            learning_set=fields.pop("learning_set", None) or learning_set(),
            number=1,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=120),
            zone=clock.DEFAULT_ZONE,
            mode=MeetingMode.in_person,
            present=5,
        )
    )
    record = PracticeRecord(meeting=held, person=person, role=FacilitationRole.lead, state=state, logged_at=starts_at)
    if state in {PracticeState.confirmed, PracticeState.counted}:
        record.confirmed_as, record.confirmed_at = ConfirmedAs.organiser, starts_at
    return _stored(record)


def observation(person: Person, **fields: Any) -> ObservedPractice:
    """A satisfactory observation of a confirmed meeting, signed by both."""
    signed_at: datetime = clock.now()
    return _stored(
        ObservedPractice(
            **{
                "practice_record": meeting(person),
                "observer": people.person(Role.observer),
                "observer_kind": ObserverKind.approved_observer,
                "state": ObservationState.signed,
                "present_minutes": 120,
                "narrative": "Waited for the presenter.",
                "outcome": ObservationOutcome.satisfactory,
                "observer_signed_at": signed_at,
                "trainee_signed_at": signed_at,
            }
            | fields
        )
    )


def supervision(person: Person, **fields: Any) -> SupervisionMeeting:
    """An hour of individual supervision, signed."""
    return _stored(
        SupervisionMeeting(
            **{
                "trainee": person,
                "supervisor": people.person(Role.supervisor),
                "held_on": london.today() - timedelta(days=10),
                "minutes": 60,
                "format": SupervisionFormat.individual,
                "state": SupervisionState.signed,
                "signed_at": clock.now(),
            }
            | fields
        )
    )


def feedback(person: Person, answers: int = 3, **fields: Any) -> FeedbackRequest:
    """A request to the members of a set, answered so many times."""
    today = london.today()
    request = _stored(
        FeedbackRequest(
            learning_set=fields.pop("learning_set", None) or learning_set(),
            person=person,
            token_hash=f"{next(_numbers):064}",
            asked_on=today - timedelta(days=20),
            closes_on=today,
        )
    )
    ratings = {"safe": 5, "time": 4, "questions": 4, "challenge": 3, "action": 5}
    for _ in range(answers):
        request.answers.append(MemberFeedback(answered_on=today, ratings=ratings))
    db.session.flush()
    return request


def words(number: int) -> str:
    """A text of so many words."""
    return " ".join(["word"] * number)


def draft(place: Enrolment, kind: EvidenceKind = EvidenceKind.reflective_account, **fields: Any) -> EvidenceItem:
    """A draft that its trainee wrote in the page: an account of 1,000 words, or something else of 50."""
    number = 1000 if kind is EvidenceKind.reflective_account else 50
    title = fields.pop("title", f"Piece {next(_numbers) % 100}")  # few, so that the same words are checked once
    text = fields.pop("text", words(number))
    return _stored(services.write_evidence(place, kind, title, parts={"text": text}, by=place.person, **fields))


def ready(
    place: Enrolment, *names: str, kind: EvidenceKind = EvidenceKind.reflective_account, **fields: Any
) -> EvidenceItem:
    """Evidence that is ready for these criteria: "C5-3 1.1"; an account with a confirmed meeting of its own."""
    item = draft(place, kind, **fields)
    meetings = [meeting(place.person)] if kind is EvidenceKind.reflective_account else []
    services.map_to(item, criteria(place, *names), meetings, by=place.person)
    item.identifies_nobody = True
    services.make_ready(item, by=place.person)
    return _stored(item)


def fill(
    place: Enrolment, code: str = "C5-3", *, but: tuple[str, ...] = (), text: str | None = None
) -> list[EvidenceItem]:
    """One ready item for each kind that the criteria of a unit name first; criteria in `but` get none.

    `text` is that of the account among them.
    """
    by_kind: dict[str, list[str]] = {}
    for criterion in unit(place, code).criteria:
        if criterion.code not in but:
            by_kind.setdefault(criterion.evidence_kinds[0], []).append(f"{code} {criterion.code}")
    return [_of_kind(place, EvidenceKind(kind), names, text) for kind, names in by_kind.items()]


def _of_kind(place: Enrolment, kind: EvidenceKind, names: list[str], text: str | None) -> EvidenceItem:
    makers: dict[EvidenceKind, Any] = {
        EvidenceKind.meeting_log: meeting,
        EvidenceKind.observation_record: observation,
        EvidenceKind.supervision_record: supervision,
        EvidenceKind.member_feedback: feedback,
    }
    if kind is EvidenceKind.reflective_account and text:
        return ready(place, *names, kind=kind, text=text)
    if kind not in makers:
        return ready(place, *names, kind=kind)
    record = makers[kind](place.person)
    return _stored(services.add_from_record(place, kind, record, criteria(place, *names), by=place.person))


def submission(
    place: Enrolment | None = None, code: str = "C5-3", *, text: str | None = None, **fields: Any
) -> Submission:
    """A unit that was sent with evidence for every open criterion."""
    place = place or enrolment()
    met = {each.criterion_id for each in queries.standings_of(place).values() if each.met}
    carried = tuple(criterion.code for criterion in unit(place, code).criteria if criterion.id in met)
    fill(place, code, but=carried, text=text)
    given: dict[str, Any] = {"ai_use": AiUse.none, "statement_signed": True} | fields
    return _stored(services.submit(place, unit(place, code), by=place.person, **given))


def allocated(
    place: Enrolment | None = None, code: str = "C5-3", *, assessor: Person | None = None, text: str | None = None
) -> Submission:
    """A unit that was sent and given to an assessor who works with the trainee."""
    sent = submission(place, code, text=text)
    assessor = assessor or people.person(Role.assessor)
    if not any(row.person_id == assessor.id for row in sent.enrolment.allocations):
        enrolments.allocation(sent.enrolment, AllocationRole.assessor, assessor)
    administrator = people.person(Role.centre_administrator)
    return _stored(services.allocate(sent, assessor, statement_signed=True, due_on=due_on(), by=administrator))


def decided(
    place: Enrolment | None = None, code: str = "C5-3", *, refer: tuple[str, ...] = (), text: str | None = None
) -> Submission:
    """A unit whose decision is final: passed, or referred in the criteria with these codes."""
    sent = allocated(place, code, text=text)
    services.move(sent, SubmissionAction.start, by=sent.assessor)
    services.move(sent, SubmissionAction.decide_refer if refer else SubmissionAction.decide_pass, by=sent.assessor)
    sent_for = {code for item in sent.items for code in item.frozen["criteria"]}
    met = {each.id: each.code not in refer for each in sent.unit.criteria if each.code in sent_for}
    services.settle_criteria(sent, met, by=sent.assessor)
    services.settle_evidence(sent, accepted=not refer, by=sent.assessor)
    return _stored(sent)


def due_on() -> date:
    """A day that is still to come."""
    return london.today() + timedelta(days=14)


def _stored(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
