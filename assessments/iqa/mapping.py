"""Decisions, policies and draws as the plain values that `sampling` reads, and as the JSON that a draw keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from assessments.iqa import sampling
from assessments.iqa.models import SampleDraw
from training.awards.models import AwardVersion


def policy_of(settings: Mapping[str, Any]) -> sampling.Policy:
    """The policy that a version's settings describe; a setting that is not written down has its default."""
    known = {field.name for field in fields(sampling.Policy)}
    return sampling.Policy(**{name: value for name, value in settings.items() if name in known})


def award_key(version: AwardVersion) -> str:
    """How a draw names an award version, such as "ALF-CERT-L5 1.0"."""
    return f"{version.code} {version.number}"


def to_json(decision: sampling.Decision) -> dict[str, Any]:
    """A decision as a draw keeps it."""
    return asdict(decision) | {"methods": sorted(decision.methods), "band": decision.band.value}


def from_json(kept: Mapping[str, Any]) -> sampling.Decision:
    """A decision that a draw kept."""
    return sampling.Decision(
        **dict(kept) | {"methods": frozenset(kept["methods"]), "band": sampling.Band(kept["band"])}
    )


def reasons_to_json(reasons: Iterable[sampling.Reason]) -> list[dict[str, Any]]:
    """Reasons as they are kept: code and values."""
    return [{"code": reason.code, "values": dict(reason.values)} for reason in reasons]


def drawn_again(draw: SampleDraw) -> sampling.Draw:
    """The draw made once more from what was kept: policy, decisions, earlier draws and seed."""
    inputs = draw.inputs
    return sampling.draw(
        [from_json(kept) for kept in inputs["decisions"]],
        policy_of(inputs["policy"]),
        draw.seed,
        inputs["already_drawn"],
        sampled_this_year=[from_json(kept) for kept in inputs["sampled_this_year"]],
        methods=inputs["methods"],
        sites=inputs["sites"],
    )
