"""Phrases that might identify somebody, as the editor shows them: with some words around, and a name to decide by."""

import hashlib
from typing import Any

from training.awards.models import EvidenceKind
from training.deidentification.wording import places_of
from training.portfolio.models import EvidenceItem
from training.rpl.models import claim_of

WORDS_AROUND = 5


def rows_of(item: EvidenceItem) -> list[dict[str, Any]]:
    """What the check found, each with `name`, the words `before` and `after` its first place, and `reason` if kept.

    What waits for a decision comes first.
    """
    reasons = {phrase.text: phrase.reason for phrase in item.kept_phrases}
    text = read_by_others(item)
    first: dict[str, tuple[int, int]] = {}
    for start, end, phrase in places_of([flag["text"] for flag in item.flags], text):
        first.setdefault(phrase, (start, end))
    rows = [
        flag
        | {"name": name_of(flag), "reason": reasons.get(flag["text"])}
        | _around(text, *first.get(flag["text"], ()))
        for flag in item.flags
    ]
    return sorted(rows, key=lambda row: row["reason"] is not None)


def read_by_others(item: EvidenceItem) -> str:
    """All that was written freely and that others read of an item, for the check: with it what is said of earlier
    learning, or what a witness was asked and signed.
    """
    written = [item.title, item.text, item.facts_kept]
    if claim := claim_of(item) if item.kind is EvidenceKind.prior_learning else None:
        written += [claim.learned, claim.kept_up]
    if testimony := item.witness_testimony:
        written = [testimony.activity, testimony.about, testimony.statement]
    return "\n\n".join(each for each in written if each)


def names_known(item: EvidenceItem) -> set[str]:
    """Names that stand on the evidence anyway, so that they are no find: who signed a testimony."""
    testimony = item.witness_testimony
    if testimony is None:
        return set()
    names = {" ".join(name.split()) for name in (testimony.signed_name, testimony.witness_name)}
    return names | {part for name in names for part in name.split()}


def flag_named(item: EvidenceItem, name: str) -> dict[str, Any] | None:
    """The flag that a form names."""
    return next((flag for flag in item.flags if name_of(flag) == name), None)


def name_of(flag: dict[str, Any]) -> str:
    """A short name of a phrase that holds nothing of it."""
    return hashlib.sha256(flag["text"].encode()).hexdigest()[:12]


def _around(text: str, start: int = -1, end: int = -1) -> dict[str, str]:
    """The words before and after a place of the text; none where the phrase stands by itself nowhere any more."""
    if start < 0:
        return {"before": "", "after": ""}
    before = text[:start].rpartition("\n")[2].split(" ")
    after = text[end:].partition("\n")[0].split(" ")
    return {"before": " ".join(before[-WORDS_AROUND - 1 :]), "after": " ".join(after[: WORDS_AROUND + 1])}
