"""The trainee's own portfolio to take along, and the administrator's page that brings one in."""

from io import BytesIO
from typing import Any, BinaryIO, cast

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, send_file, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.portfolios import arrivals, policy, queries, reading, services
from assessments.portfolios.forms import ArchiveForm, BringInForm, TakeForm
from assessments.portfolios.making import archive_of, print_of
from assessments.portfolios.reading import Refused
from assessments.portfolios.schema import Fault
from core import clock, history
from core.db import db
from core.errors import MovedOn
from core.policy import allows
from core.uploads import UnknownUpload, safe_name
from core.web import limiter

blueprint = Blueprint("portfolios", __name__)

RATE = "20/hour"
ARRIVAL = "portfolio_arrival"


@blueprint.get("/portfolio")
@allows(policy.can_take)
def mine() -> ResponseReturnValue:
    """What one's portfolio holds, and how to take it along."""
    return render_template(
        "assessments/portfolios/mine.html",
        form=TakeForm(),
        brought=queries.brought_in(g.person),
        certificates=queries.certificates_elsewhere(g.person),
    )


@blueprint.post("/portfolio/archive")
@allows(policy.can_take)
@limiter.limit(RATE)
def take() -> ResponseReturnValue:
    """One's own portfolio as one ZIP file."""
    return _handed_over(archive_of(g.person), "application/zip", "zip", "the archive of their own portfolio")


@blueprint.post("/portfolio/print")
@allows(policy.can_take)
@limiter.limit(RATE)
def print_() -> ResponseReturnValue:
    """One's own portfolio as a PDF."""
    return _handed_over(BytesIO(print_of(g.person)), "application/pdf", "pdf", "the print of their own portfolio")


def _handed_over(content: BinaryIO | BytesIO, media_type: str, ending: str, reason: str) -> Response:
    """The file as a download; that it was taken is written down, as every reading of a whole file is."""
    form = TakeForm()
    name = safe_name(f"Portfolio {g.person.full_name} {clock.today(g.person.zone):%Y-%m-%d}.{ending}")
    history.note_read(g.person, by=g.person, reason=reason)
    response = send_file(content, mimetype=media_type, as_attachment=True, download_name=name)
    if form.validate() and form.ready.data:
        on_https = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie("ready", form.ready.data, 60, path="/portfolio", secure=on_https, samesite="Strict")
    return response


@blueprint.route("/portfolios/bring-in", methods=["GET", "POST"])
@allows(policy.can_bring_in)
@limiter.limit(RATE, methods=["POST"])
def bring_in() -> ResponseReturnValue:
    """Choose the archive of a portfolio and see what it holds; nothing is made before it is confirmed."""
    form, faults = ArchiveForm(), []
    if form.validate_on_submit():
        key = arrivals.keep(cast(BinaryIO, form.file.data.stream))
        try:
            arrived = reading.read(arrivals.path_of(key))
            services.check(arrived)
        except Refused as refused:
            arrivals.drop(key)
            faults = refused.faults
        else:
            _forget_arrival()
            session[ARRIVAL] = key
            return _check_page(arrived.document, key)
    page = render_template("assessments/portfolios/bring_in.html", form=form, faults=faults)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/portfolios/bring-in/confirm")
@allows(policy.can_bring_in)
@limiter.limit(RATE)
def confirm() -> ResponseReturnValue:
    """Bring in the archive that was looked at: all of it, or nothing."""
    form, faults = BringInForm(), cast(list[Fault], [])
    key = form.arrival.data
    if not form.validate() or key is None or key != session.get(ARRIVAL):
        raise MovedOn(_("Choose the file again."))
    try:
        arrived = reading.read(arrivals.path_of(key))
        brought = services.bring_in(arrived, by=g.person)
    except UnknownUpload:
        raise MovedOn(_("Choose the file again.")) from None
    except Refused as refused:
        db.session.rollback()
        faults = refused.faults
    else:
        db.session.commit()
        _forget_arrival()
        flash(_("Portfolio brought in. Nobody can sign in because of it; invite the person when you are ready."), "ok")
        return redirect(url_for("people.person", public_id=brought.person.public_id), 303)
    _forget_arrival()
    return render_template("assessments/portfolios/bring_in.html", form=ArchiveForm(formdata=None), faults=faults), 422


def _forget_arrival() -> None:
    key = session.pop(ARRIVAL, None)
    if key:
        arrivals.drop(key)


def _check_page(document: dict[str, Any], key: str) -> ResponseReturnValue:
    owner = services.owner(document)
    return render_template(
        "assessments/portfolios/check.html",
        form=BringInForm(arrival=key),
        source=document["source"],
        trainee=document["person"],
        owner=owner,
        counts=services.counts(document),
        awards=[each["id"].replace("@", " ") for each in document["awards"]],
        exported_at=services.exported_at(document),
    )
