"""Pages about oneself, the first run, the centre's settings and its mails."""

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_security.utils import login_user

from core.db import db
from core.errors import RuleBroken
from core.mail import Mail
from core.pagination import paged
from core.policy import allows, public, signed_in
from core.web import limiter
from people import centre, centre_clock, forms, policy, queries, services, wording
from people.auth import proves, roles_held, this_sign_in
from people.views import answer, blueprint, saved


@blueprint.route("/me", methods=["GET", "POST"])
@allows(signed_in)
def me() -> ResponseReturnValue:
    """My details, my roles, and where I am signed in."""
    form = forms.MyDetailsForm(obj=g.person)
    if saved(form, lambda: services.change_own_details(g.person, **form.values()), _("Saved.")):
        return redirect(url_for("people.me"), 303)
    return answer(
        "people/me.html",
        form,
        sign_ins=queries.live_sign_ins(current_user),
        here=this_sign_in().row_id,
        browser_of=wording.browser_of,
        organisation_names={organisation.id: organisation.name for organisation in queries.organisations()},
        today=centre_clock.today(),
        can_declare=policy.can_declare_conflict(g.person, g.person),
        conflicts=[each for each in queries.conflicts_of(g.person) if each.person_id == g.person.id],
        credentials=g.person.credentials,
    )


@blueprint.route("/me/password", methods=["GET", "POST"])
@allows(signed_in)
@limiter.limit("10/minute", methods=["POST"])
def change_password() -> ResponseReturnValue:
    """Choose another password; every other browser is signed out."""
    form = forms.ChangePasswordForm()

    def save() -> None:
        login, person = current_user._get_current_object(), g.person
        if not proves(login, form.current.data or ""):
            raise RuleBroken(_("This is not your password, or the account is locked for a while."), "current")
        services.change_password(person, login, form.password.data or "")
        login_user(login)

    if saved(form, save, _("Your new password is saved. You are signed out everywhere else.")):
        return redirect(url_for("people.me"), 303)
    return answer("people/change_password.html", form)


@blueprint.post("/me/sign-out-elsewhere")
@allows(signed_in)
def sign_out_elsewhere() -> ResponseReturnValue:
    """End my sign-ins in every other browser."""
    services.sign_out_everywhere(g.person, by=g.person, except_row=this_sign_in().row_id)
    db.session.commit()
    flash(_("You are signed out everywhere else."), "ok")
    return redirect(url_for("people.me"), 303)


@blueprint.post("/role")
@allows(signed_in)
def choose_role() -> ResponseReturnValue:
    """Work in another of my roles: menu and home change, what I may do does not."""
    role = next((role for role in roles_held(g.person) if role.value == request.form.get("role")), None)
    if role is None:
        abort(404)
    if role is not g.role:
        services.choose_role(g.person, role)
        db.session.commit()
        this_sign_in()["role"] = role.value
        this_sign_in().renew()
    return redirect(url_for("pages.home"), 303)


@blueprint.route("/setup/<token>", methods=["GET", "POST"])
@public
@limiter.limit("20/minute")
def first_run(token: str) -> ResponseReturnValue:
    """Make the centre and its first administrator, once."""
    link = centre.live_first_run_link(token)
    if link is None:
        abort(404)
    form = forms.FirstRunForm()

    def save() -> None:
        values = form.values()
        del values["again"]
        centre.set_up_centre(link, **values)

    if saved(form, save, _("Your centre is ready. Sign in with your email and password.")):
        return redirect(url_for("security.login"), 303)
    return answer("people/first_run.html", form)


@blueprint.route("/settings", methods=["GET", "POST"])
@allows(policy.can_change_settings)
def settings() -> ResponseReturnValue:
    """What holds for the whole centre."""
    form = forms.SettingsForm(obj=g.person.centre)
    if saved(form, lambda: centre.change_settings(g.person.centre, by=g.person, **form.values()), _("Saved.")):
        return redirect(url_for("people.settings"), 303)
    return answer("people/settings.html", form)


@blueprint.get("/mail")
@allows(policy.can_read_mail)
def mail() -> ResponseReturnValue:
    """The mails that were written for people of this centre, newest first."""
    return render_template(
        "people/mail.html", page=paged(queries.mails()), is_sent=bool(current_app.config["SMTP_URL"])
    )


@blueprint.get("/mail/<uuid:public_id>")
@allows(policy.can_read_one_mail, Mail)
def one_mail(message: Mail) -> ResponseReturnValue:
    """The text of one mail; never of one that holds a one-time link."""
    return render_template("people/one_mail.html", message=message)
