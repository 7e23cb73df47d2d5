"""All that is read of a trainee's practice, in four statements, however much there is.

Columns are named one by one. A diary is counted and dated; neither its text nor what an observer or a trainee wrote
is read.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, or_, select, union
from sqlalchemy.orm import aliased

from core.db import db
from people.models import Person
from training.awards.models import Award, AwardVersion, EvidenceKind
from training.enrolments.models import Enrolment
from training.portfolio.models import EvidenceItem, EvidenceMeeting, EvidenceState
from training.practice.models import (
    DiaryEntry,
    FacilitationRole,
    FeedbackRequest,
    MemberFeedback,
    ObservationState,
    ObservedPractice,
    PracticeRecord,
    PracticeTurn,
    SupervisionMeeting,
)
from training.practice.workflow import GONE
from training.programmes.models import Cohort, EventAttendance, Programme, TaughtEvent
from training.sets.models import LearningSet, MeetingState, SetFacilitator, SetMeeting

Rows = Sequence[Any]


def sets_and_meetings(enrolment: Enrolment) -> list[Rows]:
    """The trainee's sets with the meetings that they logged or that are planned, oldest first.

    A meeting is one row, or several when it holds several practice turns or observations. A planned one has no record;
    a set without a meeting is a row without one. `answers` are those of the set's members about the trainee.
    """
    person_id = enrolment.person_id
    organiser, observer = aliased(Person), aliased(Person)
    diary, answers = _diary(person_id), _answers(person_id)
    query = (
        select(
            SetMeeting.id.label("meeting_id"),
            SetMeeting.number,
            SetMeeting.starts_at,
            SetMeeting.ends_at,
            SetMeeting.break_minutes,
            SetMeeting.zone,
            SetMeeting.present,
            LearningSet.public_id.label("learning_set_id"),
            LearningSet.name.label("learning_set"),
            LearningSet.kind.label("set_kind"),
            LearningSet.members,
            answers.c.answers,
            organiser.given_name.label("organiser_given_name"),
            organiser.family_name.label("organiser_family_name"),
            PracticeRecord.public_id.label("record_id"),
            PracticeRecord.role,
            PracticeRecord.state,
            PracticeRecord.logged_at,
            _other_leads(person_id),
            _used_for(enrolment),
            PracticeTurn.public_id.label("turn_id"),
            PracticeTurn.observer_id.label("turn_observer_id"),
            ObservedPractice.public_id.label("observation_id"),
            ObservedPractice.observer_kind,
            ObservedPractice.state.label("observation_state"),
            ObservedPractice.present_minutes,
            ObservedPractice.outcome,
            ObservedPractice.observer_signed_at,
            ObservedPractice.trainee_signed_at,
            observer.given_name.label("observer_given_name"),
            observer.family_name.label("observer_family_name"),
            diary.c.entries.label("diary_entries"),
            diary.c.last_held_on.label("diary_held_on"),
        )
        .select_from(LearningSet)
        .join(organiser, organiser.id == LearningSet.organiser_id)
        .outerjoin(answers, answers.c.learning_set_id == LearningSet.id)
        .outerjoin(
            SetMeeting,
            and_(SetMeeting.learning_set_id == LearningSet.id, SetMeeting.id.in_(_logged_or_planned(person_id))),
        )
        .outerjoin(
            PracticeRecord, and_(PracticeRecord.meeting_id == SetMeeting.id, PracticeRecord.person_id == person_id)
        )
        .outerjoin(PracticeTurn, PracticeTurn.practice_record_id == PracticeRecord.id)
        .outerjoin(
            ObservedPractice,
            and_(
                ObservedPractice.practice_record_id == PracticeRecord.id,
                ObservedPractice.state != ObservationState.cancelled,
            ),
        )
        .outerjoin(observer, observer.id == ObservedPractice.observer_id)
        .outerjoin(diary, diary.c.meeting_id == SetMeeting.id)
        .where(
            LearningSet.id.in_(_own_sets(person_id)), LearningSet.brought_from == ""
        )  # not decided here: counts nothing
        .order_by(SetMeeting.starts_at, LearningSet.id, SetMeeting.id, PracticeTurn.id, ObservedPractice.id)
    )
    rows = db.session.execute(query)
    return [list(same) for _, same in groupby(rows, key=lambda row: (row.learning_set_id, row.meeting_id))]


def _facilitated_now(person_id: int) -> Any:
    return select(SetFacilitator.learning_set_id).where(
        SetFacilitator.person_id == person_id, SetFacilitator.ends_on.is_(None)
    )


def _own_sets(person_id: int) -> Any:
    """The sets that the trainee facilitates, met or asked for answers."""
    logged = select(SetMeeting.learning_set_id).join(PracticeRecord, PracticeRecord.meeting_id == SetMeeting.id)
    asked = select(FeedbackRequest.learning_set_id).where(FeedbackRequest.person_id == person_id)
    return union(_facilitated_now(person_id), logged.where(PracticeRecord.person_id == person_id), asked)


def _logged_or_planned(person_id: int) -> Any:
    planned = aliased(SetMeeting)
    ahead = select(planned.id).where(
        planned.state == MeetingState.planned, planned.learning_set_id.in_(_facilitated_now(person_id))
    )
    record = aliased(PracticeRecord)
    return union(select(record.meeting_id).where(record.person_id == person_id), ahead)


def _answers(person_id: int) -> Any:
    """How many members answered about the trainee, by set."""
    return (
        select(FeedbackRequest.learning_set_id, func.count(MemberFeedback.id).label("answers"))
        .join(MemberFeedback, MemberFeedback.request_id == FeedbackRequest.id)
        .where(FeedbackRequest.person_id == person_id)
        .group_by(FeedbackRequest.learning_set_id)
        .subquery()
    )


def _other_leads(person_id: int) -> Any:
    """How many others logged the same meeting as lead (invariant 8)."""
    other = aliased(PracticeRecord)
    return (
        select(func.count(other.id))
        .where(
            other.meeting_id == SetMeeting.id,
            other.person_id != person_id,
            other.role == FacilitationRole.lead,
            other.state.not_in(GONE),
        )
        .correlate(SetMeeting)
        .scalar_subquery()
        .label("other_leads")
    )


def _used_for(enrolment: Enrolment) -> Any:
    """The code of another award for which the record was counted: it stands in accepted evidence there (invariant 10).

    Of several such awards the first by code is told: one is enough to say that the meeting is used.
    """
    return (
        select(func.min(Award.code))
        .select_from(EvidenceItem)
        .outerjoin(EvidenceMeeting, EvidenceMeeting.evidence_item_id == EvidenceItem.id)
        .join(Enrolment, Enrolment.id == EvidenceItem.enrolment_id)
        .join(AwardVersion, AwardVersion.id == Enrolment.award_version_id)
        .join(Award, Award.id == AwardVersion.award_id)
        .where(
            EvidenceItem.state == EvidenceState.accepted,
            Enrolment.person_id == enrolment.person_id,
            Enrolment.id != enrolment.id,
            AwardVersion.award_id != enrolment.award_version.award_id,
            or_(
                EvidenceItem.practice_record_id == PracticeRecord.id,
                EvidenceMeeting.practice_record_id == PracticeRecord.id,
            ),
        )
        .correlate(PracticeRecord)
        .scalar_subquery()
        .label("used_for")
    )


def _diary(person_id: int) -> Any:
    """How many diary entries there are for each meeting, and the date of the last."""
    return (
        select(
            DiaryEntry.meeting_id,
            func.count(DiaryEntry.id).label("entries"),
            func.max(DiaryEntry.held_on).label("last_held_on"),
        )
        .where(DiaryEntry.person_id == person_id)
        .group_by(DiaryEntry.meeting_id)
        .subquery()
    )


def taught_days(enrolment: Enrolment) -> Rows:
    """The taught days of the trainee's cohort, and those of this award that they came to with another, oldest first.

    `present_minutes` is None where no register says anything of the trainee.
    """
    attended = and_(EventAttendance.event_id == TaughtEvent.id, EventAttendance.person_id == enrolment.person_id)
    query = (
        select(TaughtEvent.public_id, TaughtEvent.held_on, TaughtEvent.minutes, EventAttendance.present_minutes)
        .join(TaughtEvent.cohort)
        .join(Cohort.award_version)
        .join(Cohort.programme)
        .outerjoin(EventAttendance, attended)
        .where(
            AwardVersion.award_id == enrolment.award_version.award_id,
            Programme.brought_from == "",
            or_(EventAttendance.id.is_not(None), TaughtEvent.cohort_id == enrolment.cohort_id),
        )
        .order_by(TaughtEvent.held_on, TaughtEvent.id)
    )
    return db.session.execute(query).all()


def supervision(enrolment: Enrolment) -> Rows:
    """The trainee's supervision meetings with the supervisors' names, oldest first."""
    query = (
        select(
            SupervisionMeeting.public_id,
            SupervisionMeeting.held_on,
            SupervisionMeeting.minutes,
            SupervisionMeeting.format,
            SupervisionMeeting.attendees,
            SupervisionMeeting.state,
            SupervisionMeeting.supervisor_name,
            Person.given_name,
            Person.family_name,
        )
        .outerjoin(Person, Person.id == SupervisionMeeting.supervisor_id)
        .where(SupervisionMeeting.trainee_id == enrolment.person_id, SupervisionMeeting.brought_from == "")
        .order_by(SupervisionMeeting.held_on, SupervisionMeeting.id)
    )
    return db.session.execute(query).all()


def accounts(enrolment: Enrolment) -> list[Rows]:
    """The reflective accounts of this place, oldest first; one row for each meeting that an account is about."""
    query = (
        select(
            EvidenceItem.id,
            EvidenceItem.public_id,
            EvidenceItem.title,
            EvidenceItem.state,
            EvidenceItem.words,
            EvidenceItem.written_at,
            PracticeRecord.public_id.label("record_id"),
        )
        .outerjoin(EvidenceMeeting, EvidenceMeeting.evidence_item_id == EvidenceItem.id)
        .outerjoin(PracticeRecord, PracticeRecord.id == EvidenceMeeting.practice_record_id)
        .where(EvidenceItem.enrolment_id == enrolment.id, EvidenceItem.kind == EvidenceKind.reflective_account)
        .order_by(EvidenceItem.id)
    )
    return [list(rows) for _, rows in groupby(db.session.execute(query), key=lambda row: row.id)]
