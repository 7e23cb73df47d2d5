"""What a portfolio from elsewhere may and may not become."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessments.certificates import queries as certificates
from assessments.claims import services as claims
from assessments.iqa import draw_facts
from assessments.portfolios import reading, services
from assessments.portfolios.document import document_of
from assessments.portfolios.models import BroughtPortfolio
from assessments.portfolios.reading import Refused
from core import history
from core.db import db
from core.errors import RuleBroken
from people.models import Login, Person, Role, RoleGrant
from tests.assessments.portfolios.conftest import packed
from tests.factories import people
from tests.factories import portfolio as accounts
from training.enrolments import practice_rows
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import drafting, notes
from training.portfolio import queries as portfolio
from training.portfolio.models import Submission


def bring(document: dict[str, Any], tmp_path: Path, **kwargs: Any) -> BroughtPortfolio:
    path = tmp_path / "portfolio.zip"
    path.write_bytes(packed(document))
    return services.bring_in(reading.read(path), by=kwargs.pop("by", None), **kwargs)


def refusals(document: dict[str, Any], tmp_path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        bring(document, tmp_path)
    return [str(fault) for fault in refused.value.faults]


def test_it_brings_a_trainee_who_cannot_sign_in_and_names_that_nobody_signs_in_as(
    document: dict[str, Any], tmp_path: Path
) -> None:
    logins = db.session.scalar(select(func.count(Login.id)))
    brought = bring(document, tmp_path)
    assert db.session.scalar(select(func.count(Login.id))) == logins
    assert [grant.role for grant in brought.person.grants] == [Role.trainee]
    names = db.session.scalars(select(Person).where(Person.brought_from != "")).all()
    assert len(names) == len(document["people"])
    assert {each.email for each in names} == {None}
    assert not db.session.scalar(select(RoleGrant.id).where(RoleGrant.person_id.in_([each.id for each in names])))


def test_nothing_of_it_is_taken_for_work_of_this_centre(document: dict[str, Any], tmp_path: Path) -> None:
    brought = bring(document, tmp_path)
    place = db.session.scalars(select(Enrolment).where(Enrolment.person_id == brought.person_id)).one()
    assert place.state is EnrolmentState.brought_in
    assert draw_facts.undrawn_decisions() == []
    assert portfolio.own_enrolments(brought.person) == []
    with pytest.raises(RuleBroken):
        claims.raise_claim(place, by=people.person(Role.centre_administrator))
    assert practice_rows.sets_and_meetings(place) == []
    assert practice_rows.supervision(place) == []
    assert practice_rows.taught_days(place) == []


def test_each_thing_says_where_it_came_from(document: dict[str, Any], tmp_path: Path) -> None:
    brought = bring(document, tmp_path)
    sent = db.session.scalars(select(Submission).where(Submission.enrolment.has(person_id=brought.person_id))).one()
    entry = history.timeline(sent)[0]
    assert (entry.verb, entry.facts["centre"]) == ("brought_in", document["source"]["centre"])


def test_a_dry_run_keeps_nothing(document: dict[str, Any], tmp_path: Path) -> None:
    with db.session.begin_nested() as savepoint:
        brought = bring(document, tmp_path, dry_run=True)
        person_id = brought.person_id
        savepoint.rollback()
    assert db.session.scalar(select(Person.id).where(Person.id == person_id)) is None


def test_the_same_portfolio_comes_in_once(document: dict[str, Any], tmp_path: Path) -> None:
    bring(document, tmp_path)
    assert "here already" in refusals(document, tmp_path)[0]


def test_somebody_on_record_keeps_what_is_on_record(document: dict[str, Any], tmp_path: Path) -> None:
    known = people.person(email="New.Here@example.org", given_name="Known")
    brought = bring(document, tmp_path)
    assert brought.person is known
    assert known.given_name == "Known"


def test_nobody_brings_in_their_own(document: dict[str, Any], tmp_path: Path) -> None:
    administrator = people.person(Role.centre_administrator, email="new.here@example.org")
    with pytest.raises(Refused, match="own portfolio"):
        bring(document, tmp_path, by=administrator)


def test_a_forged_name_never_becomes_a_person_of_this_centre(document: dict[str, Any], tmp_path: Path) -> None:
    local = people.person(Role.assessor, given_name="Local")
    old = document["people"][0]["id"]
    forged = json.loads(json.dumps(document).replace(old, str(local.public_id)))
    bring(forged, tmp_path)
    assert not db.session.scalar(select(Submission.id).where(Submission.assessor_id == local.id))


def wrong_schema(document: dict[str, Any]) -> None:
    document["setwright_portfolio"] = 2


def unknown_part(document: dict[str, Any]) -> None:
    document["role_grants"] = [{"role": "system_administrator"}]


def unknown_column(document: dict[str, Any]) -> None:
    document["enrolments"][0]["tenant_id"] = 1


def unknown_state(document: dict[str, Any]) -> None:
    document["submissions"][0]["state"] = "golden"


def changed_evidence(document: dict[str, Any]) -> None:
    document["submissions"][0]["manifest"]["items"][0]["text"] = "Better."


def names_nothing(document: dict[str, Any]) -> None:
    document["evidence"][0]["enrolment"] = document["person"]["id"]


def stands_twice(document: dict[str, Any]) -> None:
    document["evidence"].append(document["evidence"][0])


def own_assessor(document: dict[str, Any]) -> None:
    document["submissions"][0]["assessor"] = document["person"]["id"]


def no_item(document: dict[str, Any]) -> None:
    del document["submissions"][0]["manifest"]["items"][0]["title"]


def too_long(document: dict[str, Any]) -> None:
    document["evidence"][0]["title"] = "x" * 201


def no_moment(document: dict[str, Any]) -> None:
    document["evidence"][0]["written_at"] = "2026-01-01T10:00:00"


def too_large(document: dict[str, Any]) -> None:
    document["submissions"][0]["attempt"] = 2**40


def yes_for_a_number(document: dict[str, Any]) -> None:
    document["submissions"][0]["attempt"] = True


def nul(document: dict[str, Any]) -> None:
    document["evidence"][0]["text"] = "a\0b"


def missing_file(document: dict[str, Any]) -> None:
    document["certificates"].append({"id": "x"})


def broken_award(document: dict[str, Any]) -> None:
    document["awards"][0]["specification"]["units"] = []


def no_attempt(document: dict[str, Any]) -> None:
    document["submissions"][0]["attempt"] = 0  # the database refuses it


@pytest.mark.parametrize(
    "change",
    [
        wrong_schema,
        unknown_part,
        unknown_column,
        unknown_state,
        changed_evidence,
        names_nothing,
        stands_twice,
        own_assessor,
        no_item,
        too_long,
        no_moment,
        too_large,
        yes_for_a_number,
        nul,
        missing_file,
        broken_award,
        no_attempt,
    ],
)
def test_what_is_not_sound_stays_out_whole(document: dict[str, Any], tmp_path: Path, change: Any) -> None:
    change(document)
    before = db.session.scalar(select(func.count(BroughtPortfolio.id)))
    assert refusals(document, tmp_path)
    assert db.session.scalar(select(func.count(BroughtPortfolio.id))) == before


def test_the_answer_names_the_part_the_row_and_the_reason(document: dict[str, Any], tmp_path: Path) -> None:
    document["submissions"][0]["state"] = "golden"
    assert refusals(document, tmp_path) == ["submissions, row 1: state: it is none of the known values."]


def test_a_decision_is_not_told_before_it_is_final(app: Flask, decided: Submission) -> None:
    decided.state = "awaiting_countersign"
    decision = decided.decisions[-1]
    with app.test_request_context():
        told, _files = document_of(decided.enrolment.person)
        assert len(told["decisions"]) == 1
        decision.__dict__["needs_countersignature"] = True
        told, _files = document_of(decided.enrolment.person)
    assert (told["decisions"], told["mark_sheets"], told["criterion_decisions"], told["standings"]) == ([], [], [], [])
    assert told["submissions"][0]["state"] == "in_assessment"


def test_the_check_page_never_answers_for_a_certificate_of_elsewhere(document: dict[str, Any], tmp_path: Path) -> None:
    facts = {
        "number": "SW-2026-0041-K7",
        "check_url": "https://elsewhere.example.org/check/abc",
        "check_address": "elsewhere.example.org/check",
        "holder": "Leila Hartnoll",
        "centre": "Elsewhere",
        "award": "An award",
        "kind": "A recognised programme.",
        "what_it_took": ["Three days."],
        "signatories": [],
        "awarded_on": "2026-01-10",
        "language": "en-GB",
    }
    document["certificates"].append(
        {
            "id": "00000000-0000-4000-8000-000000000001",
            "award_version": document["awards"][0]["id"],
            "enrolment": document["enrolments"][0]["id"],
            "number": "SW-2026-0041-K7",
            "code": "abc",
            "issued_on": "2026-01-10",
            "issued_at": datetime(2026, 1, 10, tzinfo=UTC).isoformat(),
            "facts": facts,
            "pdf_sha256": None,
            "shows_holder": True,
            "revoked_on": None,
            "revocation_reason": None,
            "file": None,
        }
    )
    brought = bring(document, tmp_path)
    assert certificates.by_code("abc") is None
    assert certificates.by_number_and_name("SW-2026-0041-K7", "Leila Hartnoll") is None
    assert document_of(brought.person)[0]["certificates"][0]["facts"] == facts


def test_drafts_come_back_with_versions_reasons_and_the_private_notes_of_their_author(
    session: Session, tmp_path: Path
) -> None:
    place = accounts.enrolment()
    draft = accounts.draft(place, text="I wrote to k.example@example.org and to p.example@example.org.")
    drafting.keep_phrase(draft, "k.example@example.org", "A public address.", by=place.person)
    drafting.change_phrase(draft, "p.example@example.org", "a colleague", by=place.person)
    notes.write_note(draft, "Why did I wait?\x07")  # a bell that was pasted
    with current_app.test_request_context():
        document, _files = document_of(place.person)
    assert "Why did I wait?" in json.dumps(document)
    moved = json.loads(json.dumps(document))
    moved["person"]["email"] = "new.here@example.org"
    people.centre()
    brought = bring(moved, tmp_path)
    [item] = db.session.scalars(portfolio.evidence_of(brought.person)).all()
    assert notes.read_note(item) == "Why did I wait?\x07"
    versions = db.session.scalars(portfolio.versions_of(item)).all()
    assert [(each.number, each.text) for each in versions] == [
        (2, "I wrote to k.example@example.org and to p.example@example.org."),
        (1, "I wrote to k.example@example.org and to p.example@example.org."),
    ]
    assert item.text == "I wrote to k.example@example.org and to a colleague."
    assert [phrase.reason for phrase in item.kept_phrases] == ["A public address."]


def test_notes_are_in_nobody_elses_portfolio(session: Session) -> None:
    place, other = accounts.enrolment(), accounts.enrolment()
    notes.write_note(accounts.draft(place), "Why did I wait?")
    with current_app.test_request_context():
        assert "Why did I wait?" not in json.dumps(document_of(other.person)[0])
