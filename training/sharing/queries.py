"""What to read of shares and reviews."""

from collections.abc import Iterable

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import ORMOption

from core import clock
from core.db import db
from people import centre_clock
from people.models import Person
from training.awards.models import Unit
from training.enrolments.models import Allocation, AllocationRole, Enrolment
from training.portfolio.models import AccountVersion, EvidenceItem
from training.programmes.models import Cohort
from training.sharing.models import DraftReview, DraftReviewItem, DraftShare, ReviewState
from training.sharing.policy import BEING_WRITTEN, may_be_given, may_review, over
from training.sharing.reviews import Taken

OPEN = (ReviewState.asked, ReviewState.reading)


# ---- Shares ----


def _place(path: ORMOption) -> tuple[ORMOption, ...]:
    """What the policies ask of a place, in as few statements as can be."""
    return (
        path.joinedload(Enrolment.person),  # type: ignore[attr-defined]
        path.joinedload(Enrolment.cohort),  # type: ignore[attr-defined]
        path.selectinload(Enrolment.allocations),  # type: ignore[attr-defined]
    )


def for_reader() -> tuple[ORMOption, ...]:
    """What a page for the reader of a share reads with it."""
    item = joinedload(DraftShare.evidence_item)
    return (
        *_place(item.joinedload(EvidenceItem.enrolment)),
        joinedload(DraftShare.account_version),
        joinedload(DraftShare.reader),
    )


def shares_of(item: EvidenceItem) -> list[DraftShare]:
    """All shares of a draft, the latest first, with who reads by them and how often they were opened."""
    query = (
        select(DraftShare)
        .where(DraftShare.evidence_item_id == item.id)
        .order_by(DraftShare.id.desc())
        .options(
            joinedload(DraftShare.reader),
            joinedload(DraftShare.opening),
            joinedload(DraftShare.account_version).load_only(AccountVersion.number, AccountVersion.kept_at),
        )
    )
    return list(db.session.scalars(query))


def open_shares_of(item: EvidenceItem) -> list[DraftShare]:
    """The shares by which somebody can read a draft now, the one that ends first first."""
    query = (
        _not_ended([item])
        .where(DraftShare.ends_at > clock.now())
        .order_by(DraftShare.ends_at, DraftShare.id)
        .options(joinedload(DraftShare.reader))
    )
    return [share for share in db.session.scalars(query) if not over(share)]


def shares_among(items: Iterable[EvidenceItem]) -> list[DraftShare]:
    """The shares of these pieces that nobody has ended."""
    return list(db.session.scalars(_not_ended(items).order_by(DraftShare.id)))


def _not_ended(items: Iterable[EvidenceItem]) -> Select[DraftShare]:
    return select(DraftShare).where(
        DraftShare.evidence_item_id.in_([item.id for item in items]),
        DraftShare.withdrawn_at.is_(None),
        DraftShare.sent_at.is_(None),
    )


def shared_with(person: Person) -> list[DraftShare]:
    """The drafts that this person may read now, the one that ends first first."""
    query = (
        select(DraftShare)
        .join(EvidenceItem, EvidenceItem.id == DraftShare.evidence_item_id)
        .where(
            DraftShare.reader_id == person.id,
            DraftShare.withdrawn_at.is_(None),
            DraftShare.sent_at.is_(None),
            DraftShare.ends_at > clock.now(),
            EvidenceItem.state.in_(BEING_WRITTEN),
        )
        .order_by(DraftShare.ends_at, DraftShare.id)
        .options(*for_reader())
    )
    return [each for each in db.session.scalars(query) if may_be_given(person, each.evidence_item.enrolment)]


def by_hash(token_hash: str) -> DraftShare | None:
    """The share of a link, in whatever centre; none is entered yet."""
    query = select(DraftShare).where(DraftShare.token_hash == token_hash)
    return db.session.scalar(query.execution_options(across_tenants=True))


def around(enrolment: Enrolment) -> list[tuple[Person, str]]:
    """Who can be offered a trainee's draft, each with what they are to the trainee: tutor, assessor or supervisor."""
    today, found = centre_clock.today(), {}
    tutor = enrolment.cohort.tutor if enrolment.cohort else None
    if tutor is not None:
        found[tutor] = "tutor"
    query = (
        select(Allocation)
        .where(
            Allocation.enrolment_id == enrolment.id,
            Allocation.role.in_((AllocationRole.assessor, AllocationRole.supervisor)),
        )
        .order_by(Allocation.role, Allocation.id)
        .options(joinedload(Allocation.person).selectinload(Person.grants))
    )
    for allocation in db.session.scalars(query):
        if allocation.is_current(today):
            found.setdefault(allocation.person, allocation.role.value)
    return [(person, part) for person, part in found.items() if may_be_given(person, enrolment)]


# ---- Reviews ----


def reader_for(enrolment: Enrolment, unit: Unit) -> Person | None:
    """Who reads the drafts of a unit: the assessor allocated to it, then the one for all units, then the tutor."""
    query = (
        select(Allocation)
        .where(Allocation.enrolment_id == enrolment.id)
        .order_by(Allocation.id)
        .options(joinedload(Allocation.person).selectinload(Person.grants))
    )
    set_committed_value(enrolment, "allocations", db.session.scalars(query).all())  # for the policies as well
    return next(iter(readers_for(enrolment, unit)), None)


def readers_for(enrolment: Enrolment, unit: Unit) -> list[Person]:
    """Everybody who may be asked to read the drafts of a unit, in the order in which they are."""
    today = centre_clock.today()
    rows = [
        row
        for row in enrolment.allocations
        if row.role is AllocationRole.assessor and row.is_current(today) and row.unit_id in {None, unit.id}
    ]
    people = [row.person for row in sorted(rows, key=lambda row: (row.unit_id is None, row.id))]
    if enrolment.cohort and enrolment.cohort.tutor:
        people.append(enrolment.cohort.tutor)
    return [person for person in dict.fromkeys(people) if may_review(person, enrolment, unit)]


def reviews_of(enrolment: Enrolment, unit: Unit) -> list[DraftReview]:
    """The reviews of a unit's drafts, the first asked for first."""
    query = (
        select(DraftReview)
        .where(DraftReview.enrolment_id == enrolment.id, DraftReview.unit_id == unit.id)
        .order_by(DraftReview.id)
        .options(joinedload(DraftReview.reader))
    )
    return list(db.session.scalars(query))


def taken(reviews: Iterable[DraftReview], attempt: int) -> tuple[Taken, ...]:
    """The reviews of one attempt, as the rule looks at them. One that nobody could finish was not begun."""
    return tuple(
        Taken(each.is_open, each.begun_at is not None and each.state is not ReviewState.withdrawn)
        for each in reviews
        if each.attempt == attempt
    )


def units_in_review(enrolment: Enrolment) -> dict[int, DraftReview]:
    """The reviews that are open now, by the id of the unit."""
    query = (
        select(DraftReview)
        .where(DraftReview.enrolment_id == enrolment.id, DraftReview.state.in_(OPEN))
        .options(joinedload(DraftReview.reader))
    )
    return {each.unit_id: each for each in db.session.scalars(query)}


def to_read(person: Person) -> Select[DraftReview]:
    """The drafts that this person was asked to read: those begun first, then the longest waiting."""
    return (
        select(DraftReview)
        .where(DraftReview.reader_id == person.id, DraftReview.state.in_(OPEN))
        .order_by(case((DraftReview.state == ReviewState.reading, 0), else_=1), DraftReview.asked_at, DraftReview.id)
        .options(joinedload(DraftReview.unit), joinedload(DraftReview.enrolment).joinedload(Enrolment.person))
    )


def with_readers() -> tuple[ORMOption, ...]:
    """What is read with a review to find who else may be asked, in a few statements."""
    enrolment = joinedload(DraftReview.enrolment)
    return (
        enrolment.joinedload(Enrolment.cohort).joinedload(Cohort.tutor).joinedload(Person.grants),
        enrolment.selectinload(Enrolment.allocations).joinedload(Allocation.person).joinedload(Person.grants),
    )


def number_to_read(person: Person) -> int:
    """How many reviews wait for this person."""
    query = select(func.count(DraftReview.id)).where(DraftReview.reader_id == person.id, DraftReview.state.in_(OPEN))
    return db.session.scalar(query) or 0


def review_for_page(review: DraftReview) -> DraftReview:
    """The review with its unit, criteria, trainee and the pieces as they stood."""
    query = (
        select(DraftReview)
        .where(DraftReview.id == review.id)
        .options(
            joinedload(DraftReview.unit).selectinload(Unit.criteria),
            joinedload(DraftReview.enrolment).joinedload(Enrolment.person),
            joinedload(DraftReview.enrolment).joinedload(Enrolment.award_version),
            selectinload(DraftReview.items)
            .joinedload(DraftReviewItem.account_version)
            .joinedload(AccountVersion.evidence_item)
            .load_only(EvidenceItem.kind),
        )
    )
    return db.session.scalars(query).unique().one()


def guidance_by(person: Person, enrolment_id: int, unit: Unit) -> list[DraftReview]:
    """What this person told a trainee about drafts of a unit, the latest first."""
    query = (
        select(DraftReview)
        .where(
            DraftReview.enrolment_id == enrolment_id,
            DraftReview.unit_id == unit.id,
            DraftReview.reader_id == person.id,
            DraftReview.state == ReviewState.returned,
        )
        .order_by(DraftReview.id.desc())
    )
    return list(db.session.scalars(query))
