import pytest

from core.workflow import TransitionNotAllowed
from training.enrolments.models import RegistrationState as S
from training.enrolments.workflow import REGISTRATION
from training.enrolments.workflow import RegistrationAction as A

# Domain §5, Registration; "extended" behaves as active.
TABLE = {
    S.draft: {A.request: S.pending, A.withdraw: S.withdrawn},
    S.pending: {A.activate: S.active, A.withdraw: S.withdrawn},
    S.active: {
        A.suspend: S.suspended,
        A.extend: S.extended,
        A.expire: S.expired,
        A.withdraw: S.withdrawn,
        A.complete: S.completed,
    },
    S.suspended: {A.resume: S.active, A.extend: S.extended, A.withdraw: S.withdrawn},
    S.extended: {
        A.suspend: S.suspended,
        A.extend: S.extended,
        A.expire: S.expired,
        A.withdraw: S.withdrawn,
        A.complete: S.completed,
    },
    S.expired: {},
    S.withdrawn: {},
    S.completed: {},
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_a_registration_moves_by_this_table_and_no_other_way(state, action):
    if action in TABLE[state]:
        assert REGISTRATION.next_state(state, action) is TABLE[state][action]
    else:
        with pytest.raises(TransitionNotAllowed):
            REGISTRATION.next_state(state, action)
