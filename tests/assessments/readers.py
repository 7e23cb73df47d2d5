"""Everybody around one trainee: who opens a page about them, whether its words stand there, and who is written down."""

import re
from collections.abc import Mapping, Sequence

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from core.history import ReadEntry, Recorded
from people.models import Person, Role
from tests.factories import enrolments, people, portfolio, programmes, quality
from tests.sql_count import MOST, count_sql
from training.enrolments.models import AllocationRole, Enrolment

WITH = {Role.supervisor: AllocationRole.supervisor, Role.iqa: AllocationRole.iqa}


def text_of(response: TestResponse) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def taught_place() -> Enrolment:
    """A trainee's place in a cohort with a tutor."""
    cohort = programmes.cohort(tutor=people.person(Role.tutor))
    return portfolio.enrolment(person=people.person(Role.trainee), cohort=cohort)


def around(role: Role) -> tuple[Person, Enrolment]:
    """Somebody with this role who works with a trainee, and the trainee's place."""
    person = people.person(role)
    cohort = programmes.cohort(tutor=person if role is Role.tutor else people.person(Role.tutor))
    place = portfolio.enrolment(person=people.person(Role.trainee), cohort=cohort)
    if role in WITH:
        enrolments.allocation(place, WITH[role], person)
    return person, place


def everybody(place: Enrolment) -> dict[str, Person]:
    """The people around a place of `taught_place`, by what they are to its trainee."""
    manager, supervisor = people.person(), people.person(Role.supervisor)
    place.person.line_manager_id = manager.id
    enrolments.allocation(place, AllocationRole.supervisor, supervisor)
    eqa = people.person(Role.eqa)
    quality.visit(place.award_version, eqa)
    assert place.cohort is not None and place.cohort.tutor is not None
    return {
        "trainee": place.person,
        "lead": people.person(Role.lead_iqa),
        "administrator": people.person(Role.centre_administrator),
        "eqa in a visit": eqa,
        "eqa without a visit": people.person(Role.eqa),
        "iqa": people.person(Role.iqa),
        "tutor": place.cohort.tutor,
        "supervisor": supervisor,
        "line manager": manager,
        "hr": people.person(Role.hr),
        "organiser": people.person(Role.set_organiser),
        "another trainee": people.person(Role.trainee),
        "another assessor": people.person(Role.assessor),
        "system administrator": people.person(Role.system_administrator),
    }


def who_reads(
    client: FlaskClient, session: Session, readers: Mapping[str, Person], thing: Recorded, address: str, words: str
) -> dict[str, str]:
    """How each fares: `nothing` (not found), the `page` without the words, `words`, or `noted` (words, and logged)."""
    found = {}
    for who, person in readers.items():
        people.sign_in(client, person)
        shown = client.get(address)
        assert shown.status_code in {200, 404}, who
        reads = words in shown.text
        logged = session.scalar(
            select(func.count(ReadEntry.id)).where(
                ReadEntry.object_kind == thing.__tablename__, ReadEntry.reader_id == person.id
            )
        )
        assert reads or not logged, who
        found[who] = "nothing" if shown.status_code == 404 else "noted" if logged else "words" if reads else "page"
    return found


def refuse_many_statements(
    client: FlaskClient, session: Session, asked: Sequence[tuple[Person, Sequence[str]]]
) -> None:
    """Fail for a page that sends more than MOST statements to the database."""
    for person, pages in asked:
        people.sign_in(client, person)
        client.get("/me")
        for page in pages:
            session.expire_all()
            with count_sql() as sent:
                assert client.get(page).status_code == 200, page
            assert len(sent) <= MOST, (page, len(sent), sent)
