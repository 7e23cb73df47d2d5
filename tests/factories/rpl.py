"""Claims for earlier learning."""

from datetime import date
from io import BytesIO
from typing import Any

from people.models import Person, Role
from tests import london
from tests.factories import people, portfolio
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.models import Attachment, EvidenceItem
from training.rpl import services
from training.rpl.models import Recognition, RplClaim
from training.rpl.services import Told

WORDS = "For 1.1 the course asked for a plan of a first meeting, which I wrote and carried out."


def told(**fields: Any) -> Told:
    """A course that was finished this year."""
    given: dict[str, Any] = {
        "recognition": Recognition.rpl,
        "title": "Introduction to coaching",
        "provider": "Northmoor College",
        "learned": "How to listen, and how to ask.",
        "completed_on": london.today().replace(day=1),
    }
    return Told(**{**given, **fields})


def draft(place: Enrolment | None = None, *names: str) -> EvidenceItem:
    """Evidence that is earlier learning, before anything is said of it."""
    place = place or portfolio.enrolment(person=people.person(Role.trainee))
    item = portfolio.draft(place, EvidenceKind.prior_learning, title="A course of before", text=WORDS)
    portfolio_services.map_to(item, portfolio.criteria(place, *(names or ("C5-3 1.1",))), [], by=place.person)
    item.identifies_nobody = True
    return item


def certificate(person: Person) -> Attachment:
    """A certificate as a file that was uploaded."""
    content = BytesIO(b"Northmoor College certifies that this course was completed.")
    return portfolio_services.keep_upload(content, "certificate.txt", by=person)[0]


def claim(item: EvidenceItem | None = None, *, certified: bool = False, **fields: Any) -> RplClaim:
    """What a trainee says of it."""
    item = item or draft()
    person = item.enrolment.person
    return services.tell(item, told(**fields), certificate=certificate(person) if certified else None, by=person)


def whole_unit(place: Enrolment | None = None, code: str = "C5-3") -> EvidenceItem:
    """Evidence for all criteria of a unit."""
    place = place or portfolio.enrolment(person=people.person(Role.trainee))
    return draft(place, *(f"{code} {each.code}" for each in portfolio.unit(place, code).criteria))


def transfer(place: Enrolment | None = None, *, completed_on: date | None = None) -> RplClaim:
    """A credit transfer of a whole unit, with its certificate."""
    found = {"completed_on": completed_on} if completed_on else {}
    return claim(whole_unit(place), certified=True, recognition=Recognition.credit_transfer, credit=6, **found)
