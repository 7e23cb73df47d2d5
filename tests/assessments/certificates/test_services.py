"""Certificates as issued never change; a revoked one stays on the register (invariant 27)."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from assessments.certificates import queries, services
from assessments.certificates.models import Certificate, RevocationReason
from core import history, uploads
from core.errors import MovedOn, RuleBroken
from people.models import Role
from tests import london
from tests.factories import awards, enrolments, people


def issued(code: str = "ALF-DA-L5", **fields: object) -> Certificate:
    people.centre(name="Alderbrook Care Academy") if not fields.get("in_centre") else None
    holder = people.person(given_name="Leila", family_name="Hartnoll")
    lead = people.person(Role.lead_iqa, given_name="Ruth", family_name="Calloway")
    enrolment = enrolments.enrolment(holder, awards.award_version(code))
    return services.issue_certificate(enrolment, claim_id=None, lead=lead, by=people.person())


def test_the_facts_are_frozen_as_issued(session: Session) -> None:
    certificate = issued()
    certificate.person.family_name = "Married"
    session.flush()
    session.expire_all()
    assert certificate.facts["holder"] == "Leila Hartnoll"
    assert certificate.facts["signatories"][0]["name"] == "Owain Bellerby"


def test_the_bytes_that_were_issued_are_kept(session: Session, app: object) -> None:
    certificate = issued()
    with uploads.open_stored(app.config["FILES"], certificate.pdf_key) as file:  # type: ignore[attr-defined]
        assert file.read(5) == b"%PDF-"


@pytest.mark.parametrize("column", ["facts = '{}'", "number = 'SW-1'", "code = 'x'", "pdf_sha256 = 'x'"])
def test_the_database_refuses_to_change_what_was_issued(session: Session, column: str) -> None:
    issued()
    with pytest.raises(DatabaseError, match="final"):
        session.execute(text(f"UPDATE certificate SET {column}"))


def test_a_revoked_certificate_stays_and_is_not_brought_back(session: Session) -> None:
    certificate = issued()
    services.revoke(certificate, RevocationReason.issued_in_error, by=people.person(Role.lead_iqa))
    session.flush()
    assert queries.by_code(certificate.code) is certificate
    with pytest.raises(DatabaseError, match="final"):
        session.execute(text("UPDATE certificate SET revoked_on = NULL, revocation_reason = NULL"))


def test_a_certificate_is_revoked_once(session: Session) -> None:
    certificate = issued()
    lead = people.person(Role.lead_iqa)
    services.revoke(certificate, RevocationReason.malpractice, by=lead)
    with pytest.raises(MovedOn):
        services.revoke(certificate, RevocationReason.malpractice, by=lead)


def test_replacing_makes_a_new_number_from_how_things_stand_now(session: Session) -> None:
    certificate = issued()
    certificate.person.family_name = "Married"
    lead = people.person(Role.lead_iqa)
    after = services.replace(certificate, lead=lead, by=lead)
    assert after.number != certificate.number
    assert after.facts["holder"] == "Leila Married"
    assert certificate.revocation_reason is RevocationReason.replaced


def test_numbers_are_unique_over_all_centres_of_an_installation(session: Session) -> None:
    first = issued().number
    second = issued().number
    assert first != second


def test_the_database_holds_one_live_certificate_for_an_enrolment(session: Session) -> None:
    certificate = issued()
    with pytest.raises(DatabaseError):
        services.issue_certificate(certificate.enrolment, claim_id=None, lead=None, by=people.person())


def test_a_name_that_cannot_be_printed_stops_the_issue_with_the_reason(session: Session) -> None:
    people.centre()
    enrolment = enrolments.enrolment(people.person(given_name="Leila", family_name="\U0001f600"))
    with pytest.raises(RuleBroken, match="cannot be printed"):
        services.issue_certificate(enrolment, claim_id=None, lead=None, by=people.person())


def test_issue_and_withdrawal_are_written_to_history(session: Session) -> None:
    certificate = issued()
    services.revoke(certificate, RevocationReason.malpractice, by=people.person())
    session.flush()
    assert [entry.verb for entry in history.timeline(certificate)] == ["issued", "revoked"]


def test_the_date_of_award_is_the_day_in_the_zone_of_the_centre(session: Session) -> None:
    certificate = issued()
    assert abs(certificate.issued_on - london.today()) <= timedelta(days=1)
