"""What to read of testimonies and of experts."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from core.db import db
from people.models import Person
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState
from training.testimony.models import ExpertWitness, TestimonyState, WitnessTestimony

JUDGING = (AllocationRole.assessor, AllocationRole.iqa)


def with_place() -> tuple[ORMOption, ...]:
    """What the pages and policies of a testimony read with it."""
    return (
        joinedload(WitnessTestimony.enrolment).joinedload(Enrolment.person),
        joinedload(WitnessTestimony.expert).joinedload(ExpertWitness.named_by),
    )


def own_testimonies(person: Person) -> list[WitnessTestimony]:
    """All that a trainee has asked for, the latest first."""
    query = (
        select(WitnessTestimony)
        .join(Enrolment, Enrolment.id == WitnessTestimony.enrolment_id)
        .where(Enrolment.person_id == person.id, Enrolment.state != EnrolmentState.brought_in)
        .order_by(WitnessTestimony.asked_at.desc(), WitnessTestimony.id.desc())
        .options(joinedload(WitnessTestimony.expert).joinedload(ExpertWitness.named_by))
    )
    return list(db.session.scalars(query))


def by_hash(token_hash: str, *, to_answer: bool = False) -> WitnessTestimony | None:
    """The request behind a link, in whatever centre; none is entered yet."""
    query = select(WitnessTestimony).where(WitnessTestimony.token_hash == token_hash)
    if to_answer:
        query = query.with_for_update()
    return db.session.scalar(query.execution_options(across_tenants=True))


def experts_of(*enrolments: Enrolment) -> list[ExpertWitness]:
    """The experts named for these places, by name; those whose naming has ended among them."""
    query = (
        select(ExpertWitness)
        .where(ExpertWitness.enrolment_id.in_([each.id for each in enrolments]))
        .order_by(ExpertWitness.name, ExpertWitness.id)
        .options(joinedload(ExpertWitness.named_by))
    )
    return list(db.session.scalars(query))


def experts_to_ask(enrolments: Sequence[Enrolment]) -> list[ExpertWitness]:
    """The experts who can be asked now."""
    return [expert for expert in experts_of(*enrolments) if expert.ended_at is None]


def judging(enrolment: Enrolment) -> list[Person]:
    """Who assesses or quality-assures a trainee, now or before."""
    query = (
        select(Person)
        .where(
            Person.id.in_(
                select(Allocation.person_id).where(
                    Allocation.enrolment_id == enrolment.id, Allocation.role.in_(JUDGING)
                )
            )
        )
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))


def for_experts() -> tuple[ORMOption, ...]:
    """What the page on which experts are named reads of a place."""
    return (
        joinedload(Enrolment.person),
        joinedload(Enrolment.award_version),
        selectinload(Enrolment.allocations),
    )


def waiting_for(expert: ExpertWitness) -> list[WitnessTestimony]:
    """What this expert was asked for and has not signed."""
    query = (
        select(WitnessTestimony)
        .where(WitnessTestimony.expert_witness_id == expert.id, WitnessTestimony.state == TestimonyState.asked)
        .order_by(WitnessTestimony.id)
    )
    return list(db.session.scalars(query))


def number_waiting(enrolment: Enrolment) -> int:
    """How many requests of a place nobody has signed."""
    query = select(func.count(WitnessTestimony.id)).where(
        WitnessTestimony.enrolment_id == enrolment.id, WitnessTestimony.state == TestimonyState.asked
    )
    return db.session.scalar(query) or 0
