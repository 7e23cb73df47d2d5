"""People and their roles."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import RuleBroken
from core.forms import Form, choices
from core.pagination import paged
from core.policy import allows
from people import centre_clock, forms, policy, queries, services, wording
from people.models import (
    ConflictDeclaration,
    Organisation,
    OrganisationUnit,
    Person,
    Role,
    RoleGrant,
    Site,
    StaffCredential,
)

blueprint = Blueprint("people", __name__)


@blueprint.app_context_processor
def words() -> dict[str, Any]:
    """The words for codes of this package, for its pages and timelines."""
    return {
        "credential_labels": wording.CREDENTIAL_LABELS,
        "nature_labels": wording.NATURE_LABELS,
        "conflict_labels": wording.CONFLICT_LABELS,
        "field_labels": wording.FIELD_LABELS,
        "credential_stands": wording.stands,
    }


def saved(form: Form, save: Callable[[], Any], said: str) -> bool:
    """Whether a sent form was right and its change is committed; then `said` is shown on the next page."""
    if form.validate_on_submit():
        with form.rule_errors():
            save()
            db.session.commit()
            flash(said, "ok")
            return True
    return False


def answer(template: str, form: Form, **context: Any) -> ResponseReturnValue:
    """The page of a form, with status 422 when it comes back."""
    return render_template(template, form=form, **context), 422 if form.is_submitted() else 200


def after_rule(change: Callable[[], Any], said: str, back: str) -> ResponseReturnValue:
    """Do what one button asks, or say which rule stands in the way; then back to the page of the button."""
    try:
        change()
        db.session.commit()
        flash(said, "ok")
    except RuleBroken as broken:
        db.session.rollback()
        flash(broken.message, "warn")
    return redirect(back, 303)


def page_of(person: Person) -> str:
    """The address of a person's page."""
    return url_for("people.person", public_id=person.public_id)


# ---- The list, and one person ----


@blueprint.get("/people")
@allows(policy.can_see_people)
def people() -> ResponseReturnValue:
    """Everybody on record, to search and narrow."""
    search = request.args.get("q", "").strip()[:100]
    chosen = request.args.get("organisation", "")
    organisation = queries.of_public_id(Organisation, chosen)
    role = next((role for role in Role if role.value == request.args.get("role")), None)
    page = paged(queries.people(search=search, organisation=organisation, role=role))
    return render_template(
        "people/people.html",
        page=page,
        total=queries.number_of_people(),
        search=search,
        organisation=organisation,
        role=role,
        organisations=queries.organisations(),
        today=centre_clock.today(),
        can_add=policy.can_add(g.person),
    )


@blueprint.get("/people/<uuid:public_id>")
@allows(policy.can_see, Person)
def person(other: Person) -> ResponseReturnValue:
    """One person: facts, roles, how they sign in, credentials and conflicts, and what happened."""
    other = queries.in_full(other)
    login = queries.login_of(other)
    shows_staff = policy.can_see_staff_record(g.person, other)
    conflicts = queries.conflicts_of(other) if shows_staff else []
    credentials = other.credentials if shows_staff else []
    return render_template(
        "people/person.html",
        other=other,
        login=login,
        sign_ins=queries.live_sign_ins(login) if login else [],
        organisation_names={organisation.id: organisation.name for organisation in queries.organisations()},
        shows_staff=shows_staff,
        conflicts=conflicts,
        entries=queries.person_history(other, *credentials, *conflicts),
        today=centre_clock.today(),
        now=clock.now(),
        policy=policy,
    )


@blueprint.route("/people/add", methods=["GET", "POST"])
@allows(policy.can_add)
def add() -> ResponseReturnValue:
    """Put a person on record."""
    form = person_form(forms.PersonForm())
    added: list[Person] = []
    if saved(
        form,
        lambda: added.append(services.add_person(by=g.person, **details(form))),
        _("Saved. Next, give them a role."),
    ):
        return redirect(page_of(added[0]), 303)
    return answer("people/edit.html", form, other=None)


@blueprint.route("/people/<uuid:public_id>/edit", methods=["GET", "POST"])
@allows(policy.can_edit, Person, sees=policy.can_see)
def edit(other: Person) -> ResponseReturnValue:
    """Change a person's details."""
    manager = other.line_manager
    form = person_form(
        forms.PersonForm(
            given_name=other.given_name,
            family_name=other.family_name,
            print_name=other.print_name,
            email=other.email,
            job_title=other.job_title,
            organisation=_public(other.organisation),
            staff_number=other.staff_number,
            unit=_public(other.unit),
            site=_public(other.site),
            line_manager=(manager.email or manager.staff_number) if manager else "",
            left_on=other.left_on,
        )
    )
    if saved(form, lambda: services.change_person(other, by=g.person, **details(form)), _("Saved.")):
        return redirect(page_of(other), 303)
    return answer("people/edit.html", form, other=other)


def person_form(form: forms.PersonForm) -> forms.PersonForm:
    """Give the form this centre's organisations, units and sites."""
    none = [("", _("None"))]
    named = [(str(one.public_id), one.name) for one in queries.organisations()]
    form.organisation.choices = choices(none + named)
    for field, parts in ((form.unit, queries.units()), (form.site, queries.sites())):
        labels = [(str(part.public_id), f"{part.organisation.name}: {part.name}") for part in parts]
        field.choices = choices(none + sorted(labels, key=lambda label: label[1].lower()))
    return form


def details(form: forms.PersonForm) -> dict[str, Any]:
    """The columns that a person form fills. Raises RuleBroken for a line manager who is not on record."""
    values = form.values()
    values["organisation"] = queries.of_public_id(Organisation, values["organisation"])
    values["unit"] = queries.of_public_id(OrganisationUnit, values["unit"])
    values["site"] = queries.of_public_id(Site, values["site"])
    values["line_manager"] = named(values["line_manager"], "line_manager") if values["line_manager"] else None
    return {name: value or "" if name in ("print_name", "job_title") else value for name, value in values.items()}


def named(text: str, field: str) -> Person:
    """The one person whose address or staff number was typed. Raises RuleBroken beside `field`."""
    found = queries.person_named(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise RuleBroken(_("More than one person has this number. Type the email address instead."), field)
    raise RuleBroken(_("Nobody on record has this address or number."), field)


def _public(thing: Any) -> str:
    return str(thing.public_id) if thing is not None else ""


# ---- How a person signs in ----


@blueprint.post("/people/<uuid:public_id>/invite")
@allows(policy.can_change_sign_in, Person, sees=policy.can_see)
def invite(other: Person) -> ResponseReturnValue:
    """Mail a person where to choose a password."""
    said = _("An invitation to %(address)s is on its way.", address=other.email)
    return after_rule(lambda: services.invite(other, by=g.person), said, page_of(other))


@blueprint.post("/people/<uuid:public_id>/sign-out")
@allows(policy.can_close, Person, sees=policy.can_see)
def sign_out(other: Person) -> ResponseReturnValue:
    """End a person's sign-ins on every device."""
    said = _("%(name)s is signed out everywhere.", name=other.full_name)
    return after_rule(lambda: services.sign_out_everywhere(other, by=g.person), said, page_of(other))


@blueprint.post("/people/<uuid:public_id>/close")
@allows(policy.can_close, Person, sees=policy.can_see)
def close(other: Person) -> ResponseReturnValue:
    """Stop a person signing in."""
    said = _("%(name)s can no longer sign in.", name=other.full_name)
    return after_rule(lambda: services.close_login(other, by=g.person), said, page_of(other))


@blueprint.post("/people/<uuid:public_id>/open")
@allows(policy.can_close, Person, sees=policy.can_see)
def reopen(other: Person) -> ResponseReturnValue:
    """Let a person sign in again."""
    said = _("%(name)s can sign in again.", name=other.full_name)
    return after_rule(lambda: services.open_login(other, by=g.person), said, page_of(other))


# ---- Roles ----


@blueprint.route("/people/<uuid:public_id>/roles", methods=["GET", "POST"])
@allows(policy.can_grant, Person, sees=policy.can_see)
def grant_role(other: Person) -> ResponseReturnValue:
    """Give a person a role."""
    form = forms.GrantRoleForm(starts_on=centre_clock.today())
    form.role.choices = choices({role: wording.ROLE_LABELS[role] for role in Role if policy.may_grant(g.person, role)})
    form.scope.choices = choices(
        [("centre", _("In the whole centre"))]
        + [(str(one.public_id), _("At %(name)s only", name=one.name)) for one in queries.organisations()]
    )

    def save() -> None:
        services.grant_role(
            other,
            Role(form.role.data),
            by=g.person,
            organisation=queries.of_public_id(Organisation, form.scope.data),
            starts_on=_day(form.starts_on.data),
            ends_on=form.ends_on.data,
        )

    if saved(form, save, _("Role given.")):
        return redirect(page_of(other), 303)
    return answer("people/grant_role.html", form, other=other)


def _day(value: date | None) -> date:
    assert value is not None  # noqa: S101  # the field is required
    return value


@blueprint.post("/roles/<uuid:public_id>/end")
@allows(policy.can_end_grant, RoleGrant, sees=policy.can_see_grant)
def end_role(grant: RoleGrant) -> ResponseReturnValue:
    """End a role now."""
    return after_rule(lambda: services.end_role(grant, by=g.person), _("Role ended."), page_of(grant.person))


# ---- Credentials and conflicts of interest ----


@blueprint.route("/people/<uuid:public_id>/credentials", methods=["GET", "POST"])
@allows(policy.can_add_credential, Person, sees=policy.can_see)
def add_credential(other: Person) -> ResponseReturnValue:
    """Write down a credential that the centre has seen."""
    form = forms.AddCredentialForm()
    if form.validate_on_submit():
        with form.rule_errors(), form.making(StaffCredential, lambda _made: page_of(other)) as public_id:
            services.add_credential(other, **form.values(), public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("Credential saved."), "ok")
            return redirect(page_of(other), 303)
    return answer("people/add_credential.html", form, other=other)


@blueprint.route("/credentials/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_change_credential, StaffCredential, sees=policy.can_see_credential)
def change_credential(credential: StaffCredential) -> ResponseReturnValue:
    """Put the days of a credential right, or write down that it was renewed."""
    form = forms.ChangeCredentialForm(obtained_on=credential.obtained_on, expires_on=credential.expires_on)

    def save() -> None:
        services.change_credential(
            credential, obtained_on=_day(form.obtained_on.data), expires_on=form.expires_on.data, by=g.person
        )

    if saved(form, save, _("Credential saved.")):
        return redirect(page_of(credential.person), 303)
    return answer("people/change_credential.html", form, credential=credential)


@blueprint.route("/people/<uuid:public_id>/conflicts", methods=["GET", "POST"])
@allows(policy.can_declare_conflict, Person, sees=policy.can_see)
def declare_conflict(other: Person) -> ResponseReturnValue:
    """Declare a conflict of interest."""
    form = forms.DeclareConflictForm()
    if form.validate_on_submit():
        with form.rule_errors(), form.making(ConflictDeclaration, lambda _made: page_of(other)) as public_id:
            about = named(form.about.data or "", "about")
            services.declare_conflict(other, about, form.nature.data, public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("Conflict of interest written down."), "ok")
            return redirect(page_of(other), 303)
    return answer("people/declare_conflict.html", form, other=other)


@blueprint.route("/conflicts/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_decide_conflict, ConflictDeclaration, sees=policy.can_see_conflict)
def decide_conflict(conflict: ConflictDeclaration) -> ResponseReturnValue:
    """Say what follows from a conflict of interest."""
    form = forms.DecideConflictForm()
    save = lambda: services.decide_conflict(conflict, form.decision.data, by=g.person)  # noqa: E731
    if saved(form, save, _("Decision saved.")):
        return redirect(page_of(conflict.person), 303)
    return answer("people/decide_conflict.html", form, conflict=conflict, entries=history.timeline(conflict))


from people import account, organisations  # noqa: E402, F401  # their pages belong to the same blueprint
