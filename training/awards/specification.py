"""An award specification as plain objects: the same names and the same order as in an award file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from core.canonical import canonical_hash
from training.awards.ai_permission import UNSTATED
from training.awards.parameters import PARAMETERS

LEFT_OUT_WHEN_NONE = frozenset(
    {
        "source",
        "exceptional_third_attempt",
        "ai_permission",
        "identification_check",
        "review_weeks",
        "prior_learning",
        "prior_learning_years",
    }
)
"""Fields that an award file need not have; every other field is written even when it is null."""


@dataclass(frozen=True)
class CriterionSpecification:
    """One assessment criterion and the kinds of evidence that may meet it."""

    id: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeSpecification:
    """One learning outcome with its criteria."""

    id: str
    text: str
    criteria: tuple[CriterionSpecification, ...]


@dataclass(frozen=True)
class UnitSpecification:
    """One unit. `glh` and `tqt` are whole hours; `credits` is None where the award carries none.

    `ai_permission` None: what the award allows.
    """

    code: str
    title: str
    level: int
    credits: int | None
    glh: int
    tqt: int
    ai_permission: str | None = field(default=None, kw_only=True)
    learning_outcomes: tuple[OutcomeSpecification, ...]


@dataclass(frozen=True)
class RequirementSpecification:
    """One countable condition. `parameters` are those of its type in `training.awards.parameters`."""

    id: str
    type: str
    parameters: Mapping[str, Any]
    source: str | None = None


@dataclass(frozen=True)
class CombinationRule:
    """Unit codes that every trainee takes, and how many credits at least from the optional ones."""

    mandatory: tuple[str, ...]
    optional_min_credits: int
    optional: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentRules:
    """How units are decided: the scale, the attempts, the days to send work again, and what is allowed of AI.

    `review_weeks` lie between progress reviews; None: as the centre says, 0: none are asked for.
    `identification_check` None is "decide": each phrase that might identify somebody is decided before work is sent.
    `prior_learning` None is "allowed"; older than `prior_learning_years`, it is not taken to be current (None: five).
    """

    scale: str
    max_attempts: int
    resubmission_days: int
    draft_reviews: int
    exceptional_third_attempt: str | None = None
    ai_permission: str | None = None
    identification_check: str | None = None
    review_weeks: int | None = None
    prior_learning: str | None = None
    prior_learning_years: int | None = None


@dataclass(frozen=True)
class IqaRules:
    """The sampling policy by name, and who releases a claim."""

    policy: str
    release: str


@dataclass(frozen=True)
class RenewalRule:
    """What a holder shows in each period to stay current; minutes."""

    period_months: int
    facilitated_minutes_min: int
    supervision_minutes_min: int
    cpd_minutes_min: int


@dataclass(frozen=True)
class AwardSpecification:
    """A whole award file. Learning hours are whole hours; `renewal` None: current until the person leaves."""

    schema_version: int
    code: str
    version: str
    status: str
    illustrative: bool
    title: str
    kind: str
    awarding_organisation: str
    level: int
    size_term: str | None
    qualification_number: str | None
    credits: int | None
    guided_learning_hours: int
    total_learning_hours: int
    registration_months: int
    uln_required: bool
    rules_of_combination: CombinationRule
    units: tuple[UnitSpecification, ...]
    requirements: tuple[RequirementSpecification, ...]
    assessment: AssessmentRules
    iqa: IqaRules
    renewal: RenewalRule | None


def to_values(specification: AwardSpecification) -> dict[str, Any]:
    """The specification as the plain values of its file (dicts, lists, texts, numbers), keys in the file's order."""
    return _plain(specification)


def from_values(values: Mapping[str, Any]) -> AwardSpecification:
    """The specification of plain values that have been checked (`training.awards.checks`)."""
    renewal = values["renewal"]
    combination = values["rules_of_combination"]
    return AwardSpecification(
        **{
            **values,
            "rules_of_combination": CombinationRule(**{name: _frozen(value) for name, value in combination.items()}),
            "units": tuple(map(_unit, values["units"])),
            "requirements": tuple(map(_requirement, values["requirements"])),
            "assessment": AssessmentRules(**values["assessment"]),
            "iqa": IqaRules(**values["iqa"]),
            "renewal": None if renewal is None else RenewalRule(**renewal),
        }
    )


def content_hash(specification: AwardSpecification) -> str:
    """SHA-256, in hex, of the canonical JSON (RFC 8785) of all that a specification says.

    `status` is left out: whether a version is published is decided here, not by its file. So is the word on AI where it
    is the one that holds without it: a file that says so is the same award as one that does not.
    """
    values = to_values(specification)
    del values["status"]
    if values["assessment"].get("ai_permission") == UNSTATED:
        del values["assessment"]["ai_permission"]
    return canonical_hash(values)


def _plain(value: Any) -> Any:
    match value:
        case RequirementSpecification():
            order = list(PARAMETERS.get(value.type, ()))
            parameters = {name: value.parameters[name] for name in order if name in value.parameters}
            source = {} if value.source is None else {"source": value.source}
            return {"id": value.id, "type": value.type} | _plain({**parameters, **value.parameters}) | source
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case _ if hasattr(value, "__dataclass_fields__"):
            named = {field.name: getattr(value, field.name) for field in fields(value)}
            return {
                name: _plain(each) for name, each in named.items() if each is not None or name not in LEFT_OUT_WHEN_NONE
            }
    return value


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _unit(values: Mapping[str, Any]) -> UnitSpecification:
    return UnitSpecification(**{**values, "learning_outcomes": tuple(map(_outcome, values["learning_outcomes"]))})


def _outcome(values: Mapping[str, Any]) -> OutcomeSpecification:
    criteria = (CriterionSpecification(row["id"], row["text"], tuple(row["evidence"])) for row in values["criteria"])
    return OutcomeSpecification(values["id"], values["text"], tuple(criteria))


def _requirement(values: Mapping[str, Any]) -> RequirementSpecification:
    own = ("id", "type", "source")
    parameters = {name: _frozen(value) for name, value in values.items() if name not in own}
    return RequirementSpecification(values["id"], values["type"], parameters, values.get("source"))
