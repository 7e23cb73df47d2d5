"""Texts of the demonstration's trainees: plain, plausible, and about nobody.

They are put together from files of `moments` (of a meeting), `essays` and `plans`. In these a blank line parts the
places of a text, and each line is one wording of its place, so that a few pages give every trainee a text of their own.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

from training.portfolio.models import ReflectiveModel
from training.portfolio.wordcount import count_words

HERE = Path(__file__).parent

Places = tuple[tuple[str, ...], ...]
"""The places of a text in their order, with the wordings of each."""

WORDINGS = 5

FIRST, LAST = "setting", "supervision"
"""What every account begins and ends with."""

RUNS = (("what",), ("felt", "judged", "why", "learned"))
"""The sections of a moment; those of a run follow each other. What is `next` has two places in every moment."""

STAGES: dict[ReflectiveModel, dict[str, tuple[str, ...]]] = {
    ReflectiveModel.driscoll: {
        "what": ("what",),
        "so_what": ("felt", "judged", "why", "learned"),
        "now_what": ("next",),
    },
    ReflectiveModel.rolfe: {
        "what": ("what", "felt"),
        "so_what": ("judged", "why", "learned"),
        "now_what": ("next",),
    },
    ReflectiveModel.kolb: {
        "experience": ("what",),
        "reflection": ("felt", "judged"),
        "concept": ("why", "learned"),
        "experiment": ("next",),
    },
    ReflectiveModel.gibbs: {
        "description": ("what",),
        "feelings": ("felt",),
        "evaluation": ("judged",),
        "analysis": ("why",),
        "conclusion": ("learned",),
        "action_plan": ("next",),
    },
}
"""Which sections of a moment stand in which stage of a model."""

ESSAYS = {
    "DA5-1": ("questions", "forms", "sponsor", "choices", "limits"),
    "C5-1": ("questions", "forms", "unlearning", "limits", "roles"),
}
"""What the written task of a unit treats, in its order."""

PRIVATE = "Ask in supervision: why do I hurry when it goes quiet?"


@cache
def moments() -> dict[str, dict[str, Places]]:
    """What happens in meetings, by its name: the places of each section. In the order in which plans are told."""
    names = {path.stem for path in (HERE / "moments").glob("*.txt")}
    return {name: _sections(HERE / "moments" / f"{name}.txt") for name in (FIRST, *sorted(names - {FIRST, LAST}), LAST)}


def _sections(path: Path) -> dict[str, Places]:
    parts = (part.partition("\n") for part in path.read_text(encoding="utf-8").removeprefix("# ").split("\n# "))
    return {name: _places(body) for name, _line, body in parts}


@cache
def _file(folder: str, name: str) -> Places:
    return _places((HERE / folder / f"{name}.txt").read_text(encoding="utf-8"))


def _places(text: str) -> Places:
    return tuple(tuple(place.split("\n")) for place in text.strip().split("\n\n"))


def worded(places: Places, number: int, columns: Sequence[int]) -> str:
    """A paragraph: for each place the wording that a text of this number has in its column.

    A number stands for a line over the five columns, and two lines meet once at most. So two texts have the wordings
    of one column at most in common, and those are no passage as long as they stand apart. That holds for numbers that
    differ modulo 25; a larger crowd repeats itself.
    """
    start, slope = number % WORDINGS, number // WORDINGS
    return " ".join(
        wordings[(start + slope * column) % len(wordings)] for wordings, column in zip(places, columns, strict=True)
    )


def _columns(length: int) -> list[int]:
    """The columns of a paragraph of up to eight places: the same one never within three places, nor in the next."""
    return [place if place < WORDINGS else place - length + 3 for place in range(length)]


def account(number: int, words: int, model: ReflectiveModel) -> dict[str, str]:
    """An account of at least so many words by the stages of a model: a meeting, some of its moments, supervision."""
    told = {name: _told(name, number) for name in (FIRST, LAST)}
    between: list[str] = []
    for name in sorted(moments().keys() - told.keys(), key=lambda name: crc32(f"{number} {name}".encode())):
        if sum(count_words(text) for moment in told.values() for text in moment.values()) >= words:
            break
        told[name] = _told(name, number)
        between.append(name)
    order = [FIRST, *between, LAST]
    parts = {}
    for stage, sections in STAGES[model].items():
        names = [name for name in moments() if name in told] if sections == ("next",) else order
        parts[stage] = "\n\n".join(
            _paragraphs([" ".join(told[name][section] for section in sections) for name in names])
        )
        order = order[::-1]  # each stage takes up what the one before ended with
    return parts


def _told(name: str, number: int) -> dict[str, str]:
    sections, at = moments()[name], 2 * list(moments()).index(name)
    told = {"next": worded(sections["next"], number, range(at, at + 2))}
    for run in RUNS:
        columns = _columns(sum(len(sections[section]) for section in run))
        for section in run:
            own, columns = columns[: len(sections[section])], columns[len(sections[section]) :]
            told[section] = worded(sections[section], number, own)
    return told


def _paragraphs(texts: list[str], least: int = 35) -> list[str]:
    """The texts as paragraphs, short ones put together."""
    found: list[str] = []
    for text in texts:
        if found and count_words(found[-1]) < least:
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def task(code: str, title: str, number: int, besides: str = "") -> dict[str, str]:
    """The written task of a unit: a paragraph on each of its matters, and before the last what else is given."""
    *most, last = (_essay(name, number) for name in ESSAYS[code])
    return {"text": "\n\n".join(filter(None, (title, *most, besides, last)))}


def _essay(name: str, number: int) -> str:
    """A matter treated. Its columns run on from one matter to the next as the first of the units has them."""
    matters = list(dict.fromkeys(each for names in ESSAYS.values() for each in names))
    first = sum(len(_file("essays", each)) for each in matters[: matters.index(name)])
    places = _file("essays", name)
    return worded(places, number, range(first, first + len(places)))


def plan(code: str, title: str, number: int) -> dict[str, str]:
    """The plan and review that a unit asks for, a line for each step."""
    steps = (worded((place,), number, [at]) for at, place in enumerate(_file("plans", code)))
    return {"text": "\n\n".join((title, *steps))}
