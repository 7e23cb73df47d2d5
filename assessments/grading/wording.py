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
from core.filters import day, long_day
from training.portfolio.models import Submission

TESTS: dict[str, tuple[Any, Any]] = {
    "valid": (_l("Valid"), _l("It relates to the criteria.")),
    "authentic": (_l("Authentic"), _l("It is the trainee’s own work.")),
    "current": (_l("Current"), _l("It is recent enough.")),
    "sufficient": (_l("Sufficient"), _l("It covers all of each criterion.")),
    "reliable": (_l("Reliable"), _l("Another assessor would agree.")),
}

OUTCOMES = {Outcome.passed: ("met", _l("Passed")), Outcome.refer: ("refer", _l("Refer"))}


def missing(gap: Gap, what: str) -> str:
    """What is missing, as a sentence that says what to do. `what` is the code of a criterion or the name of a test."""
    if gap is Gap.decision:
        return _("Decide %(code)s.", code=what)
    if gap is Gap.comment:
        return _("Write a comment on %(code)s.", code=what)
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


def due(due_on: date | None, today: date) -> tuple[str | None, str]:
    """The look and the words of the day by which something is due; no look while there is time."""
    if due_on is None:
        return None, ""
    left = (due_on - today).days
    if left < 0:
        return "refer", ngettext("%(num)s day late", "%(num)s days late", -left)
    if left <= 1:
        return "todo", _("Tomorrow") if left else _("Today")
    return None, day(due_on)


def first_due(due_on: date | None, today: date) -> str:
    """When the first of a list is due, as a sentence; empty when no day is set."""
    if due_on is None:
        return ""
    look, words = due(due_on, today)
    if look == "refer":
        return _("The first is %(late)s.", late=words)
    return _("The first is due %(when)s.", when=words.lower() if look else _("on %(day)s", day=words))


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
    if submission.managed_conflict:
        found.append(_("Managed conflict: will be sampled."))
    return found


def told(decision: UnitDecision, not_met: Sequence[str]) -> list[str]:
    """What the trainee reads of a final decision, a sentence each: passed, or what to look at again and by when."""
    code, title = decision.submission.unit.code, decision.submission.unit.title
    if decision.outcome is Outcome.passed:
        return [_("You have passed %(code)s, %(title)s. Every criterion is met.", code=code, title=title)]
    sentences = [_("Look again at %(list)s.", list=listed(not_met))]
    if decision.send_by:
        sentences.append(_("Send by %(day)s.", day=long_day(decision.send_by)))
    else:
        sentences.append(
            _("This was your last attempt. Your tutor or your centre tells you whether another one can be allowed.")
        )
    if len(not_met) < len(decision.submission.unit.criteria):
        sentences.append(_("The others stay met."))
    return sentences
