"""Which parameters each type of requirement takes, so that an award can be checked before it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from training.practice.ledger import Reason


class Kind(StrEnum):
    """What may be written as a parameter's value."""

    whole = "whole"
    """A whole number from 0."""
    positive = "positive"
    """A whole number from 1."""
    percent = "percent"
    """A whole number from 0 to 100."""
    factor = "factor"
    """A number from 0 to 1."""
    flag = "flag"
    """true or false."""
    choice = "choice"
    """One of the choices."""
    choices = "choices"
    """A list of one or more of the choices."""


class ParameterFault(StrEnum):
    """What is wrong with a requirement as an award file writes it."""

    unknown_type = "unknown_type"
    unknown_parameter = "unknown_parameter"
    missing_parameter = "missing_parameter"
    wrong_kind = "wrong_kind"
    unknown_choice = "unknown_choice"
    larger_than = "larger_than"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: what may be written, whether it must be, and what holds when it is not."""

    kind: Kind
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    at_most: str = ""
    """The parameter that this one may not exceed."""


NEEDED = Parameter(Kind.whole, required=True)
LENGTH = Parameter(Kind.positive, required=True)
PART_OF_MIN = Parameter(Kind.whole, default=0, at_most="min")
ROLES = Parameter(Kind.choices, default=("lead", "co"), choices=("lead", "co"))
CO_FACTOR = Parameter(Kind.factor)
"""Without a value the centre's own co-facilitation factor holds (`ledger.Rules.co_factor`)."""

# The first parameter of each type is its main number: at 0 nothing is asked for.
PARAMETERS: dict[str, dict[str, Parameter]] = {
    "taught_days": {"min": NEEDED, "min_attendance_percent": Parameter(Kind.percent, default=100)},
    "practice_turns": {"min": NEEDED, "observed": Parameter(Kind.flag, default=False)},
    "practice_sets": {
        "min": NEEDED,
        "minutes_each_min": Parameter(Kind.whole, default=0),
        "role": Parameter(Kind.choice, default="member_or_facilitator", choices=("member_or_facilitator",)),
    },
    "facilitated_meetings": {"min": NEEDED, "roles": ROLES, "lead_min": PART_OF_MIN},
    "facilitated_minutes": {"min": NEEDED, "roles": ROLES, "co_factor": CO_FACTOR},
    "distinct_sets": {"min": NEEDED, "roles": ROLES},
    "span_days": {"min": NEEDED, "roles": ROLES},
    "recent_minutes": {"min": NEEDED, "within_months": LENGTH, "roles": ROLES, "co_factor": CO_FACTOR},
    "observed_practice": {
        "min": NEEDED,
        "min_satisfactory": PART_OF_MIN,
        "by": Parameter(
            Kind.choices, default=("assessor", "approved_observer"), choices=("assessor", "approved_observer")
        ),
        "by_assessor_min": PART_OF_MIN,
        "last_must_be_satisfactory": Parameter(Kind.flag, default=False),
    },
    "supervision_minutes": {
        "min": NEEDED,
        "formats": Parameter(Kind.choices, default=("individual", "group"), choices=("individual", "group")),
        "individual_min": PART_OF_MIN,
    },
    "supervision_ratio": {"practice_minutes_per_supervision_minute_max": LENGTH, "roles": ROLES},
    "reflective_accounts": {
        "min": NEEDED,
        "words_min": Parameter(Kind.positive, required=True, at_most="words_max"),
        "words_max": LENGTH,
        "word_tolerance_percent": Parameter(Kind.percent, default=0),
        "linked_meetings_min": Parameter(Kind.whole, default=0),
        "distinct_meetings": Parameter(Kind.flag, default=False),
    },
    "member_feedback": {"min_responses": NEEDED, "distinct_sets": Parameter(Kind.whole, default=0)},
    "learning_diary": {"entries_per_facilitated_meeting": NEEDED, "roles": ROLES},
}


class UnknownRequirement(ValueError):
    """A requirement of a type that is not known, or one that lacks a parameter: no award check lets it through."""


def with_defaults(kind: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Every parameter of a requirement of the type `kind`, the main one first. Raises `UnknownRequirement`."""
    known = PARAMETERS.get(kind)
    if known is None:
        raise UnknownRequirement(f"{kind!r} is not a type of requirement")
    missing = [name for name, parameter in known.items() if parameter.required and name not in parameters]
    if missing:
        raise UnknownRequirement(f"A requirement of type {kind!r} needs {', '.join(missing)}")
    return {name: parameters.get(name, parameter.default) for name, parameter in known.items()}


def parameter_faults(kind: str, parameters: Mapping[str, Any]) -> tuple[Reason, ...]:
    """What is wrong with the parameters of a requirement of the type `kind`; empty when it can be evaluated.

    Each `Reason` has a `ParameterFault` as code; `item_id` names the parameter, or is None when the type is unknown.
    """
    known = PARAMETERS.get(kind)
    if known is None:
        return (Reason(ParameterFault.unknown_type, {"type": kind, "known": tuple(PARAMETERS)}),)
    faults = [
        Reason(ParameterFault.unknown_parameter, {"type": kind, "known": tuple(known)}, name)
        for name in parameters
        if name not in known
    ]
    for name, parameter in known.items():
        if name not in parameters:
            if parameter.required:
                faults.append(Reason(ParameterFault.missing_parameter, {"type": kind}, name))
            continue
        value = parameters[name]
        if not _is_of(parameter.kind, value):
            faults.append(Reason(ParameterFault.wrong_kind, {"kind": str(parameter.kind), "value": value}, name))
        elif parameter.choices and not set(_listed(value)) <= set(parameter.choices):
            faults.append(Reason(ParameterFault.unknown_choice, {"choices": parameter.choices, "value": value}, name))
        elif parameter.at_most:
            bound = parameters.get(parameter.at_most)
            if _is_of(Kind.whole, bound) and value > bound:
                values = {"value": value, "other": parameter.at_most, "bound": bound}
                faults.append(Reason(ParameterFault.larger_than, values, name))
    return tuple(faults)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _is_of(kind: Kind, value: Any) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    match kind:
        case Kind.whole:
            return whole and value >= 0
        case Kind.positive:
            return whole and value >= 1
        case Kind.percent:
            return whole and 0 <= value <= 100
        case Kind.factor:
            return _is_factor(value)
        case Kind.flag:
            return isinstance(value, bool)
        case Kind.choice:
            return isinstance(value, str)
        case Kind.choices:
            return isinstance(value, list | tuple) and bool(value) and all(isinstance(each, str) for each in value)


def _is_factor(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return 0 <= Fraction(str(value)) <= 1
    except (ValueError, ZeroDivisionError):
        return False
