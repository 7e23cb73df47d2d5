from datetime import date, timedelta

import pytest

from core import clock
from people.models import Centre, Person, Role, RoleGrant
from tests import london
from training.enrolments import policy
from training.enrolments.models import Allocation, AllocationRole, Enrolment
from training.programmes.models import Cohort

ME, TRAINEE = 7, 8


def person(*roles: Role) -> Person:
    grants = [RoleGrant(role=role, starts_on=date(2020, 1, 1)) for role in roles]
    return Person(id=ME, centre=Centre(zone=clock.DEFAULT_ZONE), grants=grants)


def place(*, role: AllocationRole | None = None, unit_id: int | None = None, own=False, taught=False, ended=False):
    allocations = []
    if role is not None:
        yesterday = london.today() - timedelta(days=1)
        ends_on = yesterday if ended else None
        allocations = [
            Allocation(role=role, person_id=ME, unit_id=unit_id, starts_on=date(2020, 1, 1), ends_on=ends_on)
        ]
    cohort = Cohort(tutor_id=ME) if taught else None
    return Enrolment(person_id=ME if own else TRAINEE, allocations=allocations, cohort=cohort)


A = AllocationRole
# who -> opens the page, reads the registration, the learner number, who carries a conflict; registers and allocates,
# gives more time, ends the place or chooses units
TABLE = {
    "administrator": ((Role.centre_administrator,), {}, (1, 1, 1, 1, 1, 1, 1)),
    "lead IQA": ((Role.lead_iqa,), {}, (1, 1, 1, 1, 0, 1, 0)),
    "the trainee": ((Role.trainee,), {"own": True}, (1, 1, 1, 0, 0, 0, 1)),
    "another trainee": ((Role.trainee,), {}, (0, 0, 0, 0, 0, 0, 0)),
    "assessor": ((Role.assessor,), {"role": A.assessor}, (1, 1, 0, 0, 0, 0, 0)),
    "assessor of one unit": ((Role.assessor,), {"role": A.assessor, "unit_id": 3}, (1, 1, 0, 0, 0, 0, 0)),
    "another assessor": ((Role.assessor,), {}, (0, 0, 0, 0, 0, 0, 0)),
    "assessor until yesterday": ((Role.assessor,), {"role": A.assessor, "ended": True}, (0, 0, 0, 0, 0, 0, 0)),
    "assessor without the role now": ((Role.tutor,), {"role": A.assessor}, (0, 0, 0, 0, 0, 0, 0)),
    "IQA": ((Role.iqa,), {"role": A.iqa}, (1, 1, 0, 1, 0, 0, 0)),
    "supervisor": ((Role.supervisor,), {"role": A.supervisor}, (1, 0, 0, 0, 0, 0, 0)),
    "tutor": ((Role.tutor,), {"taught": True}, (1, 1, 0, 0, 0, 0, 0)),
    "tutor of another cohort": ((Role.tutor,), {}, (0, 0, 0, 0, 0, 0, 0)),
    "set organiser": ((Role.set_organiser,), {}, (0, 0, 0, 0, 0, 0, 0)),
    "HR": ((Role.hr,), {}, (0, 0, 0, 0, 0, 0, 0)),
    "system administrator": ((Role.system_administrator,), {}, (0, 0, 0, 0, 0, 0, 0)),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_reads_and_does_what_with_a_trainees_place(who):
    roles, how, expected = TABLE[who]
    me, enrolment = person(*roles), place(**how)
    answers = (
        policy.can_see(me, enrolment),
        policy.can_see_registration(me, enrolment),
        policy.can_see_uln(me, enrolment),
        policy.can_see_conflicts(me, enrolment),
        policy.can_register(me, enrolment),
        policy.can_extend(me, enrolment),
        policy.can_withdraw(me, enrolment),
    )
    assert tuple(map(int, answers)) == expected
    assert policy.can_allocate(me, enrolment) is policy.can_register(me, enrolment)
    assert policy.can_choose_units(me, enrolment) is policy.can_withdraw(me, enrolment)


def test_an_allocation_on_one_unit_does_not_reach_another():
    me, enrolment = person(Role.assessor), place(role=A.assessor, unit_id=3)
    assert policy.is_allocated(me, enrolment, A.assessor, unit_id=3)
    assert not policy.is_allocated(me, enrolment, A.assessor, unit_id=4)
