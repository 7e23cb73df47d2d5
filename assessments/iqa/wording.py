"""Samples, picks, bands and floors in the words that people read."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.iqa.models import IqaSample, SampleOutcome, SampleState
from assessments.iqa.sampling import Band, Policy
from training.enrolments.independence import Objection
from training.portfolio.models import SubmissionState
from training.portfolio.wording import KINDS

Look = tuple[str, Any]

# state -> (look of components/status.html, words)
STATES: dict[SampleState, Look] = {
    SampleState.planned: ("none", _l("Planned")),
    SampleState.open: ("wait", _l("Open")),
    SampleState.agree: ("met", _l("Agreed")),
    SampleState.agree_with_action: ("todo", _l("Agreed with action")),
    SampleState.disagree: ("refer", _l("Disagreed")),
    SampleState.closed: ("met", _l("Agreed")),
    SampleState.returned: ("refer", _l("Disagreed")),
    SampleState.reassessed: ("wait", _l("Decided again")),
    SampleState.cancelled: ("none", _l("Cancelled")),
}

OUTCOMES: dict[SampleOutcome, Any] = {
    SampleOutcome.agree: _l("Agree"),
    SampleOutcome.agree_with_action: _l("Agree, with an action for the assessor"),
    SampleOutcome.disagree: _l("Disagree: the assessor decides again"),
}

CLASHES: dict[Objection | str, Any] = {
    Objection.own_work: _l("This is your own work. Somebody else has to look at it."),
    Objection.role_not_held: _l("You are not a quality assurer for this trainee’s organisation."),
    Objection.both_roles: _l("You assess this trainee, so another quality assurer has to look at this decision."),
    Objection.taught_or_observed: _l(
        "You taught or observed this trainee, so another quality assurer has to look at this decision."
    ),
    Objection.supervises: _l("You supervise this trainee, so another quality assurer has to look at this decision."),
    Objection.teaches: _l("You teach this trainee, so another quality assurer has to look at this decision."),
    Objection.manages: _l("You are this trainee’s line manager. Another quality assurer has to look at this."),
    Objection.conflict_open: _l("A conflict of interest between you and this trainee waits to be decided."),
    Objection.conflict_blocked: _l("A conflict of interest keeps you away from this trainee’s work."),
    "assessor_is_iqa": _l("You made this decision. Another quality assurer has to look at it."),
    "countersigner_is_iqa": _l("You countersigned this decision. Another quality assurer has to look at it."),
}

BANDS: dict[Band, Any] = {
    Band.unqualified: _l("Qualifying as an assessor."),
    Band.new: _l("New to this award."),
    Band.established: _l("Established."),
    Band.concern: _l("A concern is open."),
}

FLOORS: dict[str, Any] = {
    "assessor_unit": _l("Each assessor and unit"),
    "method": _l("Each kind of evidence this year"),
    "site": _l("Each site this year"),
    "refer": _l("A referral of each assessor this year"),
}

STEPS = (
    _l("Put the decisions in the order of the SHA-256 of seed, bar and decision."),
    _l("Take every decision that is looked at whatever the rate."),
    _l("Fill every floor: a referral of each assessor, each kind of evidence, each site, each assessor and unit."),
    _l("Fill up to each assessor’s rate, rounded up, from the unit with the smallest share so far."),
)


def status_of(sample: IqaSample) -> Look:
    """How a sample stands: with the outcome that closed it, and whether a returned decision was made again."""
    if is_decided_again(sample):
        return STATES[SampleState.reassessed]
    if sample.state is SampleState.agree_with_action and sample.action_done_at is not None:
        return "wait", _("Action done, to sign")
    if sample.state is SampleState.closed and sample.judgement and sample.judgement.outcome != SampleOutcome.agree:
        return "met", _("Agreed, action done")
    return STATES[sample.state]


def is_decided_again(sample: IqaSample) -> bool:
    """Whether a decision that went back to its assessor was made again and waits for a second look."""
    final = {SubmissionState.final_pass, SubmissionState.final_refer}
    return sample.state is SampleState.returned and sample.decision.submission.state in final


def why_picked(reason: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    """Why a decision was picked: the kind of reason, and the rest of the sentence. `names` says whose ids these are."""
    code, values = reason["code"], reason["values"]
    every, floor = _("Every one:"), _("Floor:")
    if code == "unqualified":
        return every, _("the assessor is still qualifying.")
    if code == "managed_conflict":
        return every, _("a conflict of interest is managed.")
    if code == "first_decisions":
        return every, _("number %(nth)s of the first %(first)s by this assessor.", **values)
    if code == "refer_floor":
        return floor, _("a referral of each assessor, each year.")
    if code == "method_floor":
        return floor, _("the first this year with this kind of evidence: %(kind)s.", kind=kind_of(values["method"]))
    if code == "site_floor":
        return floor, _("the first this year from %(site)s.", site=names.get(values["site"], values["site"]))
    if code == "assessor_unit_floor":
        return floor, _("each assessor and unit, each quarter.")
    if code == "rate":
        return _("Drawn:"), _("to reach %(wanted)s of %(decided)s decisions by this assessor.", **values)
    return _("Added:"), _("chosen by a quality assurer.")


def kind_of(method: str) -> str:
    """A kind of evidence in words; one that is not known as it stands."""
    known = {kind.value: str(label) for kind, label in KINDS.items()}
    return known.get(method, method)


def rule_of(band: Band, policy: Policy, *, first_run: bool) -> str:
    """The rule that holds for an assessor on one award, in words."""
    percent = policy.percent(band, first_run=first_run)
    if band is Band.new:
        rule = _("The first %(first)s all, then %(percent)s%%.", first=policy.first_decisions, percent=percent)
    else:
        rule = _("All.") if percent == 100 else _("%(percent)s%%.", percent=percent)
    words = f"{rule} {BANDS[band]}"
    return f"{words} {_('First run of this award.')}" if first_run else words


def missed_floor(reason: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A floor that the period misses so far, with why."""
    values = reason["values"]
    what = {
        "assessor_unit": lambda: _(
            "%(who)s, unit %(unit)s", who=names.get(values["assessor"], ""), unit=values["unit"]
        ),
        "method": lambda: kind_of(values["method"]),
        "site": lambda: names.get(values["site"], values["site"]),
        "refer": lambda: names.get(values["assessor"], ""),
    }[reason["code"]]()
    if values["why"] == "passed_over":
        return _("%(what)s: every such decision was passed over by an earlier draw", what=what)
    return _("%(what)s: none decided yet", what=what)


def period_name(period: str) -> str:
    """ "2026-Q4" as "October to December 2026"."""
    months = {
        "1": _l("January to March %(year)s"),
        "2": _l("April to June %(year)s"),
        "3": _l("July to September %(year)s"),
        "4": _l("October to December %(year)s"),
    }
    year, quarter = period.split("-Q")
    return str(months[quarter]) % {"year": year}
