"""The page behind a one-time link, for people without an account, and the page on which links are made."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import AnyOf

from core.db import db
from core.errors import NotAllowed
from core.forms import Form, VersionedForm
from core.policy import allows, public
from core.web import limiter
from people.models import Centre
from training.practice import confirmation_services as services
from training.practice import links, policy
from training.practice.blueprint import blueprint
from training.practice.mapping import held_on, minutes_of
from training.practice.models import PracticeRecord, PracticeState, SupervisionMeeting
from training.practice.queries import members_confirming
from training.practice.supervision_wording import FORMATS
from training.practice.wording import ROLES, title_of

RATE = "30/minute"


class AnswerLinkForm(VersionedForm):
    """Yes or no, to what the page showed."""

    answer = HiddenField(validators=[AnyOf(("yes", "no"), _l("Choose one of the two buttons"))])


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
@public
@limiter.limit(RATE)
def confirm_link(token: str) -> ResponseReturnValue:
    """Somebody without an account says once whether a meeting was as logged. Nothing changes before they press."""
    link = links.open_link(token, to_answer=request.method == "POST")
    if link is None:
        return render_template("training/practice/confirm_link_gone.html"), 404
    thing = services.about(link)
    trainee = thing.person if isinstance(thing, PracticeRecord) else thing.trainee
    if g.person is not None and g.person.id == trainee.id:
        raise NotAllowed(_("This link is for somebody else: you cannot confirm your own meeting."))
    form = AnswerLinkForm()
    if form.validate_on_submit():
        services.answer_link(link, form.answer.data == "yes", version=form.seen())
        db.session.commit()
        return redirect(url_for("practice.confirm_thanks"), 303)
    return render_template(
        "training/practice/confirm_link.html",
        form=form,
        link=link,
        thing=thing,
        is_supervision=isinstance(thing, SupervisionMeeting),
        trainee=trainee,
        held_on=thing.held_on if isinstance(thing, SupervisionMeeting) else held_on(thing.meeting),
        minutes=thing.minutes if isinstance(thing, SupervisionMeeting) else minutes_of(thing.meeting),
        version=services.version_of(link),
        centre=db.session.get(Centre, link.tenant_id),
        formats=FORMATS,
        roles=ROLES,
    ), (422 if form.is_submitted() else 200)


@blueprint.get("/confirm/thank-you")
@public
def confirm_thanks() -> ResponseReturnValue:
    """The answer has arrived. The address of this page holds no secret."""
    return render_template("training/practice/confirm_link_thanks.html")


@blueprint.route("/meetings/<uuid:public_id>/links", methods=["GET", "POST"])
@allows(policy.can_hand_out_links, PracticeRecord, sees=policy.can_see)
def confirm_links(record: PracticeRecord) -> ResponseReturnValue:
    """Make the links on which two members confirm a meeting. The addresses are shown this once."""
    addresses: list[str] = []
    form = Form()
    if form.validate_on_submit():
        addresses = services.make_links(record, by=g.person)
        db.session.commit()
    made = links.links_for(record)
    return render_template(
        "training/practice/confirm_links.html",
        form=form,
        record=record,
        title=title_of(record),
        addresses=addresses,
        waits=record.state is PracticeState.logged,
        is_own=policy.is_own(g.person, record),
        said_yes=members_confirming(record),
        said_no=sum(link.accepted is False for link in made),
        still_open=sum(links.is_open(link) for link in made),
        most=services.MOST_LINKS,
        days=links.VALID_DAYS,
    )
