"""Who may do what with logged meetings (domain §9; invariant 9 says who confirms).

Nobody confirms their own meeting, and the trainee's assessor confirms none alone.
"""

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.enrolments.models import AllocationRole
from training.practice import queries
from training.practice.mapping import held_on, live_records_of, records_of, writer_of
from training.practice.models import (
    ConfirmedAs,
    DiaryEntry,
    FacilitationRole,
    FeedbackRequest,
    ObservedPractice,
    ObserverKind,
    PracticeRecord,
    SupervisionMeeting,
)
from training.sets.models import SetMeeting
from training.sets.policy import facilitates, is_organiser

FACILITATES = {FacilitationRole.lead, FacilitationRole.co}
ALLOCATED = (Role.assessor, Role.iqa, Role.supervisor)
JUDGES = {AllocationRole.assessor, AllocationRole.iqa}
OBSERVES_AS = {
    ObserverKind.assessor: Role.assessor,
    ObserverKind.approved_observer: Role.observer,
    ObserverKind.tutor: Role.tutor,
}

Roles = frozenset[AllocationRole]
"""What a person is to a trainee. Policies read it themselves, unless a page that asks several hands it over."""


def is_own(person: Person, record: PracticeRecord) -> bool:
    """The trainee's own record."""
    return record.person_id == person.id


def is_co_facilitator(person: Person, record: PracticeRecord) -> bool:
    """Led the same meeting, with a record of their own that stands."""
    return not is_own(person, record) and any(
        other.person_id == person.id and other.role in FACILITATES for other in live_records_of(record.meeting)
    )


def confirms_as(person: Person, record: PracticeRecord) -> ConfirmedAs | None:
    """By what right this person could confirm the meeting on its page; None: by none."""
    if is_organiser(person, record.meeting.learning_set):
        return ConfirmedAs.organiser
    return ConfirmedAs.co_facilitator if is_co_facilitator(person, record) else None


def works_with(person: Person, record: PracticeRecord) -> bool:
    """Assesses, quality-assures, supervises or tutors the person whose record it is, in a role held today."""
    allocated = holds(person, *ALLOCATED) and bool(queries.roles_towards(person, record.person_id))
    return allocated or (holds(person, Role.tutor) and record.person_id in queries.tutored_by(person))


def _roles(person: Person, record: PracticeRecord, roles: Roles | None) -> Roles:
    return queries.roles_towards(person, record.person_id) if roles is None else roles


def can_log(person: Person) -> bool:
    """Log meetings and see one's own."""
    return holds(person, Role.trainee)


def can_see(person: Person, record: PracticeRecord) -> bool:
    """Open a logged meeting."""
    return (
        is_own(person, record)
        or is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or works_with(person, record)
        or confirms_as(person, record) is not None
        or queries.is_observer(person, record)
    )


def can_see_turns(person: Person, record: PracticeRecord, roles: Roles | None = None) -> bool:
    """Read the minutes of each numbered turn: not the organiser, the tutor or the centre administrator."""
    return (
        is_own(person, record)
        or is_co_facilitator(person, record)
        or holds(person, Role.lead_iqa)
        or bool(_roles(person, record, roles))
    )


def can_see_question(person: Person, record: PracticeRecord, roles: Roles | None = None) -> bool:
    """Read what was asked and answered: the trainee and those who may ask."""
    return is_own(person, record) or bool(can_query(person, record, roles))


def can_confirm(person: Person, record: PracticeRecord, roles: Roles | None = None) -> bool | Refusal:
    """Say that the meeting took place as logged."""
    if is_own(person, record):
        return Refusal("You cannot confirm your own meeting. The organiser of the set or a co-facilitator does.")
    if confirms_as(person, record) is None:
        return Refusal("The organiser of the set or a co-facilitator of the meeting confirms it.")
    if AllocationRole.assessor in _roles(person, record, roles):
        return Refusal("You assess this trainee, so somebody else confirms the meeting.")
    return True


def can_query(person: Person, record: PracticeRecord, roles: Roles | None = None) -> bool | Refusal:
    """Ask the trainee a question about the meeting: those who may confirm it, and the trainee's assessor."""
    if is_own(person, record):
        return Refusal("It is your own meeting.")
    if confirms_as(person, record) is not None or AllocationRole.assessor in _roles(person, record, roles):
        return True
    return Refusal("The organiser of the set, a co-facilitator or the assessor asks.")


def can_reject(person: Person, record: PracticeRecord, roles: Roles | None = None) -> bool | Refusal:
    """Refuse to confirm the meeting after a question: those who may confirm it."""
    return can_confirm(person, record, roles)


def can_void(person: Person, record: PracticeRecord, roles: Roles | None = None) -> bool | Refusal:
    """Take a confirmed meeting out: the trainee's assessor or quality assurer."""
    if not is_own(person, record) and _roles(person, record, roles) & JUDGES:
        return True
    return Refusal("The trainee’s assessor or quality assurer takes a meeting out.")


def can_answer(person: Person, record: PracticeRecord) -> bool | Refusal:
    """Answer a question about one's own meeting."""
    return is_own(person, record) or Refusal("Only the person who logged it answers.")


def can_change(person: Person, record: PracticeRecord) -> bool | Refusal:
    """Change one's own log."""
    return is_own(person, record) or Refusal("Only the person who logged it changes it.")


def keeps_times(record: PracticeRecord) -> bool:
    """Whether the times and counts of the meeting are this record's to change; a co-facilitator's hold a role only."""
    return writer_of(record.meeting) is record


def can_join(person: Person, meeting: SetMeeting) -> bool:
    """Add one's own part to a meeting that a co-facilitator logged."""
    return (
        can_log(person)
        and bool(live_records_of(meeting))
        and all(record.person_id != person.id for record in records_of(meeting))
        and facilitates(person, meeting.learning_set, held_on(meeting))
    )


def can_list_to_confirm(person: Person) -> bool:
    """Open the list of meetings that wait for an organiser."""
    return holds(person, Role.set_organiser)


def can_list_observations(person: Person) -> bool:
    """See one's own observed practice and ask for an observation."""
    return holds(person, Role.trainee)


def can_observe(person: Person) -> bool:
    """Open the list of observations that one writes."""
    return holds(person, Role.observer, Role.assessor, Role.tutor)


def can_see_observation(person: Person, observation: ObservedPractice) -> bool:
    """Open an observation: its readers once it is signed, and the centre administrator, who sees its state."""
    return (
        is_own(person, observation.practice_record)
        or observation.observer_id == person.id
        or is_centre_administrator(person)
        or _reads_observations_of(person, observation.practice_record.person_id)
    )


def can_read_observation(person: Person, observation: ObservedPractice) -> bool:
    """Read what the observer wrote: themself at any time, the others once it is signed."""
    if observation.observer_id == person.id:
        return True
    record = observation.practice_record
    return observation.observer_signed_at is not None and (
        is_own(person, record) or _reads_observations_of(person, record.person_id)
    )


def can_write_observation(person: Person, observation: ObservedPractice) -> bool | Refusal:
    """Write an observation and sign it: the observer alone."""
    if observation.observer_id != person.id:
        return Refusal("Only the observer writes and signs here.")
    held = holds(person, OBSERVES_AS[observation.observer_kind])
    return held or Refusal("You no longer hold the role in which you were asked to observe.")


def can_answer_observation(person: Person, observation: ObservedPractice) -> bool | Refusal:
    """Comment on an observation of oneself and sign it."""
    return is_own(person, observation.practice_record) or Refusal("Only the person who was observed signs here.")


def can_cancel_observation(person: Person, observation: ObservedPractice) -> bool | Refusal:
    """Take back an observation that nobody has signed: the trainee who asked, and the observer who was asked."""
    return (
        is_own(person, observation.practice_record)
        or observation.observer_id == person.id
        or Refusal("The trainee or the observer takes it back.")
    )


def _reads_observations_of(person: Person, trainee_id: int) -> bool:
    """The trainee's assessor, quality assurer and tutor, and the lead quality assurer; a supervisor does not."""
    return (
        holds(person, Role.lead_iqa)
        or trainee_id in queries.trainees_of(person, AllocationRole.assessor, AllocationRole.iqa)
        or (holds(person, Role.tutor) and trainee_id in queries.tutored_by(person))
    )


def can_list_supervision(person: Person) -> bool:
    """See and log one's own supervision."""
    return holds(person, Role.trainee)


def can_supervise(person: Person) -> bool:
    """Open the page of those whom one supervises."""
    return holds(person, Role.supervisor)


def can_see_supervision(person: Person, meeting: SupervisionMeeting) -> bool:
    """Read date, minutes and topics of a supervision meeting."""
    return (
        meeting.trainee_id == person.id
        or meeting.supervisor_id == person.id
        or is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or meeting.trainee_id in queries.trainees_of(person, *AllocationRole)
    )


def can_sign_supervision(person: Person, meeting: SupervisionMeeting) -> bool | Refusal:
    """Sign a supervision meeting, or say what is not right: the supervisor who was named."""
    if meeting.supervisor_id != person.id:
        return Refusal("The supervisor signs.")
    return holds(person, Role.supervisor) or Refusal("You are no longer a supervisor.")


def can_change_supervision(person: Person, meeting: SupervisionMeeting) -> bool | Refusal:
    """Change what one logged of supervision, and send the link again."""
    return meeting.trainee_id == person.id or Refusal("Only the person who logged it changes it.")


def can_keep_diary(person: Person) -> bool:
    """Keep a diary of one's own."""
    return holds(person, Role.trainee)


def can_read_diary(person: Person, entry: DiaryEntry) -> bool:
    """Read and change a diary entry: its owner, and nobody else whatever their role (domain §9)."""
    return entry.person_id == person.id


def can_ask_feedback(person: Person) -> bool:
    """Ask the members of a set that one facilitates how it was."""
    return holds(person, Role.trainee)


def can_see_feedback(person: Person, request: FeedbackRequest) -> bool:
    """See how many members answered: the facilitator, the organiser of the set, and those who work with the trainee."""
    return (
        request.person_id == person.id
        or holds(person, Role.lead_iqa)
        or is_organiser(person, request.learning_set)
        or request.person_id in queries.trainees_of(person, *AllocationRole)
    )


def can_read_feedback(person: Person, request: FeedbackRequest) -> bool | Refusal:
    """Read counts and averages by statement, and hand out a new address: the facilitator who asked."""
    return request.person_id == person.id or Refusal("Only the facilitator who asked reads the answers.")


def can_hand_out_links(person: Person, record: PracticeRecord) -> bool | Refusal:
    """Make the one-time links on which two members confirm a meeting (invariant 9)."""
    return (
        is_own(person, record)
        or (
            is_organiser(person, record.meeting.learning_set)
            and AllocationRole.assessor not in queries.roles_towards(person, record.person_id)
        )
        or Refusal("The trainee hands out the links, or the organiser of the set who does not assess them.")
    )
