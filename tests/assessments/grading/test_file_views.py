"""Files as those who assess and check read them: frozen, shown in the page, and logged."""

import io
import re

import pytest
from sqlalchemy import func, select

from core.history import ReadEntry
from people.models import Role
from tests.core import hostile_files
from tests.factories import grading, people, portfolio
from tests.sql_count import count_sql
from training.awards.models import EvidenceKind
from training.portfolio import services
from training.portfolio.models import ScanState

FILES = (
    (hostile_files.jpeg(), "chart.jpg", "Six seats in a round."),
    (hostile_files.mp3(), "talk.mp3", "We said what we agreed."),
    (b"# Plan <b>\n\n- one\n- two\n\n> Said", "plan.md", ""),
)


@pytest.fixture
def sheet(session):
    """A unit that was sent with a picture, a recording and a document before anything else, being marked."""
    place = portfolio.enrolment()
    for content, name, words in FILES:
        attachment, kept = services.keep_upload(io.BytesIO(content), name, by=place.person)
        kind, text = EvidenceKind.work_product, words or kept.text
        item = services.upload_evidence(place, kind, name, attachment=attachment, text=text, by=place.person)
        services.save(item, title=name, model=item.model, parts={}, identifies_nobody=True, by=place.person)
        services.map_to(item, portfolio.criteria(place, "C5-3 2.2"), [], by=place.person)
        services.make_ready(item, by=place.person)
    sheet = grading.mark_sheet(grading.allocated(place))
    session.commit()
    return sheet


@pytest.fixture
def address(sheet):
    return f"/marking/{sheet.submission.public_id}"


@pytest.fixture
def assessor(client, sheet):
    return people.sign_in(client, sheet.assessor)


def reads(session):
    return session.scalar(select(func.count(ReadEntry.id)))


def test_the_assessor_sees_the_picture_hears_the_recording_and_reads_the_document(assessor, address):
    assessor.get(address)  # a sign-in notes once a minute that it was seen
    with count_sql() as statements:
        page = re.sub(r"</?span[^>]*>", "", assessor.get(address).text)

    assert f'src="{address}/files/1/shown"' in page and 'alt="Six seats in a round."' in page
    assert f'<audio class="w-100" controls preload="none" src="{address}/files/2/shown"' in page
    assert "<h4>Plan</h4>" in page and "<li>one</li>" in page and "<blockquote><p>Said</p></blockquote>" in page
    assert page.count("Not scanned.") == 3
    assert len(statements) < 15


@pytest.mark.parametrize(("position", "media_type"), [(1, "image/jpeg"), (2, "audio/mpeg")])
def test_what_is_shown_is_what_was_sent_and_the_reading_is_noted(assessor, session, address, position, media_type):
    before = reads(session)
    answer = assessor.get(f"{address}/files/{position}/shown")

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert reads(session) == before + 1


def test_a_player_that_asks_for_the_rest_reads_once(assessor, session, address):
    assessor.get(f"{address}/files/2/shown", headers={"Range": "bytes=0-"})
    before = reads(session)
    answer = assessor.get(f"{address}/files/2/shown", headers={"Range": "bytes=1000-"})

    assert answer.status_code == 206
    assert reads(session) == before


@pytest.mark.parametrize("position", [3, 99])
def test_a_document_and_what_is_not_there_is_never_shown(assessor, address, position):
    assert assessor.get(f"{address}/files/{position}/shown").status_code == 404


@pytest.mark.parametrize("role", [Role.assessor, Role.trainee, Role.hr])
def test_nobody_else_sees_or_hears_it(client, address, role):
    stranger = people.sign_in(client, people.person(role))
    assert stranger.get(f"{address}/files/1/shown").status_code == 404


def test_a_file_found_harmful_after_it_was_sent_is_opened_by_nobody(assessor, session, sheet, address):
    sheet.submission.items[0].evidence_item.attachment.scan = ScanState.infected
    session.commit()

    for path in ("1", "1/shown"):
        assert assessor.get(f"{address}/files/{path}").status_code == 409
