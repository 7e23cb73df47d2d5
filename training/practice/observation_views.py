"""The pages of observed practice: the trainee's list, the observer's list, writing, reading and both signatures."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.pagination import paged
from core.policy import allows
from people.models import Role
from people.policy import holds
from training.practice import observation_queries as queries
from training.practice import observation_services as services
from training.practice import policy
from training.practice.behaviours import BEHAVIOURS, RATINGS
from training.practice.blueprint import blueprint
from training.practice.mapping import minutes_of
from training.practice.models import ObservationState, ObservedPractice
from training.practice.observation_forms import AskObservationForm, ObserveForm, SignObservationForm, one_of
from training.practice.observation_wording import KINDS, OUTCOMES, STATES, why_not
from training.practice.wording import title_of
from training.sets.tabs import Tab


@blueprint.get("/observations")
@allows(policy.can_list_observations)
def observations() -> ResponseReturnValue:
    """The trainee's own observed practice."""
    page = paged(queries.observations_of(g.person))
    return render_template(
        "training/practice/observations.html", page=page, states=STATES, kinds=KINDS, outcomes=OUTCOMES, why_not=why_not
    )


@blueprint.route("/observations/ask", methods=["GET", "POST"])
@allows(policy.can_list_observations)
def ask_observation() -> ResponseReturnValue:
    """Ask somebody to write down what they saw in a meeting."""
    records, observers = queries.observable_records(g.person), queries.observers_of(g.person)
    form = AskObservationForm(record=request.args.get("meeting"))
    form.offer(records, observers)
    if form.validate_on_submit():
        with form.rule_errors():
            observation = services.plan_observation(
                one_of(records, form.record.data), one_of(observers, form.observer.data), by=g.person
            )
            db.session.commit()
            flash(_("%(name)s has been asked by mail.", name=observation.observer.full_name), "ok")
            return redirect(url_for("practice.observations"), 303)
    return render_template("training/practice/observation_ask.html", form=form, records=records, observers=observers), (
        422 if form.is_submitted() else 200
    )


@blueprint.get("/observing")
@allows(policy.can_observe)
def observing() -> ResponseReturnValue:
    """What this person observes; for an assessor also what others signed about their trainees."""
    is_assessor = holds(g.person, Role.assessor)
    of_trainees = is_assessor and request.args.get("show") == "trainees"
    page = paged(queries.of_trainees_of(g.person) if of_trainees else queries.observed_by(g.person))
    tabs = [
        Tab(_("I observe"), url_for("practice.observing"), not of_trainees),
        Tab(_("Of my trainees"), url_for("practice.observing", show="trainees"), of_trainees),
    ]
    return render_template(
        "training/practice/observing.html",
        page=page,
        tabs=tabs if is_assessor else [],
        of_trainees=of_trainees,
        states=STATES,
        kinds=KINDS,
        outcomes=OUTCOMES,
    )


@blueprint.route("/observe/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_write_observation, ObservedPractice, sees=policy.can_see_observation)
def observe(observation: ObservedPractice) -> ResponseReturnValue:
    """Write what was seen, keep it for later, or sign it."""
    if request.method == "GET" and observation.state is not ObservationState.planned:
        return redirect(url_for("practice.observation", public_id=observation.public_id), 303)
    queries.observation_for_page(observation)
    rated = {f"rating_{code}": rating for code, rating in observation.ratings.items()}
    form = ObserveForm(obj=observation, **rated)
    if form.validate_on_submit():
        with form.rule_errors():
            written = (form.present_minutes.data, form.ratings(), form.narrative.data or "")
            if form.save.data:
                services.save_observation(observation, *written, by=g.person, version=form.seen())
                message = _("Saved. Only you can read it until you sign.")
            else:
                outcome = form.chosen_outcome()
                services.sign_as_observer(observation, *written, outcome, by=g.person, version=form.seen())
                message = _("Signed. %(name)s has been asked to read and sign.", name=_trainee(observation))
            db.session.commit()
            flash(message, "ok")
            return redirect(url_for("practice.observation", public_id=observation.public_id), 303)
    return render_template(
        "training/practice/observation_write.html",
        form=form,
        observation=observation,
        minutes=minutes_of(observation.practice_record.meeting),
        title=title_of(observation.practice_record),
        ratings=RATINGS,
        kinds=KINDS,
    ), (422 if form.is_submitted() else 200)


@blueprint.get("/observations/<uuid:public_id>")
@allows(policy.can_see_observation, ObservedPractice)
def observation(observation: ObservedPractice) -> ResponseReturnValue:
    """One observation: what was seen, both signatures and what happened."""
    return _page(observation)


@blueprint.post("/observations/<uuid:public_id>/sign")
@allows(policy.can_answer_observation, ObservedPractice, sees=policy.can_see_observation)
def sign_observation(observation: ObservedPractice) -> ResponseReturnValue:
    """The trainee has read it, comments and signs."""
    form = SignObservationForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.sign_as_trainee(observation, form.comment.data or "", by=g.person, version=form.seen())
            db.session.commit()
            flash(_("Signed. The observation is now final."), "ok")
            return redirect(url_for("practice.observation", public_id=observation.public_id), 303)
    return _page(observation, form)


@blueprint.post("/observations/<uuid:public_id>/cancel")
@allows(policy.can_cancel_observation, ObservedPractice, sees=policy.can_see_observation)
def cancel_observation(observation: ObservedPractice) -> ResponseReturnValue:
    """Take back an observation that nobody has signed."""
    is_own = policy.is_own(g.person, observation.practice_record)
    services.cancel_observation(observation, by=g.person)
    db.session.commit()
    flash(_("Taken back."), "ok")
    return redirect(url_for("practice.observations" if is_own else "practice.observing"), 303)


def _page(observation: ObservedPractice, sent: SignObservationForm | None = None) -> ResponseReturnValue:
    queries.observation_for_page(observation)
    reads = policy.can_read_observation(g.person, observation)
    is_own = policy.is_own(g.person, observation.practice_record)
    is_observer = observation.observer_id == g.person.id
    signs = is_own and observation.state is ObservationState.observer_signed
    return render_template(
        "training/practice/observation.html",
        observation=observation,
        title=title_of(observation.practice_record),
        reads=reads,
        reasons=why_not(observation) if reads and observation.outcome else [],
        is_own=is_own,
        is_observer=is_observer,
        may_cancel=(is_own or is_observer) and observation.state is ObservationState.planned,
        form=(sent or SignObservationForm(formdata=None, version=observation.version)) if signs else None,
        entries=history.timeline(observation),
        states=STATES,
        kinds=KINDS,
        outcomes=OUTCOMES,
        behaviours=BEHAVIOURS,
        ratings=RATINGS,
    ), (422 if sent else 200)


def _trainee(observation: ObservedPractice) -> str:
    return observation.practice_record.person.full_name
