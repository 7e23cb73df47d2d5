"""Award files: YAML in, with the line of everything that must be put right, and the same YAML out again."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.reader import ReaderError

from training.awards.checks import faults
from training.awards.shape import Path
from training.awards.specification import AwardSpecification, from_values, to_values

MAX_BYTES = 1_000_000
MAX_PARTS = 20_000  # values and lists: some hundred units
MAX_DEPTH = 20

_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "timestamp")}
# A word that every reader of YAML, 1.1 too, takes for text without quotation marks.
_WORD = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9]+)*", re.IGNORECASE)
_IN_BLOCKS = {"units", "learning_outcomes"}
_IN_LINES = {"criteria", "requirements"}


@dataclass(frozen=True)
class SpecificationError:
    """One thing to put right in an award file, at a line counted from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


class SpecificationErrors(ValueError):
    """An award file is not an award. `errors` lists everything there is to put right, in the order of the lines."""

    def __init__(self, errors: list[SpecificationError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


def read(text: str | bytes, filename: str) -> AwardSpecification:
    """The specification in an award file, sound by invariants 2 and 3. Raises SpecificationErrors."""
    source = _Source()
    try:
        values = source.values(_decoded(text))
        source.problems += [(source.line_of(fault.path), fault.message) for fault in faults(values)]
    except _Stop as stop:
        source.problems.append((stop.line, stop.message))
    if source.problems:
        problems = sorted(source.problems, key=lambda problem: problem[0])
        raise SpecificationErrors([SpecificationError(filename, line, message) for line, message in problems])
    return from_values(values)


def write(specification: AwardSpecification) -> str:
    """The award file of a specification: the same text for the same specification, always."""
    lines = ["# Award specification."]
    if specification.illustrative:
        lines.append("# Illustrative: the figures are proposals, not an awarding organisation's.")
    lines.append("# `source:` names the fact that a figure is modelled on.")
    return "\n".join([*lines, *_block(to_values(specification))]) + "\n"


class _Stop(Exception):
    """Nothing after this can be read."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def _decoded(text: str | bytes) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise _Stop(1, _("The file is larger than %(size)s MB.", size=MAX_BYTES // 1_000_000))
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise _Stop(line, _("This is not UTF-8 text. Save the file as UTF-8.")) from None
    return text.removeprefix("\ufeff")


@dataclass
class _Source:
    """Plain values out of YAML; remembers the line of each and what is wrong with the YAML itself."""

    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def values(self, text: str) -> Any:
        """The values of the one document. Raises _Stop where there is none, or none that is safe to build."""
        try:
            self._look_through(text)
            yaml = YAML(typ="safe", pure=True)
            node = yaml.compose(text)
            if node is None:
                raise _Stop(1, _("The file is empty."))
            return self._plain(node, (), yaml)
        except ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise _Stop(line, _("The file holds a character that YAML does not allow.")) from None
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            message = _("This is not well-formed YAML: %(problem)s.", problem=error.problem or error.context)
            raise _Stop(line, message) from None
        except YAMLError as error:
            raise _Stop(1, _("This is not well-formed YAML: %(problem)s.", problem=error)) from None

    def line_of(self, path: Path) -> int:
        """The line of the value at a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def _look_through(self, text: str) -> None:
        """Refuses what would make building the values unsafe or slow, before anything is built."""
        depth = documents = 0
        for count, event in enumerate(YAML(typ="safe", pure=True).parse(text)):
            line = event.start_mark.line + 1
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            documents += isinstance(event, DocumentStartEvent)
            if getattr(event, "anchor", None) is not None:  # an alias has one too
                raise _Stop(line, _("Anchors (&) and aliases (*) may not be used. Write the value out."))
            if count > MAX_PARTS:
                raise _Stop(line, _("The file holds more than %(count)s values.", count=f"{MAX_PARTS:,}"))
            if depth > MAX_DEPTH:
                raise _Stop(line, _("Lists and keys are nested too deeply here."))
            if documents > 1:
                raise _Stop(line, _("A second document begins here. A file holds one award."))

    def _plain(self, node: Node, path: Path, yaml: YAML) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if isinstance(node, ScalarNode):
            if str(node.tag) not in _PLAIN_TAGS:
                self.problems.append((line, _("The tag %(tag)s may not be used.", tag=str(node.tag)[:60])))
                return None
            try:
                return yaml.constructor.construct_object(node)
            except ValueError:  # the 31st of February, a number of 5,000 digits
                self.problems.append((line, _("%(value)s cannot be read. Put text in quotes.", value=node.value[:40])))
                return None
        if not isinstance(node, MappingNode):
            return [self._plain(each, (*path, at), yaml) for at, each in enumerate(node.value)]
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key, str):
                self.problems.append((line, _("A key must be one word.")))
            elif key in values:
                first = self.lines[(*path, key)]
                message = _("%(key)s stands here twice; the first is on line %(first)s.", key=key[:60], first=first)
                self.problems.append((line, message))
            else:
                self.lines[(*path, key)] = line
                values[key] = self._plain(value_node, (*path, key), yaml)
        return values


def _block(values: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Keys on lines of their own; units and outcomes as blocks; criteria and requirements a line each."""
    for key, value in values.items():
        if key in _IN_BLOCKS:
            yield f"{indent}{key}:"
            for row in value:
                first, *others = _block(row, f"{indent}  ")
                yield f"{indent}- {first.lstrip()}"
                yield from others
        elif key in _IN_LINES:
            yield f"{indent}{key}:"
            yield from (f"{indent}- {_inline(row)}" for row in value)
        else:
            yield f"{indent}{key}: {_inline(value)}"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, str) and _WORD.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)  # a JSON value is a YAML value
