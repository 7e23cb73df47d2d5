"""What an external quality assurer reads: one award, some days, nothing else (domain §2.3; invariants 30 and 31)."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.claims import services as claims
from assessments.claims.models import CertificateClaim, ClaimState
from assessments.iqa import services as iqa
from assessments.iqa.models import EqaVisit, IqaSample, SampleState
from assessments.visits import services
from core.errors import NotAllowed, RuleBroken
from core.history import ReadEntry
from people.models import Person, Role
from tests import london
from tests.factories import grading, people, portfolio, quality
from tests.sql_count import MOST, count_sql

SIGN = {"password": people.PASSWORD}


def eqa_of(version: object, **fields: object) -> EqaVisit:
    """A visit of somebody with a password to sign with."""
    person = people.person(Role.eqa)
    people.login(person, people.PASSWORD)
    return quality.visit(version, person, **fields)  # type: ignore[arg-type]


def closed_sample() -> IqaSample:
    """A closed sample of a decision with the work behind it."""
    decision = grading.decision(grading.mark_sheet(grading.allocated(portfolio.enrolment(), "C5-1")))
    return quality.judged(iqa.open_sample(quality.sample(decision), by=quality.iqa()))


def awaiting(version: object = None) -> CertificateClaim:
    """A claim that waits for a release."""
    claim = quality.claim(quality.claimable(version or quality.plain_award()))  # type: ignore[arg-type]
    claims.sign(claim, by=quality.iqa())
    return claim


def test_in_the_window_an_eqa_reads_closed_samples_and_each_read_is_written_down(
    client: FlaskClient, session: Session
) -> None:
    sample = closed_sample()
    visit = eqa_of(sample.enrolment.award_version)
    people.sign_in(client, visit.eqa)
    page = client.get(f"/visit/{visit.public_id}").text
    assert sample.code in page and "1 sampled decision is closed, 0 claims wait for you." in page
    decision = client.get(f"/decisions/{sample.public_id}")
    assert decision.status_code == 200
    assert "Comment on 1.1." in decision.text and "the last day of your visit" in decision.text
    assert "What you make of it" not in decision.text
    reads = session.scalars(select(ReadEntry).order_by(ReadEntry.id)).all()
    assert [(entry.object_kind, entry.reason) for entry in reads] == [
        ("eqa_visit", f"visit {visit.public_id}"),
        ("submission", f"visit {visit.public_id}"),
    ]
    assert "2 reads so far" in client.get(f"/visit/{visit.public_id}").text


def test_the_last_day_is_on_every_page_of_a_visit(client: FlaskClient, session: Session) -> None:
    sample = closed_sample()
    visit = eqa_of(sample.enrolment.award_version)
    claim = awaiting()
    other = quality.visit(claim.enrolment.award_version, visit.eqa)
    people.sign_in(client, visit.eqa)
    last = f"{visit.ends_on.day} {visit.ends_on:%b %Y}"
    for address in (
        "/visits",
        f"/visit/{visit.public_id}",
        f"/decisions/{sample.public_id}",
        f"/claims/{claim.public_id}",
    ):
        assert last in client.get(address).text, (address, other)


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 5)])
def test_outside_the_window_nothing_is_found(client: FlaskClient, session: Session, first: int, last: int) -> None:
    sample, today = closed_sample(), london.today()
    version = sample.enrolment.award_version
    visit = eqa_of(version, starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last))
    claim = awaiting()
    quality.visit(claim.enrolment.award_version, visit.eqa, starts_on=visit.starts_on, ends_on=visit.ends_on)
    people.sign_in(client, visit.eqa)
    for address in (
        f"/visit/{visit.public_id}",
        f"/decisions/{sample.public_id}",
        f"/decisions/{sample.public_id}/files/1",
        f"/claims/{claim.public_id}",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/claims/{claim.public_id}/release", data=SIGN).status_code == 404
    assert session.scalars(select(ReadEntry)).all() == []


@pytest.mark.parametrize("days", [0, 1])
def test_the_first_and_the_last_day_belong_to_the_window(client: FlaskClient, session: Session, days: int) -> None:
    today = london.today()
    version = quality.plain_award()
    first, last = (today, today + timedelta(days=3)) if days else (today - timedelta(days=3), today)
    visit = eqa_of(version, starts_on=first, ends_on=last)
    people.sign_in(client, visit.eqa)
    assert client.get(f"/visit/{visit.public_id}").status_code == 200


def test_another_awards_samples_and_claims_are_not_found_and_not_counted(client: FlaskClient, session: Session) -> None:
    sample, claim = closed_sample(), awaiting()
    visit = eqa_of(quality.plain_award())
    people.sign_in(client, visit.eqa)
    page = client.get(f"/visit/{visit.public_id}").text
    assert "0 sampled decisions are closed, 0 claims wait for you." in page
    assert sample.code not in page and claim.enrolment.person.full_name not in page
    assert client.get(f"/decisions/{sample.public_id}").status_code == 404
    assert client.get(f"/claims/{claim.public_id}").status_code == 404


def test_a_sample_that_is_not_closed_is_outside_the_scope(client: FlaskClient, session: Session) -> None:
    sample = quality.opened(quality.decision(quality.place(quality.plain_award())))
    visit = eqa_of(sample.enrolment.award_version)
    people.sign_in(client, visit.eqa)
    assert "0 sampled decisions are closed" in client.get(f"/visit/{visit.public_id}").text
    assert client.get(f"/decisions/{sample.public_id}").status_code == 404


def test_another_eqas_visit_is_not_found(client: FlaskClient, session: Session) -> None:
    visit = eqa_of(quality.plain_award())
    people.sign_in(client, people.person(Role.eqa))
    assert client.get(f"/visit/{visit.public_id}").status_code == 404
    assert visit.eqa.full_name not in client.get("/visits").text


def test_the_centres_own_roles_do_not_open_a_visit(client: FlaskClient, session: Session) -> None:
    visit = eqa_of(quality.plain_award())
    for role in (Role.centre_administrator, Role.lead_iqa):
        people.sign_in(client, people.person(role))
        assert visit.eqa.full_name in client.get("/visits").text
        assert client.get(f"/visit/{visit.public_id}").status_code == 404


def test_another_centres_visit_is_not_found(client: FlaskClient, session: Session) -> None:
    visit = eqa_of(quality.plain_award())
    address = f"/visit/{visit.public_id}"
    session.commit()
    people.centre()
    people.sign_in(client, people.person(Role.eqa))
    assert client.get(address).status_code == 404


def test_an_eqa_changes_nothing_of_a_sample(client: FlaskClient, session: Session) -> None:
    sample = closed_sample()
    visit = eqa_of(sample.enrolment.award_version)
    people.sign_in(client, visit.eqa)
    for action in ("/open", "", "/action-done", "/close", "/replace"):
        answer = client.post(f"/decisions/{sample.public_id}{action}", data=SIGN)
        assert answer.status_code in {403, 404}, action
    session.refresh(sample)
    assert sample.state is SampleState.closed


def test_a_release_needs_the_password_and_then_leaves_the_scope(client: FlaskClient, session: Session) -> None:
    claim = awaiting()
    visit = eqa_of(claim.enrolment.award_version)
    people.sign_in(client, visit.eqa)
    address = f"/claims/{claim.public_id}"
    assert client.post(f"{address}/release", data={"password": "wrong"}).status_code == 422
    answer = client.post(f"{address}/release", data=SIGN)
    session.refresh(claim)
    assert claim.state is ClaimState.released
    assert answer.location == f"/receipts/{claim.eqa_signature.public_id}"
    assert client.get(answer.location).status_code == 200
    assert client.get(address).status_code == 404


def test_a_claim_is_held_with_an_action_that_the_centre_reads(client: FlaskClient, session: Session) -> None:
    claim = awaiting()
    visit = eqa_of(claim.enrolment.award_version)
    people.sign_in(client, visit.eqa)
    address = f"/claims/{claim.public_id}"
    assert client.post(f"{address}/hold", data={"action": ""}).status_code == 422
    assert client.post(f"{address}/hold", data={"action": "Show the sampling plan."}).status_code == 303
    people.sign_in(client, people.person(Role.lead_iqa))
    assert "Show the sampling plan." in client.get(address).text


def test_an_eqas_pages_stay_within_their_statements(client: FlaskClient, session: Session) -> None:
    sample = closed_sample()
    visit = eqa_of(sample.enrolment.award_version)
    people.sign_in(client, visit.eqa)
    addresses = [f"/visit/{visit.public_id}", f"/decisions/{sample.public_id}", "/visits"]
    client.get(addresses[0])
    for address in addresses:
        session.expunge_all()
        with count_sql() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= MOST, "\n".join([address, *sent])


# ---- Opening a visit ----


@pytest.mark.parametrize("role", [Role.centre_administrator, Role.lead_iqa])
def test_the_centre_opens_a_visit(client: FlaskClient, session: Session, role: Role) -> None:
    version, eqa, today = quality.plain_award(), people.person(Role.eqa), london.today()
    people.sign_in(client, people.person(role))
    data = {
        "eqa": str(eqa.public_id),
        "award_version": str(version.public_id),
        "starts_on": today.isoformat(),
        "ends_on": (today - timedelta(days=1)).isoformat(),
    }
    bad = client.post("/visits/new", data=data)
    assert bad.status_code == 422 and "must not be before the first" in bad.text
    good = client.post("/visits/new", data=data | {"ends_on": (today + timedelta(days=4)).isoformat()})
    assert good.status_code == 303
    assert eqa.full_name in client.get("/visits").text
    assert session.scalars(select(EqaVisit)).one().award_version_id == version.id


@pytest.mark.parametrize("role", [Role.iqa, Role.assessor, Role.eqa, Role.hr, Role.trainee])
def test_other_roles_open_no_visit(client: FlaskClient, session: Session, role: Role) -> None:
    people.sign_in(client, people.person(role))
    assert client.get("/visits/new").status_code == 404


def planned(eqa: Person, *, days: int = 3, by: Person | None = None) -> EqaVisit:
    today = london.today()
    return services.plan_visit(
        eqa,
        quality.plain_award(),
        starts_on=today,
        ends_on=today + timedelta(days=days),
        by=by or people.person(Role.lead_iqa),
    )


def test_a_visit_is_for_somebody_who_is_an_eqa_then(session: Session) -> None:
    with pytest.raises(RuleBroken) as broken:
        planned(people.person(Role.iqa))
    assert broken.value.field == "eqa"


def test_a_visit_is_short(session: Session) -> None:
    planned(people.person(Role.eqa), days=services.LONGEST_DAYS - 1)
    with pytest.raises(RuleBroken) as broken:
        planned(people.person(Role.eqa), days=services.LONGEST_DAYS)
    assert broken.value.field == "ends_on"


def test_nobody_opens_a_visit_for_themselves(session: Session) -> None:
    person = people.person(Role.eqa, Role.lead_iqa)
    with pytest.raises(NotAllowed):
        planned(person, by=person)
