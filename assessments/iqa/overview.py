"""What a plan's page says: who decided how much, what is planned and done, and which floors are met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from assessments.iqa import mapping, sampling
from assessments.iqa.models import SampleDraw
from assessments.iqa.queries import Dot
from assessments.iqa.wording import FLOORS, missed_floor, rule_of


@dataclass(frozen=True, slots=True)
class AssessorLine:
    """One assessor's decisions as dots, how many are picked and done, and the rule that holds."""

    name: str
    dots: list[str]
    rules: list[str]

    @property
    def done(self) -> int:
        """Picked, looked at and closed."""
        return self.dots.count("done")

    @property
    def picked(self) -> int:
        """Picked, done or not."""
        return self.done + self.dots.count("picked")


@dataclass(frozen=True, slots=True)
class FloorLine:
    """A floor of the policy: met, or what is missing and why (invariant 25)."""

    ok: bool
    text: str
    missing: list[str]


def assessor_lines(dots: Sequence[Dot], inputs: Mapping[str, Any] | None) -> list[AssessorLine]:
    """One line for each assessor, by name; `inputs` are those of the plan's last draw."""
    rules = _rules(inputs) if inputs else {}
    lines = []
    for _id, group in groupby(dots, key=lambda dot: dot.assessor_id):
        own = list(group)
        lines.append(AssessorLine(own[0].assessor, [dot.look for dot in own], rules.get(own[0].assessor_key, [])))
    return lines


def _rules(inputs: Mapping[str, Any]) -> dict[str, list[str]]:
    """The rules in words by assessor: one for each award, told apart by its code where there are several."""
    policy = mapping.policy_of(inputs["policy"])
    latest: dict[tuple[str, str], sampling.Decision] = {}
    for kept in inputs["decisions"]:
        decision = mapping.from_json(kept)
        latest[decision.assessor, decision.award] = decision
    found: dict[str, list[str]] = {}
    for (assessor, award), decision in sorted(latest.items()):
        rule = rule_of(decision.band, policy, first_run=decision.first_run)
        found.setdefault(assessor, []).append(f"{award}: {rule}")
    return {
        assessor: [each.split(": ", 1)[1] for each in own] if len(own) == 1 else own for assessor, own in found.items()
    }


def floor_lines(draw: SampleDraw, judged: Mapping[str, bool]) -> list[FloorLine]:
    """Every floor of the policy, met or missed with why, as the last draw of the period left it (invariant 25)."""
    inputs = draw.inputs
    totals = _totals(inputs, draw)
    lines = []
    for code, name in FLOORS.items():
        missed = [missed_floor(reason, inputs["names"]) for reason in draw.floors if reason["code"] == code]
        total = totals[code]
        text = _("%(name)s: %(met)s of %(all)s", name=name, met=total - len(missed), all=total)
        lines.append(FloorLine(not missed, text, missed))
    idle = [name for name, has_judged in judged.items() if not has_judged]
    met = len(judged) - len(idle)
    lines.append(
        FloorLine(not idle, _("Each quality assurer this year: %(met)s of %(all)s", met=met, all=len(judged)), idle)
    )
    picked = sum(stratum["picked"] for stratum in draw.strata)
    interim = sampling.interim_wanted(picked, mapping.policy_of(inputs["policy"]))
    not_kept = _("Setwright does not keep these yet, so they are planned and kept beside it")
    wanted = ngettext("%(num)s interim sample", "%(num)s interim samples", interim)
    lines.append(FloorLine(False, _("%(wanted)s, while work goes on", wanted=wanted), [not_kept]))
    lines.append(FloorLine(False, _("Each assessor observed this year"), [not_kept]))
    return lines


def _totals(inputs: Mapping[str, Any], draw: SampleDraw) -> dict[str, int]:
    """How many times each floor is asked for."""
    kept = [*inputs["decisions"], *inputs["sampled_this_year"]]
    methods = {method for each in kept for method in each["methods"]} | set(inputs["methods"])
    sites = {each["site"] for each in kept if each["site"]} | set(inputs["sites"])
    assessors = {each["assessor"] for each in inputs["decisions"]}
    return {
        "assessor_unit": len(draw.strata),
        "method": len(methods),
        "site": len(sites),
        "refer": len(assessors),
    }
