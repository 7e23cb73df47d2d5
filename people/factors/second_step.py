"""Between the password and the sign-in: who has typed the right password and has a second factor is asked for it.

Until it is given the browser is nobody's. What is kept is which login it was, in the session of that one browser.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, Response, redirect, request, session, url_for
from flask_security.tf_plugin import TfPlugin
from sqlalchemy import select

from core import clock
from core.db import db
from people.auth import security
from people.models import Login

GOOD_FOR = timedelta(minutes=10)
KEPT_AS = "second_step"


class SecondStep(TfPlugin):
    """What Flask-Security asks after the password: its own factors are left out, ours take their place."""

    def tf_enter(self, user: Any, remember_me: Any, primary_authn_via: str, next_loc: str | None) -> Response | None:
        """Lead to the second step; None when the login has no second factor."""
        if not user.has_second_factor:
            return None
        wanted = request.form.get("next") or request.args.get("next")
        session[KEPT_AS] = {"login": user.fs_uniquifier, "at": clock.now().timestamp(), "next": wanted}
        return redirect(url_for("factors.second_step"), 303)  # type: ignore[return-value]


def waiting_login() -> Login | None:
    """The login whose password this browser typed and whose second factor is still asked for."""
    kept = session.get(KEPT_AS)
    if not kept or clock.now().timestamp() - kept["at"] > GOOD_FOR.total_seconds():
        return None
    found = db.session.scalar(select(Login).where(Login.fs_uniquifier == kept["login"]))
    return found if found is not None and found.active and found.has_second_factor else None


def wanted_page() -> str | None:
    """The page that was asked for before signing in."""
    kept = session.get(KEPT_AS) or {}
    return kept.get("next")


def forget() -> None:
    """The second step is over."""
    session.pop(KEPT_AS, None)


def init_app(app: Flask) -> None:
    """Put our second step where Flask-Security has its own. Call it after Flask-Security is set up."""
    security.two_factor_plugins = SecondStep()
