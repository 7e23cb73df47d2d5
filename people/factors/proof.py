"""Proof that it is still the same person: the password or a passkey, typed or touched for one page and now."""

from datetime import timedelta
from enum import StrEnum
from functools import wraps
from typing import Any

from flask import redirect, request, session, url_for
from flask_login import current_user

from core import clock
from core.policy import View

FRESH_FOR = timedelta(minutes=5)


class Proof(StrEnum):
    """How somebody showed, when they signed, that it was them."""

    password = "password"
    passkey = "passkey"


def is_fresh() -> bool:
    """Whether this browser has proved who sits at it within the last five minutes, by signing in or since."""
    return clock.now().timestamp() - float(session.get("fs_paa", 0)) <= FRESH_FOR.total_seconds()


def fresh(view: View) -> View:
    """Let a view run only after a fresh proof; otherwise ask for one and come back. Stands nearest to the view."""

    @wraps(view)
    def asked(*args: Any, **kwargs: Any) -> Any:
        if current_user.is_authenticated and not is_fresh():
            back = request.full_path.rstrip("?") if request.method == "GET" else url_for("factors.security")
            return redirect(url_for("factors.prove", next=back), 303)
        return view(*args, **kwargs)

    return asked  # type: ignore[return-value]
