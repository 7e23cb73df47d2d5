from datetime import date

import pytest

from core import clock
from people.models import Centre, Person, Role, RoleGrant
from training.programmes import policy
from training.programmes.models import Cohort, TaughtEvent

ME = 7


def person(*roles: Role) -> Person:
    grants = [RoleGrant(role=role, starts_on=date(2020, 1, 1)) for role in roles]
    return Person(id=ME, centre=Centre(zone=clock.DEFAULT_ZONE), grants=grants)


OWN, OTHER = Cohort(tutor_id=ME), Cohort(tutor_id=8)

# role -> list and see all, change and start, see own cohort, plan and take registers of own, of another
TABLE = {
    Role.centre_administrator: (True, True, True, True, True),
    Role.lead_iqa: (True, False, True, False, False),
    Role.tutor: (False, False, True, True, False),
    Role.assessor: (False, False, False, False, False),
    Role.iqa: (False, False, False, False, False),
    Role.trainee: (False, False, False, False, False),
    Role.hr: (False, False, False, False, False),
    Role.system_administrator: (False, False, False, False, False),
}


@pytest.mark.parametrize("role", TABLE)
def test_who_may_do_what_with_cohorts_and_registers(role):
    me = person(role)
    lists, changes, sees_own, plans_own, plans_other = TABLE[role]
    assert policy.can_list(me) is lists
    assert policy.can_see_cohort(me, OTHER) is lists
    assert policy.can_start(me) is policy.can_change_cohort(me, OWN) is changes
    assert policy.can_see_cohort(me, OWN) is sees_own
    assert policy.can_plan(me, OWN) is policy.can_take_register(me, TaughtEvent(cohort=OWN)) is plans_own
    assert policy.can_plan(me, OTHER) is policy.can_take_register(me, TaughtEvent(cohort=OTHER)) is plans_other
    assert policy.can_list_taught_days(me) is (role is Role.tutor)


def test_a_tutor_without_the_role_any_more_sees_nothing():
    assert not policy.can_see_cohort(person(), OWN)
