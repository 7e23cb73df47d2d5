"""Tabs: one list shown in parts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """One of the lists that a page can show, for components/tabs.html."""

    label: str
    url: str
    current: bool
    count: int | None = None
