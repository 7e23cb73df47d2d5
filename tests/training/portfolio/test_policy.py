"""Who may do what with evidence and submissions, as tables (domain §9)."""

import pytest

from core.policy import Refusal
from people.models import Role
from tests.factories import people, portfolio
from training.portfolio import policy


@pytest.fixture
def sent(session):
    return portfolio.allocated()


def holder(sent, who):
    """The person meant by a word of the tables."""
    if who == "trainee":
        return sent.enrolment.person
    if who == "its assessor":
        return sent.assessor
    return people.person(Role(who))


@pytest.mark.parametrize("who", ["its assessor", *Role])
def test_nobody_but_its_author_opens_an_evidence_item(sent, who):
    person = holder(sent, who)
    item = sent.items[0].evidence_item
    assert policy.owns(person, item) is (who == Role.trainee)


@pytest.mark.parametrize(
    ("who", "sees", "reads"),
    [
        ("trainee", True, True),
        ("its assessor", True, True),
        ("lead_iqa", True, True),
        ("centre_administrator", True, False),
        ("assessor", False, False),
        ("iqa", False, False),
        ("eqa", False, False),
        ("tutor", False, False),
        ("supervisor", False, False),
        ("observer", False, False),
        ("set_organiser", False, False),
        ("hr", False, False),
        ("system_administrator", False, False),
    ],
)
def test_who_knows_of_a_submission_and_who_reads_its_text(sent, who, sees, reads):
    person = holder(sent, who)
    assert policy.can_see(person, sent) is sees
    assert policy.can_read_text(person, sent) is reads


@pytest.mark.parametrize("role", Role)
def test_only_a_centre_administrator_allocates(sent, role):
    person = people.person(role)
    assert bool(policy.can_allocate(person, sent)) is (role is Role.centre_administrator)
    assert policy.can_list_to_allocate(person) is (role is Role.centre_administrator)


@pytest.mark.parametrize("role", Role)
def test_only_a_lead_iqa_allows_another_attempt(sent, role):
    assert bool(policy.can_grant_attempt(people.person(role), sent)) is (role is Role.lead_iqa)


@pytest.mark.parametrize("role", Role)
def test_only_a_trainee_keeps_a_portfolio(session, role):
    assert policy.can_write(people.person(role)) is (role is Role.trainee)


def test_ones_own_work_is_refused_with_a_reason(sent):
    person = sent.enrolment.person
    people.grant(person, Role.centre_administrator)
    people.grant(person, Role.lead_iqa)
    portfolio.db.session.refresh(person)
    for can in (policy.can_allocate, policy.can_grant_attempt):
        assert isinstance(can(person, sent), Refusal)


def test_optional_units_are_the_trainees_own_to_choose(sent):
    assert policy.can_choose_units(sent.enrolment.person, sent.enrolment)
    assert not policy.can_choose_units(people.person(Role.trainee), sent.enrolment)
