"""What happens to progress reviews: planned, filled in, written, shared by the trainee, signed by three, corrected."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from core import clock, history
from core.db import db, enter_tenant
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people import centre_clock
from people.auth import hashed
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from people.signatures.models import Signature
from training.enrolments.models import Enrolment
from training.practice.links import new_token
from training.practice.versions import unchanged
from training.reviews import letters, policy, queries
from training.reviews.figures import figures_of
from training.reviews.models import (
    LONGEST_ACTION,
    LONGEST_PART,
    AgreedAction,
    CounterpartKind,
    Figure,
    Part,
    ProgressReview,
    ReviewLink,
    ReviewSignature,
    ReviewState,
)
from training.reviews.signed import SIGNED, content_of, hash_of, signed_as, statement
from training.reviews.workflow import REVIEW, ReviewAction
from training.testimony.conflicts import plain_address

VALID_DAYS = 30
MOST_ACTIONS = 6


class Agreed(NamedTuple):
    """What was agreed: what, who, by when."""

    what: str
    owner: Part
    due_on: date


class Third(NamedTuple):
    """The line manager or mentor, who may have no account."""

    kind: CounterpartKind
    name: str
    email: str = ""


def plan(
    enrolment: Enrolment, planned_on: date, third: Third, *, public_id: UUID | None = None, by: Person
) -> ProgressReview:
    """Plan the next review of a trainee; whoever plans it holds it. Raises NotAllowed, MovedOn, RuleBroken."""
    require(policy.can_plan(by, enrolment), _("Only the trainee’s tutor or assessor plans a review."))
    if planned_on < centre_clock.today():
        raise RuleBroken(_("Choose a day that is still to come."), "planned_on")
    review = ProgressReview(public_id=public_id, enrolment=enrolment, planned_on=planned_on, reviewer=by)
    _name_third(review, third)
    return _store(review, by)


def move(review: ProgressReview, planned_on: date, *, by: Person) -> None:
    """Give a review that was not begun another day."""
    _refuse_unless_holds(review, by)
    if review.state is not ReviewState.planned:
        raise MovedOn(_("This review has begun."))
    if planned_on < centre_clock.today():
        raise RuleBroken(_("Choose a day that is still to come."), "planned_on")
    review.planned_on, review.reminded_at = planned_on, None
    db.session.flush()
    history.record(review, "progress_review_moved", by=by, result=review.state, on=planned_on.isoformat())


def begin(review: ProgressReview, *, by: Person) -> None:
    """Begin: the figures are filled in as they are now."""
    _refuse_unless_holds(review, by)
    REVIEW.next_state(review.state, ReviewAction.begin)
    _fill(review)
    REVIEW.move(review, ReviewAction.begin, by=by)


def fill_again(review: ProgressReview, *, by: Person) -> None:
    """Fill the figures in again, as they are now, while the review is being written."""
    _refuse_unless_holds(review, by)
    _refuse_unless_preparing(review)
    _fill(review)
    db.session.flush()


def write(review: ProgressReview, text: str, agreed: Sequence[Agreed], *, version: int, by: Person) -> None:
    """Keep one's own part and what was agreed. Raises RuleBroken when the other changed the actions meanwhile."""
    part = _refuse_unless_holds(review, by)
    _refuse_unless_preparing(review)
    if version != review.version:
        name = review.reviewer.full_name if part is Part.trainee else review.enrolment.person.full_name
        raise RuleBroken(_("%(name)s has changed this review meanwhile. Look at it, then save again.", name=name))
    if len(text) > LONGEST_PART or any(len(each.what) > LONGEST_ACTION for each in agreed):
        raise RuleBroken(_("This text is too long."))
    if len(agreed) > MOST_ACTIONS:
        raise RuleBroken(_("Agree at most %(most)s actions.", most=MOST_ACTIONS))
    if part is Part.trainee:
        review.trainee_text = text.strip()
    else:
        review.reviewer_text = text.strip()
    _agree(review, agreed)
    review.written_at = clock.now()
    history.record(review, "progress_review_written", by=by, result=review.state)
    db.session.flush()


def share(
    review: ProgressReview, third: Third, shows: Sequence[Figure], *, version: int | None = None, by: Person
) -> str:
    """Let the third party read what the trainee chose, write and sign; the secret of their link.

    Raises NotAllowed for anybody but the trainee, MovedOn, RuleBroken while a part is not written.
    """
    require(policy.can_share(by, review))
    unchanged(review, version)
    REVIEW.next_state(review.state, ReviewAction.share)
    if not review.trainee_text:
        raise RuleBroken(_("Write your part first."))
    if not review.reviewer_text:
        raise RuleBroken(_("%(name)s has not written their part yet.", name=review.reviewer.full_name))
    _name_third(review, third)
    review.shows, review.shared_at = [each.value for each in Figure if each in shows], clock.now()
    REVIEW.move(review, ReviewAction.share, by=by)
    return _new_link(review)


def link_again(review: ProgressReview, *, by: Person) -> str:
    """The secret of a new link; the one before stops working. The trainee alone."""
    require(policy.can_share(by, review))
    if review.state is not ReviewState.shared:
        raise MovedOn(_("This review does not wait for a line manager or mentor."))
    history.record(review, "progress_review_linked", by=by, result=review.state)
    return _new_link(review)


def open_link(token: str, *, to_answer: bool = False) -> ProgressReview | None:
    """The review of this secret while it waits; the session then reads its centre and no other."""
    link = queries.by_hash(hashed(token), to_answer=to_answer)
    if link is None or link.used_at is not None:
        return None
    enter_tenant(link.tenant_id)
    if centre_clock.today() > link.expires_on or link.review.state is not ReviewState.shared:
        return None
    return link.review


def answer(review: ProgressReview, text: str, name: str, *, version: int | None = None, by: Person | None) -> None:
    """The third party writes their part and signs the whole, once. `by` is None for somebody on a link.

    Raises MovedOn when it changed since the page was opened or was answered, RuleBroken without a name.
    """
    unchanged(review, version)
    require(by is None or policy.can_answer(by, review), _("This review is for somebody else."))
    REVIEW.next_state(review.state, ReviewAction.answer)
    name = " ".join(name.split())
    if not name:
        raise RuleBroken(_("Type your name to sign."), "name")
    if len(text) > LONGEST_PART:
        raise RuleBroken(_("This text is too long."), "text")
    _withdraw_links(review)
    review.counterpart_text = text.strip()
    review.content_hash = hash_of(review)
    REVIEW.move(review, ReviewAction.answer, by=by)
    _sign(review, Part.counterpart, name, by)
    letters.ask_to_sign(review)


def sign(
    review: ProgressReview,
    *,
    version: int | None = None,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> Signature:
    """Sign as trainee or as reviewer; with the third signature the review is final. Raises MovedOn, NotAllowed."""
    part = _refuse_unless_holds(review, by)
    if review.state is not ReviewState.to_sign:
        raise MovedOn(_("This review does not wait to be signed."))
    unchanged(review, version)
    if review.signed_by(part):
        raise MovedOn(_("You have signed this review."))
    if hash_of(review) != review.content_hash:
        raise MovedOn(_("This review is not what was signed. Open it again for writing."))
    content = content_of(review)
    signatures.refuse_if_other(content, shown_hash)
    signature = signatures.sign(
        review,
        SIGNED,
        content,
        statement=statement(review, part, by=by),
        signed_as=signed_as(by, part),
        proved_by=proved_by,
        by=by,
    )
    _sign(review, part, by.full_name, by, signature)
    if all(review.signed_by(each) for each in Part):
        review.signed_at = clock.now()
        REVIEW.move(review, ReviewAction.complete, by=by)
    return signature


def reopen(review: ProgressReview, *, by: Person) -> None:
    """Open a review for writing again: links stop working, and everybody signs anew."""
    _refuse_unless_holds(review, by)
    REVIEW.next_state(review.state, ReviewAction.reopen)
    _withdraw_links(review)
    review.round += 1
    review.content_hash, review.counterpart_text, review.shows = None, "", []
    REVIEW.move(review, ReviewAction.reopen, by=by)


def cancel(review: ProgressReview, *, by: Person) -> None:
    """A review that is not held after all."""
    _refuse_unless_holds(review, by)
    REVIEW.next_state(review.state, ReviewAction.cancel)
    _withdraw_links(review)
    REVIEW.move(review, ReviewAction.cancel, by=by)


def correct(review: ProgressReview, *, by: Person) -> ProgressReview:
    """A new review that will take the place of a signed one once it is signed itself; the old one stays as it is."""
    _refuse_unless_holds(review, by)
    if review.state is not ReviewState.signed:
        raise MovedOn(_("Only a signed review is corrected. This one can still be changed."))
    if queries.correction_of(review):
        raise MovedOn(_("This review was corrected already. Correct the later one."))
    copy = ProgressReview(
        enrolment=review.enrolment,
        state=ReviewState.preparing,
        planned_on=review.planned_on,
        reviewer=review.reviewer,
        counterpart_kind=review.counterpart_kind,
        counterpart_id=review.counterpart_id,
        counterpart_name=review.counterpart_name,
        counterpart_email=review.counterpart_email,
        figures=review.figures,
        figures_at=review.figures_at,
        trainee_text=review.trainee_text,
        reviewer_text=review.reviewer_text,
        supersedes=review,
    )
    copy.actions = [
        AgreedAction(position=each.position, what=each.what, owner=each.owner, due_on=each.due_on)
        for each in review.actions
    ]
    return _store(copy, by)


def _store(review: ProgressReview, by: Person) -> ProgressReview:
    db.session.add(review)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("A review of this trainee is planned or under way.")) from None
    verb = "progress_review_corrected" if review.supersedes_id else "progress_review_planned"
    history.record(review, verb, by=by, result=review.state, on=review.planned_on.isoformat())
    return review


def _name_third(review: ProgressReview, third: Third) -> None:
    name = " ".join(third.name.split())
    if not name:
        raise RuleBroken(_("Enter the name of the line manager or mentor."), "name")
    trainee, email = review.enrolment.person, third.email.strip()
    theirs = {plain_address(each.email) for each in (trainee, review.reviewer) if each.email}
    if email and plain_address(email) in theirs:
        raise RuleBroken(_("Three different people hold a review. Enter the address of a third."), "email")
    review.counterpart_kind, review.counterpart_name, review.counterpart_email = third.kind, name, email
    manager = trainee.line_manager
    is_manager = manager is not None and bool(email) and (manager.email or "").lower() == email.lower()
    review.counterpart_id = manager.id if manager is not None and is_manager else None


def _fill(review: ProgressReview) -> None:
    review.figures, review.figures_at = figures_of(review.enrolment), clock.now()


def _agree(review: ProgressReview, agreed: Sequence[Agreed]) -> None:
    new = [each for each in agreed if each.what.strip()]
    if [(each.what, each.owner, each.due_on) for each in review.actions] == new:
        return
    review.actions = []
    db.session.flush()
    review.actions = [
        AgreedAction(position=position, what=" ".join(each.what.split()), owner=each.owner, due_on=each.due_on)
        for position, each in enumerate(new, 1)
    ]


def _new_link(review: ProgressReview) -> str:
    _withdraw_links(review)
    token = new_token()
    expires_on = centre_clock.today() + timedelta(days=VALID_DAYS)
    db.session.add(ReviewLink(review=review, token_hash=hashed(token), expires_on=expires_on))
    db.session.flush()
    letters.send_link(review, token, VALID_DAYS)
    return token


def _withdraw_links(review: ProgressReview) -> None:
    for link in queries.open_links(review):
        link.used_at = clock.now()
    db.session.flush()


def _sign(review: ProgressReview, part: Part, name: str, by: Person | None, signature: Signature | None = None) -> None:
    row = ReviewSignature(
        review_id=review.id,
        part=part,
        person_id=by.id if by else None,
        signed_as=name,
        signed_at=clock.now(),
        content_hash=review.content_hash or "",
        signature=signature,
    )
    review.signatures.append(row)
    db.session.flush()
    history.record(review, SIGNED, by=by, result=review.state, part=part.value)


def _refuse_unless_holds(review: ProgressReview, by: Person) -> Part:
    part = policy.part_of(by, review)
    if part is None:
        raise NotAllowed(_("Only the trainee and who holds the review with them can do this."))
    return part


def _refuse_unless_preparing(review: ProgressReview) -> None:
    if review.state is not ReviewState.preparing:
        raise MovedOn(_("This review is not being written now."))
