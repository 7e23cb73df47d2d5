"""Names in what is said of earlier learning, and in what a witness signed, are flagged like those in an account."""

from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from core.errors import RuleBroken
from tests.factories import people, rpl, testimony
from tests.training.portfolio.test_views import text_of
from training.portfolio import services
from training.portfolio.flags import rows_of
from training.portfolio.models import EvidenceItem, EvidenceState
from training.portfolio.sending import checks_of
from training.rpl.models import Recognition, claim_of

NAME = "Winifred Braithwaite"
LEARNED = f"How to listen. {NAME} cried in the second week, and I stayed with her."
SAW = f"She waited through two silences. Then {NAME} told the set of her divorce, and nobody gave advice."


def flagged(item: EvidenceItem) -> set[str]:
    return {flag["text"] for flag in item.flags}


def waits(item: EvidenceItem) -> bool:
    return any("decision" in check.text for check in checks_of(item) if not check.ok)


# ---- Earlier learning ----


@pytest.mark.parametrize("field", ["learned", "kept_up"])
def test_a_name_in_what_is_said_of_earlier_learning_is_found_and_decided_before_it_is_ready(
    session: Session, field: str
) -> None:
    item = rpl.claim(**{field: LEARNED}).evidence_item
    assert NAME in flagged(item) and waits(item)
    [row] = [row for row in rows_of(item) if row["text"] == NAME]
    assert row["before"].endswith("listen. ") and row["after"].startswith(" cried")
    with pytest.raises(RuleBroken):
        services.make_ready(item, by=item.enrolment.person)
    for text in flagged(item):
        services.keep_phrase(item, text, "She agreed to be named.", by=item.enrolment.person)
    services.make_ready(item, by=item.enrolment.person)
    assert item.state is EvidenceState.ready


def test_changing_it_everywhere_changes_it_there_too_and_what_was_agreed_lapses(session: Session) -> None:
    item = rpl.claim(
        rpl.whole_unit(), certified=True, learned=LEARNED, recognition=Recognition.credit_transfer
    ).evidence_item
    claim = claim_of(item)
    assert claim is not None
    claim.asked_at, claim.covers = item.written_at, claim.chosen
    services.change_phrase(item, NAME, "a member", by=item.enrolment.person)
    assert claim.learned == "How to listen. A member cried in the second week, and I stayed with her."
    assert NAME not in flagged(item)
    assert (claim.asked_at, claim.covers) == (None, [])


def test_a_claim_without_names_is_ready_as_before(session: Session) -> None:
    item = rpl.claim().evidence_item
    assert item.flags == []
    services.make_ready(item, by=item.enrolment.person)


# ---- Testimony ----


def test_a_testimony_that_names_somebody_stays_a_draft_until_it_is_decided(session: Session) -> None:
    place = testimony.place()
    item = testimony.as_evidence(place, "C5-3 1.1", of=testimony.signed(place, statement=SAW))
    assert item.state is EvidenceState.draft
    assert NAME in flagged(item) and waits(item)
    with pytest.raises(RuleBroken, match="signed and cannot be changed"):
        services.change_phrase(item, NAME, "a member", by=place.person)
    for text in flagged(item):
        services.keep_phrase(item, text, "The member said that the name may stand.", by=place.person)
    services.make_ready(item, by=place.person)
    assert item.state is EvidenceState.ready and [each.text for each in item.reasons]


def test_the_witness_and_the_trainee_are_no_find(session: Session) -> None:
    place = testimony.place()
    said = f"I am Wilma Ashgrove, and I saw {place.person.full_name} wait through two long silences without a word."
    item = testimony.as_evidence(place, "C5-3 1.1", of=testimony.signed(place, statement=said))
    assert (item.flags, item.state) == ([], EvidenceState.ready)


def test_where_the_award_only_advises_it_is_ready_and_the_flags_are_there(session: Session) -> None:
    place = testimony.place()
    with patch.dict(place.award_version.assessment_rules, {"identification_check": "advise"}):
        item = testimony.as_evidence(place, "C5-3 1.1", of=testimony.signed(place, statement=SAW))
    assert item.state is EvidenceState.ready and NAME in flagged(item)


def test_the_page_leads_to_the_phrase_and_says_what_can_be_done(client: FlaskClient, session: Session) -> None:
    place = testimony.place()
    record = testimony.signed(place, statement=SAW)
    people.login(place.person, people.PASSWORD)
    people.sign_in(client, place.person)
    page = client.get("/accounts/from-record?kind=witness_testimony")
    criterion = place.award_version.units[0].criteria[0]
    form = {"records": str(record.public_id), "criteria": str(criterion.public_id)}
    answer = client.post("/accounts/from-record?kind=witness_testimony", data=form)
    assert page.status_code == 200 and answer.status_code == 303, text_of(answer)
    assert answer.location.endswith("#flags")
    shown = client.get(answer.location)
    assert "The testimony is signed and cannot be changed." in text_of(shown)
    assert f"<mark>{NAME}</mark>" in shown.text
