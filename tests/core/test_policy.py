"""What services ask again of the policies."""

import pytest

from core.errors import NotAllowed
from core.policy import Refusal, require


@pytest.mark.parametrize(
    ("answer", "otherwise", "said"),
    [
        (Refusal("You wrote it."), "Somebody else does.", "You wrote it."),
        (False, "Somebody else does.", "Somebody else"),
    ],
)
def test_a_service_goes_on_only_when_the_policy_says_yes(answer: bool | Refusal, otherwise: str, said: str) -> None:
    require(True, otherwise)
    with pytest.raises(NotAllowed, match=said):
        require(answer, otherwise)
