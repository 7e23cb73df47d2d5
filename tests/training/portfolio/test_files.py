"""Files that trainees hand in: what is kept, what travels in it, what a scanner says, and what is swept away."""

import hashlib
import io
import os
import re
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from core import clock, history, uploads
from core.errors import MovedOn, RuleBroken
from core.history import HistoryEntry
from people.models import Role
from tests.core import hostile_files
from tests.core.clamd import HARMFUL, clamd
from tests.core.test_hidden_text import paragraph, word_file
from tests.factories import people, portfolio
from training.awards.models import EvidenceKind
from training.portfolio import file_commands, files, services
from training.portfolio.document import frozen_item
from training.portfolio.file_wording import travelling
from training.portfolio.models import Attachment, FileForm, ReturnReason, ScanState
from training.portfolio.sending import checks_of

ACCOUNT, PRODUCT = EvidenceKind.reflective_account, EvidenceKind.work_product


@pytest.fixture
def place(session):
    return portfolio.enrolment()


@pytest.fixture
def scanner(app, monkeypatch):
    """Configure a scanner at an address, or none."""
    return lambda address: monkeypatch.setitem(app.config, "CLAMD", address)


def keep(by, content=b"Six words are in this file.", name="account.txt"):
    attachment, _kept = services.keep_upload(io.BytesIO(content), name, by=by)
    return attachment


def stored(app, attachment):
    return uploads.stored_path(app.config["FILES"], attachment.key).read_bytes()


def on_disk(app):
    return {path for path in app.config["FILES"].rglob("*") if path.is_file()}


# ---- What is kept ----


def test_a_document_is_kept_as_it_came_with_its_hash_and_its_shape(app, place):
    content = b"# Title\n\nWords here."
    attachment = keep(place.person, content, "account.md")

    assert stored(app, attachment) == content
    assert attachment.sha256 == hashlib.sha256(content).hexdigest()
    assert (attachment.form, attachment.shape) == (FileForm.document, ["h1", "p"])


def test_a_picture_is_drawn_anew_and_nothing_of_the_original_is_kept(app, place):
    before = on_disk(app)
    attachment = keep(place.person, hostile_files.located_jpeg(), "IMG_0001.jpg")
    kept = stored(app, attachment)

    assert len(on_disk(app) - before) == 1
    assert (attachment.media_type, attachment.form) == ("image/jpeg", FileForm.picture)
    assert attachment.sha256 == hashlib.sha256(kept).hexdigest() and attachment.size == len(kept)
    assert (attachment.width, attachment.height) == (20, 40), "upright: the camera noted that it was turned"
    with Image.open(io.BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {} and picture.size == (20, 40)
    assert b"SecretCamera" not in kept


def test_a_recording_keeps_its_sound_alone(app, place):
    attachment = keep(place.person, hostile_files.id3(b"SecretSinger") + hostile_files.mp3(100), "log.mp3")

    assert stored(app, attachment) == hostile_files.mp3(100)
    assert (attachment.form, attachment.media_type, attachment.seconds) == (FileForm.recording, "audio/mpeg", 3)


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("a.docx", word_file(), "a.docx"),
        ("a.docx.exe", word_file(), "a.docx.exe.docx"),
        ("../../a", word_file(), "a.docx"),
        ("a.docx::$DATA", word_file(), "a.docx  $DATA.docx"),
        ("photo.png", hostile_files.jpeg(), "photo.png.jpg"),
    ],
)
def test_the_name_ends_as_what_is_in_the_file(place, name, content, shown):
    assert keep(place.person, content, name).name == " ".join(shown.split())


# ---- Which kind of evidence takes what ----


@pytest.mark.parametrize(
    ("kind", "content", "name", "said"),
    [
        (ACCOUNT, hostile_files.png(), "a.png", "cannot be a picture"),
        (EvidenceKind.written_task, hostile_files.mp3(), "a.mp3", "has to be a document"),
        (EvidenceKind.written_task, hostile_files.png(), "a.png", "has to be a document"),
    ],
)
def test_an_account_is_no_picture_and_a_written_task_is_written(place, kind, content, name, said):
    attachment = keep(place.person, content, name)
    with pytest.raises(RuleBroken, match=said):
        services.upload_evidence(place, kind, "Mine", attachment=attachment, text="Words.", by=place.person)


@pytest.mark.parametrize(
    ("kind", "content", "name", "said"),
    [
        (PRODUCT, hostile_files.png(), "a.png", "Say what the picture shows"),
        (ACCOUNT, hostile_files.mp3(), "a.mp3", "Write down what is said"),
    ],
)
def test_a_picture_needs_its_description_and_a_recording_its_transcript(place, kind, content, name, said):
    attachment = keep(place.person, content, name)
    with pytest.raises(RuleBroken, match=said) as refused:
        services.upload_evidence(place, kind, "Mine", attachment=attachment, text=" — ", by=place.person)
    assert refused.value.field == "words"


def test_the_transcript_of_a_recording_is_what_is_counted_and_frozen(place):
    attachment = keep(place.person, hostile_files.mp3(), "log.mp3")
    item = services.upload_evidence(
        place, ACCOUNT, "Spoken", attachment=attachment, text="I asked one.", by=place.person
    )
    assert item.words == 3

    services.reword(item, "I asked one question.")

    frozen = frozen_item(item, ["1.1"])
    assert (frozen["words"], frozen["text"]) == (4, "I asked one question.")
    assert (frozen["file"]["form"], frozen["file"]["seconds"]) == ("recording", 3)
    assert frozen["file"]["sha256"] == attachment.sha256


def test_what_is_frozen_of_a_document_is_its_text_with_its_shape(place):
    attachment, kept = services.keep_upload(io.BytesIO(b"# Title\n\n- one\n- two"), "a.md", by=place.person)
    item = services.upload_evidence(place, ACCOUNT, "Mine", attachment=attachment, text=kept.text, by=place.person)

    frozen = frozen_item(item, [])
    assert (frozen["text"], frozen["file"]["shape"]) == ("Title\n\n• one\n\n• two", ["h1", "li", "li"])
    assert "hidden" not in frozen["file"]


# ---- What travels in a file ----


def test_what_travels_in_a_file_is_stored_with_it_and_counted(place):
    content = word_file(
        comments=f'<w:comment w:author="Al">{paragraph("Ask Jo")}</w:comment>'
        f"<w:comment>{paragraph('Ask Bo')}</w:comment>",
        core="<w:creator>Jo</w:creator>",
    )
    attachment = keep(place.person, content, "a.docx")

    assert {"where": "comment", "text": "Ask Jo"} in attachment.hidden
    assert attachment.carries == {"comment": 2, "comment.author": 1, "core_properties.creator": 1}
    assert [(str(each.label), each.count, each.texts) for each in travelling(attachment)] == [
        ("Comments", 2, ["Ask Jo", "Ask Bo"]),
        ("Author of the document", 1, ["Jo"]),
        ("Who commented", 1, ["Al"]),
    ]


def test_tracked_insertions_are_counted_though_they_are_text(place):
    content = word_file("<w:p><w:ins><w:r><w:t>New</w:t></w:r></w:ins></w:p>")

    assert keep(place.person, content, "a.docx").carries == {"tracked_insertion": 1}


# ---- Harm ----


def test_without_a_scanner_a_file_is_not_scanned_and_can_be_used(place):
    attachment = keep(place.person)

    assert (attachment.scan, attachment.is_open, attachment.scan_tried_at) == (ScanState.not_scanned, True, None)


def test_with_a_scanner_a_file_is_scanned_before_the_page_says_saved(place, scanner):
    with clamd() as address:
        scanner(address)
        attachment = keep(place.person)

    assert attachment.scan is ScanState.clean and attachment.is_open


def test_a_harmful_file_is_not_kept_and_is_on_record_without_its_content(app, session, place, scanner):
    before = on_disk(app)
    with clamd() as address:
        scanner(address)
        with pytest.raises(files.HarmFound) as refused:
            keep(place.person, b"Some words. " + HARMFUL, "Jaspreet.txt")

    assert refused.value.field == "file" and "harmful" in refused.value.message
    assert on_disk(app) == before
    [row] = session.scalars(select(Attachment))
    [entry] = session.scalars(select(HistoryEntry).where(HistoryEntry.object_kind == "attachment"))
    assert (row.scan, row.name, row.hidden) == (ScanState.infected, "file", [])
    assert (entry.verb, entry.result, entry.facts) == ("refused", "infected", {})


def scan(attachment, by):
    return files.settle(attachment, files.ask(attachment.key), by=by)


def held_item(place, scanner, content=b"Six words are in this file."):
    scanner("127.0.0.1:1")
    attachment, kept = services.keep_upload(io.BytesIO(content), "account.txt", by=place.person)
    return services.upload_evidence(place, ACCOUNT, "Held", attachment=attachment, text=kept.text, by=place.person)


def test_with_the_scanner_away_a_file_is_held_and_its_text_saved(place, scanner):
    item = held_item(place, scanner)

    assert item.attachment.scan is ScanState.held and item.words == 6
    assert item.attachment.scan_tried_at is not None
    assert "its file has not been checked for harm yet." in [check.text for check in checks_of(item) if not check.ok]
    with pytest.raises(MovedOn, match="held"):
        files.refuse_unless_open(item.attachment)


def test_a_held_file_is_let_go_when_the_scanner_is_back(place, scanner):
    item = held_item(place, scanner)
    with clamd() as address:
        scanner(address)
        assert scan(item.attachment, place.person) is ScanState.clean

    files.refuse_unless_open(item.attachment)
    assert [(entry.verb, entry.result) for entry in history.timeline(item.attachment)] == [("scanned", "clean")]


def test_a_held_file_that_turns_out_harmful_is_removed_and_the_text_stays(app, place, scanner):
    item = held_item(place, scanner, b"Some words. " + HARMFUL)
    key = item.attachment.key
    with clamd() as address:
        scanner(address)
        scan(item.attachment, place.person)

    assert item.attachment.scan is ScanState.infected and item.text
    assert not any(path.name == key for path in on_disk(app))
    assert "its file was removed, and another has to be chosen." in [c.text for c in checks_of(item) if not c.ok]


def test_a_file_that_could_be_used_stays_so_while_a_new_scanner_is_away(place, scanner):
    attachment = keep(place.person)
    scanner("127.0.0.1:1")

    assert scan(attachment, None) is ScanState.not_scanned


def test_the_command_scans_what_waits_in_every_centre(app, session, place, scanner):
    first = held_item(place, scanner).attachment
    second = keep(place.person, b"Words. " + HARMFUL)
    scanner("")
    third = keep(place.person)
    session.commit()
    with clamd() as address:
        scanner(address)
        said = app.test_cli_runner().invoke(args=["files", "scan"]).output

    session.expire_all()
    assert [each.scan for each in (first, second, third)] == [ScanState.clean, ScanState.infected, ScanState.clean]
    assert "clean 2" in said and "infected 1" in said


def test_with_the_scanner_taken_away_nothing_stays_held(session, place, scanner):
    attachment = held_item(place, scanner).attachment
    session.commit()
    scanner("")

    assert file_commands.scan_waiting({ScanState.held}) == [ScanState.not_scanned]
    session.expire_all()
    assert attachment.is_open


# ---- Sweeping ----


@pytest.fixture
def days_later(monkeypatch):
    now = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=days))


def sweep(app):
    return app.test_cli_runner().invoke(args=["files", "sweep"]).output


def test_a_file_that_no_evidence_took_is_swept_away_after_a_day(app, session, place, days_later):
    forgotten = keep(place.person)
    key = forgotten.key
    session.commit()
    sweep(app)
    assert any(path.name == key for path in on_disk(app)), "a form may still be open"

    days_later(2)
    said = sweep(app)

    assert "rows removed 1" in said
    assert session.scalars(select(Attachment)).all() == []
    assert not any(path.name == key for path in on_disk(app))


def test_what_evidence_and_what_was_sent_hold_stays(app, session, place, days_later):
    used = keep(place.person, b"Words that count.", "used.txt")
    item = services.upload_evidence(place, ACCOUNT, "Mine", attachment=used, text="Words", by=place.person)
    portfolio.submission(place)
    session.commit()

    days_later(2)
    sweep(app)

    session.expire_all()
    assert item.attachment is used
    assert stored(app, used) == b"Words that count."


def test_what_was_sent_and_came_back_keeps_its_file_though_the_draft_has_another(app, session, place, days_later):
    first, kept = services.keep_upload(io.BytesIO(b"The first words."), "first.txt", by=place.person)
    item = services.upload_evidence(place, PRODUCT, "Plan", attachment=first, text=kept.text, by=place.person)
    services.save(item, title="Plan", model=item.model, parts={}, identifies_nobody=True, by=place.person)
    services.map_to(item, portfolio.criteria(place, "C5-3 2.2"), [], by=place.person)
    services.make_ready(item, by=place.person)
    sent = portfolio.submission(place)
    services.return_admin(sent, reason=ReturnReason.incomplete, by=people.person(Role.centre_administrator))
    services.take_back(item, by=place.person)
    second, kept = services.keep_upload(io.BytesIO(b"Other words."), "second.txt", by=place.person)
    services.replace_file(item, attachment=second, text=kept.text, by=place.person)
    session.commit()

    days_later(2)
    sweep(app)

    session.expire_all()
    assert stored(app, first) == b"The first words."


def test_a_file_without_a_row_is_swept_and_a_row_without_a_file_is_named(app, session, place, days_later):
    orphan = uploads.store(io.BytesIO(b"orphan"), app.config["FILES"])
    part = uploads.stored_path(app.config["FILES"], orphan.key).with_name(f".{'0' * 32}.part")
    part.write_bytes(b"half")
    lost = keep(place.person)
    services.upload_evidence(place, ACCOUNT, "Mine", attachment=lost, text="Words", by=place.person)
    uploads.discard(app.config["FILES"], lost.key)
    session.commit()
    number = lost.id

    assert "files removed 0" in sweep(app)
    days_later(2)
    said = sweep(app)

    assert re.search(r"files removed [2-9]", said)
    assert f"no file: attachment {number}" in said and "rows without file 1" in said
    assert not part.exists() and not any(path.name == orphan.key for path in on_disk(app))


def test_a_file_of_another_program_in_the_store_is_left_alone(app, session, place, days_later):
    folder = app.config["FILES"] / "ab" / "cd"
    folder.mkdir(parents=True, exist_ok=True)
    foreign = folder / "readme"
    foreign.write_text("not ours")
    os.utime(foreign, (0, 0))

    days_later(2)
    sweep(app)

    assert foreign.exists()
    foreign.unlink()


def test_another_trainees_file_is_not_taken(place):
    attachment = keep(people.person(Role.trainee))
    with pytest.raises(RuleBroken, match="again"):
        services.upload_evidence(place, ACCOUNT, "Theirs", attachment=attachment, text="Words", by=place.person)
