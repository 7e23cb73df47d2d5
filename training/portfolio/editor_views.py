"""The pages on which a draft is written: the editor, what saves itself, phrases to decide, and earlier versions."""

from typing import Any

from flask import abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from core import history
from core.db import db
from core.errors import RuleBroken
from core.filters import clock_time
from core.keys import KeyGone
from core.pagination import paged
from core.policy import allows
from core.web import each_person, limiter, takes
from training.awards.models import EvidenceKind
from training.portfolio import notes, policy, queries, records, services
from training.portfolio.blueprint import blueprint
from training.portfolio.comparison import compare
from training.portfolio.file_page import attached
from training.portfolio.flags import flag_named, rows_of
from training.portfolio.forms import ACCEPT, ACCEPTED, EvidenceForm, NotesForm, chosen
from training.portfolio.intake import UPLOAD_BYTES, keep_for_next_try, take_file, typed_words
from training.portfolio.models import Attachment, EvidenceItem, EvidenceState
from training.portfolio.offline import offline_key
from training.portfolio.record_wording import fact_pairs
from training.portfolio.records import is_from_record
from training.portfolio.reflection import MODELS
from training.portfolio.sending import checks_of
from training.portfolio.wording import CRITERION_STATES, EVIDENCE, FLAG_KINDS, KINDS, VERSION_REASONS


@blueprint.route("/accounts/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.owns, EvidenceItem, load=[joinedload(EvidenceItem.enrolment)])
@limiter.limit("60/minute", methods=["POST"])
@takes(UPLOAD_BYTES)
def item(item: EvidenceItem) -> ResponseReturnValue:
    """A draft in its editor; anything else to be read, with what can be done next."""
    item = queries.whole_item(item)
    if request.method == "GET" and item.state is not EvidenceState.draft:
        return _reading(item)
    return _edit(item)


@blueprint.post("/accounts/<uuid:public_id>/ready")
@allows(policy.owns, EvidenceItem)
@takes(UPLOAD_BYTES)
def ready(item: EvidenceItem) -> ResponseReturnValue:
    """Save what the editor holds and let it be sent."""
    return _edit(queries.whole_item(item), then=_make_ready)


@blueprint.post("/accounts/<uuid:public_id>/phrases")
@allows(policy.owns, EvidenceItem)
@limiter.limit("60/minute")
@takes(UPLOAD_BYTES)
def phrases(item: EvidenceItem) -> ResponseReturnValue:
    """Save what the editor holds and decide one phrase: changed everywhere, kept with a reason, or open again."""
    return _edit(queries.whole_item(item), then=_decide_phrase)


@blueprint.post("/accounts/<uuid:public_id>/autosave")
@allows(policy.owns, EvidenceItem, load=[joinedload(EvidenceItem.enrolment)])
@limiter.limit("60/minute", key_func=each_person)
def autosave(item: EvidenceItem) -> ResponseReturnValue:
    """What is being typed, kept within seconds. The answer is JSON: what was saved, and the panels that changed."""
    item = queries.whole_item(item)
    form, _groups = _editor(item)
    form.validate()
    if long := form.too_long():
        return jsonify(message=_("Not saved. %(box)s: %(trouble)s", box=long.label.text, trouble=long.errors[0])), 422
    if not _is_latest(item, form):
        return _saved_elsewhere()
    try:
        retired = _autosave(item, form)
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        return _saved_elsewhere()
    notes.destroy_unused(retired)
    item = queries.whole_item(item)
    form, _groups = _editor(item)
    return jsonify(
        version=item.version,
        saved=_("Saved at %(time)s", time=clock_time(item.written_at)),
        panels={
            name: render_template(f"training/portfolio/panel_{name}.html", **_panels(item, form))
            for name in ("flags", "ready")
        },
    )


@blueprint.get("/accounts/<uuid:public_id>/autosave")
@allows(policy.owns, EvidenceItem)
def token(item: EvidenceItem) -> ResponseReturnValue:
    """A new anti-forgery token for a page that was open while its writer signed out and in again."""
    return jsonify(csrf_token=generate_csrf())


@blueprint.post("/accounts/<uuid:public_id>/notes")
@allows(policy.owns, EvidenceItem)
def note(item: EvidenceItem) -> ResponseReturnValue:
    """Change or delete the private notes on a piece that is no draft any more."""
    form = NotesForm()
    if not form.validate():
        return _reading(queries.whole_item(item), form), 422
    retired = notes.write_note(item, form.notes.data or "")
    db.session.commit()
    notes.destroy_unused(retired)
    flash(_("Notes saved.") if notes.note_of(item) else _("Notes deleted, and their key destroyed."), "ok")
    return redirect(url_for("portfolio.item", public_id=item.public_id), 303)


@blueprint.get("/accounts/<uuid:public_id>/versions")
@allows(policy.owns, EvidenceItem)
def versions(item: EvidenceItem) -> ResponseReturnValue:
    """The versions that were kept while a draft was written."""
    return render_template(
        "training/portfolio/versions.html",
        item=item,
        page=paged(queries.versions_of(item)),
        reasons=VERSION_REASONS,
    )


@blueprint.route("/accounts/<uuid:public_id>/versions/<int:number>", methods=["GET", "POST"])
@allows(policy.owns, EvidenceItem)
def version(item: EvidenceItem, number: int) -> ResponseReturnValue:
    """An earlier version compared with the text as it stands, or with another version; and bringing it back."""
    earlier = queries.version_of(item, number) or abort(404)
    if request.method == "POST":
        services.bring_back(item, earlier, by=g.person)
        db.session.commit()
        flash(_("Version %(number)s is your draft again. The text before is kept as a version.", number=number), "ok")
        return redirect(url_for("portfolio.item", public_id=item.public_id), 303)
    other = request.args.get("with", type=int)
    later = queries.version_of(item, other) or abort(404) if other else item
    return render_template(
        "training/portfolio/version.html",
        item=item,
        earlier=earlier,
        later=later,
        reasons=VERSION_REASONS,
        titles=compare(earlier.title, later.title) if earlier.title != later.title else None,
        facts=compare(earlier.facts_kept, later.facts_kept) if earlier.facts_kept != later.facts_kept else None,
        paragraphs=compare(earlier.text, later.text),
    )


def _edit(item: EvidenceItem, then: Any = None) -> ResponseReturnValue:
    """Show or save a draft. A version saved in another tab is never written over: both texts are shown (409).

    `then` is done once the text is saved; it gives what the address of the page tells afterwards.
    """
    form, groups = _editor(item)
    is_saved = not form.is_submitted()
    if form.is_submitted():
        is_valid = form.validate()
        kept, text = take_file(form, item.kind, item) if "file" in form else (None, "")
        if not _is_latest(item, form):
            return _conflict(item, form)
        if is_valid and not form.errors:
            with form.rule_errors():
                try:
                    retired, told = _save(item, form, kept, text), {}
                    db.session.commit()  # what was typed stays, whatever becomes of the rest
                    is_saved = True
                    notes.destroy_unused(retired)
                    if then:
                        form.version.data, form.version.raw_data = item.version, None
                        told = then(item)
                        db.session.commit()
                except StaleDataError:
                    db.session.rollback()
                    return _conflict(queries.whole_item(item), form)
                anchor = "flags" if then is _decide_phrase else None
                return redirect(url_for("portfolio.item", public_id=item.public_id, _anchor=anchor, **told), 303)
            item = queries.whole_item(item)
        if "file" in form:
            keep_for_next_try(form, kept)
    return _page_of_editor(item, form, groups, is_saved=is_saved), (422 if form.is_submitted() else 200)


def _make_ready(item: EvidenceItem) -> dict[str, int]:
    services.make_ready(item, by=g.person)
    flash(_("Ready to send with its unit."), "ok")
    return {}


def _decide_phrase(item: EvidenceItem) -> dict[str, int]:
    """Decide the phrase that was asked about. After a change the address of the page names the version before it."""
    what, _colon, name = request.form.get("decide", "").partition(":")
    flag = flag_named(item, name)
    if flag is None:
        raise RuleBroken(_("This phrase is not in the text any more."), "flags")
    if what == "change":
        before = services.change_phrase(item, flag["text"], request.form.get(f"replacement-{name}", ""), by=g.person)
        return {"changed": before.number} if before else {}
    if what == "keep":
        services.keep_phrase(item, flag["text"], request.form.get(f"reason-{name}", ""), by=g.person)
    else:
        services.think_again(item, flag["text"], by=g.person)
    return {}


def _is_latest(item: EvidenceItem, form: EvidenceForm) -> bool:
    """Whether nobody else saved since this page was opened. A save of the page's own whose answer was lost counts as
    known to it: the page names itself in `written_in`. So does one that the page before it sent while it was left.
    """
    if item.state is not EvidenceState.draft:
        return False
    own = {form.page.data, *(form.continues.data or "").split()} - {"", None}
    return item.written_in in own or (form.version.data or 0) == item.version


def _saved_elsewhere() -> ResponseReturnValue:
    return jsonify(message=_("This was saved in another tab while you were writing. Save to see both.")), 409


def _editor(item: EvidenceItem) -> tuple[EvidenceForm, list[Any]]:
    is_account, from_record = item.kind is EvidenceKind.reflective_account, is_from_record(item)
    groups = records.narrowed(queries.criteria_for(item.enrolment, item.kind), [records.record_of(item)])
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
            form.facts_kept.data, form.notes.data = item.facts_kept, _notes(item)
        if is_account:
            form.model.data = item.model.value
            form.meetings.data = [str(record.public_id) for record in item.meetings]
    return form, groups


def _notes(item: EvidenceItem) -> str | None:
    """The private notes; None when they are sealed with a key that is gone."""
    try:
        return notes.read_note(item)
    except KeyGone:
        return None


def _save(item: EvidenceItem, form: EvidenceForm, attachment: Attachment | None, text: str) -> set[str]:
    if attachment:
        services.replace_file(item, attachment=attachment, text=text, by=g.person)
    elif "words" in form and item.attachment:
        services.reword(item, typed_words(form, item.attachment.form))
    typed = form.values()
    services.save(
        item,
        title=typed.get("title", item.title),
        model=form.chosen_model(item),
        parts=form.typed_parts(item),
        facts_kept=typed.get("facts_kept") or "",
        identifies_nobody=bool(typed.get("identifies_nobody")),
        written_in=form.page.data or "",
        by=g.person,
    )
    _map(item, form)
    return notes.write_note(item, typed.get("notes") or "")


def _autosave(item: EvidenceItem, form: EvidenceForm) -> set[str]:
    typed = form.values()
    services.autosave(
        item,
        title=typed.get("title") or "",
        model=form.chosen_model(item),
        parts=form.typed_parts(item),
        facts_kept=typed.get("facts_kept") or "",
        written_in=(form.page.data or "")[:36],
    )
    try:
        with db.session.begin_nested():
            if "words" in form:
                services.reword(item, form.words.data or "")
            _map(item, form)
    except RuleBroken:
        pass  # a link that is refused is told when the writer saves; the text does not wait for it
    return notes.write_note(item, typed.get("notes") or "")


def _map(item: EvidenceItem, form: EvidenceForm) -> None:
    criteria = [c for _unit, found in queries.criteria_for(item.enrolment, item.kind) for c in found]
    meetings = queries.linkable_records(item.enrolment.person) if "meetings" in form else []
    services.map_to(
        item,
        chosen(criteria, form.criteria.data),
        chosen(meetings, form.meetings.data) if "meetings" in form else [],
        by=g.person,
    )


def _page_of_editor(item: EvidenceItem, form: EvidenceForm, groups: list[Any], *, is_saved: bool) -> str:
    is_account = item.kind is EvidenceKind.reflective_account
    states = queries.criteria_state(item.enrolment)
    return render_template(
        "training/portfolio/edit.html",
        is_account=is_account,
        is_saved=is_saved,
        rule=queries.account_rule(item.enrolment) if is_account else None,
        groups=grouped(form.criteria, groups),
        stands={str(c.public_id): CRITERION_STATES[states[c.id]] for _unit, found in groups for c in found},
        kind=KINDS[item.kind],
        facts=record_facts(item),
        entries=history.timeline(item),
        accept=ACCEPTED[item.attachment.form] if item.attachment else ACCEPT,
        attached=attached(item),
        versions=item.versions_kept,  # type: ignore[attr-defined]
        changed=request.args.get("changed", 0, type=int) if request.method == "GET" else 0,
        offline_key=offline_key(g.person, item),
        notes_lost=form.notes.data is None if "notes" in form else False,
        **_panels(item, form),
    )


def _panels(item: EvidenceItem, form: EvidenceForm) -> dict[str, Any]:
    return {
        "item": item,
        "form": form,
        "flags": rows_of(item),
        "flag_kinds": FLAG_KINDS,
        "changeable": "parts" in form,
        "checks": checks_of(item),
    }


def _reading(item: EvidenceItem, form: NotesForm | None = None) -> str:
    note = item.working_note
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
        facts=record_facts(item),
        entries=history.timeline(item),
        attached=attached(item),
        phrases=[(phrase.text, phrase.reason) for phrase in item.reasons],
        form=form or NotesForm(formdata=None, notes=_notes(item)),
        notes_until=note and note.delete_on,
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


def record_facts(item: EvidenceItem) -> list[tuple[Any, Any]]:
    """The facts of the record that an item rests on, in words; empty for one that was written or uploaded."""
    record = records.record_of(item)
    return fact_pairs(item.kind, records.facts_of(record)) if record else []


def grouped(field: Any, groups: list[Any]) -> list[Any]:
    """The boxes of a field under the unit that each criterion belongs to."""
    options = {option.data: option for option in field}
    return [(unit, [options[str(criterion.public_id)] for criterion in criteria]) for unit, criteria in groups]
