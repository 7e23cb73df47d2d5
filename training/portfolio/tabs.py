"""Tabs: links that show one part of a list."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tab:
    """One link of components/tabs.html; without a `count` no number is shown."""

    label: Any
    url: str
    current: bool
    count: int | None = None
