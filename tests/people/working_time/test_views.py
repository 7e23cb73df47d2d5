"""The pages of working days and holidays."""

import re
from datetime import timedelta

import pytest

from core.db import db
from people.models import Role
from people.working_time import queries, services
from tests import london
from tests.factories import people

TODAY = london.today()
SETTINGS = {"weekdays": ["0", "1"], "assessor_days": "7", "target": "4", "minutes_each": "", "region": "DE"}
HOME = "/settings/working-days"


@pytest.fixture
def administrator(session):
    return people.person(Role.centre_administrator)


@pytest.fixture
def visitor(client, administrator):
    return people.sign_in(client, administrator)


def test_settings_are_saved_and_shown_again(visitor):
    assert visitor.post(HOME, data=SETTINGS).status_code == 303
    page = visitor.get(HOME).text
    assert 'value="7"' in page and 'selected value="DE"' in page
    assert queries.working_days().weekdays == {0, 1}
    assert "changed: working days" in page


def test_two_administrators_do_not_overwrite_each_other(visitor, administrator):
    def version():
        return re.search(r'name="version"[^>]*value="(\d+)"', visitor.get(HOME).text)[1]

    unset = {"version": version()}
    assert unset == {"version": "0"}
    assert visitor.post(HOME, data=SETTINGS | unset).status_code == 303
    assert visitor.post(HOME, data=SETTINGS | unset).status_code == 303  # sent twice: there is nothing to change
    assert visitor.post(HOME, data=SETTINGS | unset | {"target": "5"}).status_code == 409
    assert queries.working_time().target == 4
    shown = {"version": version()}
    services.add_holidays({TODAY: "Closed"}, by=administrator)  # another matter
    db.session.commit()
    assert visitor.post(HOME, data=SETTINGS | shown | {"target": "5"}).status_code == 303
    late = visitor.post(HOME, data=SETTINGS | shown | {"target": "6"})
    assert late.status_code == 409 and "Somebody else has changed these settings" in late.text
    assert queries.working_time().target == 5


@pytest.mark.parametrize(
    ("name", "value"),
    [("weekdays", []), ("assessor_days", "0"), ("target", ""), ("minutes_each", "3"), ("region", "x")],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visitor, name, value):
    answer = visitor.post(HOME, data=SETTINGS | {"assessor_days": "9"} | {name: value})
    assert answer.status_code == 422
    assert 'class="err"' in answer.text
    assert queries.stored() is None


def test_public_holidays_are_a_proposal_that_the_administrator_takes_or_leaves(visitor):
    assert "not on your list" in visitor.get(HOME).text
    path = f"{HOME}/public"
    offered = visitor.get(path).text
    assert "Christmas Day" in offered
    day = f"{TODAY.year + 1}-12-25"
    assert visitor.post(path, data={"days": [day]}).status_code == 303
    assert [each.day.isoformat() for each in queries.stored().holidays] == [day]
    assert visitor.post(path, data={"days": [day]}).status_code == 422
    assert visitor.post(path, data={}).status_code == 422


def test_a_pasted_list_is_added_or_every_wrong_line_is_named(visitor):
    path, lines = f"{HOME}/paste", f"1 Feb {TODAY.year + 1} Founders\n2 Feb {TODAY.year + 1} Second"
    answer = visitor.post(path, data={"lines": f"{lines}\nChristmas"})
    assert answer.status_code == 422
    assert "Begin with the date" in answer.text and "Founders" in answer.text
    assert queries.stored() is None
    assert visitor.post(path, data={"lines": lines}).status_code == 303
    assert [each.name for each in queries.stored().holidays] == ["Founders", "Second"]
    assert visitor.post(path, data={"lines": lines}).status_code == 422


def test_one_day_is_added_and_taken_off(visitor):
    typed = {"day": (TODAY + timedelta(days=3)).isoformat(), "name": "Training day"}
    assert visitor.post(f"{HOME}/add", data=typed).status_code == 303
    assert visitor.post(f"{HOME}/add", data=typed).status_code == 422
    assert "Training day" in visitor.get(HOME).text
    [holiday] = queries.stored().holidays
    path = f"/settings/holidays/{holiday.public_id}/remove"
    assert visitor.post(path).status_code == 303
    assert visitor.post(path).status_code == 404
    assert "Training day" not in visitor.get(HOME).text


@pytest.mark.parametrize("role", [Role.lead_iqa, Role.assessor, Role.hr, Role.system_administrator, Role.trainee])
def test_nobody_else_sets_working_time(client, administrator, role):
    services.add_holidays({TODAY: "Closed"}, by=administrator)
    [holiday] = queries.stored().holidays
    visitor = people.sign_in(client, people.person(role))
    for path in (HOME, f"{HOME}/add", f"{HOME}/paste", f"{HOME}/public"):
        assert visitor.get(path).status_code == 404
    assert visitor.post(f"/settings/holidays/{holiday.public_id}/remove").status_code == 404


def test_the_pages_stand_in_settings(visitor):
    assert HOME in visitor.get("/settings").text
