"""A unit that cannot be sent back any more is refused before anything of it is touched."""

import pytest
from sqlalchemy.orm import Session

from core.workflow import TransitionNotAllowed
from people.models import Role
from tests.factories import grading, people
from training.portfolio import services
from training.portfolio.models import ReturnReason


def test_what_was_decided_is_not_sent_back_and_stays_as_it_was(session: Session) -> None:
    submission = grading.decision(refer=("1.2",)).submission
    with pytest.raises(TransitionNotAllowed):
        services.return_admin(submission, reason=ReturnReason.incomplete, by=people.person(Role.centre_administrator))
    assert submission.return_reason is None
    session.flush()
