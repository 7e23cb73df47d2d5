"""Evidence and submissions as plain values: what is frozen when a unit is sent, and what its hash is made of."""

from collections.abc import Sequence
from typing import Any

from training.portfolio.ai_use import AiStatement
from training.portfolio.bundle import bundle_hash
from training.portfolio.models import EvidenceItem, Submission
from training.portfolio.records import facts_of, meeting_facts, record_of
from training.portfolio.reflection import MODELS
from training.rpl.facts import claim_facts
from training.rpl.models import claim_of

SCHEMA = 1


def frozen_item(item: EvidenceItem, criteria: Sequence[str]) -> dict[str, Any]:
    """One evidence item as it is now; `criteria` are the codes of this unit that it is sent for."""
    record, file, claim = record_of(item), item.attachment, claim_of(item)
    if claim is not None:
        file = claim.attachment  # the certificate; the words beside it are the item's own
    return {
        "evidence": str(item.public_id),
        "kind": item.kind.value,
        "title": item.title,
        "model": item.model.value,
        "parts": [
            {"heading": stage.title, "text": item.parts[stage.code]}
            for stage in MODELS[item.model].stages
            if item.parts.get(stage.code)
        ],
        "text": item.text,
        "words": item.words,
        "file": file
        and {
            "name": file.name,
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "attachment": str(file.public_id),
            "form": file.form.value,
            "pages": file.pages,
            "seconds": file.seconds,
            "width": file.width,
            "height": file.height,
            "shape": file.shape,
            "scan": file.scan.value,
        },
        "criteria": list(criteria),
        "meetings": [meeting_facts(meeting) for meeting in item.meetings],
        "record": claim_facts(claim) if claim else record and facts_of(record),
        "facts_kept": item.facts_kept,
        "kept_phrases": [
            {"text": phrase.text, "kind": phrase.kind, "reason": phrase.reason} for phrase in item.reasons
        ],
        "identifies_nobody": item.identifies_nobody,
        "written_at": item.written_at.isoformat(timespec="seconds"),
    }


def manifest_of(
    submission: Submission, items: Sequence[dict[str, Any]], *, carried: Sequence[str], statement: str, ai: AiStatement
) -> dict[str, Any]:
    """All that the hash of a bundle covers: unit, number, items and the trainee's declaration (domain §8)."""
    enrolment, unit = submission.enrolment, submission.unit
    return {
        "schema": SCHEMA,
        "award": enrolment.award_version.code,
        "award_version": enrolment.award_version.number,
        "unit": unit.code,
        "enrolment": str(enrolment.public_id),
        "attempt": submission.attempt,
        "round": submission.round,
        "submitted_at": submission.submitted_at.isoformat(timespec="seconds"),
        "carried": list(carried),
        "items": list(items),
        "declaration": {
            "statement": statement,
            "ai_use": ai.use.value,
            "ai_permission": ai.permission.value,
            "ai_text": ai.text,
            "signed_by": str(enrolment.person.public_id),
        },
    }


def is_intact(submission: Submission) -> bool:
    """Whether the bundle is what was sent: its hash, its manifest and its frozen items agree (invariant 13)."""
    frozen = [item.frozen for item in submission.items]
    return submission.bundle_hash == bundle_hash(submission.manifest) and submission.manifest["items"] == frozen
