"""The pages of files: handing in a picture or a recording, reading a document, and what a browser is given."""

import io
import re

import pytest
from sqlalchemy import select

from core.db import db
from people.models import Role
from tests.core import hostile_files
from tests.core.clamd import HARMFUL, clamd
from tests.core.test_documents import word_file
from tests.factories import people, portfolio
from training.portfolio import files
from training.portfolio.models import Attachment, EvidenceItem, ScanState

HOSTILE_TEXT = word_file("<w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r></w:p>")


@pytest.fixture
def place(session):
    return portfolio.enrolment()


@pytest.fixture
def visitor(visit, place):
    return visit(place.person)


def hand_in(visitor, content, name, kind="work_product", **fields):
    given = {"kind": kind, "title": "Flip chart", "model": "none", "way": "upload", "file": (io.BytesIO(content), name)}
    return visitor.post("/accounts/new", data=given | fields, content_type="multipart/form-data")


def handed_in(visitor, session, *args, **fields):
    answer = hand_in(visitor, *args, **fields)
    assert answer.status_code == 303, re.findall(r"class=.err.*?</p>", answer.text)
    [item] = session.scalars(select(EvidenceItem))
    return item


def kept_in(answer):
    return re.search(r'name="kept"[^>]*value="([^"]*)"', answer.text)[1]


# ---- Handing in ----


def test_a_picture_is_handed_in_with_what_it_shows(visitor, session):
    item = handed_in(visitor, session, hostile_files.jpeg(), "chart.jpg", words="Six seats in a round.")

    page = visitor.get(f"/accounts/{item.public_id}").text
    assert (item.words, item.text) == (5, "Six seats in a round.")
    assert 'alt="Six seats in a round."' in page and f'src="/accounts/{item.public_id}/file/shown"' in page
    assert "Your own file was not kept" in page


def test_a_picture_without_words_is_asked_for_them_and_stays(visitor, session):
    answer = hand_in(visitor, hostile_files.jpeg(), "chart.jpg")
    assert answer.status_code == 422
    assert "Say what the picture shows" in answer.text

    given = {"kind": "work_product", "title": "Chart", "model": "none", "way": "upload"}
    again = visitor.post("/accounts/new", data=given | {"kept": kept_in(answer), "words": "A round."})
    assert again.status_code == 303


def test_a_recording_is_handed_in_with_its_transcript_as_a_file(visitor, session):
    transcript = (io.BytesIO(b"I asked one question and waited."), "said.txt")
    item = handed_in(visitor, session, hostile_files.mp3(), "log.mp3", kind="reflective_account", transcript=transcript)

    page = visitor.get(f"/accounts/{item.public_id}").text
    assert item.words == 6
    assert "<audio" in page and "0:03 minutes" in page


def test_a_recording_of_thirty_megabytes_is_taken_from_those_who_are_signed_in_alone(visitor, client, session):
    content = hostile_files.wav(samples=bytes(30 * 1024 * 1024))
    item = handed_in(visitor, session, content, "long.wav", kind="reflective_account", words="I said.")
    assert item.attachment.size > 30_000_000

    visitor.post("/sign-out")
    assert hand_in(client, content, "long.wav").status_code == 413


def test_a_bad_transcript_stands_beside_its_own_field(visitor):
    answer = hand_in(
        visitor, hostile_files.mp3(), "log.mp3", kind="reflective_account", transcript=(io.BytesIO(b"MZ\0"), "a.docx")
    )
    assert answer.status_code == 422
    assert 'id="transcript-error"' in answer.text


def test_a_picture_is_no_reflective_account(visitor, session):
    answer = hand_in(visitor, hostile_files.png(), "a.png", kind="reflective_account", words="A round.")
    assert answer.status_code == 422
    assert "cannot be a picture" in answer.text and 'id="file-error"' in answer.text


def test_the_description_is_changed_in_the_editor_and_cannot_be_emptied(visitor, session):
    item = handed_in(visitor, session, hostile_files.jpeg(), "chart.jpg", words="A round.")
    typed = {"version": str(item.version), "title": "Chart", "words": "A round of six seats."}
    assert visitor.post(f"/accounts/{item.public_id}", data=typed).status_code == 303
    session.expire_all()
    assert item.text == "A round of six seats."

    answer = visitor.post(f"/accounts/{item.public_id}", data=typed | {"version": str(item.version), "words": " "})
    assert answer.status_code == 422 and 'id="words-error"' in answer.text
    session.expire_all()
    assert item.text == "A round of six seats."


def test_a_document_does_not_become_a_picture_in_the_editor(visitor, session):
    item = handed_in(visitor, session, b"Words of a plan.", "plan.txt")
    typed = {"version": str(item.version), "title": "Plan", "file": (io.BytesIO(hostile_files.png()), "a.png")}
    answer = visitor.post(f"/accounts/{item.public_id}", data=typed, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choose a file like the one before" in answer.text


# ---- Reading in the page ----


def test_a_document_reads_with_headings_lists_and_tables_and_no_markup_of_its_own(visitor, session):
    source = b"# Plan <img src=x onerror=alert(1)>\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n&lt;script&gt;"
    item = handed_in(visitor, session, source, "plan.md")

    page = visitor.get(f"/accounts/{item.public_id}").text
    assert "<h2>Plan" in page and "<li>one</li>" in page and '<th scope="col">a</th>' in page
    assert "onerror" not in page and "&lt;script&gt;" in page and "<script>" not in page


def test_the_owner_reads_what_travels_in_the_file_and_what_to_do(visitor, session):
    core = b'<p xmlns:dc="d"><dc:creator>Jo &lt;b&gt;</dc:creator></p>'
    item = handed_in(visitor, session, word_file(more={"docProps/core.xml": core}), "a.docx")

    page = visitor.get(f"/accounts/{item.public_id}").text
    assert "Author of the document: <span>“Jo &lt;b&gt;”</span>" in page
    assert "accept all changes, delete the comments" in page


# ---- What a browser is given ----


def test_a_picture_is_shown_as_a_picture_and_as_nothing_else(visitor, session):
    item = handed_in(visitor, session, hostile_files.jpeg() + b"<script>alert(1)</script>", "a.jpg", words="A round.")
    answer = visitor.get(f"/accounts/{item.public_id}/file/shown")

    assert answer.mimetype == "image/jpeg" and answer.data.startswith(b"\xff\xd8") and b"<script>" not in answer.data
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_document_is_never_shown_by_the_browser(visitor, session):
    item = handed_in(visitor, session, HOSTILE_TEXT, "a.docx")
    assert visitor.get(f"/accounts/{item.public_id}/file/shown").status_code == 404


def test_a_player_gets_the_part_of_a_recording_that_it_asks_for(visitor, session):
    item = handed_in(visitor, session, hostile_files.mp3(), "log.mp3", kind="reflective_account", words="I said.")
    whole = visitor.get(f"/accounts/{item.public_id}/file/shown")
    part = visitor.client.get(f"/accounts/{item.public_id}/file/shown", headers={"Range": "bytes=417-833"})

    assert (whole.status_code, whole.mimetype) == (200, "audio/mpeg")
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert (part.status_code, part.data) == (206, whole.data[417:834])
    assert "media-src 'self'" in visitor.get(f"/accounts/{item.public_id}").headers["Content-Security-Policy"]


def test_the_picture_of_another_trainee_is_not_found(visit, session, place):
    item = handed_in(visit(place.person), session, hostile_files.jpeg(), "a.jpg", words="A round.")
    stranger = visit(people.person(Role.trainee))
    assert stranger.get(f"/accounts/{item.public_id}/file/shown").status_code == 404
    assert stranger.post(f"/accounts/{item.public_id}/file/check").status_code == 404


# ---- Harm ----


def test_a_held_file_is_said_to_be_held_and_opened_by_nobody_until_it_is_checked(app, visitor, session, monkeypatch):
    monkeypatch.setitem(app.config, "CLAMD", "127.0.0.1:1")
    item = handed_in(visitor, session, hostile_files.jpeg(), "a.jpg", words="A round.")

    page = visitor.get(f"/accounts/{item.public_id}").text
    assert "This file is held." in page and "Check the file again" in page and "<img class=" not in page
    for path in ("file", "file/shown"):
        assert visitor.get(f"/accounts/{item.public_id}/{path}").status_code == 409

    with clamd() as address:
        monkeypatch.setitem(app.config, "CLAMD", address)
        assert visitor.post(f"/accounts/{item.public_id}/file/check").status_code == 303
    session.expire_all()
    assert item.attachment.scan is ScanState.clean
    assert visitor.get(f"/accounts/{item.public_id}/file").status_code == 200


def test_a_harmful_file_is_refused_in_plain_words_and_counted(app, visitor, session, monkeypatch):
    with clamd() as address:
        monkeypatch.setitem(app.config, "CLAMD", address)
        answer = hand_in(visitor, b"Words. " + HARMFUL, "a.txt")

    assert answer.status_code == 422 and "Something harmful was found in this file" in answer.text
    assert session.scalars(select(EvidenceItem)).all() == []
    session.expire_all()
    assert [each.scan for each in session.scalars(select(Attachment))] == [ScanState.infected]


def test_nobody_waits_for_the_database_while_a_file_is_scanned(visitor, session, monkeypatch):
    open_ = []

    def slow(key):
        open_.append(db.session.in_transaction())
        return ScanState.clean

    monkeypatch.setattr(files, "ask", slow)
    item = handed_in(visitor, session, b"Words of a plan.", "plan.txt")
    item.attachment.scan = ScanState.held
    visitor.post(f"/accounts/{item.public_id}/file/check")

    assert open_ == [False, False]
