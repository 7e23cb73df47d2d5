"""State machines as tables: which action leads from which state to which, and what history says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from core import history
from core.db import db
from core.errors import MovedOn

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class Moving(history.Recorded, Protocol):
    """A row of a centre that has a state."""

    state: Any


class TransitionNotAllowed(MovedOn):
    """The action does not start from the state that the thing is in."""


@dataclass(frozen=True)
class Workflow(Generic[State, Action]):
    """One table of `(state, action) -> next state`, and the verb of history for each action, where `move` is used."""

    transitions: Mapping[tuple[State, Action], State]
    verbs: Mapping[Action, str] = field(default_factory=dict)

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

    def move(self, thing: Moving, action: Action, *, by: history.Actor | None, **facts: object) -> None:
        """Change the state of a thing and write it down: the only place where that happens.

        `facts` are codes and numbers that history keeps with the change. Raises TransitionNotAllowed.
        """
        thing.state = self.next_state(thing.state, action)
        db.session.flush()
        history.record(thing, self.verbs[action], by=by, result=thing.state, **facts)
