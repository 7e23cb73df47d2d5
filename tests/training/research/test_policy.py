"""Who may: two hands for key and texts, and only the trainee for the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.policy import Refusal
from people.models import Role
from tests.factories import people, research
from training.research import policy

EVERY = set(Role)


@pytest.mark.parametrize(
    ("can", "roles"),
    [
        (policy.can_list, {Role.centre_administrator, Role.lead_iqa}),
        (policy.can_open, {Role.centre_administrator}),
        (policy.can_be_asked, {Role.trainee}),
    ],
)
def test_who_may(session: Session, can: Callable[..., Any], roles: set[Role]) -> None:
    assert {role for role in EVERY if can(people.person(role))} == roles


@pytest.mark.parametrize(
    ("can", "roles"),
    [
        (policy.can_see, {Role.centre_administrator, Role.lead_iqa}),
        (policy.can_make_extract, {Role.lead_iqa}),
        (policy.can_take_key, {Role.centre_administrator}),
        (policy.can_close, {Role.centre_administrator}),
        (policy.can_keep_interviews, {Role.centre_administrator}),
        (policy.can_answer, {Role.trainee}),
    ],
)
def test_who_may_do_what_with_a_project(session: Session, can: Callable[..., Any], roles: set[Role]) -> None:
    project = research.project()
    assert {role for role in EVERY if can(people.person(role), project)} == roles


def test_nobody_holds_both_the_texts_and_the_key(session: Session) -> None:
    both = people.person(Role.centre_administrator, Role.lead_iqa)
    assert policy.can_make_extract(both, research.project())
    assert isinstance(policy.can_take_key(both, research.project()), Refusal)
