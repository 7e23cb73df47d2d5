"""Everything that history keeps of evidence and submissions has a sentence."""

import pytest
from flask import render_template

from core import clock
from core.history import HistoryEntry
from training.portfolio.workflow import EVIDENCE, SUBMISSION

OF_EVIDENCE = {"written", "uploaded", "added", "revised", *EVIDENCE.verbs.values()}
OF_SUBMISSIONS = {"submitted", "settled", "attempt_granted", *SUBMISSION.verbs.values()}
FACTS = {"attempt": 1, "hash": "a" * 64, "referred": ["1.3"]}


def sentence(app, template, verb):
    entry = HistoryEntry(at=clock.now(), actor_name="Siân Prytherch", verb=verb, facts=FACTS)
    with app.test_request_context():
        return render_template(f"timeline/{template}.html", entry=entry).strip()


@pytest.mark.parametrize("verb", sorted(OF_EVIDENCE))
def test_every_verb_of_evidence_has_a_sentence(app, verb):
    assert sentence(app, "evidence_item", verb).endswith(".")


@pytest.mark.parametrize("verb", sorted(OF_SUBMISSIONS))
def test_every_verb_of_a_submission_has_a_sentence(app, verb):
    assert "." in sentence(app, "submission", verb)


def test_a_referral_names_the_criteria_by_their_codes(app):
    assert sentence(app, "submission", "settled") == "Look again at 1.3."
