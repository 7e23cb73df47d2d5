"""Taking a file that came with a form. A good file stays whatever becomes of the rest of the form."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from core.db import db
from core.errors import RuleBroken
from people.models import Person
from training.portfolio import queries, services
from training.portfolio.models import Attachment


def take_file(form: Any, *, by: Person, needed: bool = False) -> tuple[Attachment | None, str]:
    """The file that came with the form, or the one kept from an earlier try, with its text.

    What is wrong with it stands beside the field `file`. No file is wrong only where one is `needed`.
    """
    sent = form.file.data
    try:
        if isinstance(sent, FileStorage) and sent.filename:
            attachment, extracted = services.keep_upload(cast(BinaryIO, sent.stream), sent.filename, by=by)
            db.session.commit()
            return attachment, extracted.text
        if form.kept.data:
            kept = queries.free_attachment(by, _as_uuid(form.kept.data))
            if kept is None:
                raise RuleBroken(_("Choose the file again."), "file")
            return kept, services.read_upload(kept).text
    except RuleBroken as broken:
        form.add_error(broken.message, "file")
        return None, ""
    if needed:
        form.add_error(_("Choose a file."), "file")
    return None, ""


def keep_for_next_try(form: Any, attachment: Attachment | None) -> None:
    """Put a good file into the form that goes back, so that it need not be chosen again."""
    form.kept.data, form.kept.raw_data = str(attachment.public_id) if attachment else "", None


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
