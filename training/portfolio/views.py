"""The pages of evidence: the list, the door through which it comes in, and the editor."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from core import history
from core.db import db
from core.pagination import paged
from core.policy import allows
from core.web import limiter, takes
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import policy, queries, records, services
from training.portfolio.blueprint import blueprint
from training.portfolio.file_page import attached
from training.portfolio.forms import ACCEPT, ACCEPTED, EvidenceForm, FromRecordForm, NewEvidenceForm, chosen
from training.portfolio.intake import UPLOAD_BYTES, keep_for_next_try, take_file, typed_words
from training.portfolio.models import Attachment, EvidenceItem, EvidenceState, ReflectiveModel
from training.portfolio.record_wording import fact_pairs
from training.portfolio.records import RECORD_KINDS
from training.portfolio.reflection import MODELS
from training.portfolio.sending import checks_of
from training.portfolio.tabs import Tab
from training.portfolio.wording import EVIDENCE, KINDS

SHOWN: dict[str, set[EvidenceState]] = {
    "all": set(EvidenceState) - {EvidenceState.superseded, EvidenceState.withdrawn},
    "draft": {EvidenceState.draft},
    "ready": {EvidenceState.ready},
    "sent": {EvidenceState.locked},
    "decided": {EvidenceState.accepted, EvidenceState.not_accepted},
    "gone": {EvidenceState.superseded, EvidenceState.withdrawn},
}


@blueprint.get("/accounts")
@allows(policy.can_write)
def evidence() -> ResponseReturnValue:
    """The trainee's evidence: accounts first, then the other kinds."""
    show = request.args.get("show", "all")
    if show not in SHOWN:
        abort(404)
    counts = queries.evidence_counts(g.person)
    labels = {
        "all": _("All"),
        "draft": _("Drafts"),
        "ready": _("Ready to send"),
        "sent": _("With your assessor"),
        "decided": _("Decided"),
        "gone": _("Replaced or withdrawn"),
    }
    tabs = [
        Tab(
            label,
            url_for("portfolio.evidence", show=None if name == "all" else name),
            name == show,
            sum(counts.get(state, 0) for state in SHOWN[name]),
        )
        for name, label in labels.items()
    ]
    return render_template(
        "training/portfolio/evidence.html",
        page=paged(queries.evidence_of(g.person, SHOWN[show])),
        tabs=tabs,
        total=sum(counts.values()),
        kinds=KINDS,
        statuses=EVIDENCE,
        account=EvidenceKind.reflective_account,
    )


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@allows(policy.can_write)
@limiter.limit("20/minute", methods=["POST"])
@takes(UPLOAD_BYTES)
def new() -> ResponseReturnValue:
    """The one door: begin a piece of evidence of any kind, in the page or from a file."""
    places = _places_in_use()
    kinds = [kind for kind in queries.kinds_for(places) if kind not in RECORD_KINDS]
    if not kinds:
        return render_template("training/portfolio/no_place.html")
    form = NewEvidenceForm(kind=request.args.get("kind"))
    form.offer(places, kinds)
    kept = None
    if form.is_submitted():
        is_valid = form.validate()
        uploaded = form.way.data == "upload"
        kept, text = take_file(form, form.chosen_kind) if uploaded else (None, "")
        if is_valid and not form.errors:
            typed = form.values()
            [place] = chosen(places, [typed["enrolment"]])
            kind, model, title = EvidenceKind(typed["kind"]), ReflectiveModel(typed["model"]), typed["title"]
            with form.rule_errors():
                if kept:
                    item = services.upload_evidence(
                        place, kind, title, attachment=kept, text=text, model=model, by=g.person
                    )
                else:
                    item = services.write_evidence(place, kind, title, parts={}, model=model, by=g.person)
                db.session.commit()
                return redirect(url_for("portfolio.item", public_id=item.public_id), 303)
        keep_for_next_try(form, kept)
    return render_template(
        "training/portfolio/new.html",
        form=form,
        places=places,
        kept=kept,
        accept=ACCEPT,
        record_kinds=[kind for kind in queries.kinds_for(places) if kind in RECORD_KINDS],
        kinds=KINDS,
    ), (422 if form.is_submitted() else 200)


@blueprint.route("/accounts/from-record", methods=["GET", "POST"])
@allows(policy.can_write)
def from_record() -> ResponseReturnValue:
    """Let meetings, observations, supervision and members' answers serve as evidence without uploading them."""
    places = _places_in_use()
    kinds = [kind for kind in queries.kinds_for(places) if kind in RECORD_KINDS]
    if not kinds:
        return render_template("training/portfolio/no_place.html")
    kind = next((each for each in kinds if each.value == request.args.get("kind", kinds[0].value)), None) or abort(404)
    places = [place for place in places if queries.criteria_for(place, kind)]
    asked = request.args.get("award")
    place = next((each for each in places if str(each.public_id) == asked), places[0])
    groups, free = queries.criteria_for(place, kind), records.free_records(place, kind)
    form = FromRecordForm()
    form.offer(groups, free)
    if form.validate_on_submit():
        with form.rule_errors():
            criteria = chosen([c for _unit, found in groups for c in found], form.criteria.data)
            added = [
                services.add_from_record(place, kind, record, criteria, by=g.person)
                for record in chosen(free, form.records.data)
            ]
            db.session.commit()
            flash(_("Added to your evidence: %(n)s.", n=len(added)), "ok")
            return redirect(url_for("portfolio.evidence"), 303)
    tabs = [Tab(KINDS[each], url_for("portfolio.from_record", kind=each.value), each is kind) for each in kinds]
    return render_template(
        "training/portfolio/from_record.html",
        form=form,
        kind=kind,
        tabs=tabs,
        place=place,
        places=places,
        groups=_grouped(form.criteria, groups),
    ), (422 if form.is_submitted() else 200)


@blueprint.route("/accounts/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.owns, EvidenceItem)
@limiter.limit("60/minute", methods=["POST"])
@takes(UPLOAD_BYTES)
def item(item: EvidenceItem) -> ResponseReturnValue:
    """A draft in its editor; anything else to be read, with what can be done next."""
    return _edit(item, make_ready=False)


@blueprint.post("/accounts/<uuid:public_id>/ready")
@allows(policy.owns, EvidenceItem)
@takes(UPLOAD_BYTES)
def ready(item: EvidenceItem) -> ResponseReturnValue:
    """Save what the editor holds and let it be sent."""
    return _edit(item, make_ready=True)


@blueprint.post("/accounts/<uuid:public_id>/take-back")
@allows(policy.owns, EvidenceItem)
def take_back(item: EvidenceItem) -> ResponseReturnValue:
    """Open an item that is ready for changes."""
    services.take_back(item, by=g.person)
    db.session.commit()
    flash(_("Back to draft."), "ok")
    return redirect(url_for("portfolio.item", public_id=item.public_id), 303)


@blueprint.post("/accounts/<uuid:public_id>/withdraw")
@allows(policy.owns, EvidenceItem)
def withdraw(item: EvidenceItem) -> ResponseReturnValue:
    """Take an item out of the portfolio."""
    services.withdraw(item, by=g.person)
    db.session.commit()
    flash(_("Withdrawn: %(title)s.", title=item.title), "ok")
    return redirect(url_for("portfolio.evidence"), 303)


@blueprint.post("/accounts/<uuid:public_id>/revise")
@allows(policy.owns, EvidenceItem)
def revise(item: EvidenceItem) -> ResponseReturnValue:
    """Begin a new draft from evidence that was not accepted."""
    draft = services.revise(item, by=g.person)
    db.session.commit()
    flash(_("This is a new draft with your text. It takes the place of the one that was looked at."), "ok")
    return redirect(url_for("portfolio.item", public_id=draft.public_id), 303)


def _edit(item: EvidenceItem, *, make_ready: bool) -> ResponseReturnValue:
    """Show or save a draft. A version saved in another tab is never written over: both texts are shown (409)."""
    item = queries.whole_item(item)
    if request.method == "GET" and item.state is not EvidenceState.draft:
        return _reading(item)
    form, groups = _editor(item)
    if form.is_submitted():
        is_valid = form.validate()
        kept, text = take_file(form, item.kind, item) if "file" in form else (None, "")
        if item.state is not EvidenceState.draft or (form.version.data or 0) != item.version:
            return _conflict(item, form)
        if is_valid and not form.errors:
            with form.rule_errors():
                try:
                    _save(item, form, kept, text)
                    if make_ready:
                        services.make_ready(item, by=g.person)
                    db.session.commit()
                except StaleDataError:
                    db.session.rollback()
                    return _conflict(queries.whole_item(item), form)
                if make_ready:
                    flash(_("Ready to send with its unit."), "ok")
                return redirect(url_for("portfolio.item", public_id=item.public_id), 303)
            item = queries.whole_item(item)
        if "file" in form:
            keep_for_next_try(form, kept)
    return _page_of_editor(item, form, groups), (422 if form.is_submitted() else 200)


def _editor(item: EvidenceItem) -> tuple[EvidenceForm, list[Any]]:
    is_account, from_record = item.kind is EvidenceKind.reflective_account, item.kind in RECORD_KINDS
    groups = queries.criteria_for(item.enrolment, item.kind)
    form = EvidenceForm()
    form.keep_to(item, is_account=is_account, from_record=from_record)
    form.offer(groups, queries.linkable_records(item.enrolment.person) if is_account else [])
    form.draw_boxes(item)
    if not form.is_submitted():
        form.version.data = item.version
        form.criteria.data = [str(criterion.public_id) for criterion in item.criteria]
        if "words" in form:
            form.words.data = item.text
        if "title" in form:
            form.title.data, form.identifies_nobody.data = item.title, item.identifies_nobody
        if is_account:
            form.model.data = item.model.value
            form.meetings.data = [str(record.public_id) for record in item.meetings]
    return form, groups


def _save(item: EvidenceItem, form: EvidenceForm, attachment: Attachment | None, text: str) -> None:
    if attachment:
        services.replace_file(item, attachment=attachment, text=text, by=g.person)
    elif "words" in form and item.attachment:
        services.reword(item, typed_words(form, item.attachment.form))
    services.save(
        item,
        title=form.values().get("title", item.title),
        model=form.chosen_model(item),
        parts=form.typed_parts(item),
        identifies_nobody=bool(form.identifies_nobody.data) if "identifies_nobody" in form else False,
        by=g.person,
    )
    criteria = [c for _unit, found in queries.criteria_for(item.enrolment, item.kind) for c in found]
    meetings = queries.linkable_records(item.enrolment.person) if "meetings" in form else []
    services.map_to(
        item,
        chosen(criteria, form.criteria.data),
        chosen(meetings, form.meetings.data) if "meetings" in form else [],
        by=g.person,
    )


def _page_of_editor(item: EvidenceItem, form: EvidenceForm, groups: list[Any]) -> str:
    is_account = item.kind is EvidenceKind.reflective_account
    return render_template(
        "training/portfolio/edit.html",
        item=item,
        form=form,
        is_account=is_account,
        rule=queries.account_rule(item.enrolment) if is_account else None,
        checks=checks_of(item),
        groups=_grouped(form.criteria, groups),
        kind=KINDS[item.kind],
        facts=_record_facts(item),
        entries=history.timeline(item),
        accept=ACCEPTED[item.attachment.form] if item.attachment else ACCEPT,
        attached=attached(item),
    )


def _reading(item: EvidenceItem) -> str:
    return render_template(
        "training/portfolio/item.html",
        item=item,
        parts=[
            (_(stage.title) if len(MODELS[item.model].stages) > 1 else None, item.parts[stage.code])
            for stage in MODELS[item.model].stages
            if item.parts.get(stage.code)
        ],
        kind=KINDS[item.kind],
        status=EVIDENCE[item.state],
        facts=_record_facts(item),
        entries=history.timeline(item),
        attached=attached(item),
    )


def _conflict(item: EvidenceItem, form: EvidenceForm) -> ResponseReturnValue:
    """Both texts side by side. What was typed can be saved over the newer version as long as that is a draft."""
    typed = form.typed_parts(item)
    form.version.data, form.version.raw_data = item.version, None
    return render_template(
        "training/portfolio/conflict.html",
        item=item,
        form=form,
        is_draft=item.state is EvidenceState.draft,
        saved=[(_(stage.title), item.parts[stage.code]) for stage in MODELS[item.model].stages if item.parts],
        typed=[(_(stage.title), typed.get(stage.code, "")) for stage in MODELS[form.chosen_model(item)].stages],
        status=EVIDENCE[item.state],
    ), 409


def _record_facts(item: EvidenceItem) -> list[tuple[Any, Any]]:
    record = records.record_of(item)
    return fact_pairs(item.kind, records.facts_of(record)) if record else []


def _places_in_use() -> list[Enrolment]:
    return [place for place in queries.own_enrolments(g.person) if place.state is EnrolmentState.active]


def _grouped(field: Any, groups: list[Any]) -> list[Any]:
    """The boxes of a field under the unit that each criterion belongs to."""
    options = {option.data: option for option in field}
    return [(unit, [options[str(criterion.public_id)] for criterion in criteria]) for unit, criteria in groups]
