"""What happens to records of discussions, and what the database itself refuses."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core import clock
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import HistoryEntry
from core.mail import Mail
from people.models import Role
from people.signatures import queries as signatures
from tests.factories import discussions as factory
from tests.factories import grading, people, portfolio, programmes
from tests.factories.signatures import without_triggers
from training.awards.models import EvidenceKind
from training.discussions import policy, services, signed
from training.discussions.document import are_as_signed, facts_of, signatures_of, values_of
from training.discussions.models import Discussion, DiscussionState
from training.discussions.workflow import DISCUSSIONS, DiscussionAction
from training.enrolments.models import EnrolmentState
from training.portfolio import queries, records
from training.portfolio import services as portfolio_services

pytestmark = pytest.mark.usefixtures("session")
S, A = DiscussionState, DiscussionAction


def test_what_leads_where() -> None:
    assert DISCUSSIONS.transitions == {
        (S.draft, A.write): S.draft,
        (S.draft, A.hand_over): S.waits,
        (S.waits, A.send_back): S.draft,
        (S.waits, A.sign): S.signed,
        (S.draft, A.withdraw): S.withdrawn,
        (S.waits, A.withdraw): S.withdrawn,
    }


# ---- Recording ----


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"held_on": clock.today() + timedelta(days=2)}, "held_on"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"answers": "x" * 10_001}, "answers"),
    ],
)
def test_what_cannot_be_recorded_is_refused_beside_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        factory.draft(None, **fields)
    assert refused.value.field == field


def test_a_record_covers_criteria_for_which_the_award_takes_a_discussion_alone() -> None:
    place = factory.place()
    with pytest.raises(RuleBroken) as refused:
        factory.draft(place, "C5-3 1.1")
    assert refused.value.field == "criteria"
    assert factory.draft(place, "C5-1 2.1").covers == ["C5-1 2.1"]


def test_while_marking_any_open_criterion_of_the_unit_is_covered_and_no_other() -> None:
    sent = grading.mark_sheet().submission
    assert factory.asked(sent, "1.1", "1.2").covers == ["C5-3 1.1", "C5-3 1.2"]
    with pytest.raises(RuleBroken):
        services.begin(sent.enrolment, factory.told(sent.enrolment, "C5-1 2.1"), submission=sent, by=sent.assessor)


@pytest.mark.parametrize("missing", ["criteria", "questions", "answers"])
def test_a_half_written_record_is_kept_and_not_handed_over(missing: str) -> None:
    made = factory.draft(None, **{missing: () if missing == "criteria" else "  "})
    with pytest.raises(RuleBroken) as refused:
        services.hand_over(made, by=made.recorder)
    assert refused.value.field == missing and made.state is S.draft


@pytest.mark.parametrize("role", [Role.assessor, Role.tutor, Role.trainee, Role.hr, Role.lead_iqa])
def test_who_does_not_work_with_the_trainee_records_nothing(role: Role) -> None:
    place = factory.place()
    with pytest.raises(NotAllowed):
        services.begin(place, factory.told(place), by=people.person(role))


def test_tutors_record_and_sign_as_tutors_and_line_managers_do_not(session: Session) -> None:
    place = factory.place()
    place.cohort = programmes.cohort(version=place.award_version)
    tutor = programmes.tutor_of(place.cohort)
    made = services.begin(place, factory.told(place), by=tutor)
    services.hand_over(made, by=tutor)
    assert made.recorder_signature.signed_as == f"{tutor.full_name}, tutor"
    place.person.line_manager = factory.assessor_of(place)
    session.flush()
    assert not policy.can_record(factory.assessor_of(place), place)


def test_a_place_that_has_ended_gets_no_records() -> None:
    place = factory.place()
    place.state = EnrolmentState.withdrawn
    assert not policy.can_record(factory.assessor_of(place), place)


# ---- Both signatures ----


def test_both_sign_with_name_and_time_and_the_hash_is_of_all_of_it(session: Session) -> None:
    made = factory.signed()
    recorder, trainee = signatures.on(made)
    assert (made.recorder_signature, made.trainee_signature) == (recorder, trainee)
    assert (recorder.person, trainee.person) == (made.recorder, made.enrolment.person)
    assert recorder.signed_as == f"{made.recorder.full_name}, assessor"
    assert trainee.signed_as == f"{made.enrolment.person.full_name}, trainee"
    assert trainee.signed_at >= recorder.signed_at
    assert made.recorder.full_name in recorder.statement and "own" in trainee.statement
    session.expire_all()
    assert signed.is_final(made)
    assert facts_of(made)["hash"] == made.content_hash == trainee.content_hash != recorder.content_hash


def test_every_value_that_was_signed_is_in_the_hash() -> None:
    made = factory.signed()
    values, [recorder, trainee] = values_of(made), signatures_of(made)
    assert are_as_signed(values, [recorder, trainee])
    for name, other in (
        ("kind", "questioning"),
        ("way", "telephone"),
        ("held_on", "2026-01-02"),
        ("minutes", 26),
        ("covers", ["C5-1 2.1"]),
        ("questions", "Something else?"),
        ("answers", "Something else."),
        ("remarks", ""),
    ):
        assert name in values and not are_as_signed(values | {name: other}, [recorder, trainee]), name
    for name in ("signed_as", "signed_at", "statement", "content_hash"):
        assert not are_as_signed(values, [recorder | {name: "Something else"}, trainee]), name
    assert not are_as_signed(values, [recorder]) and not are_as_signed(values, [trainee, recorder])


def test_the_trainee_alone_signs_and_sends_back() -> None:
    made = factory.waiting()
    for somebody in (made.recorder, people.person(Role.trainee), people.person(Role.lead_iqa)):
        with pytest.raises(NotAllowed):
            services.sign(made, by=somebody)
        with pytest.raises(NotAllowed):
            services.send_back(made, "No.", by=somebody)


def test_sent_back_the_first_signature_is_gone_and_it_can_be_corrected() -> None:
    made = factory.waiting()
    trainee = made.enrolment.person
    with pytest.raises(RuleBroken):
        services.send_back(made, " ", by=trainee)
    services.send_back(made, "I said the adviser, not the sponsor.", by=trainee)
    assert made.state is S.draft and made.recorder_signature is None
    [off] = signatures.on(made)
    assert signed.is_as_signed(made, off) is None
    services.write(made, factory.told(made.enrolment, answers="The adviser wins the sponsor."), by=made.recorder)
    services.hand_over(made, by=made.recorder)
    services.sign(made, by=trainee)
    assert made.objection == "" and made.answers == "The adviser wins the sponsor."


def test_who_signs_signs_what_the_page_showed() -> None:
    made = factory.draft()
    shown = made.version
    services.write(made, factory.told(made.enrolment, answers="Another answer."), by=made.recorder)
    with pytest.raises(MovedOn):
        services.hand_over(made, version=shown, by=made.recorder)


def test_handed_over_it_is_not_written_any_more() -> None:
    made = factory.waiting()
    with pytest.raises(MovedOn):
        services.write(made, factory.told(made.enrolment), by=made.recorder)


def test_who_no_longer_works_with_the_trainee_withdraws_and_writes_no_more() -> None:
    made = factory.draft()
    for each in made.enrolment.allocations:
        each.ends_on = clock.today() - timedelta(days=1)
    with pytest.raises(NotAllowed, match="no longer work"):
        services.hand_over(made, by=made.recorder)
    services.withdraw(made, by=made.recorder)


@pytest.mark.parametrize("made", [factory.draft, factory.waiting])
def test_withdrawn_its_text_is_gone_and_what_both_signed_stays(made: Any) -> None:
    row = made()
    with pytest.raises(NotAllowed):
        services.withdraw(row, by=row.enrolment.person)
    services.withdraw(row, by=row.recorder)
    assert row.state is S.withdrawn and not row.questions and not row.answers
    signed = factory.signed()
    with pytest.raises(MovedOn):
        services.withdraw(signed, by=signed.recorder)


def test_whoever_marks_the_work_now_withdraws_what_a_colleague_left_open_without_reading_it(
    session: Session,
) -> None:
    sent = grading.mark_sheet().submission
    left, other = factory.asked(sent), grading.assessor()
    assert not policy.can_see(other, left)
    sent.assessor = other
    session.flush()
    assert policy.can_see(other, left) and not policy.reads(other, left) and not policy.can_write(other, left)
    services.withdraw(left, by=other)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE discussion SET answers = 'Something else.' WHERE id = :id", "final"),
        ("UPDATE discussion SET state = 'draft' WHERE id = :id", "final"),
        ("DELETE FROM discussion WHERE id = :id", "final"),
    ],
)
def test_the_database_changes_nothing_that_both_have_signed(session: Session, change: str, message: str) -> None:
    made = factory.signed()
    session.flush()
    with pytest.raises(IntegrityError, match=message), session.begin_nested():
        session.execute(text(change), {"id": made.id})


def test_the_database_takes_no_record_of_the_trainee_themself_nor_one_about_the_work_of_another(
    session: Session,
) -> None:
    made, other = factory.draft(), grading.mark_sheet().submission
    session.flush()
    for column, value in (("recorder_id", made.enrolment.person_id), ("submission_id", other.id)):
        with pytest.raises(IntegrityError, match="two people"), session.begin_nested():
            session.execute(
                text(f"UPDATE discussion SET {column} = :value WHERE id = :id"), {"id": made.id, "value": value}
            )


@pytest.mark.parametrize(
    "change",
    [
        "recorder_signature_id = NULL",
        "trainee_signature_id = NULL",
        "recorder_signature_id = NULL, trainee_signature_id = NULL",
        "recorder_signature_id = NULL, trainee_signature_id = NULL, signed_elsewhere = '[]'",
    ],
)
def test_the_database_keeps_no_signed_record_without_both_signatures(session: Session, change: str) -> None:
    made = factory.signed()
    session.flush()
    without_triggers(session, "discussion", "final")
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(f"UPDATE discussion SET {change} WHERE id = :id"), {"id": made.id})


def test_mails_and_history_hold_nothing_of_what_was_said(session: Session) -> None:
    made = factory.waiting()
    trainee = made.enrolment.person
    services.send_back(made, "That is not what I said.", by=trainee)
    services.hand_over(made, by=made.recorder)
    services.sign(made, "I add a word.", by=trainee)
    session.flush()
    mails = session.scalars(select(Mail).where(Mail.recipient.in_([trainee.email, made.recorder.email]))).all()
    told = [(mail.recipient, mail.subject.partition(",")[0]) for mail in mails]
    assert sorted(told) == sorted(
        [
            (trainee.email, "Record to read and sign"),
            (made.recorder.email, "A record came back to you"),
            (trainee.email, "Record to read and sign"),
            (made.recorder.email, "A record was signed"),
        ]
    )
    entries = session.scalars(select(HistoryEntry).where(HistoryEntry.object_kind == "discussion")).all()
    assert [entry.verb for entry in entries][1:] == [
        "discussion_handed_over",
        "discussion_sent_back",
        "discussion_handed_over",
        "discussion_signed",
    ]
    texts = [mail.text for mail in mails] + [str(entry.facts) for entry in entries]
    for said in (factory.QUESTIONS, factory.ANSWERS, "not what I said", "a word"):
        assert not any(said in each for each in texts)


# ---- As evidence ----


def test_signed_it_is_evidence_for_what_it_covers_and_admits_it_and_for_nothing_else() -> None:
    made = factory.signed(None, "C5-1 2.1")
    place = made.enrolment
    item = factory.as_evidence(made)
    assert item.state == "ready" and records.is_from_record(item) and item.words == 0
    other = factory.signed(place, "C5-1 2.1")
    with pytest.raises(RuleBroken, match=r"covers C5-1 2\.1") as refused:
        factory.as_evidence(other, "C5-1 2.1", "C5-1 2.2")
    assert refused.value.field == "criteria"


@pytest.mark.parametrize("made", [factory.draft, factory.waiting])
def test_unsigned_it_is_no_evidence(made: Any) -> None:
    with pytest.raises(RuleBroken):
        factory.as_evidence(made())


def test_what_was_asked_while_marking_is_no_evidence_of_its_own() -> None:
    sent = grading.mark_sheet(grading.allocated(code="C5-1")).submission
    made = factory.finish(factory.asked(sent, "2.1"))
    assert records.free_records(sent.enrolment, EvidenceKind.professional_discussion) == []
    with pytest.raises(RuleBroken):
        factory.as_evidence(made)


def test_a_discussion_that_was_held_elsewhere_is_still_handed_in_as_text_or_file() -> None:
    place = factory.place()
    item = portfolio.draft(place, EvidenceKind.professional_discussion, text=portfolio.words(60))
    portfolio_services.map_to(item, portfolio.criteria(place, "C5-1 2.1", "C5-1 2.2"), [], by=place.person)
    assert not records.is_from_record(item) and queries.versions_of(item) is not None
    item.identifies_nobody = True
    portfolio_services.make_ready(item, by=place.person)
    assert item.state == "ready"


def test_sent_it_is_frozen_whole_with_its_hash() -> None:
    made = factory.signed()
    place = made.enrolment
    factory.as_evidence(made)
    sent = portfolio.submission(place, "C5-1")
    [frozen] = [item.frozen for item in sent.items if item.frozen["kind"] == "professional_discussion"]
    assert frozen["record"]["answers"] == factory.ANSWERS and frozen["record"]["hash"] == made.content_hash
    assert frozen["criteria"] == ["2.1", "2.2"]


def test_revised_after_a_referral_it_still_stands_for_its_record() -> None:
    made = factory.signed()
    place = made.enrolment
    item = factory.as_evidence(made)
    portfolio.submission(place, "C5-1")
    item.state = type(item.state).not_accepted
    again = portfolio_services.revise(item, by=place.person)
    assert again.discussion is made and records.is_from_record(again)


def test_every_record_belongs_to_its_own_place() -> None:
    made = factory.signed()
    elsewhere = factory.place()
    assert made in records.own_records(made.enrolment.person, EvidenceKind.professional_discussion)
    assert records.free_records(elsewhere, EvidenceKind.professional_discussion) == []
    assert isinstance(made, Discussion)
