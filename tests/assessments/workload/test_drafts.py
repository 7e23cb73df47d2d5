"""Drafts that an assessor was asked to read go to somebody else together with the units."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.workload import drafts
from core import history
from core.errors import NotAllowed, RuleBroken
from core.mail import Mail
from core.workflow import TransitionNotAllowed
from people.models import Role
from people.working_time import services as working_time
from tests import london
from tests.assessments.workload.test_views import administrator, filled, visitor
from tests.factories import enrolments, grading, people, sharing
from tests.sql_count import MOST, count_sql
from tests.training.portfolio.test_views import text_of
from training.enrolments.models import AllocationRole
from training.portfolio.models import SubmissionState
from training.sharing import review_services as reviews
from training.sharing.models import DraftReview, ReviewState

__all__ = ["administrator", "visitor"]

TODAY = london.today()


def waiting(*, begun: bool = False) -> DraftReview:
    """A review asked of the trainee's assessor, whose tutor could read it as well."""
    return sharing.reading() if begun else sharing.asked()


def page_of(review: DraftReview) -> str:
    return f"/workload/{review.reader.public_id}/hand-over"


def chosen(page: str) -> dict[str, str]:
    return dict(re.findall(r'<select[^>]*name="(draft_\w+)".*?<option selected value="([^"]*)"', page, re.DOTALL))


# ---- The service ----


def test_the_new_reader_begins_anew_with_the_drafts_as_they_stood(session: Session) -> None:
    review = waiting(begun=True)
    before, place, by = review.reader, review.enrolment, people.person(Role.centre_administrator)
    reviews.keep_guidance(review, "Half a thought", {"1.1": "Another"}, by=before)
    pieces, tutor = [each.account_version_id for each in review.items], sharing.staff(place, "tutor")
    reviews.hand_over(review, tutor, by=by)
    assert (review.reader, review.state, review.begun_at) == (tutor, ReviewState.asked, None)
    assert (review.overall, review.by_criterion) == ("", {})
    assert [each.account_version_id for each in review.items] == pieces
    entry = history.timeline(review)[-1]
    assert (entry.verb, entry.actor_id, entry.facts) == (
        "review_handed_over",
        by.id,
        {"from_name": before.full_name, "to_name": tutor.full_name},
    )
    with pytest.raises(NotAllowed):
        reviews.keep_guidance(review, "Still mine?", {}, by=before)
    reviews.begin(review, by=tutor)
    reviews.return_guidance(review, "Say what you unlearned.", {}, by=tutor)


def test_both_readers_and_the_trainee_are_told_and_no_word_of_the_guidance(session: Session) -> None:
    review = waiting(begun=True)
    before, tutor = review.reader, sharing.staff(review.enrolment, "tutor")
    reviews.keep_guidance(review, "Half a thought", {}, by=before)
    told = {each.id for each in session.scalars(select(Mail))}
    reviews.hand_over(review, tutor, by=people.person(Role.centre_administrator))
    mails = [each for each in session.scalars(select(Mail)) if each.id not in told]
    assert {each.recipient for each in mails} == {before.email, tutor.email, review.enrolment.person.email}
    assert not any("thought" in each.text or sharing.TEXT in each.text for each in mails)


@pytest.mark.parametrize("who", ["nobody of theirs", "the same", "away"])
def test_only_who_works_with_the_trainee_and_is_here_takes_over(session: Session, who: str) -> None:
    review, by = waiting(), people.person(Role.centre_administrator)
    to = {
        "nobody of theirs": grading.assessor(),
        "the same": review.reader,
        "away": sharing.staff(review.enrolment, "tutor"),
    }[who]
    if who == "away":
        working_time.record_absence(to, TODAY, TODAY + timedelta(days=2), cover=None, by=by)
    with pytest.raises(RuleBroken):
        reviews.hand_over(review, to, by=by)


def test_what_came_back_is_not_handed_over(session: Session) -> None:
    review = sharing.returned()
    with pytest.raises(TransitionNotAllowed):
        reviews.hand_over(review, sharing.staff(review.enrolment, "tutor"), by=people.person(Role.centre_administrator))


# ---- The page ----


def test_drafts_and_units_go_together(visitor: Any, session: Session) -> None:
    review = waiting()
    sent = grading.allocated(by=review.reader)
    other, tutor = grading.assessor(), sharing.staff(review.enrolment, "tutor")
    page = visitor.get(page_of(review))
    assert "Drafts to read" in text_of(page)
    assert chosen(page.text) == {f"draft_{review.public_id.hex}": str(tutor.public_id)}
    typed = filled(page.text, reason="absence") | chosen(page.text)
    typed[f"row_{sent.public_id.hex}"] = str(other.public_id)
    address = page_of(review)
    assert visitor.post(address, data=typed).status_code == 303
    session.expire_all()
    assert (sent.assessor, sent.state, review.reader) == (other, SubmissionState.allocated, tutor)
    assert visitor.post(address, data=typed).status_code == 409


def test_an_absence_of_who_has_only_drafts_leads_there_too_and_no_day_is_asked_for(
    visitor: Any, session: Session
) -> None:
    review = waiting(begun=True)
    address, tutor = page_of(review), sharing.staff(review.enrolment, "tutor")
    typed = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=9)).isoformat(), "cover": ""}
    answer = visitor.post(address.replace("hand-over", "away"), data=typed)
    assert answer.headers["Location"].endswith(address)
    page = visitor.get(address)
    assert 'name="due_on"' not in page.text
    given = {"listed": "", "reason": "absence"} | chosen(page.text)
    assert visitor.post(address, data=given).status_code == 303
    session.expire_all()
    assert (review.reader, review.state) == (tutor, ReviewState.asked)
    again = visitor.post(address, data=given)
    assert again.status_code == 409 and "with somebody else meanwhile" in text_of(again)


def test_where_nobody_else_works_with_the_trainee_the_page_says_what_to_do(visitor: Any, session: Session) -> None:
    review = waiting()
    place = review.enrolment
    assert place.cohort is not None
    place.cohort.tutor = None
    session.flush()
    page = visitor.get(page_of(review))
    assert "Nobody else assesses or teaches this trainee." in text_of(page)
    assert f"/trainees/{place.public_id}/allocate" in page.text
    new = enrolments.allocation(place, AllocationRole.assessor, grading.assessor()).person
    session.expire_all()
    assert [each.people for each in drafts.offers_for(review.reader, TODAY, {})] == [[new]]


def test_a_desk_full_of_drafts_takes_few_statements(visitor: Any, session: Session) -> None:
    reader = grading.assessor()
    for _ in range(5):
        review = sharing.asked(sharing.place(assessor=reader))
    session.expire_all()
    visitor.get(page_of(review))
    for page in (page_of(review), page_of(review).removesuffix("/hand-over")):
        session.expire_all()
        with count_sql() as counted:
            assert "raft" in visitor.get(page).text
        assert len(counted) <= MOST, (page, len(counted))


def test_drafts_that_a_tutor_was_asked_to_read_are_handed_over_on_the_same_page(visitor, session: Session) -> None:
    place = sharing.place()
    tutor, assessor = sharing.staff(place, "tutor"), sharing.staff(place, "assessor")
    review = sharing.asked(place)
    reviews.hand_over(review, tutor, by=people.person(Role.centre_administrator))
    session.commit()
    desk = f"/workload/{tutor.public_id}"
    assert desk in visitor.get("/workload").text
    page = visitor.get(desk)
    assert "1 trainee waits" in text_of(page) and f"{desk}/target" not in page.text
    assert visitor.get(f"{desk}/target").status_code == 404
    away = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=9)).isoformat(), "cover": ""}
    assert visitor.post(f"{desk}/away", data=away).location == f"{desk}/hand-over"
    page = visitor.get(f"{desk}/hand-over").text
    assert list(chosen(page).values()) == [str(assessor.public_id)]
    answer = visitor.post(f"{desk}/hand-over", data=chosen(page) | {"reason": "absence"})
    assert answer.status_code == 303, text_of(answer)
    session.refresh(review)
    assert review.reader == assessor
    assert desk not in visitor.get("/workload").text
