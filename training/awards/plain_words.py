"""What each type of requirement asks for, as clauses of one sentence for an award's page."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from core.filters import number
from training.awards.requirements import word_range
from training.practice.ledger import exact

Given = Mapping[str, Any]


def roles_text(roles: tuple[str, ...]) -> str:
    """The roles that count: "as lead or co-lead"."""
    if {"lead", "co"} <= set(roles):
        return _("as lead or co-lead")
    return _("as lead") if "lead" in roles else _("as co-lead")


def _co_led(given: Given) -> list[str]:
    """How co-led time counts; silent where the award leaves it to the centre or asks for one role only."""
    if given["co_factor"] is None or len(given["roles"]) == 1:
        return []
    factor = exact(given["co_factor"])
    if factor == Fraction(1, 2):
        return [_("co-led time counts at half")]
    return [_("co-led time counts at %(percent)s%%", percent=number(float(factor * 100)))]


def _taught_days(given: Given) -> list[str]:
    need, percent = given["min"], given["min_attendance_percent"]
    first = ngettext("At least %(need)s taught day", "At least %(need)s taught days", need, need=number(need))
    if percent == 100:
        return [first, _("a day counts when all of it was attended")]
    return [first, _("a day counts when at least %(percent)s%% of it was attended", percent=number(percent))]


def _practice_turns(given: Given) -> list[str]:
    need = given["min"]
    clauses = [
        ngettext(
            "At least %(need)s turn as facilitator in a practice set",
            "At least %(need)s turns as facilitator in a practice set",
            need,
            need=number(need),
        )
    ]
    return [*clauses, _("somebody observes each")] if given["observed"] else clauses


def _practice_sets(given: Given) -> list[str]:
    need, each = given["min"], given["minutes_each_min"]
    first = ngettext(
        "At least %(need)s practice set meeting, as member or facilitator",
        "At least %(need)s practice set meetings, as member or facilitator",
        need,
        need=number(need),
    )
    lasting = ngettext(
        "each lasts at least %(minutes)s minute", "each lasts at least %(minutes)s minutes", each, minutes=number(each)
    )
    return [first, lasting] if each else [first]


def _facilitated_meetings(given: Given) -> list[str]:
    need, lead = given["min"], given["lead_min"]
    first = ngettext(
        "At least %(need)s meeting %(roles)s",
        "At least %(need)s meetings %(roles)s",
        need,
        need=number(need),
        roles=roles_text(given["roles"]),
    )
    return [first, _("at least %(lead)s of them as lead", lead=number(lead))] if lead else [first]


def _facilitated_minutes(given: Given) -> list[str]:
    first = ngettext(
        "At least %(need)s minute %(roles)s",
        "At least %(need)s minutes %(roles)s",
        given["min"],
        need=number(given["min"]),
        roles=roles_text(given["roles"]),
    )
    return [first, *_co_led(given)]


def _distinct_sets(given: Given) -> list[str]:
    need = given["min"]
    return [
        ngettext(
            "Meetings with at least %(need)s set",
            "Meetings with at least %(need)s different sets",
            need,
            need=number(need),
        )
    ]


def _span_days(given: Given) -> list[str]:
    need = given["min"]
    return [
        ngettext(
            "At least %(need)s day from the first meeting to the last",
            "At least %(need)s days from the first meeting to the last",
            need,
            need=number(need),
        )
    ]


def _recent_minutes(given: Given) -> list[str]:
    first, *co_led = _facilitated_minutes(given)
    period = ngettext("in the last month", "in the last %(num)s months", given["within_months"])
    return [_("%(minutes)s, %(period)s", minutes=first, period=period), *co_led]


def _observed_practice(given: Given) -> list[str]:
    need, satisfactory, assessor = given["min"], given["min_satisfactory"], given["by_assessor_min"]
    observers = {
        frozenset({"assessor", "approved_observer"}): _("by an assessor or an approved observer"),
        frozenset({"assessor"}): _("by an assessor"),
        frozenset({"approved_observer"}): _("by an approved observer"),
    }[frozenset(given["by"])]
    first = ngettext(
        "At least %(need)s observation %(observers)s",
        "At least %(need)s observations %(observers)s",
        need,
        need=number(need),
        observers=observers,
    )
    clauses = {
        _("at least %(num)s of them satisfactory", num=number(satisfactory)): satisfactory,
        _("at least %(num)s satisfactory one by an assessor", num=number(assessor)): assessor,
        _("the last one satisfactory"): given["last_must_be_satisfactory"],
    }
    return [first, *(clause for clause, asked in clauses.items() if asked)]


def _supervision_minutes(given: Given) -> list[str]:
    need, individual = given["min"], given["individual_min"]
    formats = {
        frozenset({"individual", "group"}): _("individual or group supervision"),
        frozenset({"individual"}): _("individual supervision"),
        frozenset({"group"}): _("group supervision"),
    }[frozenset(given["formats"])]
    first = ngettext(
        "At least %(need)s minute of %(formats)s",
        "At least %(need)s minutes of %(formats)s",
        need,
        need=number(need),
        formats=formats,
    )
    return [first, _("at least %(num)s of them individual", num=number(individual))] if individual else [first]


def _supervision_ratio(given: Given) -> list[str]:
    most = given["practice_minutes_per_supervision_minute_max"]
    return [
        ngettext(
            "At most %(most)s minute of practice for each minute of supervision",
            "At most %(most)s minutes of practice for each minute of supervision",
            most,
            most=number(most),
        )
    ]


def _reflective_accounts(given: Given) -> list[str]:
    need, linked, tolerance = given["min"], given["linked_meetings_min"], given["word_tolerance_percent"]
    fewest, most = word_range(given["words_min"], given["words_max"], tolerance)
    clauses = [
        ngettext(
            "At least %(need)s account of %(words_min)s to %(words_max)s words",
            "At least %(need)s accounts of %(words_min)s to %(words_max)s words each",
            need,
            need=number(need),
            words_min=number(given["words_min"]),
            words_max=number(given["words_max"]),
        )
    ]
    if tolerance:
        clauses.append(_("%(fewest)s to %(most)s are accepted", fewest=number(fewest), most=number(most)))
    if linked:
        clauses.append(
            ngettext(
                "each is linked to at least %(num)s confirmed meeting",
                "each is linked to at least %(num)s confirmed meetings",
                linked,
            )
        )
    if given["distinct_meetings"]:
        clauses.append(_("no meeting serves two accounts"))
    return clauses


def _member_feedback(given: Given) -> list[str]:
    need, sets = given["min_responses"], given["distinct_sets"]
    first = ngettext(
        "At least %(need)s answer from set members",
        "At least %(need)s answers from set members",
        need,
        need=number(need),
    )
    from_sets = ngettext("from at least %(num)s set", "from at least %(num)s different sets", sets)
    return [first, from_sets] if sets else [first]


def _learning_diary(given: Given) -> list[str]:
    each = given["entries_per_facilitated_meeting"]
    return [
        ngettext(
            "%(num)s diary entry for each meeting that counts",
            "%(num)s diary entries for each meeting that counts",
            each,
        ),
        _("only its owner reads what it says"),
    ]


PLAIN_WORDS: dict[str, Callable[[Given], list[str]]] = {
    "taught_days": _taught_days,
    "practice_turns": _practice_turns,
    "practice_sets": _practice_sets,
    "facilitated_meetings": _facilitated_meetings,
    "facilitated_minutes": _facilitated_minutes,
    "distinct_sets": _distinct_sets,
    "span_days": _span_days,
    "recent_minutes": _recent_minutes,
    "observed_practice": _observed_practice,
    "supervision_minutes": _supervision_minutes,
    "supervision_ratio": _supervision_ratio,
    "reflective_accounts": _reflective_accounts,
    "member_feedback": _member_feedback,
    "learning_diary": _learning_diary,
}
