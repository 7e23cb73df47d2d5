"""An award file as the stories need it: its criteria by their codes, with the words that pages show."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


class Specification:
    """The award of a story."""

    def __init__(self, path: Path) -> None:
        content: dict[str, Any] = YAML(typ="safe").load(path)
        self.path, self.title, self.code = path, content["title"], content["code"]
        self.criteria = {
            f"{unit['code']} {criterion['id']}": f"{criterion['id']} {criterion['text']}"
            for unit in content["units"]
            for outcome in unit["learning_outcomes"]
            for criterion in outcome["criteria"]
        }

    def words(self, *codes: str) -> list[str]:
        """The criteria with these codes, such as "C5-2 1.1", as pages show them."""
        return [self.criteria[code] for code in codes]

    def codes_of(self, unit: str) -> list[str]:
        """The codes of a unit's criteria within it: "1.1", "1.2"."""
        return [code.removeprefix(f"{unit} ") for code in self.criteria if code.startswith(f"{unit} ")]
