"""A record of a discussion as plain values: what each of the two signs, their signatures, and what a bundle freezes."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from core.canonical import canonical_hash
from people.signatures.models import Signature
from people.signatures.services import Content
from training.awards.models import AssessmentCriterion
from training.discussions.models import Discussion

_SAID = ("kind", "way", "held_on", "minutes", "covers", "questions", "answers")
_BY = ("recorder", "trainee")


def content_of_record(values: Mapping[str, Any]) -> Content:
    """What the recorder signs: what it was, what was asked and what was answered. Values as `values_of` gives them."""
    return {name: values[name] for name in _SAID}


def content_of_whole(values: Mapping[str, Any], recorder: Mapping[str, Any]) -> Content:
    """What the trainee signs: the same with their remarks, and the recorder's signature under it."""
    return {**content_of_record(values), "remarks": values["remarks"], "recorder": dict(recorder)}


def values_of(discussion: Discussion) -> dict[str, Any]:
    """What was said, as it stands now. Minutes are whole; the day is ISO."""
    return {name: _plain(getattr(discussion, name)) for name in (*_SAID, "remarks")}


def signatures_of(discussion: Discussion) -> list[dict[str, str]]:
    """The signatures that stand under a record, the recorder's first; of one that was brought in as they came."""
    if discussion.signed_elsewhere:
        return list(discussion.signed_elsewhere)
    return [_signed(each) for each in (discussion.recorder_signature, discussion.trainee_signature) if each]


def are_as_signed(values: Mapping[str, Any], signatures: list[dict[str, str]]) -> bool:
    """Whether these are what both signed: of a row that stands here, or one that another centre handed over."""
    if len(signatures) != len(_BY):
        return False
    recorder, trainee = signatures
    return recorder["content_hash"] == canonical_hash(content_of_record(values)) and trainee[
        "content_hash"
    ] == canonical_hash(content_of_whole(values, recorder))


def facts_of(discussion: Discussion) -> dict[str, Any]:
    """A record with who signed it, when, and the hash of what both signed: for pages and the frozen bundle."""
    found: dict[str, Any] = dict(values_of(discussion))
    for name in _BY:
        found |= {f"{name}_signed_as": "", f"{name}_signed_at": None, f"{name}_statement": ""}
    for name, each in zip(_BY, signatures_of(discussion), strict=False):
        found |= {
            f"{name}_signed_as": each["signed_as"],
            f"{name}_signed_at": each["signed_at"],
            f"{name}_statement": each["statement"],
        }
    return found | {"hash": discussion.content_hash}


def name_of(criterion: AssessmentCriterion) -> str:
    """A criterion with its unit, as a record names it: "C5-3 1.1"."""
    return f"{criterion.unit.code} {criterion.code}"


def _signed(signature: Signature) -> dict[str, str]:
    return {
        "signed_as": signature.signed_as,
        "signed_at": signature.signed_at.isoformat(timespec="seconds"),
        "statement": signature.statement,
        "content_hash": signature.content_hash,
    }


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
    return list(value) if isinstance(value, list) else value
