"""Every signature beside that on a decision: shown before, proved, given once, with a receipt that is checked again."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from assessments.claims import services as claims
from assessments.iqa import services as iqa
from assessments.iqa.models import SampleOutcome
from core import clock
from core.db import Tenanted, db
from core.filters import day
from core.history import ReadEntry
from people.factors.proof import Proof
from people.models import Person, Role
from people.signatures import queries
from people.signatures.models import Signature
from tests.factories import (
    adjustments,
    appeals,
    authenticators,
    discussions,
    people,
    portfolio,
    programmes,
    quality,
    reviews,
    rpl,
)
from tests.factories.signatures import is_postgresql, without_triggers
from tests.sql_count import MOST, count_sql
from training.discussions import services as records
from training.rpl import services as earlier_learning


@dataclass(frozen=True)
class Signing:
    """Something about to be signed: by whom, on which page, where it is sent, what is sent, and how to change it."""

    thing: Tenanted
    signer: Person
    page: str
    sent_to: str
    typed: dict[str, str]
    behind: str
    shows_hash: bool = False


def judging() -> Signing:
    sample = quality.opened()
    page = f"/decisions/{sample.public_id}"
    typed = {"outcome": "agree", "feedback": quality.FEEDBACK, "version": str(sample.version)}
    return Signing(sample, sample.iqa, page, page, typed, "UPDATE sample_judgement SET feedback = 'Another.'")


def closing() -> Signing:
    sample = quality.judged(outcome=SampleOutcome.agree_with_action)
    iqa.finish_action(sample, by=sample.decision.assessor)
    page = f"/decisions/{sample.public_id}"
    return Signing(sample, sample.iqa, page, f"{page}/close", {}, "UPDATE sample_judgement SET action = 'Another.'")


def claiming() -> Signing:
    claim = quality.claim()
    page = f"/claims/{claim.public_id}"
    return Signing(claim, quality.iqa(), page, f"{page}/sign", {}, "UPDATE certificate_claim SET findings = '[]'", True)


def releasing() -> Signing:
    claim = quality.claim()
    claims.sign(claim, by=quality.iqa())
    visit = quality.visit(claim.enrolment.award_version)
    page = f"/claims/{claim.public_id}"
    behind = "UPDATE certificate_claim SET findings = '[]'"
    return Signing(claim, visit.eqa, page, f"{page}/release", {}, behind, True)


def answering(stage: int) -> Signing:
    appeal = appeals.at_stage(stage)
    signer = [appeal.decision.assessor, appeal.who_is("reviewer"), appeal.who_is("chair"), people.person(Role.lead_iqa)]
    page = f"/appeals/{appeal.public_id}/answer"
    typed = {"answer": "dismissed", "reasons": appeals.REASONS, "version": str(appeal.version)}
    behind = "UPDATE appeal_stage SET upheld = (number > 0), go_on_until = NULL WHERE signature_id IS NOT NULL"
    return Signing(appeal, signer[stage - 1], page, page, typed, behind)


def closing_a_case() -> Signing:
    case = appeals.answered()
    page = f"/paused/{case.public_id}/decide"
    typed = {"outcome": "reminded", "words": appeals.REASONS, "version": str(case.version)}
    behind = "UPDATE malpractice_case SET state = 'void'"
    return Signing(case, people.person(Role.lead_iqa), page, page, typed, behind)


def adjusting() -> Signing:
    row, lead = adjustments.requested(), adjustments.lead()
    adjustments.seen(row, by=lead)
    page = f"/adjustments/{row.public_id}/decide"
    typed = {"answer": "decline", "reason": adjustments.REASON, "version": str(row.version)}
    return Signing(row, lead, page, page, typed, "UPDATE adjustment SET sealed_reason = x'00'")


def reviewing() -> Signing:
    review = reviews.to_sign()
    page = f"/progress-reviews/{review.public_id}/sign"
    typed = {"version": str(review.version)}
    behind = "UPDATE progress_review SET trainee_text = 'Another.'"
    return Signing(review, review.enrolment.person, page, page, typed, behind, True)


def handing_over() -> Signing:
    made = discussions.draft()
    page = f"/discussions/{made.public_id}"
    typed = {"version": str(made.version)}
    behind = "UPDATE discussion SET answers = 'Another.'"
    return Signing(made, made.recorder, page, f"{page}/hand-over", typed, behind, True)


def agreeing_to_a_record() -> Signing:
    made = discussions.waiting()
    page = f"/discussions/{made.public_id}"
    typed = {"version": str(made.version), "remarks": "The sponsor came twice."}
    behind = "UPDATE discussion SET minutes = 99"
    return Signing(made, made.enrolment.person, page, f"{page}/sign", typed, behind)


def answering_a_claim() -> Signing:
    claim = rpl.transfer()
    earlier_learning.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)
    page = f"/earlier-learning/{claim.public_id}"
    typed = {"agreed": "yes", "reason": appeals.REASONS, "version": str(claim.version)}
    return Signing(claim, people.person(Role.lead_iqa), page, page, typed, "UPDATE rpl_claim SET answer = 'Another.'")


def giving_more_time() -> Signing:
    sent = portfolio.decided(portfolio.enrolment(), refer=("1.1",))
    sent.send_by = clock.today() + timedelta(days=42)
    page = f"/attempts/{sent.public_id}/more-time"
    until = clock.today() + timedelta(days=60)
    typed = {"until": until.isoformat(), "reason": appeals.REASONS}
    behind = "UPDATE more_time SET reason = 'Another.'"
    return Signing(sent, people.person(Role.lead_iqa), page, page, typed, behind)


def allowing_an_attempt() -> Signing:
    place = portfolio.enrolment()
    sent = [portfolio.decided(place, refer=("1.1",)) for _attempt in range(2)][-1]
    page = f"/attempts/{sent.public_id}"
    behind = "UPDATE attempt_grant SET reason = 'Another.'"
    return Signing(sent, people.person(Role.lead_iqa), page, page, {"reason": appeals.REASONS}, behind)


SIGNED: dict[str, Callable[[], Signing]] = {
    "an answer of the IQA": judging,
    "an action that is done": closing,
    "a claim": claiming,
    "a release": releasing,
    "an appeal, stage 1": lambda: answering(1),
    "an appeal, stage 4": lambda: answering(4),
    "a case": closing_a_case,
    "an adjustment": adjusting,
    "a progress review": reviewing,
    "a record that is handed over": handing_over,
    "a record, by the trainee": agreeing_to_a_record,
    "an answer on earlier learning": answering_a_claim,
    "more time": giving_more_time,
    "a further attempt": allowing_an_attempt,
}

SHOWN = [
    *("a claim", "a release", "a progress review", "a record that is handed over", "a record, by the trainee"),
    *("an answer on earlier learning", "more time", "a further attempt"),
]
"""Where the page shows the hash of what it is about, and takes it back."""


def text_of(response: TestResponse) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.text).split()))


def at_browser(client: FlaskClient, signing: Signing) -> TestResponse:
    """The signer, who has a password, opens the page."""
    people.able_to_sign(signing.signer)
    people.sign_in(client, signing.signer)
    return client.get(signing.page)


def content_on(page: TestResponse) -> dict[str, str]:
    """The hash that a page showed, as its form sends it back."""
    found = re.search(r'name="content"[^>]*value="(\w{64})"', page.text)
    return {"content": found[1]} if found else {}


@pytest.mark.parametrize("what", SIGNED)
def test_what_is_signed_is_said_before_proved_and_given_once(client: FlaskClient, session: Session, what: str) -> None:
    signing = SIGNED[what]()
    before = len(queries.on(signing.thing))
    page = at_browser(client, signing)
    sent = signing.typed | content_on(page) | {"password": people.PASSWORD}
    assert client.post(signing.sent_to, data=sent | {"password": ""}).status_code == 422
    assert len(queries.on(signing.thing)) == before
    answers = [client.post(signing.sent_to, data=sent) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    given = queries.on(signing.thing)
    assert len(given) == before + 1
    signature = given[-1]
    assert [each.location for each in answers] == [f"/receipts/{signature.public_id}"] * 2
    assert (signature.person_id, signature.proved_by) == (signing.signer.id, Proof.password)
    assert signature.signed_as.startswith(signing.signer.full_name)
    assert signature.statement in text_of(page)
    assert (signature.content_hash in page.text) is signing.shows_hash
    words = text_of(client.get(answers[1].location))
    assert "It counts once; what was sent again changed nothing." in words
    assert signature.statement in words and signature.content_hash in words
    assert words.count("Checked just now: intact") == len(given) and "NOT intact" not in words
    with count_sql() as asked:
        assert client.get(answers[0].location).status_code == 200
    assert len(asked) <= MOST, "\n".join(asked)
    kept = client.get(f"{answers[0].location}.json").get_json()
    assert kept["intact"] is True and kept["receipts"][-1]["sha256_of_content"] == signature.content_hash
    assert signature.statement in client.get(f"{answers[0].location}.txt").text


@pytest.mark.parametrize("what", SIGNED)
def test_a_change_behind_the_back_of_the_service_is_found(client: FlaskClient, session: Session, what: str) -> None:
    signing = SIGNED[what]()
    page = at_browser(client, signing)
    sent = signing.typed | content_on(page) | {"password": people.PASSWORD}
    receipt = client.post(signing.sent_to, data=sent).location
    table = signing.behind.split()[1]
    without_triggers(session, table)
    changed = signing.behind.replace("x'00'", "'\\x00'") if is_postgresql(session) else signing.behind
    session.execute(text(changed))
    session.commit()
    session.expire_all()
    assert "NOT intact" in text_of(client.get(receipt))
    assert client.get(f"{receipt}.json").get_json()["intact"] is False


@pytest.mark.parametrize("what", SHOWN)
def test_a_page_that_shows_another_content_signs_nothing(client: FlaskClient, session: Session, what: str) -> None:
    signing = SIGNED[what]()
    before = len(queries.on(signing.thing))
    at_browser(client, signing)
    sent = signing.typed | {"content": "0" * 64, "password": people.PASSWORD}
    answer = client.post(signing.sent_to, data=sent)
    assert answer.status_code == 409 and "not what is on record now" in answer.text
    assert len(queries.on(signing.thing)) == before


def test_a_passkey_signs_what_the_page_shows_and_nothing_else(client: FlaskClient, session: Session) -> None:
    signing = claiming()
    device = authenticators.passkey(people.able_to_sign(signing.signer) and people.login_of(signing.signer))
    session.commit()
    people.sign_in(client, signing.signer)
    shown = content_on(client.get(signing.page))
    proof = device.proves(client, signing.sent_to, "0" * 64)
    assert client.post(signing.sent_to, data=shown | {"passkey": proof}).status_code == 422
    proof = device.proves(client, signing.sent_to, shown["content"])
    receipt = client.post(signing.sent_to, data=shown | {"passkey": proof})
    assert receipt.status_code == 303
    assert session.scalars(select(Signature).where(Signature.about == signing.thing.public_id)).one().proved_by is (
        Proof.passkey
    )


def test_who_comes_second_reads_who_signed_and_when(client: FlaskClient, session: Session) -> None:
    signing = closing_a_case()
    at_browser(client, signing)
    sent = signing.typed | {"password": people.PASSWORD}
    assert client.post(signing.sent_to, data=sent).status_code == 303
    late = people.able_to_sign(people.person(Role.centre_administrator))
    people.sign_in(client, late)
    answer = client.post(signing.sent_to, data=sent)
    assert answer.status_code == 409
    assert f"{signing.signer.full_name}, lead quality assurer has signed this, on " in text_of(answer)
    assert len(queries.on(signing.thing)) == 1


@pytest.mark.parametrize("change", ["UPDATE signature SET statement = 'Other.'", "DELETE FROM signature"])
def test_a_signature_is_final_in_the_database(session: Session, change: str) -> None:
    quality.judged()
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(change))


@pytest.mark.parametrize("what", SIGNED)
def test_who_may_not_read_the_thing_finds_no_receipt(
    app: Flask, client: FlaskClient, session: Session, what: str
) -> None:
    signing = SIGNED[what]()
    page = at_browser(client, signing)
    sent = signing.typed | content_on(page) | {"password": people.PASSWORD}
    receipt = client.post(signing.sent_to, data=sent).location
    others = [people.person(role) for role in (Role.trainee, Role.assessor, Role.hr, Role.supervisor, Role.eqa)]
    session.commit()
    found = {}
    for person in others:
        browser = people.sign_in(app.test_client(), person)
        found[person.id] = {browser.get(f"{receipt}{end}").status_code for end in ("", ".txt", ".json")}
    assert set(map(frozenset, found.values())) == {frozenset({404})}


def test_the_receipt_of_an_adjustment_says_nothing_of_the_need_and_its_readers_are_written_down(
    client: FlaskClient, session: Session
) -> None:
    signing = adjusting()
    at_browser(client, signing)
    receipt = client.post(signing.sent_to, data=signing.typed | {"password": people.PASSWORD}).location
    for secret in ("Marzipan", "Gooseberry", "Persimmon", "Quince"):
        for end in ("", ".txt", ".json"):
            assert secret not in client.get(f"{receipt}{end}").text
    reads = session.scalars(select(ReadEntry.reason).where(ReadEntry.reader_id == signing.signer.id)).all()
    assert "receipt of one’s own signature" in reads
    people.sign_in(client, signing.thing.enrolment.person)
    assert client.get(receipt).status_code == 200


def test_a_review_that_was_opened_again_keeps_the_signature_and_says_that_it_no_longer_stands(
    client: FlaskClient, session: Session
) -> None:
    signing = reviewing()
    page = at_browser(client, signing)
    receipt = client.post(signing.sent_to, data=signing.typed | content_on(page) | {"password": people.PASSWORD})
    assert client.post(f"/progress-reviews/{signing.thing.public_id}/reopen").status_code == 303
    words = text_of(client.get(receipt.location))
    assert "opened for writing again since" in words and "NOT intact" not in words


def test_no_row_is_signed_without_its_signature(session: Session) -> None:
    sample: Any = quality.judged()
    without_triggers(session, "sample_judgement")
    with pytest.raises(IntegrityError), session.begin_nested():
        db.session.execute(text("UPDATE sample_judgement SET signature_id = NULL"))
    assert sample.judgement.signature.person_id == sample.iqa_id


@pytest.mark.parametrize(
    ("what", "table", "is_final"),
    [
        ("an answer on earlier learning", "rpl_claim", False),
        ("more time", "more_time", True),
        ("a further attempt", "attempt_grant", True),
    ],
)
def test_what_somebody_decides_is_no_row_without_their_signature(
    client: FlaskClient, session: Session, what: str, table: str, is_final: bool
) -> None:
    signing = SIGNED[what]()
    page = at_browser(client, signing)
    sent = signing.typed | content_on(page) | {"password": people.PASSWORD}
    assert client.post(signing.sent_to, data=sent).location.startswith("/receipts/")
    if is_final:
        without_triggers(session, table, "final")
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(f"UPDATE {table} SET signature_id = NULL"))


def test_each_who_signed_a_record_reads_both_receipts_and_so_does_who_teaches_the_trainee(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    made = discussions.signed()
    place, stranger = made.enrolment, people.person(Role.assessor)
    place.cohort = programmes.cohort(version=place.award_version)
    readers = [made.recorder, place.person, programmes.tutor_of(place.cohort)]
    session.commit()
    receipts = [f"/receipts/{each.public_id}" for each in (made.recorder_signature, made.trainee_signature)]
    for person in readers:
        browser = people.sign_in(app.test_client(), person)
        for receipt in receipts:
            words = text_of(browser.get(receipt))
            assert words.count("Checked just now: intact") == 2
            assert discussions.ANSWERS not in words and discussions.QUESTIONS not in words
    browser = people.sign_in(app.test_client(), stranger)
    assert {browser.get(receipt).status_code for receipt in receipts} == {404}


@pytest.mark.parametrize("taken_back", ["a record", "a claim"])
def test_what_is_taken_back_keeps_its_receipt_which_says_that_it_no_longer_stands(
    client: FlaskClient, session: Session, taken_back: str
) -> None:
    signing = handing_over() if taken_back == "a record" else answering_a_claim()
    page = at_browser(client, signing)
    sent = signing.typed | content_on(page) | {"password": people.PASSWORD}
    receipt = client.post(signing.sent_to, data=sent).location
    thing: Any = signing.thing
    with_no_page(session)
    if taken_back == "a record":
        records.send_back(thing, "It was the adviser.", by=thing.enrolment.person)
    else:
        item = thing.evidence_item
        earlier_learning.tell(item, rpl.told(title="Another course"), by=item.enrolment.person)
        assert thing.signature is None
    session.commit()
    words = text_of(client.get(receipt))
    assert "so this signature no longer stands" in words and "NOT intact" not in words


def with_no_page(session: Session) -> None:
    """Between two requests nobody is at a page."""
    session.commit()
    for name in ("person", "role"):
        g.pop(name, None)


def test_the_receipt_of_more_time_says_the_day_and_not_the_reason(client: FlaskClient, session: Session) -> None:
    signing = giving_more_time()
    page = at_browser(client, signing)
    sent = signing.typed | content_on(page) | {"password": people.PASSWORD}
    receipt = client.post(signing.sent_to, data=sent).location
    said = f"To be sent again by {day(date.fromisoformat(signing.typed['until']))}."
    for end in ("", ".txt", ".json"):
        kept = client.get(f"{receipt}{end}").text
        assert said in kept and appeals.REASONS not in kept
    people.sign_in(client, signing.thing.enrolment.person)
    assert client.get(receipt).status_code == 200
    assert receipt in client.get(f"/attempts-at/{signing.thing.public_id}").text
