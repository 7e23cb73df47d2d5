"""The receipt of a signature, to read, print and keep."""

from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template
from flask.typing import ResponseReturnValue

from assessments.receipts import document, policy, queries
from assessments.receipts.subjects import SUBJECTS
from core import history
from core.policy import allows
from people.signatures.models import Signature

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/receipts/<uuid:public_id>")
@allows(policy.can_read, Signature)
def receipt(signature: Signature) -> ResponseReturnValue:
    """Who signed what, when and how; and whether it is still what was signed. All signatures on the same thing."""
    thing, subject = queries.whole_thing_of(signature), SUBJECTS[signature.about_kind]
    page = render_template(
        "assessments/receipts/receipt.html",
        signature=signature,
        title=subject.title(thing),
        about=subject.about(thing),
        is_illustrative=subject.place(thing).award_version.illustrative,
        back=subject.back(g.person, thing),
        onward=subject.onward(g.person, thing),
        holds=subject.holds,
        receipts=document.receipts_on(thing),
        proved=document.PROVED,
        checked=document.checked,
    )
    _note(signature, thing)
    return page


@blueprint.get("/receipts/<uuid:public_id>.txt")
@allows(policy.can_read, Signature)
def text(signature: Signature) -> ResponseReturnValue:
    """The receipt as a text file."""
    thing = queries.whole_thing_of(signature)
    plain = document.as_text(thing, g.person.zone)
    return _file(signature, thing, Response(plain, mimetype="text/plain"), "txt")


@blueprint.get("/receipts/<uuid:public_id>.json")
@allows(policy.can_read, Signature)
def json(signature: Signature) -> ResponseReturnValue:
    """The receipt as JSON."""
    thing = queries.whole_thing_of(signature)
    return _file(signature, thing, jsonify(document.as_file(thing, g.person.zone)), "json")


def _file(signature: Signature, thing: Any, response: Response, kind: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="receipt-{signature.public_id}.{kind}"'
    _note(signature, thing)
    return response


def _note(signature: Signature, thing: Any) -> None:
    """Write down who read it and why, where the package of what was signed asks for that."""
    reason = SUBJECTS[signature.about_kind].noted(g.person, thing)
    if reason:
        history.note_read(thing, by=g.person, reason=reason)
