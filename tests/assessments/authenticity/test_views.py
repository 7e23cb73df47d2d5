"""Shared passages: what an assessor sees of another account, and what nobody sees."""

import re

import pytest
from sqlalchemy import select

from assessments.authenticity import policy
from assessments.authenticity.document import in_words
from core.history import ReadEntry
from people.models import Role
from tests.factories import grading, people, portfolio, quality
from tests.sql_count import MOST, count_sql
from tests.training.similarity.texts import prose, reworded
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse

COPIED = prose(180, 1)


def account(seed, copied=COPIED):
    return f"{prose(540, seed)}\n\n{copied}\n\n{prose(540, seed + 1000)}"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def signed_in(client, person):
    people.login(person, people.PASSWORD)
    return people.sign_in(client, person)


@pytest.fixture
def pair(session):
    """Two submissions of two trainees; the first has an assessor. Their accounts share a passage."""
    first = grading.allocated(text=account(1))
    return first, portfolio.submission(text=account(2, reworded(COPIED)))


def page_of(submission):
    return f"/marking/{submission.public_id}/passages"


@pytest.mark.parametrize("begun", [False, True])
def test_the_marking_page_says_quietly_that_a_passage_is_shared(client, pair, begun):
    first, _second = pair
    if begun:
        grading.mark_sheet(first)
    page = signed_in(client, first.assessor).get(f"/marking/{first.public_id}{'/beside' if begun else ''}")
    assert "1 passage is also in another account." in text_of(page)
    assert "This says nothing about who wrote first or why." in text_of(page)
    assert page_of(first) in page.text


def test_the_marking_page_says_that_nothing_is_shared(client, session):
    sent = grading.allocated(text=account(1))
    text = text_of(signed_in(client, sent.assessor).get(f"/marking/{sent.public_id}"))
    assert re.search(r"Nothing shared with other accounts of this centre, checked \d+ \w+ \d{4}\.", text)
    assert "0 passages" not in text


def test_an_assessor_sees_the_passages_side_by_side_and_nothing_else_of_the_other(client, pair):
    first, second = pair
    page = signed_in(client, first.assessor).get(page_of(first))
    text = text_of(page)
    assert page.status_code == 200
    assert "Another trainee’s account for unit C5-3" in text
    assert "about 1 in 10 words of this account" in text
    assert second.enrolment.person.full_name not in text
    _here, there = re.findall(r'class="acct">(.*?)</p>', page.text, re.DOTALL)
    other = next(each for each in second.items if each.frozen["kind"] == "reflective_account").frozen["text"]
    outside = re.sub(r"<mark>.*?</mark>", "", there, flags=re.DOTALL)
    assert len(outside.split()) <= 26
    assert prose(540, 2)[:200] in other
    assert prose(540, 2)[:60] not in text
    assert prose(540, 1002)[-60:] not in text
    assert "%" not in text


@pytest.mark.parametrize("ending", [". ", "; "])
def test_punctuation_after_a_passage_stands_close_to_it(client, session, ending):
    sent, _other = (
        grading.allocated(text=f"{prose(540, seed)} {copied.rstrip('.')}{ending}{prose(540, seed + 1000)}")
        for seed, copied in ((1, COPIED), (2, reworded(COPIED)))
    )
    html = signed_in(client, sent.assessor).get(page_of(sent)).text
    assert "<mark>" in html
    assert not re.search(r"</mark>\s+[.;]", html)


def test_every_passage_can_be_reached_from_the_one_before_by_keyboard(client, pair):
    first, _second = pair
    portfolio.submission(text=account(3))
    html = signed_in(client, first.assessor).get(page_of(first)).text
    assert 'id="passage-1" tabindex="-1"' in html
    assert '<a href="#passage-2">Next</a>' in html
    assert '<a href="#passage-1">Previous</a>' in html
    assert "#passage-3" not in html


def test_reading_is_logged_for_both_accounts_with_its_reason(client, session, pair):
    first, second = pair
    signed_in(client, first.assessor).get(page_of(first))
    reads = {each.object_id: each.reason for each in session.scalars(select(ReadEntry))}
    assert reads == {
        first.id: "allocated as assessor of this submission",
        second.id: f"passages shared with {first.public_id}: allocated as assessor of this submission",
    }


def test_an_earlier_account_of_the_same_trainee_is_called_their_own(client, session):
    first = portfolio.submission(text=account(1))
    place = first.enrolment
    portfolio.ready(place, "C5-2 2.3", "C5-2 2.4", text=account(2))
    portfolio.fill(place, "C5-2", but=("2.3", "2.4"))
    assessor = grading.assessor()
    unit = portfolio.unit(place, "C5-2")
    second = portfolio_services.submit(place, unit, ai_use=AiUse.none, statement_signed=True, by=place.person)
    second.assessor = assessor
    session.flush()
    text = text_of(signed_in(client, assessor).get(page_of(second)))
    assert "The trainee’s own earlier account for unit C5-3" in text
    assert "Another trainee" not in text


def test_the_lead_quality_assurer_reads_the_name(client, pair):
    first, second = pair
    text = text_of(signed_in(client, people.person(Role.lead_iqa)).get(page_of(first)))
    assert second.enrolment.person.full_name in text


@pytest.mark.parametrize(
    "role", [Role.trainee, Role.assessor, Role.iqa, Role.eqa, Role.centre_administrator, Role.tutor, Role.hr]
)
def test_the_page_is_not_found_by_who_has_no_part_in_the_submission(client, pair, role):
    first, _second = pair
    assert signed_in(client, people.person(role)).get(page_of(first)).status_code == 404


def test_neither_trainee_finds_the_page_nor_reads_of_it_on_their_own(client, pair):
    for sent in pair:
        visitor = signed_in(client, sent.enrolment.person)
        assert visitor.get(page_of(sent)).status_code == 404
        assert "passage" not in text_of(visitor.get(f"/units/{sent.unit.public_id}")).lower()


def test_a_quality_assurer_who_took_the_sample_may_compare_and_one_who_did_not_may_not(client, session, pair):
    first, _second = pair
    sheet = grading.mark_sheet(first)
    sample = quality.opened(grading.decision(sheet))
    assert policy.can_compare(sample.iqa, first)
    assert not policy.can_compare(quality.iqa(), first)
    visitor = signed_in(client, sample.iqa)
    assert visitor.get(page_of(first)).status_code == 200
    reasons = set(session.scalars(select(ReadEntry.reason).where(ReadEntry.object_id == first.id)))
    assert reasons == {f"sample {sample.public_id}"}
    assert page_of(first) in visitor.get(f"/decisions/{sample.public_id}").text


def test_an_external_quality_assurer_compares_in_a_visit_and_the_visit_lists_it(client, session, pair):
    first, second = pair
    sample = quality.judged(quality.opened(grading.decision(grading.mark_sheet(first))))
    visit = quality.visit(first.enrolment.award_version)
    assert signed_in(client, visit.eqa).get(page_of(first)).status_code == 200
    reads = session.execute(select(ReadEntry.object_id, ReadEntry.reason).where(ReadEntry.reader_id == visit.eqa_id))
    assert set(reads) == {(first.id, f"visit {visit.public_id}"), (second.id, f"visit {visit.public_id}")}
    assert sample.iqa is not None


def test_the_pages_ask_few_statements_whatever_is_shared(client, pair):
    first, _second = pair
    for seed in (4, 5, 6):
        portfolio.submission(text=account(seed))
    visitor = signed_in(client, first.assessor)
    for address in (page_of(first), f"/marking/{first.public_id}"):
        with count_sql() as statements:
            assert visitor.get(address).status_code == 200
        assert len(statements) <= MOST, address


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.01, "fewer than 1 in 10"),
        (0.049, "fewer than 1 in 10"),
        (0.06, "about 1 in 10"),
        (0.31, "about 3 in 10"),
        (0.94, "about 9 in 10"),
        (1.0, "nearly all"),
    ],
)
def test_a_share_is_worded_as_an_impression(app, share, said):
    with app.test_request_context():
        assert in_words(share).startswith(said)
