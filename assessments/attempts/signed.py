"""What is signed when more time is given, and what stands in the receipts on a submission."""

from datetime import date

from flask_babel import gettext as _

from assessments.attempts.models import MoreTime
from core.canonical import canonical_hash
from core.filters import day
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content
from training.portfolio import signed as portfolio_signed
from training.portfolio.models import Submission
from training.portfolio.signed import ATTEMPT_GRANTED

MORE_TIME = "more_time_given"
"""What a signature on a submission is, after which it comes back by a later day."""


def asked(submission: Submission, was: date | None) -> Content:
    """What more time is given for: the attempt that was referred, its work by the hash, and the day that held."""
    return {**portfolio_signed.asked(submission), "send_by": was.isoformat() if was else ""}


def content_of(submission: Submission, was: date | None, until: date, reason: str) -> Content:
    """What is signed: until when and why, and for what by its hash."""
    return {"asked": canonical_hash(asked(submission, was)), "until": until.isoformat(), "reason": reason}


def is_as_signed(submission: Submission, signature: Signature) -> bool:
    """Whether what is stored is what was signed: more time, or a further attempt."""
    if signature.act == ATTEMPT_GRANTED:
        return portfolio_signed.is_as_signed(submission, signature)
    row = _more_time(submission, signature)
    return row is not None and signature.content_hash == canonical_hash(
        content_of(submission, row.was, row.send_by, row.reason)
    )


def terms(submission: Submission, signature: Signature) -> str:
    """What a receipt adds to the statement: the day that was given. No reason."""
    row = _more_time(submission, signature)
    return _("To be sent again by %(day)s.", day=day(row.send_by)) if row else ""


def given_for(submission: Submission, shown_hash: str | None) -> Signature | None:
    """The signature that was given on a page which showed this hash; None when there was none."""
    found = [each for each in _all_of(submission) if canonical_hash(asked(submission, each.was)) == shown_hash]
    return found[0].signature if found else None


def signed_as(person: Person) -> str:
    """Name and role as signed: who gives more time is the lead quality assurer."""
    return signatures.signed_as(person, Role.lead_iqa)


def statement(submission: Submission, *, by: Person) -> str:
    """What the lead quality assurer says with their signature."""
    said = _(
        "I, %(who)s, give %(trainee)s more time to send unit %(unit)s again after attempt %(attempt)s: until the day, "
        "and for the reason, that I give. No attempt is used, and no criterion is changed or left out.",
        who=signed_as(by),
        trainee=submission.enrolment.person.full_name,
        unit=submission.unit.code,
        attempt=submission.attempt,
    )
    if submission.send_by is None:
        return said
    return f"{said} {_('Until now it was to be sent by %(day)s.', day=day(submission.send_by))}"


def _more_time(submission: Submission, signature: Signature) -> MoreTime | None:
    return next((each for each in _all_of(submission) if each.signature_id == signature.id), None)


def _all_of(submission: Submission) -> list[MoreTime]:
    return submission.more_time  # type: ignore[attr-defined]
