"""The certificates behind what is written down of staff's credentials."""

from datetime import datetime

from sqlalchemy.orm import Mapped, relationship

from core.db import Tenanted, reference
from core.history import refuse_changes
from people.models import Person, StaffCredential
from training.portfolio.models import Attachment


class CredentialFile(Tenanted):
    """A certificate that was handed in for a credential. The latest stands; earlier ones stay as they were."""

    __tablename__ = "credential_file"

    credential_id: Mapped[int] = reference("staff_credential")
    attachment_id: Mapped[int] = reference("attachment", unique=True)
    added_by_id: Mapped[int] = reference("person")
    added_at: Mapped[datetime]

    credential: Mapped[StaffCredential] = relationship(foreign_keys=[credential_id])
    attachment: Mapped[Attachment] = relationship(foreign_keys=[attachment_id])
    added_by: Mapped[Person] = relationship(foreign_keys=[added_by_id])


refuse_changes(CredentialFile.__table__)
