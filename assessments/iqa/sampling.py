"""Which decisions an internal quality assurer looks at again: the policy as values, and a draw that anyone can repeat.

**The draw.** Every decision has a place in one order: by the SHA-256, in hexadecimal, of the UTF-8 text
`<seed>|<decision id>`. "The first" below means first in this order, so the draw depends on the seed and the decisions
alone: not on the order they come in, nor on a programme's random numbers. With a pencil and any SHA-256 it goes:

1. Pick every decision that is looked at whatever the rate: an unqualified assessor's, one under a managed conflict of
   interest, and the first few of an assessor who is new.
2. Then the floors, each only where no pick meets it yet, names in alphabetical order: for every assessor who referred,
   the first referral; for every evidence method and then every site, the first decision that has it; for every
   assessor and unit, the first decision.
3. Then the rate: for every assessor, award and band, until n = max(ceil(rate x N), floors) are picked, always from the
   unit with the smallest share picked so far (ties: the unit whose next decision comes first). Decisions under a
   managed conflict are neither in this N nor in this n.

Rates and floors are counted over the whole period: N is all final decisions of the period, and what earlier draws
picked counts. A decision that an earlier draw passed over is confirmed and is not picked later. The floors of the plan
that are no choice of decisions (every IQA, interim samples, one observation of each assessor a year) are not drawn.

Source: domain §6; every value there is illustrative and a setting of the centre.
"""

import calendar
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Band(StrEnum):
    """How closely an assessor's decisions on an award are looked at."""

    unqualified = "A"
    new = "B"
    established = "C"
    concern = "D"


@dataclass(frozen=True, slots=True)
class Policy:
    """A centre's sampling policy. Rates are percentages of the decisions of one assessor, award and band.

    `first_decisions`: of a new assessor, looked at in full. `first_run_percent`: the least in any band while a version
    of an award is new. `new_until_agreed`: agreed decisions after which an assessor is established. A concern is open
    for `concern_months` and until `concern_until_agreed` decisions were agreed since. `interim_percent`: share of all
    samples taken before a unit is decided. Floors: picks for each assessor and unit in a period; the others, each once
    a year: every evidence method, every site, a referral of every assessor.
    """

    unqualified_percent: int = 100
    new_percent: int = 50
    established_percent: int = 15
    concern_percent: int = 50
    first_decisions: int = 5
    first_run_percent: int = 50
    new_until_agreed: int = 10
    concern_months: int = 6
    concern_until_agreed: int = 5
    interim_percent: int = 30
    per_assessor_and_unit: int = 1

    def percent(self, band: Band, *, first_run: bool = False) -> int:
        """The rate of a band in percent."""
        rates = {
            Band.unqualified: self.unqualified_percent,
            Band.new: self.new_percent,
            Band.established: self.established_percent,
            Band.concern: self.concern_percent,
        }
        return max(rates[band], self.first_run_percent if first_run else 0)


DEFAULT_POLICY = Policy()  # illustrative (domain §6): no regulator publishes a figure


@dataclass(frozen=True, slots=True)
class AssessorFacts:
    """What places an assessor in a band, for one award. `agreed`: decisions that an IQA has agreed, ever.

    `concern_on`: day of the last overturned decision or major action, if any; `agreed_since`: agreed after it.
    """

    qualified: bool
    agreed: int = 0
    concern_on: date | None = None
    agreed_since: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """One final decision of the period.

    `award` names the version. `nth`: its place, from 1, among the assessor's decisions on that award, ever. `methods`
    are the kinds of evidence it rests on; `site` may be unknown.
    """

    id: str
    assessor: str
    award: str
    unit: str
    band: Band
    is_refer: bool = False
    nth: int | None = None
    methods: frozenset[str] = frozenset()
    site: str | None = None
    managed_conflict: bool = False
    first_run: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a decision was picked, or a floor missed: a code and its values."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pick:
    """A decision to be looked at again, and why."""

    decision_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Stratum:
    """One assessor and unit over the whole period: how many were decided, how many picked by this and earlier draws."""

    assessor: str
    award: str
    unit: str
    decided: int
    picked: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The outcome of one draw: the picks in the order they were made, and the floors that the period misses so far.

    A missed floor is one of `refer`, `method`, `site`, `assessor_unit`; its values name it, and `why`: `none_decided`
    or `passed_over` (every such decision had been confirmed by an earlier draw).
    """

    picks: tuple[Pick, ...]
    strata: tuple[Stratum, ...]
    missed: tuple[Reason, ...]


def band_of(assessor: AssessorFacts, today: date, policy: Policy = DEFAULT_POLICY) -> Band:
    """The band of an assessor for one award (domain §6): unqualified, then new, then concern, then established.

    A new assessor with a concern stays new, where the first decisions are looked at in full besides.
    """
    if not assessor.qualified:
        return Band.unqualified
    if assessor.agreed < policy.new_until_agreed:
        return Band.new
    if assessor.concern_on is not None:
        is_over = today >= _months_after(assessor.concern_on, policy.concern_months)
        if not (is_over and assessor.agreed_since >= policy.concern_until_agreed):
            return Band.concern
    return Band.established


def size(
    band: Band,
    decided: int,
    policy: Policy = DEFAULT_POLICY,
    *,
    firsts: int | None = None,
    first_run: bool = False,
    floor: int = 0,
) -> int:
    """How many of `decided` decisions of one assessor, award and band are looked at: max(ceil(rate x N), floor).

    `firsts`: how many of them are among a new assessor's first few, looked at in full beside the rate on the rest;
    None takes the assessor's very first to be in this period. Never more than there are.
    """
    full = 0
    if band == Band.new:
        full = min(decided, policy.first_decisions if firsts is None else firsts)
    rest = -(-policy.percent(band, first_run=first_run) * (decided - full) // 100)
    return min(decided, max(full + rest, floor))


def interim_wanted(summative: int, policy: Policy = DEFAULT_POLICY) -> int:
    """How many interim samples beside `summative` ones make up the interim share of all samples."""
    return -(-policy.interim_percent * summative // (100 - policy.interim_percent))


def new_seed(period: str, random_bytes: bytes) -> str:
    """A seed such as "2026Q4-7F3A-91C2" for the period "2026-Q4", from four random bytes.

    The caller draws the bytes; it is written down before the draw, so that nobody can try seeds until one pleases.
    """
    if len(random_bytes) != 4:
        raise ValueError("A seed is made from four random bytes.")
    text = random_bytes.hex().upper()
    return f"{period.replace('-', '')}-{text[:4]}-{text[4:]}"


def draw(
    decisions: Iterable[Decision],
    policy: Policy,
    seed: str,
    already_drawn: Mapping[str, bool] | None = None,
    *,
    sampled_this_year: Iterable[Decision] = (),
    methods: Collection[str] = (),
    sites: Collection[str] = (),
) -> Draw:
    """Pick the decisions to be looked at again; the module's docstring is the procedure.

    `decisions`: every final decision of the period, drawn already or not. `already_drawn`: by the id of each decision
    that an earlier draw of the period covered, whether it was picked. `sampled_this_year`: decisions picked in earlier
    periods of the year; they meet the floors that are yearly. `methods` and `sites` that are expected in the year are
    named as missed where nothing was decided with them. Every floor of the policy is met, or missed with why
    (invariant 25).
    """
    hand = _Hand(sorted(decisions, key=lambda one: (_order(seed, one.id), one.id)), already_drawn or {})
    _pick_forced(hand, policy)
    _meet_floors(hand, policy, tuple(sampled_this_year), methods, sites)
    _fill_rates(hand, policy)
    return Draw(tuple(hand.picks.values()), tuple(_strata(hand)), tuple(hand.missed))


class _Hand:
    """A draw in progress: the decisions in the order of the seed, what may be picked, and what has been."""

    def __init__(self, decisions: list[Decision], already_drawn: Mapping[str, bool]) -> None:
        self.decisions = decisions
        self.already_drawn = already_drawn
        self.picks: dict[str, Pick] = {}
        self.missed: list[Reason] = []

    def is_picked(self, decision: Decision) -> bool:
        return decision.id in self.picks or self.already_drawn.get(decision.id, False)

    def is_free(self, decision: Decision) -> bool:
        return decision.id not in self.picks and decision.id not in self.already_drawn

    def pick(self, decision: Decision, code: str, values: Mapping[str, Any]) -> None:
        self.picks[decision.id] = Pick(decision.id, Reason(code, values))

    def meet(self, floor: str, values: Mapping[str, Any], serving: list[Decision], wanted: int = 1) -> None:
        """Pick the first of the decisions serving a floor until `wanted` do; if they run out, the floor is missed."""
        short = min(wanted, max(len(serving), 1)) - sum(map(self.is_picked, serving))
        free = [decision for decision in serving if self.is_free(decision)]
        for decision in free[: max(short, 0)]:
            self.pick(decision, f"{floor}_floor", values)
        if short > len(free):
            self.missed.append(Reason(floor, {**values, "why": "passed_over" if serving else "none_decided"}))


def _pick_forced(hand: _Hand, policy: Policy) -> None:
    for decision in filter(hand.is_free, hand.decisions):
        if decision.band == Band.unqualified and policy.unqualified_percent == 100:
            hand.pick(decision, "unqualified", {"assessor": decision.assessor})
        elif decision.managed_conflict:
            hand.pick(decision, "managed_conflict", {"assessor": decision.assessor})
        elif _is_first(decision, policy):
            values = {"assessor": decision.assessor, "nth": decision.nth, "first": policy.first_decisions}
            hand.pick(decision, "first_decisions", values)


def _meet_floors(
    hand: _Hand, policy: Policy, this_year: tuple[Decision, ...], methods: Collection[str], sites: Collection[str]
) -> None:
    every = hand.decisions
    referred = {decision.assessor for decision in this_year if decision.is_refer}
    for assessor in sorted({decision.assessor for decision in every} - referred):
        referrals = [one for one in every if one.is_refer and one.assessor == assessor]
        hand.meet("refer", {"assessor": assessor}, referrals)
    seen = {method for decision in this_year for method in decision.methods}
    for method in sorted({method for one in every for method in one.methods}.union(methods) - seen):
        hand.meet("method", {"method": method}, [one for one in every if method in one.methods])
    visited = {decision.site for decision in this_year}
    for site in sorted({one.site for one in every if one.site is not None}.union(sites) - visited):
        hand.meet("site", {"site": site}, [one for one in every if one.site == site])
    for key in sorted({_unit_key(decision) for decision in every}):
        values = {"assessor": key[0], "award": key[1], "unit": key[2]}
        decided = [one for one in every if _unit_key(one) == key]
        hand.meet("assessor_unit", values, decided, policy.per_assessor_and_unit)


def _fill_rates(hand: _Hand, policy: Policy) -> None:
    # Decisions under a managed conflict are a band of their own, looked at in full: they spare no other decision.
    rated = [decision for decision in hand.decisions if not decision.managed_conflict]
    for assessor, award, band in sorted({(one.assessor, one.award, one.band) for one in rated}):
        group = [one for one in rated if (one.assessor, one.award, one.band) == (assessor, award, band)]
        first_run = any(decision.first_run for decision in group)
        firsts = sum(_is_first(decision, policy) for decision in group)
        wanted = size(band, len(group), policy, firsts=firsts, first_run=first_run)
        values = {
            "assessor": assessor,
            "award": award,
            "band": band.value,
            "percent": policy.percent(band, first_run=first_run),
            "decided": len(group),
            "wanted": wanted,
        }
        while sum(map(hand.is_picked, group)) < wanted and any(map(hand.is_free, group)):
            hand.pick(_least_sampled(hand, group), "rate", values)


def _least_sampled(hand: _Hand, group: list[Decision]) -> Decision:
    """The first free decision of the unit with the smallest share picked."""
    decided = Counter(one.unit for one in group)
    picked = Counter(one.unit for one in group if hand.is_picked(one))
    return min(filter(hand.is_free, group), key=lambda one: Fraction(picked[one.unit], decided[one.unit]))


def _strata(hand: _Hand) -> Iterable[Stratum]:
    for key in sorted({_unit_key(decision) for decision in hand.decisions}):
        stratum = [decision for decision in hand.decisions if _unit_key(decision) == key]
        yield Stratum(*key, decided=len(stratum), picked=sum(map(hand.is_picked, stratum)))


def _unit_key(decision: Decision) -> tuple[str, str, str]:
    return decision.assessor, decision.award, decision.unit


def _is_first(decision: Decision, policy: Policy) -> bool:
    return decision.band == Band.new and decision.nth is not None and decision.nth <= policy.first_decisions


def _order(seed: str, decision_id: str) -> str:
    return hashlib.sha256(f"{seed}|{decision_id}".encode()).hexdigest()


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
