"""What happens to a trainee's place: enrolment, registration, and who works with the trainee."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import func, select

from core import clock, history
from core.db import db
from core.errors import RuleBroken
from people.models import ConflictDecision, Person, Role, RoleGrant
from people.policy import covers
from training.awards.combination import CombinationRule, combination_gaps
from training.awards.models import AwardStatus, AwardVersion, Unit
from training.enrolments import queries, uln
from training.enrolments.models import (
    Allocation,
    AllocationRole,
    Enrolment,
    EnrolmentState,
    Registration,
    RegistrationState,
)
from training.enrolments.workflow import REGISTRATION, RegistrationAction
from training.portfolio.models import Submission
from training.programmes.models import Cohort

ULN_REFUSALS = {
    "not_ten_digits": lazy_gettext("A learner number has 10 digits and nothing else."),
    "starts_with_zero": lazy_gettext("A learner number does not start with 0."),
    "check_digit_wrong": lazy_gettext("The last digit does not fit the others. Check the number for a slip."),
}

HELD_AS = {
    AllocationRole.assessor: (Role.assessor,),
    AllocationRole.iqa: (Role.iqa, Role.lead_iqa),
    AllocationRole.supervisor: (Role.supervisor,),
}
"""The roles, any of which a person must hold to be allocated."""


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
    today = on or clock.today()
    if award_version.status is not AwardStatus.published:
        raise RuleBroken(_("%(award)s is a draft. Publish it first.", award=award_version.title))
    if cohort is not None and cohort.award_version_id != award_version.id:
        raise RuleBroken(_("This cohort is for another award."))
    if cohort is not None and places_left(cohort) < 1:
        raise RuleBroken(_("%(cohort)s is full: it has %(n)s places.", cohort=cohort.name, n=cohort.max_places))
    if by is not None and by.id == person.id:
        raise RuleBroken(_("You cannot enrol yourself. Ask another administrator."))
    if person.left_on is not None and person.left_on < today:
        raise RuleBroken(_("%(name)s has left.", name=person.full_name))
    if _has_place(person, award_version):
        message = _("%(name)s has a place on %(award)s already.", name=person.full_name, award=award_version.title)
        raise RuleBroken(message)
    _check_units(award_version, optional_units)
    enrolment = Enrolment(
        person=person,
        award_version=award_version,
        cohort=cohort,
        enrolled_on=today,
        optional_units=list(optional_units),
    )
    enrolment.registrations.append(Registration())
    db.session.add(enrolment)
    _make_trainee(person, by=by, on=today)
    db.session.flush()
    history.record(enrolment, "enrolled", by=by, result=enrolment.state)
    return enrolment


def enrol_all(people: Iterable[Person], cohort: Cohort, *, by: Person | None) -> list[Enrolment]:
    """Give several people a place in a cohort, all or nobody. Raises RuleBroken with a line for each who cannot."""
    people = list(dict.fromkeys(people))
    left = places_left(cohort)
    if len(people) > left:
        message = _(
            "%(chosen)s people are chosen, but %(cohort)s has only %(left)s free places.",
            chosen=len(people),
            cohort=cohort.name,
            left=left,
        )
        raise RuleBroken(message, "people")
    enrolments, problems = [], []
    for person in people:
        try:
            enrolments.append(enrol(person, cohort.award_version, cohort=cohort, by=by))
        except RuleBroken as broken:
            problems.append(broken.message)
    if problems:
        raise RuleBroken(" ".join([*problems, _("Nobody was enrolled.")]), "people")
    return enrolments


def places_left(cohort: Cohort) -> int:
    """How many more people a cohort can take; those who withdrew leave their place to others."""
    query = select(func.count(Enrolment.id)).where(
        Enrolment.cohort_id == cohort.id, Enrolment.state != EnrolmentState.withdrawn
    )
    return max(0, cohort.max_places - (db.session.scalar(query) or 0))


def choose_units(enrolment: Enrolment, codes: Sequence[str], *, by: Person | None) -> None:
    """Choose the optional units that a trainee takes, in the order of the award, enough for its rule of combination.

    A unit that was sent already stays chosen. Raises RuleBroken.
    """
    _check_active(enrolment)
    version = enrolment.award_version
    _check_units(version, codes)
    credits = {unit.code: unit.credits for unit in version.units}
    rules = version.rules_of_combination
    rule = CombinationRule((), rules["optional_min_credits"], tuple(rules["optional"]))
    for gap in combination_gaps(rule, credits, codes):
        message = _(
            "Choose optional units worth at least %(need)s credits; these are worth %(have)s.",
            need=gap.values["need"],
            have=gap.values["have"],
        )
        raise RuleBroken(message, "codes")
    dropped = set(enrolment.optional_units) - set(codes)
    sent = select(Unit.code).join(Submission, Submission.unit_id == Unit.id)
    for code in db.session.scalars(
        sent.where(Submission.enrolment_id == enrolment.id, Unit.code.in_(dropped)).order_by(Unit.code)
    ):
        raise RuleBroken(_("Work for unit %(code)s was sent already, so it stays chosen.", code=code), "codes")
    enrolment.optional_units = [code for code in rules["optional"] if code in codes]
    db.session.flush()
    history.record(enrolment, "chose_units", by=by, units=enrolment.optional_units)


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
    _move(registration, RegistrationAction.request)
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
    state = REGISTRATION.next_state(registration.state, RegistrationAction.activate)
    person, version = registration.enrolment.person, registration.enrolment.award_version
    number = " ".join(number.split())
    if not number:
        raise RuleBroken(_("Enter the number that the awarding organisation gave."), "number")
    if registered_on > clock.today():
        raise RuleBroken(_("The day of registration cannot be in the future."), "registered_on")
    elsewhere = select(Enrolment.id).join(Registration, Registration.enrolment_id == Enrolment.id)
    if db.session.scalar(elsewhere.where(Registration.number == number, Enrolment.person_id != person.id).limit(1)):
        raise RuleBroken(_("Another trainee is registered under this number."), "number")
    _enter_uln(person, uln, required=version.uln_required)
    registration.state = state
    registration.number = number
    registration.registered_on = registered_on
    registration.expires_on = months_after(registered_on, version.registration_months)
    _flush_and_record(registration, "activated", by=by)


def suspend(registration: Registration, *, by: Person | None) -> None:
    """Note a break in learning. The last day of the registration stays as it is."""
    _move(registration, RegistrationAction.suspend)
    _flush_and_record(registration, "suspended", by=by)


def resume(registration: Registration, *, by: Person | None) -> None:
    """End a break in learning. Raises RuleBroken when the registration has run out meanwhile."""
    _move(registration, RegistrationAction.resume)
    _check_not_over(registration)
    _flush_and_record(registration, "resumed", by=by)


def extend(registration: Registration, *, until: date, by: Person | None, reason: str = "granted") -> None:
    """Note a later last day, granted by the awarding organisation. Raises RuleBroken, also after expiry."""
    _move(registration, RegistrationAction.extend)
    _check_not_over(registration)
    if registration.expires_on is not None and until <= registration.expires_on:
        raise RuleBroken(_("The new last day must be after the present one."), "until")
    registration.expires_on, registration.reason = until, reason
    _flush_and_record(registration, "extended", by=by)


def withdraw(registration: Registration, *, by: Person | None, reason: str = "other") -> None:
    """End the registration and the place, at the trainee's or the centre's wish. `reason` is a code."""
    _move(registration, RegistrationAction.withdraw)
    registration.reason = reason
    _end(registration.enrolment, EnrolmentState.withdrawn)
    _flush_and_record(registration, "withdrawn", by=by)
    history.record(registration.enrolment, "withdrawn", by=by, result=registration.enrolment.state)


def complete(registration: Registration, *, by: Person | None) -> None:
    """The certificate was issued: registration and place have done their work."""
    _move(registration, RegistrationAction.complete)
    _end(registration.enrolment, EnrolmentState.completed)
    _flush_and_record(registration, "completed", by=by)
    history.record(registration.enrolment, "completed", by=by, result=registration.enrolment.state)


def expire(registration: Registration, *, by: Person | None = None) -> None:
    """The last day has passed. The place stays, so that the trainee can be registered again."""
    _move(registration, RegistrationAction.expire)
    _flush_and_record(registration, "expired", by=by)


def expire_due(today: date) -> int:
    """Let every registration expire whose last day was before `today`; how many did."""
    due = queries.due_registrations(today)
    for registration in due:
        expire(registration)
    return len(due)


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
    _check_role(enrolment, person, role)
    _check_independent(enrolment, person, role)
    managed = managed_conflict or _conflict_is_managed(enrolment.person, person)
    today = clock.today()
    unit_id = unit.id if unit else None
    same = [
        row for row in enrolment.allocations if (row.person_id, row.role, row.unit_id) == (person.id, role, unit_id)
    ]
    if any(row.is_current(today) for row in same):
        raise RuleBroken(_("%(name)s is allocated already.", name=person.full_name), "person")
    allocation = next((row for row in same if row.starts_on == today), None)
    if allocation is None:
        allocation = Allocation(enrolment=enrolment, person=person, role=role, unit=unit, starts_on=today)
        db.session.add(allocation)
    allocation.ends_on, allocation.managed_conflict = None, managed
    db.session.flush()
    history.record(
        enrolment, "allocated", by=by, role=role.value, unit=unit.code if unit else None, person_id=person.id
    )
    return allocation


def end_allocation(allocation: Allocation, *, by: Person | None) -> None:
    """End an allocation at once: yesterday was its last day. Raises RuleBroken when it has ended already."""
    today = clock.today()
    if not allocation.is_current(today):
        raise RuleBroken(_("This allocation has ended already."))
    allocation.ends_on = today - timedelta(days=1)
    db.session.flush()
    history.record(
        allocation.enrolment, "ended_allocation", by=by, role=allocation.role.value, person_id=allocation.person_id
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _has_place(person: Person, version: AwardVersion) -> bool:
    query = select(Enrolment.id).where(
        Enrolment.person_id == person.id,
        Enrolment.award_version_id == version.id,
        Enrolment.state == EnrolmentState.active,
    )
    return db.session.scalar(query) is not None


def _make_trainee(person: Person, *, by: Person | None, on: date) -> None:
    """A place makes a trainee; the role covers only the person's own file, so it is held in the centre."""
    if any(grant.role is Role.trainee and grant.is_current(clock.today()) for grant in person.grants):
        return
    person.grants.append(RoleGrant(role=Role.trainee, starts_on=min(on, clock.today())))


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
            message = _("This award asks for a unique learner number. Enter the trainee's.")
            raise RuleBroken(message, "uln")
        return
    if (refusal := uln.refusal(number)) is not None:
        raise RuleBroken(str(ULN_REFUSALS[refusal]), "uln")
    if db.session.scalar(select(Person.id).where(Person.uln == number, Person.id != person.id).limit(1)):
        raise RuleBroken(_("Another person has this learner number."), "uln")
    person.uln = number


def _move(registration: Registration, action: RegistrationAction) -> None:
    registration.state = REGISTRATION.next_state(registration.state, action)


def _flush_and_record(registration: Registration, verb: str, *, by: Person | None) -> None:
    db.session.flush()
    until = registration.expires_on.isoformat() if registration.expires_on else None
    history.record(registration, verb, by=by, result=registration.state, until=until, reason=registration.reason)


def _check_not_over(registration: Registration) -> None:
    if registration.expires_on is not None and registration.expires_on < clock.today():
        raise RuleBroken(_("This registration has run out. Register the trainee again."))


def _end(enrolment: Enrolment, state: EnrolmentState) -> None:
    enrolment.state, enrolment.ended_on = state, clock.today()


def _check_role(enrolment: Enrolment, person: Person, role: AllocationRole) -> None:
    """The role must be held today, in a scope that covers the trainee's organisation."""
    today, organisation_id = clock.today(), enrolment.person.organisation_id
    held = [grant for grant in person.grants if grant.role in HELD_AS[role] and grant.is_current(today)]
    if not any(covers(grant, organisation_id) for grant in held):
        message = _("%(name)s does not hold this role for the trainee's organisation.", name=person.full_name)
        raise RuleBroken(message, "person")


def _check_independent(enrolment: Enrolment, person: Person, role: AllocationRole) -> None:
    """Invariant 20, and the line of management (domain §9, hard rules)."""
    if person.id == enrolment.person_id:
        raise RuleBroken(_("Nobody can be allocated to their own work."), "person")
    others = {AllocationRole.assessor: AllocationRole.iqa, AllocationRole.iqa: AllocationRole.assessor}
    today = clock.today()
    if role in others and any(
        row.person_id == person.id and row.role is others[role] and row.is_current(today)
        for row in enrolment.allocations
    ):
        raise RuleBroken(_("The same person cannot assess this trainee and check the decisions."), "person")
    if role is AllocationRole.iqa and queries.has_taught_or_observed(person, enrolment):
        message = _("%(name)s taught or observed this trainee, so cannot be the IQA.", name=person.full_name)
        raise RuleBroken(message, "person")
    if enrolment.person.line_manager_id == person.id and not queries.conflicts_between(enrolment.person, person):
        message = _(
            "%(name)s is the trainee's line manager. Declare this on their page and have it decided first.",
            name=person.full_name,
        )
        raise RuleBroken(message, "person")


def _conflict_is_managed(trainee: Person, person: Person) -> bool:
    """Invariant 22: an open or blocked conflict of interest blocks; a managed one is carried on the allocation."""
    decisions = queries.conflicts_between(trainee, person)
    if ConflictDecision.open in decisions:
        raise RuleBroken(
            _("A conflict of interest with %(name)s waits to be decided.", name=person.full_name), "person"
        )
    if ConflictDecision.blocked in decisions:
        raise RuleBroken(_("A conflict of interest keeps %(name)s away.", name=person.full_name), "person")
    return ConflictDecision.managed in decisions
