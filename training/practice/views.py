"""The pages of logged meetings: the trainee's list and log, one meeting, and what waits for an organiser."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.forms import Form
from core.pagination import paged
from core.policy import allows
from training.enrolments.models import AllocationRole
from training.practice import ledger, policy, queries, services, wording
from training.practice.blueprint import blueprint
from training.practice.forms import (
    AnswerForm,
    AskForm,
    ChangeMeetingForm,
    ConfirmForm,
    ConfirmMeetingsForm,
    LogMeetingForm,
    PartForm,
    RejectForm,
    VoidForm,
    facts_of,
    part_of,
)
from training.practice.mapping import has_two_leads, live_records_of, minutes_of
from training.practice.models import ConfirmedAs, FacilitationRole, PracticeRecord, PracticeState
from training.practice.workflow import CONFIRMED, MAY_CHANGE, RejectReason, VoidReason
from training.sets import queries as set_queries
from training.sets.forms import chosen
from training.sets.models import SetMeeting, SetMethod
from training.sets.tabs import Tab
from training.sets.wording import METHODS, MODES

__all__ = ["blueprint"]


@blueprint.get("/meetings")
@allows(policy.can_log)
def meetings() -> ResponseReturnValue:
    """The trainee's own meetings, with what each counts for and why not."""
    show = request.args.get("show", "")
    page = paged(queries.records_of(g.person, queries.SHOWN.get(show)))
    counts = queries.how_many(PracticeRecord.person_id == g.person.id)
    labels = {"waiting": _("Waiting"), "confirmed": _("Confirmed"), "questions": _("Questions")}
    tabs = [Tab(_("All"), url_for("practice.meetings"), show not in labels, sum(counts.values()))]
    for key, label in labels.items():
        number = sum(counts.get(state, 0) for state in queries.SHOWN[key])
        tabs.append(Tab(label, url_for("practice.meetings", show=key), show == key, number))
    awards = queries.awards_of(g.person)
    used = queries.used_for_award(page.rows)
    return render_template(
        "training/practice/meetings.html",
        page=page,
        tabs=tabs,
        show=show if show in labels else "",
        counts=counts,
        standing={row.id: wording.standing(row, awards, used.get(row.id, frozenset())) for row in page.rows},
        roles=wording.ROLES,
        states=wording.STATES,
        minutes_of=minutes_of,
    )


@blueprint.route("/meetings/log", methods=["GET", "POST"])
@allows(policy.can_log)
def log() -> ResponseReturnValue:
    """Log a meeting that this person facilitated or took part in."""
    sets = set_queries.facilitated_by(g.person)
    form = LogMeetingForm()
    form.offer(sets, queries.last_numbers(sets), queries.observers_to_choose(g.person))
    if sets and not form.is_submitted():
        form.suggest(sets, request.args.get("set"), clock.today(g.person.zone))
    if form.validate_on_submit():
        with form.rule_errors():
            learning_set = chosen(sets, form.learning_set.data)
            assert learning_set is not None  # noqa: S101  # the form offers these sets only
            record = services.log_meeting(learning_set, g.person, **form.facts(g.person.zone), by=g.person)
            db.session.commit()
            flash(_("Meeting saved. The organiser is asked to confirm it."), "ok")
            return _saved(record)
    return render_template(
        "training/practice/log.html",
        form=form,
        sets=sets,
        sizes={str(learning_set.public_id): learning_set.members for learning_set in sets},
        joinable=queries.joinable_by(g.person),
        **_sums(),
    ), (422 if form.is_submitted() else 200)


@blueprint.route("/meetings/join/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_join, SetMeeting)
def join(meeting: SetMeeting) -> ResponseReturnValue:
    """Add one's own part to a meeting that a co-facilitator logged."""
    form = PartForm()
    form.offer_part([meeting.learning_set], queries.observers_to_choose(g.person))
    if form.validate_on_submit():
        with form.rule_errors():
            record = services.join_meeting(meeting, g.person, **form.part(), by=g.person)
            db.session.commit()
            flash(_("Your part is saved. The organiser is asked to confirm it."), "ok")
            return _saved(record)
    return render_template("training/practice/join.html", form=form, meeting=meeting, minutes=minutes_of(meeting)), (
        422 if form.is_submitted() else 200
    )


@blueprint.get("/meetings/<uuid:public_id>")
@allows(policy.can_see, PracticeRecord)
def meeting(record: PracticeRecord) -> ResponseReturnValue:
    """One logged meeting: its facts, what it counts for, and what may be done now."""
    return _page(record)


@blueprint.route("/meetings/<uuid:public_id>/change", methods=["GET", "POST"])
@allows(policy.can_change, PracticeRecord, sees=policy.can_see)
def change(record: PracticeRecord) -> ResponseReturnValue:
    """Correct a log while nobody has confirmed it."""
    queries.for_page(record)
    if record.state not in MAY_CHANGE:
        raise MovedOn(_("This meeting has been confirmed or taken out, so it can no longer be changed."))
    whole = policy.keeps_times(record)
    form: ChangeMeetingForm | PartForm = (
        ChangeMeetingForm(data=facts_of(record)) if whole else PartForm(data=part_of(record))
    )
    form.offer_part([record.meeting.learning_set], queries.observers_to_choose(g.person))
    if form.validate_on_submit():
        with form.rule_errors():
            version = form.version.data
            if isinstance(form, ChangeMeetingForm):
                facts = form.facts(record.meeting.zone)
                services.change_meeting(record, **facts, by=g.person, version=version)
            else:
                services.change_part(record, **form.part(), by=g.person, version=version)
            db.session.commit()
            flash(_("Meeting saved."), "ok")
            return _saved(record)
    return render_template("training/practice/change.html", form=form, record=record, whole=whole, **_sums()), (
        422 if form.is_submitted() else 200
    )


@blueprint.post("/meetings/<uuid:public_id>/role")
@allows(policy.can_change, PracticeRecord, sees=policy.can_see)
def give_up_lead(record: PracticeRecord) -> ResponseReturnValue:
    """Of two leads, leave the lead to the other."""
    services.give_up_lead(record, by=g.person)
    db.session.commit()
    flash(_("You co-led this meeting. The other person is its lead."), "ok")
    return _back(record)


@blueprint.post("/meetings/<uuid:public_id>/answer")
@allows(policy.can_answer, PracticeRecord, sees=policy.can_see)
def answer(record: PracticeRecord) -> ResponseReturnValue:
    """Answer the question about one's own meeting."""
    form = AnswerForm()
    if form.validate_on_submit():
        services.answer(record, (form.answer.data or "").strip(), by=g.person, version=form.version.data)
        db.session.commit()
        flash(_("Answer sent. The meeting waits to be confirmed."), "ok")
        return _back(record)
    return _page(record, answering=form), 422


@blueprint.post("/meetings/<uuid:public_id>/confirm")
@allows(policy.can_confirm, PracticeRecord, sees=policy.can_see)
def confirm(record: PracticeRecord) -> ResponseReturnValue:
    """Say that the meeting took place as logged."""
    form = ConfirmForm()
    right = policy.confirms_as(g.person, record)
    assert right is not None  # noqa: S101  # the policy has just found one
    services.confirm(record, by=g.person, as_=right, version=form.version.data)
    db.session.commit()
    flash(_("Meeting confirmed."), "ok")
    return _back(record)


@blueprint.post("/meetings/<uuid:public_id>/ask")
@allows(policy.can_query, PracticeRecord, sees=policy.can_see)
def ask(record: PracticeRecord) -> ResponseReturnValue:
    """Ask the trainee something before confirming."""
    form = AskForm()
    if form.validate_on_submit():
        services.query(record, (form.question.data or "").strip(), by=g.person, version=form.version.data)
        db.session.commit()
        flash(_("Question sent. %(name)s is told that there is one.", name=record.person.full_name), "ok")
        return _back(record)
    return _page(record, asking=form), 422


@blueprint.post("/meetings/<uuid:public_id>/reject")
@allows(policy.can_reject, PracticeRecord, sees=policy.can_see)
def reject(record: PracticeRecord) -> ResponseReturnValue:
    """Do not confirm the meeting."""
    form = RejectForm()
    if form.validate_on_submit():
        services.reject(record, RejectReason(form.reason.data), by=g.person, version=form.version.data)
        db.session.commit()
        flash(_("The meeting is not confirmed. %(name)s is told.", name=record.person.full_name), "ok")
        return _back(record)
    return _page(record, rejecting=form), 422


@blueprint.post("/meetings/<uuid:public_id>/void")
@allows(policy.can_void, PracticeRecord, sees=policy.can_see)
def void(record: PracticeRecord) -> ResponseReturnValue:
    """Take a confirmed meeting out."""
    form = VoidForm()
    if form.validate_on_submit():
        services.void(record, VoidReason(form.reason.data), by=g.person, version=form.version.data)
        db.session.commit()
        flash(_("The meeting no longer counts. %(name)s is told.", name=record.person.full_name), "ok")
        return _back(record)
    return _page(record, voiding=form), 422


@blueprint.route("/confirm-meetings", methods=["GET", "POST"])
@allows(policy.can_list_to_confirm)
def to_confirm() -> ResponseReturnValue:
    """What waits for this organiser; several can be confirmed at once."""
    form = ConfirmMeetingsForm()
    if form.validate_on_submit():
        with form.rule_errors():
            done = _confirm_ticked(form.records.data or [])
            db.session.commit()
            flash(ngettext("%(num)s meeting confirmed.", "%(num)s meetings confirmed.", done), "ok")
            return redirect(url_for("practice.to_confirm"), 303)
    asked = request.args.get("show") == "questions"
    page = paged(queries.to_confirm_by(g.person, PracticeState.queried if asked else PracticeState.logged))
    counts = queries.how_many(set_queries.organised_by(g.person))
    here = "practice.to_confirm"
    tabs = [
        Tab(_("To confirm"), url_for(here), not asked, counts.get(PracticeState.logged, 0)),
        Tab(_("Question asked"), url_for(here, show="questions"), asked, counts.get(PracticeState.queried, 0)),
    ]
    return render_template(
        "training/practice/to_confirm.html",
        form=form,
        page=page,
        tabs=tabs,
        asked=asked,
        withheld=_withheld(page.rows),
        quorum=ledger.ILLUSTRATIVE.quorum,
        ticked=set(form.records.data or []),
        roles=wording.ROLES,
        minutes_of=minutes_of,
        has_two_leads=has_two_leads,
    ), (422 if form.is_submitted() else 200)


def _confirm_ticked(ticked: list[str]) -> int:
    """Confirm all of them or none; each is `<public id>:<version>`. Raises RuleBroken for one of somebody else's."""
    try:
        versions = {UUID(public_id): int(version) for public_id, version in (value.split(":") for value in ticked)}
    except ValueError:
        raise RuleBroken(_("Tick meetings of this list only."), "records") from None
    records = queries.among_organised(g.person, versions)
    if len(records) != len(versions):
        raise RuleBroken(_("Tick meetings of this list only."), "records")
    for record in records:
        services.confirm(record, by=g.person, as_=ConfirmedAs.organiser, version=versions[record.public_id])
    return len(records)


def _withheld(records: Iterable[PracticeRecord]) -> dict[int, str]:
    """Why this organiser cannot confirm some of them, by id."""
    assessed = queries.trainees_of(g.person, AllocationRole.assessor)
    own = _("This is your own meeting, so a co-facilitator confirms it.")
    judged = _("You assess this trainee, so a co-facilitator confirms the meeting.")
    return {
        record.id: own if record.person_id == g.person.id else judged
        for record in records
        if record.person_id == g.person.id or record.person_id in assessed
    }


def _sums() -> dict[str, Any]:
    """What part of the time counts in each role, for the line that works it out while someone types."""
    awards = queries.awards_of(g.person)
    co = min((float(ledger.exact(rules.co_factor)) for rules in awards), default=float(ledger.ILLUSTRATIVE.co_factor))
    factors = {
        FacilitationRole.lead: 1.0,
        FacilitationRole.co: co,
        FacilitationRole.practice: 1.0,
        FacilitationRole.member: 1.0,
        FacilitationRole.observer: 0.0,
    }
    return {
        "factors": {role.value: factor for role, factor in factors.items()},
        "words": {role.value: str(words) for role, words in wording.AS_ROLE.items()},
    }


def _saved(record: PracticeRecord) -> ResponseReturnValue:
    airtime, length = sum(turn.minutes for turn in record.meeting.turns), minutes_of(record.meeting)
    if airtime > length:
        flash(
            _(
                "The turns come to %(airtime)s minutes, the meeting to %(length)s. Check them.",
                airtime=airtime,
                length=length,
            ),
            "warn",
        )
    if has_two_leads(record):
        flash(_("Somebody else logged this meeting as lead too. It counts as co-led for both."), "warn")
    return _back(record)


def _back(record: PracticeRecord) -> ResponseReturnValue:
    return redirect(url_for("practice.meeting", public_id=record.public_id), 303)


def _page(
    record: PracticeRecord,
    *,
    answering: AnswerForm | None = None,
    asking: AskForm | None = None,
    rejecting: RejectForm | None = None,
    voiding: VoidForm | None = None,
) -> str:
    """The meeting's page; a form that was sent with a mistake comes back as it was typed."""
    sent: Form | None = answering or asking or rejecting or voiding
    queries.for_page(record)
    person, state, own = g.person, record.state, policy.is_own(g.person, record)
    roles = queries.roles_towards(person, record.person_id) if not own else frozenset()
    fresh: dict[str, Any] = {"formdata": None, "version": record.version}
    if own and state is PracticeState.queried:
        answering = answering or AnswerForm(**fresh)
    if state is PracticeState.logged and policy.can_query(person, record, roles):
        asking = asking or AskForm(**fresh)
    if state is PracticeState.queried and policy.can_reject(person, record, roles):
        rejecting = rejecting or RejectForm(**fresh)
    if state is PracticeState.confirmed and policy.can_void(person, record, roles):
        voiding = voiding or VoidForm(**fresh)
    awards = queries.awards_of(record.person)
    used = queries.used_for_award([record]).get(record.id, frozenset())
    return render_template(
        "training/practice/meeting.html",
        form=sent,
        record=record,
        meeting=record.meeting,
        title=wording.title_of(record),
        own=own,
        minutes=minutes_of(record.meeting),
        standing=wording.standing(record, awards, used),
        two_leads=has_two_leads(record),
        may_confirm=state is PracticeState.logged and bool(policy.can_confirm(person, record, roles)),
        may_change=own and state in MAY_CHANGE,
        may_give_up_lead=own and has_two_leads(record) and state is not PracticeState.counted,
        sees_turns=policy.can_see_turns(person, record, roles),
        sees_question=bool(record.question) and policy.can_see_question(person, record, roles),
        others=[row for row in live_records_of(record.meeting) if row is not record],
        sees_others=policy.confirms_as(person, record) is not None or (own and record.role in policy.FACILITATES),
        answering=answering,
        asking=asking,
        rejecting=rejecting,
        voiding=voiding,
        entries=history.timeline(record, record.meeting),
        role_names=wording.ROLES,
        states=wording.STATES,
        confirmed_as=wording.CONFIRMED_AS,
        is_confirmed=state in CONFIRMED,
        reasons=wording.REASONS,
        modes=MODES,
        method_names=[METHODS[SetMethod(method)] for method in record.meeting.methods],
    )
