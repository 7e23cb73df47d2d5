"""What is done in every centre is done in each for itself."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from core import clock
from core.db import db, tenant_of
from people import rounds
from people.models import Organisation
from tests.factories import people


def test_each_centre_is_given_its_own_day(session: Session) -> None:
    for zone in ("Pacific/Auckland", "Europe/London", "America/New_York"):
        people.centre(zone=zone)
    with clock.set_to(datetime(2027, 1, 15, 12, 0, tzinfo=UTC)):
        assert rounds.in_every_centre(lambda today: today.day) == [16, 15, 15]
    with clock.set_to(datetime(2027, 1, 15, 3, 0, tzinfo=UTC)):
        assert rounds.in_every_centre(lambda today: today.day) == [15, 15, 14]


@pytest.mark.parametrize(
    ("error", "is_logged"),
    [
        (StaleDataError("somebody else"), False),
        (IntegrityError("INSERT", {}, ValueError()), False),
        (RuntimeError("words of a trainee"), True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_centre_where_it_cannot_be_done_is_left_as_it_was_and_holds_up_no_other(
    session: Session, caplog: pytest.LogCaptureFixture, error: Exception, is_logged: bool
) -> None:
    first, second, third = (people.centre().id for _number in range(3))
    session.commit()

    def work(today: date) -> int | None:
        db.session.add(Organisation(name="Made on the way round"))
        db.session.flush()
        if tenant_of(db.session) == second:
            raise error
        return tenant_of(db.session)

    assert rounds.in_every_centre(work) == [first, third]
    made = select(Organisation.tenant_id).order_by(Organisation.tenant_id)
    assert session.scalars(made, execution_options={"across_tenants": True}).all() == [first, third]
    assert (f"centre {second}: RuntimeError" in caplog.text) is is_logged
    assert "words of a trainee" not in caplog.text


def test_what_cannot_be_stored_is_not_counted(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    people.centre()
    session.commit()

    def refuse() -> None:
        raise StaleDataError("somebody else")

    with monkeypatch.context() as patch:
        patch.setattr(db.session, "commit", refuse)
        assert rounds.in_every_centre(lambda today: 1) == []
    assert rounds.in_every_centre(lambda today: 1) == [1]
