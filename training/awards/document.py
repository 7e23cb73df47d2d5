"""An award version as sentences for its page."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from core.filters import minutes
from training.awards import wording
from training.awards.ai_permission import AiPermission
from training.awards.ai_wording import AI_PERMISSIONS
from training.awards.models import AwardKind, AwardVersion
from training.awards.parameters import with_defaults
from training.awards.requirements import Requirement


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement as it is read. `source` names the fact that its figure is modelled on, if any."""

    code: str
    name: str
    sentence: str
    source: str


def kind_of(version: AwardVersion) -> str:
    """What kind of award it is, never to be blurred (domain §1)."""
    if version.kind is AwardKind.recognised_programme:
        return _("Recognised programme. It carries no credit.")
    return _("Regulated qualification.")


def requirements_of(version: AwardVersion) -> list[RequirementLine]:
    """What the award requires beside its criteria, in the order of its file; what asks for nothing is left out."""
    rows = [(row, Requirement.from_row(row)) for row in version.content["requirements"]]
    return [
        RequirementLine(asked.id, wording.name(asked), wording.in_plain_words(asked), row.get("source", ""))
        for row, asked in rows
        if next(iter(with_defaults(asked.type, asked.parameters).values()))  # `min: 0` asks for nothing (domain §8)
    ]


def combination_of(version: AwardVersion) -> str:
    """Which units make the award."""
    rules = version.rules_of_combination
    mandatory = ngettext("The %(num)s mandatory unit", "All %(num)s mandatory units", len(rules["mandatory"]))
    if not rules["optional"]:
        return _("%(mandatory)s.", mandatory=mandatory)
    least = rules["optional_min_credits"]
    if not least:
        return _("%(mandatory)s. The optional units may be added.", mandatory=mandatory)
    credits = ngettext("%(num)s credit", "%(num)s credits", least)
    return _("%(mandatory)s, and optional units worth at least %(credits)s.", mandatory=mandatory, credits=credits)


def assessment_of(version: AwardVersion) -> list[str]:
    """How units are decided and claims released."""
    rules, iqa = version.assessment_rules, version.content["iqa"]
    sentences = [
        _("Each criterion has marks. A unit is passed when every criterion has at least half of its marks.")
        if rules["scale"] == "marks"
        else _("Each criterion is met or not met. A unit is passed when all its criteria are met."),
        ngettext("A unit can be sent %(num)s time.", "A unit can be sent %(num)s times.", rules["max_attempts"]),
    ]
    if rules.get("exceptional_third_attempt"):
        sentences.append(_("One more time only when the lead quality assurer allows it, and says why."))
    sentences.append(
        ngettext(
            "After a referral there is %(num)s day to send it again.",
            "After a referral there are %(num)s days to send it again.",
            rules["resubmission_days"],
        )
    )
    if rules["draft_reviews"]:
        sentences.append(
            ngettext(
                "The tutor reads %(num)s draft before it is sent.",
                "The tutor reads %(num)s drafts before it is sent.",
                rules["draft_reviews"],
            )
        )
    if weeks := rules.get("review_weeks"):
        sentences.append(
            ngettext("Progress is reviewed every %(num)s week.", "Progress is reviewed every %(num)s weeks.", weeks)
        )
    sentences += _on_ai(version)
    sentences.append(
        _("Phrases that might identify someone are shown to the trainee, who may send the work without deciding each.")
        if rules.get("identification_check") == "advise"
        else _("Each phrase that might identify someone is changed, or kept with a reason, before work is sent.")
    )
    if rules.get("prior_learning") == "not_allowed":
        sentences.append(_("Earlier learning is not taken as evidence."))
    if years := rules.get("prior_learning_years"):
        sentences.append(
            ngettext(
                "Earlier learning is taken as current for %(num)s year.",
                "Earlier learning is taken as current for %(num)s years.",
                years,
            )
        )
    sentences.append(
        _("A claim is released by the external quality assurer, or by direct claims status.")
        if iqa["release"] == "eqa_or_dcs"
        else _("A claim needs no release from outside the centre.")
    )
    return sentences


def _on_ai(version: AwardVersion) -> list[str]:
    """What units allow of AI: one sentence for all that allow the same."""
    by_permission: dict[AiPermission, list[str]] = {}
    for unit in version.units:
        by_permission.setdefault(version.ai_permission(unit.code), []).append(unit.code)
    if len(by_permission) == 1:
        return [str(AI_PERMISSIONS[permission]) for permission in by_permission]
    return [
        _("%(units)s: %(allowed)s", units=", ".join(codes), allowed=AI_PERMISSIONS[permission])
        for permission, codes in by_permission.items()
    ]


def renewal_of(version: AwardVersion) -> list[str]:
    """What keeps a holder current."""
    renewal = version.renewal
    if renewal is None:
        return [_("A holder stays current until they leave.")]
    period = ngettext(
        "Every %(num)s month a holder shows:", "Every %(num)s months a holder shows:", renewal["period_months"]
    )
    return [period, *_shown(renewal)]


def _shown(renewal: dict[str, Any]) -> list[str]:
    asked = {
        "facilitated_minutes_min": _("facilitated"),
        "supervision_minutes_min": _("of supervision"),
        "cpd_minutes_min": _("of continuing development (CPD)"),
    }
    return [
        _("%(minutes)s %(what)s", minutes=minutes(renewal[name]), what=what)
        for name, what in asked.items()
        if renewal[name]
    ]
