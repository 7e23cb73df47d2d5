"""Who may do what with people, roles and the centre's settings (domain §9)."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _

from core import clock
from core.mail import Mail
from core.policy import Refusal
from people.models import ConflictDeclaration, Organisation, Person, Role, RoleGrant, ScopeKind, Site, StaffCredential

STAFF = {
    Role.tutor,
    Role.assessor,
    Role.iqa,
    Role.lead_iqa,
    Role.centre_administrator,
    Role.set_organiser,
    Role.supervisor,
    Role.observer,
}
GRANTED_BY_SYSTEM_ADMINISTRATOR = {Role.system_administrator, Role.centre_administrator}
# HR plans by counts; whoever also reads names or runs the centre could undo the small-number rule.
NEVER_WITH_HR = {Role.centre_administrator, Role.lead_iqa, Role.system_administrator}
# What these do cannot be cut along an organisation.
WHOLE_CENTRE_ONLY = {Role.system_administrator, Role.centre_administrator, Role.lead_iqa}


def holds(person: Person | None, *roles: Role) -> bool:
    """Whether the person holds one of these roles today, in any scope."""
    return bool(person and grants_of(person, *roles))


def grants_of(person: Person, *roles: Role) -> list[RoleGrant]:
    """The grants of these roles that hold today."""
    today = clock.today(person.centre.zone)
    return [grant for grant in person.grants if grant.role in roles and grant.is_current(today)]


def covers(grant: RoleGrant, organisation_id: int | None) -> bool:
    """Whether a grant reaches an organisation: one for the centre reaches all of them."""
    if grant.scope_kind is ScopeKind.centre:
        return True
    return grant.scope_kind is ScopeKind.organisation and grant.scope_id == organisation_id


def is_centre_administrator(person: Person) -> bool:
    """Runs the centre: people, programmes, registrations, claims."""
    return holds(person, Role.centre_administrator)


# ---- People ----


def can_see_people(person: Person) -> bool:
    """Open the list of people."""
    return holds(person, Role.centre_administrator, Role.lead_iqa, Role.system_administrator)


def can_see(person: Person, other: Person) -> bool:
    """Open a person's page."""
    return can_see_people(person) or person.id == other.id


def can_see_staff_record(person: Person, other: Person) -> bool:
    """Read somebody's credentials and conflicts of interest: not the system administrator, who has no content."""
    return holds(person, Role.centre_administrator, Role.lead_iqa) or person.id == other.id


def can_add(person: Person) -> bool:
    """Put a person on record."""
    return is_centre_administrator(person)


def can_edit(person: Person, other: Person) -> bool:
    """Change a person's details."""
    return is_centre_administrator(person)


def can_import(person: Person) -> bool:
    """Read a people file into the centre."""
    return is_centre_administrator(person)


def can_change_sign_in(person: Person, other: Person) -> bool | Refusal:
    """Invite somebody, stop them signing in, sign them out, or give them another address to sign in with.

    Whoever can do this can take the account over by a mailed link, so a system administrator's account is changed
    by a system administrator only.
    """
    if not holds(person, Role.centre_administrator, Role.system_administrator):
        return False
    if holds(other, Role.system_administrator) and not holds(person, Role.system_administrator):
        return Refusal(_("Only a system administrator can change how a system administrator signs in."))
    return True


def can_close(person: Person, other: Person) -> bool | Refusal:
    """Stop somebody signing in, or sign them out: never oneself."""
    if person.id == other.id:
        return Refusal(_("You cannot do this to yourself. Sign out, or ask another administrator."))
    return can_change_sign_in(person, other)


def can_reset_factors(person: Person, other: Person) -> bool | Refusal:
    """Take the second factors off the account of somebody who lost them: never one's own."""
    return can_close(person, other)


# ---- Roles ----


def may_grant(granter: Person, role: Role) -> bool:
    """The system administrator grants the two administrator roles, the centre administrator all the others."""
    if role in GRANTED_BY_SYSTEM_ADMINISTRATOR:
        return holds(granter, Role.system_administrator)
    return is_centre_administrator(granter)


def can_grant(person: Person, other: Person) -> bool | Refusal:
    """Give a person a role or end one: never to oneself."""
    if not holds(person, Role.centre_administrator, Role.system_administrator):
        return False
    if person.id == other.id:
        return Refusal(_("Nobody can give roles to themselves. Ask another administrator."))
    return True


def can_see_grant(person: Person, grant: RoleGrant) -> bool:
    """Read which roles somebody holds."""
    return can_see(person, grant.person)


def can_end_grant(person: Person, grant: RoleGrant) -> bool | Refusal:
    """End a role: whoever may give it may end it."""
    if not (answer := can_grant(person, grant.person)):
        return answer
    if not may_grant(person, grant.role):
        return Refusal(_("This role is given and ended by another kind of administrator."))
    return True


def grant_that_clashes(
    grants: Iterable[RoleGrant], role: Role, organisation_id: int | None, starts_on: date, ends_on: date | None
) -> RoleGrant | None:
    """The role already held that must not be held together with the one to come, in one organisation at one time.

    `organisation_id` is None for a role in the whole centre. Only HR and the roles of NEVER_WITH_HR clash.
    """
    for grant in grants:
        if role is Role.hr and grant.role not in NEVER_WITH_HR:
            continue
        if role is not Role.hr and not (role in NEVER_WITH_HR and grant.role is Role.hr):
            continue
        apart = (ends_on is not None and ends_on < grant.starts_on) or (
            grant.ends_on is not None and (grant.ends_on < starts_on or (grant.ended_at and grant.ends_on == starts_on))
        )
        elsewhere = (
            grant.scope_kind is ScopeKind.organisation
            and organisation_id is not None
            and grant.scope_id != organisation_id
        )
        if not apart and not elsewhere:
            return grant
    return None


# ---- Credentials and conflicts of interest ----


def can_add_credential(person: Person, other: Person) -> bool | Refusal:
    """Write down a credential that the centre has seen: the administrator, never one's own (invariant 21)."""
    if not is_centre_administrator(person):
        return False
    if person.id == other.id:
        return Refusal(_("Nobody writes down their own credential. Ask another administrator."))
    return True


def can_see_credential(person: Person, credential: StaffCredential) -> bool:
    """Read a credential."""
    return can_see_staff_record(person, credential.person)


def can_change_credential(person: Person, credential: StaffCredential) -> bool:
    """Put a credential right: the administrator, who has seen it, never one's own."""
    return is_centre_administrator(person) and person.id != credential.person_id


def can_declare_conflict(person: Person, other: Person) -> bool:
    """Declare a conflict of interest: staff for themselves, the centre administrator for anybody."""
    return is_centre_administrator(person) or (person.id == other.id and holds(person, *STAFF))


def can_see_conflict(person: Person, conflict: ConflictDeclaration) -> bool:
    """Read a declared conflict."""
    return holds(person, Role.centre_administrator, Role.lead_iqa) or person.id == conflict.person_id


def can_decide_conflict(person: Person, conflict: ConflictDeclaration) -> bool | Refusal:
    """Say what follows from a conflict: never one of the two."""
    if not holds(person, Role.centre_administrator, Role.lead_iqa):
        return False
    if person.id in (conflict.person_id, conflict.about_id):
        return Refusal(_("This is about you. Ask another administrator to decide it."))
    return True


# ---- The centre ----


def can_see_organisations(person: Person) -> bool:
    """Open the list of organisations."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_see_organisation(person: Person, organisation: Organisation) -> bool:
    """Open an organisation with its units and sites."""
    return can_see_organisations(person)


def can_add_organisation(person: Person) -> bool:
    """Put an organisation on record."""
    return is_centre_administrator(person)


def can_edit_organisation(person: Person, organisation: Organisation) -> bool:
    """Add units and sites to an organisation."""
    return is_centre_administrator(person)


def can_edit_site(person: Person, site: Site) -> bool:
    """Set a site's name and region."""
    return is_centre_administrator(person)


def can_change_settings(person: Person) -> bool:
    """Change what holds for the whole centre."""
    return is_centre_administrator(person)


def can_read_mail(person: Person) -> bool:
    """Read the mails that the service wrote: they tell states of people's work, so never the system administrator."""
    return is_centre_administrator(person)


def can_read_one_mail(person: Person, message: Mail) -> bool:
    """Read the text of a mail; nobody reads one that holds a one-time link."""
    return can_read_mail(person) and not message.secret
