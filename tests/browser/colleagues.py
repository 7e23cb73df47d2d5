"""Facilitators whom the centre certificated before the story begins, so that HR has somebody to count."""

from collections.abc import Sequence

from sqlalchemy import select

from assessments.certificates import services as certificates
from core.db import db, enter_tenant
from people.models import Centre, Person
from tests import london
from training.awards.models import Award, AwardVersion
from training.enrolments import services as enrolments


def certificate_earlier(staff_numbers: Sequence[str], *, award: str, administrator: str) -> None:
    """Give these people a place on an award and a certificate of today, without the work that leads to one."""
    enter_tenant(db.session.scalars(select(Centre.id)).one())
    by = db.session.scalars(select(Person).where(Person.email == administrator)).one()
    version = db.session.scalars(select(AwardVersion).join(Award).where(Award.code == award)).one()
    for person in db.session.scalars(select(Person).where(Person.staff_number.in_(staff_numbers))).all():
        place = enrolments.enrol(person, version, cohort=None, by=by)
        registration = enrolments.register(place, by=by)
        person.uln = None
        enrolments.activate(
            registration,
            number=f"EARLIER-{person.staff_number}",
            registered_on=london.today(),
            uln=learner_number(person.id) if version.uln_required else None,
            by=by,
        )
        enrolments.complete(registration, by=by)
        certificates.issue_certificate(place, claim_id=None, lead=None, by=by)
    db.session.commit()


def learner_number(serial: int) -> str:
    """A learner number that passes the check: its weighted sum leaves 10 when divided by 11 (domain §2.1)."""
    for number in range(1_000_000_00 + serial * 100, 1_000_000_00 + serial * 100 + 100):
        remainder = sum(int(digit) * weight for digit, weight in zip(str(number), range(10, 1, -1), strict=True)) % 11
        if remainder != 0:
            return f"{number}{10 - remainder}"
    raise AssertionError("ten numbers in a row always hold one that passes")
