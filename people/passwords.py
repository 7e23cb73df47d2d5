"""Which passwords are taken, and how many are hashed at a time."""

import re
import unicodedata
from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import Any

import zxcvbn
from flask_babel import gettext as _

SHORTEST = 12
LONGEST = 128
SCORE = 3
_READ = 72  # zxcvbn takes no more; what is strong in its first 72 characters is strong
_AT_ONCE = 2


def objection(password: str, *, words: Iterable[str] = ()) -> str | None:
    """Why this password is not taken, in a sentence that says what to do; None when it is.

    12 to 128 characters, and hard to guess for someone who knows `words`: the names of the person and of the centre
    (ASVS 6.2: length and context, no rules of composition).
    """
    if len(password) < SHORTEST:
        return _(
            "Use at least %(shortest)s characters. Three or four words that do not belong together are easy to keep "
            "in mind.",
            shortest=SHORTEST,
        )
    if len(password) > LONGEST:
        return _("Use at most %(longest)s characters.", longest=LONGEST)
    known = {"setwright"} | {part.lower() for word in words for part in re.split(r"[\W_]+", word) if len(part) > 2}
    # zxcvbn takes each space for a riddle of its own, and a row of names for a long password
    joined = re.sub(r"[\W_]+", "", password)
    unknown = re.sub("|".join(map(re.escape, sorted(known, key=len, reverse=True))), "", password, flags=re.IGNORECASE)
    if min(zxcvbn.zxcvbn(form[:_READ] or "0")["score"] for form in (password, joined, unknown)) < SCORE:
        return _(
            "This password is easy to guess. Use three or four words that do not belong together, and leave out your "
            "name and the name of your centre."
        )
    return None


def normalised(password: str) -> str:
    """The password in one Unicode form, so that two keyboards write the same."""
    return unicodedata.normalize("NFKD", password)


class FewAtOnce:
    """A password context that hashes two passwords at a time: each takes 46 MiB, and a crowd must not fill memory."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._turns = BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str, **options: Any) -> str:
        """The hash to store."""
        with self._turns:
            return self._context.hash(password, **options)

    def verify(self, password: str, stored: str) -> bool:
        """Whether the password belongs to a stored hash."""
        with self._turns:
            return self._context.verify(password, stored)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)
