"""The pages of claims: from the list to the certificate, and who may do what on the way."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.claims import queries, services
from assessments.claims.models import AwardPrinting, CertificateClaim, ClaimState, PrintedBy
from people.models import Person, Role
from tests import london
from tests.factories import people, portfolio, quality
from tests.sql_count import MOST, count_sql

SUPERVISION = "{id: R1, type: supervision_minutes, min: 60, formats: [individual, group]}"
SIGN = {"password": people.PASSWORD}


def signer(*roles: Role) -> Person:
    """Somebody with a password to sign with."""
    person = people.person(*roles)
    people.login(person, people.PASSWORD)
    return person


def test_a_claim_goes_from_the_list_to_the_certificate(client: FlaskClient, session: Session) -> None:
    row = quality.claimable()
    name = row.person.full_name
    administrator, iqa = people.person(Role.centre_administrator), signer(Role.iqa)
    people.sign_in(client, administrator)
    assert name in client.get("/claims").text
    assert "Nothing stands in the way of a claim." in client.get(f"/claims/new/{row.public_id}").text
    raised = client.post(f"/claims/new/{row.public_id}")
    assert raised.status_code == 303
    address = raised.location
    people.sign_in(client, iqa)
    assert "Sign the claim" in client.get(address).text
    assert client.post(f"{address}/sign", data={"password": "wrong"}).status_code == 422
    assert client.post(f"{address}/sign", data=SIGN).status_code == 303
    assert "With the external quality assurer" in client.get(address).text
    eqa = signer(Role.eqa)
    visit = quality.visit(row.award_version, eqa)
    people.sign_in(client, eqa)
    assert name in client.get(f"/visit/{visit.public_id}").text
    assert client.post(f"{address}/release", data=SIGN).status_code == 303
    people.sign_in(client, administrator)
    assert client.post(f"{address}/send").status_code == 303
    assert client.post(f"{address}/issue").status_code == 303
    claim = session.scalars(select(CertificateClaim)).one()
    assert claim.state is ClaimState.issued
    certificate = queries.certificate_of(claim)
    assert certificate is not None and certificate.number in client.get(address).text
    assert name in client.get("/claims?show=issued").text


def test_what_stands_in_the_way_is_named_before_a_claim_is_raised(client: FlaskClient, session: Session) -> None:
    row = quality.claimable(quality.plain_award("ALF-DA-L5", SUPERVISION))
    portfolio.supervision(row.person, minutes=40)
    people.sign_in(client, people.person(Role.centre_administrator))
    page = client.get(f"/claims/new/{row.public_id}").text
    assert "Not yet, because" in page and "40 of 60 minutes" in page
    answer = client.post(f"/claims/new/{row.public_id}")
    assert answer.status_code == 422 and "Requirement R1 is not met" in answer.text
    assert session.scalars(select(CertificateClaim)).all() == []


def test_the_list_says_what_each_trainee_still_needs(client: FlaskClient, session: Session) -> None:
    row = quality.place(quality.plain_award())
    quality.decision(row, "C5-1")
    people.sign_in(client, people.person(Role.centre_administrator))
    page = client.get("/claims?show=not_ready").text
    assert "Unit C5-2 is not passed." in page
    assert "The decision on unit C5-1 waits for the next sampling draw." in page
    assert "Nobody waits for a claim" in client.get("/claims?show=ready").text


def test_the_lists_stay_within_their_statements_with_40_trainees(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award()
    for number in range(40):
        row = quality.place(version, people.person(family_name=f"Family-{number:02}"))
        if number % 2:
            quality.passed_units(row)
    quality.close_all(quality.draw().samples)
    for claimed in session.scalars(select(queries.Enrolment).limit(12)):
        if claimed.id in queries.waiting(people.person(Role.lead_iqa)).passed_ids:
            quality.claim(claimed)
    people.sign_in(client, people.person(Role.centre_administrator))
    client.get("/claims")
    session.expunge_all()
    for shown in ("ready", "not_ready", "open", "issued"):
        with count_sql() as sent:
            assert client.get(f"/claims?show={shown}").status_code == 200
        assert len(sent) <= MOST, "\n".join([shown, *sent])
    claim = session.scalars(select(CertificateClaim)).first()
    waiting = session.scalars(queries.trainees(people.person(Role.lead_iqa), [], among=False)).first()
    assert claim is not None and waiting is not None
    addresses = [f"/claims/{claim.public_id}", f"/claims/new/{waiting.public_id}"]
    session.commit()
    for address in addresses:
        session.expunge_all()
        with count_sql() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= MOST, "\n".join([address, *sent])


@pytest.mark.parametrize(
    "role", [role for role in Role if role.value not in {"centre_administrator", "iqa", "lead_iqa"}]
)
def test_claims_are_not_found_by_other_roles(client: FlaskClient, session: Session, role: Role) -> None:
    claim = quality.claim()
    people.sign_in(client, people.person(role))
    for address in ("/claims", f"/claims/{claim.public_id}", f"/claims/new/{claim.enrolment.public_id}"):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/claims/{claim.public_id}/sign", data=SIGN).status_code == 404


@pytest.mark.parametrize(
    ("role", "action", "status"),
    [
        (Role.iqa, "issue", 403),
        (Role.iqa, "send", 403),
        (Role.iqa, "cancel", 403),
        (Role.iqa, "release", 403),
        (Role.lead_iqa, "release", 403),
        (Role.centre_administrator, "sign", 403),
        (Role.centre_administrator, "release", 403),
        (Role.centre_administrator, "hold", 403),
        (Role.centre_administrator, "issue", 409),
    ],
)
def test_each_step_belongs_to_its_role(
    client: FlaskClient, session: Session, role: Role, action: str, status: int
) -> None:
    claim = quality.claim()
    people.sign_in(client, signer(role))
    answer = client.post(f"/claims/{claim.public_id}/{action}", data=SIGN | {"action": "Something."})
    assert answer.status_code == status


def test_an_iqa_finds_the_claims_of_their_organisation_only(client: FlaskClient, session: Session) -> None:
    people.centre()
    ours, theirs = people.organisation(), people.organisation()
    version = quality.plain_award()
    for employer in (ours, theirs):
        row = quality.place(version, people.person(organisation=employer, family_name=f"Of-{employer.name}"))
        quality.passed_units(row)
        quality.close_all(quality.draw().samples)
        quality.claim(row)
    people.sign_in(client, people.person(Role.iqa, scope=ours))
    page = client.get("/claims").text
    assert f"Of-{ours.name}" in page and f"Of-{theirs.name}" not in page
    assert "1 claim is open" in page


def test_another_centres_claim_is_not_found(client: FlaskClient, session: Session) -> None:
    claim = quality.claim()
    address, place_id = f"/claims/{claim.public_id}", claim.enrolment.public_id
    version_id = claim.enrolment.award_version.public_id
    session.commit()
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator, Role.lead_iqa))
    for other in (address, f"/claims/new/{place_id}", f"/direct-claims/{version_id}"):
        assert client.get(other).status_code == 404
    assert client.post(f"{address}/cancel").status_code == 404


def test_of_two_people_who_sign_at_once_the_second_is_told(client: FlaskClient, session: Session) -> None:
    claim = quality.claim()
    seen = claim.version
    services.sign(claim, by=quality.iqa())
    people.sign_in(client, signer(Role.iqa))
    data = SIGN | {"version": str(seen)}
    assert client.post(f"/claims/{claim.public_id}/sign", data=data).status_code == 409


def test_the_claimants_assessor_reads_why_they_cannot_sign(client: FlaskClient, session: Session) -> None:
    person = signer(Role.assessor, Role.iqa)
    claim = quality.claim(quality.claimable(assessor=person))
    people.sign_in(client, person)
    assert "You assessed this trainee" in client.get(f"/claims/{claim.public_id}").text
    refused = client.post(f"/claims/{claim.public_id}/sign", data=SIGN)
    assert refused.status_code == 403 and "You assessed this trainee" in refused.text


def test_a_trainee_with_a_centre_role_does_not_move_their_own_claim(client: FlaskClient, session: Session) -> None:
    claim = quality.claim()
    trainee = claim.enrolment.person
    people.grant(trainee, Role.centre_administrator)
    people.grant(trainee, Role.iqa)
    people.login(trainee, people.PASSWORD)
    session.refresh(trainee)
    people.sign_in(client, trainee)
    for action in ("sign", "cancel", "issue"):
        assert client.post(f"/claims/{claim.public_id}/{action}", data=SIGN).status_code == 403


def test_the_awarding_organisations_number_is_asked_for_where_it_prints(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award()
    administrator = people.person(Role.centre_administrator)
    services.set_printing(version, PrintedBy.awarding_organisation, by=administrator)
    services.grant_direct_claims(version, starts_on=london.today(), by=administrator)
    claim = quality.claim(quality.claimable(version))
    services.sign(claim, by=quality.iqa())
    services.send_to_ao(claim, by=administrator)
    people.sign_in(client, administrator)
    address = f"/claims/{claim.public_id}"
    bad = client.post(f"{address}/issue", data={"ao_number": "", "ao_issued_on": ""})
    assert bad.status_code == 422 and "Enter the number on the certificate." in bad.text
    data = {"ao_number": "ILM 4471 X", "ao_issued_on": london.today().isoformat()}
    assert client.post(f"{address}/issue", data=data).status_code == 303
    assert "ILM 4471 X" in client.get(address).text


# ---- How an award is claimed ----


def test_direct_claims_status_is_noted_and_ended(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award()
    people.sign_in(client, people.person(Role.lead_iqa))
    address = f"/direct-claims/{version.public_id}"
    assert version.title in client.get("/direct-claims").text
    bad = client.post(f"{address}/grant", data={"starts_on": "2026-02-30"})
    assert bad.status_code == 422
    assert client.post(f"{address}/grant", data={"starts_on": london.today().isoformat()}).status_code == 303
    assert "It holds since" in client.get(address).text
    assert client.post(f"{address}/end").status_code == 303
    assert "noted direct claims status" in client.get(address).text


def test_who_prints_is_a_setting_of_the_award(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award()
    people.sign_in(client, people.person(Role.centre_administrator))
    address = f"/direct-claims/{version.public_id}/printing"
    assert client.post(address, data={"printed_by": "nobody"}).status_code == 422
    assert client.post(address, data={"printed_by": "awarding_organisation"}).status_code == 303
    assert session.scalars(select(AwardPrinting)).one().printed_by is PrintedBy.awarding_organisation
    assert "The awarding organisation" in client.get("/direct-claims").text


def test_a_recognised_programme_has_no_such_settings(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award("ALF-DA-L5")
    people.sign_in(client, people.person(Role.centre_administrator))
    assert client.get(f"/direct-claims/{version.public_id}").status_code == 404
    assert version.code not in client.get("/direct-claims").text
