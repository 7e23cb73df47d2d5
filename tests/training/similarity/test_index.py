"""The index of accounts: what is put in when a unit is sent, and what is found again."""

from sqlalchemy import func, select

from people.models import Role
from tests.factories import people, portfolio
from tests.sql_count import count_sql
from tests.training.similarity.texts import prose, reworded
from training.awards.models import EvidenceKind
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse, ReturnReason, SubmissionItem
from training.similarity import queries, services
from training.similarity.models import AccountSignature, SignatureHash

COPIED = prose(180, 1)


def account(seed, copied=""):
    return prose(540, seed) + "\n\n" + copied + "\n\n" + prose(540, seed + 1000)


def found(submission):
    [compared] = queries.compared(submission)
    return compared


def test_an_account_is_put_into_the_index_when_its_unit_is_sent(session):
    sent = portfolio.submission(text=account(1))
    entry = session.scalars(select(AccountSignature)).one()
    item = next(each for each in sent.items if each.frozen["kind"] == "reflective_account")
    assert (entry.submission_item_id, entry.origin_id) == (item.id, item.evidence_item_id)
    assert entry.person_id == sent.enrolment.person_id
    assert session.scalar(select(func.count(SignatureHash.value))) > 50


def test_a_written_task_is_put_in_and_a_record_is_not(session):
    place = portfolio.enrolment()
    portfolio.submission(place, "C5-2")
    portfolio.submission(place, "C5-1")
    entries = session.scalars(select(AccountSignature.submission_item_id)).all()
    kinds = {
        each.frozen["kind"] for each in session.scalars(select(SubmissionItem).where(SubmissionItem.id.in_(entries)))
    }
    assert kinds <= services.KINDS
    assert EvidenceKind.written_task in kinds


def test_shared_passages_of_two_trainees_are_found_from_both_sides(session):
    first, second = (
        portfolio.submission(text=account(1, COPIED)),
        portfolio.submission(text=account(2, reworded(COPIED))),
    )
    for sent, other in ((first, second), (second, first)):
        [likeness] = found(sent).likenesses
        assert likeness.submission_id == other.id
        assert likeness.author is other.enrolment.person
        assert not likeness.is_own
        assert 0.1 < likeness.share < 0.25
        assert COPIED.split()[40] in likeness.text[likeness.passages[0].start_b : likeness.passages[0].end_b]
    assert found(first).passages == 1


def test_nothing_is_found_for_an_account_that_stands_alone(session):
    portfolio.submission(text=account(1, COPIED))
    assert found(portfolio.submission(text=account(2))).likenesses == []


def test_an_account_of_another_centre_is_never_found(session):
    portfolio.submission(text=account(1, COPIED))
    people.centre()
    assert found(portfolio.submission(text=account(1, COPIED))).likenesses == []


def test_a_later_version_of_the_same_account_is_no_match(session):
    first = portfolio.submission(text=account(1))
    place = first.enrolment
    portfolio_services.return_admin(first, reason=ReturnReason.unreadable, by=people.person(Role.centre_administrator))
    again = portfolio_services.submit(
        place, first.unit, ai_use=AiUse.none, statement_signed=True, by=place.person
    )  # the same items, sent again
    assert found(again).likenesses == []
    assert found(first).likenesses == []


def test_a_revised_account_is_a_version_of_the_first_however_often_it_is_revised(session):
    decided = portfolio.decided(text=account(1), refer=("1.1",))
    item = next(each.evidence_item for each in decided.items if each.frozen["kind"] == "reflective_account")
    revised = portfolio_services.revise(item, by=item.enrolment.person)
    assert (revised.revises_id, services.origin_of(revised)) == (item.id, item.id)
    later = portfolio.draft(item.enrolment)
    later.revises_id = revised.id
    session.flush()
    assert services.origin_of(later) == item.id


def test_another_account_of_the_same_trainee_is_their_own(session):
    place = portfolio.enrolment()
    portfolio.submission(place, "C5-3", text=account(1, COPIED))
    portfolio.ready(place, "C5-2 2.3", "C5-2 2.4", text=account(2, COPIED))
    portfolio.fill(place, "C5-2", but=("2.3", "2.4"))
    unit = portfolio.unit(place, "C5-2")
    second = portfolio_services.submit(place, unit, ai_use=AiUse.none, statement_signed=True, by=place.person)
    [likeness] = found(second).likenesses
    assert likeness.is_own


def test_a_hash_that_very_many_accounts_have_is_not_kept_again(session, monkeypatch):
    monkeypatch.setattr(services, "MOST_ALIKE", 3)
    for _ in range(5):
        portfolio.submission(text=account(1))
    counts = session.execute(select(func.count(SignatureHash.signature_id)).group_by(SignatureHash.value)).scalars()
    assert set(counts) == {3}
    assert len(found(portfolio.submission(text=account(1))).likenesses) == 3  # found all the same


def test_hashes_that_many_accounts_have_lead_to_no_account(session, monkeypatch):
    for seed in (1, 2, 3):
        portfolio.submission(text=account(seed, COPIED))
    sent = portfolio.submission(text=account(4, COPIED))
    assert len(found(sent).likenesses) == 3
    monkeypatch.setattr(queries, "LEAST_RARITY", len(COPIED))
    assert found(sent).likenesses == []


def test_finding_takes_two_statements_whatever_there_is(session):
    sent = [portfolio.submission(text=account(n, COPIED)) for n in range(1, 5)]
    item = sent[0].items[0]
    assert item.frozen
    assert sent[0].enrolment.award_version.content
    with count_sql() as statements:
        assert len(found(sent[0]).likenesses) == 3
    assert len(statements) == 2


def test_putting_in_twice_changes_nothing(session):
    sent = portfolio.submission(text=account(1))
    before = session.scalar(select(func.count(SignatureHash.value)))
    for item in sent.items:
        services.index(item)
    assert list(services.index_all())[-1] == (1, 0)
    assert session.scalar(select(func.count(SignatureHash.value))) == before


def test_what_was_indexed_by_older_rules_is_indexed_again(session):
    portfolio.submission(text=account(1))
    entry = session.scalars(select(AccountSignature)).one()
    kept = set(session.scalars(select(SignatureHash.value)))
    session.execute(SignatureHash.__table__.delete(), execution_options={"across_tenants": True})
    entry.rules = 0
    session.flush()
    assert list(services.index_all()) == [(1, 1)]
    assert set(session.scalars(select(SignatureHash.value))) == kept
