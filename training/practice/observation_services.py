"""What happens to observed practice: planned, written and signed by the observer, read and signed by the trainee."""

from collections.abc import Mapping

from flask_babel import gettext as _

from core import clock, history, mail
from core.db import db
from core.errors import NotAllowed, RuleBroken
from core.filters import day, minutes
from core.policy import Refusal
from people.models import Person
from training.enrolments.models import AllocationRole
from training.practice import behaviours, ledger, policy, services
from training.practice.addresses import address_of
from training.practice.behaviours import BEHAVIOURS, Rating
from training.practice.mapping import held_on, minutes_of
from training.practice.models import (
    ConfirmedAs,
    ObservationOutcome,
    ObservationState,
    ObservedPractice,
    ObserverKind,
    PracticeRecord,
    PracticeState,
)
from training.practice.observation_queries import observers_of
from training.practice.observation_wording import standing_of
from training.practice.observation_workflow import (
    OBSERVABLE_ROLES,
    OBSERVABLE_STATES,
    OBSERVATIONS,
    ObservationAction,
)
from training.practice.queries import last_changed, trainees_of
from training.practice.versions import unchanged


def plan_observation(
    record: PracticeRecord, observer: Person, kind: ObserverKind | None = None, *, by: Person
) -> ObservedPractice:
    """Ask somebody to write down what they saw in one of the trainee's meetings; they are told by mail.

    The right by which they observe follows from who they are; a `kind` that differs from it is refused.
    """
    if record.person_id != by.id:
        raise NotAllowed(_("You ask for observations of your own meetings only."))
    if record.state not in OBSERVABLE_STATES or record.role not in OBSERVABLE_ROLES:
        raise RuleBroken(_("Choose a meeting that stands and in which you facilitated"), "record")
    right = observers_of(record.person).get(observer)
    if right is None or kind not in (None, right):
        raise RuleBroken(_("Choose somebody who may observe you"), "observer")
    if any(
        other.observer_id == observer.id and other.state is not ObservationState.cancelled
        for other in record.observations  # type: ignore[attr-defined]  # a backref
    ):
        raise RuleBroken(_("You have asked this person about this meeting already"), "observer")
    observation = ObservedPractice(practice_record=record, observer=observer, observer_kind=right, ratings={})
    db.session.add(observation)
    db.session.flush()
    history.record(observation, "planned", by=by, result=observation.state)
    mail.write(
        observer.email,
        _("Observation to write: meeting on %(day)s", day=day(held_on(record.meeting))),
        "observation_to_write",
        url=address_of("practice.observe", public_id=observation.public_id),
        trainee=record.person.full_name,
    )
    return observation


def save_observation(
    observation: ObservedPractice,
    present_minutes: int | None,
    ratings: Mapping[str, str],
    narrative: str,
    *,
    by: Person,
    version: int | None = None,
) -> None:
    """Keep what the observer has written so far. Nobody else reads it before it is signed."""
    _observer_only(by, observation)
    unchanged(observation, version)
    observation.state = OBSERVATIONS.next_state(observation.state, ObservationAction.write)
    _write(observation, present_minutes, ratings, narrative)
    db.session.flush()


def sign_as_observer(
    observation: ObservedPractice,
    present_minutes: int | None,
    ratings: Mapping[str, str],
    narrative: str,
    outcome: ObservationOutcome | None,
    *,
    by: Person,
    version: int | None = None,
) -> None:
    """The observer says what they saw and signs it; the trainee is asked to read and sign."""
    _observer_only(by, observation)
    unchanged(observation, version)
    state = OBSERVATIONS.next_state(observation.state, ObservationAction.sign_as_observer)
    _write(observation, present_minutes, ratings, narrative)
    if not observation.present_minutes:
        raise RuleBroken(_("Enter how many minutes you were there"), "present_minutes")
    if not observation.ratings:
        raise RuleBroken(_("Rate at least one behaviour that you saw"), f"rating_{next(iter(BEHAVIOURS))}")
    if not observation.narrative:
        raise RuleBroken(_("Write what you saw the facilitator do"), "narrative")
    if outcome is None:
        raise RuleBroken(_("Choose an outcome"), "outcome")
    if outcome is ObservationOutcome.satisfactory and behaviours.doubt(observation.ratings):
        raise RuleBroken(
            _(
                "“Satisfactory” needs at least two behaviours at C or D and none at A. "
                "Look at your ratings again, or choose “Not yet”"
            ),
            "outcome",
        )
    observation.outcome = outcome
    observation.observer_signed_at = clock.now()
    observation.state = state
    history.record(observation, "signed_by_observer", by=by, result=state)
    record = observation.practice_record
    mail.write(
        record.person.email,
        _("Observation to read and sign: meeting on %(day)s", day=day(held_on(record.meeting))),
        "observation_to_sign",
        url=address_of("practice.observation", public_id=observation.public_id),
    )
    db.session.flush()


def sign_as_trainee(observation: ObservedPractice, comment: str, *, by: Person, version: int | None = None) -> None:
    """The trainee has read the observation, comments, and signs: from now on it is final.

    The observer's signature, with the trainee's, also confirms the meeting (invariant 9).
    """
    _only(by, observation.practice_record.person)
    unchanged(observation, version)
    observation.state = OBSERVATIONS.next_state(observation.state, ObservationAction.sign_as_trainee)
    observation.trainee_comment = comment.strip()
    observation.trainee_signed_at = clock.now()
    history.record(observation, "signed_by_trainee", by=by, result=observation.state)
    db.session.flush()
    _confirm_meeting(observation)


def cancel_observation(observation: ObservedPractice, *, by: Person) -> None:
    """Take back an observation that nobody has signed."""
    if by.id not in (observation.observer_id, observation.practice_record.person_id):
        raise NotAllowed(_("The trainee or the observer takes it back."))
    observation.state = OBSERVATIONS.next_state(observation.state, ObservationAction.cancel)
    history.record(observation, "cancelled", by=by, result=observation.state)
    db.session.flush()


def _only(by: Person, person: Person) -> None:
    if by.id != person.id:
        raise NotAllowed(_("Somebody else signs here."))


def _observer_only(by: Person, observation: ObservedPractice) -> None:
    answer = policy.can_write_observation(by, observation)
    if isinstance(answer, Refusal):
        raise NotAllowed(answer.reason)


def _write(
    observation: ObservedPractice, present_minutes: int | None, ratings: Mapping[str, str], narrative: str
) -> None:
    length = minutes_of(observation.practice_record.meeting)
    if present_minutes is not None and not 0 <= present_minutes <= length:
        raise RuleBroken(_("The meeting took %(length)s without breaks", length=minutes(length)), "present_minutes")
    unknown = {code: rating for code, rating in ratings.items() if code not in BEHAVIOURS or rating not in set(Rating)}
    if unknown:
        raise RuleBroken(_("Rate each behaviour A, B, C or D"), f"rating_{next(iter(unknown))}")
    observation.present_minutes = present_minutes
    observation.ratings = {code: Rating(ratings[code]).value for code in BEHAVIOURS if code in ratings}
    observation.narrative = narrative.strip()


def _confirm_meeting(observation: ObservedPractice) -> None:
    """An observer who saw enough of the meeting confirms it, unless they are the trainee's assessor (invariant 9)."""
    record = observation.practice_record
    if record.state is not PracticeState.logged:
        return
    if standing_of(observation).cause == ledger.Cause.observer_absent:
        return
    changed_at = last_changed(record)
    if changed_at and observation.observer_signed_at and changed_at > observation.observer_signed_at:
        return  # what the log says now is not what the observer put their name to
    assesses = observation.observer_kind is ObserverKind.assessor or record.person_id in trainees_of(
        observation.observer, AllocationRole.assessor
    )
    if ledger.is_confirmed([ledger.Confirmation(ledger.Confirmer.observer, is_assessor=assesses)]):
        services.confirm(record, by=observation.observer, as_=ConfirmedAs.observer)
