"""What happens to a trainee's place: enrolment, registration, and who works with the trainee."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from people.models import Person, Role, RoleGrant
from training.awards.combination import CombinationRule, combination_gaps
from training.awards.models import AwardStatus, AwardVersion, Unit
from training.enrolments import queries, uln
from training.enrolments.independence import is_managed, objection
from training.enrolments.models import (
    Allocation,
    AllocationRole,
    Enrolment,
    EnrolmentState,
    Registration,
    RegistrationState,
)
from training.enrolments.wording import OBJECTIONS, ULN_REFUSALS
from training.enrolments.workflow import REGISTRATION, RegistrationAction
from training.programmes.models import Cohort

# ---- Places ----


def enrol(
    person: Person,
    award_version: AwardVersion,
    *,
    cohort: Cohort | None,
    by: Person | None,
    optional_units: Sequence[str] = (),
    on: date | None = None,
) -> Enrolment:
    """Give a person a place on one award version, which it pins (invariant 1), with a draft registration.

    The person becomes a trainee of the centre if they are not one yet. Raises RuleBroken.
    """
    on = on or clock.today()
    check_start(award_version, cohort, wanted=1)
    for refusal in refusals([person], award_version, by=by, on=on).values():
        raise RuleBroken(refusal)
    _check_units(award_version, optional_units)
    return _place(person, award_version, cohort, list(optional_units), by=by, on=on)


def refusals(people: Sequence[Person], version: AwardVersion, *, by: Person | None, on: date) -> dict[int, str]:
    """Why some of these people cannot have a place on an award, as a sentence by the person's id."""
    placed = queries.placed_on(version, people)
    refused = {}
    for person in people:
        if by is not None and by.id == person.id:
            refused[person.id] = _("You cannot enrol yourself. Ask another administrator.")
        elif person.left_on is not None and person.left_on < on:
            refused[person.id] = _("%(name)s has left.", name=person.full_name)
        elif person.id in placed:
            refused[person.id] = _("%(name)s has a place on this award already.", name=person.full_name)
    return refused


def check_start(version: AwardVersion, cohort: Cohort | None, *, wanted: int) -> None:
    """Raise RuleBroken unless so many people can have a place now: a published award, the cohort's own, and room."""
    if version.status is not AwardStatus.published:
        raise RuleBroken(_("%(award)s is a draft. Publish it first.", award=version.title))
    if cohort is None:
        return
    if cohort.award_version_id != version.id:
        raise RuleBroken(_("This cohort is for another award."))
    left = queries.places_left(cohort)
    if wanted > left:
        message = ngettext(
            "%(cohort)s has only %(num)s free place.",
            "%(cohort)s has only %(num)s free places.",
            left,
            cohort=cohort.name,
        )
        raise RuleBroken(message if left else _("%(cohort)s is full.", cohort=cohort.name), "people")


def choose_units(enrolment: Enrolment, codes: Sequence[str], *, by: Person | None) -> None:
    """Choose the optional units that a trainee takes, enough for the award's rule of combination.

    They are kept in the order of the award. A unit that was sent already stays chosen. Raises RuleBroken.
    """
    _check_active(enrolment)
    version = enrolment.award_version
    _check_units(version, codes)
    rules = version.rules_of_combination
    rule = CombinationRule((), rules["optional_min_credits"], tuple(rules["optional"]))
    for gap in combination_gaps(rule, {unit.code: unit.credits for unit in version.units}, codes):
        message = _(
            "Choose optional units worth at least %(need)s credits; these are worth %(have)s.",
            need=gap.values["need"],
            have=gap.values["have"],
        )
        raise RuleBroken(message, "codes")
    for code in sorted(queries.unit_codes_sent(enrolment) & (set(enrolment.optional_units) - set(codes))):
        raise RuleBroken(_("Work for unit %(code)s was sent already, so it stays chosen.", code=code), "codes")
    enrolment.optional_units = [code for code in rules["optional"] if code in codes]
    db.session.flush()
    history.record(enrolment, "chose_units", by=by, units=enrolment.optional_units)


# ---- Registration (domain §5) ----


def register(enrolment: Enrolment, *, by: Person | None, conflict: bool = False) -> Registration:
    """Ask the awarding organisation to register the trainee, anew where the last registration expired.

    `conflict`: the answer to whether the trainee is close to anyone who may judge the work (domain §5: asked first).
    """
    _check_active(enrolment)
    registration = enrolment.registration
    if registration is None or registration.state is RegistrationState.expired:
        registration = Registration(enrolment=enrolment)
        db.session.add(registration)
        db.session.flush()
    registration.state = _next(registration, RegistrationAction.request)
    history.record(registration, "requested", by=by, result=registration.state, conflict=conflict)
    return registration


def activate(
    registration: Registration,
    *,
    number: str,
    registered_on: date,
    by: Person | None,
    uln: str | None = None,
) -> None:
    """Enter what the awarding organisation confirmed; the registration runs for the months of the award.

    `uln`: given now, or on record already; needed where the award asks for it. Raises RuleBroken.
    """
    state = _next(registration, RegistrationAction.activate)
    person, version = registration.enrolment.person, registration.enrolment.award_version
    number = " ".join(number.split())
    if not number:
        raise RuleBroken(_("Enter the number that the awarding organisation gave."), "number")
    if len(number) > 40:
        raise RuleBroken(_("A registration number has at most 40 characters."), "number")
    if registered_on > clock.today():
        raise RuleBroken(_("The day of registration cannot be in the future."), "registered_on")
    if queries.is_number_of_another(number, person):
        raise RuleBroken(_("Another trainee is registered under this number."), "number")
    _enter_uln(person, uln, required=version.uln_required)
    registration.state, registration.number = state, number
    registration.registered_on = registered_on
    registration.expires_on = months_after(registered_on, version.registration_months)
    _record(registration, "activated", by=by)


def suspend(registration: Registration, *, by: Person | None) -> None:
    """Note a break in learning. The last day of the registration stays as it is."""
    registration.state = _next(registration, RegistrationAction.suspend)
    _record(registration, "suspended", by=by)


def resume(registration: Registration, *, by: Person | None) -> None:
    """End a break in learning. Raises RuleBroken when the registration has run out meanwhile."""
    state = _next(registration, RegistrationAction.resume)
    _check_not_over(registration)
    registration.state = state
    _record(registration, "resumed", by=by)


def extend(registration: Registration, *, until: date, by: Person | None) -> None:
    """Note a later last day, granted by the awarding organisation. Raises RuleBroken, also after expiry."""
    state = _next(registration, RegistrationAction.extend)
    _check_not_over(registration)
    if registration.expires_on is not None and until <= registration.expires_on:
        raise RuleBroken(_("The new last day must be after the present one."), "until")
    registration.state, registration.expires_on = state, until
    _record(registration, "extended", by=by)


def withdraw(registration: Registration, *, by: Person | None, reason: str = "other") -> None:
    """End the registration and the place, at the trainee's or the centre's wish. `reason` is a code."""
    registration.state, registration.reason = _next(registration, RegistrationAction.withdraw), reason
    _record(registration, "withdrawn", by=by)
    _end(registration.enrolment, EnrolmentState.withdrawn, by=by)


def complete(registration: Registration, *, by: Person | None) -> None:
    """The certificate was issued: registration and place have done their work."""
    registration.state = _next(registration, RegistrationAction.complete)
    _record(registration, "completed", by=by)
    _end(registration.enrolment, EnrolmentState.completed, by=by)


def expire(registration: Registration, *, by: Person | None = None) -> None:
    """The last day has passed. The place stays, so that the trainee can be registered again."""
    registration.state = _next(registration, RegistrationAction.expire)
    _record(registration, "expired", by=by)


def expire_due(today: date) -> int:
    """Let every registration of the centre expire whose last day was before `today`; how many did."""
    due = queries.due_registrations(today)
    for registration in due:
        expire(registration)
    return len(due)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


# ---- Who works with the trainee ----


def allocate(
    enrolment: Enrolment,
    person: Person,
    role: AllocationRole,
    *,
    unit: Unit | None = None,
    managed_conflict: bool = False,
    by: Person | None,
) -> Allocation:
    """Let a member of staff work with a trainee, on all units or on one, from today.

    Raises RuleBroken where invariants 20 and 22, the roles held, or the line of management forbid it.
    """
    _check_active(enrolment)
    if unit is not None and unit.award_version_id != enrolment.award_version_id:
        raise RuleBroken(_("This unit belongs to another award."), "unit")
    known = queries.on_record(enrolment, person, role)
    if (against := objection(role, known)) is not None:
        raise RuleBroken(str(OBJECTIONS[against]), "person")
    today, wanted = clock.today(), (person.id, role, unit.id if unit else None)
    same = [row for row in enrolment.allocations if (row.person_id, row.role, row.unit_id) == wanted]
    if any(row.is_current(today) for row in same):
        raise RuleBroken(_("%(name)s is allocated already.", name=person.full_name), "person")
    allocation = next((row for row in same if row.starts_on == today), None)
    if allocation is None:
        allocation = Allocation(enrolment=enrolment, person=person, role=role, unit=unit, starts_on=today)
        db.session.add(allocation)
    allocation.ends_on, allocation.managed_conflict = None, managed_conflict or is_managed(known)
    db.session.flush()
    code = unit.code if unit else None
    history.record(
        enrolment, "allocated", by=by, role=role.value, unit=code, person_id=person.id, name=person.full_name
    )
    return allocation


def end_allocation(allocation: Allocation, *, by: Person | None) -> None:
    """End an allocation at once: yesterday was its last day. Raises RuleBroken when it has ended already."""
    today = clock.today()
    if not allocation.is_current(today):
        raise RuleBroken(_("This allocation has ended already."))
    allocation.ends_on = today - timedelta(days=1)
    db.session.flush()
    role, person = allocation.role.value, allocation.person
    history.record(
        allocation.enrolment, "ended_allocation", by=by, role=role, person_id=person.id, name=person.full_name
    )


# ---- Parts of the above ----


def _place(
    person: Person, version: AwardVersion, cohort: Cohort | None, units: list[str], *, by: Person | None, on: date
) -> Enrolment:
    enrolment = Enrolment(person=person, award_version=version, cohort=cohort, enrolled_on=on, optional_units=units)
    enrolment.registrations.append(Registration())
    db.session.add(enrolment)
    make_trainee(person, by=by, on=on)
    db.session.flush()
    history.record(enrolment, "enrolled", by=by, result=enrolment.state)
    return enrolment


def make_trainee(person: Person, *, by: Person | None, on: date) -> None:
    """A place makes a trainee; the role covers only the person's own file, so it is held in the whole centre."""
    if not any(grant.role is Role.trainee and grant.is_current(clock.today()) for grant in person.grants):
        grant = RoleGrant(role=Role.trainee, starts_on=min(on, clock.today()))
        person.grants.append(grant)
        history.record(grant, "granted", by=by, result=Role.trainee.value)


def _check_active(enrolment: Enrolment) -> None:
    if enrolment.state is not EnrolmentState.active:
        raise RuleBroken(_("This place has ended."))


def _check_units(version: AwardVersion, codes: Sequence[str]) -> None:
    optional = version.rules_of_combination["optional"]
    for code in codes:
        if code not in optional:
            raise RuleBroken(_("%(code)s is not an optional unit of this award.", code=code), "codes")
    if len(set(codes)) != len(codes):
        raise RuleBroken(_("A unit is chosen twice."), "codes")


def _enter_uln(person: Person, given: str | None, *, required: bool) -> None:
    number = "".join((given or "").split()) or person.uln
    if number is None:
        if required:
            raise RuleBroken(_("This award asks for a unique learner number. Enter the trainee’s."), "uln")
        return
    if (refusal := uln.refusal(number)) is not None:
        raise RuleBroken(str(ULN_REFUSALS[refusal]), "uln")
    if db.session.scalar(select(Person.id).where(Person.uln == number, Person.id != person.id).limit(1)):
        raise RuleBroken(_("Another person has this learner number."), "uln")
    person.uln = number


def _next(registration: Registration, action: RegistrationAction) -> RegistrationState:
    if registration.enrolment.was_brought_in:
        raise MovedOn(_("This registration is another centre’s. It was brought in to be read."))
    return REGISTRATION.next_state(registration.state, action)


def _record(registration: Registration, verb: str, *, by: Person | None) -> None:
    db.session.flush()
    until = registration.expires_on.isoformat() if registration.expires_on else None
    history.record(registration, verb, by=by, result=registration.state, until=until)


def _check_not_over(registration: Registration) -> None:
    if registration.expires_on is not None and registration.expires_on < clock.today():
        raise RuleBroken(_("This registration has run out. Register the trainee again."))


def _end(enrolment: Enrolment, state: EnrolmentState, *, by: Person | None) -> None:
    enrolment.state, enrolment.ended_on = state, clock.today()
    db.session.flush()
    history.record(enrolment, state.value, by=by, result=state)
