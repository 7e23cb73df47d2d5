"""Requirements and findings in words, the same for trainees, assessors and quality assurers.

`Describe` turns an item's id into the words that begin a sentence about it: "The meeting on 3 March with Set 07".
"""

from collections.abc import Callable
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from core.filters import number
from training.awards.parameters import with_defaults
from training.awards.plain_words import PLAIN_WORDS
from training.awards.reason_wording import NOT_COUNTED, PARAMETER_FAULTS
from training.awards.requirements import Finding, Part, Requirement
from training.practice.ledger import Reason

Describe = Callable[[str], str]

NAMES = {
    "taught_days": lazy_gettext("Taught days"),
    "practice_turns": lazy_gettext("Practice turns"),
    "practice_sets": lazy_gettext("Practice sets"),
    "facilitated_meetings": lazy_gettext("Meetings facilitated"),
    "facilitated_minutes": lazy_gettext("Time facilitated"),
    "distinct_sets": lazy_gettext("Different sets"),
    "span_days": lazy_gettext("Run of practice"),
    "recent_minutes": lazy_gettext("Recent practice"),
    "observed_practice": lazy_gettext("Observed practice"),
    "supervision_minutes": lazy_gettext("Supervision"),
    "supervision_ratio": lazy_gettext("Supervision ratio"),
    "reflective_accounts": lazy_gettext("Reflective accounts"),
    "member_feedback": lazy_gettext("Member feedback"),
    "learning_diary": lazy_gettext("Learning diary"),
}


def name(requirement: Requirement) -> str:
    """The short title of a requirement: "Time facilitated"."""
    return str(NAMES[requirement.type])


def in_plain_words(requirement: Requirement) -> str:
    """What a requirement asks for, as one sentence for the award's page."""
    given = with_defaults(requirement.type, requirement.parameters)
    first, *clauses = PLAIN_WORDS[requirement.type](given)
    main = next(iter(given.values()))
    return "; ".join([first, *clauses]) + "." if main else _("Nothing is asked for here.")


def have_text(finding: Finding) -> str:
    """What there is, of the number to show: "990"."""
    return number(finding.headline.have)


def need_text(finding: Finding) -> str:
    """What is needed, of the number to show: "1,080"."""
    return number(finding.headline.need)


def unit_text(finding: Finding) -> str:
    """The unit of the number to show, with what narrows it: "minutes", "meetings as lead"."""
    return _unit(finding.headline)


def in_short(finding: Finding) -> str:
    """A requirement in one line, for the list of those met: "Time facilitated: 1,080 of 1,080 minutes"."""
    title = name(finding.requirement)
    if finding.requirement.type == "supervision_ratio" and finding.have:
        return _("%(name)s: %(ratio)s to 1", name=title, ratio=_ratio(finding))
    figures = {"have": have_text(finding), "need": need_text(finding), "unit": unit_text(finding)}
    return _("%(name)s: %(have)s of %(need)s %(unit)s", name=title, **figures)


def shortfall(finding: Finding, describe: Describe | None = None) -> str:
    """What is missing, to follow "Not yet, because": "990 of 1,080 minutes counted so far. 90 more as lead."

    Empty when met. With `describe` a single waiting item that would be enough is named. Before anything is there only
    the main number is told.
    """
    unmet = [part for part in finding.parts if not part.met]
    sentences: list[str] = []
    for part in unmet if finding.have else unmet[:1]:
        sentences += SHORTFALLS.get((finding.requirement.type, part.parameter), _so_far)(finding, part)
    if finding.headline.pending and unmet:
        sentences.append(_waiting(finding, unmet, describe))
    return " ".join(sentences)


def _waiting(finding: Finding, unmet: list[Part], describe: Describe | None) -> str:
    waiting = [reason.item_id or "" for reason in finding.not_counted if reason.waiting]
    if any(part.pending < part.missing for part in unmet):
        return _("Waiting to be confirmed: %(pending)s.", pending=number(finding.headline.pending))
    if describe and len(waiting) == 1:
        return _("%(item)s will complete this once it is confirmed.", item=describe(waiting[0]))
    return _("What is waiting to be confirmed will complete this.")


def not_counted(reason: Reason, describe: Describe) -> str:
    """Why one item does not count: "The meeting on 3 March does not count because nobody has confirmed it."."""
    return NOT_COUNTED[reason.code](describe(reason.item_id or ""), reason.values)


def explanation(finding: Finding, describe: Describe) -> list[str]:
    """All sentences about an unmet requirement: what is missing, then each item that does not count."""
    sentences = [shortfall(finding), *(not_counted(reason, describe) for reason in finding.not_counted)]
    return [sentence for sentence in sentences if sentence]


def parameter_fault(reason: Reason) -> str:
    """What is wrong with a requirement as an award file writes it (`parameters.parameter_faults`)."""
    return PARAMETER_FAULTS[reason.code](reason.item_id or "", reason.values)


def _unit(part: Part) -> str:
    noun = UNITS[part.unit](part.need)
    return NARROWED[part.parameter](noun) if part.parameter in NARROWED else noun


def _ratio(finding: Finding) -> str:
    """Minutes of practice for one of supervision, to one decimal; never shown as allowed when it is not."""
    limit = finding.requirement.parameters["practice_minutes_per_supervision_minute_max"]
    tenths = round(Fraction(finding.part("practice_minutes").have, finding.have) * 10)
    return number((tenths if finding.met else max(tenths, limit * 10 + 1)) / 10)


def _so_far(finding: Finding, part: Part) -> list[str]:
    figures = {"have": number(part.have), "need": number(part.need), "unit": _unit(part)}
    return [_("%(have)s of %(need)s %(unit)s counted so far.", **figures), _more(part)]


def _more(part: Part) -> str:
    return _("%(missing)s more needed.", missing=number(part.missing))


def _observations_so_far(finding: Finding, part: Part) -> list[str]:
    """All that were held: one that was not yet satisfactory is among them, though it counts for nothing else."""
    figures = {"have": number(part.have), "need": number(part.need), "unit": _unit(part)}
    return [_("%(have)s of %(need)s %(unit)s done so far.", **figures), _more(part)]


def _so_far_in_role(finding: Finding, part: Part) -> list[str]:
    """Credited time: what is missing is told as lead time, which counts in full."""
    roles = with_defaults(finding.requirement.type, finding.requirement.parameters)["roles"]
    if "lead" not in roles:
        return _so_far(finding, part)
    return [_so_far(finding, part)[0], _("%(missing)s more as lead.", missing=number(part.missing))]


def _recent_so_far(finding: Finding, part: Part) -> list[str]:
    months = finding.requirement.parameters["within_months"]
    period = ngettext("last month", "last %(num)s months", months)
    figures = {"have": number(part.have), "need": number(part.need), "unit": _unit(part), "period": period}
    so_far = _("%(have)s of %(need)s %(unit)s in the %(period)s counted so far.", **figures)
    return [so_far, _so_far_in_role(finding, part)[1]]


def _last_observation(finding: Finding, part: Part) -> list[str]:
    if finding.headline == part:
        return [_("the last observation must be satisfactory.")]
    return [_("The last observation must be satisfactory.")]


def _supervision_for_practice(finding: Finding, part: Part) -> list[str]:
    limit = number(finding.requirement.parameters["practice_minutes_per_supervision_minute_max"])
    if not part.have:
        return [_("no supervision counts so far.")]
    return [
        _("%(ratio)s minutes of practice fall to each minute of supervision.", ratio=_ratio(finding)),
        _("%(limit)s is the most.", limit=limit),
        ngettext(
            "%(missing)s more minute of supervision.",
            "%(missing)s more minutes of supervision.",
            part.missing,
            missing=number(part.missing),
        ),
    ]


def _days_apart(finding: Finding, part: Part) -> list[str]:
    figures = {"have": number(part.have), "need": number(part.need), "unit": _unit(part)}
    return [
        _("%(have)s of %(need)s %(unit)s lie between the first meeting and the last.", **figures),
        _more(part),
    ]


def _answers_so_far(finding: Finding, part: Part) -> list[str]:
    """No sum of what is missing: answers of a set that has only a few are not shown."""
    return [_so_far(finding, part)[0], _("Answers of a set are shown once it has given enough.")]


def _sets_with_answers(finding: Finding, part: Part) -> list[str]:
    return [
        ngettext(
            "%(have)s of %(need)s sets has given enough answers.",
            "%(have)s of %(need)s sets have given enough answers.",
            part.have,
            have=number(part.have),
            need=number(part.need),
        )
    ]


Shortfall = Callable[[Finding, Part], list[str]]

SHORTFALLS: dict[tuple[str, str], Shortfall] = {
    ("facilitated_minutes", "min"): _so_far_in_role,
    ("recent_minutes", "min"): _recent_so_far,
    ("span_days", "min"): _days_apart,
    ("observed_practice", "min"): _observations_so_far,
    ("observed_practice", "last_must_be_satisfactory"): _last_observation,
    ("supervision_ratio", "practice_minutes_per_supervision_minute_max"): _supervision_for_practice,
    ("member_feedback", "min_responses"): _answers_so_far,
    ("member_feedback", "distinct_sets"): _sets_with_answers,
}

UNITS: dict[str, Callable[[int], str]] = {
    "days": lambda n: ngettext("day", "days", n),
    "turns": lambda n: ngettext("turn", "turns", n),
    "meetings": lambda n: ngettext("meeting", "meetings", n),
    "minutes": lambda n: ngettext("minute", "minutes", n),
    "sets": lambda n: ngettext("set", "sets", n),
    "observations": lambda n: ngettext("observation", "observations", n),
    "accounts": lambda n: ngettext("account", "accounts", n),
    "answers": lambda n: ngettext("answer", "answers", n),
    "entries": lambda n: ngettext("diary entry", "diary entries", n),
}

NARROWED: dict[str, Callable[[str], str]] = {
    "lead_min": lambda unit: _("%(unit)s as lead", unit=unit),
    "min_satisfactory": lambda unit: _("satisfactory %(unit)s", unit=unit),
    "by_assessor_min": lambda unit: _("satisfactory %(unit)s by an assessor", unit=unit),
    "last_must_be_satisfactory": lambda unit: _("satisfactory %(unit)s at the end", unit=unit),
    "individual_min": lambda unit: _("%(unit)s of individual supervision", unit=unit),
    "practice_minutes_per_supervision_minute_max": lambda unit: _("%(unit)s of supervision", unit=unit),
}
