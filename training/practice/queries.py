"""What to read of logged meetings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from core.db import db
from core.history import HistoryEntry
from people import centre_clock
from people.models import Person, Role, RoleGrant
from people.policy import holds
from people.queries import held_on
from training.awards.models import Award, AwardVersion
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState
from training.enrolments.policy import HELD_AS
from training.portfolio.models import EvidenceItem, EvidenceMeeting, EvidenceState
from training.practice import mapping
from training.practice.models import (
    ConfirmationLink,
    ObservationState,
    ObservedPractice,
    PracticeRecord,
    PracticeState,
    PracticeTurn,
)
from training.practice.standing import AwardRules, rules_of
from training.practice.workflow import CONFIRMED, GONE
from training.programmes.models import Cohort
from training.sets.models import LearningSet, SetFacilitator, SetMeeting
from training.sets.queries import organised_by

SHOWN: dict[str, frozenset[PracticeState]] = {
    "waiting": frozenset({PracticeState.logged}),
    "confirmed": frozenset(CONFIRMED),
    "questions": frozenset({PracticeState.queried}),
}

JOINABLE_SHOWN = 10
A_DAY = timedelta(days=1)


def _with_others() -> tuple[ORMOption, ...]:
    """The meeting, its set, and what others logged of it, with their names."""
    others = SetMeeting.practice_records  # type: ignore[attr-defined]  # a backref
    return (
        joinedload(PracticeRecord.meeting).joinedload(SetMeeting.learning_set),
        joinedload(PracticeRecord.meeting).selectinload(others).joinedload(PracticeRecord.person),
        joinedload(PracticeRecord.person),
    )


def _with_meeting() -> tuple[ORMOption, ...]:
    """The same, and the turns that the person facilitated themself."""
    return (*_with_others(), selectinload(PracticeRecord.turns))


def records_of(person: Person, states: Iterable[PracticeState] | None = None) -> Select[PracticeRecord]:
    """A person's practice records, the latest meeting first; with `states` only those."""
    query = (
        select(PracticeRecord)
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .where(PracticeRecord.person_id == person.id)
        .options(*_with_meeting())
        .order_by(SetMeeting.starts_at.desc(), PracticeRecord.id.desc())
    )
    return query if states is None else query.where(PracticeRecord.state.in_(states))


def how_many(condition: ColumnElement[bool]) -> dict[PracticeState, int]:
    """How many practice records that meet a condition are in each state."""
    query = (
        select(PracticeRecord.state, func.count().label("number"))
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .join(LearningSet, SetMeeting.learning_set_id == LearningSet.id)
        .where(condition)
        .group_by(PracticeRecord.state)
    )
    return {row.state: row.number for row in db.session.execute(query)}


def to_confirm_by(person: Person, state: PracticeState = PracticeState.logged) -> Select[PracticeRecord]:
    """What waits for this organiser, the first meeting first."""
    return (
        select(PracticeRecord)
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .join(LearningSet, SetMeeting.learning_set_id == LearningSet.id)
        .where(organised_by(person), PracticeRecord.state == state)
        .options(*_with_meeting())
        .order_by(SetMeeting.starts_at, PracticeRecord.id)
    )


def among_organised(person: Person, public_ids: Iterable[UUID]) -> list[PracticeRecord]:
    """Those of these practice records, in any state, whose meetings belong to sets that the person organises."""
    query = (
        select(PracticeRecord)
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .join(LearningSet, SetMeeting.learning_set_id == LearningSet.id)
        .where(organised_by(person), PracticeRecord.public_id.in_(public_ids))
        .options(*_with_meeting())
        .order_by(SetMeeting.starts_at, PracticeRecord.id)
    )
    return list(db.session.scalars(query).unique())


def for_page(record: PracticeRecord) -> PracticeRecord:
    """The same record with everything that its page names, in 2 statements; presenters' turns only when read."""
    query = (
        select(PracticeRecord)
        .where(PracticeRecord.id == record.id)
        .options(
            *_with_others(),
            joinedload(PracticeRecord.turns).joinedload(PracticeTurn.observer),
            joinedload(PracticeRecord.confirmed_by),
            joinedload(PracticeRecord.meeting).joinedload(SetMeeting.learning_set).joinedload(LearningSet.organiser),
        )
    )
    return db.session.scalars(query).unique().one()


def joinable_by(person: Person) -> list[SetMeeting]:
    """The latest meetings that a co-facilitator logged and to which this person has not added their own part."""
    logged = select(PracticeRecord.id).where(PracticeRecord.meeting_id == SetMeeting.id)
    query = (
        select(SetMeeting, SetFacilitator.starts_on, SetFacilitator.ends_on)
        .join(LearningSet, SetMeeting.learning_set_id == LearningSet.id)
        .join(SetFacilitator, SetFacilitator.learning_set_id == LearningSet.id)
        .where(
            SetFacilitator.person_id == person.id,
            logged.where(PracticeRecord.state.not_in(GONE)).exists(),
            ~logged.where(PracticeRecord.person_id == person.id).exists(),
        )
        .options(contains_eager(SetMeeting.learning_set))
        .order_by(SetMeeting.starts_at.desc(), SetMeeting.id)
    )
    joinable = (  # no database knows the day in the zone of a meeting
        meeting
        for meeting, starts_on, ends_on in db.session.execute(query)
        if starts_on <= mapping.held_on(meeting) <= (ends_on or date.max)
    )
    return list(islice(joinable, JOINABLE_SHOWN))


def observers_to_choose(person: Person) -> list[Person]:
    """Who may have observed a practice turn: the tutors and observers of the centre, by name."""
    holders = select(RoleGrant.person_id).where(
        RoleGrant.role.in_((Role.tutor, Role.observer)), held_on(centre_clock.today())
    )
    query = (
        select(Person)
        .where(Person.id.in_(holders), Person.left_on.is_(None), Person.id != person.id)
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return list(db.session.scalars(query))


def awards_of(person: Person) -> list[AwardRules]:
    """What the awards that a person works towards now say about practice, the oldest place first; one statement."""
    query = (
        select(Enrolment)
        .where(Enrolment.person_id == person.id, Enrolment.state == EnrolmentState.active)
        .options(
            joinedload(Enrolment.award_version).joinedload(AwardVersion.award), joinedload(Enrolment.registrations)
        )
        .order_by(Enrolment.enrolled_on, Enrolment.id)
    )
    return [rules_of(enrolment) for enrolment in db.session.scalars(query).unique()]


def trainees_of(person: Person, *roles: AllocationRole) -> set[int]:
    """The ids of the people with whose active enrolment this person works today in one of these roles.

    An allocation lasts no longer than the role that it was given for.
    """
    today, held = centre_clock.today(), [role for role in roles if holds(person, *HELD_AS[role])]
    query = (
        select(Enrolment.person_id)
        .join(Allocation, Allocation.enrolment_id == Enrolment.id)
        .where(
            Enrolment.state == EnrolmentState.active,
            Allocation.person_id == person.id,
            Allocation.role.in_(held),
            Allocation.starts_on <= today,
            or_(Allocation.ends_on.is_(None), Allocation.ends_on >= today),
        )
    )
    return set(db.session.scalars(query))


def roles_towards(person: Person, trainee_id: int) -> frozenset[AllocationRole]:
    """What a person is today to the active enrolments of a trainee, by roles held; nobody is anything to themself."""
    today = centre_clock.today()
    query = (
        select(Allocation.role)
        .join(Enrolment, Allocation.enrolment_id == Enrolment.id)
        .where(
            Enrolment.state == EnrolmentState.active,
            Enrolment.person_id == trainee_id,
            Allocation.person_id == person.id,
            Allocation.person_id != trainee_id,
            Allocation.starts_on <= today,
            or_(Allocation.ends_on.is_(None), Allocation.ends_on >= today),
        )
    )
    return frozenset(role for role in db.session.scalars(query) if holds(person, *HELD_AS[role]))


def tutored_by(person: Person) -> set[int]:
    """The ids of the people with a place in a cohort of this tutor."""
    query = (
        select(Enrolment.person_id).join(Cohort, Enrolment.cohort_id == Cohort.id).where(Cohort.tutor_id == person.id)
    )
    return set(db.session.scalars(query))


def used_for_award(records: Iterable[PracticeRecord]) -> dict[int, frozenset[str]]:
    """The codes of the awards for which each record was counted, by its id: it stands in accepted evidence there."""
    ids = [record.id for record in records if record.state is PracticeState.counted]
    if not ids:
        return {}
    record_id = func.coalesce(EvidenceMeeting.practice_record_id, EvidenceItem.practice_record_id)
    query = (
        select(record_id, Award.code)
        .select_from(EvidenceItem)
        .outerjoin(EvidenceMeeting, EvidenceMeeting.evidence_item_id == EvidenceItem.id)
        .join(Enrolment, EvidenceItem.enrolment_id == Enrolment.id)
        .join(AwardVersion, Enrolment.award_version_id == AwardVersion.id)
        .join(Award, AwardVersion.award_id == Award.id)
        .where(EvidenceItem.state == EvidenceState.accepted, record_id.in_(ids))
        .distinct()
    )
    used: dict[int, frozenset[str]] = {}
    for found, code in db.session.execute(query):
        used[found] = used.get(found, frozenset()) | {code}
    return used


def records_near(
    starts_at: datetime, ends_at: datetime, *, person: Person | None = None, learning_set: LearningSet | None = None
) -> list[PracticeRecord]:
    """Practice records of one person or of one set from a day before to a day after: all that could overlap."""
    whose = PracticeRecord.person_id == person.id if person else false()
    which = SetMeeting.learning_set_id == learning_set.id if learning_set else false()
    query = (
        select(PracticeRecord)
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .where(or_(whose, which), SetMeeting.starts_at.between(starts_at - A_DAY, ends_at + A_DAY))
        .options(*_with_meeting())
        .order_by(SetMeeting.starts_at, PracticeRecord.id)
    )
    return list(db.session.scalars(query).unique())


def last_numbers(sets: Iterable[LearningSet]) -> dict[int, int]:
    """The number of the last meeting of each of these sets, by its id; sets without any are left out.

    A meeting that nobody confirmed gives its number back.
    """
    stands = select(PracticeRecord.id).where(
        PracticeRecord.meeting_id == SetMeeting.id, PracticeRecord.state.not_in(GONE)
    )
    query = (
        select(SetMeeting.learning_set_id, func.max(SetMeeting.number).label("number"))
        .where(SetMeeting.learning_set_id.in_([learning_set.id for learning_set in sets]), stands.exists())
        .group_by(SetMeeting.learning_set_id)
    )
    return {row.learning_set_id: row.number for row in db.session.execute(query)}


def last_changed(record: PracticeRecord) -> datetime | None:
    """When what was logged of a meeting, or of this person's part in it, was last changed; None: never."""
    kinds = ((record.__tablename__, record.id), (record.meeting.__tablename__, record.meeting_id))
    about = [(HistoryEntry.object_kind == kind) & (HistoryEntry.object_id == row_id) for kind, row_id in kinds]
    return db.session.scalar(select(func.max(HistoryEntry.at)).where(HistoryEntry.verb == "changed", or_(*about)))


def members_confirming(record: PracticeRecord) -> int:
    """How many members of the set said, through their one-time links, that the meeting took place as logged."""
    query = select(func.count(ConfirmationLink.id)).where(
        ConfirmationLink.practice_record_id == record.id, ConfirmationLink.accepted.is_(True)
    )
    return db.session.scalar(query) or 0


def is_observer(person: Person, record: PracticeRecord) -> bool:
    """Whether the person observes, or is to observe, this very meeting."""
    query = select(ObservedPractice.id).where(
        ObservedPractice.practice_record_id == record.id,
        ObservedPractice.observer_id == person.id,
        ObservedPractice.state != ObservationState.cancelled,
    )
    return db.session.scalar(query.limit(1)) is not None


def has_observed(person: Person, record: PracticeRecord) -> bool:
    """Whether the person signed an observation of this very meeting."""
    query = select(ObservedPractice.id).where(
        ObservedPractice.practice_record_id == record.id,
        ObservedPractice.observer_id == person.id,
        ObservedPractice.observer_signed_at.is_not(None),
    )
    return db.session.scalar(query.limit(1)) is not None
