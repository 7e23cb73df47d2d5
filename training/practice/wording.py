"""Practice records in words: roles, states, reasons, and what one meeting counts for."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from core.filters import day, minutes
from training.awards.reason_wording import NOT_COUNTED
from training.practice import ledger
from training.practice.mapping import as_ledger, has_two_leads, minutes_of
from training.practice.models import ConfirmedAs, FacilitationRole, PracticeRecord, PracticeState
from training.practice.standing import AwardRules
from training.practice.workflow import CONFIRMED, GONE, RejectReason, VoidReason

_R, _S = FacilitationRole, PracticeState

ROLES = {
    _R.lead: _l("Lead"),
    _R.co: _l("Co-lead"),
    _R.practice: _l("Practice"),
    _R.member: _l("Member"),
    _R.observer: _l("Observer"),
}

AS_ROLE = {
    _R.lead: _l("as lead"),
    _R.co: _l("as co-lead"),
    _R.practice: _l("towards practice sets"),
    _R.member: _l("towards practice sets"),
    _R.observer: _l("as observer"),
}

# State -> (look, what the trainee reads, what staff read)
STATES = {
    _S.logged: ("wait", _l("Waiting to be confirmed"), _l("To confirm")),
    _S.queried: ("todo", _l("Question to answer"), _l("Question asked")),
    _S.confirmed: ("met", _l("Confirmed"), _l("Confirmed")),
    _S.counted: ("met", _l("Confirmed"), _l("Confirmed")),
    _S.rejected: ("none", _l("Does not count"), _l("Not confirmed")),
    _S.void: ("none", _l("Does not count"), _l("Taken out")),
}

CONFIRMED_AS = {
    ConfirmedAs.organiser: _l("as organiser of the set"),
    ConfirmedAs.co_facilitator: _l("as co-facilitator"),
    ConfirmedAs.observer: _l("as observer of the meeting"),
    ConfirmedAs.members: _l("by two members of the set"),
}

REJECT_REASONS = {
    RejectReason.not_held: _l("The meeting was not held"),
    RejectReason.not_there: _l("This person was not there in that role"),
    RejectReason.times_differ: _l("The times or counts are not right"),
    RejectReason.logged_twice: _l("It is on record twice"),
    RejectReason.no_answer: _l("The question was not answered"),
}

VOID_REASONS = {
    VoidReason.not_held: _l("The meeting was not held"),
    VoidReason.not_there: _l("This person was not there in that role"),
    VoidReason.confirmed_by_mistake: _l("It was confirmed by mistake"),
    VoidReason.malpractice: _l("It is part of a malpractice case"),
}

# What the timeline shows of a code, whichever of the two it is.
REASONS = {reason.value: words for reasons in (REJECT_REASONS, VOID_REASONS) for reason, words in reasons.items()}


def title_of(record: PracticeRecord) -> str:
    """Set 07, 3 Dec 2026"""
    return _("%(name)s, %(day)s", name=record.meeting.learning_set.name, day=day(as_ledger(record).held_on))


def standing(record: PracticeRecord, awards: Iterable[AwardRules], used: frozenset[str] = frozenset()) -> list[str]:
    """What a record counts for and why not, one sentence or more. `used` holds the awards it was counted for."""
    if record.role in (_R.practice, _R.member):
        return _practice_set(record)
    if record.role is _R.observer:
        return _gone(record) or [_("No minutes count for observing.")]
    awards = list(awards)
    if not awards:
        return _gone(record) or [_("It counts for no award, because there is no enrolment.")]
    return [sentence for rules in awards for sentence in _for_award(record, rules, used, named=len(awards) > 1)]


def _gone(record: PracticeRecord) -> list[str]:
    if record.state in GONE or record.state is _S.queried:
        return [NOT_COUNTED[record.state.value](_("It"), {})]
    return []


def _practice_set(record: PracticeRecord) -> list[str]:
    if gone := _gone(record):
        return gone
    length = minutes(minutes_of(record.meeting))
    if record.state in CONFIRMED:
        sentences = [_("It counts as a practice set meeting of %(length)s.", length=length)]
    else:
        sentences = [_("It counts as a practice set meeting of %(length)s once it is confirmed.", length=length)]
    if record.turns:
        sentences.append(ngettext("%(num)s turn facilitated.", "%(num)s turns facilitated.", len(record.turns)))
    return sentences


def _for_award(record: PracticeRecord, rules: AwardRules, used: frozenset[str], *, named: bool) -> Sequence[str]:
    fact = as_ledger(record, used_for_award=used)
    found = ledger.standing_of(fact, rules.window, award=rules.code)
    if found.cause and not found.waiting:
        sentence = NOT_COUNTED[found.cause](_("It"), found.values)
        return [_("%(award)s: %(sentence)s", award=rules.code, sentence=sentence) if named else sentence]
    figures = {"minutes": minutes(rules.credited(fact)), "award": rules.code}
    if found.waiting:
        sentences = [_("%(minutes)s will count for %(award)s once it is confirmed.", **figures)]
    else:
        sentences = [_("%(minutes)s count for %(award)s.", **figures)]
    if has_two_leads(record):
        sentences.append(NOT_COUNTED[ledger.Cause.two_leads](_("It"), {}))
    return sentences
