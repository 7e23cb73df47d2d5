"""The pages of anonymous feedback: the facilitator asks and reads counts, members answer without an account."""

from datetime import timedelta
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from core import history
from core.db import db
from core.errors import NotAllowed
from core.forms import Form, choices
from core.pagination import paged
from core.policy import allows, public
from core.web import limiter
from people import centre_clock
from people.models import Centre
from training.practice import feedback_services as services
from training.practice import links, policy
from training.practice.addresses import address_of
from training.practice.blueprint import blueprint
from training.practice.confirmation_views import RATE
from training.practice.models import FeedbackRequest
from training.practice.statements import STATEMENTS, STEPS
from training.sets.fields import DayField
from training.sets.forms import chosen, listed
from training.sets.queries import facilitated_by

USUAL = timedelta(days=14)


class AskFeedbackForm(Form):
    """Which set, and until when it may answer."""

    learning_set = SelectField(_l("Which set do you ask?"), [InputRequired(_l("Choose a set"))])
    closes_on = DayField(_l("Until when can they answer?"), [InputRequired(_l("Enter a date"))])


class AnswerFeedbackForm(Form):
    """Five statements. One field for each is added below the class."""

    def ratings(self) -> dict[str, int]:
        """What was chosen, by statement."""
        return {code: self[code].data for code in STATEMENTS}

    def statements(self) -> list[Any]:
        """The fields, in their order."""
        return [self[code] for code in STATEMENTS]


for _code, _statement in STATEMENTS.items():
    setattr(
        AnswerFeedbackForm,
        _code,
        RadioField(
            _statement,
            [InputRequired(_l("Choose a number from 1 to 5"))],
            choices=choices([(step, str(step)) for step in STEPS]),
            coerce=int,
            validate_choice=False,
        ),
    )


@blueprint.get("/feedback/asked")
@allows(policy.can_ask_feedback)
def feedback() -> ResponseReturnValue:
    """What this facilitator has asked, and how many answered."""
    page = paged(services.requests_of(g.person))
    return render_template(
        "training/practice/feedback.html",
        page=page,
        answered=services.how_many_answered(list(page.rows)),
        today=centre_clock.today(),
    )


@blueprint.route("/feedback/new", methods=["GET", "POST"])
@allows(policy.can_ask_feedback)
def ask_feedback() -> ResponseReturnValue:
    """Ask the members of a set; the address to hand out is shown this once."""
    sets, usual = facilitated_by(g.person), centre_clock.today() + USUAL
    form = AskFeedbackForm(closes_on=usual)
    form.learning_set.choices = listed(sets)
    if form.validate_on_submit():
        with form.rule_errors():
            learning_set = chosen(sets, form.learning_set.data)
            assert learning_set is not None  # noqa: S101  # the form requires one of those offered
            asked, token = services.ask_feedback(learning_set, g.person, form.closes_on.data or usual, by=g.person)
            db.session.commit()
            return _address_page(asked, token)
    return render_template("training/practice/feedback_ask.html", form=form, sets=sets), (
        422 if form.is_submitted() else 200
    )


@blueprint.get("/feedback/asked/<uuid:public_id>")
@allows(policy.can_see_feedback, FeedbackRequest)
def feedback_results(asked: FeedbackRequest) -> ResponseReturnValue:
    """How many answered and, for the facilitator from 3 answers on, what."""
    return render_template(
        "training/practice/feedback_results.html",
        asked=asked,
        reads=bool(policy.can_read_feedback(g.person, asked)),
        results=services.results_of(asked),
        shown_from=services.SHOWN_FROM,
        is_open=centre_clock.today() <= asked.closes_on,
        entries=history.timeline(asked),
        statements=STATEMENTS,
        steps=STEPS,
    )


@blueprint.post("/feedback/asked/<uuid:public_id>/address")
@allows(policy.can_read_feedback, FeedbackRequest, sees=policy.can_see_feedback)
def new_feedback_address(asked: FeedbackRequest) -> ResponseReturnValue:
    """Another address for the same request, when the first is lost."""
    token = services.new_address(asked, by=g.person)
    db.session.commit()
    return _address_page(asked, token)


@blueprint.route("/feedback/<string(length=43):token>", methods=["GET", "POST"])
@public
@limiter.limit(RATE)
def answer_feedback(token: str) -> ResponseReturnValue:
    """A member answers five statements, without a name and without a word."""
    asked = links.open_request(token, to_answer=request.method == "POST")
    if asked is None:
        return render_template("training/practice/feedback_gone.html"), 404
    if g.person is not None and g.person.id == asked.person_id:
        raise NotAllowed(_("The members of your set answer here. You cannot answer about yourself."))
    form = AnswerFeedbackForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.answer_feedback(asked, form.ratings())
            db.session.commit()
            return redirect(url_for("practice.feedback_thanks"), 303)
    return render_template(
        "training/practice/feedback_answer.html",
        form=form,
        asked=asked,
        steps=STEPS,
        shown_from=services.SHOWN_FROM,
        centre=db.session.get(Centre, asked.tenant_id),
    ), (422 if form.is_submitted() else 200)


@blueprint.get("/feedback/thank-you")
@public
def feedback_thanks() -> ResponseReturnValue:
    """The answer has arrived. The address of this page holds no secret."""
    return render_template("training/practice/feedback_thanks.html")


def _address_page(asked: FeedbackRequest, token: str) -> ResponseReturnValue:
    return render_template(
        "training/practice/feedback_address.html",
        asked=asked,
        address=address_of("practice.answer_feedback", token=token),
        shown_from=services.SHOWN_FROM,
    )
