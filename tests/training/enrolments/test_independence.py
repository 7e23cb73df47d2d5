import pytest

from people.models import ConflictDecision
from training.enrolments.independence import Objection, OnRecord, is_managed, objection
from training.enrolments.models import AllocationRole as R

# What is on record -> the objection as assessor, IQA and supervisor.
TABLE = [
    (OnRecord(), None, None, None),
    (OnRecord(is_the_trainee=True), *[Objection.own_work] * 3),
    (OnRecord(holds_role=False), *[Objection.role_not_held] * 3),
    (OnRecord(assesses=True), None, Objection.both_roles, Objection.judges),
    (OnRecord(checks=True), Objection.both_roles, None, Objection.judges),
    (OnRecord(taught_or_observed=True), None, Objection.taught_or_observed, None),
    (OnRecord(supervises=True), Objection.supervises, Objection.supervises, None),
    (OnRecord(teaches=True), Objection.teaches, Objection.teaches, None),
    (OnRecord(is_line_manager=True), Objection.manages, Objection.manages, Objection.line_manager),
    (OnRecord(conflicts=(ConflictDecision.open,)), *[Objection.conflict_open] * 3),
    (OnRecord(conflicts=(ConflictDecision.blocked,)), *[Objection.conflict_blocked] * 3),
    (OnRecord(conflicts=(ConflictDecision.managed,)), None, None, None),
    (OnRecord(conflicts=(ConflictDecision.none,)), None, None, None),
    (OnRecord(conflicts=(ConflictDecision.managed, ConflictDecision.open)), *[Objection.conflict_open] * 3),
    (
        OnRecord(is_line_manager=True, conflicts=(ConflictDecision.managed,)),
        Objection.manages,
        Objection.manages,
        None,
    ),
    (OnRecord(taught_or_observed=True, teaches=True), Objection.teaches, Objection.taught_or_observed, None),
]


@pytest.mark.parametrize(("known", "as_assessor", "as_iqa", "as_supervisor"), TABLE)
def test_who_stands_too_close_is_objected_to(known, as_assessor, as_iqa, as_supervisor):
    assert [objection(role, known) for role in (R.assessor, R.iqa, R.supervisor)] == [
        as_assessor,
        as_iqa,
        as_supervisor,
    ]


def test_only_a_managed_conflict_is_carried_on():
    assert [decision for decision in ConflictDecision if is_managed(OnRecord(conflicts=(decision,)))] == [
        ConflictDecision.managed
    ]
