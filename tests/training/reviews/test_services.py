"""What happens to progress reviews, and what is signed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import HistoryEntry
from core.mail import Mail
from core.workflow import TransitionNotAllowed
from people.models import Person, Role
from tests import london
from tests.factories import grading, people
from tests.factories import reviews as factory
from training.enrolments.models import AllocationRole
from training.reviews import queries, reminders, services
from training.reviews.document import as_shared
from training.reviews.models import CounterpartKind, Figure, Part
from training.reviews.models import ReviewState as S
from training.reviews.services import Third
from training.reviews.signed import hash_of


def test_three_sign_the_same_and_then_nothing_changes(session: Session) -> None:
    review = factory.signed()
    assert review.state is S.signed and review.signed_at is not None
    assert [each.part for each in review.valid_signatures] == [Part.counterpart, Part.trainee, Part.reviewer]
    assert {each.content_hash for each in review.signatures} == {hash_of(review)}
    for column, value in (("trainee_text", "Other."), ("state", "preparing"), ("content_hash", "0" * 64)):
        with pytest.raises(IntegrityError, match="final"), session.begin_nested():
            session.execute(
                text(f"UPDATE progress_review SET {column} = :v WHERE id = :i"), {"v": value, "i": review.id}
            )
    with pytest.raises(IntegrityError, match="final"), session.begin_nested():
        session.execute(text("DELETE FROM review_signature WHERE review_id = :i"), {"i": review.id})


def test_the_figures_are_those_of_the_moment_and_hold_no_text(session: Session) -> None:
    place = factory.place(assessor=grading.assessor())
    decided = grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",))
    review = factory.preparing(place)
    assert review.figures["units"] == {"passed": 0, "taken": len(place.unit_codes)}
    assert review.figures["back_by"] == [{"unit": "C5-3", "on": decided.due_back_on.isoformat()}]
    assert {row["name"] for row in review.figures["requirements"]}
    assert review.figures_at is not None


@pytest.mark.parametrize("shows", [(), (Figure.units,), (Figure.requirements, Figure.dates), tuple(Figure)])
def test_the_third_reads_what_the_trainee_ticked_and_never_what_comes_back(
    session: Session, shows: tuple[Figure, ...]
) -> None:
    place = factory.place(assessor=grading.assessor())
    grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",))
    review = factory.written(place)
    before = as_shared(review, [each.value for each in shows])
    services.share(review, factory.MANAGER, shows, by=place.person)
    assert as_shared(review) == before
    assert set(before.figures) == {each.value for each in shows}
    assert "back_by" not in before.figures and "C5-3" not in repr(before)


def test_only_the_trainee_shares_and_not_before_both_wrote(session: Session) -> None:
    review = factory.preparing()
    trainee = review.enrolment.person
    for person in (review.reviewer, people.person(Role.lead_iqa)):
        with pytest.raises(NotAllowed):
            services.share(review, factory.MANAGER, [], by=person)
    with pytest.raises(RuleBroken, match="your part"):
        services.share(review, factory.MANAGER, [], by=trainee)
    services.write(review, factory.MINE, [], version=review.version, by=trainee)
    with pytest.raises(RuleBroken, match="not written their part"):
        services.share(review, factory.MANAGER, [], by=trainee)


def test_the_third_is_somebody_else(session: Session) -> None:
    review = factory.written()
    own = review.enrolment.person.email
    for email in (own, review.reviewer.email.upper(), own.replace("@", "+mentor@")):
        with pytest.raises(RuleBroken, match="Three different"):
            services.share(review, Third(CounterpartKind.mentor, "Me", email), [], by=review.enrolment.person)


def test_opening_again_takes_the_signature_and_the_link_back(session: Session) -> None:
    review, path = factory.shared()
    token = path.removeprefix("/review/")
    services.reopen(review, by=review.reviewer)
    assert services.open_link(token) is None
    review = factory.to_sign()
    first = review.content_hash
    services.reopen(review, by=review.enrolment.person)
    assert (review.content_hash, review.counterpart_text, review.valid_signatures) == (None, "", [])
    services.share(review, factory.MANAGER, tuple(Figure), by=review.enrolment.person)
    services.answer(review, factory.THIRD, "Morag Ellwood", by=None)
    assert review.content_hash != first
    assert [each.part for each in review.valid_signatures] == [Part.counterpart]


def test_a_correction_takes_the_place_of_a_signed_review_once_it_is_signed(session: Session) -> None:
    review = factory.signed()
    seal = review.content_hash
    copy = services.correct(review, by=review.reviewer)
    assert copy.trainee_text == factory.MINE and queries.correction_of(review) is None
    services.share(copy, factory.MANAGER, [], by=copy.enrolment.person)
    services.answer(copy, "", "Morag Ellwood", by=None)
    for person in (copy.enrolment.person, copy.reviewer):
        services.sign(copy, by=person)
    assert queries.correction_of(review) is copy
    assert (review.content_hash, review.state) == (seal, S.signed)
    with pytest.raises(MovedOn):
        services.correct(review, by=review.reviewer)


def test_nothing_is_done_twice_or_out_of_order(session: Session) -> None:
    review = factory.to_sign()
    trainee = review.enrolment.person
    services.sign(review, by=trainee)
    with pytest.raises(MovedOn):
        services.sign(review, by=trainee)
    with pytest.raises(MovedOn):
        services.sign(review, version=review.version + 1, by=review.reviewer)
    with pytest.raises(TransitionNotAllowed):
        services.answer(review, "Again.", "Morag Ellwood", by=None)
    with pytest.raises(MovedOn):
        services.write(review, "More.", [], version=review.version, by=trainee)
    with pytest.raises(MovedOn):
        factory.planned(review.enrolment)


def test_a_page_that_is_outdated_loses_nothing_and_overwrites_nothing(session: Session) -> None:
    review = factory.preparing()
    version = review.version
    services.write(review, factory.THEIRS, [factory.agreed()], version=version, by=review.reviewer)
    with pytest.raises(RuleBroken, match="has changed this review"):
        services.write(review, factory.MINE, [], version=version, by=review.enrolment.person)
    assert review.reviewer_text == factory.THEIRS and len(review.actions) == 1
    # A change of what was agreed alone counts as one, too.
    version = review.version
    services.write(review, factory.THEIRS, [], version=version, by=review.reviewer)
    assert review.version != version


def supervisor(place: Any) -> Person:
    return next(row.person for row in place.allocations if row.role is AllocationRole.supervisor)


def line_manager(place: Any) -> Person:
    place.person.line_manager = place.cohort.tutor
    return place.cohort.tutor


def hr(place: Any) -> Person:
    return people.person(Role.hr)


def trainee(place: Any) -> Person:
    return place.person


@pytest.mark.parametrize("who", [supervisor, line_manager, hr, trainee])
def test_who_does_not_assess_or_teach_plans_no_review(session: Session, who: Any) -> None:
    place = factory.place()
    person = who(place)
    session.refresh(place)
    with pytest.raises(NotAllowed):
        services.plan(place, london.today(), factory.MANAGER, by=person)


# ---- Reminders ----


def subjects(session: Session) -> list[str]:
    return sorted(
        each.subject.split(",")[0].split(" on ")[0].split(" by ")[0] for each in session.scalars(select(Mail))
    )


def test_everybody_is_reminded_once(session: Session) -> None:
    place = factory.place()
    centre = place.person.centre
    due = place.enrolled_on + timedelta(weeks=centre.review_weeks)
    assert reminders.remind(due - timedelta(days=15)) == 0
    assert reminders.remind(due - timedelta(days=14)) == 1
    assert reminders.remind(due) == 0
    assert subjects(session) == ["To plan: a progress review"]
    review = factory.planned(place, days=20)
    assert reminders.remind(london.today()) == 0
    assert reminders.remind(london.today() + timedelta(days=6)) == 1
    assert reminders.remind(london.today() + timedelta(days=7)) == 0
    assert subjects(session).count("Progress review") == 2
    services.move(review, london.today() + timedelta(days=60), by=review.reviewer)
    assert reminders.remind(london.today() + timedelta(days=50)) == 1


def test_without_a_rhythm_nobody_is_reminded(session: Session) -> None:
    place = factory.place()
    place.person.centre.review_weeks = 0
    assert queries.next_days([place]) == {} and reminders.remind(london.today()) == 0


def test_the_award_may_say_another_rhythm(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    place = factory.place()
    monkeypatch.setitem(place.award_version.assessment_rules, "review_weeks", 4)
    assert queries.next_days([place])[place.id][0] == place.enrolled_on + timedelta(weeks=4)


def test_history_and_mails_hold_no_word_of_a_review(session: Session) -> None:
    factory.signed()
    stored = " ".join(str(each.facts) for each in session.scalars(select(HistoryEntry)))
    stored += " ".join(each.subject + each.text for each in session.scalars(select(Mail)))
    assert not [word for word in ("Rhubarb", "Tamarind", "Saffron", "second set") if word in stored]
