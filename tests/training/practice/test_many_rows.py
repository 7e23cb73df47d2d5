"""Pages of practice send at most 15 statements, however much there is to show."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, practice, sets
from tests.sql_count import MOST, count_sql
from tests.training.practice.test_feedback import PARTLY
from tests.training.practice.test_observations import planned, signed
from tests.training.practice.test_supervision import logged
from training.enrolments.models import AllocationRole
from training.practice import diary_services, feedback_services

ROWS = 6


@pytest.fixture
def cast(session: Session) -> dict[str, Person]:
    """A trainee with much of everything, and those who work with them."""
    trainee, observer = people.person(Role.trainee), people.person(Role.observer)
    supervisor, assessor = people.person(Role.supervisor), people.person(Role.assessor)
    enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor, assessor)
    learning_set = sets.learning_set(trainee)
    for number in range(ROWS):
        record = practice.record(trainee, learning_set)
        signed(planned(record, observer))
        planned(record, assessor)
        logged(trainee, supervisor, minutes=30 + number)
        diary_services.write_diary(trainee, record.meeting, london.today(), "A few lines", by=trainee)
        closes_on = london.today() + timedelta(days=5)
        asked, _token = feedback_services.ask_feedback(sets.learning_set(trainee), trainee, closes_on, by=trainee)
        for _member in range(4):
            feedback_services.answer_feedback(asked, PARTLY)
    return {"trainee": trainee, "observer": observer, "supervisor": supervisor, "assessor": assessor}


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("trainee", "/observations"),
        ("trainee", "/observations/ask"),
        ("trainee", "/supervision"),
        ("trainee", "/supervision/log"),
        ("trainee", "/diary"),
        ("trainee", "/diary/new"),
        ("trainee", "/feedback/asked"),
        ("trainee", "/feedback/new"),
        ("observer", "/observing"),
        ("assessor", "/observing?show=trainees"),
        ("supervisor", "/supervising"),
    ],
)
def test_many_rows_do_not_mean_many_statements(
    client: FlaskClient, session: Session, cast: dict[str, Person], who: str, address: str
) -> None:
    people.sign_in(client, cast[who])
    session.expire_all()
    with count_sql() as sent:
        assert client.get(address).status_code == 200
    assert len(sent) <= MOST
