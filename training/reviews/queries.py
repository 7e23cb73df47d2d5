"""What to read of progress reviews."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload

from core.db import db
from people.models import Person
from training.awards.models import AwardVersion
from training.enrolments.models import Allocation, Enrolment, EnrolmentState
from training.programmes.models import Cohort
from training.reviews.models import ProgressReview, ReviewLink, ReviewSignature, ReviewState
from training.reviews.rhythm import next_day

CLOSED = (ReviewState.signed, ReviewState.cancelled)


def for_page(review: ProgressReview) -> ProgressReview:
    """The review with trainee, award, people, actions and signatures."""
    query = (
        select(ProgressReview)
        .where(ProgressReview.id == review.id)
        .options(
            joinedload(ProgressReview.enrolment).options(
                joinedload(Enrolment.person), joinedload(Enrolment.award_version)
            ),
            joinedload(ProgressReview.reviewer),
            joinedload(ProgressReview.supersedes),
            selectinload(ProgressReview.actions),
            selectinload(ProgressReview.signatures).joinedload(ReviewSignature.signature),
        )
    )
    return db.session.scalars(query).unique().one()


def own(person: Person) -> list[ProgressReview]:
    """A trainee's reviews, the latest first."""
    query = (
        select(ProgressReview)
        .join(ProgressReview.enrolment)
        .where(Enrolment.person_id == person.id)
        .order_by(ProgressReview.planned_on.desc(), ProgressReview.id.desc())
        .options(
            joinedload(ProgressReview.reviewer),
            joinedload(ProgressReview.enrolment).joinedload(Enrolment.award_version).defer(AwardVersion.content),
        )
    )
    return list(db.session.scalars(query))


def held_by(person: Person) -> Select[ProgressReview]:
    """The reviews that a person holds with trainees: open ones first, the soonest first."""
    return (
        select(ProgressReview)
        .where(ProgressReview.reviewer_id == person.id)
        .order_by(ProgressReview.state.in_(CLOSED), ProgressReview.planned_on, ProgressReview.id)
        .options(joinedload(ProgressReview.enrolment).joinedload(Enrolment.person))
    )


def next_days(enrolments: list[Enrolment]) -> dict[int, tuple[date, ProgressReview | None]]:
    """When the next review of each place is, with the open one if there is one, by the id of the place."""
    query = (
        select(ProgressReview)
        .where(
            ProgressReview.enrolment_id.in_([each.id for each in enrolments]),
            ProgressReview.state != ReviewState.cancelled,
        )
        .order_by(ProgressReview.planned_on, ProgressReview.id)
        .options(defer(ProgressReview.figures))
    )
    opened: dict[int, ProgressReview] = {}
    last: dict[int, date] = {}
    for review in db.session.scalars(query):
        if review.is_open:
            opened[review.enrolment_id] = review
        else:
            last[review.enrolment_id] = review.planned_on
    found = {}
    for each in enrolments:
        coming = opened.get(each.id)
        planned = coming.planned_on if coming else None
        if day := next_day(weeks_of(each), since=each.enrolled_on, last=last.get(each.id), planned=planned):
            found[each.id] = (day, coming)
    return found


def weeks_of(enrolment: Enrolment) -> int:
    """How many weeks lie between reviews: as the award says, else the centre."""
    weeks: int | None = enrolment.award_version.assessment_rules.get("review_weeks")
    return enrolment.person.centre.review_weeks if weeks is None else weeks


def correction_of(review: ProgressReview) -> ProgressReview | None:
    """The signed review that took the place of this one, if any."""
    query = select(ProgressReview).where(
        ProgressReview.supersedes_id == review.id, ProgressReview.state == ReviewState.signed
    )
    return db.session.scalars(query.order_by(ProgressReview.id.desc()).limit(1)).first()


def open_links(review: ProgressReview) -> list[ReviewLink]:
    """The links of a review that can still be used."""
    query = select(ReviewLink).where(ReviewLink.review_id == review.id, ReviewLink.used_at.is_(None))
    return list(db.session.scalars(query.order_by(ReviewLink.id)))


def by_hash(token_hash: str, *, to_answer: bool) -> ReviewLink | None:
    """The link of a secret, in whatever centre; none is entered yet."""
    query = select(ReviewLink).where(ReviewLink.token_hash == token_hash)
    if to_answer:
        query = query.with_for_update()
    return db.session.scalar(query.execution_options(across_tenants=True))


def active_places() -> list[Enrolment]:
    """All places in use of the centre, with what reminders need."""
    query = (
        select(Enrolment)
        .where(Enrolment.state == EnrolmentState.active)
        .order_by(Enrolment.id)
        .options(
            joinedload(Enrolment.person).joinedload(Person.centre),
            joinedload(Enrolment.award_version),
            joinedload(Enrolment.cohort).joinedload(Cohort.tutor),
            selectinload(Enrolment.allocations).joinedload(Allocation.person),
        )
    )
    return list(db.session.scalars(query))
