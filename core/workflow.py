"""State machines as tables: which action leads from which state to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from core.errors import MovedOn

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class TransitionNotAllowed(MovedOn):
    """The action does not start from the state that the thing is in."""


@dataclass(frozen=True)
class Workflow(Generic[State, Action]):
    """One table of `(state, action) -> next state`."""

    transitions: Mapping[tuple[State, Action], State]

    def next_state(self, state: State, action: Action) -> State:
        """The state that `action` leads to.

        Raises TransitionNotAllowed when the action does not start from `state`.
        """
        try:
            return self.transitions[state, action]
        except KeyError:
            raise TransitionNotAllowed(f"{action.value} does not start from {state.value}") from None

    def allows(self, state: State, action: Action) -> bool:
        """Whether `action` may happen now."""
        return (state, action) in self.transitions
