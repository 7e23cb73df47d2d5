"""The receipt of a signature: who, as what, when, how they proved it, what they said and the hash of what they signed.

It holds no comment and no text of the work, so it can be kept and shown; the hash binds it to both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.grading import services, signed
from assessments.grading.models import UnitDecision
from core import clock
from people.factors.proof import Proof

PROVED: dict[Proof, Any] = {
    Proof.password: _l("password, typed for this signature"),
    Proof.passkey: _l("passkey, used for this signature"),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One signature. `about` is its public id; `work` and `content` are SHA-256 in hex; `intact`: checked just now."""

    kind: str  # decision, countersignature
    about: str
    signed_as: str
    signed_at: datetime
    statement: str
    work: str
    content: str
    proved_by: Proof
    intact: bool

    def as_plain(self, zone: str) -> dict[str, Any]:
        """For a file: instants in UTC and on the reader's clock."""
        return {
            "kind": self.kind,
            "id": self.about,
            "signed_as": self.signed_as,
            "signed_at": self.signed_at.isoformat(timespec="seconds"),
            "signed_at_local": self.signed_at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds"),
            "zone": zone,
            "statement": self.statement,
            "sha256_of_work": self.work,
            "sha256_of_content": self.content,
            "proved_by": self.proved_by.value,
        }


def receipts_of(decision: UnitDecision) -> list[Receipt]:
    """The receipt of the decision and, when it was countersigned, that of the countersignature; each checked again."""
    answers, scale = services.answers_of(decision), services.scale_of(decision.submission)
    found = [
        Receipt(
            "decision",
            str(decision.public_id),
            decision.signed_as,
            decision.decided_at,
            decision.statement,
            decision.bundle_hash,
            decision.content_hash,
            decision.proved_by,
            signed.is_as_signed(decision, answers, scale),
        )
    ]
    if row := decision.countersignature:
        found.append(
            Receipt(
                "countersignature",
                str(row.public_id),
                row.signed_as,
                row.signed_at,
                row.statement,
                decision.bundle_hash,
                row.content_hash,
                row.proved_by,
                signed.is_countersigned_as_signed(row),
            )
        )
    return found


def as_file(decision: UnitDecision, zone: str) -> dict[str, Any]:
    """All receipts of a decision with what was found when they were checked."""
    receipts = receipts_of(decision)
    return {
        "receipts": [receipt.as_plain(zone) for receipt in receipts],
        "checked_at": clock.now().isoformat(timespec="seconds"),
        "intact": all(receipt.intact for receipt in receipts),
    }


def as_text(decision: UnitDecision, zone: str) -> str:
    """The same, for people."""
    lines = []
    for receipt in receipts_of(decision):
        plain = receipt.as_plain(zone)
        lines += [
            _("Receipt of a decision") if receipt.kind == "decision" else _("Receipt of a countersignature"),
            "",
            receipt.statement,
            "",
            _("Signed by: %(who)s", who=receipt.signed_as),
            _("At: %(local)s (%(zone)s); %(utc)s", local=plain["signed_at_local"], zone=zone, utc=plain["signed_at"]),
            _("Proved by: %(how)s", how=PROVED[receipt.proved_by]),
            _("SHA-256 of the work: %(hash)s", hash=receipt.work),
            _("SHA-256 of what was signed: %(hash)s", hash=receipt.content),
            _("Number: %(number)s", number=receipt.about),
            checked(receipt),
            "",
        ]
    return "\n".join(lines)


def checked(receipt: Receipt) -> str:
    """What the check just now came to."""
    if receipt.intact:
        return _("Checked just now: intact. Work, answers and comments are what was signed.")
    return _("Checked just now: NOT intact. What is stored is not what was signed. Tell your centre’s administrator.")
