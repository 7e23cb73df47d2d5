"""The lists and objects inside a portfolio: what each must look like to be shown by a page.

A shape returns nothing and raises ValueError, TypeError or KeyError for what has another.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assessments.certificates.facts import CertificateFacts
from assessments.grading.document import evidence_item
from core import shape
from training.deidentification.flags import Kind
from training.portfolio.models import ReflectiveModel
from training.portfolio.notes import LONGEST_NOTE
from training.portfolio.reflection import MODELS
from training.practice.behaviours import Rating
from training.practice.statements import STATEMENTS, STEPS, from_plain
from training.sets.models import SetMethod

LONGEST_LINE = 2000
LONGEST_PART = 500_000
MOST_PARTS = 500
MOST_FLAGS = 5_000
STAGES = {stage.code for model in MODELS.values() for stage in model.stages}


def line(value: Any, longest: int = LONGEST_LINE) -> None:
    """A text of one field."""
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("no text")


def lines(value: Any) -> None:
    """A list of short texts."""
    if not isinstance(value, list) or len(value) > MOST_PARTS:
        raise ValueError("no list")
    for each in value:
        line(each)


def source(value: Any) -> None:
    """Where a portfolio comes from."""
    if value.keys() != {"centre", "centre_number", "address", "employer"}:
        raise ValueError("no source")
    for each in value.values():
        line(each, 200)
    if not value["centre"].strip():
        raise ValueError("no centre")


def entry_facts(value: Any) -> None:
    """The facts of an entry of the history: short texts, numbers, and lists of short texts."""
    if not isinstance(value, dict) or len(value) > 20:
        raise ValueError("no facts")
    for name, each in value.items():
        line(name, 60)
        if isinstance(each, list):
            lines(each)
        elif isinstance(each, str):
            line(each, 200)
        elif each is not None and type(each) is not int:
            raise ValueError("no fact")


def _parts(value: Any) -> None:
    if not isinstance(value, dict) or not value.keys() <= STAGES:
        raise ValueError("no parts")
    for text in value.values():
        line(text, LONGEST_PART)


def _flags(value: Any) -> None:
    """What the check found: phrases with their kind, how often they stand, neutral words, and a reason to keep them."""
    if not isinstance(value, list) or len(value) > MOST_FLAGS:
        raise ValueError("no flags")
    for flag in value:
        if flag.keys() - {"reason"} != {"text", "kind", "count", "replacement"} or type(flag["count"]) is not int:
            raise ValueError("no flag")
        Kind(flag["kind"])
        for each in (flag["text"], flag["replacement"], flag.get("reason") or ""):
            line(each, LONGEST_LINE)


def _note(value: Any) -> None:
    line(value, LONGEST_NOTE)


def _hidden(value: Any) -> None:
    if not isinstance(value, list) or len(value) > MOST_FLAGS:
        raise ValueError("no list")
    for each in value:
        if each.keys() != {"where", "text"}:
            raise ValueError("nothing hidden")
        line(each["where"], 100)
        line(each["text"], LONGEST_PART)


def _carries(value: Any) -> None:
    if not isinstance(value, dict) or len(value) > MOST_PARTS:
        raise ValueError("no counts")
    for name, each in value.items():
        line(name, 100)
        if type(each) is not int:
            raise ValueError("no count")


def _shape(value: Any) -> None:
    if not isinstance(value, list) or len(value) > shape.LONGEST:
        raise ValueError("no shape")
    for mark in value:
        line(mark, 200)


def _ratings(value: Any) -> None:
    if not isinstance(value, dict) or len(value) > 50:
        raise ValueError("no ratings")
    for code, rating in value.items():
        line(code, 40)
        if rating is not None:
            Rating(rating)


def _methods(value: Any) -> None:
    lines(value)
    for each in value:
        SetMethod(each)


def _results(value: Any) -> None:
    found = from_plain(value)
    numbers = [found.answers, found.shown, *(number for each in found.lines for number in each.counts.values())]
    if any(type(number) is not int or not 0 <= number <= 1000 for number in numbers) or found.shown > found.answers:
        raise ValueError("no number of answers")
    if value.keys() != {"answers", "shown", "statements"} or not value["statements"].keys() <= STATEMENTS.keys():
        raise ValueError("no results")
    for each in found.lines:
        if sum(each.counts.values()) != found.shown or each.counts.keys() != STEPS.keys():
            raise ValueError("the counts do not add up")


def _signatures(value: Any) -> None:
    """Who signed a record, as what, when, with which statement, and the hash of what they signed."""
    if not isinstance(value, list) or len(value) > MOST_PARTS:
        raise ValueError("no list")
    for each in value:
        if each.keys() != {"signed_as", "signed_at", "statement", "content_hash"}:
            raise ValueError("no signature")
        line(each["signed_as"], 250)
        line(each["statement"])
        line(each["content_hash"], 64)
        if datetime.fromisoformat(each["signed_at"]).tzinfo is None:
            raise ValueError("no moment")


def _manifest(value: Any) -> None:
    """A frozen bundle whose every item a page can show."""
    wanted = {"schema", "award", "award_version", "unit", "enrolment", "attempt", "round", "submitted_at", "carried"}
    if value.keys() != wanted | {"items", "declaration"} or value["schema"] != 1:
        raise ValueError("no manifest")
    lines(value["carried"])
    if not isinstance(value["items"], list) or len(value["items"]) > MOST_PARTS:
        raise ValueError("no items")
    for position, item in enumerate(value["items"], 1):
        line(item["evidence"], 36)
        line(item["text"], LONGEST_PART)
        lines(item["criteria"])
        ReflectiveModel(item["model"])
        for part in item["parts"]:
            line(part["heading"])
            line(part["text"], LONGEST_PART)
        evidence_item(position, item)  # shows it, and so finds whatever a page would stumble over


def _certificate(value: Any) -> None:
    facts = CertificateFacts.from_json(value)
    for each in (
        facts.number,
        facts.check_url,
        facts.check_address,
        facts.holder,
        facts.centre,
        facts.award,
        facts.kind,
    ):
        line(each, 500)
    lines(list(facts.what_it_took))
    for signatory in facts.signatories:
        line(signatory.name)
        line(signatory.role)


# Columns that hold a list or an object -> the shape that it must have.
SHAPES: dict[str, Callable[[Any], None]] = {
    "covers": lines,
    "optional_units": lines,
    "methods": _methods,
    "topics": lines,
    "ratings": _ratings,
    "parts": _parts,
    "flags": _flags,
    "sealed": _note,
    "signed_elsewhere": _signatures,
    "hidden": _hidden,
    "carries": _carries,
    "shape": _shape,
    "brought_results": _results,
    "manifest": _manifest,
    "facts": _certificate,
}
