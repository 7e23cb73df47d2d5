"""Who may do what with people, roles and settings, as tables (domain §9)."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from core import clock
from core.mail import Mail
from people import policy
from people.models import Centre, ConflictDeclaration, Organisation, Person, Role, RoleGrant, ScopeKind, Site
from tests import london

_ids = count(1)
A, B = 71, 72  # organisations
SINCE = date(2020, 1, 1)
YES, NO, REFUSED = "yes", "no", "refused"


def somebody(*roles: Role) -> Person:
    person = Person(id=next(_ids), given_name="A", family_name="B", centre=Centre(zone=clock.DEFAULT_ZONE))
    person.grants = [grant(role) for role in roles]
    return person


def grant(role: Role, organisation: int | None = None, starts_on: date = SINCE, **fields: Any) -> RoleGrant:
    kind = ScopeKind.organisation if organisation else ScopeKind.centre
    return RoleGrant(role=role, scope_kind=kind, scope_id=organisation, starts_on=starts_on, **fields)


def outcome(answer: Any) -> str:
    return YES if answer else REFUSED if isinstance(answer, policy.Refusal) else NO


CA, LI, SY = Role.centre_administrator, Role.lead_iqa, Role.system_administrator
OTHERS = [role for role in Role if role not in (CA, LI, SY)]

# policy: who may, of centre administrator, lead IQA, system administrator; nobody else may.
ABOUT_NOTHING = [
    (policy.can_see_people, {CA, LI, SY}),
    (policy.can_add, {CA}),
    (policy.can_import, {CA}),
    (policy.can_see_organisations, {CA, LI}),
    (policy.can_add_organisation, {CA}),
    (policy.can_change_settings, {CA}),
    (policy.can_read_mail, {CA}),
]
ABOUT_A_PERSON = [
    (policy.can_see, {CA, LI, SY}),
    (policy.can_see_staff_record, {CA, LI}),
    (policy.can_edit, {CA}),
    (policy.can_change_sign_in, {CA, SY}),
    (policy.can_close, {CA, SY}),
    (policy.can_grant, {CA, SY}),
    (policy.can_add_credential, {CA}),
    (policy.can_declare_conflict, {CA}),
]
ABOUT_THE_CENTRE = [
    (policy.can_see_organisation, Organisation(), {CA, LI}),
    (policy.can_edit_organisation, Organisation(), {CA}),
    (policy.can_edit_site, Site(), {CA}),
    (policy.can_read_one_mail, Mail(secret=False), {CA}),
    (policy.can_read_one_mail, Mail(secret=True), set()),
    (policy.can_see_conflict, ConflictDeclaration(person_id=0, about_id=0), {CA, LI}),
    (policy.can_decide_conflict, ConflictDeclaration(person_id=0, about_id=0), {CA, LI}),
]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("can", "holders"), ABOUT_NOTHING)
def test_pages_of_the_centre(can: Any, holders: set[Role], role: Role) -> None:
    assert bool(can(somebody(role))) is (role in holders)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("can", "holders"), ABOUT_A_PERSON)
def test_somebody_elses_record(can: Any, holders: set[Role], role: Role) -> None:
    assert bool(can(somebody(role), somebody(Role.assessor))) is (role in holders)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("can", "thing", "holders"), ABOUT_THE_CENTRE)
def test_things_of_the_centre(can: Any, thing: Any, holders: set[Role], role: Role) -> None:
    assert bool(can(somebody(role), thing)) is (role in holders)


@pytest.mark.parametrize("can", [row[0] for row in ABOUT_NOTHING])
def test_who_holds_no_role_opens_nothing(can: Any) -> None:
    assert not can(somebody())


@pytest.mark.parametrize(
    ("can", "answer"),
    [
        (policy.can_see, YES),
        (policy.can_see_staff_record, YES),
        (policy.can_grant, REFUSED),
        (policy.can_close, REFUSED),
        (policy.can_add_credential, REFUSED),
        (policy.can_declare_conflict, YES),
    ],
)
def test_ones_own_record_even_as_administrator(can: Any, answer: str) -> None:
    one = somebody(CA, SY)
    assert outcome(can(one, one)) == answer


@pytest.mark.parametrize(
    ("role", "answer"),
    [(role, YES if role in policy.STAFF else NO) for role in Role],
)
def test_staff_declare_their_own_conflicts(role: Role, answer: str) -> None:
    one = somebody(role)
    assert outcome(policy.can_declare_conflict(one, one)) == answer


def test_neither_of_the_two_decides_a_conflict() -> None:
    one, two = somebody(CA), somebody(LI)
    conflict = ConflictDeclaration(person_id=one.id, about_id=two.id)
    assert [outcome(policy.can_decide_conflict(who, conflict)) for who in (one, two, somebody(LI))] == [
        REFUSED,
        REFUSED,
        YES,
    ]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("granter", list(Role))
def test_who_gives_which_role(granter: Role, role: Role) -> None:
    giver = {CA: SY, SY: SY}.get(role, CA)
    assert policy.may_grant(somebody(granter), role) is (granter is giver)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("granter", [CA, SY, LI])
def test_who_gives_a_role_ends_it(granter: Role, role: Role) -> None:
    held = grant(role)
    held.person = somebody()
    expected = NO if granter is LI else YES if policy.may_grant(somebody(granter), role) else REFUSED
    assert outcome(policy.can_end_grant(somebody(granter), held)) == expected


def test_nobody_ends_a_role_of_their_own() -> None:
    one = somebody(CA, SY)
    assert outcome(policy.can_end_grant(one, one.grants[0])) == REFUSED


@pytest.mark.parametrize(
    ("who", "other", "answer"),
    [(CA, CA, YES), (CA, SY, REFUSED), (SY, SY, YES), (SY, CA, YES), (LI, CA, NO), (Role.hr, CA, NO)],
)
def test_an_account_is_never_taken_over_from_below(who: Role, other: Role, answer: str) -> None:
    assert outcome(policy.can_change_sign_in(somebody(who), somebody(other))) == answer
    assert outcome(policy.can_close(somebody(who), somebody(other))) == answer


TODAY = london.today()


@pytest.mark.parametrize(
    ("held", "wanted", "where", "from_", "clashes"),
    [
        (grant(CA), Role.hr, None, TODAY, True),
        (grant(LI), Role.hr, None, TODAY, True),
        (grant(SY), Role.hr, A, TODAY, True),
        (grant(Role.hr), CA, None, TODAY, True),
        (grant(Role.hr, A), LI, None, TODAY, True),
        (grant(Role.hr, A), LI, A, TODAY, True),
        (grant(Role.hr, A), LI, B, TODAY, False),
        (grant(LI, A), Role.hr, B, TODAY, False),
        (grant(LI, A), Role.hr, None, TODAY, True),
        (grant(Role.hr), Role.assessor, None, TODAY, False),
        (grant(Role.assessor), Role.hr, None, TODAY, False),
        (grant(Role.hr), Role.hr, A, TODAY, False),
        (grant(CA), LI, None, TODAY, False),
        (grant(CA, ends_on=TODAY), Role.hr, None, TODAY, True),
        (grant(CA, ends_on=TODAY), Role.hr, None, TODAY + timedelta(1), False),
        (grant(CA, ends_on=TODAY, ended_at=clock.now()), Role.hr, None, TODAY, False),
        (grant(CA, starts_on=TODAY + timedelta(9)), Role.hr, None, TODAY, True),
    ],
)
def test_hr_is_never_held_with_a_role_that_reads_names(
    held: RoleGrant, wanted: Role, where: int | None, from_: date, clashes: bool
) -> None:
    assert (policy.grant_that_clashes([held], wanted, where, from_, None) is held) is clashes


@pytest.mark.parametrize(
    ("ends_on", "ended", "day", "holds"),
    [
        (None, False, TODAY, True),
        (TODAY, False, TODAY, True),
        (TODAY, True, TODAY, False),
        (TODAY, True, TODAY - timedelta(1), True),
        (TODAY - timedelta(1), False, TODAY, False),
        (None, False, SINCE - timedelta(1), False),
    ],
)
def test_a_role_holds_through_its_last_day_unless_ended_by_hand(
    ends_on: date | None, ended: bool, day: date, holds: bool
) -> None:
    held = grant(Role.tutor, ends_on=ends_on, ended_at=clock.now() if ended else None)
    assert held.is_current(day) is holds
