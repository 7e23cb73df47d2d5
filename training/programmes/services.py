"""What happens to programmes: they start, cohorts open, taught days are planned and their registers taken."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from core import history
from core.db import db
from core.errors import RuleBroken
from people import centre_clock
from people.models import Organisation, Person, Role
from training.awards.models import AwardStatus, AwardVersion
from training.enrolments.models import Allocation, AllocationRole, Enrolment
from training.programmes import queries
from training.programmes.models import Cohort, EventAttendance, Programme, TaughtEvent


def start_programme(
    name: str,
    organisation: Organisation | None,
    starts_on: date,
    *,
    by: Person | None,
    sponsor: str = "",
    ends_on: date | None = None,
) -> Programme:
    """Start a programme for one organisation, or for several (None). Raises RuleBroken."""
    name = " ".join(name.split())
    if db.session.scalar(select(Programme.id).where(Programme.name == name)):
        raise RuleBroken(_("Another programme has this name."), "name")
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("The last day must be after the first."), "ends_on")
    programme = Programme(
        name=name, organisation=organisation, starts_on=starts_on, ends_on=ends_on, sponsor=sponsor.strip()
    )
    db.session.add(programme)
    db.session.flush()
    history.record(programme, "started", by=by)
    return programme


def open_cohort(
    programme: Programme,
    award_version: AwardVersion,
    name: str,
    starts_on: date,
    *,
    by: Person | None,
    min_places: int = 1,
    max_places: int = 24,
    tutor: Person | None = None,
) -> Cohort:
    """Open a cohort on a published award version. Raises RuleBroken."""
    name = " ".join(name.split())
    if award_version.status is not AwardStatus.published:
        message = _("%(award)s is a draft. Publish it first.", award=award_version.title)
        raise RuleBroken(message, "award_version")
    if db.session.scalar(select(Cohort.id).where(Cohort.programme_id == programme.id, Cohort.name == name)):
        raise RuleBroken(_("Another cohort of this programme has this name."), "name")
    _check_places(min_places, max_places, taken=0)
    _check_tutor(tutor)
    cohort = Cohort(
        programme=programme,
        award_version=award_version,
        name=name,
        starts_on=starts_on,
        min_places=min_places,
        max_places=max_places,
        tutor=tutor,
    )
    db.session.add(cohort)
    db.session.flush()
    history.record(cohort, "opened", by=by, min_places=min_places, max_places=max_places)
    return cohort


def change_cohort(cohort: Cohort, *, tutor: Person | None, min_places: int, max_places: int, by: Person | None) -> None:
    """Name another tutor or change the places. Raises RuleBroken."""
    _check_places(min_places, max_places, taken=queries.places_taken([cohort]).get(cohort.id, 0))
    if tutor is not None and tutor.id != cohort.tutor_id:
        _check_tutor(tutor)
        _check_judges_nobody(tutor, cohort)
    cohort.tutor, cohort.min_places, cohort.max_places = tutor, min_places, max_places
    db.session.flush()
    history.record(
        cohort,
        "changed",
        by=by,
        tutor_id=tutor.id if tutor else None,
        min_places=min_places,
        max_places=max_places,
    )


def plan_taught_day(cohort: Cohort, title: str, held_on: date, minutes: int, *, by: Person | None) -> TaughtEvent:
    """Plan a taught day of so many minutes. Raises RuleBroken."""
    if not 1 <= minutes <= 720:
        raise RuleBroken(_("A taught day lasts from 1 to 720 minutes."), "minutes")
    event = TaughtEvent(cohort=cohort, title=" ".join(title.split()), held_on=held_on, minutes=minutes)
    db.session.add(event)
    db.session.flush()
    history.record(event, "planned", by=by, held_on=held_on.isoformat(), minutes=minutes)
    return event


def remove_taught_day(event: TaughtEvent, *, by: Person | None) -> None:
    """Take a day out of the plan. Raises RuleBroken once its register was taken."""
    if queries.attendances_of(event):
        raise RuleBroken(_("The register of this day was taken, so it stays."))
    history.record(event.cohort, "removed_taught_day", by=by, held_on=event.held_on.isoformat())
    db.session.delete(event)
    db.session.flush()


def take_register(event: TaughtEvent, minutes_present: Mapping[int, int], *, by: Person | None) -> None:
    """Write how long each person was present, by the person's id; 0 for who did not come. Raises RuleBroken.

    People left out keep what was written of them before.
    """
    if event.held_on > centre_clock.today():
        raise RuleBroken(_("The register can be taken from the day itself."))
    unknown = minutes_present.keys() - {person.id for person in queries.people_of(event)}
    if unknown:
        raise RuleBroken(_("Somebody on this register has no place in the cohort."))
    if any(not 0 <= minutes <= event.minutes for minutes in minutes_present.values()):
        raise RuleBroken(_("Nobody can be present for longer than the day: %(n)s minutes.", n=event.minutes))
    stored = {
        row.person_id: row
        for row in db.session.scalars(select(EventAttendance).where(EventAttendance.event_id == event.id))
    }
    if by is not None and by.id in minutes_present:
        before = stored[by.id].present_minutes if by.id in stored else 0
        if minutes_present[by.id] != before:
            raise RuleBroken(_("You cannot write down your own time. Ask another tutor or administrator."))
    for person_id, minutes in minutes_present.items():
        if person_id in stored:
            stored[person_id].present_minutes = minutes
        else:
            db.session.add(EventAttendance(event=event, person_id=person_id, present_minutes=minutes))
    db.session.flush()
    came = sum(minutes > 0 for minutes in queries.attendances_of(event).values())
    history.record(event, "register_taken", by=by, came=came)


def _check_places(least: int, most: int, *, taken: int) -> None:
    if least < 0 or most < 1:
        raise RuleBroken(_("A cohort has at least one place."), "max_places")
    if most < least:
        raise RuleBroken(_("The most places cannot be fewer than the fewest."), "max_places")
    if most < taken:
        raise RuleBroken(_("%(n)s places are taken already.", n=taken), "max_places")


def _check_tutor(tutor: Person | None) -> None:
    today = centre_clock.today()
    if tutor and not any(grant.role is Role.tutor and grant.is_current(today) for grant in tutor.grants):
        raise RuleBroken(_("%(name)s does not hold the role of tutor.", name=tutor.full_name), "tutor")


def _check_judges_nobody(tutor: Person, cohort: Cohort) -> None:
    """Invariant 20, seen from the other side: who assesses a trainee or checks the decisions does not teach them."""
    query = (
        select(Allocation)
        .join(Allocation.enrolment)
        .where(
            Enrolment.cohort_id == cohort.id,
            Allocation.person_id == tutor.id,
            Allocation.role.in_((AllocationRole.assessor, AllocationRole.iqa)),
        )
    )
    if any(allocation.is_current(centre_clock.today()) for allocation in db.session.scalars(query)):
        message = _("%(name)s judges the work of somebody in this cohort, so cannot teach it.", name=tutor.full_name)
        raise RuleBroken(message, "tutor")
