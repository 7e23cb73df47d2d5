"""What a person reads when a signature comes twice or late."""

from flask import Flask, flash, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.db import db
from core.filters import moment
from people.signatures.models import Signature
from people.signatures.services import SignedAlready


def to_receipt(signature: Signature | None) -> ResponseReturnValue:
    """Lead whoever signed to the receipt."""
    if signature is None:
        raise LookupError("nothing was signed")
    return redirect(url_for("receipts.receipt", public_id=signature.public_id), 303)


def init_app(app: Flask) -> None:
    """Lead who signs again to the receipt of the first; tell anybody else who it was and when."""

    @app.errorhandler(SignedAlready)
    def signed_already(error: SignedAlready) -> ResponseReturnValue:
        signature = error.signature
        if signature.person_id != g.person.id:
            reason = str(error)
            db.session.rollback()
            return make_response(render_template("errors/409.html", reason=reason), 409)
        when, receipt = moment(signature.signed_at), to_receipt(signature)
        db.session.rollback()
        flash(_("You signed this on %(when)s. It counts once; what was sent again changed nothing.", when=when), "info")
        return receipt
