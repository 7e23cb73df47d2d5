"""What an award file may hold: its keys, and what may be written for each."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.awards.ai_permission import AiPermission
from training.awards.models import ALWAYS_TAKEN, AwardKind, AwardStatus, EvidenceKind
from training.awards.specification import LEFT_OUT_WHEN_NONE

Path = tuple[str | int, ...]

SIZE_TERMS = ("award", "certificate", "diploma")


@dataclass(frozen=True)
class Fault:
    """One thing to put right, at a path of keys and positions into the values of the file."""

    path: Path
    message: str


@dataclass(frozen=True)
class Kind:
    """What may be written as one value, and the words that say so."""

    accepts: Callable[[Any], bool]
    expected: Any  # str()


@dataclass(frozen=True)
class Block:
    """Keys and what each holds. `open`: other keys are looked at elsewhere."""

    keys: Mapping[str, "Shape"]
    open: bool = False
    nullable: bool = False


@dataclass(frozen=True)
class Rows:
    """A list of one or more blocks."""

    block: Block


Shape = Kind | Block | Rows


def _is_text(value: Any, longest: int) -> bool:
    """Whether it is text that every page, file and database can hold."""
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        return False
    return not any(unicodedata.category(sign) in {"Cc", "Cs", "Cn", "Zl", "Zp"} or sign == "\ufeff" for sign in value)


def _text(longest: int) -> Kind:
    return Kind(
        lambda value: _is_text(value, longest), lazy_gettext("one line of text, up to %(n)s characters", n=longest)
    )


def _name(longest: int) -> Kind:
    return Kind(
        lambda value: (
            isinstance(value, str)
            and len(value) <= longest
            and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", value) is not None
        ),
        lazy_gettext('a short name in quotes, such as "1.1", up to %(n)s letters, digits, - . / or _', n=longest),
    )


def _whole(least: int, most: int = 100_000) -> Kind:
    return Kind(
        lambda value: type(value) is int and least <= value <= most,
        lazy_gettext("a whole number from %(least)s to %(most)s", least=least, most=most),
    )


def _choice(*choices: str) -> Kind:
    return Kind(
        lambda value: isinstance(value, str) and value in choices,
        lazy_gettext("one of: %(choices)s", choices=", ".join(choices)),
    )


def _list_of(kind: Kind, least: int = 0) -> Kind:
    expected = lazy_gettext("a list; each entry %(kind)s", kind=kind.expected)
    if least:
        expected = lazy_gettext("a list of at least one; each entry %(kind)s", kind=kind.expected)
    return Kind(
        lambda value: isinstance(value, list) and len(value) >= least and all(map(kind.accepts, value)), expected
    )


def _or_null(kind: Kind) -> Kind:
    return Kind(
        lambda value: value is None or kind.accepts(value), lazy_gettext("%(kind)s, or null", kind=kind.expected)
    )


TITLE, TEXT, COUNT, POSITIVE, LEVEL = _text(200), _text(2000), _whole(0), _whole(1), _whole(1, 8)
FLAG = Kind(lambda value: isinstance(value, bool), lazy_gettext("true or false"))

NAMED_KINDS = [kind for kind in EvidenceKind if kind not in ALWAYS_TAKEN]
CRITERION = Block({"id": _name(20), "text": TEXT, "evidence": _list_of(_choice(*NAMED_KINDS), least=1)})
OUTCOME = Block({"id": _name(20), "text": TEXT, "criteria": Rows(CRITERION)})
UNIT = Block(
    {
        "code": _name(40),
        "title": TITLE,
        "level": LEVEL,
        "credits": _or_null(POSITIVE),
        "glh": COUNT,
        "tqt": POSITIVE,
        "ai_permission": _choice(*AiPermission),
        "learning_outcomes": Rows(OUTCOME),
    }
)
REQUIREMENT = Block({"id": _name(20), "type": _text(40), "source": TEXT}, open=True)
AWARD = Block(
    {
        "schema_version": _whole(1, 1),
        "code": _name(40),
        "version": _name(20),
        "status": _choice(*AwardStatus),
        "illustrative": FLAG,
        "title": TITLE,
        "kind": _choice(*AwardKind),
        "awarding_organisation": TITLE,
        "level": LEVEL,
        "size_term": _or_null(_choice(*SIZE_TERMS)),
        "qualification_number": _or_null(_name(20)),
        "credits": _or_null(POSITIVE),
        "guided_learning_hours": COUNT,
        "total_learning_hours": POSITIVE,
        "registration_months": POSITIVE,
        "uln_required": FLAG,
        "rules_of_combination": Block(
            {
                "mandatory": _list_of(_name(40), least=1),
                "optional_min_credits": COUNT,
                "optional": _list_of(_name(40)),
            }
        ),
        "units": Rows(UNIT),
        "requirements": Rows(REQUIREMENT),
        "assessment": Block(
            {
                "scale": _choice("pass_refer", "marks"),
                "max_attempts": _whole(1, 10),
                "resubmission_days": POSITIVE,
                "draft_reviews": _whole(0, 10),
                "exceptional_third_attempt": _choice("lead_iqa"),
                "ai_permission": _choice(*AiPermission),
                "identification_check": _choice("decide", "advise"),
                "review_weeks": _whole(0, 104),
                "prior_learning": _choice("allowed", "not_allowed"),
                "prior_learning_years": _whole(1, 50),
            }
        ),
        "iqa": Block({"policy": _name(40), "release": _choice("eqa_or_dcs", "not_applicable")}),
        "renewal": Block(
            {
                "period_months": POSITIVE,
                "facilitated_minutes_min": COUNT,
                "supervision_minutes_min": COUNT,
                "cpd_minutes_min": COUNT,
            },
            nullable=True,
        ),
    }
)


def sound(values: Any) -> tuple[dict[str, Any], list[Fault]]:
    """The values that have the right shape, and the faults of the rest.

    What is wrong or missing is None in the answer, a wrong list is empty and a wrong entry of a list is an empty
    block, so that positions stay true and the rules of the field can still look at everything else.
    """
    found: list[Fault] = []
    return _block(values, AWARD, (), found), found


def _look(value: Any, shape: Shape, path: Path, found: list[Fault]) -> Any:
    match shape:
        case Kind():
            if shape.accepts(value):
                return value
            message = _(
                "%(key)s must be %(expected)s; here it is %(value)s.",
                key=path[-1],
                expected=shape.expected,
                value=_shown(value),
            )
            found.append(Fault(path, message))
            return None
        case Rows():
            if not isinstance(value, list) or not value:
                found.append(Fault(path, _("%(key)s must be a list of at least one entry.", key=path[-1])))
                return []
            return [_block(row, shape.block, (*path, at), found) for at, row in enumerate(value)]
        case Block():
            return None if value is None and shape.nullable else _block(value, shape, path, found)


def _block(value: Any, shape: Block, path: Path, found: list[Fault]) -> dict[str, Any]:
    if not isinstance(value, dict):
        message = _("Here must stand the keys %(keys)s, each with its value.", keys=", ".join(shape.keys))
        found.append(Fault(path, message))
        return {}
    for key in value:
        if key not in shape.keys and not shape.open:
            known = ", ".join(shape.keys)
            message = _("%(key)s is not a key that may stand here. These may: %(known)s.", key=key[:60], known=known)
            found.append(Fault((*path, key), message))
    answer = {key: each for key, each in value.items() if shape.open and key not in shape.keys}
    for key, inner in shape.keys.items():
        if key in value:
            answer[key] = _look(value[key], inner, (*path, key), found)
        elif key not in LEFT_OUT_WHEN_NONE:
            found.append(Fault(path, _("The key %(key)s is missing here.", key=key)))
            answer[key] = [] if isinstance(inner, Rows) else {} if isinstance(inner, Block) else None
    return answer


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"
