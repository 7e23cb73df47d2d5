"""Once only: a form that makes something makes one of it, however often the same page is sent.

The page carries a word of its own. From that word, the person and what was typed comes the public id of what is made,
and the database keeps a public id once. So the same page with the same words names the row that is there, and the same
page with other words (somebody went back and typed something else) makes another.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID, uuid4

import rfc8785
from flask import Flask, current_app, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField

from core.db import Tenanted, db
from core.errors import MovedOn
from core.forms import Form

Row = TypeVar("Row", bound=Tenanted)
Page = Callable[[Row], str]


class MadeAlready(MovedOn):
    """What was sent is on record: once counts. `address` is the page of what was made."""

    def __init__(self, address: str) -> None:
        super().__init__(_("This was sent twice. It counts once."))
        self.address = address


class OnceForm(Form):
    """The start of a form that makes something of which two would hurt."""

    once = HiddenField(render_kw={"autocomplete": "off"})  # or a browser puts the old word back on a page loaded anew

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.once.data:  # also of a page that sent none: a word of this request alone, as good as no word
            self.once.data = uuid4().hex

    def values(self) -> dict[str, Any]:
        """What was typed, without the word of the page."""
        return {name: value for name, value in super().values().items() if name != "once"}

    @contextmanager
    def making(self, model: type[Row], page: Page[Row]) -> Iterator[UUID]:
        """Around what makes a row of `model` and its commit: the public id to give it.

        `page` is the address of what was made. Raises MadeAlready when the same was sent before or at this moment.
        """
        public_id = self._public_id()
        _lead_to(model, public_id, page)
        try:
            yield public_id
        except IntegrityError:  # the other one was stored between our look and our row
            db.session.rollback()
            _lead_to(model, public_id, page)
            raise

    def refuse_second(self, model: type[Row], page: Page[Row]) -> None:
        """Raise MadeAlready when the same was sent before; for pages that are not shown once the thing is there."""
        if self.is_submitted():
            _lead_to(model, self._public_id(), page)

    def _public_id(self) -> UUID:
        """Sealed with the application's key, so that nobody chooses one."""
        typed = sorted([name, text] for name, text in request.form.items(multi=True) if name != "csrf_token")
        files = sorted([name, _hash_of(file)] for name, file in request.files.items(multi=True))
        about = rfc8785.dumps([g.person.public_id.hex, request.path, self.once.data, typed, files])
        key = str(current_app.config["SECRET_KEY"]).encode()
        return UUID(bytes=hmac.new(key, about, hashlib.sha256).digest()[:16], version=4)


def init_app(app: Flask) -> None:
    """Lead whoever sends something twice to what was made of it."""

    @app.errorhandler(MadeAlready)
    def made_already(error: MadeAlready) -> ResponseReturnValue:
        db.session.rollback()
        flash(str(error), "info")
        return redirect(error.address, 303)


def _lead_to(model: type[Row], public_id: UUID, page: Page[Row]) -> None:
    row = db.session.scalar(select(model).where(model.public_id == public_id))
    if row is not None:
        raise MadeAlready(page(row))


def _hash_of(file: FileStorage) -> str:
    file.stream.seek(0)
    digest = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    file.stream.seek(0)
    return digest
