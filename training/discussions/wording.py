"""Discussions in words: kinds, states to each reader, and what is signed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.filters import day, minutes, moment
from people.signatures.models import Signature
from training.discussions import document
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


def signatures_of(discussion: Discussion) -> list[tuple[str, str, Signature | None]]:
    """The statements that stand under a record, each with who signed it and when, and the signature if it is ours."""
    ours = (discussion.recorder_signature, discussion.trainee_signature)
    return [
        (each["statement"], _signed(each["signed_as"], each["signed_at"]), signature)
        for each, signature in zip(document.signatures_of(discussion), ours, strict=False)
    ]


def _signed(who: str, at: str | None) -> str:
    return _("%(who)s, %(when)s", who=who, when=moment(datetime.fromisoformat(at))) if at else ""


NOT_YOURS = _l("You do not work with this trainee.")
