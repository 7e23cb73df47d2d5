"""Who acts on a requirement that is not met, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from core.filters import day
from training.awards.requirements import Finding
from training.enrolments.progress import Item, ItemKind, Progress
from training.portfolio.models import EvidenceState
from training.practice.ledger import Cause


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts, in a sentence, with the icon of that."""

    sentence: str
    icon: str = "person"


@dataclass(frozen=True, slots=True)
class People:
    """The names of those who work with the trainee. Quality assurers are not among them."""

    assessors: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    tutor: str = ""


def lacks(finding: Finding) -> bool:
    """Whether more is missing than what waits for others."""
    return any(part.pending < part.missing for part in finding.parts if not part.met)


def who_acts(finding: Finding, progress: Progress, people: People) -> Doing:
    """Who brings an unmet requirement on, with the day: the trainee, unless what others hold back is all that lacks."""
    waiting = [(reason.code, progress.items[reason.item_id or ""]) for reason in finding.not_counted if reason.waiting]
    others = _who_is_waited_for(*min(waiting, key=lambda each: each[1].since or each[1].on)) if waiting else None
    if others and not lacks(finding):
        return others
    acts = ACTS[finding.requirement.type](finding, progress, people)
    return Doing(f"{acts} {others.sentence}") if others else Doing(acts)


def _who_is_waited_for(cause: str, item: Item) -> Doing:
    words = {"name": item.asked, "since": day(item.since or item.on)}
    if cause == Cause.trainee_not_signed:
        return Doing(_("You: sign the observation by %(name)s.", **words))
    if cause == Cause.observer_not_signed:
        return Doing(_("Waiting for %(name)s, who observed, to write and sign.", **words), "hourglass-split")
    if cause == Cause.supervisor_not_signed:
        return Doing(_("Waiting for %(name)s, your supervisor, since %(since)s.", **words), "hourglass-split")
    if item.kind in {ItemKind.meeting, ItemKind.practice_turn}:
        return Doing(_("Waiting for %(name)s, the set organiser, since %(since)s.", **words), "hourglass-split")
    return Doing(_("Waiting for the set organiser to confirm the meeting."), "hourglass-split")


def _next_meeting(finding: Finding, progress: Progress, people: People) -> str:
    to_come = [each for each in progress.planned if each.on >= progress.practice_file.today]
    if to_come:
        return _("You, on %(day)s with %(name)s.", day=day(to_come[0].on), name=to_come[0].learning_set)
    if people.organisers:
        return _("You: agree the next meeting with %(name)s, your set organiser.", name=people.organisers[0])
    return _("You: ask your centre for a set to facilitate.")


def _another_set(finding: Finding, progress: Progress, people: People) -> str:
    if people.organisers:
        return _("You: ask %(name)s, your set organiser, for another set.", name=people.organisers[0])
    return _("You: ask your centre for a set to facilitate.")


def _taught(finding: Finding, progress: Progress, people: People) -> str:
    if progress.taught_next:
        return _("You, at the taught day on %(day)s.", day=day(progress.taught_next))
    if people.tutor:
        return _("%(name)s, your tutor, plans the next taught day and keeps the register.", name=people.tutor)
    return _("Your centre plans the next taught day and keeps the register.")


def _practise(finding: Finding, progress: Progress, people: People) -> str:
    if people.tutor:
        return _("You, at the next practice set meeting. %(name)s, your tutor, knows the dates.", name=people.tutor)
    return _("You, at the next practice set meeting. Your centre knows the dates.")


def _be_observed(finding: Finding, progress: Progress, people: People) -> str:
    if people.assessors:
        return _("You: agree with %(name)s, your assessor, who observes which meeting.", name=people.assessors[0])
    return _("You: ask your centre who can observe a meeting.")


def _be_supervised(finding: Finding, progress: Progress, people: People) -> str:
    if people.supervisors:
        return _("You: agree a date with %(name)s, your supervisor.", name=people.supervisors[0])
    return _("You: agree a date with a supervisor, and log the meeting afterwards.")


def _write(finding: Finding, progress: Progress, people: People) -> str:
    drafts = [item for item in progress.items.values() if item.state == EvidenceState.draft]
    if drafts:
        return _("You: finish “%(title)s”.", title=drafts[0].name)
    return _("You: write about a meeting that is confirmed.")


ACTS: dict[str, Callable[[Finding, Progress, People], str]] = {
    "taught_days": _taught,
    "practice_turns": _practise,
    "practice_sets": _practise,
    "facilitated_meetings": _next_meeting,
    "facilitated_minutes": _next_meeting,
    "distinct_sets": _another_set,
    "span_days": _next_meeting,
    "recent_minutes": _next_meeting,
    "observed_practice": _be_observed,
    "supervision_minutes": _be_supervised,
    "supervision_ratio": _be_supervised,
    "reflective_accounts": _write,
    "member_feedback": lambda finding, progress, people: _("You: ask your sets for their answers."),
    "learning_diary": lambda finding, progress, people: _("You: write about each meeting that counts."),
}
