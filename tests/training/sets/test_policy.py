"""Who may do what with a set, as a table (domain §9)."""

import pytest

from people.models import Role, ScopeKind
from tests.factories import people, sets
from training.sets import policy

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize(
    ("who", "sees", "changes"),
    [
        ("organiser", True, True),
        ("facilitator", True, False),
        ("another organiser", False, False),
        (Role.centre_administrator, True, True),
        (Role.lead_iqa, True, False),
        (Role.trainee, False, False),
        (Role.assessor, False, False),
        (Role.hr, False, False),
        (Role.system_administrator, False, False),
    ],
)
def test_who_sees_and_who_changes_a_set(who, sees, changes):
    facilitator = people.person(Role.trainee)
    row = sets.learning_set(facilitator)
    person = {
        "organiser": lambda: row.organiser,
        "facilitator": lambda: facilitator,
        "another organiser": lambda: people.person(Role.set_organiser),
    }.get(who, lambda: people.person(who))()
    assert bool(policy.can_see(person, row)) is sees
    assert bool(policy.can_change(person, row)) is changes


@pytest.mark.parametrize("role", Role)
def test_who_lists_and_who_forms_sets(role):
    person = people.person(role)
    assert policy.can_list(person) is (role in {Role.set_organiser, Role.centre_administrator, Role.lead_iqa})
    assert policy.can_form(person) is (role in {Role.set_organiser, Role.centre_administrator})


def test_an_organiser_whose_role_does_not_reach_the_set_no_longer_sees_it():
    people.centre()
    own, other = people.organisation(), people.organisation()
    organiser = people.person(Role.set_organiser, scope=own)
    assert policy.can_see(organiser, sets.learning_set(organiser=organiser, organisation=own))
    assert not policy.can_see(organiser, sets.learning_set(organiser=organiser, organisation=other))


def test_an_organiser_of_a_programme_reaches_its_sets_only():
    organiser = people.person()
    people.grant(organiser, Role.set_organiser, scope_kind=ScopeKind.programme, scope_id=41)
    assert policy.may_organise(organiser, None, 41)
    assert not policy.may_organise(organiser, None, 42)
    assert not policy.may_organise(organiser, 41, None)
