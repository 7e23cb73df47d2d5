from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from core.errors import NotAllowed, RuleBroken
from core.history import HistoryEntry, ReadEntry
from core.mail import Mail
from people import reminders
from people import services as people_services
from people.models import Role
from people.wording import stands
from tests import london
from tests.factories import grading, people
from training.staff import policy, services

pytestmark = pytest.mark.usefixtures("session")

LEARNED = "Silence after a question is mine to bear."


GIVEN = {"held_on": london.today(), "minutes": 90, "topic": "assessment", "learned": LEARNED}


def entry(owner=None, verifier=None, **fields):
    return services.log(
        owner or grading.assessor(), verifier=verifier or people.person(Role.supervisor), **GIVEN | fields
    )


# ---- CPD ----


def test_what_was_learned_is_read_by_owner_and_verifier_alone():
    made = entry()
    assert policy.can_read(made.person, made) and policy.can_read(made.verifier, made)
    for role in Role:
        assert not policy.can_read(people.person(role), made), role


def test_an_entry_is_verified_once_by_whom_the_owner_named_and_then_stays(session):
    made = entry()
    for stranger in (made.person, people.person(Role.supervisor)):
        with pytest.raises(NotAllowed):
            services.verify(made, by=stranger)
    services.verify(made, by=made.verifier)
    with pytest.raises(NotAllowed, match="already"):
        services.verify(made, by=made.verifier)
    with pytest.raises(DBAPIError, match="final"):
        session.execute(text("UPDATE cpd_entry SET minutes = 600"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"topic": "gossip"}, "topic"),
        ({"learned": "  "}, "learned"),
        ({"held_on": london.today() + timedelta(days=1)}, "held_on"),
    ],
)
def test_an_entry_is_of_a_day_that_was_with_minutes_a_topic_and_words(wrong, field):
    with pytest.raises(RuleBroken) as refused:
        entry(**wrong)
    assert refused.value.field == field


def test_nobody_verifies_their_own_and_only_who_holds_a_role_for_it():
    owner = people.person(Role.assessor, Role.supervisor)
    for verifier in (owner, people.person(Role.observer)):
        with pytest.raises(RuleBroken):
            entry(owner, verifier)


def test_no_word_of_it_is_in_history(session):
    services.verify(made := entry(), by=made.verifier)
    rows = session.scalars(select(HistoryEntry).where(HistoryEntry.object_kind == "cpd_entry")).all()
    assert [row.verb for row in rows] == ["logged", "verified"]
    assert LEARNED not in str([row.facts for row in rows])


def test_the_pages_of_cpd_lead_from_writing_to_verifying(client, session):
    owner, verifier = grading.assessor(), people.person(Role.supervisor)
    people.sign_in(client, owner)
    given = {"held_on": london.today().isoformat(), "minutes": "90", "topic": "assessment", "learned": LEARNED}
    assert client.post("/cpd/new", data=given).status_code == 422
    given["verifier"] = str(verifier.public_id)
    assert client.post("/cpd/new", data=given).status_code == 303
    made = session.scalars(select(services.CpdEntry)).one()
    assert client.post(f"/cpd/{made.public_id}/edit", data=given | {"minutes": "60"}).status_code == 303
    assert LEARNED in client.get(f"/cpd/{made.public_id}").text
    assert client.post(f"/cpd/{made.public_id}/verify").status_code == 404
    people.sign_in(client, verifier)
    assert owner.full_name in client.get("/cpd").text
    assert LEARNED in client.get(f"/cpd/{made.public_id}").text
    assert session.scalars(select(ReadEntry.reason)).all() == ["named as verifier"]
    shown = {"version": str(made.version)}
    assert client.post(f"/cpd/{made.public_id}/verify", data=shown).status_code == 303
    assert made.verified_at and made.minutes == 60
    people.sign_in(client, people.person(Role.centre_administrator))
    assert client.get(f"/cpd/{made.public_id}").status_code == 404
    page = client.get("/staff").text
    assert owner.full_name in page and "60 minutes" in page and LEARNED not in page


def test_nobody_verifies_what_its_owner_has_changed_since_it_was_read(client, session):
    made = entry()
    shown = {"version": str(made.version)}
    services.change(made, **GIVEN | {"minutes": 600, "verifier": made.verifier}, by=made.person)
    people.sign_in(client, made.verifier)
    refused = client.post(f"/cpd/{made.public_id}/verify", data=shown)
    assert refused.status_code == 409 and "changed this since" in refused.text
    session.refresh(made)
    assert made.verified_at is None
    assert client.post(f"/cpd/{made.public_id}/verify").status_code == 409  # a page that shows no version shows nothing


def test_who_is_no_member_of_staff_keeps_no_cpd_by_any_door():
    with pytest.raises(NotAllowed):
        entry(people.person(Role.trainee))


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.hr, Role.system_administrator])
def test_the_list_of_staff_is_not_found_by_others(client, role):
    people.sign_in(client, people.person(role))
    assert client.get("/staff").status_code == 404


# ---- Credentials ----


@pytest.mark.parametrize(("days", "look"), [(None, "met"), (61, "met"), (60, "todo"), (0, "todo"), (-1, "refer")])
def test_a_credential_warns_from_sixty_days_before_its_last_day(days, look):
    today = london.today()
    held = grading.credential(people.person(), expires_on=None if days is None else today + timedelta(days=days))
    assert stands(held, today)[0] == look


def test_a_credential_that_runs_out_soon_is_told_once_and_again_when_its_day_changes(session):
    today, holder = london.today(), people.person(Role.assessor)
    held = grading.credential(holder, expires_on=today + timedelta(days=60))
    grading.credential(people.person(), expires_on=today + timedelta(days=61))
    replaced = people.person()
    grading.credential(replaced, expires_on=today + timedelta(days=10))
    grading.credential(replaced, expires_on=today + timedelta(days=900))
    assert (reminders.warn(today), reminders.warn(today)) == (1, 0)
    assert session.scalars(select(Mail.recipient)).all() == [holder.email]
    administrator = people.person(Role.centre_administrator)
    people_services.change_credential(
        held, obtained_on=held.obtained_on, expires_on=today + timedelta(days=50), by=administrator
    )
    assert reminders.warn(today) == 1


def test_the_administrator_changes_a_credential_and_nobody_else_does(client, session):
    holder = grading.assessor()
    held = holder.credentials[0]
    address, last = f"/credentials/{held.public_id}", london.today() + timedelta(days=400)
    given = {"obtained_on": "2024-05-01", "expires_on": last.isoformat()}
    for person, status in ((holder, 404), (people.person(Role.assessor), 404)):
        people.sign_in(client, person)
        assert client.post(address, data=given).status_code in {403, status}
    people.sign_in(client, people.person(Role.centre_administrator))
    assert client.post(address, data=given | {"expires_on": "2020-01-01"}).status_code == 422
    assert client.post(address, data=given).status_code == 303
    assert held.expires_on == last


def test_my_details_show_my_credentials_and_what_was_decided_of_my_declarations(client, session):
    assessor, trainee = grading.assessor(), people.person(Role.trainee)
    conflict = people_services.declare_conflict(assessor, trainee, "friend", by=assessor)
    people_services.decide_conflict(conflict, people_services.ConflictDecision.managed, by=people.person(Role.lead_iqa))
    assert session.scalars(select(Mail.recipient)).all() == [assessor.email]
    page = people.sign_in(client, assessor).get("/me").text
    assert "TAQA" in page and trainee.full_name in page and "Managed" in page
