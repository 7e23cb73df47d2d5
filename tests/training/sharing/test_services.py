"""Shares and reviews on a real database: who reads what until when, and that nothing is decided."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core import clock
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import HistoryEntry
from core.mail import Mail
from people.auth import hashed
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, portfolio
from tests.factories import sharing as factory
from training.awards.models import EvidenceKind
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import queries as portfolio_queries
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse, CriterionStanding, ReturnReason, Submission
from training.sharing import document, policy, queries, review_services, services
from training.sharing.models import DraftReview, DraftShare, ReviewState
from training.sharing.review_services import standing_of
from training.sharing.reviews import Obstacle

# ---- Who may read a draft, by role and by what became of the share ----


def not_shared(share: DraftShare) -> None:
    """Take the share away: what stands between this person and the draft is nothing."""
    share.reader = people.person(Role.tutor)


def shared(share: DraftShare) -> None:
    """Leave it open."""


def expired(share: DraftShare) -> None:
    share.shared_at, share.ends_at = share.shared_at - timedelta(days=9), clock.now()


def taken_back(share: DraftShare) -> None:
    services.withdraw(share, by=share.evidence_item.enrolment.person)


def draft_withdrawn(share: DraftShare) -> None:
    portfolio_services.withdraw(share.evidence_item, by=share.evidence_item.enrolment.person)


def draft_sent(share: DraftShare) -> None:
    services.end_shares_of_sent([share.evidence_item])


READERS = ("trainee", "tutor", "assessor", "supervisor", "line_manager", "iqa", "lead_iqa", "hr", "administrator")
STATES = (not_shared, shared, expired, taken_back, draft_withdrawn, draft_sent)
ENTITLED = {(role, shared) for role in ("tutor", "assessor", "supervisor")}


def reader_of(row: Enrolment, role: str) -> Person:
    """Somebody around a trainee, or of the centre."""
    if role == "trainee":
        return row.person
    if role in {"tutor", "assessor", "supervisor"}:
        return factory.staff(row, role)
    if role == "iqa":
        return enrolments.allocation(row, AllocationRole.iqa).person
    if role == "line_manager":
        manager = enrolments.allocation(row, AllocationRole.supervisor).person
        row.person.line_manager = manager
        db.session.flush()
        return manager
    return people.person(Role.centre_administrator if role == "administrator" else Role(role))


def test_who_reads_a_draft(session: Session) -> None:
    """Every role in every state, on one place: those entitled are exactly those of the table."""
    row = factory.place()
    readers = {role: reader_of(row, role) for role in READERS}
    session.refresh(row)
    reads, lists = set(), set()
    for state in STATES:
        share = factory.shared(factory.draft(row), readers["tutor"])
        state(share)
        for role, reader in readers.items():
            share.reader = share.reader if state is not_shared else reader  # whoever it is: the policy is asked
            session.flush()
            reads |= {(role, state)} if policy.can_read(reader, share) else set()
            lists |= {(role, state)} if share in queries.shared_with(reader) else set()
        share.reader = people.person()
    assert reads == ENTITLED
    assert lists == ENTITLED


def test_who_can_be_offered_a_draft(session: Session) -> None:
    row = factory.place()
    readers = {role: reader_of(row, role) for role in READERS}
    session.refresh(row)
    offered = dict(queries.around(row))
    assert offered == {readers[role]: role for role in ("tutor", "assessor", "supervisor")}
    item = factory.draft(row)
    for role in readers.keys() - {"tutor", "assessor", "supervisor"}:
        with pytest.raises(RuleBroken):
            factory.shared(item, readers[role])


def test_a_reader_who_is_no_longer_with_the_trainee_reads_nothing(session: Session) -> None:
    row = factory.place()
    share = factory.shared(factory.draft(row), factory.staff(row, "assessor"))
    assert policy.can_read(share.reader, share)
    for allocation in row.allocations:
        allocation.ends_on = london.today() - timedelta(days=1)
    session.flush()
    assert not policy.can_read(share.reader, share)


def test_only_the_author_shares_and_withdraws(session: Session) -> None:
    share = factory.shared()
    with pytest.raises(NotAllowed):
        factory.shared(share.evidence_item, by=share.reader)
    with pytest.raises(NotAllowed):
        services.withdraw(share, by=share.reader)


def test_a_share_that_is_over_is_not_withdrawn_again(session: Session) -> None:
    share = factory.shared()
    services.withdraw(share, by=share.evidence_item.enrolment.person)
    with pytest.raises(MovedOn):
        services.withdraw(share, by=share.evidence_item.enrolment.person)


def test_one_person_has_one_open_share_of_a_draft(session: Session) -> None:
    share = factory.shared()
    with pytest.raises(RuleBroken):
        factory.shared(share.evidence_item)
    services.withdraw(share, by=share.evidence_item.enrolment.person)
    factory.shared(share.evidence_item)


def test_a_draft_has_ten_open_shares_at_most(session: Session) -> None:
    item = factory.draft()
    for _ in range(10):
        factory.link(item)
    with pytest.raises(RuleBroken):
        factory.link(item)


def test_there_is_nothing_to_share_before_there_is_a_text(session: Session) -> None:
    with pytest.raises(RuleBroken):
        factory.shared(factory.draft(text=""))


def test_a_record_and_what_was_sent_are_not_shared(session: Session) -> None:
    place = factory.place()
    by = place.person
    record = portfolio.meeting(by)
    item = portfolio_services.add_from_record(
        place,
        EvidenceKind.meeting_log,
        record,
        portfolio_queries.criteria_for(place, EvidenceKind.meeting_log)[0][1],
        by=by,
    )
    with pytest.raises(NotAllowed):
        factory.shared(item)
    gone = factory.draft(place)
    portfolio_services.withdraw(gone, by=by)
    with pytest.raises(NotAllowed):
        factory.shared(gone)


# ---- What is read ----


def test_a_share_shows_the_text_as_it_stood_unless_it_follows(session: Session) -> None:
    item = factory.draft()
    still, following = factory.shared(item), factory.link(item, follows=True)[0]
    portfolio_services.save(
        item,
        title="Another title",
        model=item.model,
        parts={"text": "New words."},
        identifies_nobody=False,
        by=item.enrolment.person,
    )
    assert document.shown_by(still).parts == [(None, factory.TEXT)]
    assert document.shown_by(still).title == factory.TITLE
    assert document.shown_by(following).parts == [(None, "New words.")]


def test_the_secret_of_a_link_is_not_stored(session: Session) -> None:
    share, path = factory.link(email="friend@example.net")
    token = path.removeprefix("/shared/")
    assert len(token) >= 43
    assert share.token_hash == hashed(token)
    across = {"across_tenants": True}
    rows = [
        session.execute(table.select().execution_options(**across)).all()
        for table in DraftShare.metadata.sorted_tables
        if table.name != "mail"
    ]
    assert token not in repr(rows)
    assert services.open_link(token) is share
    assert services.open_link(token + "x") is None


def test_a_link_ends_by_the_clock(session: Session) -> None:
    share, path = factory.link()
    for days, is_open in ((6.99, True), (7, False), (30, False)):
        with clock.set_to(share.shared_at + timedelta(days=days)):
            assert (services.open_link(path.removeprefix("/shared/")) is share) is is_open


def test_a_link_stays_ended_when_the_unit_comes_back(session: Session) -> None:
    place = factory.place()
    items = portfolio.fill(place)
    item = next(each for each in items if each.kind is EvidenceKind.reflective_account)
    share, path = factory.link(item)
    sent = portfolio_services.submit(
        place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person
    )
    assert share.sent_at is not None and services.open_link(path.removeprefix("/shared/")) is None
    portfolio_services.return_admin(sent, reason=ReturnReason.incomplete, by=None)
    session.refresh(item)
    assert services.open_link(path.removeprefix("/shared/")) is None


def test_a_reader_leaves_one_note_and_only_while_the_share_is_open(session: Session) -> None:
    share = factory.shared()
    with pytest.raises(RuleBroken):
        services.leave_note(share, "  ", by=share.reader)
    with pytest.raises(RuleBroken):
        services.leave_note(share, "x" * 1001, by=share.reader)
    services.leave_note(share, "The silence stood out.", by=share.reader)
    with pytest.raises(NotAllowed):
        services.leave_note(share, "One more thing.", by=share.reader)
    other = factory.shared(factory.draft())
    services.withdraw(other, by=other.evidence_item.enrolment.person)
    with pytest.raises(NotAllowed):
        services.leave_note(other, "Too late.", by=other.reader)


# ---- Reviews ----


def standing(place: Enrolment) -> review_services.Standing:
    return standing_of(review_services.prepare(place, portfolio.unit(place)))


def test_the_drafts_of_a_unit_go_as_they_stand_to_its_assessor(session: Session) -> None:
    place = factory.place()
    item = factory.draft(place, factory.account_criterion(place))
    other = factory.draft(place, title="Of no unit")
    review = factory.asked(place)
    portfolio_services.save(
        item, title=item.title, model=item.model, parts={"text": "New."}, identifies_nobody=False, by=place.person
    )
    assert review.reader == factory.staff(place, "assessor")
    assert [each.account_version.text for each in review.items] == [factory.TEXT]
    assert other.id not in {each.account_version.evidence_item_id for each in review.items}
    assert standing(place).left == 0 and standing(place).obstacle is Obstacle.under_way


def test_without_an_assessor_the_tutor_reads_and_without_a_tutor_nobody(session: Session) -> None:
    place = factory.place()
    unit, tutor = portfolio.unit(place), factory.staff(place, "tutor")
    of_unit = enrolments.allocation(place, AllocationRole.assessor, unit=unit).person
    session.refresh(place)
    assert queries.reader_for(place, unit) == of_unit
    assert queries.reader_for(place, portfolio.unit(place, "C5-1")) == factory.staff(place, "assessor")
    for allocation in place.allocations:
        allocation.ends_on = london.today() - timedelta(days=1)
    assert queries.reader_for(place, unit) == tutor
    place.person.line_manager = tutor
    session.flush()
    assert queries.reader_for(place, unit) is None
    factory.draft(place, factory.account_criterion(place))
    with pytest.raises(RuleBroken):
        factory.asked(place)


def test_a_request_is_taken_back_until_somebody_begins(session: Session) -> None:
    review = factory.asked()
    review_services.take_back(review, by=review.enrolment.person)
    assert standing(review.enrolment).left == 1
    second = factory.reading(review.enrolment)
    with pytest.raises(MovedOn):
        review_services.take_back(second, by=second.enrolment.person)
    for allocation in second.enrolment.allocations:
        allocation.ends_on = london.today() - timedelta(days=1)
    review_services.take_back(second, by=second.enrolment.person)
    assert standing(review.enrolment).left == 1


def test_a_second_review_is_not_asked_while_one_is_open_nor_when_none_is_left(session: Session) -> None:
    review = factory.reading()
    with pytest.raises(MovedOn):
        factory.asked(review.enrolment)
    review_services.return_guidance(review, "Clear.", {}, by=review.reader)
    with pytest.raises(RuleBroken):
        factory.asked(review.enrolment)


def test_each_attempt_has_its_own_reviews(session: Session) -> None:
    place = factory.place()
    factory.returned(place)
    assert standing(place).left == 0
    referred = portfolio.decided(place, refer=("1.1",))
    assert referred.attempt == 1
    assert standing(place).left == 1 and standing(place).allowed == 1


def test_guidance_comes_back_without_any_decision(session: Session) -> None:
    review = factory.reading()
    code = review.unit.criteria[0].code
    before = [session.query(model).count() for model in (CriterionStanding, Submission)]
    with pytest.raises(RuleBroken):
        review_services.return_guidance(review, " ", {code: ""}, by=review.reader)
    with pytest.raises(RuleBroken):
        review_services.keep_guidance(review, "", {"9.9": "Of another unit."}, by=review.reader)
    review_services.keep_guidance(review, "So far.", {}, by=review.reader)
    assert review.state is ReviewState.reading
    review_services.return_guidance(review, "Clear.", {code: "Say when."}, by=review.reader)
    assert (review.overall, review.by_criterion) == ("Clear.", {code: "Say when."})
    assert [session.query(model).count() for model in (CriterionStanding, Submission)] == before
    columns = set(DraftReview.__table__.columns.keys())
    assert not columns & {"met", "outcome", "decision", "marks", "passed"}
    with pytest.raises(MovedOn):
        review_services.keep_guidance(review, "Second thoughts.", {}, by=review.reader)


def test_guidance_that_was_returned_is_final(session: Session) -> None:
    review = factory.returned()
    review.overall = "Something else."
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_nobody_but_who_was_asked_reads_and_guides(session: Session) -> None:
    review = factory.asked()
    place = review.enrolment
    for person in (
        place.person,
        factory.staff(place, "tutor"),
        factory.staff(place, "supervisor"),
        people.person(Role.hr),
    ):
        assert not policy.can_review(person, review)
        with pytest.raises(NotAllowed):
            review_services.begin(review, by=person)
    for allocation in place.allocations:
        allocation.ends_on = london.today() - timedelta(days=1)
    assert not policy.can_review(review.reader, review)


def test_sending_the_unit_ends_the_review_and_the_reader_is_told(session: Session) -> None:
    place = factory.place()
    portfolio.fill(place)
    review = factory.asked(place)
    portfolio_services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)
    assert review.state is ReviewState.ended
    told = session.scalars(select(Mail).where(Mail.recipient == review.reader.email).order_by(Mail.id)).all()
    assert [mail.subject.split(",")[0] for mail in told] == ["Drafts to read: C5-3", "Not to read any more: C5-3"]
    assert standing(place).obstacle is Obstacle.with_assessor


# ---- Words that must stay where they are ----


def test_no_word_of_a_draft_a_note_or_guidance_leaves_its_place(session: Session) -> None:
    place = factory.place()
    item = factory.draft(place, factory.account_criterion(place))
    share = factory.shared(item)
    services.leave_note(share, "Wolverine remark.", by=share.reader)
    factory.link(item, email="friend@example.net", made_for="Peregrine Friend")
    services.withdraw(share, by=place.person)
    factory.returned(place, words="Marmalade guidance.")
    session.flush()
    kept = repr([(row.verb, row.facts, row.result) for row in session.scalars(select(HistoryEntry))])
    mailed = repr([(mail.subject, mail.text) for mail in session.scalars(select(Mail))])
    for word in ("Cobblestone", "Quagmire", "Wolverine", "Marmalade", "Peregrine"):
        assert word not in kept and word not in mailed
    assert len(session.scalars(select(Mail)).all()) == 5
