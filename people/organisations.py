"""The organisations that a centre serves, their units and sites, and the people import."""

from dataclasses import replace

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from core import history
from core.db import db
from core.errors import RuleBroken
from core.forms import choices
from core.policy import allows
from people import centre, forms, intake, policy, queries
from people.models import Organisation, OrganisationUnit, Site
from people.views import answer, blueprint, saved

NEW = "new"
ERRORS_SHOWN = 200


@blueprint.get("/organisations")
@allows(policy.can_see_organisations)
def organisations() -> ResponseReturnValue:
    """The organisations that the centre serves."""
    return render_template(
        "people/organisations.html",
        organisations=queries.organisations(),
        people_in=queries.people_by_organisation(),
        can_add=policy.can_add_organisation(g.person),
    )


@blueprint.route("/organisations/add", methods=["GET", "POST"])
@allows(policy.can_add_organisation)
def add_organisation() -> ResponseReturnValue:
    """Put an organisation on record."""
    form = forms.OrganisationForm()
    added: list[Organisation] = []
    if saved(form, lambda: added.append(centre.add_organisation(form.name.data or "", by=g.person)), _("Saved.")):
        return redirect(page_of(added[0]), 303)
    return answer("people/add_organisation.html", form)


@blueprint.get("/organisations/<uuid:public_id>")
@allows(policy.can_see_organisation, Organisation)
def organisation(one: Organisation) -> ResponseReturnValue:
    """An organisation: the tree of its units, its sites with their regions, and what happened."""
    return render_template(
        "people/organisation.html",
        organisation=one,
        tree=queries.unit_tree(one),
        sites=queries.sites(one),
        people_at=queries.people_by_site(one),
        people_in=queries.people_by_organisation().get(one.id, 0),
        entries=history.timeline(one)[::-1],
        can_edit=policy.can_edit_organisation(g.person, one),
    )


@blueprint.route("/organisations/<uuid:public_id>/units", methods=["GET", "POST"])
@allows(policy.can_edit_organisation, Organisation, sees=policy.can_see_organisation)
def add_unit(one: Organisation) -> ResponseReturnValue:
    """Add a unit to the tree."""
    form = forms.UnitForm()
    form.parent.choices = choices(
        [("", _("None: it stands at the top"))] + [(str(unit.public_id), unit.name) for unit in queries.units(one)]
    )

    def save() -> None:
        parent = queries.of_public_id(OrganisationUnit, form.parent.data)
        centre.add_unit(one, form.name.data or "", parent=parent, by=g.person)

    if saved(form, save, _("Unit added.")):
        return redirect(page_of(one), 303)
    return answer("people/add_unit.html", form, organisation=one)


@blueprint.route("/organisations/<uuid:public_id>/sites", methods=["GET", "POST"])
@allows(policy.can_edit_organisation, Organisation, sees=policy.can_see_organisation)
def add_site(one: Organisation) -> ResponseReturnValue:
    """Add a site."""
    form = forms.SiteForm()
    save = lambda: centre.add_site(one, form.name.data or "", region=form.region.data or "", by=g.person)  # noqa: E731
    if saved(form, save, _("Site added.")):
        return redirect(page_of(one), 303)
    return answer("people/edit_site.html", form, organisation=one, site=None)


@blueprint.route("/sites/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_edit_site, Site)
def edit_site(site: Site) -> ResponseReturnValue:
    """Set a site's name and region."""
    form = forms.SiteForm(obj=site)
    save = lambda: centre.change_site(site, form.name.data or "", region=form.region.data or "", by=g.person)  # noqa: E731
    if saved(form, save, _("Site saved.")):
        return redirect(page_of(site.organisation), 303)
    return answer("people/edit_site.html", form, organisation=site.organisation, site=site)


def page_of(one: Organisation) -> str:
    """The address of an organisation's page."""
    return url_for("people.organisation", public_id=one.public_id)


# ---- The people import ----


@blueprint.route("/people/import", methods=["GET", "POST"])
@allows(policy.can_import)
def import_people() -> ResponseReturnValue:
    """Read a list of people: all of it is loaded, or none. "Check only" loads nothing either way."""
    form = forms.ImportForm(organisation=request.args.get("organisation"))
    known = queries.organisations()
    named = [(str(one.public_id), one.name) for one in known]
    form.organisation.choices = choices([*named, (NEW, _("A new organisation"))])
    result = None
    checks = request.form.get("check") is not None
    if form.validate_on_submit():
        with form.rule_errors():
            result = _read_list(form)
            if result.errors or checks:
                db.session.rollback()
            else:
                db.session.commit()
    status = 422 if form.errors or (result is not None and result.errors) else 200
    shown = replace(result, errors=result.errors[:ERRORS_SHOWN]) if result else None
    return (
        render_template(
            "people/import.html",
            form=form,
            result=shown,
            number_of_errors=len(result.errors) if result else 0,
            checks=checks,
            organisation=queries.of_public_id(Organisation, form.organisation.data),
        ),
        status,
    )


def _read_list(form: forms.ImportForm) -> intake.Intake:
    """Import what the form holds. Raises RuleBroken beside the field that lacks something."""
    upload = form.file.data
    if not upload or not upload.filename:
        raise RuleBroken(_("Choose a file: CSV or Excel (.xlsx)."), "file")
    organisation = queries.of_public_id(Organisation, form.organisation.data)
    if organisation is None and not (form.new_name.data or "").strip():
        raise RuleBroken(_("Type the name of the new organisation."), "new_name")
    return intake.import_people(
        upload.read(), upload.filename, organisation=organisation, new_name=form.new_name.data or "", by=g.person
    )


def counted(result: intake.Intake) -> str:
    """What an import did, or would do, in one sentence."""
    parts = [
        ngettext("%(num)s person added", "%(num)s people added", result.added),
        ngettext("%(num)s changed", "%(num)s changed", result.changed),
        ngettext("%(num)s as before", "%(num)s as before", result.unchanged),
    ]
    return ", ".join(parts) + "."
