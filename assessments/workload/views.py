"""Who has how much, who is away, and units given to assessors together."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import joinedload

from assessments.grading.wording import due
from assessments.workload import document, drafts, facts, policy, queries, services, wording
from assessments.workload.forms import AbsenceForm, GiveOutForm, HandOverForm, RowsForm, TargetForm, with_rows
from assessments.workload.queries import OPEN, PER_PAGE
from assessments.workload.services import RowsRefused
from core.db import db
from core.policy import allows
from core.web import limiter
from people import centre_clock
from people.models import Person
from people.working_time import queries as working_time
from people.working_time import services as working_time_services
from people.working_time.models import Absence
from training.portfolio.allocation import ReallocationReason
from training.portfolio.models import Submission, SubmissionState
from training.portfolio.wording import staff_status

blueprint = Blueprint("workload", __name__)


@blueprint.get("/workload")
@allows(policy.can_see_workload)
def workload() -> ResponseReturnValue:
    """Every assessor's open work against the target."""
    time, today = working_time.working_time(), _today()
    rows = document.desk_rows(today, time)
    return render_template(
        "assessments/workload/workload.html",
        rows=rows,
        time=time,
        late=sum(row.load.late for row in rows),
        open_now=sum(row.load.open for row in rows),
        tutors=drafts.tutors_with_some(),
        wording=wording,
        policy=policy,
    )


@blueprint.get("/workload/<uuid:public_id>")
@allows(policy.can_see_desk, Person)
def desk(person: Person) -> ResponseReturnValue:
    """What lies on one person's desk: units, trainees and days, and drafts to read."""
    time, today = working_time.working_time(), _today()
    calendar = working_time.days_of(time)
    submissions = db.session.scalars(queries.on_desk_of(person)).all()
    return render_template(
        "assessments/workload/desk.html",
        other=person,
        load=document.own_load(person, today, time).whole,
        submissions=submissions,
        any_open=any(each.state in OPEN for each in submissions),
        assesses=policy.has_assessed(person),
        drafts=drafts.number_open(person),
        due={each.id: due(each.due_on, today, calendar) for each in submissions},
        absences=working_time.absences_since(today, [person]).get(person.id, []),
        today=today,
        is_able=document.can_assess(person),
        staff_status=staff_status,
        wording=wording,
        policy=policy,
    )


@blueprint.route("/workload/<uuid:public_id>/target", methods=["GET", "POST"])
@allows(policy.can_set_target, Person)
def target(person: Person) -> ResponseReturnValue:
    """Say how many open units an assessor should have at most."""
    own = queries.target_of(person)
    form = TargetForm(data={"units": own.units if own else None})
    if form.validate_on_submit():
        with form.rule_errors():
            services.set_target(person, form.units.data, by=g.person)
            db.session.commit()
            flash(_("Saved."), "ok")
            return redirect(url_for("workload.desk", public_id=person.public_id), 303)
    centre_target = working_time.working_time().target
    return render_template(
        "assessments/workload/target.html", form=form, other=person, centre_target=centre_target
    ), 422 if form.is_submitted() else 200


# ---- Absence ----


@blueprint.route("/workload/<uuid:public_id>/away", methods=["GET", "POST"])
@allows(policy.can_record_absence, Person, sees=policy.can_see_desk)
def away(person: Person) -> ResponseReturnValue:
    """Write down that an assessor is away; what is open can be handed over next."""
    staff = [each for each in queries.crew() if each.id != person.id and document.can_assess(each)]
    form = AbsenceForm()
    form.offer(staff)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(Absence, _after_absence) as public_id:
            cover = next((each for each in staff if str(each.public_id) == form.cover.data), None)
            assert form.starts_on.data and form.ends_on.data  # noqa: S101  # both are required
            absence = working_time_services.record_absence(
                person, form.starts_on.data, form.ends_on.data, cover=cover, public_id=public_id, by=g.person
            )
            db.session.commit()
            has_work = _has_work(person)
            flash(_("Absence saved. Next, hand over what is open.") if has_work else _("Absence saved."), "ok")
            return redirect(_after_absence(absence), 303)
    return render_template("assessments/workload/away.html", form=form, other=person), (
        422 if form.is_submitted() else 200
    )


def _after_absence(absence: Absence) -> str:
    page = "workload.hand_over" if _has_work(absence.person) else "workload.desk"
    return url_for(page, public_id=absence.person.public_id)


def _has_work(person: Person) -> bool:
    return bool(queries.open_work([person])) or bool(drafts.number_open(person))


@blueprint.post("/absences/<uuid:public_id>/end")
@allows(policy.can_end_absence, Absence, sees=policy.can_see_absence)
def end_absence(absence: Absence) -> ResponseReturnValue:
    """Write down that somebody is back, or will not be away after all."""
    working_time_services.end_absence(absence, by=g.person)
    db.session.commit()
    flash(_("Absence ended. Work that was handed over stays where it is."), "ok")
    return redirect(url_for("workload.desk", public_id=absence.person.public_id), 303)


@blueprint.route("/workload/<uuid:public_id>/hand-over", methods=["GET", "POST"])
@allows(policy.can_hand_over, Person, sees=policy.can_see_desk, load=(joinedload(Person.grants),))
@limiter.limit("20/minute", methods=["POST"])
def hand_over(person: Person) -> ResponseReturnValue:
    """Give what is open with one assessor to others, by a proposal that can be changed."""
    submissions = db.session.scalars(queries.on_desk_of(person)).all()
    today = _today()
    still_open = [each for each in submissions if each.state in OPEN]
    suggestions = facts.suggest(_on_page(still_open), today=today, instead_of=person)
    absence, reads = suggestions.absence, drafts.offers_for(person, today, suggestions.absences)
    form = with_rows(
        HandOverForm, suggestions, reads, data={"due_on": suggestions.due_on, "reason": _reason(person, absence)}
    )
    assert isinstance(form, HandOverForm)  # noqa: S101
    if not still_open:
        form.due_on.validators = []  # drafts have no day, so the page does not ask for one
    if form.is_submitted() and form.rows_are_right() and form.validate():
        with form.rule_errors():
            givings, readings = form.givings(), form.readings()
            try:
                services.hand_over_all(
                    givings,
                    before=person,
                    reason=ReallocationReason(form.reason.data),
                    with_draft=bool(form.with_draft.data),
                    due_on=_day(form.due_on.data),
                    readings=readings,
                    by=g.person,
                )
            except RowsRefused as refused:
                form.refuse(refused)
                raise
            db.session.commit()
            flash(" ".join(_handed_over(len(givings), len(readings))), "ok")
            return redirect(url_for("workload.desk", public_id=person.public_id), 303)
    return render_template(
        "assessments/workload/hand_over.html",
        form=form,
        other=person,
        absence=absence,
        stays=[each for each in submissions if each.state is SubmissionState.awaiting_countersign],
        staff_status=staff_status,
        **_rows(form, today),
    ), 422 if form.is_submitted() else 200


@blueprint.app_template_global()
def own_workload() -> document.OwnLoad:
    """What the person who is signed in has open, for the page of their queue."""
    return document.own_load(g.person, _today(), working_time.working_time())


# ---- Units that wait ----


@blueprint.route("/to-allocate/proposal", methods=["GET", "POST"])
@allows(policy.can_give_out)
@limiter.limit("20/minute", methods=["POST"])
def propose() -> ResponseReturnValue:
    """Give units that wait to assessors, by a proposal that can be changed, under one signature."""
    query = queries.waiting()
    shown = _listed()
    if shown is not None:
        query = query.where(Submission.public_id.in_(shown))
    waiting = db.session.scalars(query.limit(PER_PAGE + 1)).all()
    today = _today()
    suggestions = facts.suggest(_on_page(waiting), today=today)
    form = with_rows(GiveOutForm, suggestions, data={"due_on": suggestions.due_on})
    if form.is_submitted() and form.rows_are_right() and form.validate():
        with form.rule_errors():
            givings = form.givings()
            try:
                services.give_out(
                    givings,
                    due_on=_day(form.due_on.data),
                    statement_signed=bool(form["statement_signed"].data),
                    by=g.person,
                )
            except RowsRefused as refused:
                form.refuse(refused)
                raise
            db.session.commit()
            flash(_given(len(givings)), "ok")
            return redirect(url_for("portfolio.to_allocate"), 303)
    return render_template(
        "assessments/workload/propose.html",
        form=form,
        more=len(waiting) > PER_PAGE,
        per_page=PER_PAGE,
        **_rows(form, today),
    ), 422 if form.is_submitted() else 200


def _rows(form: RowsForm, today: date) -> dict[str, Any]:
    """What the rows of a proposal show."""
    suggestions = form.suggestions
    return {
        "proposals": suggestions.proposals,
        "submissions": suggestions.submissions,
        "managed": {
            submission: [
                person.full_name
                for key, person in suggestions.staff.items()
                if (submission, key) in suggestions.managed
            ]
            for submission in suggestions.submissions
        },
        "staff": suggestions.staff,
        "today": today,
        "wording": wording,
    }


def _on_page(submissions: Sequence[Submission]) -> list[Submission]:
    """As many as one page takes, without one's own work: another administrator gives that out."""
    return [each for each in submissions if each.enrolment.person_id != g.person.id][:PER_PAGE]


def _listed() -> list[UUID] | None:
    """The units that the page which was sent had shown; None for a page that is only read."""
    if request.method != "POST":
        return None
    found = []
    for text in request.form.get("listed", "").split()[:PER_PAGE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _reason(person: Person, absence: Absence | None) -> str:
    if person.left_on is not None:
        return ReallocationReason.left.value
    if not document.can_assess(person):
        return ReallocationReason.role_ended.value
    return (ReallocationReason.absence if absence else ReallocationReason.shared_out).value


def _given(number: int) -> str:
    return ngettext(
        "%(num)s unit given out. The assessor has been told.",
        "%(num)s units given out. The assessors have been told.",
        number,
    )


def _handed_over(units: int, drafts: int) -> list[str]:
    told = ngettext(
        "Somebody else reads the drafts of %(num)s unit.", "Somebody else reads the drafts of %(num)s units.", drafts
    )
    return ([_given(units)] if units else []) + ([told] if drafts else [])


def _day(value: date | None) -> date:
    assert value is not None  # noqa: S101  # the field is required
    return value


def _today() -> date:
    return centre_clock.today()


blueprint.add_app_template_global(wording.sentence, "workload_sentence")
blueprint.add_app_template_global(wording.load_words, "workload_words")
