"""A claim as plain values for the frozen bundle, and as names and answers for a page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from core.filters import day
from people import centre_clock
from training.enrolments.models import Enrolment
from training.rpl.currency import YEARS, current_until, is_current
from training.rpl.models import Recognition, RplClaim
from training.rpl.wording import RECOGNITIONS


def years_of(enrolment: Enrolment) -> int:
    """For how many years the award of this place takes learning as current."""
    return int(enrolment.award_version.assessment_rules.get("prior_learning_years") or YEARS)


def as_told(claim: RplClaim) -> dict[str, Any]:
    """What the trainee said of the learning as a whole, without what follows from it."""
    return {
        "recognition": claim.recognition.value,
        "title": claim.title,
        "provider": claim.provider,
        "learned": claim.learned,
        "level": claim.level,
        "hours": claim.hours,
        "credit": claim.credit,
        "completed_on": claim.completed_on.isoformat(),
        "certificate_number": claim.certificate_number,
        "kept_up": claim.kept_up,
    }


def claim_facts(claim: RplClaim) -> dict[str, Any]:
    """A claim as it is today; whether it is current is that of today too."""
    years, agreed_by = years_of(claim.evidence_item.enrolment), claim.answered_by if claim.agreed else None
    return as_told(claim) | {
        "current_years": years,
        "current_until": current_until(claim.completed_on, years).isoformat(),
        "is_current": is_current(claim.completed_on, centre_clock.today(), years),
        "agreed_by": agreed_by.full_name if agreed_by else None,
        "agreed_at": claim.answered_at.isoformat(timespec="seconds") if claim.agreed and claim.answered_at else None,
    }


def claim_pairs(facts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What `claim_facts` gave, live or frozen, in words. An empty answer is not to be shown."""
    hours, credit = facts["hours"], facts["credit"]
    name, meaning = RECOGNITIONS[Recognition(facts["recognition"])]
    return [
        (_("Kind"), _("%(name)s. %(meaning)s", name=name, meaning=meaning)),
        (_("Title"), facts["title"]),
        (_("Provider"), facts["provider"]),
        (_("Level"), facts["level"]),
        (_("Hours"), ngettext("%(num)s hour", "%(num)s hours", hours) if hours else ""),
        (_("Credit"), ngettext("%(num)s credit", "%(num)s credits", credit) if credit else ""),
        (_("Finished on"), day(date.fromisoformat(facts["completed_on"]))),
        (_("Current"), currency_line(facts)),
        (_("Kept up by"), facts["kept_up"]),
        (_("Certificate number"), facts["certificate_number"]),
        (_("Agreed by"), facts["agreed_by"]),
    ]


def currency_line(facts: Mapping[str, Any]) -> str:
    """Whether it is recent enough, as a sentence with the rule."""
    until = day(date.fromisoformat(facts["current_until"]))
    if facts["is_current"]:
        return _("Yes, until %(day)s", day=until)
    return ngettext(
        "Not current unless shown otherwise: it was finished more than %(num)s year ago.",
        "Not current unless shown otherwise: it was finished more than %(num)s years ago.",
        facts["current_years"],
    )
