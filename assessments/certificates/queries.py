"""Reading the register."""

import unicodedata

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from assessments.certificates import numbers
from assessments.certificates.models import Certificate
from core.db import db
from people.models import Person

# A stranger belongs to no centre: the public check reads one row of the register and nothing that hangs on it.
ANY_CENTRE = {"across_tenants": True}


def register(*, text: str = "") -> Select[Certificate]:
    """The certificates of the centre, newest first; `text` looks in numbers and names."""
    query = (
        select(Certificate)
        .join(Person, Person.id == Certificate.person_id)
        .options(joinedload(Certificate.person), joinedload(Certificate.award_version))
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    )
    for word in text.split():
        like = f"%{word}%"
        query = query.where(
            or_(Certificate.number.ilike(like), Person.given_name.ilike(like), Person.family_name.ilike(like))
        )
    return query


def held_by(person: Person) -> list[Certificate]:
    """A person's certificates, newest first."""
    query = select(Certificate).where(Certificate.person_id == person.id).order_by(Certificate.issued_on.desc())
    return list(db.session.scalars(query))


def by_code(code: str) -> Certificate | None:
    """The certificate that an address opens, of any centre."""
    return db.session.scalar(select(Certificate).where(Certificate.code == code).execution_options(**ANY_CENTRE))


def by_number_and_name(number: str, name: str) -> Certificate | None:
    """The certificate with this number, when the name is the holder's as printed; case, accents and blanks apart."""
    query = select(Certificate).where(Certificate.number == numbers.typed(number)).execution_options(**ANY_CENTRE)
    certificate = db.session.scalar(query)
    if certificate is None or folded(certificate.facts["holder"]) != folded(name):
        return None
    return certificate


def folded(name: str) -> str:
    """A name for comparing: no case, no accents, single blanks."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def last_sequence(year: int) -> int:
    """The highest place used in a year, over all centres of the installation."""
    taken = select(Certificate.number).where(Certificate.number.startswith(f"SW-{year}-"))
    used = [numbers.sequence_of(number) or 0 for number in db.session.scalars(taken.execution_options(**ANY_CENTRE))]
    return max(used, default=0)
