"""A record of a discussion as plain values: what both sign, and the hash of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from training.awards.models import AssessmentCriterion
from training.discussions.models import Discussion
from training.portfolio.bundle import bundle_hash

_VALUES = (
    *("kind", "way", "held_on", "minutes", "covers", "questions", "answers", "remarks"),
    *("recorder_signed_as", "recorder_signed_at", "recorder_statement"),
    *("trainee_signed_as", "trainee_signed_at", "trainee_statement"),
)


def content_of(discussion: Discussion) -> dict[str, Any]:
    """All that the two signatures are under, with who gave them and when. Minutes are whole; days and times ISO."""
    return {name: _plain(getattr(discussion, name)) for name in _VALUES}


def hash_of(discussion: Discussion) -> str:
    """SHA-256, in hex, over the canonical JSON (RFC 8785) of what both sign."""
    return bundle_hash(content_of(discussion))


def hash_of_row(row: Mapping[str, Any]) -> str:
    """The same of a record as a portfolio holds it, with its instants as they stand there. Raises ValueError."""
    return bundle_hash({name: _seconds(row[name]) if name.endswith("_at") else row[name] for name in _VALUES})


def facts_of(discussion: Discussion) -> dict[str, Any]:
    """The same with its hash, for the frozen bundle."""
    return content_of(discussion) | {"hash": discussion.content_hash}


def name_of(criterion: AssessmentCriterion) -> str:
    """A criterion with its unit, as a record names it: "C5-3 1.1"."""
    return f"{criterion.unit.code} {criterion.code}"


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return _seconds(value.isoformat())
        case date():
            return value.isoformat()
    return list(value) if isinstance(value, list) else value


def _seconds(instant: str) -> str:
    return datetime.fromisoformat(instant).astimezone(UTC).isoformat(timespec="seconds")
