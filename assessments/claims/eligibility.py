"""Whether an award may be claimed for a trainee now, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from training.awards.combination import Gap

REGULATED = "regulated_qualification"
RECOGNISED = "recognised_programme"

# An extended registration behaves as an active one (domain §5).
ACTIVE_REGISTRATIONS = frozenset({"active", "extended"})


class Sampling(StrEnum):
    """Where a decision stands with internal quality assurance."""

    not_drawn = "not_drawn"  # no draw has covered it yet
    passed_over = "passed_over"  # a draw covered it and did not pick it
    open = "open"  # picked; the IQA has not closed it
    action_open = "action_open"  # agreed with an action that is not done
    returned = "returned"  # the IQA disagreed
    closed = "closed"  # agreed, or the action is done


_SAMPLING_BLOCKERS = {
    Sampling.not_drawn: "sampling_not_drawn",
    Sampling.open: "sample_open",
    Sampling.action_open: "sample_action_open",
    Sampling.returned: "decision_returned",
}


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The last decision on a unit that the claim rests on. `is_final`: signed, and countersigned where that is due."""

    unit: str
    is_final: bool
    sampling: Sampling
    appeal_open: bool = False
    malpractice_open: bool = False


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What decides a claim, as it stands at claim time.

    `registration`: its state, None without one. `uln_refusal`: code of `training.enrolments.uln.refusal`, or "missing";
    None when the number is good. `combination_gaps` and `requirements_unmet`: what `training.awards.combination` finds
    missing among the units passed, and the codes of requirements not met today. `malpractice_open`: a case about the
    trainee that is tied to no unit. `appeals_elsewhere` and `cases_elsewhere`: units without such a decision whose last
    attempt is appealed against, or paused.
    """

    registration: str | None
    uln_required: bool
    uln_refusal: str | None
    combination_gaps: tuple[Gap, ...]
    requirements_unmet: tuple[str, ...]
    decisions: tuple[DecisionFacts, ...]
    malpractice_open: bool = False
    appeals_elsewhere: tuple[str, ...] = ()
    cases_elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that stands in the way of a claim: a code and its values."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


def blockers(facts: ClaimFacts) -> list[Blocker]:
    """Everything that stands in the way of raising a claim, in the order a trainee would meet it; empty: eligible.

    A missing release by the EQA is not among them: the claim is raised and waits (`next_state_after_iqa`).
    Source: invariants 24, 26 and 28.
    """
    found = []
    if facts.registration not in ACTIVE_REGISTRATIONS:
        found.append(Blocker("registration_not_active", {"state": facts.registration}))
    if facts.uln_required and facts.uln_refusal is not None:
        found.append(Blocker("uln_refused", {"reason": facts.uln_refusal}))
    found += [Blocker(gap.code, gap.values) for gap in facts.combination_gaps]
    found += [Blocker("requirement_not_met", {"requirement": code}) for code in facts.requirements_unmet]
    if facts.malpractice_open:
        found.append(Blocker("malpractice_open", {"unit": None}))
    for decision in facts.decisions:
        found += _decision_blockers(decision)
    found += [Blocker("appeal_open", {"unit": unit}) for unit in facts.appeals_elsewhere]
    found += [Blocker("malpractice_open", {"unit": unit}) for unit in facts.cases_elsewhere]
    return found


def _decision_blockers(decision: DecisionFacts) -> list[Blocker]:
    codes = []
    if not decision.is_final:
        codes.append("decision_not_final")
    elif decision.sampling in _SAMPLING_BLOCKERS:
        codes.append(_SAMPLING_BLOCKERS[decision.sampling])
    if decision.appeal_open:
        codes.append("appeal_open")
    if decision.malpractice_open:
        codes.append("malpractice_open")
    return [Blocker(code, {"unit": decision.unit}) for code in codes]


def next_state_after_iqa(kind: str, *, dcs_active: bool) -> str:
    """The state of a claim once the IQA has signed it (domain §5, Certificate claim).

    A recognised programme is the centre's to certificate: `issued`. A regulated qualification is `released` under
    direct claims status, else it is `awaiting_eqa`. Raises ValueError for another kind of award.
    """
    if kind == RECOGNISED:
        return "issued"
    if kind == REGULATED:
        return "released" if dcs_active else "awaiting_eqa"
    raise ValueError(f"No claim rule for an award of kind {kind!r}.")
