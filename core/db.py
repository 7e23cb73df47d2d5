"""The database: one session per request, one tenant per session.

Every table of a centre carries `tenant_id`. A reference names the tenant as well, so that the database itself refuses
a row that points into another centre, and a session reads only the centre it has entered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID, uuid4

from flask import has_request_context, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Engine,
    Enum,
    Executable,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql.visitors import ExternallyTraversible, iterate

# They name a centre but belong to the installation: they are read before a centre is known.
INSTALLATION_TABLES = {"login", "sign_in"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

db = SQLAlchemy()


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC by every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table: an integer key, constraints with predictable names, enums as their lower-case words."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
        StrEnum: Enum(
            StrEnum, native_enum=False, length=40, values_callable=lambda kind: [item.value for item in kind]
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)


class Tenanted(Base):
    """A table of one centre. `public_id` stands in addresses; it is random, and never a permission by itself."""

    __abstract__ = True

    tenant_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True, sort_order=-2)
    # The sentinel lets the database take many new rows in one statement, and tell which id is whose.
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid4, insert_sentinel=True, sort_order=-1)

    @classmethod
    def __table_cls__(cls, *args: Any, **kwargs: Any) -> Table:
        """Build the table so that each reference carries the tenant, and can be referred to with it."""
        table = Table(*args, **kwargs)
        if "id" in table.columns:
            table.append_constraint(UniqueConstraint("tenant_id", "id"))
        for column in list(table.columns):
            if target := column.info.get("refers_to"):
                table.append_constraint(
                    ForeignKeyConstraint(["tenant_id", column.name], [f"{target}.tenant_id", f"{target}.id"])
                )
        return table


class Versioned(Tenanted):
    """A table whose rows have a state. The second of two people who change one at once gets StaleDataError."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def reference(table: str, *, index: bool = True, **kwargs: Any) -> Any:
    """A column that holds the id of a row of `table` in the same centre."""
    return mapped_column(info={"refers_to": table}, index=index, **kwargs)


class TenantNotEntered(RuntimeError):
    """A table of a centre was read before the session had entered one."""


class WrongTenant(RuntimeError):
    """A row of one centre was about to be stored by a session of another."""


def enter_tenant(tenant_id: int, session: Session | None = None) -> None:
    """From here on the session reads and writes this centre only. The id comes from the sign-in, never from a page."""
    (session or db.session).info["tenant_id"] = tenant_id


def tenant_of(session: Session) -> int | None:
    """The centre that the session has entered, if any."""
    return session.info.get("tenant_id")


class NotFiltered(RuntimeError):
    """A statement reads a table of a centre in a form that the filter by centre does not reach."""


@event.listens_for(Session, "do_orm_execute")
def _read_one_tenant(state: ORMExecuteState) -> None:
    """Add the centre to every statement, wherever in it a table of a centre stands; refuse what cannot be filtered."""
    if state.is_column_load or state.execution_options.get("across_tenants"):
        return
    tenant_id = tenant_of(state.session)
    if tenant_id is None:
        if table := _tenanted_table(state.statement):
            raise TenantNotEntered(f"reading {table}")
    elif _carries_the_filter(state):
        return
    elif state.is_orm_statement:
        state.statement = state.statement.options(
            with_loader_criteria(Tenanted, lambda cls: cls.tenant_id == tenant_id, include_aliases=True)
        )
    elif table := _tenanted_table(state.statement):
        raise NotFiltered(f"{table}: begin the statement with a model or one of its columns")


def _carries_the_filter(state: ORMExecuteState) -> bool:
    """Whether a relationship is loaded for rows that were read through the filter: it goes along with them."""
    if not state.is_relationship_load:
        return False
    return state.lazy_loaded_from is None or bool(state.lazy_loaded_from.load_options)


def _tenanted_table(statement: Executable) -> str | None:
    """The first table of a centre that a statement names, at any depth."""
    for element in iterate(cast(ExternallyTraversible, statement)):
        if isinstance(element, Table) and "tenant_id" in element.columns and element.name not in INSTALLATION_TABLES:
            return element.name
    return None


@event.listens_for(Session, "before_flush")
def _write_one_tenant(session: Session, flush_context: UOWTransaction, instances: Any) -> None:
    tenant_id = tenant_of(session)
    for row in session.new | session.dirty | session.deleted:
        if not isinstance(row, Tenanted):
            continue
        if row.tenant_id is None:
            if tenant_id is None:
                raise TenantNotEntered(f"writing {type(row).__name__}")
            row.tenant_id = tenant_id
        elif tenant_id is not None and row.tenant_id != tenant_id:
            raise WrongTenant(type(row).__name__)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, record: Any) -> None:
    if type(connection).__module__ != "sqlite3":
        return
    connection.isolation_level = None  # the "begin" listener below says how a transaction starts
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL loses acknowledged commits in a power cut
        "foreign_keys=ON",
        "busy_timeout=15000",  # milliseconds to wait for whoever writes; half of what a request may take
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Only a page that is just read begins deferred: in WAL a read that turns into a write fails at once."""
    if connection.dialect.name != "sqlite":
        return
    reads = has_request_context() and request.method in SAFE_METHODS
    if reads and not connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def side_write() -> Iterator[Session]:
    """A short transaction of its own for what a page notes beside its work: last seen, reads of confidential things.

    The request's own transaction is dropped first if it is still open, so call this when its work is committed or done.
    """
    tenant_id = tenant_of(db.session)
    db.session.rollback()
    with db.sessionmaker() as session:
        if tenant_id is not None:
            enter_tenant(tenant_id, session)
        session.connection(execution_options={"writes": True})
        yield session
        session.commit()
