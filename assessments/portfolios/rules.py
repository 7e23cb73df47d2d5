"""What must hold between the rows of a portfolio: the work belongs to the award, and what was sealed is unbroken."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from assessments.portfolios.schema import Fault
from training.discussions import document as discussions
from training.portfolio.bundle import bundle_hash

Rows = dict[str, dict[str, Any]]


def faults(document: dict[str, Any], files: dict[str, str]) -> list[Fault]:
    """What does not fit together in a portfolio of sound values; `files` are the SHA-256 of those in the archive."""
    rows = {name: {row["id"]: row for row in sheet} for name, sheet in document.items() if _is_sheet(sheet)}
    return [
        *_units(document, rows),
        *_seals(document, rows),
        *_decisions(document, rows),
        *_discussions(document),
        *_comments(document),
        *_signers(document),
        *_files(document, files),
    ]


def _is_sheet(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) and "id" in row for row in value)


def _award_of(row: dict[str, Any], rows: Rows) -> str:
    return str(rows["enrolments"][row["enrolment"]]["award_version"])


def _units(document: dict[str, Any], rows: Rows) -> Iterator[Fault]:
    """Units and criteria are those of the award that the place is on."""
    of_another = _("It belongs to another award than the place.")
    for name, key in (("allocations", "unit"), ("submissions", "unit"), ("standings", "criterion")):
        for position, row in enumerate(document[name], 1):
            if row[key] and not row[key].startswith(_award_of(row, rows) + "/"):
                yield Fault(name, position, of_another)
    for position, row in enumerate(document["evidence_criteria"], 1):
        if not row["criterion"].startswith(_award_of(rows["evidence"][row["evidence_item"]], rows) + "/"):
            yield Fault("evidence_criteria", position, of_another)
    for name in ("criterion_decisions", "comments"):
        for position, row in enumerate(document[name], 1):
            sent = rows["submissions"][rows["mark_sheets"][row["mark_sheet"]]["submission"]]
            if not row["criterion"].startswith(sent["unit"] + "/"):
                yield Fault(name, position, _("It belongs to another unit than the submission."))
    for position, row in enumerate(document["enrolments"], 1):
        units = next(each for each in document["awards"] if each["id"] == row["award_version"])["specification"][
            "units"
        ]
        if not set(row["optional_units"]) <= {unit["code"] for unit in units}:
            yield Fault("enrolments", position, _("An optional unit is not one of the award."))


def _seals(document: dict[str, Any], rows: Rows) -> Iterator[Fault]:
    """The seal of each submission fits what was sent (invariant 13)."""
    for position, row in enumerate(document["submissions"], 1):
        try:
            unbroken = bundle_hash(row["manifest"]) == row["bundle_hash"]
        except ValueError:
            unbroken = False
        if not unbroken:
            yield Fault("submissions", position, _("Its seal does not fit what was sent."))
        if any(item["evidence"] not in rows["evidence"] for item in row["manifest"]["items"]):
            yield Fault("submissions", position, _("It holds evidence that is not in the portfolio."))


def _decisions(document: dict[str, Any], rows: Rows) -> Iterator[Fault]:
    for position, row in enumerate(document["decisions"], 1):
        if row["bundle_hash"] != rows["submissions"][row["submission"]]["bundle_hash"]:
            yield Fault("decisions", position, _("It is about other work than the submission."))
        if rows["mark_sheets"][row["mark_sheet"]]["submission"] != row["submission"]:
            yield Fault("decisions", position, _("Its mark sheet is that of another submission."))


def _discussions(document: dict[str, Any]) -> Iterator[Fault]:
    """A record of a discussion is signed by both, and is what they signed."""
    for position, row in enumerate(document["discussions"], 1):
        if row["state"] != "signed" or len(row["signatures"] or []) != 2:
            yield Fault("discussions", position, _("It is not signed by both."))
        elif not discussions.are_as_signed(row, row["signatures"]):
            yield Fault("discussions", position, _("Its seal does not fit what was signed."))


def _comments(document: dict[str, Any]) -> Iterator[Fault]:
    """Comments on words are closed with their decision, have a place, and are there once."""
    known = set()
    for position, row in enumerate(document["comments"], 1):
        if row["closed_at"] is None or not 0 <= row["start_at"] < row["end_at"]:
            yield Fault("comments", position, _("It is not a comment of a decision."))
        if (row["mark_sheet"], row["key"]) in known:
            yield Fault("comments", position, _("It is there twice."))
        known.add((row["mark_sheet"], row["key"]))


def _signers(document: dict[str, Any]) -> Iterator[Fault]:
    """Nobody assesses, observes, supervises or confirms their own work (invariant 20)."""
    trainee = document["person"]["id"]
    for name, key in (
        ("submissions", "assessor"),
        ("mark_sheets", "assessor"),
        ("decisions", "assessor"),
        ("allocations", "person"),
        ("observations", "observer"),
        ("supervision", "supervisor"),
        ("experts", "named_by"),
        ("discussions", "recorder"),
        ("earlier_learning", "answered_by"),
        ("practice_records", "confirmed_by"),
    ):
        for position, row in enumerate(document[name], 1):
            if row[key] == trainee:
                yield Fault(name, position, _("The trainee stands here where another person must."))


def _files(document: dict[str, Any], files: dict[str, str]) -> Iterator[Fault]:
    """Every file that a row names lies in the archive, with the hash that the row gives, and belongs to one row."""
    used: set[str] = set()
    for name, key in (("attachments", "sha256"), ("certificates", "pdf_sha256")):
        for position, row in enumerate(document[name], 1):
            path = row["file"]
            if path is None:
                continue
            if files.get(path) != row[key] or path in used or not path.startswith(_FOLDERS[name]):
                yield Fault(name, position, _("Its file is not in the archive as it says."))
            used.add(path)


_FOLDERS = {"attachments": "originals/", "certificates": "certificates/"}
