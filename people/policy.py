"""Who may do what with people, roles and the centre's settings (domain §9)."""

from core import clock
from people.models import Organisation, Person, Role, RoleGrant, ScopeKind

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


def holds(person: Person | None, *roles: Role) -> bool:
    """Whether the person holds one of these roles today, in any scope."""
    return bool(person and grants_of(person, *roles))


def grants_of(person: Person, *roles: Role) -> list[RoleGrant]:
    """The grants of these roles that hold today."""
    today = clock.today(person.zone)
    return [grant for grant in person.grants if grant.role in roles and grant.is_current(today)]


def covers(grant: RoleGrant, organisation_id: int | None) -> bool:
    """Whether a grant reaches an organisation: one for the centre reaches all of them."""
    if grant.scope_kind is ScopeKind.centre:
        return True
    return grant.scope_kind is ScopeKind.organisation and grant.scope_id == organisation_id


def is_centre_administrator(person: Person) -> bool:
    """Runs the centre: people, programmes, registrations, claims."""
    return holds(person, Role.centre_administrator)


def can_see_people(person: Person) -> bool:
    """Open the list of people."""
    return holds(person, Role.centre_administrator, Role.lead_iqa, Role.system_administrator)


def can_see(person: Person, other: Person) -> bool:
    """Open a person's page."""
    return can_see_people(person) or person.id == other.id


def can_edit(person: Person, other: Person) -> bool:
    """Change a person's details."""
    return is_centre_administrator(person)


def can_import(person: Person) -> bool:
    """Read a people file into the centre."""
    return is_centre_administrator(person)


def can_see_organisation(person: Person, organisation: Organisation) -> bool:
    """Open an organisation with its units and sites."""
    return can_see_people(person)


def may_grant(granter: Person, role: Role) -> bool:
    """The system administrator grants the two administrator roles, the centre administrator all the others."""
    if role in GRANTED_BY_SYSTEM_ADMINISTRATOR:
        return holds(granter, Role.system_administrator)
    return is_centre_administrator(granter)


def can_grant(person: Person, other: Person) -> bool:
    """Give a person a role or end one: never to oneself."""
    return holds(person, Role.centre_administrator, Role.system_administrator) and person.id != other.id
