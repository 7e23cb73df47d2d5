"""Forming a set, who facilitates it, and where it stands."""

from datetime import date, timedelta

import pytest

from core import history
from core.errors import MovedOn, RuleBroken
from people.models import Role
from tests import london
from tests.factories import people, sets
from training.sets import services
from training.sets.models import SetKind, SetState
from training.sets.workflow import SetAction

pytestmark = pytest.mark.usefixtures("session")


def test_a_set_begins_forming_with_its_facilitators():
    organiser, trainee = people.person(Role.set_organiser), people.person(Role.trainee)
    row = services.form_set(
        "Set 07", SetKind.work, organiser, facilitators=[trainee], by=organiser, since=date(2026, 1, 5)
    )
    assert row.state is SetState.forming
    assert [(one.person_id, one.starts_on) for one in row.facilitators] == [(trainee.id, date(2026, 1, 5))]
    assert [entry.verb for entry in history.timeline(row)] == ["formed", "facilitator_added"]


def test_a_name_is_taken_once():
    organiser = people.person(Role.set_organiser)
    services.form_set("Set 07", SetKind.work, organiser, by=organiser)
    with pytest.raises(RuleBroken) as broken:
        services.form_set("Set 07", SetKind.work, organiser, by=organiser)
    assert broken.value.field == "name"


@pytest.mark.parametrize(
    ("field", "people_in_it"), [("size_min", 2), ("size_max", 13), ("members", 2), ("members", 13)]
)
def test_a_size_beyond_the_limits_is_refused(field, people_in_it):
    organiser = people.person(Role.set_organiser)
    with pytest.raises(RuleBroken) as broken:
        services.form_set("Set 07", SetKind.work, organiser, by=organiser, **{field: people_in_it})
    assert broken.value.field == field


def test_the_largest_size_is_not_under_the_smallest():
    organiser = people.person(Role.set_organiser)
    with pytest.raises(RuleBroken) as broken:
        services.form_set("Set 07", SetKind.work, organiser, by=organiser, size_min=6, size_max=5)
    assert broken.value.field == "size_max"


def test_an_organiser_of_one_organisation_forms_no_set_for_another():
    people.centre()
    own, other = people.organisation(), people.organisation()
    organiser = people.person(Role.set_organiser, scope=own)
    assert services.form_set("Set 07", SetKind.work, organiser, by=organiser, organisation=own).id
    with pytest.raises(RuleBroken) as broken:
        services.form_set("Set 08", SetKind.work, organiser, by=organiser, organisation=other)
    assert broken.value.field == "organisation"


def test_only_the_centre_administrator_names_somebody_else_as_organiser():
    organiser, other = people.person(Role.set_organiser), people.person(Role.set_organiser)
    administrator = people.person(Role.centre_administrator)
    assert services.form_set("Set 07", SetKind.work, organiser, by=administrator).organiser_id == organiser.id
    with pytest.raises(RuleBroken):
        services.form_set("Set 08", SetKind.work, organiser, by=other)


def test_a_person_facilitates_a_set_once_and_may_come_back():
    row, trainee = sets.learning_set(), people.person(Role.trainee)
    added = services.add_facilitator(row, trainee, since=date(2026, 1, 5), by=row.organiser)
    with pytest.raises(RuleBroken):
        services.add_facilitator(row, trainee, by=row.organiser)
    services.end_facilitator(added, by=row.organiser)
    assert added.ends_on == london.today()
    with pytest.raises(MovedOn):
        services.end_facilitator(added, by=row.organiser)
    assert services.add_facilitator(row, trainee, by=row.organiser) is added
    assert added.ends_on is None


def test_a_facilitator_who_has_not_begun_ends_on_their_first_day():
    row, trainee = sets.learning_set(), people.person(Role.trainee)
    tomorrow = london.today() + timedelta(days=1)
    added = services.add_facilitator(row, trainee, since=tomorrow, by=row.organiser)
    services.end_facilitator(added, by=row.organiser)
    assert added.ends_on == tomorrow


def test_nobody_joins_a_set_that_has_ended():
    row = sets.learning_set(state=SetState.ended)
    with pytest.raises(MovedOn):
        services.add_facilitator(row, people.person(Role.trainee), by=row.organiser)


def test_a_set_runs_from_forming_to_its_end():
    row = sets.learning_set(state=SetState.forming)
    for action in (SetAction.confirm, SetAction.contract, SetAction.start, SetAction.review, SetAction.end):
        services.move(row, action, by=row.organiser)
    assert row.state is SetState.ended
    assert [entry.verb for entry in history.timeline(row)] == [
        "confirmed",
        "contracting_started",
        "started",
        "review_started",
        "ended",
    ]


def test_of_two_people_who_move_a_set_at_once_the_second_is_told():
    row = sets.learning_set(state=SetState.forming)
    seen = row.version
    services.move(row, SetAction.confirm, by=row.organiser, version=seen)
    with pytest.raises(MovedOn):
        services.move(row, SetAction.contract, by=row.organiser, version=seen)
    with pytest.raises(MovedOn):
        services.move(row, SetAction.confirm, by=row.organiser)


def test_the_number_of_members_stays_within_the_limits():
    row = sets.learning_set()
    services.resize(row, 9, by=row.organiser)
    assert row.members == 9
    with pytest.raises(RuleBroken):
        services.resize(row, 13, by=row.organiser)
