"""Whether the plain values of an award file make an award: their shape, then invariants 2 and 3 of the field.

Everything is checked that can be, so that one reading tells all there is to put right.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from training.awards.models import AwardKind
from training.awards.parameters import parameter_faults
from training.awards.shape import Fault, Path, sound
from training.awards.wording import parameter_fault

Values = Mapping[str, Any]

SIZE_BANDS = {"award": (1, 120), "certificate": (121, 369), "diploma": (370, None)}
"""Size word -> least and most hours of total qualification time (SFJ Awards, citing Ofqual guidance)."""

HOURS_PER_CREDIT = 10
"""Credit is optional; where it is used it is total qualification time / 10 (Trinity College London)."""

RELEASE = {AwardKind.regulated_qualification: "eqa_or_dcs", AwardKind.recognised_programme: "not_applicable"}
"""Kind -> who releases a claim: only the claim of a regulated qualification waits for an EQA or for DCS."""


def faults(values: Any) -> list[Fault]:
    """Everything that keeps these values from being an award; empty when they are one."""
    award, of_shape = sound(values)
    told = {fault.path for fault in of_shape}
    return of_shape + [fault for fault in _broken_rules(award) if fault.path not in told]


def _broken_rules(award: Values) -> Iterator[Fault]:
    """The rules of the field over values of a sound shape. A None says nothing: it is null or already told."""
    units = award.get("units") or []
    yield from _kind(award, units)
    yield from _hours((), award, "guided_learning_hours", "total_learning_hours")
    for at, unit in enumerate(units):
        yield from _hours(("units", at), unit, "glh", "tqt")
        yield from _unit(("units", at), unit)
    yield from _repeats(("units",), units, "code", _("Another unit has the code %(id)s already."))
    yield from _combination(award, units)
    yield from _requirements(award.get("requirements") or [])


def _kind(award: Values, units: list[Values]) -> Iterator[Fault]:
    """A recognised programme carries nothing that belongs to the register; a regulated title needs its size word."""
    kind = award.get("kind")
    release = award.get("iqa", {}).get("release")
    if kind and release and release != RELEASE[kind]:
        message = _("For a %(kind)s release must be %(release)s.", kind=kind, release=RELEASE[kind])
        yield Fault(("iqa", "release"), message)
    if kind == AwardKind.recognised_programme:
        paths: list[Path] = [(key,) for key in ("credits", "size_term", "qualification_number") if award.get(key)]
        paths += [("units", at, "credits") for at, unit in enumerate(units) if unit.get("credits")]
        for path in paths:
            message = _("A recognised programme has no %(key)s: it is on no register. Write null.", key=path[-1])
            yield Fault(path, message)
        if award.get("uln_required"):
            yield Fault(("uln_required",), _("A recognised programme asks for no ULN. Write false."))
    if kind == AwardKind.regulated_qualification:
        yield from _size_word(award)
        for at, unit in enumerate(units):
            if (unit.get("credits") is None) != (award.get("credits") is None):
                message = _("Either the award and all its units have credits, or none of them has.")
                yield Fault(("units", at, "credits"), message)


def _size_word(award: Values) -> Iterator[Fault]:
    hours, word = award.get("total_learning_hours"), award.get("size_term")
    if word is None:
        message = _("A regulated qualification needs its size word: %(words)s.", words=", ".join(SIZE_BANDS))
        yield Fault(("size_term",), message)
    elif hours is not None:
        right = next(name for name, (_least, most) in SIZE_BANDS.items() if most is None or hours <= most)
        if word != right:
            message = _("%(hours)s hours are the size of %(right)s, not %(word)s.", hours=hours, right=right, word=word)
            yield Fault(("size_term",), message)


def _hours(path: Path, values: Values, glh: str, tqt: str) -> Iterator[Fault]:
    guided, total, credit = values.get(glh), values.get(tqt), values.get("credits")
    if guided is not None and total is not None and guided > total:
        message = _(
            "%(glh)s (%(guided)s) is more than %(tqt)s (%(total)s), of which it is a part.",
            glh=glh, guided=guided, tqt=tqt, total=total,
        )  # fmt: skip
        yield Fault((*path, glh), message)
    if credit is not None and total is not None and credit * HOURS_PER_CREDIT != total:
        message = _(
            "%(credits)s credits are %(hours)s hours, but %(tqt)s is %(total)s.",
            credits=credit, hours=credit * HOURS_PER_CREDIT, tqt=tqt, total=total,
        )  # fmt: skip
        yield Fault((*path, "credits"), message)


def _unit(path: Path, unit: Values) -> Iterator[Fault]:
    outcomes = unit.get("learning_outcomes") or []
    yield from _repeats(
        (*path, "learning_outcomes"), outcomes, "id", _("Another outcome of this unit has the id %(id)s already.")
    )
    seen: set[str] = set()
    for at, outcome in enumerate(outcomes):
        for position, criterion in enumerate(outcome.get("criteria") or []):
            here = (*path, "learning_outcomes", at, "criteria", position)
            if (name := criterion.get("id")) in seen:
                yield Fault((*here, "id"), _("Another criterion of this unit has the id %(id)s already.", id=name))
            elif name is not None:
                seen.add(name)
            yield from _named_twice((*here, "evidence"), criterion.get("evidence") or [])


def _combination(award: Values, units: list[Values]) -> Iterator[Fault]:
    """Every unit stands once in the rules, and the shortest way has the size of the award."""
    rule = award.get("rules_of_combination") or {}
    mandatory, optional = rule.get("mandatory"), rule.get("optional")
    least = rule.get("optional_min_credits")
    if mandatory is None or optional is None:
        return
    here = ("rules_of_combination",)
    by_code = {unit["code"]: unit for unit in units if unit.get("code")}
    told = False
    for key, codes in (("mandatory", mandatory), ("optional", optional)):
        for code in dict.fromkeys(codes):
            if code not in by_code:
                told = True
                yield Fault((*here, key), _("There is no unit %(code)s.", code=code))
    for fault in _named_twice(here, [*mandatory, *optional]):
        told = True
        yield fault
    for at, unit in enumerate(units):
        if unit.get("code") and unit["code"] not in (*mandatory, *optional):
            yield Fault(
                ("units", at, "code"), _("rules_of_combination does not name unit %(code)s.", code=unit["code"])
            )
    if told or least is None:
        return
    yield from _shortest_way(award, [by_code[code] for code in mandatory], [by_code[code] for code in optional], least)


def _shortest_way(award: Values, mandatory: list[Values], optional: list[Values], least: int) -> Iterator[Fault]:
    """Invariant 3: the units on the minimum path add up to the credits, hours and guided hours of the award."""
    sizes = {unit["code"]: _size(unit) for unit in (*mandatory, *optional)}
    if any(size is None for size in sizes.values()):
        return
    extra = _least_optional([sizes[unit["code"]] for unit in optional], least)
    if extra is None:
        message = _("The optional units have fewer than the %(least)s credits asked for.", least=least)
        yield Fault(("rules_of_combination", "optional_min_credits"), message)
        return
    way = [*(sizes[unit["code"]] for unit in mandatory), extra]
    for position, key in enumerate(("credits", "total_learning_hours", "guided_learning_hours")):
        stated, found = award.get(key), sum(size[position] for size in way)
        if stated is not None and stated != found:
            message = _(
                "%(key)s is %(stated)s, but the units of the shortest way add up to %(found)s.",
                key=key, stated=stated, found=found,
            )  # fmt: skip
            yield Fault((key,), message)


def _size(unit: Values) -> Any:
    """Credits, hours and guided hours of a unit; None when the hours are not known."""
    if unit.get("tqt") is None or unit.get("glh") is None:
        return None
    return unit.get("credits") or 0, unit["tqt"], unit["glh"]


def _least_optional(sizes: Iterable[tuple[int, int, int]], least: int) -> tuple[int, int, int] | None:
    """The smallest choice of optional units with the credits asked for, as its size; None when there is none."""
    reachable = {0: (0, 0, 0)}  # credits -> the smallest size with just these
    for size in sizes:
        for reached in list(reachable.values()):
            more = (reached[0] + size[0], reached[1] + size[1], reached[2] + size[2])
            reachable[more[0]] = min(reachable.get(more[0], more), more)
    return min((size for credit, size in reachable.items() if credit >= least), default=None)


def _requirements(requirements: list[Values]) -> Iterator[Fault]:
    yield from _repeats(("requirements",), requirements, "id", _("Another requirement has the id %(id)s already."))
    for at, row in enumerate(requirements):
        if row.get("type") is None:
            continue
        parameters = {name: value for name, value in row.items() if name not in ("id", "type", "source")}
        for reason in parameter_faults(row["type"], parameters):
            name = reason.item_id or "type"
            here = ("requirements", at, name) if name in row else ("requirements", at)
            yield Fault(here, parameter_fault(reason))


def _repeats(path: Path, rows: list[Values], key: str, message: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, row in enumerate(rows):
        name = row.get(key)
        if name in seen:
            yield Fault((*path, at, key), message % {"id": name})
        elif name is not None:
            seen.add(name)


def _named_twice(path: Path, names: Iterable[str]) -> Iterator[Fault]:
    counts = Counter(names)
    for name in (name for name, count in counts.items() if count > 1):
        yield Fault(path, _("%(name)s stands here twice.", name=name))
