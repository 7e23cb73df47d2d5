"""Whoever signs or changes something acts on what their page showed, not on what it has become since."""

from flask_babel import gettext as _

from core.db import Versioned
from core.errors import MovedOn


def unchanged(thing: Versioned, version: int | None) -> None:
    """Raise MovedOn when the thing is no longer the version that the page showed; None: there was no page."""
    if version is not None and version != thing.version:
        raise MovedOn(_("It has been signed or changed since you opened the page."))
