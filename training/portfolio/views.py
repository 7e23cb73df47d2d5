"""The pages of evidence: the list, the door through which it comes in, and what happens to a piece as a whole."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.db import db
from core.pagination import paged
from core.policy import allows
from core.web import limiter, takes
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import policy, queries, records, services
from training.portfolio.blueprint import blueprint
from training.portfolio.editor_views import grouped
from training.portfolio.forms import ACCEPT, FromRecordForm, NewEvidenceForm, chosen
from training.portfolio.intake import UPLOAD_BYTES, keep_for_next_try, take_file
from training.portfolio.models import EvidenceItem, EvidenceState, ReflectiveModel
from training.portfolio.records import RECORD_KINDS, RECORD_ONLY
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
    kinds = [kind for kind in queries.kinds_for(places) if kind not in RECORD_ONLY]
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
            with form.rule_errors(), form.making(EvidenceItem, _address_of) as public_id:
                if kept:
                    item = services.upload_evidence(
                        place, kind, title, attachment=kept, text=text, model=model, public_id=public_id, by=g.person
                    )
                else:
                    item = services.write_evidence(
                        place, kind, title, parts={}, model=model, public_id=public_id, by=g.person
                    )
                db.session.commit()
                return redirect(_address_of(item), 303)
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
    free = records.free_records(place, kind)
    groups = records.narrowed(queries.criteria_for(place, kind), free) if free else []
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
            if waiting := [each for each in added if each.state is EvidenceState.draft]:
                flash(_("A phrase in it might identify somebody. Decide it, then it can be sent."), "warn")
                return redirect(url_for("portfolio.item", public_id=waiting[0].public_id, _anchor="flags"), 303)
            return redirect(url_for("portfolio.evidence"), 303)
    tabs = [Tab(KINDS[each], url_for("portfolio.from_record", kind=each.value), each is kind) for each in kinds]
    return render_template(
        "training/portfolio/from_record.html",
        form=form,
        kind=kind,
        tabs=tabs,
        place=place,
        places=places,
        groups=grouped(form.criteria, groups),
    ), (422 if form.is_submitted() else 200)


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


def _address_of(item: EvidenceItem) -> str:
    return url_for("portfolio.item", public_id=item.public_id)


def _places_in_use() -> list[Enrolment]:
    return [place for place in queries.own_enrolments(g.person) if place.state is EnrolmentState.active]
