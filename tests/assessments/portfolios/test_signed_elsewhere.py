"""What two signed at another centre: it comes with their signatures, and gets none of ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.portfolios.document import document_of
from people.models import Role
from people.signatures import queries as signatures
from people.signatures.models import Signature
from tests.assessments.portfolios.test_services import bring, refusals
from tests.factories import discussions, people, rpl
from training.discussions import signed
from training.discussions.models import Discussion
from training.portfolio.models import EvidenceItem
from training.rpl import services as earlier_learning
from training.rpl.models import RplClaim


@pytest.fixture
def talked(app: Flask, session: Session) -> dict[str, Any]:
    """The portfolio of a trainee with a record that both signed and a claim that was agreed, in another centre."""
    made = discussions.signed()
    trainee = made.enrolment.person
    claim = rpl.transfer(made.enrolment)
    earlier_learning.ask_for_agreement(claim, by=trainee)
    earlier_learning.answer(claim, True, "The certificate is for the same unit.", by=people.person(Role.lead_iqa))
    with app.test_request_context():
        values, _files = document_of(trainee)
    moved: dict[str, Any] = json.loads(json.dumps(values))
    moved["person"]["email"] = "new.here@example.org"
    for row in moved["attachments"]:
        row["file"] = None
    people.centre()
    return moved


def test_a_record_comes_with_both_signatures_and_goes_on_with_them(
    talked: dict[str, Any], tmp_path: Path, session: Session
) -> None:
    brought = bring(talked, tmp_path)
    session.expire_all()
    made = session.scalars(select(Discussion).where(Discussion.enrolment.has(person_id=brought.person_id))).one()
    assert made.recorder_signature is None and made.trainee_signature is None
    assert signed.is_final(made) and made.content_hash == talked["discussions"][0]["signatures"][1]["content_hash"]
    assert signatures.on(made) == [] and not session.scalars(select(Signature)).all()
    [before], [after] = talked["discussions"], json.loads(json.dumps(document_of(brought.person)[0]["discussions"]))
    named = {"id", "enrolment", "recorder"}
    assert {key: after[key] for key in after if key not in named} == {
        key: before[key] for key in before if key not in named
    }


def test_an_answer_on_earlier_learning_comes_as_it_was_given_there(
    talked: dict[str, Any], tmp_path: Path, session: Session
) -> None:
    brought = bring(talked, tmp_path)
    mine = EvidenceItem.enrolment.has(person_id=brought.person_id)
    claim = session.scalars(select(RplClaim).where(RplClaim.evidence_item.has(mine))).one()
    assert claim.agreed is True and claim.answered_by is not None and claim.signature is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answers": "Something else."}, "seal"),
        ({"remarks": ""}, "seal"),
        ({"state": "waits"}, "signed by both"),
        ({"signatures": []}, "signed by both"),
        ({"signatures": None}, "signed by both"),
        ({"signatures": [{"who": "Somebody"}]}, "signatures"),
        ({"signatures": "both"}, "signatures"),
    ],
)
def test_a_record_that_is_not_what_both_signed_stays_out(
    talked: dict[str, Any], tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    talked["discussions"][0] |= change
    [refused] = refusals(talked, tmp_path)
    assert refused.startswith("discussions, row 1:") and reason in refused


def test_a_signature_in_another_name_stays_out(talked: dict[str, Any], tmp_path: Path) -> None:
    talked["discussions"][0]["signatures"][0]["signed_as"] = "Somebody Else, assessor"
    assert "seal" in refusals(talked, tmp_path)[0]
