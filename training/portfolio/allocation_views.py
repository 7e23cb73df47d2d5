"""The pages on which a unit is given to an assessor, or back to its trainee, and another attempt is allowed."""

from collections import Counter
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock, history
from core.canonical import canonical_hash
from core.db import db
from core.pagination import paged
from core.policy import allows
from core.web import limiter
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from people.working_time import queries as working_time
from training.awards.models import EvidenceKind
from training.enrolments import queries as enrolments
from training.enrolments.models import AllocationRole
from training.enrolments.policy import reaches
from training.portfolio import policy, queries, services, signed
from training.portfolio.allocation import due_after
from training.portfolio.blueprint import blueprint
from training.portfolio.declarations import AI_USE
from training.portfolio.forms import AllocateForm, GrantAttemptForm, ReturnForm, chosen, labelled
from training.portfolio.models import AiUse, ReturnReason, Submission, SubmissionState
from training.portfolio.wording import KINDS, staff_status


@blueprint.get("/to-allocate")
@allows(policy.can_list_to_allocate)
def to_allocate() -> ResponseReturnValue:
    """Units that were sent and that nobody assesses yet."""
    return render_template("training/portfolio/to_allocate.html", page=paged(queries.to_allocate(g.person)))


@blueprint.route("/to-allocate/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_allocate, Submission, sees=policy.sees_to_allocate)
@limiter.limit("20/minute", methods=["POST"])
def allocate(submission: Submission) -> ResponseReturnValue:
    """Choose the assessor and sign the centre's statement."""
    assessors, suggested = _assessors(submission)
    form = AllocateForm()
    form.offer(labelled(assessors), suggested=suggested, due_on=_due_on())
    if form.validate_on_submit():
        with form.rule_errors():
            typed = form.values()
            [assessor] = chosen(assessors, [typed["assessor"]])
            services.allocate(
                submission,
                assessor,
                statement_signed=typed["statement_signed"],
                managed_conflict=typed["managed_conflict"],
                due_on=typed["due_on"],
                by=g.person,
            )
            db.session.commit()
            flash(_("Given to %(name)s.", name=assessor.full_name), "ok")
            return redirect(url_for("portfolio.to_allocate"), 303)
    return _page(submission, form, suggested=suggested), (422 if form.is_submitted() else 200)


@blueprint.post("/to-allocate/<uuid:public_id>/return")
@allows(policy.can_allocate, Submission, sees=policy.sees_to_allocate)
def return_(submission: Submission) -> ResponseReturnValue:
    """Give a unit back to its trainee; no attempt is used."""
    returning = ReturnForm()
    if returning.validate_on_submit():
        services.return_admin(submission, reason=ReturnReason(returning.reason.data), by=g.person)
        db.session.commit()
        flash(_("Returned to %(name)s.", name=submission.enrolment.person.full_name), "ok")
        return redirect(url_for("portfolio.to_allocate"), 303)
    assessors, suggested = _assessors(submission)
    form = AllocateForm(formdata=None)
    form.offer(labelled(assessors), suggested=suggested, due_on=_due_on())
    return _page(submission, form, suggested=suggested, returning=returning), 422


@blueprint.route("/attempts/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_grant_attempt, Submission, sees=policy.sees_attempts)
@limiter.limit("10/minute", methods=["POST"])
def grant_attempt(submission: Submission) -> ResponseReturnValue:
    """Allow one attempt beyond those of the award, with a reason."""
    grant = queries.grant_after(submission)
    if grant and request.method == "POST":
        raise SignedAlready(grant.signature)
    form = GrantAttemptForm(data={"content": canonical_hash(signed.asked(submission))})
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: _signature_after(submission)):
            grant = services.grant_attempt(
                submission,
                reason=form.reason.data or "",
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("Attempt %(n)s is allowed.", n=grant.attempt), "ok")
            return to_receipt(grant.signature)
    return render_template(
        "training/portfolio/grant_attempt.html",
        form=form,
        submission=submission,
        grant=grant,
        statement=signed.statement(submission, by=g.person),
        status=staff_status(submission.state),
        entries=history.timeline(submission),
    ), (422 if form.is_submitted() else 200)


def _signature_after(submission: Submission) -> Signature | None:
    """The signature of somebody who allowed the same attempt at this moment."""
    grant = queries.grant_after(submission)
    return grant.signature if grant else None


def _due_on() -> date:
    """The day that is suggested: so many of the centre's working days from today."""
    time = working_time.working_time()
    return due_after(clock.today(g.person.centre.zone), time.assessor_days, working_time.days_of(time))


def _assessors(submission: Submission) -> tuple[list[Person], Person | None]:
    """Who may be chosen, those who work with the trainee first, and whom to suggest."""
    trainee = submission.enrolment.person
    able = [
        each
        for each in queries.assessors()
        if each.id != trainee.id and reaches(each, Role.assessor, trainee.organisation_id)
    ]
    place = enrolments.enrolment_for_page(submission.enrolment)
    known = enrolments.allocated(place, AllocationRole.assessor, unit_id=submission.unit_id)
    able.sort(key=lambda each: each not in known)
    return able, next((each for each in known if each in able), None)


def _page(
    submission: Submission, form: AllocateForm, *, suggested: Person | None, returning: ReturnForm | None = None
) -> str:
    """Dates, counts and declarations; nothing of what the trainee wrote."""
    sent = submission.manifest["items"]
    kinds = Counter(EvidenceKind(item["kind"]) for item in sent)
    return render_template(
        "training/portfolio/allocate.html",
        form=returning if returning and returning.errors else form,
        allocating=form,
        returning=returning or ReturnForm(formdata=None),
        submission=submission,
        suggested=suggested,
        waits=submission.state is SubmissionState.submitted,
        status=staff_status(submission.state),
        kinds=[(KINDS[kind], number) for kind, number in kinds.items()],
        ai_use=AI_USE[AiUse(submission.manifest["declaration"]["ai_use"])],
        entries=history.timeline(submission),
    )
