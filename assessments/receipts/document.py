"""The receipt of a signature: who, as what, when, how they proved it, what they said and the hash of what they signed.

It holds no comment and no text of the work, so it can be kept and shown; the hash binds it to both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.receipts.subjects import SUBJECTS
from core import clock
from people.factors.proof import Proof
from people.signatures import queries as signatures

PROVED: dict[Proof, Any] = {
    Proof.password: _l("password, typed for this signature"),
    Proof.passkey: _l("passkey, used for this signature"),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One signature. `number` is its public id; `work` and `content` are SHA-256 in hex; `intact`: checked just now.

    `work` is empty where there is none; `intact` is None where what was signed was opened for writing again.
    `terms` is what was given with it, such as a day; mostly empty.
    """

    kind: str
    name: str
    number: str
    signed_as: str
    signed_at: datetime
    statement: str
    work: str
    content: str
    proved_by: Proof
    intact: bool | None
    terms: str

    def as_plain(self, zone: str) -> dict[str, Any]:
        """For a file: instants in UTC and on the reader's clock."""
        return {
            "kind": self.kind,
            "id": self.number,
            "signed_as": self.signed_as,
            "signed_at": self.signed_at.isoformat(timespec="seconds"),
            "signed_at_local": self.signed_at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds"),
            "zone": zone,
            "statement": self.statement,
            "terms": self.terms,
            "sha256_of_work": self.work,
            "sha256_of_content": self.content,
            "proved_by": self.proved_by.value,
            "intact": self.intact,
        }


def receipts_on(thing: Any) -> list[Receipt]:
    """The receipts of all signatures on a thing, first to last, each checked again."""
    subject = SUBJECTS[thing.__tablename__]
    return [
        Receipt(
            kind=each.act,
            name=str(subject.acts[each.act]),
            number=str(each.public_id),
            signed_as=each.signed_as,
            signed_at=each.signed_at,
            statement=each.statement,
            work=subject.work(thing),
            content=each.content_hash,
            proved_by=each.proved_by,
            intact=subject.checks(thing, each),
            terms=subject.terms(thing, each),
        )
        for each in signatures.on(thing)
    ]


def as_file(thing: Any, zone: str) -> dict[str, Any]:
    """All receipts on a thing with what was found when they were checked."""
    receipts = receipts_on(thing)
    return {
        "receipts": [receipt.as_plain(zone) for receipt in receipts],
        "checked_at": clock.now().isoformat(timespec="seconds"),
        "intact": all(receipt.intact is not False for receipt in receipts),
    }


def as_text(thing: Any, zone: str) -> str:
    """The same, for people."""
    lines = [SUBJECTS[thing.__tablename__].title(thing), ""]
    for receipt in receipts_on(thing):
        plain = receipt.as_plain(zone)
        lines += [
            receipt.name,
            "",
            receipt.statement,
            *([receipt.terms] if receipt.terms else []),
            "",
            _("Signed by: %(who)s", who=receipt.signed_as),
            _("At: %(local)s (%(zone)s); %(utc)s", local=plain["signed_at_local"], zone=zone, utc=plain["signed_at"]),
            _("Proved by: %(how)s", how=PROVED[receipt.proved_by]),
            *([_("SHA-256 of the work: %(hash)s", hash=receipt.work)] if receipt.work else []),
            _("SHA-256 of what was signed: %(hash)s", hash=receipt.content),
            _("Number: %(number)s", number=receipt.number),
            checked(receipt),
            "",
        ]
    return "\n".join(lines)


def checked(receipt: Receipt) -> str:
    """What the check just now came to."""
    if receipt.intact is None:
        return _("It was opened for writing again since, or taken back, so this signature no longer stands under it.")
    if receipt.intact:
        return _("Checked just now: intact. What is stored is what was signed.")
    return _("Checked just now: NOT intact. What is stored is not what was signed. Tell your centre’s administrator.")
