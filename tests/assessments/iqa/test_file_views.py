"""Files of sampled work, as quality assurers see and hear them."""

import io

import pytest
from sqlalchemy import select

from core.history import ReadEntry
from people.models import Role
from tests.core import hostile_files
from tests.factories import grading, people, portfolio, quality
from training.awards.models import EvidenceKind
from training.portfolio import services
from training.portfolio.models import ScanState


@pytest.fixture
def sample(session):
    """An opened sample of work whose first item is a picture."""
    place = portfolio.enrolment()
    attachment, _kept = services.keep_upload(io.BytesIO(hostile_files.jpeg()), "chart.jpg", by=place.person)
    item = services.upload_evidence(
        place, EvidenceKind.work_product, "Chart", attachment=attachment, text="A round.", by=place.person
    )
    services.save(item, title="Chart", model=item.model, parts={}, identifies_nobody=True, by=place.person)
    services.map_to(item, portfolio.criteria(place, "C5-3 2.2"), [], by=place.person)
    services.make_ready(item, by=place.person)
    row = quality.opened(grading.decision(grading.mark_sheet(grading.allocated(place))), by=quality.iqa())
    session.commit()
    return row


def test_a_quality_assurer_sees_the_picture_that_was_sent_and_the_reading_is_noted(client, session, sample):
    browser = people.sign_in(client, sample.iqa)
    position = next(item.position for item in sample.decision.submission.items if item.frozen["title"] == "Chart")
    address = f"/decisions/{sample.public_id}"
    assert f'src="{address}/files/{position}/shown"' in browser.get(address).text

    answer = browser.get(f"{address}/files/{position}/shown")

    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert session.scalars(select(ReadEntry.reader_id).order_by(ReadEntry.id.desc())).first() == sample.iqa_id

    stranger = people.sign_in(client, people.person(Role.assessor))
    assert stranger.get(f"{address}/files/{position}/shown").status_code == 404


def test_a_held_picture_is_seen_by_nobody(client, session, sample):
    browser = people.sign_in(client, sample.iqa)
    for item in sample.decision.submission.items:
        if item.evidence_item.attachment:
            item.evidence_item.attachment.scan = ScanState.held
            position = item.position
    session.commit()

    for path in ("", "/shown"):
        assert browser.get(f"/decisions/{sample.public_id}/files/{position}{path}").status_code == 409
