"""Records that stand in Setwright already and serve as evidence without being uploaded again.

Which those are: meetings confirmed, observations signed by both, supervision signed, testimonies signed, discussions
signed by both, and members' answers from the number on at which they are shown.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from core import clock
from core.db import db
from core.filters import day
from people.models import Person
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.discussions import document as discussions
from training.discussions import wording as discussion_wording
from training.discussions.models import Discussion, DiscussionState
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio.models import EvidenceItem, EvidenceState
from training.practice.feedback_services import SHOWN_FROM, results_of
from training.practice.mapping import held_on, minutes_of
from training.practice.models import (
    FeedbackRequest,
    MemberFeedback,
    ObservationState,
    ObservedPractice,
    PracticeRecord,
    SupervisionMeeting,
    SupervisionState,
)
from training.practice.workflow import CONFIRMED
from training.sets.models import LearningSet, SetMeeting
from training.testimony.models import ExpertWitness, TestimonyState, WitnessTestimony

Record = PracticeRecord | ObservedPractice | SupervisionMeeting | FeedbackRequest | WitnessTestimony | Discussion

# Kind of evidence -> the reference of an evidence item that holds it. No other kind comes from the record.
RECORD_KINDS: dict[EvidenceKind, str] = {
    EvidenceKind.meeting_log: "practice_record",
    EvidenceKind.observation_record: "observed_practice",
    EvidenceKind.supervision_record: "supervision_meeting",
    EvidenceKind.member_feedback: "feedback_request",
    EvidenceKind.witness_testimony: "witness_testimony",
    EvidenceKind.professional_discussion: "discussion",
}
# Of these nothing is uploaded. A discussion can also be handed in as a file: one held elsewhere, or its recording.
RECORD_ONLY = frozenset(RECORD_KINDS) - {EvidenceKind.professional_discussion}
LIVE = {EvidenceState.draft, EvidenceState.ready, EvidenceState.locked, EvidenceState.accepted}


def record_of(item: EvidenceItem) -> Record | None:
    """The record that an item stands for; None for what was written or uploaded."""
    reference = RECORD_KINDS.get(item.kind)
    return getattr(item, reference) if reference else None


def is_from_record(item: EvidenceItem) -> bool:
    """Whether an item stands for a record, and was neither written nor uploaded."""
    return item.kind in RECORD_ONLY or record_of(item) is not None


def covers(record: Record | None, criterion: AssessmentCriterion) -> bool:
    """Whether a criterion may rest on a record: of a discussion, those alone that it says it covers."""
    return not isinstance(record, Discussion) or discussions.name_of(criterion) in record.covers


def covered(record: Record | None) -> str:
    """What the record of a discussion covers, in words; empty for others."""
    return discussion_wording.listed(record.covers) if isinstance(record, Discussion) else ""


def narrowed(
    groups: Sequence[tuple[Unit, list[AssessmentCriterion]]], found: Sequence[Record | None]
) -> list[tuple[Unit, list[AssessmentCriterion]]]:
    """Of these criteria, by unit, those that may rest on one of these records at least."""
    left = [(unit, [each for each in criteria if any(covers(one, each) for one in found)]) for unit, criteria in groups]
    return [(unit, criteria) for unit, criteria in left if criteria]


def own_records(person: Person, kind: EvidenceKind) -> Sequence[Record]:
    """A person's own records that may serve as evidence of this kind, the latest first."""
    return list(db.session.scalars(_QUERIES[kind](person)).unique())


def free_records(enrolment: Enrolment, kind: EvidenceKind) -> list[Record]:
    """The trainee's own records of this kind that are not in their evidence for this place yet."""
    column = getattr(EvidenceItem, f"{RECORD_KINDS[kind]}_id")
    used = select(column).where(
        EvidenceItem.enrolment_id == enrolment.id, EvidenceItem.state.in_(LIVE), column.is_not(None)
    )
    taken = set(db.session.scalars(used))
    found = [record for record in own_records(enrolment.person, kind) if record.id not in taken]
    # What a discussion covers are criteria of one award.
    return [each for each in found if not isinstance(each, Discussion) or each.enrolment_id == enrolment.id]


def is_sound(record: Record) -> bool:
    """Whether a record may still serve: a meeting can be made void after it was added, answers are never taken back."""
    match record:
        case PracticeRecord():
            return record.state in CONFIRMED
        case ObservedPractice():
            return record.state is ObservationState.signed
        case SupervisionMeeting():
            return record.state is SupervisionState.signed
        case WitnessTestimony():
            return record.state is TestimonyState.signed
        case Discussion():
            return record.state is DiscussionState.signed
        case _:
            return True


def title_of(record: Record) -> str:
    """What the record is called as evidence: "Meeting of Set 07 on 5 Nov 2026"."""
    match record:
        case PracticeRecord():
            return _("Meeting of %(set)s on %(day)s", set=record.meeting.learning_set.name, day=day_of(record))
        case ObservedPractice():
            return _(
                "Observation by %(observer)s on %(day)s",
                observer=record.observer.full_name,
                day=day_of(record.practice_record),
            )
        case SupervisionMeeting():
            return _("Supervision on %(day)s", day=day(record.held_on))
        case WitnessTestimony():
            return _("Testimony of %(name)s, %(day)s", name=record.signed_name, day=day(record.held_on))
        case Discussion():
            return discussion_wording.title_of(record)
        case _:
            return _(
                "Answers of the members of %(set)s, %(day)s", set=record.learning_set.name, day=day(record.asked_on)
            )


def day_of(record: PracticeRecord) -> str:
    """The day of a meeting where it was held: "5 Nov 2026"."""
    return day(held_on(record.meeting))


def facts_of(record: Record) -> dict[str, Any]:
    """A record as plain values, for the frozen bundle. Minutes are whole minutes; dates and times are local, ISO."""
    match record:
        case PracticeRecord():
            return meeting_facts(record)
        case ObservedPractice():
            return {
                "meeting": meeting_facts(record.practice_record),
                "observer": record.observer.full_name,
                "observer_kind": record.observer_kind.value,
                "present_minutes": record.present_minutes,
                "ratings": record.ratings,
                "narrative": record.narrative,
                "trainee_comment": record.trainee_comment,
                "outcome": record.outcome.value if record.outcome else None,
                "observer_signed_at": _instant(record.observer_signed_at),
                "trainee_signed_at": _instant(record.trainee_signed_at),
            }
        case SupervisionMeeting():
            return {
                "held_on": record.held_on.isoformat(),
                "minutes": record.minutes,
                "format": record.format.value,
                "attendees": record.attendees,
                "topics": list(record.topics),
                "supervisor": record.supervisor.full_name if record.supervisor else record.supervisor_name,
                "signed_at": _instant(record.signed_at),
            }
        case WitnessTestimony():
            return testimony_facts(record)
        case Discussion():
            return discussions.facts_of(record)
        case _:
            return feedback_facts(record)


def meeting_facts(record: PracticeRecord) -> dict[str, Any]:
    """One meeting as plain values: counts and clock times, nobody's name."""
    meeting = record.meeting
    starts, ends = (clock.in_zone(instant, meeting.zone) for instant in (meeting.starts_at, meeting.ends_at))
    return {
        "set": meeting.learning_set.name,
        "number": meeting.number,
        "held_on": starts.date().isoformat(),
        "from": f"{starts:%H:%M}",
        "to": f"{ends:%H:%M}",
        "break_minutes": meeting.break_minutes,
        "minutes": minutes_of(meeting),
        "role": record.role.value,
        "mode": meeting.mode.value,
        "methods": list(meeting.methods),
        "present": meeting.present,
        "turns": [turn.minutes for turn in meeting.turns],
        "actions": meeting.actions,
        "confirmed_as": record.confirmed_as.value if record.confirmed_as else None,
        "confirmed_at": _instant(record.confirmed_at),
    }


def testimony_facts(testimony: WitnessTestimony) -> dict[str, Any]:
    """What a witness signed, with what they were asked and who named them, if somebody did."""
    expert = testimony.expert
    return {
        "witness": testimony.signed_name,
        "is_expert": testimony.is_expert,
        "named_by": expert.named_by.full_name if expert else None,
        "mailed": bool(testimony.email),
        "activity": testimony.activity,
        "held_on": testimony.held_on.isoformat(),
        "about": testimony.about,
        "relationship": testimony.relationship_stated,
        "post": testimony.post,
        "contact": testimony.contact,
        "competence": testimony.competence,
        "knows_units": testimony.knows_units,
        "statement": testimony.statement,
        "names_nobody": testimony.names_nobody,
        "signed_on": testimony.signed_on.isoformat() if testimony.signed_on else None,
        "signed_at": _instant(testimony.signed_at),
    }


def feedback_facts(request: FeedbackRequest) -> dict[str, Any]:
    """Members' answers as counts by statement and step, and averages in tenths: never one member's answers."""
    found = results_of(request)
    return {
        "set": request.learning_set.name,
        "asked_on": request.asked_on.isoformat(),
        "answers": found.shown,
        "statements": {
            line.code: {
                "counts": {str(step): number for step, number in line.counts.items()},
                "average_tenths": round(line.average * 10),
            }
            for line in found.lines
        },
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _meetings(person: Person) -> Any:
    return (
        select(PracticeRecord)
        .join(SetMeeting, SetMeeting.id == PracticeRecord.meeting_id)
        .join(SetMeeting.learning_set)
        .where(
            PracticeRecord.person_id == person.id, PracticeRecord.state.in_(CONFIRMED), LearningSet.brought_from == ""
        )
        .order_by(SetMeeting.starts_at.desc(), PracticeRecord.id.desc())
        .options(joinedload(PracticeRecord.meeting).joinedload(SetMeeting.learning_set))
    )


def _observations(person: Person) -> Any:
    record = joinedload(ObservedPractice.practice_record)
    return (
        select(ObservedPractice)
        .join(PracticeRecord, PracticeRecord.id == ObservedPractice.practice_record_id)
        .join(PracticeRecord.meeting)
        .join(SetMeeting.learning_set)
        .where(
            PracticeRecord.person_id == person.id,
            ObservedPractice.state == ObservationState.signed,
            LearningSet.brought_from == "",
        )
        .order_by(ObservedPractice.observer_signed_at.desc(), ObservedPractice.id.desc())
        .options(
            joinedload(ObservedPractice.observer),
            record.joinedload(PracticeRecord.meeting).joinedload(SetMeeting.learning_set),
        )
    )


def _supervision(person: Person) -> Any:
    return (
        select(SupervisionMeeting)
        .where(
            SupervisionMeeting.trainee_id == person.id,
            SupervisionMeeting.state == SupervisionState.signed,
            SupervisionMeeting.brought_from == "",
        )
        .order_by(SupervisionMeeting.held_on.desc(), SupervisionMeeting.id.desc())
        .options(joinedload(SupervisionMeeting.supervisor))
    )


def _feedback(person: Person) -> Any:
    answers = (
        select(func.count()).select_from(MemberFeedback).where(MemberFeedback.request_id == FeedbackRequest.id)
    ).scalar_subquery()
    return (
        select(FeedbackRequest)
        .where(FeedbackRequest.person_id == person.id, answers >= SHOWN_FROM)
        .order_by(FeedbackRequest.asked_on.desc(), FeedbackRequest.id.desc())
        .options(joinedload(FeedbackRequest.learning_set), selectinload(FeedbackRequest.answers))
    )


def _testimonies(person: Person) -> Any:
    return (
        select(WitnessTestimony)
        .join(Enrolment, Enrolment.id == WitnessTestimony.enrolment_id)
        .where(
            Enrolment.person_id == person.id,
            Enrolment.state != EnrolmentState.brought_in,
            WitnessTestimony.state == TestimonyState.signed,
        )
        .order_by(WitnessTestimony.signed_at.desc(), WitnessTestimony.id.desc())
        .options(joinedload(WitnessTestimony.expert).joinedload(ExpertWitness.named_by))
    )


def _discussions(person: Person) -> Any:
    """Signed, but for what was asked while a unit was marked: that was weighed in its decision."""
    return (
        select(Discussion)
        .join(Enrolment, Enrolment.id == Discussion.enrolment_id)
        .where(
            Enrolment.person_id == person.id,
            Enrolment.state != EnrolmentState.brought_in,
            Discussion.state == DiscussionState.signed,
            Discussion.submission_id.is_(None),
        )
        .order_by(Discussion.held_on.desc(), Discussion.id.desc())
    )


_QUERIES = {
    EvidenceKind.meeting_log: _meetings,
    EvidenceKind.observation_record: _observations,
    EvidenceKind.supervision_record: _supervision,
    EvidenceKind.member_feedback: _feedback,
    EvidenceKind.witness_testimony: _testimonies,
    EvidenceKind.professional_discussion: _discussions,
}
