"""Decisions in words: what is missing, what the trainee reads, what the five tests ask."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from babel.lists import format_list
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.grading.answers import Answers, Gap
from assessments.grading.models import Outcome, UnitDecision
from assessments.grading.outcomes import Scale
from core.filters import long_day
from people.working_time.working_days import WorkingDays
from training.allowances import allowed
from training.enrolments.independence import Objection
from training.portfolio.models import Submission
from training.portfolio.workflow import UNUSED, VOID

TESTS: dict[str, tuple[Any, Any]] = {
    "valid": (_l("Valid"), _l("It relates to the criteria.")),
    "authentic": (_l("Authentic"), _l("It is the trainee’s own work.")),
    "current": (_l("Current"), _l("It is recent enough.")),
    "sufficient": (_l("Sufficient"), _l("It covers all of each criterion.")),
    "reliable": (_l("Reliable"), _l("Another assessor would agree.")),
}

# Why somebody may not decide or countersign, to the person themself.
STANDS_AGAINST: dict[Objection, Any] = {
    Objection.both_roles: _l("Trainee, assessor, countersigner and IQA have to be four different people."),
    Objection.supervises: _l(
        "You supervise this trainee, so you cannot decide. Ask your centre’s administrator who takes over."
    ),
    Objection.teaches: _l(
        "You teach this trainee, so you cannot decide. Ask your centre’s administrator who takes over."
    ),
    Objection.manages: _l(
        "You are this trainee’s line manager, so you cannot decide. Ask your centre’s administrator who takes over."
    ),
    Objection.conflict_open: _l(
        "A conflict of interest with this trainee is on record. Ask your centre’s administrator who takes over."
    ),
    Objection.conflict_blocked: _l(
        "A conflict of interest with this trainee is on record. Ask your centre’s administrator who takes over."
    ),
}

OUTCOMES = {Outcome.passed: ("met", _l("Passed")), Outcome.refer: ("refer", _l("Refer"))}


def missing(gap: Gap, what: str) -> str:
    """What is missing, as a sentence that says what to do. `what` is the code of a criterion or the name of a test."""
    if gap is Gap.decision:
        return _("Decide %(code)s.", code=what)
    if gap is Gap.comment:
        return _("Write a comment on %(code)s.", code=what)
    if gap is Gap.missing:
        return _("Say what is missing for %(code)s, in a few words at least.", code=what)
    if gap is Gap.testimony:
        return _(
            "%(code)s rests on witness testimony alone, which is never enough by itself. Say not met, and which other "
            "evidence is needed.",
            code=what,
        )
    if gap is Gap.test:
        return _("Say yes or no: is the evidence %(test)s?", test=str(TESTS[what][0]).lower())
    return _("Say why you answered no.")


def listed(codes: Sequence[str]) -> str:
    """1.1, 1.3 and 2.1"""
    return format_list(list(codes), locale=get_locale())


def verdict(met: dict[str, bool | None]) -> str:
    """What the answers so far come to, by code of the open criteria; marking.js says it in the same words."""
    undecided = [code for code, answer in met.items() if answer is None]
    not_met = [code for code, answer in met.items() if answer is False]
    if undecided:
        return ngettext(
            "Not yet, because %(list)s has no decision.",
            "Not yet, because %(list)s have no decision.",
            len(undecided),
            list=", ".join(undecided),
        )
    if not_met:
        return _("Ready: refer. Look again at %(list)s.", list=", ".join(not_met))
    return _("Ready: pass. Every criterion is met.")


def attempt(submission: Submission) -> str:
    """Which attempt this is, of how many: "2 of 3". One more for each that does not count, or was allowed beyond."""
    if submission.state in UNUSED:
        return _("%(n)s, which does not count", n=submission.attempt)
    most = allowed.attempts_at(submission.enrolment, submission.unit)
    return _("%(n)s of %(all)s", n=submission.attempt, all=max(most, submission.attempt))


def not_marked(submission: Submission) -> str:
    """Why nothing can be decided on a submission at present, to who tries."""
    if submission.state in VOID:
        return _("This attempt is void, and its mark sheet is closed. What you sent changed nothing.")
    return _("This submission is not being marked now.")


NEAR = 2
"""From how many working days left on a due day stands out."""


def due(due_on: date | None, today: date, calendar: WorkingDays) -> tuple[str | None, str, str]:
    """The look, the icon and the words of the day by which something is due, in working days; no look while there is
    time, and no words where no day is set.
    """
    if due_on is None:
        return None, "", ""
    left = calendar.left(today, due_on)
    if due_on < today:
        late = ngettext("%(num)s working day late", "%(num)s working days late", -left)
        return "refer", "exclamation-octagon", late if left else _("Late since the last working day")
    words = ngettext("%(num)s working day left", "%(num)s working days left", left)
    if due_on == today:
        words = _("Due today")
    return ("todo", "clock", words) if left <= NEAR else (None, "", words)


def notes(submission: Submission, carried: Collection[str], answers: Answers | None, scale: Scale) -> list[str]:
    """What to know of a submission in the queue before opening it; `answers` None: it was not begun."""
    open_codes = [criterion.code for criterion in submission.unit.criteria if criterion.code not in carried]
    found = []
    if answers is not None:
        decided = [met for met in answers.decided(open_codes, scale).values() if met is not None]
        found.append(_("Started, %(done)s of %(all)s criteria decided.", done=len(decided), all=len(open_codes)))
    if carried:
        found.append(
            ngettext("Only %(list)s is open.", "Only %(list)s are open.", len(open_codes), list=listed(open_codes))
        )
    if any(sheet.handed_over for sheet in submission.mark_sheets):  # type: ignore[attr-defined]
        found.append(_("Taken over from another assessor."))
    if submission.managed_conflict:
        found.append(_("Managed conflict: will be sampled."))
    return found


def told(decision: UnitDecision, not_met: Sequence[str]) -> list[str]:
    """What the trainee reads of a final decision, a sentence each: passed, or what to look at again and by when."""
    code, title = decision.submission.unit.code, decision.submission.unit.title
    if decision.outcome is Outcome.passed:
        return [_("You have passed %(code)s, %(title)s. Every criterion is met.", code=code, title=title)]
    sentences = [_("Look again at %(list)s.", list=listed(not_met))]
    # Where the lead IQA gave more time, or another attempt, that day holds.
    if send_by := decision.submission.send_by or decision.send_by:
        sentences.append(_("Send by %(day)s.", day=long_day(send_by)))
    else:
        sentences.append(
            _("This was your last attempt. Your tutor or your centre tells you whether another one can be allowed.")
        )
    if len(not_met) < len(decision.submission.unit.criteria):
        sentences.append(_("The others stay met."))
    return sentences
