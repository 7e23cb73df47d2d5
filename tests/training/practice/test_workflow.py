"""The state machine of the practice record, as a table (domain §5), and the roles that each kind of set knows."""

import pytest

from core.workflow import TransitionNotAllowed
from training.practice.models import FacilitationRole, PracticeState
from training.practice.workflow import RECORDS, ROLES, PracticeAction
from training.sets.models import SetKind

S, A = PracticeState, PracticeAction
TABLE = {
    (S.logged, A.confirm): S.confirmed,
    (S.logged, A.query): S.queried,
    (S.queried, A.answer): S.logged,
    (S.queried, A.reject): S.rejected,
    (S.confirmed, A.use): S.counted,
    (S.confirmed, A.void): S.void,
}


@pytest.mark.parametrize("state", PracticeState)
@pytest.mark.parametrize("action", PracticeAction)
def test_a_practice_record_moves_as_its_state_machine_says(state, action):
    if (state, action) in TABLE:
        assert RECORDS.next_state(state, action) is TABLE[state, action]
    else:
        with pytest.raises(TransitionNotAllowed):
            RECORDS.next_state(state, action)


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("work", "lead co observer"),
        ("practice", "practice member observer"),
        ("support", "lead co practice member observer"),
    ],
)
def test_each_kind_of_set_knows_its_roles(kind, roles):
    assert ROLES[SetKind(kind)] == tuple(FacilitationRole(role) for role in roles.split())
