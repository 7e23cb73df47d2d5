"""A list asks the database as much for many rows as for few."""

from collections.abc import Callable

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from people.models import Person, Role
from tests.factories import adjustments, appeals, grading, people, portfolio, programmes, quality, reviews
from tests.factories import rpl as earlier
from tests.factories import testimony as witnesses
from tests.sql_count import MOST, count_sql
from training.awards.models import AwardVersion
from training.rpl import services as rpl
from training.staff import services as staff
from training.staff.wording import TOPICS
from training.testimony import services as testimony

More = Callable[[], object]
FEW, MANY = 1, 3


def _award() -> AwardVersion:
    return portfolio.enrolment(person=people.person(Role.trainee)).award_version


def appeals_of_an_assessor() -> tuple[Person, str, More]:
    assessor = grading.assessor()
    return assessor, "/appeals", lambda: appeals.appeal(appeals.decision(by=assessor))


def appeals_of_a_visit() -> tuple[Person, str, More]:
    eqa, version = people.person(Role.eqa), _award()
    quality.visit(version, eqa)
    place = lambda: portfolio.enrolment(person=people.person(Role.trainee), version=version)  # noqa: E731
    return eqa, "/appeals", lambda: appeals.appeal(appeals.decision(place()))


def paused_work() -> tuple[Person, str, More]:
    return people.person(Role.lead_iqa), "/paused", appeals.case


def requests_to_decide() -> tuple[Person, str, More]:
    return people.person(Role.lead_iqa), "/adjustments/to-decide", adjustments.requested


def states_of_adjustments() -> tuple[Person, str, More]:
    return people.person(Role.centre_administrator), "/adjustments/states", adjustments.requested


def states_in_a_visit() -> tuple[Person, str, More]:
    eqa, version = people.person(Role.eqa), _award()
    quality.visit(version, eqa)
    place = lambda: portfolio.enrolment(person=people.person(Role.trainee), version=version)  # noqa: E731
    return eqa, "/adjustments/states", lambda: adjustments.requested(place())


def requests_to_witnesses() -> tuple[Person, str, More]:
    place = portfolio.enrolment(person=people.person(Role.trainee))
    ask = lambda: testimony.ask(place, witnesses.about(), name="Ada Quill", by=place.person)  # noqa: E731
    return place.person, "/testimonies", ask


def experts_of_a_trainee() -> tuple[Person, str, More]:
    lead, place = people.person(Role.lead_iqa), portfolio.enrolment(person=people.person(Role.trainee))

    def name() -> None:
        address = f"{people.person().public_id}@example.org"
        testimony.name_expert(place, name="Ada Quill", email=address, reason="She runs sets.", by=lead)

    return lead, f"/trainees/{place.public_id}/experts", name


def reviews_of_a_tutor() -> tuple[Person, str, More]:
    tutor = people.person(Role.tutor)

    def more() -> None:
        """One that is planned, and one that is to be planned."""
        for _ in range(2):
            cohort = programmes.cohort(tutor=tutor)
            place = portfolio.enrolment(person=people.person(Role.trainee), cohort=cohort)
        reviews.planned(place)

    return tutor, "/progress-reviews", more


def earlier_learning() -> tuple[Person, str, More]:
    def ask() -> None:
        claim = earlier.transfer()
        rpl.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)

    return people.person(Role.lead_iqa), "/earlier-learning", ask


def cpd_to_verify() -> tuple[Person, str, More]:
    supervisor = people.person(Role.supervisor)

    def log() -> None:
        owner = grading.assessor()
        day = witnesses.yesterday()
        staff.log(owner, held_on=day, minutes=60, topic=next(iter(TOPICS)), learned="To wait.", verifier=supervisor)

    return supervisor, "/cpd", log


def decisions_to_countersign() -> tuple[Person, str, More]:
    return grading.assessor(), "/queue?show=countersign", grading.waiting


LISTS = [
    appeals_of_an_assessor,
    appeals_of_a_visit,
    paused_work,
    requests_to_decide,
    states_of_adjustments,
    states_in_a_visit,
    requests_to_witnesses,
    experts_of_a_trainee,
    reviews_of_a_tutor,
    earlier_learning,
    cpd_to_verify,
    decisions_to_countersign,
]


@pytest.mark.parametrize("of", LISTS)
def test_a_list_asks_as_much_for_many_rows_as_for_few(
    client: FlaskClient, session: Session, of: Callable[[], tuple[Person, str, More]]
) -> None:
    person, page, more = of()

    def asked() -> int:
        session.flush()
        people.sign_in(client, person)
        client.get("/me")
        session.expire_all()
        with count_sql() as sent:
            assert client.get(page).status_code == 200
        for name in [name for name in g if name != "_sqlalchemy_sessions"]:
            g.pop(name)  # what the page left behind would be there for the mails of what happens next
        return len(sent)

    for _ in range(FEW):
        more()
    few = asked()
    for _ in range(MANY - FEW):
        more()
    assert asked() <= few <= MOST
