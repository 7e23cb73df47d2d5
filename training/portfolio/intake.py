"""What comes with a form: a new file, the one kept from an earlier try, and the words that belong to it."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import g
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from core import documents
from core.db import db
from core.documents import UnreadableDocument
from core.errors import RuleBroken
from core.uploads import CAP_BYTES, MEGABYTE
from training.awards.models import EvidenceKind
from training.portfolio import files, queries
from training.portfolio.models import Attachment, EvidenceItem, FileForm

UPLOAD_BYTES = documents.SOUND_CAP + CAP_BYTES + 5 * MEGABYTE
"""The largest form: a recording, its transcript as a file, and what is typed."""


def take_file(form: Any, kind: EvidenceKind | None, item: EvidenceItem | None = None) -> tuple[Attachment | None, str]:
    """The file that came with the form, or the one kept from an earlier try, with its text.

    The text of a picture is its description, that of a recording its transcript. What is wrong stands beside the
    fields `file`, `words` and `transcript`. No file is wrong only where there is no `item` yet. Commits a good file,
    which stays whatever becomes of the rest of the form.
    """
    try:
        attachment, text = _chosen(form)
        if attachment is None:
            if item is None:
                form.add_error(_("Choose a file."), "file")
            return None, ""
        _refuse_another_form(attachment, kind, item)
    except RuleBroken as broken:
        form.add_error(broken.message, broken.field)
        return None, ""
    if attachment.form is FileForm.document:
        return attachment, text
    try:
        text = typed_words(form, attachment.form)
        files.refuse_without_words(attachment, text)
    except RuleBroken as broken:
        form.add_error(broken.message, broken.field)
    return attachment, text


def typed_words(form: Any, of: FileForm) -> str:
    """What was typed beside a picture or a recording, or read from the transcript's own file. Raises RuleBroken."""
    sent = form.transcript.data if of is FileForm.recording else None
    if not (isinstance(sent, FileStorage) and sent.filename):
        return (form.words.data or "").strip()
    try:
        return documents.extract(sent.stream.read(CAP_BYTES + 1), sent.filename).text
    except UnreadableDocument as unreadable:
        raise RuleBroken(str(unreadable.message), "transcript") from None


def keep_for_next_try(form: Any, attachment: Attachment | None) -> None:
    """Put a good file into the form that goes back, so that it need not be chosen again."""
    form.kept.data, form.kept.raw_data = str(attachment.public_id) if attachment else "", None


def _chosen(form: Any) -> tuple[Attachment | None, str]:
    sent = form.file.data
    if isinstance(sent, FileStorage) and sent.filename:
        db.session.commit()  # nothing is changed yet, and nobody else should wait while the file is read and scanned
        try:
            attachment, kept = files.keep_upload(cast(BinaryIO, sent.stream), sent.filename, by=g.person)
        except files.HarmFound:
            db.session.commit()  # that there was one is counted
            raise
        db.session.commit()
        return attachment, kept.text
    if form.kept.data:
        held = queries.free_attachment(g.person, _as_uuid(form.kept.data))
        if held is None:
            raise RuleBroken(_("Choose the file again."), "file")
        return held, files.text_of(held)
    return None, ""


def _refuse_another_form(attachment: Attachment, kind: EvidenceKind | None, item: EvidenceItem | None) -> None:
    if kind is not None:
        files.refuse_other_forms(kind, attachment)
    if item is not None and item.attachment is not None and item.attachment.form is not attachment.form:
        raise RuleBroken(_("Choose a file like the one before, or add this one as another piece of evidence."), "file")


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
