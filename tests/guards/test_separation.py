"""Who may not sign one decision together: the database refuses it whatever door it comes by (invariants 20 to 22)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Table, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.grading.models import Countersignature, MarkSheet, Outcome, UnitDecision
from assessments.iqa.models import DrawnDecision, IqaSample, SampleJudgement, SampleOutcome, SampleState
from core import clock
from core.db import Base
from people.models import ConflictDecision, ConflictDeclaration, Person, Role
from tests.factories import enrolments, grading, people, portfolio, programmes, quality, signatures
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState
from training.portfolio.models import Submission

pytestmark = pytest.mark.usefixtures("session")


def nobody(place: Enrolment) -> Person:
    return people.person()


def trainee(place: Enrolment) -> Person:
    return place.person


def line_manager(place: Enrolment) -> Person:
    place.person.line_manager = people.person()
    return place.person.line_manager


def tutor(place: Enrolment) -> Person:
    place.cohort = programmes.cohort(version=place.award_version)
    return programmes.tutor_of(place.cohort)


def supervisor(place: Enrolment) -> Person:
    return enrolments.allocation(place, AllocationRole.supervisor).person


def supervised_before(place: Enrolment) -> Person:
    return portfolio.supervision(place.person).supervisor


def observer(place: Enrolment) -> Person:
    return portfolio.observation(place.person).observer


def allocated_iqa(place: Enrolment) -> Person:
    return enrolments.allocation(place, AllocationRole.iqa).person


def in_conflict(decision: ConflictDecision) -> Callable[[Enrolment], Person]:
    def named(place: Enrolment) -> Person:
        person = people.person()
        row = ConflictDeclaration(
            person=person, about=place.person, nature="friend", decision=decision, declared_on=clock.today()
        )
        portfolio._stored(row)
        return person

    named.__name__ = f"{decision.value}_conflict"
    return named


OPEN, BLOCKED, MANAGED, NONE = (in_conflict(ConflictDecision[name]) for name in ("open", "blocked", "managed", "none"))
TOO_CLOSE = [trainee, line_manager, tutor, supervisor, supervised_before, OPEN, BLOCKED]


def stored(session: Session, model: type[Base], **values: Any) -> int:
    """Put a row in as a statement of its own does: no service, no policy and no object looks at it."""
    table = model.__table__
    assert isinstance(table, Table)
    with session.begin_nested() as inner:
        answer = inner.session.connection().execute(insert(table).values(public_id=uuid4(), **values))
        return answer.inserted_primary_key[0]  # type: ignore[index]


def as_assessor_of_place(session: Session, place: Enrolment, person: Person) -> None:
    stored(
        session,
        Allocation,
        tenant_id=place.tenant_id,
        enrolment_id=place.id,
        role=AllocationRole.assessor,
        person_id=person.id,
        starts_on=clock.today(),
        managed_conflict=False,
    )


def as_iqa_of_place(session: Session, place: Enrolment, person: Person) -> None:
    stored(
        session,
        Allocation,
        tenant_id=place.tenant_id,
        enrolment_id=place.id,
        role=AllocationRole.iqa,
        person_id=person.id,
        starts_on=clock.today(),
        managed_conflict=False,
    )


def as_assessor_of_unit(session: Session, place: Enrolment, person: Person) -> None:
    sent = quality.decision(place).submission
    table = Submission.__table__
    with session.begin_nested():
        session.connection().execute(update(table).where(table.c.id == sent.id).values(assessor_id=person.id))


def as_who_decides(session: Session, place: Enrolment, person: Person, **fields: Any) -> None:
    sent = quality.decision(place).submission
    grading.credential(person)
    sheet = stored(
        session,
        MarkSheet,
        tenant_id=place.tenant_id,
        submission_id=sent.id,
        assessor_id=fields.pop("sheet_of", person).id,
        opened_at=clock.now(),
        draft={},
        version=1,
    )
    given = {
        "tenant_id": place.tenant_id,
        "submission_id": sent.id,
        "mark_sheet_id": sheet,
        "assessor_id": person.id,
        "outcome": Outcome.passed,
        "decided_at": clock.now(),
        **dict.fromkeys(("valid", "authentic", "current", "sufficient", "reliable"), True),
        "tests_comment": "",
        "feedback": "",
        "needs_countersignature": False,
        "signed_as": "Somebody, assessor",
        "bundle_hash": sent.bundle_hash,
        "signature_id": signatures.signature(person).id,
    }
    stored(session, UnitDecision, **given | fields)


def as_countersigner(session: Session, place: Enrolment, person: Person, *, credential: bool = True) -> None:
    decision = quality.decision(place, qualified=False)
    if credential:
        grading.credential(person)
    sign(session, decision, person)


def sign(session: Session, decision: UnitDecision, person: Person) -> None:
    stored(
        session,
        Countersignature,
        tenant_id=decision.tenant_id,
        decision_id=decision.id,
        person_id=person.id,
        agreed=True,
        comment="",
        signed_at=clock.now(),
        signed_as="Somebody, assessor",
        signature_id=signatures.signature(person).id,
    )


def as_who_samples(session: Session, place: Enrolment, person: Person) -> None:
    sample = quality.sample(quality.decision(place))
    take(session, sample, person)


def take(session: Session, sample: IqaSample, person: Person) -> None:
    table = IqaSample.__table__
    with session.begin_nested():
        session.connection().execute(
            update(table).where(table.c.id == sample.id).values(iqa_id=person.id, state=SampleState.open)
        )


def as_who_judges(session: Session, place: Enrolment, person: Person) -> None:
    sample = quality.opened(quality.decision(place))
    stored(
        session,
        SampleJudgement,
        tenant_id=place.tenant_id,
        sample_id=sample.id,
        decision_id=sample.decision_id,
        iqa_id=person.id,
        outcome=SampleOutcome.agree,
        feedback="It is all there.",
        action="",
        is_major=False,
        judged_at=clock.now(),
        signature_id=signatures.signature(person).id,
    )


JUDGING = [as_assessor_of_place, as_assessor_of_unit, as_who_decides, as_countersigner]
CHECKING = [as_iqa_of_place, as_who_samples, as_who_judges]


@pytest.mark.parametrize("close", [*TOO_CLOSE, allocated_iqa], ids=lambda each: each.__name__)
@pytest.mark.parametrize("part", JUDGING, ids=lambda each: each.__name__)
def test_the_database_takes_nobody_too_close_to_a_trainee_as(session, part, close):
    place = quality.place()
    person = close(place)
    session.flush()
    with pytest.raises(IntegrityError, match="too close"):
        part(session, place, person)


@pytest.mark.parametrize("close", [*TOO_CLOSE, observer], ids=lambda each: each.__name__)
@pytest.mark.parametrize("part", CHECKING, ids=lambda each: each.__name__)
def test_the_database_takes_neither_observer_nor_anybody_too_close_as(session, part, close):
    place = quality.place()
    person = close(place)
    session.flush()
    with pytest.raises(IntegrityError, match="too close"):
        part(session, place, person)


@pytest.mark.parametrize("apart", [nobody, NONE], ids=lambda each: each.__name__)
@pytest.mark.parametrize("part", [*JUDGING, *CHECKING], ids=lambda each: each.__name__)
def test_the_database_takes_who_is_far_enough_as(session, part, apart):
    place = quality.place()
    person = apart(place)
    session.flush()
    part(session, place, person)


@pytest.mark.parametrize("part", JUDGING, ids=lambda each: each.__name__)
def test_who_observed_may_judge(session, part):
    place = quality.place()
    part(session, place, observer(place))


def test_a_countersigner_is_a_third_person_in_the_database_too(session):
    decision = quality.decision(qualified=False)
    grading.credential(decision.assessor)
    with pytest.raises(IntegrityError, match="another part"):
        sign(session, decision, decision.assessor)


def test_the_iqa_is_a_fourth_person_in_the_database_too(session):
    countersigner, decision = grading.assessor(), quality.decision(qualified=False)
    sign(session, decision, countersigner)
    sample = quality.sample(decision)
    for person in (decision.assessor, countersigner):
        with pytest.raises(IntegrityError, match="another part"):
            take(session, sample, person)


def test_who_quality_assured_a_decision_does_not_decide_the_same_work_next_or_countersign_it(session):
    sample = quality.judged(outcome=SampleOutcome.disagree)
    sent, iqa = sample.decision.submission, sample.iqa
    grading.credential(iqa)
    with pytest.raises(IntegrityError, match="another part"), session.begin_nested(), session.no_autoflush:
        quality.decided(sent, assessor=iqa)
    with session.no_autoflush:
        again = quality.decided(sent, assessor=people.person(Role.assessor), qualified=False)
    with pytest.raises(IntegrityError, match="another part"):
        sign(session, again, iqa)


def test_a_decision_names_the_bundle_that_was_sent_and_a_sheet_of_its_assessor(session):
    """Invariant 13."""
    place = quality.place()
    for fields in ({"bundle_hash": "0" * 64}, {"sheet_of": people.person()}):
        with pytest.raises(IntegrityError, match="what was sent"):
            as_who_decides(session, place, people.person(), **fields)
        place = quality.place()


def test_a_decision_carries_the_signature_of_its_assessor_unless_it_was_brought_in(session):
    for fields in ({"signature_id": None}, {"signature_id": signatures.signature(people.person()).id}):
        with pytest.raises(IntegrityError, match="its assessor signs"):
            as_who_decides(session, quality.place(), people.person(), **fields)
    elsewhere = quality.place()
    elsewhere.state, elsewhere.state_there = EnrolmentState.brought_in, EnrolmentState.completed
    session.flush()
    as_who_decides(session, elsewhere, people.person(), signature_id=None)


def test_without_a_credential_on_the_day_a_decision_waits_for_a_qualified_countersigner(session):
    """Invariant 21."""
    today = clock.today()
    for span in (
        {"obtained_on": today - timedelta(days=900), "expires_on": today - timedelta(days=2)},
        {"obtained_on": today + timedelta(days=2)},
    ):
        person = people.person(Role.assessor)
        grading.credential(person, **span)
        with pytest.raises(IntegrityError, match="needs a countersignature"), session.begin_nested():
            quality.decided(quality.decision().submission, assessor=person)
    with pytest.raises(IntegrityError, match="holds a credential"):
        as_countersigner(session, quality.place(), people.person(), credential=False)


def test_a_managed_conflict_is_sampled_in_full_in_the_database_too(session):
    """Invariant 22."""
    place = quality.place()
    with pytest.raises(IntegrityError, match="sampled in full"):
        as_who_decides(session, place, MANAGED(place))
    decision, draw = quality.decision(managed_conflict=True), quality.draw()
    other = quality.decision(managed_conflict=True)
    assert [each.picked for each in draw.decisions if each.decision_id == decision.id] == [True]
    with pytest.raises(IntegrityError, match="sampled in full"):
        stored(
            session,
            DrawnDecision,
            tenant_id=draw.tenant_id,
            draw_id=draw.id,
            decision_id=other.id,
            picked=False,
        )


def test_an_allocation_of_somebody_who_came_too_close_since_can_be_ended_and_not_begun_again(session):
    place = quality.place()
    allocation = enrolments.allocation(place, AllocationRole.assessor)
    place.person.line_manager = allocation.person
    session.flush()
    allocation.ends_on = clock.today() - timedelta(days=1)
    session.flush()
    allocation.ends_on = None
    with pytest.raises(IntegrityError, match="too close"), session.begin_nested():
        session.flush()


def test_nobody_holds_two_parts_for_one_trainee_at_one_time(session):
    place, one, today = quality.place(), people.person(), clock.today()
    given = {"tenant_id": place.tenant_id, "enrolment_id": place.id, "person_id": one.id, "managed_conflict": False}
    stored(session, Allocation, role=AllocationRole.iqa, starts_on=today, ends_on=today + timedelta(days=5), **given)
    for role in (AllocationRole.assessor, AllocationRole.supervisor):
        with pytest.raises(IntegrityError, match="too close"):
            stored(session, Allocation, role=role, starts_on=today + timedelta(days=5), **given)
    stored(session, Allocation, role=AllocationRole.assessor, starts_on=today + timedelta(days=6), **given)


def test_of_a_place_from_another_centre_only_the_people_are_looked_at(session):
    place = quality.place()
    place.state, place.state_there = EnrolmentState.brought_in, EnrolmentState.completed
    manager = line_manager(place)
    session.flush()
    as_who_decides(session, place, manager)
    with pytest.raises(IntegrityError, match="too close"):
        quality.decision(place, place.unit_codes[1], assessor=place.person, qualified=False)
