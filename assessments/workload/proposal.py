"""Who takes which unit: a proposal that balances load against targets and passes over whoever may not take it.

It is worked out anew each time from what is on record, in one order, so that the same facts give the same proposal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from fractions import Fraction


class Against(StrEnum):
    """Why an assessor cannot take a unit. The first that stands is named."""

    own_work = "own_work"
    role_not_held = "role_not_held"
    has_it = "has_it"
    both_roles = "both_roles"
    judged_it = "judged_it"
    supervises = "supervises"
    teaches = "teaches"
    manages = "manages"
    conflict_blocked = "conflict_blocked"
    conflict_open = "conflict_open"
    away = "away"
    takes_none = "takes_none"


class Tie(IntEnum):
    """What binds an assessor to a unit, the strongest first."""

    cover = 0  # named as cover for whoever is away
    assessed_before = 1  # gave the decision on the attempt before
    works_with = 2  # is allocated to the trainee


class Because(StrEnum):
    """Why this assessor is proposed."""

    cover = "cover"
    assessed_before = "assessed_before"
    works_with = "works_with"
    most_room = "most_room"
    all_full = "all_full"


@dataclass(frozen=True, slots=True)
class Desk:
    """An assessor: how many units are open there, and how many should be at most at one time."""

    key: int
    name: str
    open: int
    target: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit to be given to somebody. `against` and `ties` are by the key of the assessor."""

    key: int
    sent_at: datetime
    is_again: bool = False
    against: Mapping[int, Against] = field(default_factory=dict)
    ties: Mapping[int, Tie] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who should take a unit, why, and how full that desk is then; `desk` None: nobody can, see `against`."""

    piece: Piece
    desk: Desk | None
    because: Because | None
    open_then: int
    against: Mapping[int, Against]


def propose(pieces: Sequence[Piece], desks: Sequence[Desk]) -> list[Proposal]:
    """Give out all pieces, resubmissions first, then the longest waiting; each counts on the desk it goes to.

    Cover that was named is kept. Else, among those below their target, whoever knows the trainee's work, and then the
    desk that would be least full; where all are at their target, the desk that would be least over it.
    """
    load = {desk.key: desk.open for desk in desks}
    found = []
    for piece in sorted(pieces, key=lambda each: (not each.is_again, each.sent_at, each.key)):
        against = {desk.key: stands for desk in desks if (stands := _against(piece, desk)) is not None}
        free = [desk for desk in desks if desk.key not in against]
        if not free:
            found.append(Proposal(piece, None, None, 0, against))
            continue
        desk, because = _choose(piece, free, load)
        load[desk.key] += 1
        found.append(Proposal(piece, desk, because, load[desk.key], against))
    return found


def _against(piece: Piece, desk: Desk) -> Against | None:
    if (stands := piece.against.get(desk.key)) is not None:
        return stands
    named = piece.ties.get(desk.key) is Tie.cover
    return Against.takes_none if desk.target == 0 and not named else None


def _choose(piece: Piece, free: Sequence[Desk], load: Mapping[int, int]) -> tuple[Desk, Because]:
    def fullness(desk: Desk) -> tuple[Fraction, str, int]:
        return Fraction(load[desk.key] + 1, max(desk.target, 1)), desk.name.casefold(), desk.key

    def rank(desk: Desk) -> tuple[int, tuple[Fraction, str, int]]:
        return piece.ties.get(desk.key, len(Tie)), fullness(desk)

    room = [desk for desk in free if load[desk.key] < desk.target]
    named = [desk for desk in free if piece.ties.get(desk.key) is Tie.cover]
    if named:
        return min(named, key=fullness), Because.cover
    if not room:
        return min(free, key=fullness), Because.all_full
    chosen = min(room, key=rank)
    tie = piece.ties.get(chosen.key)
    return chosen, Because(tie.name) if tie is not None else Because.most_room
