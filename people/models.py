"""Who there is: a centre, the organisations it serves, their people, and the roles these hold."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from flask_security.core import UserMixin
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Base, Tenanted, reference


class Role(StrEnum):
    """What a person may be in a scope (domain: roles). The order is that of the role switch."""

    trainee = "trainee"
    set_organiser = "set_organiser"
    supervisor = "supervisor"
    observer = "observer"
    tutor = "tutor"
    assessor = "assessor"
    iqa = "iqa"
    lead_iqa = "lead_iqa"
    eqa = "eqa"
    centre_administrator = "centre_administrator"
    hr = "hr"
    system_administrator = "system_administrator"


class ScopeKind(StrEnum):
    """What a role is held in. A trainee's own file needs no wider scope than the centre."""

    centre = "centre"
    organisation = "organisation"
    programme = "programme"


class Centre(Base):
    """The approved provider: the tenant. Everything else belongs to one centre."""

    __tablename__ = "centre"

    name: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(40), default="")  # given by the awarding organisation
    zone: Mapped[str] = mapped_column(String(60), default=clock.DEFAULT_ZONE)
    language: Mapped[str] = mapped_column(String(10), default="en-GB")
    head_name: Mapped[str] = mapped_column(String(200), default="")  # signs certificates
    small_number: Mapped[int] = mapped_column(default=5)  # k of the disclosure rule
    special_consideration_days: Mapped[int] = mapped_column(default=20)  # after the event, to ask within
    review_weeks: Mapped[int] = mapped_column(default=12)  # between progress reviews; 0: none are planned


class Organisation(Tenanted):
    """An employer that the centre serves: a scope inside the centre, never a tenant."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str] = mapped_column(String(200))


class OrganisationUnit(Tenanted):
    """A part of an organisation; units form a tree."""

    __tablename__ = "organisation_unit"
    __table_args__ = (UniqueConstraint("tenant_id", "organisation_id", "parent_id", "name"),)

    organisation_id: Mapped[int] = reference("organisation")
    parent_id: Mapped[int | None] = reference("organisation_unit")
    name: Mapped[str] = mapped_column(String(200))

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])


class Site(Tenanted):
    """A place where an organisation works, in a region."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("tenant_id", "organisation_id", "name"),)

    organisation_id: Mapped[int] = reference("organisation")
    name: Mapped[str] = mapped_column(String(200))
    region: Mapped[str] = mapped_column(String(100), default="")

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])


class Person(Tenanted):
    """One human; all roles hang off this. A person without an e-mail address cannot sign in."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("tenant_id", "organisation_id", "staff_number"),
        Index("ix_person_name", "tenant_id", "family_name", "given_name"),
    )

    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    print_name: Mapped[str] = mapped_column(String(90), default="")  # how certificates print it; empty: as above
    email: Mapped[str | None] = mapped_column(String(254))
    job_title: Mapped[str] = mapped_column(String(200), default="")
    staff_number: Mapped[str | None] = mapped_column(String(60))  # the id in the organisation's own records
    phase: Mapped[str] = mapped_column(String(20), default="")  # wave of a programme, as in the people import
    listed_as: Mapped[str] = mapped_column(
        String(20), default=""
    )  # manager or facilitator in that list; grants nothing
    organisation_id: Mapped[int | None] = reference("organisation")
    unit_id: Mapped[int | None] = reference("organisation_unit")
    site_id: Mapped[int | None] = reference("site")
    line_manager_id: Mapped[int | None] = reference("person")
    zone: Mapped[str] = mapped_column(String(60), default=clock.DEFAULT_ZONE)
    uln: Mapped[str | None] = mapped_column(String(10))
    left_on: Mapped[date | None]
    # Stands only for a name in a portfolio that came from this centre: never signs in, never reused for anybody here.
    brought_from: Mapped[str] = mapped_column(String(200), default="")

    centre: Mapped[Centre] = relationship(foreign_keys="Person.tenant_id")
    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    unit: Mapped[OrganisationUnit | None] = relationship(foreign_keys=[unit_id])
    site: Mapped[Site | None] = relationship(foreign_keys=[site_id])
    line_manager: Mapped["Person | None"] = relationship(foreign_keys=[line_manager_id], remote_side="Person.id")
    grants: Mapped[list["RoleGrant"]] = relationship(
        foreign_keys="RoleGrant.person_id", back_populates="person", order_by="RoleGrant.id"
    )
    credentials: Mapped[list["StaffCredential"]] = relationship(
        foreign_keys="StaffCredential.person_id", order_by="StaffCredential.id"
    )

    @property
    def full_name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def certificate_name(self) -> str:
        """The name that a certificate prints."""
        return self.print_name or self.full_name


class RoleGrant(Tenanted):
    """A person holds a role, in a scope, for a period. Both days belong to the period; no end: until further notice."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        CheckConstraint("(scope_kind = 'centre') = (scope_id IS NULL)", name="scope"),
    )

    person_id: Mapped[int] = reference("person")
    role: Mapped[Role]
    scope_kind: Mapped[ScopeKind] = mapped_column(default=ScopeKind.centre)
    scope_id: Mapped[int | None]  # of the organisation or programme that scope_kind names
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]  # ended by hand in the course of ends_on, which then no longer counts

    person: Mapped[Person] = relationship(foreign_keys=[person_id], back_populates="grants")

    def is_current(self, on: date) -> bool:
        """Whether the grant holds on that day."""
        if self.ends_on is None or self.ended_at is None:
            return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
        return self.starts_on <= on < self.ends_on


class CredentialKind(StrEnum):
    """What shows that a member of staff may assess or quality-assure (domain §2.2)."""

    taqa = "taqa"
    cava = "cava"
    a1 = "a1"
    iqa_award = "iqa_award"
    occupational = "occupational"


class StaffCredential(Tenanted):
    """A credential of an assessor or IQA."""

    __tablename__ = "staff_credential"

    person_id: Mapped[int] = reference("person")
    kind: Mapped[CredentialKind]
    obtained_on: Mapped[date]
    expires_on: Mapped[date | None]
    warned_at: Mapped[datetime | None]  # the person was told that it runs out soon

    person: Mapped[Person] = relationship(foreign_keys=[person_id], overlaps="credentials")


class ConflictDecision(StrEnum):
    """What was decided of a declared conflict of interest."""

    open = "open"
    none = "none"
    managed = "managed"
    blocked = "blocked"


class ConflictDeclaration(Tenanted):
    """Two people are too close for one to judge the other's work freely, or might be."""

    __tablename__ = "conflict_declaration"

    person_id: Mapped[int] = reference("person")
    about_id: Mapped[int] = reference("person")
    nature: Mapped[str] = mapped_column(String(40))  # code: family, friend, line_manager, colleague, financial, other
    decision: Mapped[ConflictDecision] = mapped_column(default=ConflictDecision.open)
    declared_on: Mapped[date]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    about: Mapped[Person] = relationship(foreign_keys=[about_id])


class Login(Base, UserMixin):
    """How a person signs in. An e-mail address signs in once in an installation, so this table is not a centre's."""

    __tablename__ = "login"

    tenant_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    create_datetime: Mapped[datetime] = mapped_column(default=clock.now)
    update_datetime: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    wrong_passwords: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    passkey_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # names the account to authenticators
    passkeys: Mapped[int] = mapped_column(default=0)  # how many are registered: asked on every page
    code_seed: Mapped[bytes | None]  # of the authenticator app, sealed with a key beside the database
    code_step: Mapped[int | None] = mapped_column(BigInteger)  # the last step a code was taken for: each works once
    code_added_at: Mapped[datetime | None]
    code_used_at: Mapped[datetime | None]

    roles: ClassVar[list[Any]] = []  # type: ignore[misc]  # roles are grants of the person

    @property
    def has_second_factor(self) -> bool:
        """Whether the password alone does not sign in. Recovery codes stand in for a factor and are none."""
        return self.passkeys > 0 or self.code_seed is not None

    def is_locked(self, form_error: list[str] | None = None) -> bool:
        """Whether wrong passwords have closed this login for a while. What is shown does not tell."""
        locked = self.locked_until is not None and self.locked_until > clock.now()
        if locked and form_error is not None:
            form_error.append("")
        return locked


class SignIn(Base):
    """A signed-in browser. Only the hash of its id is kept; `stored` is what stays between pages."""

    __tablename__ = "sign_in"

    id_hash: Mapped[str] = mapped_column(String(64), unique=True)
    tenant_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"))
    login_id: Mapped[int | None] = mapped_column(ForeignKey("login.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    agent: Mapped[str] = mapped_column(String(200), default="")
    stored: Mapped[dict[str, Any]] = mapped_column(default=dict)

    login: Mapped[Login | None] = relationship(foreign_keys=[login_id])


class FirstRunLink(Base):
    """The one-time link that makes the first administrator of an empty installation. Only its hash is stored."""

    __tablename__ = "first_run_link"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
