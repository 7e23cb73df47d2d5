"""The receipt of a decision, to read, print and keep; and what is said when a signature comes twice or late."""

from flask import Response, flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.grading import policy, queries, receipts, wording
from assessments.grading.blueprint import blueprint
from assessments.grading.models import UnitDecision
from core.errors import MovedOn
from core.filters import moment
from core.policy import allows
from training.portfolio.models import Submission


@blueprint.get("/decisions/<uuid:public_id>/receipt")
@allows(policy.can_read_receipt, UnitDecision)
def receipt(decision: UnitDecision) -> ResponseReturnValue:
    """Who signed what, when and how; and whether it is still what was signed."""
    decision = queries.decision_with_work(decision)
    return render_template(
        "assessments/grading/receipt.html",
        decision=decision,
        submission=decision.submission,
        receipts=receipts.receipts_of(decision),
        proved=receipts.PROVED,
        checked=receipts.checked,
        reads_decision=bool(policy.can_read_feedback(g.person, decision)),
        is_assessor=decision.submission.assessor_id == g.person.id,
    )


@blueprint.get("/decisions/<uuid:public_id>/receipt.txt")
@allows(policy.can_read_receipt, UnitDecision)
def receipt_text(decision: UnitDecision) -> ResponseReturnValue:
    """The receipt as a text file."""
    text = receipts.as_text(queries.decision_with_work(decision), g.person.zone)
    return _file(decision, Response(text, mimetype="text/plain"), "txt")


@blueprint.get("/decisions/<uuid:public_id>/receipt.json")
@allows(policy.can_read_receipt, UnitDecision)
def receipt_json(decision: UnitDecision) -> ResponseReturnValue:
    """The receipt as JSON."""
    plain = receipts.as_file(queries.decision_with_work(decision), g.person.zone)
    return _file(decision, jsonify(plain), "json")


def _file(decision: UnitDecision, response: Response, kind: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="receipt-{decision.public_id}.{kind}"'
    return response


def given_already(submission: Submission) -> ResponseReturnValue:
    """In place of a second decision on the same sheet: the receipt of the first, or who gave it.

    Raises MovedOn when the signed-in person gave no decision on it.
    """
    decision = queries.last_signed(submission)
    if decision is None:
        raise MovedOn(wording.not_marked(submission))
    if decision.assessor_id != g.person.id:
        raise MovedOn(
            _(
                "%(who)s has decided on this submission, on %(when)s. What you sent changed nothing.",
                who=decision.signed_as,
                when=moment(decision.decided_at),
            )
        )
    flash(
        _(
            "You gave this decision on %(when)s. It counts once; what was sent again changed nothing.",
            when=moment(decision.decided_at),
        ),
        "info",
    )
    return redirect(url_for("grading.receipt", public_id=decision.public_id), 303)


def countersigned_already(decision: UnitDecision) -> ResponseReturnValue:
    """The same for a countersignature. Raises MovedOn when it is somebody else's, or none was needed."""
    row = decision.countersignature
    if row is None:
        raise MovedOn(_("This decision does not wait for a countersignature."))
    if row.person_id != g.person.id:
        raise MovedOn(
            _(
                "%(who)s has countersigned this decision or sent it back, on %(when)s. What you sent changed nothing.",
                who=row.signed_as,
                when=moment(row.signed_at),
            )
        )
    flash(
        _(
            "You signed this on %(when)s. It counts once; what was sent again changed nothing.",
            when=moment(row.signed_at),
        ),
        "info",
    )
    return redirect(url_for("grading.receipt", public_id=decision.public_id), 303)
