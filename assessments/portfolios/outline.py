"""A portfolio as a reader meets it: the plain values in words, the same for the index of the archive and for paper."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from assessments.grading.document import Evidence, Section, evidence_item, paragraphs
from assessments.portfolios import outlined_practice as practice
from core.filters import day, long_day, moment
from training.awards.models import EvidenceKind
from training.enrolments.models import AllocationRole, EnrolmentState, RegistrationState
from training.enrolments.wording import ALLOCATION_ROLES, ENROLMENT_STATES, REGISTRATION_STATES
from training.portfolio.declarations import AI_USE
from training.portfolio.models import AiUse, EvidenceState, ReflectiveModel, SubmissionState
from training.portfolio.queries import CriterionState, state_of
from training.portfolio.reflection import MODELS
from training.portfolio.wording import EVIDENCE, KINDS, submission_status

Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Piece:
    """One evidence item under its number in the portfolio: E1, E2 …"""

    number: str
    id: str
    title: str
    kind: str
    is_account: bool
    state: str
    words: int
    structure: str
    written: str
    criteria: list[str]
    sections: list[Section]
    meetings: list[str]
    file: str | None  # its path in the archive
    file_name: str
    record: str  # what it stands for, where it is a record that is told elsewhere in the portfolio


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with how it stands and the numbers of the evidence for it."""

    code: str
    text: str
    state: CriterionState
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was released to the trainee."""

    attempt: int
    outcome: str
    decided: str
    signed_as: str
    feedback: list[str]
    send_by: str
    criteria: list[tuple[str, str, list[str]]]  # code, word, comment


@dataclass(frozen=True, slots=True)
class Sent:
    """One attempt at a unit, with its seal and declaration."""

    attempt: int
    state: str
    sent: str
    seal: str
    declared: list[str]
    items: list[Evidence]
    decisions: list[Decided]


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit that the trainee takes."""

    code: str
    title: str
    status: str
    criteria: list[Criterion]
    sent: list[Sent]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on an award with all that was done for it."""

    anchor: str
    award: str
    code: str
    version: str
    organisation: str
    is_illustrative: bool
    facts: list[tuple[str, str]]
    units: list[UnitPart]
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate as it was issued."""

    number: str
    award: str
    awarded: str
    state: str
    file: str | None


@dataclass(slots=True)
class Outline:
    """The whole portfolio."""

    name: str
    centre: str
    exported: str
    passed_through: list[str]
    facts: list[tuple[str, str]]
    places: list[Place] = field(default_factory=list)
    taught: list[practice.Row] = field(default_factory=list)
    meetings: list[practice.Row] = field(default_factory=list)
    observations: list[practice.Observed] = field(default_factory=list)
    supervision: list[practice.Row] = field(default_factory=list)
    feedback: list[practice.Answers] = field(default_factory=list)
    diary: list[tuple[str, list[str]]] = field(default_factory=list)
    certificates: list[CertificateLine] = field(default_factory=list)


CRITERION_WORDS = {
    CriterionState.met: lambda: _("Met"),
    CriterionState.with_assessor: lambda: _("With the assessor"),
    CriterionState.ready: lambda: _("Evidence ready"),
    CriterionState.referred: lambda: _("Look again"),
    CriterionState.started: lambda: _("Started"),
    CriterionState.nothing: lambda: _("Nothing yet"),
}


def outline_of(document: Mapping[str, Any]) -> Outline:
    """The portfolio of a document in the words of the pages."""
    rows: dict[str, Rows] = {
        name: {row["id"]: row for row in sheet}
        for name, sheet in document.items()
        if isinstance(sheet, list) and name not in {"history", "brought"}
    }
    person = document["person"]
    names = {each["id"]: _name(each) for each in rows["people"].values()} | {person["id"]: _name(person)}
    return Outline(
        name=_name(person),
        centre=document["source"]["centre"],
        exported=long_day(datetime.fromisoformat(document["exported_at"])),
        passed_through=[each["source"]["centre"] for each in document["brought"]],
        facts=[
            (_("Name"), _name(person)),
            (_("Printed on certificates as"), person["print_name"]),
            (_("Email"), person["email"] or ""),
            (_("Job title"), person["job_title"]),
            (_("Employer"), document["source"]["employer"]),
            (_("Learner number (ULN)"), person["uln"] or ""),
        ],
        places=[_place(position, each, rows, names) for position, each in enumerate(rows["enrolments"].values(), 1)],
        taught=practice.taught(rows),
        meetings=practice.meetings(rows, names),
        observations=practice.observations(rows, names),
        supervision=practice.supervision(rows, names),
        feedback=practice.feedback(rows),
        diary=[(day(_date(each["held_on"])), paragraphs(each["text"])) for each in rows["diary"].values()],
        certificates=[_certificate(each) for each in rows["certificates"].values()],
    )


def _name(row: Mapping[str, Any]) -> str:
    return f"{row['given_name']} {row['family_name']}".strip()


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _of(rows: Rows, key: str, value: str) -> list[Mapping[str, Any]]:
    return [row for row in rows.values() if row[key] == value]


def _place(position: int, enrolment: Mapping[str, Any], rows: dict[str, Rows], names: Mapping[str, str]) -> Place:
    award = rows["awards"][enrolment["award_version"]]["specification"]
    pieces = _pieces(enrolment["id"], rows)
    sent_numbers = {piece.id: piece.number for piece in pieces}
    taken = {*award["rules_of_combination"]["mandatory"], *enrolment["optional_units"]}
    return Place(
        anchor=f"place-{position}",
        award=award["title"],
        code=award["code"],
        version=award["version"],
        organisation=award["awarding_organisation"],
        is_illustrative=award["illustrative"],
        facts=_place_facts(enrolment, rows, names),
        units=[_unit(enrolment, unit, rows, sent_numbers) for unit in award["units"] if unit["code"] in taken],
        pieces=pieces,
    )


def _place_facts(
    enrolment: Mapping[str, Any], rows: dict[str, Rows], names: Mapping[str, str]
) -> list[tuple[str, str]]:
    facts = [
        (_("Place"), str(ENROLMENT_STATES[EnrolmentState(enrolment["state"])][1])),
        (_("Since"), day(_date(enrolment["enrolled_on"]))),
        (_("Until"), day(_date(enrolment["ended_on"])) if enrolment["ended_on"] else ""),
    ]
    for row in _of(rows["registrations"], "enrolment", enrolment["id"]):
        words = [str(REGISTRATION_STATES[RegistrationState(row["state"])][1]), row["number"] or ""]
        if row["registered_on"]:
            words.append(_("from %(day)s", day=day(_date(row["registered_on"]))))
        if row["expires_on"]:
            words.append(_("last day %(day)s", day=day(_date(row["expires_on"]))))
        facts.append((_("Registration"), ", ".join(word for word in words if word)))
    for row in _of(rows["allocations"], "enrolment", enrolment["id"]):
        unit = f", {row['unit'].rsplit('/', 1)[-1]}" if row["unit"] else ""
        facts.append((str(ALLOCATION_ROLES[AllocationRole(row["role"])]), names[row["person"]] + unit))
    return facts


def _pieces(enrolment_id: str, rows: dict[str, Rows]) -> list[Piece]:
    criteria, meetings = defaultdict(list), defaultdict(list)
    for link in rows["evidence_criteria"].values():
        criteria[link["evidence_item"]].append(" ".join(link["criterion"].rsplit("/", 2)[1:]))
    for link in rows["evidence_meetings"].values():
        meetings[link["evidence_item"]].append(practice.meeting_line(rows, link["practice_record"]))
    own = _of(rows["evidence"], "enrolment", enrolment_id)
    return [
        _piece(f"E{number}", row, sorted(criteria[row["id"]]), meetings[row["id"]], rows)
        for number, row in enumerate(own, 1)
    ]


def _piece(
    number: str, row: Mapping[str, Any], criteria: list[str], meetings: list[str], rows: dict[str, Rows]
) -> Piece:
    model = ReflectiveModel(row["model"])
    stages = MODELS[model].stages
    written = [(stage.title, row["parts"][stage.code]) for stage in stages if row["parts"].get(stage.code)]
    if not written and row["text"]:
        written = [("", row["text"])]
    file = rows["attachments"].get(row["attachment"] or "")
    return Piece(
        number=number,
        id=row["id"],
        title=row["title"],
        kind=str(KINDS[EvidenceKind(row["kind"])]),
        is_account=row["kind"] == EvidenceKind.reflective_account,
        state=str(EVIDENCE[EvidenceState(row["state"])].text),
        words=row["words"],
        structure="" if model is ReflectiveModel.none else _(MODELS[model].name),
        written=day(datetime.fromisoformat(row["written_at"])),
        criteria=criteria,
        sections=[Section(_(title) if len(stages) > 1 and title else "", paragraphs(text)) for title, text in written],
        meetings=meetings,
        file=file["file"] if file else None,
        file_name=file["name"] if file else "",
        record=practice.record_line(rows, row),
    )


def _unit(
    enrolment: Mapping[str, Any], unit: Mapping[str, Any], rows: dict[str, Rows], numbers: Mapping[str, str]
) -> UnitPart:
    code = f"{enrolment['award_version']}/{unit['code']}"
    own = [row for row in _of(rows["submissions"], "enrolment", enrolment["id"]) if row["unit"] == code]
    criteria = _criteria(enrolment, unit, code, own[-1] if own else None, rows, numbers)
    referred = [each.code for each in criteria if each.state is CriterionState.referred]
    status = submission_status(SubmissionState(own[-1]["state"]) if own else None, referred)
    return UnitPart(
        code=unit["code"],
        title=unit["title"],
        status=str(status.text),
        criteria=criteria,
        sent=[_sent(row, rows) for row in own],
    )


@dataclass(frozen=True, slots=True)
class _Settled:
    met: bool
    submission_id: str


@dataclass(frozen=True, slots=True)
class _Latest:
    id: str
    state: SubmissionState


def _criteria(
    enrolment: Mapping[str, Any],
    unit: Mapping[str, Any],
    unit_code: str,
    last: Mapping[str, Any] | None,
    rows: dict[str, Rows],
    numbers: Mapping[str, str],
) -> list[Criterion]:
    """How each criterion of a unit stands, by the rule that the pages go by."""
    shown_by: defaultdict[str, list[str]] = defaultdict(list)
    for link in rows["evidence_criteria"].values():
        if link["evidence_item"] in numbers:
            shown_by[link["criterion"]].append(link["evidence_item"])
    settled = {row["criterion"]: row for row in _of(rows["standings"], "enrolment", enrolment["id"])}
    latest: Any = _Latest(last["id"], SubmissionState(last["state"])) if last else None
    found = []
    for outcome in unit["learning_outcomes"]:
        for criterion in outcome["criteria"]:
            name = f"{unit_code}/{criterion['id']}"
            standing: Any = _Settled(settled[name]["met"], settled[name]["submission"]) if name in settled else None
            has = {EvidenceState(rows["evidence"][each]["state"]) for each in shown_by[name]}
            evidence = sorted((numbers[each] for each in shown_by[name]), key=lambda number: int(number[1:]))
            state = state_of(standing, latest, has)
            found.append(Criterion(criterion["id"], criterion["text"], state, evidence))
    return found


def _sent(row: Mapping[str, Any], rows: dict[str, Rows]) -> Sent:
    declared = []
    for each in _of(rows["declarations"], "submission", row["id"]):
        used = f" {AI_USE[AiUse(each['ai_use'])]}." if each["ai_use"] else ""
        signed = _("Signed %(when)s.", when=moment(datetime.fromisoformat(each["signed_at"])))
        declared.append(f"{each['statement']}{used} {signed}")
    return Sent(
        attempt=row["attempt"],
        state=str(submission_status(SubmissionState(row["state"])).text),
        sent=moment(datetime.fromisoformat(row["submitted_at"])),
        seal=row["bundle_hash"],
        declared=declared,
        items=[evidence_item(position, item) for position, item in enumerate(row["manifest"]["items"], 1)],
        decisions=[_decided(row["attempt"], each, rows) for each in _of(rows["decisions"], "submission", row["id"])],
    )


def _decided(attempt: int, row: Mapping[str, Any], rows: dict[str, Rows]) -> Decided:
    criteria = _of(rows["criterion_decisions"], "mark_sheet", row["mark_sheet"])
    notes = _of(rows["comments"], "mark_sheet", row["mark_sheet"])
    return Decided(
        attempt=attempt,
        outcome=_("Passed") if row["outcome"] == "pass" else _("Look again"),
        decided=moment(datetime.fromisoformat(row["decided_at"])),
        signed_as=row["signed_as"],
        feedback=paragraphs(row["feedback"]),
        send_by=day(_date(row["due_back_on"])) if row["due_back_on"] else "",
        criteria=[
            (
                each["criterion"].rsplit("/", 1)[-1],
                _("Met") if each["met"] else _("Look again"),
                paragraphs(each["comment"])
                + [
                    _("On “%(words)s”: %(text)s", words=" ".join(note["exact"].split()), text=note["text"])
                    for note in notes
                    if note["criterion"] == each["criterion"]
                ],
            )
            for each in criteria
        ],
    )


def _certificate(row: Mapping[str, Any]) -> CertificateLine:
    revoked = _("Withdrawn on %(day)s", day=day(_date(row["revoked_on"]))) if row["revoked_on"] else ""
    return CertificateLine(
        number=row["number"],
        award=row["facts"]["award"],
        awarded=day(_date(row["issued_on"])),
        state=revoked or _("In force when this portfolio was made"),
        file=row["file"],
    )


def accounts(pieces: Iterable[Piece]) -> list[Piece]:
    """The reflective accounts among the evidence."""
    return [piece for piece in pieces if piece.is_account]
