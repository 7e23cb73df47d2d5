"""What happens to the certificates behind credentials."""

from flask_babel import gettext as _

from assessments.credentials import policy
from assessments.credentials.models import CredentialFile
from core import clock, history
from core.db import db
from core.errors import NotAllowed, RuleBroken
from people.models import Person, StaffCredential
from training.portfolio.models import Attachment, FileForm


def add_file(credential: StaffCredential, attachment: Attachment, *, by: Person) -> CredentialFile:
    """Put a certificate to a credential; earlier ones stay. Raises NotAllowed, and RuleBroken for a recording."""
    if not policy.can_add(by, credential):
        raise NotAllowed(_("Only its holder and the centre’s administrator hand in a certificate."))
    if attachment.form is FileForm.recording:
        raise RuleBroken(_("A certificate is a document or a picture. Choose another file."), "file")
    row = CredentialFile(credential=credential, attachment=attachment, added_by=by, added_at=clock.now())
    db.session.add(row)
    db.session.flush()
    history.record(credential, "certificate_added", by=by, result=credential.kind.value)
    return row
