"""One tenant per session, references that carry it, and rows that are final."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, event, exists, func, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from core import history
from core.db import Base, NotFiltered, Tenanted, TenantNotEntered, WrongTenant, enter_tenant
from core.pagination import counting
from people.models import Centre, Login, Organisation, Person, Role, RoleGrant
from tests.factories import people


def test_a_table_of_a_centre_is_not_read_before_a_centre_is_entered(session: Session) -> None:
    with pytest.raises(TenantNotEntered):
        session.scalars(select(Person)).all()


def models_of_a_centre() -> list[type[Tenanted]]:
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Tenanted)]
    return sorted(models, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", models_of_a_centre(), ids=lambda model: model.__name__)
def test_every_model_of_a_centre_is_filtered_by_the_centre(session: Session, model: type[Tenanted]) -> None:
    people.centre()
    sent: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *call: sent.append(call[2]))
    session.scalars(select(model)).all()
    assert f"{model.__tablename__}.tenant_id =" in sent[-1].split("WHERE")[1]


def test_a_session_reads_only_the_centre_it_has_entered(session: Session) -> None:
    first = people.person()
    first_id, first_public_id = first.id, first.public_id
    people.centre()
    second_id = people.person().id
    session.expunge_all()
    assert [person.id for person in session.scalars(select(Person))] == [second_id]
    assert session.get(Person, first_id) is None
    assert session.scalar(select(Person).where(Person.public_id == first_public_id)) is None


COUNTS = {
    "count of a column": lambda: select(func.count(Person.id)),
    "count of a condition": lambda: select(func.count()).where(Person.family_name != ""),
    "count of a model": lambda: select(func.count()).select_from(Person),
    "count in another model's query": lambda: select(func.count(Login.id)).where(
        exists().where(Person.family_name != "")
    ),
    "does one exist": lambda: select(exists().where(Person.family_name != "")),
    "does an id exist": lambda: select(select(Person.id).exists()),
    "scalar subquery": lambda: select(Centre.id, select(func.count(Person.id)).scalar_subquery()),
    "page of a list": lambda: counting(select(Person).order_by(Person.id)),
    "count of a list": lambda: select(func.count()).select_from(select(Person).subquery()),
    "union": lambda: select(func.count()).select_from(select(Person.id).union(select(Person.id)).subquery()),
    "union at the top": lambda: select(Person.id).union_all(select(Person.id)),
    "from a statement": lambda: select(Person).from_statement(select(Person)),
    "plain table": lambda: select(Person.__table__.c.id),
}


@pytest.mark.parametrize("shape", COUNTS)
def test_whatever_its_shape_a_statement_reads_one_centre_or_is_refused(session: Session, shape: str) -> None:
    people.centre()
    own = people.centre()
    sent: list[tuple[str, object]] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *call: sent.append((call[2], call[3])))
    try:
        session.execute(COUNTS[shape]()).all()
    except NotFiltered:
        return
    statement, parameters = sent[-1]
    reads = statement.count("person") and statement.count("FROM person")
    assert statement.count("person.tenant_id =") >= max(reads, 1)
    assert own.id in (parameters.values() if isinstance(parameters, dict) else parameters)  # type: ignore[attr-defined]


def test_what_is_loaded_along_is_filtered_too(session: Session) -> None:
    people.grant(people.person(), Role.hr)
    sent: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *call: sent.append(call[2]))
    for load in (joinedload, selectinload, lazyload):
        session.expunge_all()
        session.scalars(select(RoleGrant).options(load(RoleGrant.person))).one().person  # noqa: B018
    reads = [statement for statement in sent if "person" in statement.split("FROM", 1)[-1]]
    assert all("person.tenant_id =" in each or "person_1.tenant_id =" in each for each in reads)
    assert len(reads) >= 3


def test_updates_and_deletes_reach_only_the_centre_that_was_entered(session: Session) -> None:
    first = people.person(family_name="Kept")
    first_id, first_tenant_id = first.id, first.tenant_id
    people.centre()
    session.execute(update(Person).values(family_name="Changed"))
    session.execute(delete(Person))
    session.expunge_all()
    enter_tenant(first_tenant_id)
    assert session.get_one(Person, first_id).family_name == "Kept"


def test_a_row_of_another_centre_is_not_written(session: Session) -> None:
    person = people.person()
    people.centre()
    person.family_name = "Changed"
    with pytest.raises(WrongTenant):
        session.flush()


def test_a_reference_into_another_centre_is_refused_by_the_database(session: Session) -> None:
    person = people.person()
    session.commit()
    people.centre()
    session.add(RoleGrant(person_id=person.id, role=Role.hr, starts_on=date(2026, 1, 1)))
    with pytest.raises(IntegrityError):
        session.flush()


def test_every_reference_to_a_table_of_a_centre_carries_the_tenant() -> None:
    plain = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        if table.name not in {"login", "sign_in", "passkey", "recovery_code"}
        for constraint in table.foreign_key_constraints
        for column in constraint.columns
        if len(constraint.columns) == 1 and constraint.referred_table.name != "centre"
    }
    assert plain == set()


def test_an_instant_without_a_zone_is_refused(session: Session) -> None:
    people.centre()
    session.add(
        history.HistoryEntry(
            at=datetime(2026, 1, 1),  # noqa: DTZ001
            verb="tried",
            object_kind="person",
            object_id=1,
            object_public_id=people.person().public_id,
        )
    )
    with pytest.raises(Exception, match="time zone"):
        session.flush()


def test_instants_come_back_in_utc(session: Session) -> None:
    person = people.person()
    entry = history.record(person, "tried", by=person)
    entry.at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    session.flush()
    session.expire(entry)
    assert entry.at == datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("statement", ["UPDATE history_entry SET verb = 'other'", "DELETE FROM history_entry"])
def test_history_is_append_only_in_the_database_itself(session: Session, statement: str) -> None:
    from sqlalchemy import text

    person = people.person()
    history.record(person, "tried", by=person)
    session.flush()
    with pytest.raises(DatabaseError, match="final"):
        session.execute(text(statement))


def test_two_people_with_one_staff_number_in_an_organisation_are_refused(session: Session) -> None:
    people.centre()
    employer: Organisation = people.organisation()
    people.person(organisation=employer, staff_number="M1")
    with pytest.raises(IntegrityError):
        people.person(organisation=employer, staff_number="M1")


def test_the_centre_itself_is_the_tenant(session: Session) -> None:
    centre = people.centre()
    assert people.person().tenant_id == centre.id
    assert session.get(Centre, centre.id) is centre
