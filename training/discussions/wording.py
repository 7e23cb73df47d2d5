"""Discussions in words: kinds, states to each reader, and what is signed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.filters import day, minutes, moment
from training.discussions.models import Discussion, DiscussionKind, DiscussionState, Way

KINDS: dict[DiscussionKind, Any] = {
    DiscussionKind.discussion: _l("Professional discussion"),
    DiscussionKind.questioning: _l("Questions asked"),
}
KIND_HINTS: dict[DiscussionKind, Any] = {
    DiscussionKind.discussion: _l("A planned talk in which the trainee shows what they know and why they do it so."),
    DiscussionKind.questioning: _l("Single questions about something that the work leaves open."),
}
WAYS: dict[Way, Any] = {
    Way.in_person: _l("In person"),
    Way.video: _l("By video"),
    Way.telephone: _l("By telephone"),
}

# State -> look, what the trainee reads, what others read.
STATES: dict[DiscussionState, tuple[str, Any, Any]] = {
    DiscussionState.draft: ("todo", _l("Being corrected"), _l("Not handed over yet")),
    DiscussionState.waits: ("wait", _l("Waits for your signature"), _l("Waits for the trainee’s signature")),
    DiscussionState.signed: ("met", _l("Signed by both"), _l("Signed by both")),
    DiscussionState.withdrawn: ("none", _l("Withdrawn"), _l("Withdrawn")),
}

MISSING: dict[str, Any] = {
    "criteria": _l("Choose the criteria that it covers."),
    "questions": _l("Write what was asked."),
    "answers": _l("Write in summary what the trainee answered."),
    "objection": _l("Say what is not right, so that it can be corrected."),
}


def title_of(discussion: Discussion) -> str:
    """What the record is called: "Professional discussion, 12 May 2026"."""
    return _("%(kind)s, %(day)s", kind=KINDS[discussion.kind], day=day(discussion.held_on))


def listed(covers: Sequence[str]) -> str:
    """Criteria by unit: "C5-3 1.1, 1.2; C5-2 2.4"."""
    found: dict[str, list[str]] = {}
    for name in covers:
        unit, _space, code = name.rpartition(" ")
        found.setdefault(unit, []).append(code)
    return "; ".join(f"{unit} {', '.join(codes)}" for unit, codes in found.items())


def pairs_of(facts: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """What `document.facts_of` gave, in words, without what was said."""
    return [
        *what_it_was(facts),
        (_("Recorded by"), _signed(facts["recorder_signed_as"], facts["recorder_signed_at"])),
        (_("Signed by"), _signed(facts["trainee_signed_as"], facts["trainee_signed_at"])),
    ]


def what_it_was(facts: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Kind, day, length, way and criteria alone."""
    return [
        (_("What it was"), KINDS[DiscussionKind(facts["kind"])]),
        (_("Held"), day(date.fromisoformat(facts["held_on"]))),
        (_("Length"), minutes(facts["minutes"])),
        (_("How"), WAYS[Way(facts["way"])]),
        (_("Covers"), listed(facts["covers"])),
    ]


def texts_of(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was said, under its headings; empty texts are left out."""
    texts = [
        (_("What was asked"), facts["questions"]),
        (_("What the trainee answered, in summary"), facts["answers"]),
        (_("What the trainee adds"), facts["remarks"]),
    ]
    return [(heading, text) for heading, text in texts if text]


def recorder_statement(discussion: Discussion, *, signed_as: str) -> str:
    """What the recorder says with their signature."""
    return _(
        "I, %(who)s, talked with %(trainee)s on %(day)s. What was asked, and the summary of the answers, are what was "
        "said. Nobody in a set is named, and nobody can be recognised.",
        who=signed_as,
        trainee=discussion.enrolment.person.full_name,
        day=day(discussion.held_on),
    )


def trainee_statement(discussion: Discussion, *, signed_as: str) -> str:
    """What the trainee says with theirs."""
    return _(
        "I, %(who)s, talked with %(recorder)s on %(day)s. I have read what was asked and the summary of my answers. "
        "It is what was said, and the answers are my own.",
        who=signed_as,
        recorder=discussion.recorder.full_name,
        day=day(discussion.held_on),
    )


def signatures_of(discussion: Discussion) -> list[tuple[str, str]]:
    """The statements that were signed, each with who signed it and when."""
    signed = [
        (discussion.recorder_statement, discussion.recorder_signed_as, discussion.recorder_signed_at),
        (discussion.trainee_statement, discussion.trainee_signed_as, discussion.trainee_signed_at),
    ]
    return [(said, _("%(who)s, %(when)s", who=who, when=moment(at))) for said, who, at in signed if at]


def _signed(who: str, at: str | None) -> str:
    return _("%(who)s, %(when)s", who=who, when=moment(datetime.fromisoformat(at))) if at else ""


NOT_YOURS = _l("You do not work with this trainee.")
