"""The facts of a record, live or frozen, as names and answers for a page: the same for trainee, assessor and IQA."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from core.filters import day, minutes, moment
from training.awards.models import EvidenceKind
from training.discussions import wording as discussions
from training.practice.behaviours import BEHAVIOURS, RATINGS, Rating
from training.practice.models import FacilitationRole, ObservationOutcome, SupervisionFormat
from training.practice.statements import STATEMENTS
from training.practice.topics import TOPICS
from training.practice.wording import ROLES
from training.sets.models import MeetingMode, SetMethod
from training.sets.wording import METHODS, MODES

Facts = Mapping[str, Any]
Pairs = list[tuple[Any, Any]]

OUTCOMES = {ObservationOutcome.satisfactory: _l("Satisfactory"), ObservationOutcome.not_yet: _l("Not yet satisfactory")}
FORMATS = {SupervisionFormat.individual: _l("On your own"), SupervisionFormat.group: _l("In a group")}


def fact_pairs(kind: EvidenceKind, facts: Facts) -> Pairs:
    """What `records.facts_of` gave for a record of this kind, in words. An empty answer is not to be shown."""
    return _PAIRS[kind](facts)


def meeting_line(facts: Facts) -> str:
    """One meeting in a line: "Set 07, meeting 6, 5 Nov 2026, 120 minutes"."""
    return _(
        "%(set)s, meeting %(number)s, %(day)s, %(minutes)s",
        set=facts["set"],
        number=facts["number"],
        day=day(date.fromisoformat(facts["held_on"])),
        minutes=minutes(facts["minutes"]),
    )


def _meeting(facts: Facts) -> Pairs:
    clock = _("%(from)s to %(to)s", **{"from": facts["from"], "to": facts["to"]})
    return [
        (_("Meeting"), meeting_line(facts)),
        (_("Time"), clock),
        (_("Role"), ROLES[FacilitationRole(facts["role"])]),
        (_("How it met"), MODES[MeetingMode(facts["mode"])]),
        (_("Methods"), ", ".join(str(METHODS[SetMethod(method)]) for method in facts["methods"])),
        (_("Members who came"), facts["present"]),
        (_("Minutes of each turn"), ", ".join(map(str, facts["turns"]))),
        (_("Actions agreed"), facts["actions"]),
        (_("Confirmed"), _moment(facts["confirmed_at"])),
    ]


def _observation(facts: Facts) -> Pairs:
    return [
        (_("Meeting"), meeting_line(facts["meeting"])),
        (_("Observer"), facts["observer"]),
        (_("Outcome"), OUTCOMES[ObservationOutcome(facts["outcome"])] if facts["outcome"] else ""),
        (_("Observer was there for"), minutes(facts["present_minutes"])),
        *((BEHAVIOURS.get(code, code), RATINGS[Rating(rating)]) for code, rating in facts["ratings"].items()),
        (_("What the observer wrote"), facts["narrative"]),
        (_("What the trainee wrote"), facts["trainee_comment"]),
        (_("Signed by the observer"), _moment(facts["observer_signed_at"])),
        (_("Signed by the trainee"), _moment(facts["trainee_signed_at"])),
    ]


def _supervision(facts: Facts) -> Pairs:
    return [
        (_("Held on"), day(date.fromisoformat(facts["held_on"]))),
        (_("Time"), minutes(facts["minutes"])),
        (_("Supervisor"), facts["supervisor"]),
        (_("Format"), FORMATS[SupervisionFormat(facts["format"])]),
        (_("Topics"), ", ".join(str(TOPICS.get(topic, topic)) for topic in facts["topics"])),
        (_("Signed"), _moment(facts["signed_at"])),
    ]


def _feedback(facts: Facts) -> Pairs:
    return [
        (_("Set"), facts["set"]),
        (_("Asked on"), day(date.fromisoformat(facts["asked_on"]))),
        (_("Answers"), ngettext("%(num)s answer", "%(num)s answers", facts["answers"])),
        *(
            (STATEMENTS[code], _("%(average)s of 5 on average", average=f"{found['average_tenths'] / 10:.1f}"))
            for code, found in facts["statements"].items()
        ),
    ]


def _testimony(facts: Facts) -> Pairs:
    return [*testimony_pairs(facts), (_("What the witness saw"), facts["statement"])]


def testimony_pairs(facts: Facts) -> Pairs:
    """What a witness states beside the account of what they saw, and how they were asked."""
    by_expert = _("Expert witness, named by %(name)s", name=facts["named_by"]) if facts["is_expert"] else ""
    return [
        (_("Witness"), facts["witness"]),
        (_("As"), by_expert or _("Ordinary witness")),
        (_("Knows the trainee as"), facts["relationship"]),
        (_("Post or role"), facts["post"]),
        (_("Can be reached"), facts["contact"]),
        (_("Competent by"), facts["competence"]),
        (_("Knows of the units"), facts["knows_units"]),
        (_("Day"), day(date.fromisoformat(facts["held_on"]))),
        (_("Activity"), facts["activity"]),
        (_("Asked to speak about"), facts["about"]),
        (_("Link"), _("Mailed to the witness") if facts["mailed"] else _("Handed over by the trainee")),
        (_("Signed"), _moment(facts["signed_at"])),
    ]


def _discussion(facts: Facts) -> Pairs:
    return [*discussions.pairs_of(facts), *discussions.texts_of(facts)]


def _moment(text: str | None) -> str:
    return moment(datetime.fromisoformat(text)) if text else ""


_PAIRS: dict[EvidenceKind, Callable[[Facts], Pairs]] = {
    EvidenceKind.meeting_log: _meeting,
    EvidenceKind.observation_record: _observation,
    EvidenceKind.supervision_record: _supervision,
    EvidenceKind.member_feedback: _feedback,
    EvidenceKind.witness_testimony: _testimony,
    EvidenceKind.professional_discussion: _discussion,
}
