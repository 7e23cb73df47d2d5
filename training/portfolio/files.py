"""What happens to files: taken in, scanned, scanned again, removed. Nothing is kept of one that cannot be read."""

import tempfile
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from flask import current_app
from flask_babel import gettext as _

from core import clock, documents, history, scanning, uploads
from core.db import db
from core.documents import Extracted, Kind, Picture, Sound, UnreadableDocument
from core.errors import MovedOn, RuleBroken
from core.uploads import Stored
from people.models import Person
from training.awards.models import EvidenceKind
from training.portfolio.models import Attachment, FileForm, ScanState

MEDIA_TYPES = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PDF: "application/pdf",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TXT: "text/plain",
    Kind.MD: "text/markdown",
}
ENDINGS = {
    **{media_type: f".{kind}" for kind, media_type in MEDIA_TYPES.items()},
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/flac": ".flac",
}

_ALL = frozenset(FileForm)
TAKEN: dict[EvidenceKind, frozenset[FileForm]] = {
    EvidenceKind.written_task: frozenset({FileForm.document}),
    EvidenceKind.reflective_account: frozenset({FileForm.document, FileForm.recording}),
    EvidenceKind.professional_discussion: frozenset({FileForm.document, FileForm.recording}),
    EvidenceKind.tutor_observation: frozenset({FileForm.document, FileForm.recording}),
    EvidenceKind.work_product: _ALL,
    EvidenceKind.peer_feedback: _ALL,
}
"""What may be handed in as each kind. An account is words, written or spoken; a product of work may be a flip chart."""


class HarmFound(RuleBroken):
    """The scanner found something harmful. The file is gone; that there was one is on record, to be committed."""


class Kept(NamedTuple):
    """A file that is kept, with the text that was read from it: empty for a picture or a recording."""

    attachment: Attachment
    text: str


def keep_upload(stream: BinaryIO, filename: str, *, by: Person) -> tuple[Attachment, Kept]:
    """Keep a file that somebody hands in: written, synced and hashed, read in the child, scanned.

    Raises RuleBroken, beside the field `file`, with what its owner can do.
    """
    root: Path = current_app.config["FILES"]
    try:
        stored = uploads.store(stream, root, documents.SOUND_CAP)
    except uploads.UploadTooLarge:
        raise RuleBroken(_("This file is larger than 60 MB."), "file") from None
    path = uploads.stored_path(root, stored.key)
    try:
        found = documents.examine(path, filename)
        scan = ask(stored.key)
        if scan is ScanState.infected:
            _refuse_harm(filename, stored, by)
        kept = _what_is_kept(found, stored, root)
    except UnreadableDocument as unreadable:
        uploads.discard(root, stored.key)
        raise RuleBroken(str(unreadable.message), "file") from None
    except BaseException:
        uploads.discard(root, stored.key)
        raise
    attachment = _described(found, filename)
    attachment.key, attachment.sha256, attachment.size = kept.key, kept.sha256, kept.size
    attachment.scan, attachment.scan_tried_at = scan, clock.now() if scan is not ScanState.not_scanned else None
    attachment.uploaded_at, attachment.uploaded_by_id = clock.now(), by.id
    db.session.add(attachment)
    db.session.flush()
    return attachment, Kept(attachment, found.text if isinstance(found, Extracted) else "")


def text_of(attachment: Attachment) -> str:
    """The text of a document that was kept earlier. Raises RuleBroken beside the field `file`."""
    if attachment.form is not FileForm.document:
        return ""
    path = uploads.stored_path(current_app.config["FILES"], attachment.key)
    try:
        return documents.extract(path, attachment.name).text
    except UnreadableDocument as unreadable:
        raise RuleBroken(str(unreadable.message), "file") from None


def refuse_other_forms(kind: EvidenceKind, attachment: Attachment) -> None:
    """Refuse a picture or a recording where the kind of evidence takes none. Raises RuleBroken."""
    if attachment.form in TAKEN.get(kind, {FileForm.document}):
        return
    if attachment.form is FileForm.picture and FileForm.recording in TAKEN.get(kind, ()):
        raise RuleBroken(_("This evidence cannot be a picture. Choose a document or a recording."), "file")
    raise RuleBroken(_("This evidence has to be a document. Choose a .docx, .pdf, .odt, .txt or .md file."), "file")


def refuse_without_words(attachment: Attachment, text: str) -> None:
    """Refuse a picture without its description and a recording without its transcript. Raises RuleBroken."""
    if any(character.isalnum() for character in text):
        return
    if attachment.form is FileForm.picture:
        raise RuleBroken(_("Say what the picture shows, for somebody who cannot see it."), "words")
    if attachment.form is FileForm.recording:
        raise RuleBroken(_("Write down what is said, or choose a document with it."), "words")


def refuse_unless_open(attachment: Attachment) -> None:
    """Nobody opens a file that waits for the scanner or that was removed. Raises MovedOn."""
    if attachment.scan is ScanState.held:
        raise MovedOn(_("This file is held until it has been checked for harm. Nobody can open it before."))
    if attachment.scan is ScanState.infected:
        raise MovedOn(_("Something harmful was found in this file, and it was removed."))


def ask(key: str) -> ScanState:
    """What the scanner says of a stored file; without a scanner it is not scanned. Takes up to ten seconds.

    Ask outside of a transaction: on SQLite everybody else who writes would wait. Raises UnknownUpload.
    """
    path = uploads.stored_path(current_app.config["FILES"], key)
    address = current_app.config["CLAMD"]
    if not address:
        return ScanState.not_scanned
    try:
        return ScanState.infected if scanning.harm_in(path, address) else ScanState.clean
    except scanning.ScannerAway as away:
        current_app.logger.warning("scanner away: %s", type(away.__cause__ or away).__name__)
        return ScanState.held


def settle(attachment: Attachment, said: ScanState, *, by: Person | None) -> ScanState:
    """Let a file go, hold it or remove it, by what the scanner said. A state that changes is on record."""
    before = attachment.scan
    if before not in {ScanState.held, ScanState.not_scanned}:
        return before
    if said is not ScanState.not_scanned:
        attachment.scan_tried_at = clock.now()
    if before is ScanState.not_scanned and said is ScanState.held:
        return before  # what could be used stays so while the scanner is away
    attachment.scan = said
    if said is ScanState.infected:
        history.record(attachment, "removed", by=None, result=said)
        attachment.hidden, attachment.carries, attachment.shape = [], {}, []
        db.session.flush()
        uploads.discard(current_app.config["FILES"], attachment.key)
    elif said is not before:
        history.record(attachment, "scanned", by=by, result=said)
    return said


def _refuse_harm(filename: str, stored: Stored, by: Person) -> None:
    """The row stays, so that it can be counted how often it happened; its name and its content do not."""
    row = Attachment(
        name="file",
        media_type="application/octet-stream",
        key=stored.key,
        sha256=stored.sha256,
        size=stored.size,
        scan=ScanState.infected,
        scan_tried_at=clock.now(),
        uploaded_at=clock.now(),
        uploaded_by_id=by.id,
    )
    db.session.add(row)
    history.record(row, "refused", by=by, result=ScanState.infected)
    db.session.flush()
    raise HarmFound(
        _(
            "Something harmful was found in this file, and it was not kept. Have your computer checked, and choose "
            "the file again from a copy that is clean."
        ),
        "file",
    )


def _what_is_kept(found: Extracted | Picture | Sound, stored: Stored, root: Path) -> Stored:
    """A document as it came; of a picture and a recording what we made of it, and the original goes."""
    if isinstance(found, Extracted):
        return stored
    if isinstance(found, Picture):
        kept = uploads.store(BytesIO(found.content), root)
    else:
        with tempfile.TemporaryFile() as clean:
            with uploads.open_stored(root, stored.key) as original:
                for offset, length, instead in found.edits:
                    _copy(original, clean, offset - original.tell())
                    clean.write(instead)
                    original.seek(length, 1)
                _copy(original, clean, stored.size - original.tell())
            clean.seek(0)
            kept = uploads.store(clean, root, documents.SOUND_CAP)
    uploads.discard(root, stored.key)
    return kept


def _copy(original: BinaryIO, clean: BinaryIO, length: int) -> None:
    while length > 0:
        piece = original.read(min(length, 256 * 1024))
        if not piece:
            return
        clean.write(piece)
        length -= len(piece)


def _described(found: Extracted | Picture | Sound, filename: str) -> Attachment:
    media_type = MEDIA_TYPES[found.kind] if isinstance(found, Extracted) else found.media_type
    attachment = Attachment(name=uploads.named(filename, ENDINGS[media_type]), media_type=media_type)
    if isinstance(found, Extracted):
        attachment.pages, attachment.shape = found.pages, list(found.shape)
        attachment.hidden = [{"where": hidden.where, "text": hidden.text} for hidden in found.hidden]
        attachment.carries = {**found.notes, **counted(hidden.where for hidden in found.hidden)}
    elif isinstance(found, Picture):
        attachment.width, attachment.height = found.width, found.height
    else:
        attachment.seconds = found.seconds
    return attachment


def counted(places: Iterable[str]) -> dict[str, int]:
    """How many hidden texts there are of each kind."""
    return dict(Counter(places))
