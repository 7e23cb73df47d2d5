"""The pages of sets."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.policy import is_centre_administrator
from training.practice.workflow import GONE
from training.sets import policy, queries, services, size
from training.sets.forms import AddFacilitatorForm, FormSetForm, MoveSetForm, ResizeForm, chosen, listed
from training.sets.models import LearningSet, MeetingMode, SetFacilitator, SetKind
from training.sets.tabs import Tab
from training.sets.wording import ACTIONS, KINDS, MEETING_STATES, MODES, STATES
from training.sets.workflow import OVER, SETS, SetAction

blueprint = Blueprint("sets", __name__)


@blueprint.get("/sets")
@allows(policy.can_list)
def sets() -> ResponseReturnValue:
    """The sets that this person organises, or all of them."""
    over = request.args.get("show") == "over"
    page = paged(queries.visible_to(g.person, over=over))
    tabs = [
        Tab(_("Current"), url_for("sets.sets"), not over),
        Tab(_("Ended or cancelled"), url_for("sets.sets", show="over"), over),
    ]
    return render_template(
        "training/sets/sets.html",
        page=page,
        tabs=tabs,
        over=over,
        held=queries.meetings_held(page.rows),
        may_form=policy.can_form(g.person),
        states=STATES,
        kinds=KINDS,
    )


@blueprint.route("/sets/new", methods=["GET", "POST"])
@allows(policy.can_form)
def new() -> ResponseReturnValue:
    """Form a set."""
    organisers, people = queries.organisers_to_choose(g.person), queries.people_to_choose(g.person)
    organisations = queries.organisations_to_choose(g.person)
    programmes = queries.programmes_to_choose(g.person)
    form = FormSetForm()
    form.offer(organisers=organisers, organisations=organisations, programmes=programmes, people=people)
    if not form.is_submitted():
        form.since.data = centre_clock.today()
    if form.validate_on_submit():
        named = [chosen(people, form.facilitator.data), chosen(people, form.second_facilitator.data)]
        typed = form.values()
        with form.rule_errors():
            learning_set = services.form_set(
                typed["name"].strip(),
                SetKind(typed["kind"]),
                chosen(organisers, form.organiser.data) or g.person,
                facilitators=[person for person in named if person],
                by=g.person,
                organisation=chosen(organisations, form.organisation.data),
                programme=chosen(programmes, form.programme.data),
                mode=MeetingMode(typed["mode"]),
                size_min=typed["size_min"],
                size_max=typed["size_max"],
                members=typed["members"],
                since=typed["since"],
            )
            db.session.commit()
            flash(_("Set formed."), "ok")
            return redirect(url_for("sets.learning_set", public_id=learning_set.public_id), 303)
    return render_template("training/sets/new.html", form=form, chooses_organiser=is_centre_administrator(g.person)), (
        422 if form.is_submitted() else 200
    )


@blueprint.get("/sets/<uuid:public_id>")
@allows(policy.can_see, LearningSet)
def learning_set(learning_set: LearningSet) -> ResponseReturnValue:
    """One set: what it is, who facilitates it, its meetings and what happened."""
    return _page(learning_set)


@blueprint.post("/sets/<uuid:public_id>/facilitators")
@allows(policy.can_change, LearningSet, sees=policy.can_see)
def add_facilitator(learning_set: LearningSet) -> ResponseReturnValue:
    """Let one more person facilitate the set."""
    people = queries.people_to_choose(g.person)
    form = AddFacilitatorForm()
    form.facilitator.choices = listed(people, "")
    if form.validate_on_submit():
        with form.rule_errors():
            person = chosen(people, form.facilitator.data) or abort(404)
            services.add_facilitator(learning_set, person, since=form.since.data, by=g.person)
            db.session.commit()
            flash(_("%(name)s facilitates this set.", name=person.full_name), "ok")
            return redirect(url_for("sets.learning_set", public_id=learning_set.public_id), 303)
    return _page(learning_set, adding=form), 422


@blueprint.post("/sets/<uuid:public_id>/facilitators/<uuid:facilitator_id>/end")
@allows(policy.can_change, LearningSet, sees=policy.can_see)
def end_facilitator(learning_set: LearningSet, facilitator_id: UUID) -> ResponseReturnValue:
    """Let today be the last day on which this person facilitates the set."""
    found: list[SetFacilitator] = [row for row in learning_set.facilitators if row.public_id == facilitator_id]
    facilitator = found[0] if found else abort(404)
    services.end_facilitator(facilitator, by=g.person)
    db.session.commit()
    flash(_("%(name)s no longer facilitates this set.", name=facilitator.person.full_name), "ok")
    return redirect(url_for("sets.learning_set", public_id=learning_set.public_id), 303)


@blueprint.post("/sets/<uuid:public_id>/members")
@allows(policy.can_change, LearningSet, sees=policy.can_see)
def resize(learning_set: LearningSet) -> ResponseReturnValue:
    """Say how many people belong to the set now."""
    form = ResizeForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.resize(learning_set, form.values()["members"], by=g.person)
            db.session.commit()
            flash(_("Number of members saved."), "ok")
            return redirect(url_for("sets.learning_set", public_id=learning_set.public_id), 303)
    return _page(learning_set, resizing=form), 422


@blueprint.post("/sets/<uuid:public_id>/move")
@allows(policy.can_change, LearningSet, sees=policy.can_see)
def move(learning_set: LearningSet) -> ResponseReturnValue:
    """Take one of the steps that the set can take now."""
    form = MoveSetForm()
    if not form.validate_on_submit() or form.action.data not in set(SetAction):
        abort(400)
    action = SetAction(form.action.data)
    services.move(learning_set, action, by=g.person, version=form.version.data)
    db.session.commit()
    flash(str(ACTIONS[action][1]), "ok")
    return redirect(url_for("sets.learning_set", public_id=learning_set.public_id), 303)


def _page(
    learning_set: LearningSet, *, adding: AddFacilitatorForm | None = None, resizing: ResizeForm | None = None
) -> str:
    """The set's page; a form that was sent with a mistake comes back as it was typed."""
    queries.for_page(learning_set)
    may_change = bool(policy.can_change(g.person, learning_set))
    sent = adding or resizing
    if may_change:
        resizing = resizing or ResizeForm(formdata=None, members=learning_set.members)
        if adding is None:
            adding = AddFacilitatorForm(formdata=None, since=centre_clock.today())
            adding.facilitator.choices = listed(queries.people_to_choose(g.person), "")
    return render_template(
        "training/sets/learning_set.html",
        learning_set=learning_set,
        meetings=paged(queries.meetings_of(learning_set)),
        sees_records=policy.is_organiser(g.person, learning_set) or policy.sees_all(g.person),
        may_list=policy.can_list(g.person),
        may_change=may_change,
        actions=[action for action in SetAction if SETS.allows(learning_set.state, action)] if may_change else [],
        is_over=learning_set.state in OVER,
        is_usual=size.is_usual(learning_set.size_min, learning_set.size_max, learning_set.members),
        entries=history.timeline(learning_set),
        form=sent,
        adding=adding,
        resizing=resizing,
        states=STATES,
        kinds=KINDS,
        modes=MODES,
        action_words=ACTIONS,
        meeting_states=MEETING_STATES,
        gone=GONE,
    )
