"""What happens to a claim: told, asked for agreement, answered. It decides no criterion: that is the assessor's."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.policy import require
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from people.signatures.models import Signature
from training.portfolio import files
from training.portfolio.drafting import check_again
from training.portfolio.models import Attachment, EvidenceItem, EvidenceState
from training.portfolio.queries import free_attachment
from training.rpl import letters, policy, queries, signed
from training.rpl.models import LONGEST_LINE, Recognition, RplClaim
from training.rpl.wording import MISSING

REASON_LENGTH = 20
"""The fewest characters of the lead quality assurer's reason: more than "yes" or "ok"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a trainee says of earlier learning. Hours and credit are whole numbers, where there are any."""

    recognition: Recognition
    title: str
    provider: str
    learned: str
    completed_on: date
    level: str = ""
    hours: int | None = None
    credit: int | None = None
    certificate_number: str = ""
    kept_up: str = ""


def tell(item: EvidenceItem, told: Told, *, certificate: Attachment | None = None, by: Person) -> RplClaim:
    """Say what was learned, in place of what was said before; without `certificate` the file stays the one there is.

    A change takes back what was asked or agreed, which was about what stood there. Raises NotAllowed, MovedOn,
    RuleBroken.
    """
    require(policy.can_tell(by, item), _("Only the trainee tells of their own learning."))
    if item.state is not EvidenceState.draft:
        raise MovedOn(_("This is no draft any more. Take it back to draft first."))
    for field in ("title", "provider", "learned"):
        if not getattr(told, field).strip():
            raise RuleBroken(str(MISSING[field]), field)
    if told.completed_on > clock.today(item.enrolment.person.zone):
        raise RuleBroken(_("Choose a day that has been: the learning has to be finished."), "completed_on")
    for field in ("hours", "credit"):
        if (value := getattr(told, field)) is not None and not 0 < value < 100_000:
            raise RuleBroken(_("Type a whole number, or leave it empty."), field)
    if certificate is not None:
        if free_attachment(by, certificate.public_id) is None:
            raise RuleBroken(_("Choose the file again."), "file")
        files.refuse_other_forms(item.kind, certificate)
    claim = queries.claim_of(item) or RplClaim(evidence_item=item)
    claim.recognition, claim.completed_on = told.recognition, told.completed_on
    claim.title, claim.provider = _line(told.title), _line(told.provider)
    claim.learned, claim.kept_up = told.learned.strip(), told.kept_up.strip()
    claim.level, claim.certificate_number = _line(told.level)[:40], _line(told.certificate_number)[:60]
    claim.hours, claim.credit = told.hours, told.credit
    claim.attachment = certificate or claim.attachment
    claim.lapse()
    db.session.add(claim)
    db.session.flush()
    check_again(item)
    history.record(claim, "claim_told", by=by, kind=told.recognition.value)
    return claim


def ask_for_agreement(claim: RplClaim, *, by: Person) -> None:
    """Ask the lead quality assurer to agree that a whole unit is covered. Raises NotAllowed, MovedOn, RuleBroken."""
    item = claim.evidence_item
    require(policy.can_tell(by, item), _("Only the trainee asks for it."))
    if not claim.needs_agreement or claim.asked_at is not None or item.state is not EvidenceState.draft:
        raise MovedOn(_("This was asked already, or need not be asked."))
    if claim.attachment is None:
        raise RuleBroken(_("Add the certificate first: it is what the lead quality assurer looks at."))
    if not claim.covers_units:
        raise RuleBroken(_("Choose all criteria of the unit first, on the page of this evidence."))
    claim.asked_at, claim.covers = clock.now(), claim.chosen
    db.session.flush()
    history.record(claim, "claim_asked", by=by)
    letters.ask_for_agreement(claim)


def answer(
    claim: RplClaim,
    agreed: bool,
    reason: str,
    *,
    version: int | None = None,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> Signature:
    """Agree that earlier learning takes the place of a unit, or not, with the reason, and sign it. Raises as above.

    `version` is that of the claim the page showed, `shown_hash` that of what is asked.
    """
    require(policy.can_answer(by, claim), _("Only the lead quality assurer answers this."))
    if claim.agreed is not None:
        raise MovedOn(_("Somebody has answered this already."))
    if claim.covers != claim.chosen or (version is not None and version != claim.version):
        raise MovedOn(_("The trainee has changed this claim since you opened it."))
    signatures.refuse_if_other(signed.asked(claim), shown_hash)
    if len(reason := reason.strip()) < REASON_LENGTH:
        raise RuleBroken(_("Give the reason in a sentence."), "reason")
    claim.signature = signature = signatures.sign(
        claim,
        signed.AGREED if agreed else signed.DECLINED,
        signed.content_of(claim, agreed, reason),
        statement=signed.statement(claim, agreed, by=by),
        signed_as=signed.signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    claim.agreed, claim.answer, claim.answered_by, claim.answered_at = agreed, reason, by, signature.signed_at
    db.session.flush()
    history.record(claim, "claim_agreed" if agreed else "claim_declined", by=by)
    letters.say_it_is_answered(claim)
    return signature


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_LINE]
