"""What was asked while a submission was marked: beside the criteria, and in what the decision is signed with.

A decision keeps the public id and the hash of each record that it was made with, so that none can be exchanged,
taken away or added afterwards. While a record waits for a signature there is no decision.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from assessments.grading.models import MarkSheet, UnitDecision
from core.errors import RuleBroken
from core.filters import day
from training.discussions import queries
from training.discussions.document import facts_of
from training.discussions.models import Discussion, DiscussionState
from training.discussions.signed import is_final
from training.discussions.wording import pairs_of, texts_of, title_of
from training.portfolio.models import Submission


@dataclass(frozen=True, slots=True)
class Asked:
    """A signed record as a page shows it; `codes` are the criteria that it covers, without their unit."""

    id: str
    title: str
    codes: list[str]
    pairs: list[tuple[Any, Any]]
    texts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Questions:
    """The records of a submission: those signed by both, and those that a decision waits for with what is missing."""

    signed: list[Asked]
    waiting: list[tuple[Discussion, str]]

    def on(self, code: str) -> list[Asked]:
        """The signed records that cover a criterion."""
        return [each for each in self.signed if code in each.codes]

    @property
    def sentences(self) -> list[str]:
        """Why there can be no decision yet."""
        return [sentence for _record, sentence in self.waiting]


def of(submission: Submission) -> Questions:
    """All that was asked while a submission was marked, in one statement."""
    found = queries.of_submission(submission)
    return Questions(
        [_shown(each) for each in found if each.state is DiscussionState.signed],
        [(each, _waits(each)) for each in found if each.is_open],
    )


def of_decision(decision: UnitDecision) -> list[Asked]:
    """The records that a decision was signed with; no statement when there are none."""
    listed = [each["record"] for each in decision.discussions]
    return [_shown(each) for each in queries.named(listed)] if listed else []


def content(mark_sheet: MarkSheet) -> list[dict[str, str]]:
    """What a decision is signed with of the records: those kept with it, or before there is one, those signed now."""
    if mark_sheet.decision is not None:
        return mark_sheet.decision.discussions
    found = queries.of_submission(mark_sheet.submission)
    return sorted(
        ({"record": str(each.public_id), "hash": each.content_hash} for each in found if each.content_hash),
        key=lambda each: each["record"],
    )


def refuse_while_unsigned(submission: Submission) -> None:
    """Raise RuleBroken, beside the signature, while a record of the submission lacks one."""
    if sentences := of(submission).sentences:
        raise RuleBroken(" ".join(sentences), "password")


def are_as_signed(decision: UnitDecision) -> bool:
    """Whether every record that the decision was signed with is there, and today what both have signed."""
    listed = {each["record"]: each["hash"] for each in decision.discussions}
    found = {str(each.public_id): each for each in queries.named(listed)} if listed else {}
    return found.keys() == listed.keys() and all(
        is_final(each) and each.content_hash == listed[name] and each.submission_id == decision.submission_id
        for name, each in found.items()
    )


def _shown(discussion: Discussion) -> Asked:
    facts = facts_of(discussion)
    codes = [name.rpartition(" ")[2] for name in discussion.covers]
    return Asked(str(discussion.public_id), title_of(discussion), codes, pairs_of(facts), texts_of(facts))


def _waits(discussion: Discussion) -> str:
    held_on = day(discussion.held_on)
    if discussion.state is DiscussionState.waits:
        name = discussion.enrolment.person.full_name
        return _(
            "The record of %(day)s waits for %(name)s’s signature: wait for it or withdraw it.", day=held_on, name=name
        )
    return _(
        "The record of %(day)s is not handed over yet: %(name)s signs it, or it is withdrawn.",
        day=held_on,
        name=discussion.recorder.full_name,
    )
