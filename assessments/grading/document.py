"""What was sent, as a page shows it: read from the frozen bundle alone, never from the evidence as it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from core.filters import day, minutes, number
from core.shape import Block, blocks_of
from training.awards.models import EvidenceKind
from training.discussions import wording as discussions
from training.portfolio.file_wording import SCANS, length
from training.portfolio.models import FileForm, ReflectiveModel, ScanState, SubmissionItem
from training.portfolio.record_wording import testimony_pairs
from training.portfolio.reflection import MODELS
from training.portfolio.wording import KINDS
from training.practice.behaviours import BEHAVIOURS, RATINGS
from training.practice.models import FacilitationRole, ObservationOutcome, ObserverKind, SupervisionFormat
from training.practice.observation_wording import KINDS as OBSERVER_KINDS
from training.practice.observation_wording import OUTCOMES
from training.practice.statements import STATEMENTS
from training.practice.topics import TOPICS
from training.practice.wording import ROLES
from training.rpl.facts import claim_pairs
from training.sets.wording import METHODS, MODES

Facts = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """Text under a heading, in paragraphs; the heading may be empty."""

    heading: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent; `size` in bytes, width and height of a picture in pixels, `length` of a recording."""

    name: str
    size: int
    form: FileForm
    scan: Any
    length: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence item as it was sent. `position` counts from 1 and names it in addresses."""

    position: int
    title: str
    kind: str
    words: int
    structure: str
    criteria: list[str]
    sections: list[Section]
    facts: Facts
    meetings: list[str]
    facts_kept: str
    kept_phrases: list[tuple[str, str]]  # each with its author's reason
    file: File | None
    blocks: list[Block]  # the text of a document, as it reads
    words_heading: str  # over the text of a picture or a recording
    has_comments: bool = False
    said_before: tuple[str, ...] = ()  # the attempt before, in paragraphs, of which too little is left to mark changes


def evidence_of(items: Iterable[SubmissionItem]) -> list[Evidence]:
    """The items of a submission, in the order in which they were sent."""
    return [evidence_item(item.position, item.frozen) for item in items]


def by_criterion(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Which items were sent for each criterion, by its code."""
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        for code in item.criteria:
            found.setdefault(code, []).append(item)
    return found


def evidence_item(position: int, frozen: Mapping[str, Any]) -> Evidence:
    """One frozen item. Raises KeyError or ValueError for values that were never frozen here."""
    kind, record = EvidenceKind(frozen["kind"]), frozen["record"]
    model = ReflectiveModel(frozen["model"])
    narrative, facts = _RECORDS[kind](record) if record else ([], [])
    parts = frozen["parts"] or ([{"heading": "", "text": frozen["text"]}] if frozen["text"] else [])
    if model is ReflectiveModel.none:
        parts = [{"heading": "", "text": part["text"]} for part in parts]
    file = _file(frozen["file"]) if frozen["file"] else None
    # The file of earlier learning is its certificate; the text beside it is the trainee's.
    is_document = file is not None and file.form is FileForm.document and kind is not EvidenceKind.prior_learning
    headings = {FileForm.picture: _("What it shows"), FileForm.recording: _("What is said")}
    return Evidence(
        position=position,
        title=frozen["title"],
        kind=str(KINDS[kind]),
        words=frozen["words"],
        structure="" if model is ReflectiveModel.none else str(MODELS[model].name),
        criteria=list(frozen["criteria"]),
        sections=([] if is_document else [Section(p["heading"], paragraphs(p["text"])) for p in parts]) + narrative,
        facts=facts,
        meetings=[_meeting_line(meeting) for meeting in frozen["meetings"]],
        facts_kept=frozen["facts_kept"],
        kept_phrases=[(phrase["text"], phrase["reason"]) for phrase in frozen["kept_phrases"]],
        file=file,
        blocks=blocks_of(frozen["text"], frozen["file"]["shape"]) if is_document else [],
        words_heading=headings.get(file.form, "") if file else "",
    )


def _file(frozen: Mapping[str, Any]) -> File:
    return File(
        frozen["name"],
        frozen["size"],
        FileForm(frozen["form"]),
        SCANS[ScanState(frozen["scan"])],
        length(frozen["seconds"]),
        frozen["width"],
        frozen["height"],
    )


def paragraphs(text: str) -> list[str]:
    """A text as paragraphs: every line that holds something is one, as documents and text boxes give them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _meeting(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    turns = facts["turns"]
    return [], [
        (_("Set"), facts["set"]),
        (_("Meeting"), number(facts["number"])),
        (_("Held"), _when(facts)),
        (_("Breaks"), minutes(facts["break_minutes"]) if facts["break_minutes"] else ""),
        (_("Length"), minutes(facts["minutes"])),
        (_("Role"), ROLES[FacilitationRole(facts["role"])]),
        (_("How"), MODES[facts["mode"]]),
        (_("Methods"), ", ".join(str(METHODS[code]) for code in facts["methods"])),
        (_("Members there"), number(facts["present"])),
        (_("Turns"), ", ".join(minutes(each) for each in turns)),
        (_("Actions agreed"), number(facts["actions"])),
        (_("Confirmed"), _moment(facts["confirmed_at"])),
    ]


def _observation(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    _none, meeting = _meeting(facts["meeting"])
    outcome = facts["outcome"]
    narrative = [
        Section(_("What the observer saw"), paragraphs(facts["narrative"])),
        Section(_("What the trainee says"), paragraphs(facts["trainee_comment"])),
    ]
    return [section for section in narrative if section.paragraphs], [
        (_("Observer"), f"{facts['observer']}, {OBSERVER_KINDS[ObserverKind(facts['observer_kind'])]}"),
        (_("Outcome"), OUTCOMES[ObservationOutcome(outcome)][1] if outcome else ""),
        (_("Watched"), minutes(facts["present_minutes"])),
        *((BEHAVIOURS.get(code, code), RATINGS.get(rating, rating)) for code, rating in facts["ratings"].items()),
        (_("Signed by the observer"), _moment(facts["observer_signed_at"])),
        (_("Signed by the trainee"), _moment(facts["trainee_signed_at"])),
        *meeting,
    ]


def _supervision(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    formats = {SupervisionFormat.individual: _("Alone with the supervisor"), SupervisionFormat.group: _("In a group")}
    return [], [
        (_("Held"), day(date.fromisoformat(facts["held_on"]))),
        (_("Length"), minutes(facts["minutes"])),
        (_("How"), formats[SupervisionFormat(facts["format"])]),
        (_("Supervised together"), number(facts["attendees"])),
        (_("Supervisor"), facts["supervisor"]),
        (_("About"), ", ".join(str(TOPICS.get(code, code)) for code in facts["topics"])),
        (_("Signed"), _moment(facts["signed_at"])),
    ]


def _answers(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    means = [
        (STATEMENTS.get(code, code), _("%(mean)s of 5", mean=number(line["average_tenths"] / 10)))
        for code, line in facts["statements"].items()
    ]
    answers = ngettext("%(num)s answer", "%(num)s answers", facts["answers"])
    return [], [
        (_("Set"), facts["set"]),
        (_("Asked"), day(date.fromisoformat(facts["asked_on"]))),
        (_("Members’ answers"), answers),
        *means,
    ]


def _testimony(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    said = [Section(_("What the witness saw"), paragraphs(facts["statement"]))]
    rule = _("Supports other evidence. It is never the sole basis of a criterion.")
    return said, [*testimony_pairs(facts), (_("Weight"), rule)]


def _discussion(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    return [Section(heading, paragraphs(text)) for heading, text in discussions.texts_of(facts)], [
        *discussions.pairs_of(facts),
        (_("SHA-256"), facts["hash"]),
    ]


def _earlier_learning(facts: Mapping[str, Any]) -> tuple[list[Section], Facts]:
    return [Section(_("What was learned"), paragraphs(facts["learned"]))], claim_pairs(facts)


_RECORDS = {
    EvidenceKind.meeting_log: _meeting,
    EvidenceKind.observation_record: _observation,
    EvidenceKind.supervision_record: _supervision,
    EvidenceKind.member_feedback: _answers,
    EvidenceKind.prior_learning: _earlier_learning,
    EvidenceKind.witness_testimony: _testimony,
    EvidenceKind.professional_discussion: _discussion,
}


def _when(facts: Mapping[str, Any]) -> str:
    held_on = day(date.fromisoformat(facts["held_on"]))
    return _("%(day)s, %(start)s to %(end)s", day=held_on, start=facts["from"], end=facts["to"])


def _meeting_line(facts: Mapping[str, Any]) -> str:
    role = ROLES[FacilitationRole(facts["role"])]
    return f"{facts['set']}, {_when(facts)}, {role}, {minutes(facts['minutes'])}"


def _moment(instant: str | None) -> str:
    return day(datetime.fromisoformat(instant)) if instant else ""
