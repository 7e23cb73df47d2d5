"""What to read of the certificates of staff, and whose an external quality assurer may read."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from assessments.credentials.models import CredentialFile
from assessments.iqa.models import EqaVisit
from core.db import db
from people import centre_clock
from people.models import Person, StaffCredential
from training.awards.models import AwardVersion
from training.enrolments.models import Allocation, AllocationRole, Enrolment

JUDGES = (AllocationRole.assessor, AllocationRole.iqa)


def files_of(credential: StaffCredential) -> list[CredentialFile]:
    """The certificates of a credential, the latest first."""
    query = (
        select(CredentialFile)
        .where(CredentialFile.credential_id == credential.id)
        .options(joinedload(CredentialFile.attachment), joinedload(CredentialFile.added_by))
    )
    return list(db.session.scalars(query.order_by(CredentialFile.id.desc())))


def of_judges(version: AwardVersion, on: date) -> list[StaffCredential]:
    """The credentials of those who assess or check trainees of an award on a day, by name."""
    judges = (
        select(Allocation.person_id)
        .join(Enrolment, Enrolment.id == Allocation.enrolment_id)
        .where(Enrolment.award_version_id == version.id, *_today(on))
    )
    query = (
        select(StaffCredential)
        .join(StaffCredential.person)
        .where(StaffCredential.person_id.in_(judges))
        .options(joinedload(StaffCredential.person))
    )
    return list(db.session.scalars(query.order_by(Person.family_name, Person.given_name, StaffCredential.id)))


def visit_to(eqa: Person, staff: Person) -> EqaVisit | None:
    """The open visit to an award for which a member of staff assesses or checks today; None without one."""
    today = centre_clock.today()
    query = (
        select(EqaVisit)
        .join(Enrolment, Enrolment.award_version_id == EqaVisit.award_version_id)
        .join(Allocation, Allocation.enrolment_id == Enrolment.id)
        .where(
            EqaVisit.eqa_id == eqa.id,
            EqaVisit.starts_on <= today,
            EqaVisit.ends_on >= today,
            Allocation.person_id == staff.id,
            *_today(today),
        )
    )
    return db.session.scalars(query.order_by(EqaVisit.id).limit(1)).first()


def _today(on: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Allocation.role.in_(JUDGES),
        Allocation.starts_on <= on,
        or_(Allocation.ends_on.is_(None), Allocation.ends_on >= on),
    )
