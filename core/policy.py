"""Who may: every view names its policy on the line of its route, and receives the object, loaded and allowed.

A policy is a pure function `can_<verb>(person)` or `can_<verb>(person, thing)`. It answers True, False or a
`Refusal`, whose words the person reads on the 403 page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from flask import abort, current_app, g
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm.interfaces import ORMOption

from core.db import Tenanted, db
from core.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Refusal:
    """No, and why. Counts as False."""

    reason: str

    def __bool__(self) -> bool:
        return False


Policy = Callable[..., bool | Refusal]


@dataclass(frozen=True)
class Guard:
    """What `allows` was told, for tests that ask the policies themselves."""

    can: Policy
    model: type[Tenanted] | None
    sees: Policy | None


def allows(
    can: Policy, model: type[Tenanted] | None = None, *, sees: Policy | None = None, load: Sequence[ORMOption] = ()
) -> Callable[[View], View]:
    """Let a view run only for a person whom `can` allows.

    With `model`, the address holds `<uuid:public_id>` and the view receives the object as its first argument. A thing
    of another centre, or one that `sees` (without it: `can`) does not let the person see, is not found (404). A thing
    that they may see but not do this to is refused (403), with the reason. `load` says what to read with the object.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def allowed(*args: Any, public_id: UUID | None = None, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            if model is None:
                if not (answer := can(g.person)):
                    return refuse(answer)
                return view(*args, **kwargs)
            thing = db.session.scalar(select(model).where(model.public_id == public_id).options(*load))
            if thing is None or (sees is not None and not sees(g.person, thing)):
                abort(404)
            if not (answer := can(g.person, thing)):
                if sees is None:
                    abort(404)
                return refuse(answer)
            return view(thing, *args, **kwargs)

        allowed.policy = policy_name(can)  # type: ignore[attr-defined]
        allowed.guard = Guard(can, model, sees)  # type: ignore[attr-defined]
        return allowed  # type: ignore[return-value]

    return decorate


def refuse(answer: bool | Refusal) -> Any:
    """Stop with the 403 page when there is a reason to give; otherwise the page does not exist for this person."""
    if isinstance(answer, Refusal):
        raise NotAllowed(answer.reason)
    abort(404)


def require(answer: bool | Refusal, otherwise: str = "") -> None:
    """Go on only when a policy says yes: for services, which ask again what the view asked.

    Raises NotAllowed with the reason of a Refusal; `otherwise` is the reason where a plain no has none.
    """
    if not answer:
        raise NotAllowed(answer.reason if isinstance(answer, Refusal) else otherwise)


def public(view: View) -> View:
    """A page that anyone may open, signed in or not."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


def signed_in(person: Any) -> bool:
    """The policy of pages that belong to everyone who is signed in."""
    return person is not None


def policy_name(can: Policy) -> str:
    """`assessments.grading.policy:can_decide` reads as `grading.can_decide`."""
    parts = can.__module__.split(".")
    noun = parts[-2] if parts[-1] == "policy" and len(parts) > 1 else parts[-1]
    return f"{noun}.{can.__name__}"
