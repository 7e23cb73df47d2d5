"""Looks at pages as the accessibility statement promises them: for everybody, on every screen, with nothing amiss."""

import os
from typing import Literal
from zlib import crc32

from axe_playwright_python.sync_playwright import Axe

from tests.browser.visitor import Visitor

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SCREENS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((360, "dark"), (1280, "light"))


class Inspector(Visitor):
    """Opens pages, and notes down what is wrong with each."""

    def looks_at(self, what: str) -> list[str]:
        """What is wrong with the page that is open: rules of WCAG 2.2 A and AA, and parts that stick out.

        In the drills on both screens; otherwise on one of them, always the same for a page.
        """
        found = []
        screens = SCREENS if os.environ.get("DRILLS") else (SCREENS[crc32(what.encode()) % len(SCREENS)],)
        for width, scheme in screens:
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += self._faults(f"{what}, {width} wide, {scheme}")
        return found

    def _faults(self, what: str) -> list[str]:
        found = [
            f"{what} ({self.page.url}): {rule['id']}, {rule['help']}: "
            + "; ".join(f"{' '.join(node['target'])} {node['html'][:160]}" for node in rule["nodes"][:3])
            for rule in Axe().run(self.page, options=WCAG).response["violations"]
        ]
        screen = self.page.viewport_size
        needed = self.page.evaluate("document.documentElement.scrollWidth")
        if screen and needed > screen["width"]:
            found.append(f"{what} ({self.page.url}): {needed} pixels wide. {self.widest()}")
        return found

    def widest(self) -> str:
        """The parts that reach out of the screen, for a message of failure."""
        return str(
            self.page.evaluate(
                """() => [...document.querySelectorAll("main *, header *, footer *")]
                .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5
                    && !part.closest(".tscroll"))
                .slice(0, 4).map((part) => part.outerHTML.slice(0, 120))"""
            )
        )

    def menu(self) -> list[tuple[str, str]]:
        """Label and address of each entry of the menu."""
        links = self.page.locator("nav .mainnav a")
        return [(link.text_content() or "", link.get_attribute("href") or "") for link in links.all()]

    def first_listed(self) -> str | None:
        """The address of the first thing that the page lists."""
        links = self.page.locator("main tbody th a")
        return links.first.get_attribute("href") if links.count() else None
