"""Rules of combination: which units together make the award, and what its shortest path amounts to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class CombinationRule:
    """Every mandatory unit, and optional units worth at least `optional_min_credits`. Units are named by code."""

    mandatory: tuple[str, ...]
    optional_min_credits: int = 0
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitSize:
    """A unit's size: credits (None where the award carries none), guided and total learning in hours."""

    code: str
    credits: int | None
    glh: int
    tqt: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What is still missing: `mandatory_unit_missing` (unit) or `optional_credits_short` (have, need, short)."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Path:
    """A choice of units that satisfies the rule, and its totals; credits None where the award carries none."""

    units: tuple[str, ...]
    credits: int | None
    glh: int
    tqt: int


def combination_gaps(rule: CombinationRule, credits: Mapping[str, int | None], achieved: Collection[str]) -> list[Gap]:
    """What the achieved units lack; an empty list when the rule is met. `credits` is by unit code. Source: domain §2.1.

    Units outside the rule count for nothing.
    """
    gaps = [Gap("mandatory_unit_missing", {"unit": code}) for code in rule.mandatory if code not in achieved]
    have = achieved_credits(CombinationRule((), 0, rule.optional), credits, achieved)
    need = rule.optional_min_credits
    if have < need:
        gaps.append(Gap("optional_credits_short", {"have": have, "need": need, "short": need - have}))
    return gaps


def achieved_credits(rule: CombinationRule, credits: Mapping[str, int | None], achieved: Collection[str]) -> int:
    """The credits of the achieved units that belong to the rule."""
    return sum(credits[code] or 0 for code in (*rule.mandatory, *rule.optional) if code in achieved)


def minimum_path(rule: CombinationRule, units: Iterable[UnitSize]) -> Path | None:
    """The shortest way to the award: all mandatory units and the optional ones with the fewest credits that suffice.

    Its totals are the award's own credit, GLH and TQT (invariant 3). Among equals the least total learning counts, then
    the least guided, then the order of codes. None when a unit of the rule is unknown or the credits cannot be reached.
    """
    known = {unit.code: unit for unit in units}
    if not known.keys() >= {*rule.mandatory, *rule.optional}:
        return None
    # The best choice for each sum of optional credits, so that many optional units cost little time.
    best: dict[int, tuple[int, int, tuple[str, ...]]] = {0: (0, 0, ())}
    for unit in (known[code] for code in sorted(rule.optional)):
        for total, (tqt, glh, codes) in sorted(best.items()):
            longer = total + (unit.credits or 0)
            choice = (tqt + unit.tqt, glh + unit.glh, (*codes, unit.code))
            if longer not in best or choice < best[longer]:
                best[longer] = choice
    enough = [total for total in best if total >= rule.optional_min_credits]
    if not enough:
        return None
    path = [known[code] for code in (*rule.mandatory, *best[min(enough)][2])]
    credits = [unit.credits for unit in path if unit.credits is not None]
    return Path(
        units=tuple(unit.code for unit in path),
        credits=sum(credits) if len(credits) == len(path) else None,
        glh=sum(unit.glh for unit in path),
        tqt=sum(unit.tqt for unit in path),
    )
