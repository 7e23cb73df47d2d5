"""What happens to sets: forming them, who facilitates them, how many belong, and where they stand."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from core import history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.filters import day
from people import centre_clock
from people.models import Organisation, Person
from people.policy import is_centre_administrator
from training.programmes.models import Programme
from training.sets import policy, size
from training.sets.models import LearningSet, MeetingMode, SetFacilitator, SetKind, SetState
from training.sets.workflow import OVER, SETS, SetAction

PAST = {
    SetAction.confirm: "confirmed",
    SetAction.contract: "contracting_started",
    SetAction.start: "started",
    SetAction.review: "review_started",
    SetAction.hand_over: "handed_over",
    SetAction.end: "ended",
    SetAction.cancel: "cancelled",
}


def form_set(
    name: str,
    kind: SetKind,
    organiser: Person,
    *,
    facilitators: Sequence[Person] = (),
    by: Person | None,
    organisation: Organisation | None = None,
    programme: Programme | None = None,
    mode: MeetingMode = MeetingMode.in_person,
    size_min: int = 4,
    size_max: int = 8,
    members: int = 6,
    since: date | None = None,
) -> LearningSet:
    """A new set, forming. `members` is how many people belong to it; `since` is when the facilitators begin.

    Raises RuleBroken when the name is taken, a size is beyond the limits (domain §2.4), or the organiser's role does
    not reach the organisation.
    """
    if db.session.scalar(select(LearningSet.id).where(LearningSet.name == name)):
        raise RuleBroken(_("There is a set with this name already. Choose another name."), "name")
    if size_max < size_min:
        raise RuleBroken(_("The largest size must not be under the smallest."), "size_max")
    for field, people in (("size_min", size_min), ("size_max", size_max), ("members", members)):
        _check_size(people, field)
    organisation_id = organisation.id if organisation else programme.organisation_id if programme else None
    if not policy.may_organise(organiser, organisation_id, programme.id if programme else None):
        raise RuleBroken(
            _("%(name)s does not organise sets there. Choose another organisation.", name=organiser.full_name),
            "organisation",
        )
    if by is not None and by.id != organiser.id and not is_centre_administrator(by):
        raise RuleBroken(_("You organise the sets that you form yourself."), "organiser")
    learning_set = LearningSet(
        name=name,
        kind=kind,
        state=SetState.forming,
        organiser_id=organiser.id,
        organisation_id=organisation_id,
        programme_id=programme.id if programme else None,
        mode=mode,
        size_min=size_min,
        size_max=size_max,
        members=members,
    )
    db.session.add(learning_set)
    db.session.flush()
    history.record(learning_set, "formed", by=by, result=learning_set.state)
    for person in {person.id: person for person in facilitators}.values():
        add_facilitator(learning_set, person, since=since, by=by)
    return learning_set


def add_facilitator(
    learning_set: LearningSet, person: Person, *, since: date | None = None, by: Person | None
) -> SetFacilitator:
    """Let a person facilitate a set, or take part in a practice set, from `since` on (today, when not given)."""
    if learning_set.state in OVER:
        raise MovedOn(_("The set has ended."))
    since = since or centre_clock.today()
    facilitator = next((row for row in learning_set.facilitators if row.person_id == person.id), None)
    if facilitator is not None and facilitator.ends_on is None:
        raise RuleBroken(_("%(name)s facilitates this set already.", name=person.full_name), "facilitator")
    if facilitator is None:
        facilitator = SetFacilitator(person_id=person.id, starts_on=since)
        learning_set.facilitators.append(facilitator)
    facilitator.ends_on = None
    db.session.flush()
    history.record(learning_set, "facilitator_added", by=by, now=_facilitators_now(learning_set))
    return facilitator


def end_facilitator(facilitator: SetFacilitator, *, by: Person | None) -> None:
    """Let today be the last day on which this person facilitates the set. What they logged stays."""
    if facilitator.ends_on is not None:
        raise MovedOn(_("They stopped facilitating this set on %(day)s.", day=day(facilitator.ends_on)))
    facilitator.ends_on = max(facilitator.starts_on, centre_clock.today())
    db.session.flush()
    learning_set = facilitator.learning_set
    history.record(learning_set, "facilitator_ended", by=by, now=_facilitators_now(learning_set))


def resize(learning_set: LearningSet, members: int, *, by: Person | None) -> None:
    """Say how many people belong to the set now, within the hard limits."""
    _check_size(members, "members")
    learning_set.members = members
    history.record(learning_set, "resized", by=by, members=members)


def move(learning_set: LearningSet, action: SetAction, *, by: Person | None, version: int | None = None) -> None:
    """Let `action` happen to the set; `version` is that of the page which offered it.

    Raises MovedOn when the action does not start from where the set stands.
    """
    if (version is not None and version != learning_set.version) or not SETS.allows(learning_set.state, action):
        raise MovedOn(_("Somebody else has changed this set."))
    learning_set.state = SETS.next_state(learning_set.state, action)
    history.record(learning_set, PAST[action], by=by, result=learning_set.state)
    db.session.flush()


def _check_size(people: int, field: str) -> None:
    if not size.is_possible(people):
        limits = {"least": size.LEAST, "most": size.MOST}
        raise RuleBroken(_("A set has from %(least)s to %(most)s people.", **limits), field)


def _facilitators_now(learning_set: LearningSet) -> int:
    return sum(facilitator.ends_on is None for facilitator in learning_set.facilitators)
