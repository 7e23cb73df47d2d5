"""A trainee's own files: taken back as they are kept, shown in the page, and checked again for harm."""

from flask import abort, current_app, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import uploads
from core.db import db
from core.policy import allows
from core.web import limiter
from training.portfolio import files, policy
from training.portfolio.blueprint import blueprint
from training.portfolio.models import EvidenceItem, ScanState


@blueprint.get("/accounts/<uuid:public_id>/file")
@allows(policy.owns, EvidenceItem)
def file(item: EvidenceItem) -> ResponseReturnValue:
    """The file as it is kept, as a download."""
    attachment = item.attachment or abort(404)
    files.refuse_unless_open(attachment)
    return uploads.send_stored(current_app.config["FILES"], attachment.key, filename=attachment.name)


@blueprint.get("/accounts/<uuid:public_id>/file/shown")
@allows(policy.owns, EvidenceItem)
def shown(item: EvidenceItem) -> ResponseReturnValue:
    """A picture or a recording, for the page of its evidence."""
    attachment = item.attachment or abort(404)
    files.refuse_unless_open(attachment)
    if attachment.media_type not in uploads.SHOWN:
        abort(404)
    return uploads.show_stored(current_app.config["FILES"], attachment.key, media_type=attachment.media_type)


@blueprint.post("/accounts/<uuid:public_id>/file/check")
@allows(policy.owns, EvidenceItem)
@limiter.limit("10/minute", methods=["POST"])
def check_file(item: EvidenceItem) -> ResponseReturnValue:
    """Ask the scanner again about a file that waits for it."""
    attachment = item.attachment or abort(404)
    key = attachment.key
    db.session.commit()  # nothing is changed yet, and nobody else should wait for the scanner
    files.settle(attachment, files.ask(key), by=g.person)
    db.session.commit()
    if attachment.scan is ScanState.held:
        flash(_("The scanner does not answer. The file stays held, and is tried again by itself."), "warn")
    elif attachment.scan is ScanState.infected:
        flash(_("Something harmful was found in this file, and it was removed. Your text is still here."), "bad")
    else:
        flash(_("Nothing harmful was found."), "ok")
    return redirect(url_for("portfolio.item", public_id=item.public_id), 303)
