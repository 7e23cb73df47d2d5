"""A trainee's own page: what research asks for, what they agreed to, and the way out."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.policy import allows
from people import centre_clock
from training.research import policy, queries, services
from training.research.blueprint import blueprint
from training.research.forms import ConsentForm
from training.research.models import ResearchProject


@blueprint.get("/me/research")
@allows(policy.can_be_asked)
def own() -> ResponseReturnValue:
    """Every project that asks, or that I ever answered."""
    today = centre_clock.today()
    answers = queries.answers_of(g.person)
    return render_template(
        "training/research/own.html",
        projects=queries.projects_for(g.person, today),
        latest={answer.project_id: answer for answer in answers},
        runs=queries.runs_holding(answers),
        held_back=queries.held_back_of(g.person),
        entries=history.timeline(*answers),
        has_accounts=bool(queries.decided_accounts({g.person.id})),
        today=today,
    )


@blueprint.route("/me/research/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_answer, ResearchProject)
def consent(project: ResearchProject) -> ResponseReturnValue:
    """The whole statement, and the accounts that would go."""
    accounts = queries.decided_accounts({g.person.id})
    form = ConsentForm()
    form.offer(accounts)
    if form.validate_on_submit():
        with form.rule_errors():
            services.give_consent(project, g.person, agreed=bool(form.agreed.data), left_out=form.ids_left_out)
            db.session.commit()
            flash(_("You agreed. You can withdraw here at any time."), "ok")
            return redirect(url_for("research.own"), 303)
    page = render_template(
        "training/research/consent.html",
        project=project,
        form=form,
        accounts=accounts,
        is_open=project.is_open(centre_clock.today()),
        standing=queries.standing_consent(project, g.person),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/me/research/<uuid:public_id>/withdraw")
@allows(policy.can_answer, ResearchProject)
def withdraw(project: ResearchProject) -> ResponseReturnValue:
    """Take my consent back."""
    services.withdraw_consent(project, g.person)
    db.session.commit()
    flash(_("You have withdrawn. The next extract is made without your accounts. A mail says so too."), "ok")
    return redirect(url_for("research.own"), 303)
