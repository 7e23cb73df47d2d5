"""Who must have a second factor, and what can be opened before one is set up."""

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from people.auth import roles_held
from people.models import Person, Role

DECIDES_ABOUT_OTHERS = {
    Role.assessor,
    Role.iqa,
    Role.lead_iqa,
    Role.eqa,
    Role.hr,
    Role.centre_administrator,
    Role.system_administrator,
}
OPEN_BEFORE = {
    "static",
    "security.logout",
    "factors.set_up",
    "factors.add_passkey",
    "factors.add_app",
    "factors.passkey_to_make",
    "factors.passkey_to_prove",
    "factors.prove",
    "pages.help",
    "pages.accessibility",
    "pages.privacy",
    "certificates.check",
    "pages.healthz",
    "pages.readyz",
}


def is_required(person: Person) -> bool:
    """Whether this person must have a second factor, by a role held today and the installation's setting."""
    if not current_app.config["SECOND_FACTOR_REQUIRED"]:
        return False
    return any(role in DECIDES_ABOUT_OTHERS for role in roles_held(person))


def lead_to_set_up() -> ResponseReturnValue | None:
    """Before any page: who must have a second factor and has none opens nothing but the pages to set one up."""
    if g.person is None or request.endpoint in OPEN_BEFORE or current_user.has_second_factor:
        return None
    if not is_required(g.person):
        return None
    return redirect(url_for("factors.set_up"), 303)
