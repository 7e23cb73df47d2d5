"""What happens to adjustments, and what stays sealed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.adjustments import sealing, services
from assessments.adjustments.models import Adjustment, AdjustmentAllowance, AdjustmentEvidence
from assessments.adjustments.models import AdjustmentState as S
from assessments.adjustments.terms import Basis, Kind
from core import clock, keys
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import HistoryEntry
from core.mail import Mail
from core.workflow import TransitionNotAllowed
from people.models import Person, Role
from tests import london
from tests.factories import adjustments as factory
from tests.factories import enrolments, grading, people, portfolio
from training.allowances import allowed
from training.awards.models import EvidenceKind
from training.enrolments.models import AllocationRole
from training.portfolio import queries as portfolio_queries
from training.portfolio.sending import prepare

SECRETS = ("Marzipan", "Gooseberry", "Persimmon", "Quince", "letter.txt")


def everything(session: Session) -> str:
    """All bytes of the tables of adjustments, of history and of mails."""
    session.flush()
    rows = []
    for table in ("adjustment", "adjustment_evidence", "allowance", "history_entry", "mail"):
        for row in session.execute(text(f"SELECT * FROM {table}"), execution_options={"across_tenants": True}):
            rows += [bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row]
    return "\n".join(rows)


def key_files() -> set[str]:
    folder = current_app.config["DATA"] / "keys" / "adjustments"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_the_words_and_the_file_are_sealed_and_their_owner_reads_them(session: Session) -> None:
    row = factory.requested()
    assert sealing.words_of(row) == (factory.NEED, factory.HELP)
    assert sealing.file_of(row.evidence) == (factory.FILE.name, factory.FILE.content)
    factory.seen(row)
    services.approve(row, factory.terms(extra_days=5), factory.REASON, by=factory.lead())
    assert sealing.reason_of(row) == factory.REASON
    stored = everything(session)
    assert factory.TO_DO in stored
    assert [secret for secret in SECRETS if secret in stored] == []


def test_the_file_is_deleted_with_its_key_when_it_is_decided_and_the_words_stay(session: Session) -> None:
    row = factory.seen()
    name = row.evidence.key_name
    retired = services.decline(row, factory.REASON, by=factory.lead())
    assert retired == {name} and name in key_files()
    assert sealing.destroy_unused(retired) == 1
    assert name not in key_files()
    assert session.scalars(select(AdjustmentEvidence)).all() == []
    assert row.evidence_deleted_at is not None
    assert sealing.words_of(row).need == factory.NEED


@pytest.mark.parametrize("how", ["approve", "decline", "withdraw"])
def test_no_end_of_a_request_leaves_its_file(session: Session, how: str) -> None:
    row = factory.seen()
    if how == "approve":
        retired = services.approve(row, factory.terms(extra_days=1), factory.REASON, by=factory.lead())
    elif how == "decline":
        retired = services.decline(row, factory.REASON, by=factory.lead())
    else:
        retired = services.withdraw(row, by=row.enrolment.person)
    assert len(retired) == 1 and row.evidence is None


def test_a_key_that_something_is_sealed_with_is_not_destroyed(session: Session) -> None:
    row = factory.requested()
    assert sealing.destroy_unused([row.key_name, row.evidence.key_name]) == 0
    keys.destroy_key(current_app.config["DATA"] / "keys" / "adjustments", row.key_name)
    with pytest.raises(keys.KeyGone):
        sealing.words_of(row)
    factory.seen(row)
    with pytest.raises(MovedOn):
        services.approve(row, factory.terms(extra_days=1), factory.REASON, by=factory.lead())


def test_history_and_mails_hold_codes_only(session: Session) -> None:
    factory.approved()
    entries = session.scalars(select(HistoryEntry).where(HistoryEntry.object_kind == "adjustment")).all()
    assert [each.verb for each in entries] == [
        "adjustment_requested",
        "adjustment_evidence_seen",
        "adjustment_approved",
        "adjustment_begun",
    ]
    assert {name for each in entries for name in each.facts} == {"basis"}
    for mail in session.scalars(select(Mail)):
        assert not {"adjust", "health", "consideration"} & set(mail.subject.lower().split())


# ---- Who decides ----


def assesses(row: Adjustment) -> Person:
    lead = people.person(Role.lead_iqa, Role.assessor)
    enrolments.allocation(row.enrolment, AllocationRole.assessor, lead)
    return lead


def was_given_work(row: Adjustment) -> Person:
    lead = people.person(Role.lead_iqa, Role.assessor)
    portfolio.allocated(row.enrolment, assessor=lead)
    for allocation in row.enrolment.allocations:
        allocation.ends_on = london.today() - timedelta(days=1)
    return lead


def manages(row: Adjustment) -> Person:
    row.enrolment.person.line_manager = factory.lead()
    return row.enrolment.person.line_manager


def teaches(row: Adjustment) -> Person:
    lead = people.person(Role.lead_iqa, Role.tutor)
    row.enrolment.cohort.tutor = lead
    return lead


def is_the_trainee(row: Adjustment) -> Person:
    people.grant(row.enrolment.person, Role.lead_iqa)
    return row.enrolment.person


def of_another_organisation(row: Adjustment) -> Person:
    return people.person(Role.lead_iqa, scope=people.organisation())


def administrator(row: Adjustment) -> Person:
    return people.person(Role.centre_administrator)


@pytest.mark.parametrize(
    "who", [assesses, was_given_work, manages, teaches, is_the_trainee, of_another_organisation, administrator]
)
def test_who_is_too_close_or_not_the_lead_decides_nothing(session: Session, who: Any) -> None:
    row = factory.requested()
    person = who(row)
    session.flush()
    session.refresh(row.enrolment)
    session.refresh(person)
    with pytest.raises(NotAllowed):
        services.see_evidence(row, by=person)
    factory.seen(row)
    for verb in (
        lambda: services.approve(row, factory.terms(extra_days=1), factory.REASON, by=person),
        lambda: services.decline(row, factory.REASON, by=person),
        lambda: services.refer(row, by=person),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert row.state is S.evidence_seen


# ---- Asking ----


def test_only_the_trainee_asks_and_not_without_words(session: Session) -> None:
    place, before = factory.place(), key_files()
    ask = {"basis": Basis.reasonable_adjustment, "kind": Kind.breaks, "words": sealing.Words(factory.NEED, "")}
    with pytest.raises(NotAllowed):
        services.ask(place, **ask, by=factory.lead())
    with pytest.raises(RuleBroken):
        services.ask(place, **ask | {"words": sealing.Words("  Tired.  ", "")}, by=place.person)
    with pytest.raises(RuleBroken):
        services.ask(place, **ask | {"kind": Kind.later_date}, by=place.person)
    with pytest.raises(RuleBroken):
        services.ask(place, **ask, units=["D9-9"], by=place.person)
    assert key_files() == before
    for _ in range(services.MOST_OPEN):
        factory.requested(place, Kind.breaks)
    with pytest.raises(MovedOn):
        services.ask(place, **ask, by=place.person)


def test_special_consideration_is_asked_for_in_time_and_about_ones_own_attempt(session: Session) -> None:
    place = factory.place()
    long_ago = london.today() - timedelta(days=place.person.centre.special_consideration_days + 1)
    with pytest.raises(RuleBroken, match="within 20 days"):
        factory.special(place, happened_on=long_ago)
    with pytest.raises(RuleBroken, match="the day on which"):
        factory.special(place, happened_on=None)
    with pytest.raises(RuleBroken, match="attempt"):
        factory.special(place, Kind.attempt_not_counted)
    with pytest.raises(RuleBroken, match="attempts listed"):
        factory.special(place, Kind.attempt_not_counted, submission=grading.decision().submission)
    assert factory.special(place).state is S.requested


# ---- What it moves ----


def referred_unit(place: Any) -> Any:
    return grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",)).submission


def test_more_time_is_felt_where_days_are_counted_and_no_more_once_it_is_ended(session: Session) -> None:
    place = factory.place()
    row = factory.approved(place=place, extra_days=10)
    unit, rules = portfolio.unit(place), place.award_version.assessment_rules
    day = london.today()
    ordinary = day + timedelta(days=rules["resubmission_days"])
    assert allowed.due_back(place, unit, day) == ordinary + timedelta(days=10)
    decision = grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",))
    assert decision.due_back_on == ordinary + timedelta(days=10)
    services.withdraw(row, by=place.person)
    session.refresh(place)
    tomorrow = day + timedelta(days=1)
    assert allowed.due_back(place, unit, tomorrow) == ordinary + timedelta(days=1)


def test_another_kind_is_taken_for_the_units_named_and_the_criteria_stay_the_same(session: Session) -> None:
    place = factory.place()
    before = portfolio_queries.criteria_for(place, EvidenceKind.professional_discussion)
    texts = {each.id: (each.code, each.text) for unit in place.award_version.units for each in unit.criteria}
    row = factory.requested(place, Kind.other_format)
    swap = {"instead_of": "reflective_account", "accepts": "professional_discussion", "units": ("C5-3",)}
    factory.approved(row, **swap)
    session.refresh(place)
    after = portfolio_queries.criteria_for(place, EvidenceKind.professional_discussion)
    added = {each.id for _u, found in after for each in found} - {each.id for _u, found in before for each in found}
    named = {
        each.id
        for each in portfolio.unit(place).criteria
        if "reflective_account" in each.evidence_kinds and "professional_discussion" not in each.evidence_kinds
    }
    assert added == named and named
    assert EvidenceKind.professional_discussion in portfolio_queries.kinds_for([place])
    assert texts == {each.id: (each.code, each.text) for unit in place.award_version.units for each in unit.criteria}
    assert [c.code for c in prepare(place, portfolio.unit(place)).open_criteria] == [
        c.code for c in portfolio.unit(place).criteria
    ]


def test_an_attempt_that_does_not_count_gives_another(session: Session) -> None:
    place = factory.place()
    first = referred_unit(place)
    row = factory.special(place, Kind.attempt_not_counted, submission=first)
    factory.seen(row)
    terms = factory.terms(units=("C5-3",), uncounted=first.attempt)
    with pytest.raises(RuleBroken):
        services.approve(row, factory.terms(units=("C5-3",), uncounted=2), factory.REASON, by=factory.lead())
    services.approve(row, terms, factory.REASON, by=factory.lead())
    session.refresh(place)
    assert allowed.attempts_at(place, first.unit) == place.award_version.assessment_rules["max_attempts"] + 1
    second = grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",))
    assert second.submission.attempt == 2 and second.due_back_on is not None
    parcel = prepare(place, first.unit)
    assert parcel.attempt == 3 and not [each for each in parcel.missing if "attempts" in each.text]


def test_a_later_date_holds_for_one_unit(session: Session) -> None:
    place = factory.place()
    first = referred_unit(place)
    day = london.today() + timedelta(days=200)
    row = factory.seen(factory.special(place, Kind.later_date, submission=first))
    with pytest.raises(RuleBroken, match="one unit"):
        services.approve(row, factory.terms(due_on=day), factory.REASON, by=factory.lead())
    services.approve(row, factory.terms(due_on=day, units=("C5-3",)), factory.REASON, by=factory.lead())
    session.refresh(place)
    assert allowed.due_back(place, first.unit, london.today()) == day
    assert allowed.due_back(place, portfolio.unit(place, "C5-1"), london.today()) != day


# ---- From state to state ----


def test_what_is_for_later_begins_and_ends_on_its_days(session: Session) -> None:
    first = london.today() + timedelta(days=3)
    row = factory.approved(starts_on=first, ends_on=first + timedelta(days=2))
    assert row.state is S.approved and services.move_due(london.today()) == 0
    with clock.set_to(clock.now() + timedelta(days=3)):
        assert services.move_due(london.today()) == 1
    assert row.state is S.in_force
    with clock.set_to(clock.now() + timedelta(days=6)):
        assert services.move_due(london.today()) == 1
    assert row.state is S.ended
    assert services.move_due(london.today()) == 0


def test_the_awarding_organisations_answer_needs_its_reference(session: Session) -> None:
    row, lead = factory.referred(), factory.lead()
    with pytest.raises(RuleBroken, match="reference"):
        services.approve(row, factory.terms(extra_days=1), factory.REASON, by=lead)
    services.approve(row, factory.terms(extra_days=1), factory.REASON, ao_reference="AO 4711", by=lead)
    assert (row.by_ao, row.ao_reference, row.state) == (True, "AO 4711", S.in_force)


def test_an_answer_is_given_once_and_to_what_was_seen(session: Session) -> None:
    row, lead = factory.requested(), factory.lead()
    with pytest.raises(TransitionNotAllowed):
        services.decline(row, factory.REASON, by=lead)
    with pytest.raises(MovedOn):
        services.see_evidence(row, version=row.version + 1, by=lead)
    services.see_evidence(row, version=row.version, by=lead)
    with pytest.raises(RuleBroken, match="reason"):
        services.decline(row, "No.", by=lead)
    services.decline(row, factory.REASON, by=lead)
    for verb in (
        lambda: services.approve(row, factory.terms(extra_days=1), factory.REASON, by=lead),
        lambda: services.decline(row, factory.REASON, by=lead),
        lambda: services.withdraw(row, by=row.enrolment.person),
    ):
        with pytest.raises(TransitionNotAllowed):
            verb()


@pytest.mark.parametrize(
    ("made", "column", "value"),
    [
        (factory.declined, "state", "approved"),
        (factory.ended, "closed_at", None),
        (factory.approved, "need_to_do", "Something else entirely, later."),
        (factory.approved, "extra_days", 99),
        (factory.requested, "sealed", b"other"),
        (factory.requested, "kind", "breaks"),
    ],
)
def test_what_was_asked_and_what_was_decided_stay_as_they_were(
    session: Session, made: Any, column: str, value: Any
) -> None:
    row = made()
    session.flush()
    with pytest.raises(IntegrityError, match="final"), session.begin_nested():
        session.execute(text(f"UPDATE adjustment SET {column} = :v WHERE id = :id"), {"v": value, "id": row.id})


def test_what_is_moved_cannot_be_changed_behind_the_decision(session: Session) -> None:
    row = factory.approved()
    [link] = session.scalars(select(AdjustmentAllowance).where(AdjustmentAllowance.adjustment_id == row.id))
    with pytest.raises(IntegrityError, match="final"), session.begin_nested():
        session.execute(text("UPDATE allowance SET extra_days = 99 WHERE id = :id"), {"id": link.allowance_id})
