"""The pages of attempts: all at one unit, those that wait for their trainee, and more time."""

from datetime import timedelta

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.attempts import policy, queries, services, signed
from assessments.attempts.forms import MoreTimeForm, WhyForm
from assessments.attempts.policy import Depth, Reading
from assessments.iqa.wording import OUTCOMES as SAMPLE_OUTCOMES
from core import clock, history
from core.canonical import canonical_hash
from core.db import db
from core.pagination import paged
from core.policy import allows
from core.web import limiter
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.enrolments import policy as enrolment_policy
from training.portfolio.models import Submission
from training.portfolio.policy import is_at_last_attempt
from training.portfolio.wording import TOLD, staff_status, submission_status

blueprint = Blueprint("attempts", __name__)


@blueprint.get("/attempts")
@allows(policy.can_list)
def waiting() -> ResponseReturnValue:
    """Units that were referred and wait for their trainee; those whose day is over, or that have no attempt left."""
    late_only = request.args.get("show") == "late"
    today = clock.today(g.person.zone)
    return render_template(
        "assessments/attempts/waiting.html",
        page=paged(queries.waiting(today, late_only=late_only)),
        late_only=late_only,
        today=today,
        policy=policy,
        is_at_last_attempt=is_at_last_attempt,
    )


@blueprint.get("/attempts-at/<uuid:public_id>")
@allows(policy.can_read, Submission, load=queries.with_its_place())
def record(submission: Submission) -> ResponseReturnValue:
    """Every attempt at a unit: when, by whom, what was decided, superseded, countersigned, allowed and put off."""
    reading = policy.reading_of(g.person, submission) or Reading(Depth.outcome)
    return _page(submission, reading, WhyForm(formdata=None))


@blueprint.post("/attempts-at/<uuid:public_id>")
@allows(policy.can_say_why, Submission, sees=policy.can_read, load=queries.with_its_place())
@limiter.limit("30/hour")
def say_why(submission: Submission) -> ResponseReturnValue:
    """The same with every comment, for the lead quality assurer who says why; the sentence goes into the read log."""
    form = WhyForm()
    if form.validate_on_submit():
        return _page(submission, Reading(Depth.everything, " ".join((form.why.data or "").split())), form)
    return _page(submission, Reading(Depth.outcome), form), 422


@blueprint.route("/attempts/<uuid:public_id>/more-time", methods=["GET", "POST"])
@allows(policy.can_give_more_time, Submission, sees=policy.sees_more_time)
@limiter.limit("10/minute", methods=["POST"])
def more_time(submission: Submission) -> ResponseReturnValue:
    """Put off the day by which a referred unit comes back."""
    today = clock.today(g.person.zone)
    form = MoreTimeForm(
        data={
            "until": max(today, submission.send_by or today) + timedelta(days=14),
            "content": canonical_hash(signed.asked(submission, submission.send_by)),
        }
    )
    if form.is_submitted() and (first := signed.given_for(submission, form.content.data)):
        raise SignedAlready(first)
    if form.validate_on_submit() and form.until.data:
        with form.rule_errors(), signatures.once(lambda: signed.given_for(submission, form.content.data)):
            given = services.give_more_time(
                submission,
                until=form.until.data,
                reason=form.reason.data or "",
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("More time given. The trainee has been told."), "ok")
            return to_receipt(given.signature)
    return render_template(
        "assessments/attempts/more_time.html",
        form=form,
        submission=submission,
        today=today,
        statement=signed.statement(submission, by=g.person),
    ), (422 if form.is_submitted() else 200)


def _page(submission: Submission, reading: Reading, form: WhyForm) -> str:
    record = queries.record_of(submission)
    own, everything = reading.depth is Depth.own, reading.depth is Depth.everything
    latest = record.submissions[-1]
    leads = bool(policy.can_give_more_time(g.person, latest))
    html = render_template(
        "assessments/attempts/record.html",
        record=record,
        submission=submission,
        latest=latest,
        # The trainee reads decisions once they are final (ux §5), and never what quality assurance said of them.
        decisions={
            key: [each for each in found if everything or each.is_final] for key, found in record.decisions.items()
        },
        entries=[each for each in record.entries if not own or each.verb in TOLD],
        own=own,
        everything=everything,
        form=form,
        asks_why=not everything and policy.may_say_why(g.person, submission),
        status=(lambda state: submission_status(state, [])) if own else staff_status,
        sees_place=enrolment_policy.can_list(g.person) and enrolment_policy.can_see(g.person, submission.enrolment),
        may_give_more_time=leads and queries.waits_for_trainee(latest),
        may_grant=leads and is_at_last_attempt(latest),
        sample_outcomes=SAMPLE_OUTCOMES,
        today=clock.today(g.person.zone),
    )
    if reading.reason:
        ids = {each.id: reading.reason for each in record.submissions}
        history.note_reads("submission", ids, by=g.person)
    return html
