"""What happens to people, their roles and the way they sign in. Callers commit."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask_babel import gettext as _
from flask_security import hash_password

from core import clock, history, mail
from core.db import db
from core.errors import NotAllowed, RuleBroken
from core.policy import require
from people import centre_clock, passwords, policy, queries
from people.auth import end_sign_ins
from people.models import (
    ConflictDecision,
    ConflictDeclaration,
    CredentialKind,
    Login,
    Organisation,
    Person,
    Role,
    RoleGrant,
    ScopeKind,
    StaffCredential,
)
from people.roster import clean
from people.wording import NATURE_LABELS

CLEANED = ("given_name", "family_name", "print_name", "job_title", "staff_number")

# ---- People ----


def add_person(*, by: Person | None, **details: Any) -> Person:
    """Put a person on record; `details` are the columns of Person, and organisation, unit, site, line_manager.

    Until they choose another, their zone is the centre's. Raises RuleBroken, with the name of the field.
    """
    person = Person(given_name="", family_name="", zone=centre_clock.zone())
    _set_details(person, details)
    db.session.add(person)
    db.session.flush()
    history.record(person, "added", by=by)
    return person


def change_person(person: Person, *, by: Person, **details: Any) -> Person:
    """Change a person's details. Another address is also the one they sign in with, and signs them out everywhere.

    Raises RuleBroken, with the name of the field.
    """
    address = person.email
    changed = _set_details(person, details)
    if "email" in changed:
        _move_login(person, address, by=by)
    if changed:
        db.session.flush()
        history.record(person, "changed", by=by, fields=changed)
    return person


def change_own_details(person: Person, *, print_name: str, zone: str) -> None:
    """What a person changes of their own record."""
    change_person(person, by=person, print_name=print_name, zone=zone)


def checked_address(address: str | None) -> str | None:
    """An address in the form that is stored. Raises RuleBroken when it is none."""
    address = (address or "").strip().lower()
    if not address:
        return None
    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise RuleBroken(_("Type an email address, such as name@example.org."), "email") from None


def _set_details(person: Person, details: dict[str, Any]) -> list[str]:
    """Set what differs, and say which fields these were."""
    for name in CLEANED:
        if details.get(name) is not None:
            details[name] = clean(details[name])
    if "staff_number" in details:
        details["staff_number"] = details["staff_number"] or None
    if "email" in details:
        details["email"] = checked_address(details["email"])
    with db.session.no_autoflush:
        changed = [name for name, value in details.items() if getattr(person, name) != value]
        _check_details(person, details, changed)
        for name in changed:
            setattr(person, name, details[name])
    return changed


def _check_details(person: Person, details: dict[str, Any], changed: list[str]) -> None:
    for name, message in (
        ("given_name", _("Type the first name.")),
        ("family_name", _("Type the last name.")),
    ):
        if not details.get(name, getattr(person, name)):
            raise RuleBroken(message, name)
    organisation = details.get("organisation", person.organisation)
    for name in ("unit", "site"):
        part = details.get(name, getattr(person, name))
        if part is not None and (organisation is None or part.organisation_id != organisation.id):
            raise RuleBroken(_("Choose one of the same organisation."), name)
    if details.get("staff_number") and organisation is None:
        raise RuleBroken(_("Choose the organisation that gave this number."), "organisation")
    same = queries.people_with_address(details["email"]) if "email" in changed and details["email"] else []
    if any(other is not person for other in same):
        raise RuleBroken(_("Somebody else on record has this address."), "email")
    if {"staff_number", "organisation"} & set(changed):
        number = details.get("staff_number", person.staff_number)
        same = queries.person_named(number) if number else []
        if any(other is not person and other.organisation is organisation for other in same):
            raise RuleBroken(_("Somebody else at this organisation has this number."), "staff_number")
    if "line_manager" in changed:
        _check_line_manager(person, details["line_manager"])


def _check_line_manager(person: Person, manager: Person | None) -> None:
    above, steps = manager, 0
    while above is not None and steps < 100:
        if above is person:
            raise RuleBroken(_("These people would manage each other in a circle."), "line_manager")
        above, steps = above.line_manager, steps + 1


def _move_login(person: Person, old_address: str | None, *, by: Person) -> None:
    """Let a person who signs in do so with their new address, and tell the old one."""
    login = queries.login_of(person)
    if login is None:
        return
    if not (answer := policy.can_change_sign_in(by, person)):
        raise RuleBroken(getattr(answer, "reason", _("You may not change this address.")), "email")
    if person.email is None:
        raise RuleBroken(_("This person signs in with their address. Type another one."), "email")
    _check_free(person.email, login)
    login.email = person.email
    end_sign_ins(login)
    mail.write(
        old_address,
        _("Your Setwright address was changed"),
        "people/address_changed",
        centre=person.centre,
    )


def _check_free(address: str, login: Login | None = None) -> None:
    """An address signs in once in an installation."""
    other = queries.login_with_address(address)
    if other is not None and other is not login:
        raise RuleBroken(_("This address already signs in to Setwright. Type another one."), "email")


# ---- Signing in ----


def create_login(person: Person, *, password: str | None = None) -> Login:
    """Let a person sign in. Without a password they choose one through a mailed link.

    Raises RuleBroken when they have no address, or when it already signs in.
    """
    if not person.email:
        raise RuleBroken(_("Give this person an email address first."), "email")
    _check_free(person.email)
    login = Login(
        tenant_id=person.tenant_id,
        person_id=person.id,
        email=person.email,
        password=hash_password(passwords.normalised(password)) if password else None,
        fs_uniquifier=uuid4().hex,
    )
    db.session.add(login)
    db.session.flush()
    return login


def invite(person: Person, *, by: Person) -> Login:
    """Let a person sign in, and mail them where to choose a password. Again: the mail once more."""
    login = queries.login_of(person) or create_login(person)
    mail.write(
        person.email,
        _("Choose your Setwright password"),
        "people/invitation",
        url=f"{current_app.config['PUBLIC_URL']}/reset",
        address=person.email,
        centre=person.centre,
    )
    history.record(person, "invited", by=by)
    return login


def sign_out_everywhere(person: Person, *, by: Person, except_row: int | None = None) -> None:
    """End a person's sign-ins, but for the browser that asks."""
    if login := queries.login_of(person):
        end_sign_ins(login, except_row=except_row)
        history.record(person, "signed_out", by=by)


def close_login(person: Person, *, by: Person) -> None:
    """Stop a person signing in, from this moment. Their record stays."""
    if (login := queries.login_of(person)) and login.active:
        login.active = False
        end_sign_ins(login)
        history.record(person, "closed", by=by)


def open_login(person: Person, *, by: Person) -> None:
    """Let a person sign in again."""
    if (login := queries.login_of(person)) and not login.active:
        login.active, login.locked_until, login.wrong_passwords = True, None, 0
        history.record(person, "opened", by=by)


def change_password(person: Person, login: Login, password: str) -> None:
    """Replace a password that its owner has just proved. Every sign-in ends; the caller signs this browser in again.

    Raises RuleBroken when the new one is too easy.
    """
    words = [login.email, person.given_name, person.family_name, person.centre.name]
    if objection := passwords.objection(passwords.normalised(password), words=words):
        raise RuleBroken(objection, "password")
    login.password = hash_password(passwords.normalised(password))
    login.fs_uniquifier = uuid4().hex
    end_sign_ins(login)
    history.record(person, "changed_password", by=person)
    mail.write(person.email, _("Your Setwright password was changed"), "people/password_changed", centre=person.centre)


# ---- Roles ----


def grant_role(
    person: Person,
    role: Role,
    *,
    by: Person,
    organisation: Organisation | None = None,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleGrant:
    """Give a person a role in one organisation, or in the whole centre without one. Both days count.

    Raises NotAllowed when `by` may not give it, RuleBroken when the person may not have it.
    """
    if not (answer := policy.can_grant(by, person)) or not policy.may_grant(by, role):
        raise NotAllowed(getattr(answer, "reason", _("Another kind of administrator gives this role.")))
    if organisation is not None and role in policy.WHOLE_CENTRE_ONLY:
        raise RuleBroken(_("This role holds in the whole centre."), "scope")
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("The last day must not be before the first day."), "ends_on")
    organisation_id = organisation.id if organisation else None
    if any(
        held.role is role and held.scope_id == organisation_id and held.is_current(starts_on) for held in person.grants
    ):
        raise RuleBroken(_("This person holds this role already."), "role")
    if policy.grant_that_clashes(person.grants, role, organisation_id, starts_on, ends_on):
        raise RuleBroken(
            _(
                "HR sees counts only. Nobody can hold HR together with centre administrator, lead quality assurer or "
                "system administrator in the same organisation."
            ),
            "role",
        )
    grant = RoleGrant(
        person=person,
        role=role,
        scope_kind=ScopeKind.organisation if organisation else ScopeKind.centre,
        scope_id=organisation_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    db.session.add(grant)
    db.session.flush()
    history.record(grant, "granted", by=by, result=role.value)
    return grant


def end_role(grant: RoleGrant, *, by: Person) -> None:
    """End a role now. A role that has not begun ends before its first day.

    Raises NotAllowed, and RuleBroken for the last centre or system administrator.
    """
    require(policy.can_end_grant(by, grant), _("You may not end this role."))
    today = centre_clock.today()
    if (grant.ends_on is not None and grant.ends_on < today) or grant.ended_at is not None:
        raise RuleBroken(_("This role has already ended."))
    if grant.role in policy.GRANTED_BY_SYSTEM_ADMINISTRATOR and not queries.other_administrators(grant):
        raise RuleBroken(_("This is the last one of its kind. Give the role to somebody else first."))
    grant.ends_on = max(today, grant.starts_on)
    grant.ended_at = clock.now()
    history.record(grant, "ended", by=by, result=grant.role.value)


def choose_role(person: Person, role: Role) -> None:
    """Write down that a person works in another of their roles from here on."""
    history.record(person, "chose_role", by=person, result=role.value)


# ---- Credentials and conflicts of interest ----


def add_credential(
    person: Person,
    kind: CredentialKind,
    *,
    obtained_on: date,
    expires_on: date | None = None,
    public_id: UUID | None = None,
    by: Person,
) -> StaffCredential:
    """Write down a credential that the centre has seen. Raises NotAllowed, RuleBroken when its dates cannot be."""
    require(policy.can_add_credential(by, person), _("Only the centre administrator writes down credentials."))
    if obtained_on > centre_clock.today():
        raise RuleBroken(_("This day is still to come."), "obtained_on")
    if expires_on is not None and expires_on < obtained_on:
        raise RuleBroken(_("It cannot run out before it was obtained."), "expires_on")
    credential = StaffCredential(
        public_id=public_id, person_id=person.id, kind=kind, obtained_on=obtained_on, expires_on=expires_on
    )
    db.session.add(credential)
    db.session.flush()
    history.record(credential, "added", by=by, result=kind.value)
    return credential


def change_credential(credential: StaffCredential, *, obtained_on: date, expires_on: date | None, by: Person) -> None:
    """Put the days of a credential right, or write down that it was renewed. Raises NotAllowed, RuleBroken."""
    require(policy.can_change_credential(by, credential), _("Only the centre administrator changes credentials."))
    if obtained_on > centre_clock.today():
        raise RuleBroken(_("This day is still to come."), "obtained_on")
    if expires_on is not None and expires_on < obtained_on:
        raise RuleBroken(_("It cannot run out before it was obtained."), "expires_on")
    if expires_on != credential.expires_on:
        credential.warned_at = None
    credential.obtained_on, credential.expires_on = obtained_on, expires_on
    db.session.flush()
    until = expires_on.isoformat() if expires_on else None
    history.record(
        credential, "changed", by=by, result=credential.kind.value, since=obtained_on.isoformat(), until=until
    )


def declare_conflict(
    person: Person, about: Person, nature: str, *, public_id: UUID | None = None, by: Person
) -> ConflictDeclaration:
    """Write down that two people are, or might be, too close for one to judge the other's work.

    Raises RuleBroken when it is one person, or already declared.
    """
    if about is person:
        raise RuleBroken(_("Name another person."), "about")
    if nature not in NATURE_LABELS:
        raise RuleBroken(_("Choose what is between them."), "nature")
    if any({person.id, about.id} == {known.person_id, known.about_id} for known in queries.conflicts_of(person)):
        raise RuleBroken(_("This is already on record."), "about")
    conflict = ConflictDeclaration(
        public_id=public_id,
        person=person,
        about=about,
        nature=nature,
        declared_on=centre_clock.today(),
        decision=ConflictDecision.open,
    )
    db.session.add(conflict)
    db.session.flush()
    history.record(conflict, "declared", by=by, result=conflict.decision.value)
    return conflict


def decide_conflict(conflict: ConflictDeclaration, decision: ConflictDecision, *, by: Person) -> None:
    """Say what follows from a conflict. Raises NotAllowed for one of the two."""
    require(policy.can_decide_conflict(by, conflict), _("You may not decide this."))
    if decision is ConflictDecision.open:
        raise RuleBroken(_("Choose what follows."), "decision")
    conflict.decision = decision
    history.record(conflict, "decided", by=by, result=decision.value)
    mail.write(
        conflict.person.email,
        _("Your declaration was decided"),
        "people/conflict_decided",
        url=f"{current_app.config['PUBLIC_URL']}/me",
    )
