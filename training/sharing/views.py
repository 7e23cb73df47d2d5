"""The pages on which a draft is shared, and on which it is read."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from core import clock, history
from core.db import db
from core.policy import allows, public
from core.web import each_person, limiter, unlisted
from people.models import Centre
from training.enrolments.models import Enrolment
from training.portfolio.forms import chosen
from training.portfolio.models import EvidenceItem
from training.practice.addresses import address_of
from training.sharing import policy, queries, services
from training.sharing.blueprint import blueprint
from training.sharing.document import shown_by
from training.sharing.forms import LINK, NoteForm, ShareForm
from training.sharing.models import DraftShare
from training.sharing.shares import last_day
from training.sharing.wording import OVER, STAFF

ENDED_SHOWN = 10
WITH_AWARD = joinedload(EvidenceItem.enrolment).joinedload(Enrolment.award_version)


@blueprint.route("/accounts/<uuid:public_id>/share", methods=["GET", "POST"])
@allows(policy.can_share, EvidenceItem, sees=policy.can_see_shares, load=[WITH_AWARD])
@limiter.limit("20/hour", methods=["POST"], key_func=each_person)
def share(item: EvidenceItem) -> ResponseReturnValue:
    """Who may read a draft, and for how long; the shares there are."""
    form, people, address = ShareForm(), queries.around(item.enrolment), ""
    form.offer(people)
    page = url_for("sharing.share", public_id=item.public_id)
    if form.validate_on_submit() and (ends_at := form.until(g.person.zone)):
        with form.rule_errors(), form.making(DraftShare, lambda _made: page) as public_id:
            follows = form.text.data == "latest"
            if form.reader.data == LINK:
                made, token = services.share_by_link(
                    item,
                    made_for=form.made_for.data or "",
                    email=form.email.data or "",
                    ends_at=ends_at,
                    follows=follows,
                    public_id=public_id,
                    by=g.person,
                )
                address = address_of("sharing.link", token=token)
            else:
                [reader] = chosen([person for person, _part in people], [form.reader.data])
                made = services.share_with(
                    item, reader, ends_at=ends_at, follows=follows, public_id=public_id, by=g.person
                )
            db.session.commit()
            if made.reader is not None:
                flash(_("Shared with %(name)s.", name=made.reader.full_name), "ok")
                return redirect(page, 303)
    if address:  # shown this once, so not after another request; the form starts anew
        return _page_of_shares(item, ShareForm(formdata=None), address, mailed_to=form.email.data or "")
    return _page_of_shares(item, form), (422 if form.is_submitted() else 200)


@blueprint.post("/shares/<uuid:public_id>/withdraw")
@allows(policy.can_withdraw, DraftShare)
def withdraw(share: DraftShare) -> ResponseReturnValue:
    """End a share at once."""
    services.withdraw(share, by=g.person)
    db.session.commit()
    flash(_("Withdrawn. Nobody reads by it any more."), "ok")
    return redirect(url_for("sharing.share", public_id=share.evidence_item.public_id), 303)


@blueprint.route("/shares/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_read, DraftShare, sees=policy.was_given, load=queries.for_reader())
@limiter.limit("30/minute")
def read(share: DraftShare) -> ResponseReturnValue:
    """A draft that somebody let this person read, and the note that they may leave."""
    form = NoteForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.leave_note(share, form.note.data or "", by=g.person)
            db.session.commit()
            flash(_("Note left. Only the author reads it."), "ok")
            return redirect(url_for("sharing.read", public_id=share.public_id), 303)
    page = render_template("training/sharing/read.html", form=form, share=share, reading=shown_by(share))
    if request.method == "GET":
        services.note_opening(share, by=g.person)
    return page, (422 if form.is_submitted() else 200)


@blueprint.get("/shared/<token>")
@public
@limiter.limit("30/minute")
def link(token: str) -> ResponseReturnValue:
    """A draft, for whoever holds its link. One that is unknown, over or taken back gives the same page."""
    share = services.open_link(token)
    if share is None:
        return unlisted(render_template("training/sharing/ended.html"), 404)
    page = render_template(
        "training/sharing/link.html",
        share=share,
        reading=shown_by(share),
        centre=db.session.get(Centre, share.tenant_id),
    )
    if request.method == "GET":
        services.note_opening(share, by=g.person)
    return unlisted(page, 200)


@blueprint.get("/drafts")
@allows(policy.can_receive)
def drafts() -> ResponseReturnValue:
    """The drafts that others let this person read: asked for guidance, and shared."""
    return render_template(
        "training/sharing/drafts.html",
        reviews=db.session.scalars(queries.to_read(g.person)).all(),
        shares=queries.shared_with(g.person),
        states=STAFF,
    )


def _page_of_shares(item: EvidenceItem, form: ShareForm, address: str = "", mailed_to: str = "") -> str:
    shares = queries.shares_of(item)
    if address:
        form.offer(queries.around(item.enrolment))
    return render_template(
        "training/sharing/share.html",
        item=item,
        form=form,
        address=address,
        mailed_to=mailed_to,
        open_now=[each for each in shares if not policy.over(each)],
        ended=[(each, OVER[why]) for each in shares if (why := policy.over(each))][:ENDED_SHOWN],
        last_day=last_day(clock.now(), g.person.zone),
        entries=history.timeline(*shares),
    )
