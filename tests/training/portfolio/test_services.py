"""Evidence: written, uploaded, taken from the record, mapped, made ready, withdrawn."""

import io
from uuid import uuid4

import pytest

from core.errors import MovedOn, RuleBroken
from core.history import timeline
from people.models import Role
from tests.factories import people, portfolio
from training.awards.models import EvidenceKind
from training.enrolments import services as enrolments
from training.portfolio import queries, records, services
from training.portfolio.models import EvidenceState, ReflectiveModel
from training.practice.models import PracticeState, SupervisionState

ACCOUNT = EvidenceKind.reflective_account


@pytest.fixture
def place(session):
    return portfolio.enrolment()


def upload(by, content=b"Six words are in this file.", name="account.txt"):
    return services.keep_upload(io.BytesIO(content), name, by=by)


def test_an_account_written_in_the_page_counts_the_words_of_all_its_parts(place):
    item = services.write_evidence(
        place,
        ACCOUNT,
        "  Account   3 ",
        parts={"what": "one two", "so_what": "", "now_what": "three — four"},
        model=ReflectiveModel.driscoll,
        by=place.person,
    )
    assert (item.title, item.words, item.text) == ("Account 3", 4, "one two\n\nthree — four")
    assert item.state is EvidenceState.draft
    assert [entry.verb for entry in timeline(item)] == ["written"]


def test_only_an_account_has_headings(place):
    item = portfolio.draft(place, EvidenceKind.work_product, model=ReflectiveModel.gibbs)
    assert item.model is ReflectiveModel.none


@pytest.mark.parametrize("kind", [EvidenceKind.tutor_observation, EvidenceKind.peer_feedback, EvidenceKind.meeting_log])
def test_a_kind_that_the_award_does_not_take_by_this_door_is_refused(place, kind):
    with pytest.raises(RuleBroken):
        portfolio.draft(place, kind)


def test_a_place_that_has_ended_takes_no_more_evidence(place):
    enrolments.withdraw(place.registration, by=None)
    with pytest.raises(RuleBroken, match="ended"):
        portfolio.draft(place)


def test_an_uploaded_text_is_read_and_counted(place):
    attachment, extracted = upload(place.person)
    item = services.upload_evidence(
        place, ACCOUNT, "From a file", attachment=attachment, text=extracted.text, by=place.person
    )
    assert (item.words, item.text) == (6, "Six words are in this file.")
    assert (attachment.media_type, attachment.name, attachment.size) == ("text/plain", "account.txt", 27)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(app, place):
    before = [path for path in app.config["FILES"].rglob("*") if path.is_file()]
    with pytest.raises(RuleBroken, match="damaged") as refused:
        upload(place.person, b"\x89PNG\r\n\x1a\n" + bytes(200), "photo.png")
    assert refused.value.field == "file"
    assert [path for path in app.config["FILES"].rglob("*") if path.is_file()] == before


def test_somebody_elses_file_or_one_in_use_cannot_be_attached(place):
    stranger = people.person(Role.trainee)
    attachment, extracted = upload(stranger)
    with pytest.raises(RuleBroken, match="again"):
        services.upload_evidence(place, ACCOUNT, "Theirs", attachment=attachment, text="", by=place.person)
    own, extracted = upload(place.person)
    services.upload_evidence(place, ACCOUNT, "Mine", attachment=own, text=extracted.text, by=place.person)
    with pytest.raises(RuleBroken, match="again"):
        services.upload_evidence(place, ACCOUNT, "Twice", attachment=own, text=extracted.text, by=place.person)
    assert queries.free_attachment(place.person, uuid4()) is None


def test_evidence_shows_only_criteria_that_admit_its_kind(place):
    item = portfolio.draft(place)
    with pytest.raises(RuleBroken) as refused:
        services.map_to(item, portfolio.criteria(place, "C5-3 2.2"), [], by=place.person)
    assert refused.value.field == "criteria"
    services.map_to(item, portfolio.criteria(place, "C5-3 1.1", "C5-2 2.4"), [], by=place.person)
    assert [each.code for each in item.criteria] == ["1.1", "2.4"]


def test_a_criterion_of_a_unit_that_is_not_taken_is_refused(place):
    item = portfolio.draft(place, EvidenceKind.work_product)
    with pytest.raises(RuleBroken):
        services.map_to(item, portfolio.criteria(place, "C5-5 1.1"), [], by=place.person)


def test_an_account_links_only_to_meetings_of_its_author(place):
    """Invariant 16."""
    foreign = portfolio.meeting(people.person(Role.trainee))
    with pytest.raises(RuleBroken) as refused:
        services.map_to(portfolio.draft(place), [], [foreign], by=place.person)
    assert refused.value.field == "meetings"


@pytest.mark.parametrize("state", [PracticeState.queried, PracticeState.rejected, PracticeState.void])
def test_a_meeting_that_was_turned_down_cannot_be_linked(place, state):
    with pytest.raises(RuleBroken):
        services.map_to(portfolio.draft(place), [], [portfolio.meeting(place.person, state)], by=place.person)


def test_no_meeting_serves_two_accounts_of_one_place(place):
    """Invariant 16."""
    meeting = portfolio.meeting(place.person)
    first, second = portfolio.draft(place), portfolio.draft(place)
    services.map_to(first, [], [meeting], by=place.person)
    with pytest.raises(RuleBroken, match="another account"):
        services.map_to(second, [], [meeting], by=place.person)
    services.withdraw(first, by=place.person)
    services.map_to(second, [], [meeting], by=place.person)
    assert second.meetings == [meeting]


def test_an_account_is_not_ready_while_its_meeting_is_not_confirmed(place):
    """Invariant 16."""
    item = portfolio.draft(place)
    logged = portfolio.meeting(place.person, PracticeState.logged)
    services.map_to(item, portfolio.criteria(place, "C5-3 1.1"), [logged], by=place.person)
    item.identifies_nobody = True
    with pytest.raises(RuleBroken, match="has not been confirmed"):
        services.make_ready(item, by=place.person)


def test_nothing_is_ready_without_the_statement_that_nobody_can_be_recognised(place):
    """Invariant 14."""
    item = portfolio.ready(place, "C5-3 1.1")
    services.take_back(item, by=place.person)
    item.identifies_nobody = False
    with pytest.raises(RuleBroken, match="nobody can be recognised"):
        services.make_ready(item, by=place.person)


@pytest.mark.parametrize(("words", "is_ready"), [(899, False), (900, True), (1650, True), (1651, False)])
def test_an_account_is_ready_only_within_the_accepted_words(place, words, is_ready):
    """Invariant 15."""
    if is_ready:
        assert portfolio.ready(place, "C5-3 1.1", text=portfolio.words(words)).state is EvidenceState.ready
    else:
        with pytest.raises(RuleBroken):
            portfolio.ready(place, "C5-3 1.1", text=portfolio.words(words))


def test_what_is_ready_changes_only_after_it_was_taken_back(place):
    item = portfolio.ready(place, "C5-3 1.1")
    given = {"title": "New", "model": item.model, "parts": {"text": "new"}, "identifies_nobody": True}
    with pytest.raises(MovedOn):
        services.save(item, by=place.person, **given)
    with pytest.raises(MovedOn):
        services.map_to(item, [], [], by=place.person)
    services.take_back(item, by=place.person)
    services.save(item, by=place.person, **given)
    assert (item.title, item.words) == ("New", 1)


def test_saving_never_touches_a_text_that_came_from_a_file(place):
    attachment, extracted = upload(place.person)
    item = services.upload_evidence(place, ACCOUNT, "File", attachment=attachment, text=extracted.text, by=place.person)
    services.save(
        item, title="File", model=item.model, parts={"text": "typed over"}, identifies_nobody=True, by=place.person
    )
    assert item.text == extracted.text


@pytest.mark.parametrize(
    ("kind", "make", "criterion"),
    [
        (EvidenceKind.meeting_log, portfolio.meeting, "C5-2 2.1"),
        (EvidenceKind.observation_record, portfolio.observation, "C5-2 2.2"),
        (EvidenceKind.supervision_record, portfolio.supervision, "C5-3 2.1"),
        (EvidenceKind.member_feedback, portfolio.feedback, "C5-2 3.1"),
    ],
)
def test_a_record_is_evidence_at_once_and_only_once(place, kind, make, criterion):
    record, criteria = make(place.person), portfolio.criteria(place, criterion)
    item = services.add_from_record(place, kind, record, criteria, by=place.person)
    assert item.state is EvidenceState.ready
    assert records.record_of(item) is record
    assert records.facts_of(record)
    with pytest.raises(RuleBroken):
        services.add_from_record(place, kind, record, criteria, by=place.person)


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (EvidenceKind.meeting_log, lambda me: portfolio.meeting(me, PracticeState.logged)),
        (EvidenceKind.meeting_log, lambda me: portfolio.meeting(people.person())),
        (EvidenceKind.observation_record, lambda me: portfolio.observation(people.person())),
        (
            EvidenceKind.supervision_record,
            lambda me: portfolio.supervision(me, state=SupervisionState.logged, signed_at=None),
        ),
        (EvidenceKind.supervision_record, lambda me: portfolio.supervision(people.person())),
        (EvidenceKind.member_feedback, lambda me: portfolio.feedback(me, answers=2)),
        (EvidenceKind.member_feedback, lambda me: portfolio.feedback(people.person())),
    ],
)
def test_a_record_that_is_unsigned_too_small_or_somebody_elses_is_no_evidence(place, kind, make):
    with pytest.raises(RuleBroken):
        services.add_from_record(place, kind, make(place.person), [], by=place.person)


def test_members_answers_are_frozen_as_counts_in_whole_groups(place):
    facts = records.facts_of(portfolio.feedback(place.person, answers=5))
    assert facts["answers"] == 3
    assert facts["statements"]["safe"] == {"counts": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 3}, "average_tenths": 50}


def test_a_new_draft_takes_the_place_of_what_was_not_accepted(place):
    sent = portfolio.decided(place, refer=("1.1",))
    [old] = [each.evidence_item for each in sent.items if each.evidence_item.state is EvidenceState.not_accepted]
    new = services.revise(old, by=place.person)
    assert (old.state, new.state) == (EvidenceState.superseded, EvidenceState.draft)
    assert (new.text, new.criteria, new.meetings) == (old.text, old.criteria, old.meetings)
    assert not new.identifies_nobody
