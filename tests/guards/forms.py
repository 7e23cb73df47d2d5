"""Reads the forms of a page, and fills them in as a person would who wants to harm somebody."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests import london

UUID_SHAPED = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
WORDS = "Some words that are long enough to be a reason."
TYPED = {"number": "5", "date": london.today().isoformat(), "email": "somebody@example.org", "time": "10:00"}


@dataclass
class Sent:
    """A form as the page holds it: where it goes, and each field with the values that may be chosen."""

    action: str
    chosen: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)

    def naming(self) -> dict[str, list[str]]:
        """The fields that name things by their public id, with the ids that are offered."""
        found = {name: UUID_SHAPED.findall(" ".join(values)) for name, values in self.offered.items()}
        return {name: ids for name, ids in found.items() if ids}

    def filled(self) -> dict[str, list[str]]:
        """Every field with what the page suggests, or else with the first that is offered."""
        first = {name: [value for value in values if value][:1] for name, values in self.offered.items()}
        return first | {name: values for name, values in self.chosen.items() if any(values)}


class Forms(HTMLParser):
    """The forms of a page that are sent with POST."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Sent] = []
        self._form: Sent | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Note forms, and the fields of the one that is open."""
        given = {name: value or "" for name, value in pairs}
        if tag == "form":
            self._form = Sent(given.get("action", "")) if given.get("method", "").lower() == "post" else None
            self.found += [self._form] if self._form else []
        elif self._form is None:
            return
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            self._note(self._select, given.get("value", ""), is_chosen="selected" in given)
        elif tag == "textarea" and "name" in given:
            self._note(given["name"], WORDS, is_chosen=True)
        elif tag in {"input", "button"} and "name" in given and given.get("type") != "file":
            kind, value = given.get("type", "text"), given.get("value", "")
            if kind not in {"hidden", "checkbox", "radio", "submit"} and tag == "input":
                value = value or TYPED.get(kind, WORDS)
            self._note(
                given["name"], value, is_chosen=kind not in {"checkbox", "radio", "submit"} or "checked" in given
            )

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = None

    def _note(self, name: str, value: str, *, is_chosen: bool) -> None:
        assert self._form is not None
        self._form.offered.setdefault(name, []).append(value)
        if is_chosen:
            self._form.chosen.setdefault(name, []).append(value)
