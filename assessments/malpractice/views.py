"""The pages of cases: raised by those who work with a trainee, answered by the trainee, decided by the centre."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.appeals.queries import windows
from assessments.malpractice import policy, queries, services, signed, wording
from assessments.malpractice.forms import AnswerForm, DecideForm, RaiseForm
from assessments.malpractice.models import CaseKind, CaseState, MalpracticeCase
from assessments.malpractice.workflow import OPEN
from core import history
from core.db import db
from core.errors import MovedOn
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.signatures import queries as signature_queries
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.portfolio.models import Submission, SubmissionState

blueprint = Blueprint("malpractice", __name__)

READ_REASON = "deciding, overseeing or inspecting this case"


# ---- What other pages show of cases ----


@blueprint.app_template_global()
def can_ask_about(submission: Submission) -> bool:
    """Whether a page leads this person to asking how a piece of work was made."""
    return bool(policy.can_raise(g.person, submission))


# ---- Raising ----


@blueprint.route("/sent/<uuid:public_id>/question", methods=["GET", "POST"])
@allows(policy.works_with, Submission)
def raise_case(submission: Submission) -> ResponseReturnValue:
    """Ask how a piece of work was made; the assessment is paused."""
    form, home = RaiseForm(), url_for("pages.home")
    form.refuse_second(MalpracticeCase, lambda _made: home)
    if submission.state is not SubmissionState.in_assessment:
        raise MovedOn(_("Only work that is being assessed now can be paused."))
    if form.validate_on_submit():
        with form.rule_errors(), form.making(MalpracticeCase, lambda _made: home) as public_id:
            services.raise_case(
                submission,
                CaseKind(form.kind.data),
                form.words.data or "",
                form.question.data or "",
                public_id=public_id,
                by=g.person,
            )
            db.session.commit()
            flash(_("The assessment is paused. The trainee has been asked, and those who decide have been told."), "ok")
            return redirect(home, 303)
    return render_template(
        "assessments/malpractice/raise.html", form=form, submission=submission, days=windows().case_days
    ), (422 if form.is_submitted() else 200)


# ---- Reading, answering, deciding ----


@blueprint.get("/paused")
@allows(policy.can_list)
def cases() -> ResponseReturnValue:
    """The assessments that are paused, and those that were."""
    is_open = request.args.get("show") != "closed"
    return render_template(
        "assessments/malpractice/cases.html",
        page=paged(queries.cases(g.person, is_open=is_open)),
        is_open=is_open,
        states=wording.STATES,
        kinds=wording.KINDS,
    )


@blueprint.route("/paused/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_see, MalpracticeCase)
def case(case: MalpracticeCase) -> ResponseReturnValue:
    """One case: the trainee reads what is asked and answers; others read all of it."""
    is_own = policy.owns(g.person, case)
    form = AnswerForm()
    if form.is_submitted():
        if not is_own or case.state is not CaseState.open:
            raise MovedOn(_("No answer is asked for now."))
        if form.validate():
            with form.rule_errors():
                services.answer(case, form.answer.data or "", by=g.person)
                db.session.commit()
                flash(_("Your answer has been sent. You will be told what follows."), "ok")
                return redirect(url_for("malpractice.case", public_id=case.public_id), 303)
    page = render_template(
        "assessments/malpractice/own.html" if is_own else "assessments/malpractice/case.html",
        form=form,
        case=case,
        entries=history.timeline(case),
        may_decide=case.state in OPEN and policy.can_decide(g.person, case),
        today=centre_clock.today(),
        wording=wording,
    )
    if not is_own:
        history.note_read(case, by=g.person, reason=READ_REASON)
    return page, (422 if form.is_submitted() else 200)


@blueprint.route("/paused/<uuid:public_id>/decide", methods=["GET", "POST"])
@allows(policy.can_decide, MalpracticeCase, sees=policy.reads_all)
def decide(case: MalpracticeCase) -> ResponseReturnValue:
    """Say what follows, in words to the trainee."""
    if case.signature:
        raise SignedAlready(case.signature)
    form = DecideForm(data={"version": str(case.version)})
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: signature_queries.last_on(case)):
            signature = services.decide(
                case,
                CaseState(form.outcome.data),
                form.words.data or "",
                version=form.seen(),
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("Closed. The trainee and the assessor have been told."), "ok")
            return to_receipt(signature)
    page = render_template(
        "assessments/malpractice/decide.html",
        form=form,
        case=case,
        too_early=services.is_too_early(case),
        says=[(wording.OUTCOMES[each][0], signed.statement(case, each, by=g.person)) for each in wording.OUTCOMES],
        wording=wording,
    )
    history.note_read(case, by=g.person, reason=READ_REASON)
    return page, (422 if form.is_submitted() else 200)
