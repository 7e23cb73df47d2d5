"""Which attempt it is, of how many: true also where one does not count, or one was allowed beyond the award."""

from datetime import date
from types import SimpleNamespace

import pytest
from flask import Flask

from assessments.grading.wording import attempt
from tests.assessments.grading.test_views import signed_in, text_of
from tests.factories import grading
from training.allowances import services as allowances
from training.allowances.effects import Effect
from training.portfolio.models import SubmissionState

DAY = date(2026, 11, 2)


def submission(number: int, state: str, uncounted: list[int]) -> SimpleNamespace:
    effects = [SimpleNamespace(effect=Effect("C5-3", DAY, attempt=each)) for each in uncounted]
    version = SimpleNamespace(assessment_rules={"max_attempts": 2})
    return SimpleNamespace(
        attempt=number,
        state=SubmissionState(state),
        unit=SimpleNamespace(code="C5-3"),
        enrolment=SimpleNamespace(allowances=effects, award_version=version),
    )


@pytest.mark.parametrize(
    ("number", "state", "uncounted", "words"),
    [
        (1, "allocated", [], "1 of 2"),
        (2, "in_assessment", [], "2 of 2"),
        (3, "allocated", [], "3 of 3"),  # the lead quality assurer allowed it
        (2, "allocated", [1], "2 of 3"),
        (3, "allocated", [1], "3 of 3"),
        (3, "allocated", [1, 2], "3 of 4"),
        (1, "void_unused", [], "1, which does not count"),
        (1, "returned_admin", [], "1, which does not count"),
        (1, "void", [], "1 of 2"),  # void, and used
    ],
)
def test_which_attempt_it_is(app: Flask, number: int, state: str, uncounted: list[int], words: str) -> None:
    with app.test_request_context():
        assert attempt(submission(number, state, uncounted)) == words  # type: ignore[arg-type]


def test_queue_and_marking_page_say_the_same(client):
    first = grading.decision(refer=("1.2",))
    place = first.submission.enrolment
    allowances.allow(place, [first.submission.unit], starts_on=DAY, attempt=1)
    again = grading.allocated(place, by=first.assessor)
    signed_in(client, first.assessor)
    assert "2 of 3" in text_of(client.get("/queue"))
    assert "Attempt 2 of 3, sent" in text_of(client.get(f"/marking/{again.public_id}"))
