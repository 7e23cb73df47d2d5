"""What happens to a review of drafts: asked for, begun, guided, returned; taken back, handed over, ended by sending.

Nothing here decides about a criterion: the words go to the trainee, and the attempt stays the one being prepared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import Refusal
from people import centre_clock
from people.models import Person
from people.working_time import queries as working_time
from training.awards.models import Unit
from training.enrolments.models import Enrolment
from training.portfolio import submissions
from training.portfolio.models import EvidenceItem, Submission, VersionReason
from training.portfolio.records import is_from_record
from training.portfolio.sending import Line, Parcel, prepare
from training.portfolio.services import keep_version
from training.sharing import letters, policy, queries, services
from training.sharing.models import DraftReview, DraftReviewItem, ReviewState
from training.sharing.reviews import Obstacle, ReviewFacts, left, obstacle
from training.sharing.wording import OBSTACLES
from training.sharing.workflow import REVIEW, ReviewAction

LONGEST_GUIDANCE = 4000


@dataclass(frozen=True, slots=True)
class Standing:
    """How reviews of a unit's drafts stand for its trainee: what was, what is left, and what would be read now.

    `reader` is who would be asked; None also where nobody can be asked for another reason.
    """

    reviews: list[DraftReview]
    allowed: int
    left: int
    reader: Person | None
    lines: list[Line]
    obstacle: Obstacle | None

    @property
    def can_take_back(self) -> bool:
        """Whether the review that is open can be taken back."""
        return self.open is not None and bool(policy.can_take_back(self.open.enrolment.person, self.open))

    @property
    def open(self) -> DraftReview | None:
        """The review that is asked for or being read."""
        return next((each for each in self.reviews if each.is_open), None)

    @property
    def returned(self) -> list[DraftReview]:
        """The reviews that came back with guidance, the latest first."""
        return [each for each in reversed(self.reviews) if each.state is ReviewState.returned]


def standing_of(parcel: Parcel) -> Standing:
    """How reviews stand for the unit of a parcel."""
    reviews = queries.reviews_of(parcel.enrolment, parcel.unit)
    lines = _to_read(parcel)
    is_closed = parcel.is_with_assessor or parcel.is_passed or any(each.is_open for each in reviews)
    reader = None if is_closed else queries.reader_for(parcel.enrolment, parcel.unit)
    facts = ReviewFacts(
        allowed=int(parcel.enrolment.award_version.assessment_rules.get("draft_reviews", 0)),
        taken=queries.taken(reviews, parcel.attempt),
        pieces=len(lines),
        has_reader=reader is not None,
        is_with_assessor=parcel.is_with_assessor,
        is_passed=parcel.is_passed,
    )
    return Standing(reviews, facts.allowed, left(facts.allowed, facts.taken), reader, lines, obstacle(facts))


def ask(enrolment: Enrolment, unit: Unit, *, public_id: UUID | None = None, by: Person) -> DraftReview:
    """Ask for the drafts of a unit to be read, as they stand now; the assessor or tutor is told.

    Raises NotAllowed for anybody but the trainee, MovedOn when a review is under way, RuleBroken with what is missing.
    """
    if by.id != enrolment.person_id:
        raise NotAllowed(_("Only the trainee asks for their drafts to be read."))
    parcel = prepare(enrolment, unit)
    standing = standing_of(parcel)
    if standing.obstacle is Obstacle.under_way:
        raise MovedOn(_("A review of unit %(code)s is under way.", code=unit.code))
    if standing.obstacle or standing.reader is None:
        reason = OBSTACLES[standing.obstacle or Obstacle.nobody]
        raise RuleBroken(_("Not yet, because %(reason)s", reason=reason))
    review = DraftReview(
        public_id=public_id,
        enrolment=enrolment,
        unit=unit,
        attempt=parcel.attempt,
        reader=standing.reader,
        asked_at=clock.now(),
    )
    for position, line in enumerate(standing.lines, 1):
        version = keep_version(line.item, VersionReason.shared)
        review.items.append(DraftReviewItem(account_version=version, position=position, codes=line.codes))
    db.session.add(review)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("A review of unit %(code)s is under way.", code=unit.code)) from None
    history.record(review, "review_asked", by=by, result=review.state, attempt=review.attempt)
    letters.ask_to_read(review)
    return review


def take_back(review: DraftReview, *, by: Person) -> None:
    """Take a request back before anybody began to read, or when the reader cannot go on; the review is given back."""
    answer = policy.can_take_back(by, review)
    if isinstance(answer, Refusal):
        raise MovedOn(answer.reason)
    if not answer:
        raise NotAllowed(_("Only the trainee takes a request back."))
    _move(review, ReviewAction.withdraw, by=by)


def begin(review: DraftReview, *, by: Person) -> None:
    """Begin to read: from now on the request cannot be taken back."""
    _refuse_unless_reader(review, by)
    review.begun_at = clock.now()
    _move(review, ReviewAction.begin, by=by)


def keep_guidance(review: DraftReview, overall: str, by_criterion: Mapping[str, str], *, by: Person) -> None:
    """Keep what is written so far; the trainee reads it when the drafts are returned.

    `by_criterion` is by the code of the criterion. Raises MovedOn when the drafts are not being read, RuleBroken for
    a text that is too long or about a criterion of another unit.
    """
    _refuse_unless_reader(review, by)
    if review.state not in queries.OPEN:
        raise MovedOn(_("These drafts are not being read now."))
    if by_criterion.keys() - {criterion.code for criterion in review.unit.criteria}:
        raise RuleBroken(_("Only the criteria of this unit can be written about."))
    if any(len(text) > LONGEST_GUIDANCE for text in (overall, *by_criterion.values())):
        raise RuleBroken(_("Use at most %(most)s characters.", most=LONGEST_GUIDANCE))
    review.overall = overall.strip()
    review.by_criterion = {code: text.strip() for code, text in by_criterion.items() if text.strip()}
    db.session.flush()


def return_guidance(review: DraftReview, overall: str, by_criterion: Mapping[str, str], *, by: Person) -> None:
    """Give the drafts back with guidance; the trainee is told, and the reader reads the drafts no more.

    Raises what `keep_guidance` raises, and RuleBroken when nothing was written.
    """
    keep_guidance(review, overall, by_criterion, by=by)
    if not review.overall and not review.by_criterion:
        raise RuleBroken(_("Write something to the trainee, on the whole or on one criterion."), "overall")
    _move(review, ReviewAction.return_, by=by)
    letters.say_there_is_guidance(review)


def hand_over(review: DraftReview, to: Person, *, by: Person) -> None:
    """Ask somebody else to read, such as while the reader is away; the trainee and both readers are told.

    The new reader begins with the drafts as they stood when they were asked for. What the first had noted and not
    returned goes to nobody. Raises RuleBroken, and TransitionNotAllowed for a review that is closed.
    """
    before = review.reader
    if to.id == before.id:
        raise RuleBroken(_("%(name)s has it already.", name=to.full_name))
    if not policy.may_review(to, review.enrolment, review.unit):
        raise RuleBroken(_("%(name)s does not assess or teach this trainee.", name=to.full_name))
    if working_time.away_on(to, centre_clock.today()):
        raise RuleBroken(_("%(name)s is away today.", name=to.full_name))
    REVIEW.next_state(review.state, ReviewAction.hand_over)
    review.reader, review.begun_at, review.overall, review.by_criterion = to, None, "", {}
    _move(review, ReviewAction.hand_over, by=by, from_name=before.full_name, to_name=to.full_name)
    letters.say_somebody_else_reads(review, before)
    letters.ask_to_read(review)


def end_when_sent(submission: Submission, by: Person) -> None:
    """A unit is sent: the shares of what goes with it end, and so does a review; who was asked is told."""
    services.end_shares_of_sent([item.evidence_item for item in submission.items])
    open_now = queries.units_in_review(submission.enrolment).get(submission.unit_id)
    if open_now is not None:
        _move(open_now, ReviewAction.end, by=by)
        letters.say_it_ended(open_now)


submissions.WHEN_SENT.append(end_when_sent)


def _to_read(parcel: Parcel) -> list[Line]:
    """The pieces with a text that are not sent, with the open criteria of the unit that each shows.

    Records that stand in Setwright are left out: there is nothing to guide in them.
    """
    lines = []
    for item in parcel.evidence:
        mapped = {link.criterion_id for link in item.criterion_links}
        shown = [criterion for criterion in parcel.open_criteria if criterion.id in mapped]
        if shown and _has_draft_text(item):
            lines.append(Line(item, shown))
    return lines


def _has_draft_text(item: EvidenceItem) -> bool:
    return item.state in policy.BEING_WRITTEN and not is_from_record(item) and bool(item.text)


def _move(review: DraftReview, action: ReviewAction, *, by: Person, **facts: str) -> None:
    """Change the state of a review: the only place where that happens. Raises TransitionNotAllowed."""
    if REVIEW.next_state(review.state, action) not in queries.OPEN:
        review.closed_at = clock.now()
    REVIEW.move(review, action, by=by, **facts)


def _refuse_unless_reader(review: DraftReview, by: Person) -> None:
    if not policy.can_review(by, review):
        raise NotAllowed(_("Somebody else was asked to read these drafts."))
