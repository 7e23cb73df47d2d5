"""The certificate behind a credential: handed in, scanned, and taken back as it is kept."""

from typing import BinaryIO, cast

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from assessments.credentials import policy, queries, services
from assessments.credentials.forms import CertificateForm
from assessments.credentials.models import CredentialFile
from assessments.iqa.reading import reason_of_visit
from core import history, uploads
from core.db import db
from core.errors import RuleBroken
from core.policy import allows
from core.uploads import CAP_BYTES, MEGABYTE
from core.web import limiter, takes
from people import centre_clock
from people.models import StaffCredential
from training.portfolio import files
from training.portfolio.file_wording import SCANS
from training.portfolio.models import Attachment

blueprint = Blueprint("credentials", __name__)


@blueprint.route("/credentials/<uuid:public_id>/certificate", methods=["GET", "POST"])
@takes(CAP_BYTES + 5 * MEGABYTE)
@allows(policy.can_read, StaffCredential)
@limiter.limit("20/minute", methods=["POST"])
def certificate(credential: StaffCredential) -> ResponseReturnValue:
    """A credential with its certificates, the latest first, and where one is handed in."""
    form, may_add = CertificateForm(), policy.can_add(g.person, credential)
    if form.is_submitted() and not may_add:
        abort(404)
    if form.validate_on_submit():
        with form.rule_errors():
            attachment = _kept(form)
            services.add_file(credential, attachment, by=g.person)
            db.session.commit()
            flash(_("Certificate handed in."), "ok")
            return redirect(url_for("credentials.certificate", public_id=credential.public_id), 303)
    visit = policy.visit_for(g.person, credential)
    rows = queries.files_of(credential)
    page = render_template(
        "assessments/credentials/certificate.html",
        credential=credential,
        form=form,
        may_add=may_add,
        rows=rows,
        is_own=credential.person_id == g.person.id,
        visit=visit,
        today=centre_clock.today(),
        scans=SCANS,
        entries=[] if visit else history.timeline(credential, *[row.attachment for row in rows]),
    )
    if visit is not None:
        history.note_read(credential, by=g.person, reason=reason_of_visit(visit))
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/credentials/<uuid:public_id>/certificate/<int:number>")
@allows(policy.can_read, StaffCredential)
def file(credential: StaffCredential, number: int) -> ResponseReturnValue:
    """One certificate as it is kept, as a download; 1 is the first that was handed in."""
    rows = queries.files_of(credential)[::-1]
    row: CredentialFile = rows[number - 1] if 1 <= number <= len(rows) else abort(404)
    files.refuse_unless_open(row.attachment)
    visit = policy.visit_for(g.person, credential)
    answer = uploads.send_stored(current_app.config["FILES"], row.attachment.key, filename=row.attachment.name)
    if visit is not None:
        history.note_read(credential, by=g.person, reason=reason_of_visit(visit))
    return answer


def _kept(form: CertificateForm) -> Attachment:
    """The file that came, read and scanned. Commits it. Raises RuleBroken beside the field."""
    sent = form.file.data
    if not (isinstance(sent, FileStorage) and sent.filename):
        raise RuleBroken(_("Choose a file."), "file")
    db.session.commit()  # nothing is changed yet, and nobody else should wait while the file is read and scanned
    try:
        attachment, _kept_as = files.keep_upload(cast(BinaryIO, sent.stream), sent.filename, by=g.person)
    except files.HarmFound:
        db.session.commit()  # that there was one is counted
        raise
    db.session.commit()
    return attachment
