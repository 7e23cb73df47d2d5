"""The gates before sending: what an evidence item and a unit still need, each as one line of a check list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from core.filters import day, number
from training.awards.parameters import with_defaults
from training.awards.requirements import word_range


@dataclass(frozen=True, slots=True)
class Check:
    """One line. When it is not `ok`, `text` follows "Not yet, because"."""

    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class AccountRule:
    """What an award asks of each reflective account. Words as accepted, tolerance included (invariant 15)."""

    fewest: int
    most: int
    aim_from: int
    aim_to: int
    linked_min: int
    distinct_meetings: bool

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "AccountRule":
        """From the parameters of a requirement of the type `reflective_accounts`."""
        given = with_defaults("reflective_accounts", parameters)
        fewest, most = word_range(given["words_min"], given["words_max"], given["word_tolerance_percent"])
        return cls(
            fewest,
            most,
            given["words_min"],
            given["words_max"],
            given["linked_meetings_min"],
            bool(given["distinct_meetings"]),
        )


@dataclass(frozen=True, slots=True)
class LinkedMeeting:
    """A meeting that an account is about. `name` begins no sentence: "the meeting on 3 Mar 2026"."""

    name: str
    confirmed: bool
    used_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the gate of one evidence item looks at. `rule` is None for all but reflective accounts.

    `open_flags` are phrases that might identify somebody and wait for a decision; 0 where the award does not ask.
    """

    words: int
    criteria: int
    identifies_nobody: bool
    open_flags: int = 0
    from_record: bool = False
    rule: AccountRule | None = None
    meetings: Sequence[LinkedMeeting] = ()
    file_held: bool = False
    file_removed: bool = False
    earlier: "EarlierLearning | None" = None


@dataclass(frozen=True, slots=True)
class EarlierLearning:
    """What the gate looks at of evidence that is earlier learning. `whole_unit`: it is to take the place of one.

    `covers_units`: every criterion of each unit that it is for is chosen.
    """

    told: bool
    whole_unit: bool = False
    certificate: bool = False
    covers_units: bool = False
    agreed: bool = False


def item_checks(facts: ItemFacts) -> list[Check]:
    """What an item needs to be ready (domain §5, Evidence item; invariants 14 to 16)."""
    if facts.from_record:
        return [_criteria(facts.criteria), *([_flags(facts.open_flags)] if facts.open_flags else [])]
    checks = [_length(facts.words, facts.rule)]
    if facts.earlier:
        checks += _earlier_learning(facts.earlier)
    if facts.rule:
        checks += _meetings(facts.meetings, facts.rule)
    if facts.file_held:
        checks.append(Check(False, _("its file has not been checked for harm yet.")))
    if facts.file_removed:
        checks.append(Check(False, _("its file was removed, and another has to be chosen.")))
    return [*checks, _criteria(facts.criteria), _flags(facts.open_flags), _confidentiality(facts.identifies_nobody)]


def _length(words: int, rule: AccountRule | None) -> Check:
    if rule is None:
        return Check(words > 0, _("It has text") if words else _("there is no text."))
    if words < rule.fewest:
        more = rule.fewest - words
        return Check(
            False, ngettext("%(more)s more word is needed.", "%(more)s more words are needed.", more, more=number(more))
        )
    if words > rule.most:
        over = words - rule.most
        return Check(
            False, ngettext("it is %(over)s word too long.", "it is %(over)s words too long.", over, over=number(over))
        )
    return Check(True, _("Length is accepted"))


def _earlier_learning(earlier: EarlierLearning) -> list[Check]:
    if not earlier.told:
        return [Check(False, _("you have not said what the earlier learning was."))]
    checks = [Check(True, _("You have said what the earlier learning was"))]
    if not earlier.whole_unit:
        return checks
    if not earlier.certificate:
        checks.append(Check(False, _("the certificate is missing. Credit transfer and exemption rest on it.")))
    if not earlier.covers_units:
        checks.append(Check(False, _("credit transfer and exemption are of a whole unit. Choose all its criteria.")))
    if not earlier.agreed:
        checks.append(Check(False, _("the lead quality assurer has not agreed that it takes the place of the unit.")))
    else:
        checks.append(Check(True, _("The lead quality assurer has agreed")))
    return checks


def _meetings(meetings: Sequence[LinkedMeeting], rule: AccountRule) -> list[Check]:
    checks = [
        Check(False, _("%(meeting)s has not been confirmed.", meeting=m.name)) for m in meetings if not m.confirmed
    ]
    if rule.distinct_meetings:
        checks += [
            Check(False, _("%(meeting)s serves another account of yours.", meeting=m.name))
            for m in meetings
            if m.used_elsewhere
        ]
    confirmed = sum(meeting.confirmed for meeting in meetings)
    if confirmed < rule.linked_min and len(meetings) < rule.linked_min:
        missing = rule.linked_min - len(meetings)
        text = ngettext("%(num)s more meeting must be linked.", "%(num)s more meetings must be linked.", missing)
        checks.append(Check(False, text))
    if not checks and confirmed:
        text = ngettext("%(num)s confirmed meeting is linked", "%(num)s confirmed meetings are linked", confirmed)
        checks.append(Check(True, text))
    return checks


def _criteria(criteria: int) -> Check:
    if not criteria:
        return Check(False, _("no criterion is chosen."))
    return Check(True, ngettext("%(num)s criterion is chosen", "%(num)s criteria are chosen", criteria))


def _flags(waiting: int) -> Check:
    if waiting:
        text = ngettext("%(num)s phrase needs a decision.", "%(num)s phrases need a decision.", waiting)
        return Check(False, text)
    return Check(True, _("Each phrase that might identify someone is decided"))


def _confidentiality(stated: bool) -> Check:
    if not stated:
        return Check(False, _("you have not said that nobody can be recognised."))
    return Check(True, _("You have said that nobody can be recognised"))


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the gate of a unit looks at. `uncovered` are codes of open criteria without evidence that is ready.

    `on_testimony_alone` are codes of those whose evidence is witness testimony and nothing else.
    """

    open_criteria: Sequence[str]
    uncovered: Sequence[str]
    registered: bool
    attempt: int
    max_attempts: int
    attempt_granted: bool = False
    broken_items: Sequence[tuple[str, str]] = ()
    day_passed: date | None = None  # by when a unit that was referred had to come back, once that day is over
    on_testimony_alone: Sequence[str] = ()
    still_referred: bool = False  # the last attempt; an earlier one that was decided anew may have met all meanwhile


def unit_checks(facts: UnitFacts) -> list[Check]:
    """What a unit needs to be sent (domain §5, Submission attempt; invariants 18 and 19).

    `broken_items` are title and reason of items that were ready and no longer are, such as a meeting made void since.
    """
    if facts.still_referred and not facts.open_criteria:
        text = _(
            "the last decision still refers this unit, although every criterion is met. You need not send anything: "
            "the lead quality assurer of your centre can have it decided again, and has been told."
        )
        return [Check(False, text)]
    covered = len(facts.open_criteria) - len(facts.uncovered)
    if facts.uncovered:
        codes = ", ".join(facts.uncovered)
        text = ngettext(
            "%(codes)s has no evidence that is ready.",
            "%(codes)s have no evidence that is ready.",
            len(facts.uncovered),
            codes=codes,
        )
        checks = [Check(False, text)]
    elif not facts.open_criteria:
        checks = [Check(False, _("every criterion is met already, so there is nothing to send."))]
    else:
        text = ngettext(
            "Evidence is ready for %(num)s criterion", "Evidence is ready for all %(num)s criteria", covered
        )
        checks = [Check(True, text)]
    if facts.on_testimony_alone:
        text = ngettext(
            "%(codes)s rests on witness testimony alone. Add evidence of another kind.",
            "%(codes)s rest on witness testimony alone. Add evidence of another kind.",
            len(facts.on_testimony_alone),
            codes=", ".join(facts.on_testimony_alone),
        )
        checks.append(Check(False, text))
    checks += [
        Check(False, _("“%(title)s” needs a change: %(reason)s", title=t, reason=r)) for t, r in facts.broken_items
    ]
    checks.append(
        Check(True, _("Your registration is active"))
        if facts.registered
        else Check(False, _("your registration is not active. Ask your centre."))
    )
    if facts.attempt > facts.max_attempts and not facts.attempt_granted:
        text = _(
            "you have used all %(max)s attempts. Only the lead quality assurer can allow another.",
            max=facts.max_attempts,
        )
        checks.append(Check(False, text))
    if facts.day_passed:
        text = _(
            "the day for sending it again was %(day)s. Ask your centre: the lead quality assurer can give more time.",
            day=day(facts.day_passed),
        )
        checks.append(Check(False, text))
    return checks
