"""A browser, an empty installation, and pictures of what everybody saw when a story fails.

With NO_BROWSER=1 nothing here runs, and the summary says so.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.installation import Installation, served
from tests.browser.visitor import PATIENCE, Story

expect.set_options(timeout=PATIENCE)

LEFT_OUT = "NO_BROWSER=1: the pages are not opened in a browser"
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-GB",
]
PICTURES = Path(__file__).parents[2] / "test-results"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a browser where there is none."""
    if os.environ.get("NO_BROWSER") == "1":
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=LEFT_OUT))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was left out, also when nobody asked for reasons."""
    if any(LEFT_OUT in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(f"Left out: {LEFT_OUT}.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """When a story fails, keep a picture of every page that somebody has open, and name them in the report."""
    report: Any = yield
    story = getattr(item, "story", None)
    if call.when == "call" and report.failed and story:
        pictures = story.take_pictures(PICTURES / item.name)
        report.sections.append(("Pages as they were", "\n\n".join(pictures)))
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where it is installed, without its windows if it can be had so; else the one of Playwright.

    Gone after each module: while it runs, its driver has the event loop of this thread, which others may need.
    """
    with sync_playwright() as driver:
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = driver.chromium.launch(executable_path=found, args=QUIETLY)
        yield chromium
        chromium.close()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation."""
    with served(tmp_path) as running:
        yield running


@pytest.fixture
def story(request: pytest.FixtureRequest, browser: Browser, installation: Installation) -> Iterator[Story]:
    """A story that begins in an empty installation. At its end no browser may have complained of anything."""
    told = Story(browser, installation)
    request.node.story = told
    yield told
    complaints = [complaint for visitor in told.visitors for complaint in visitor.complaints]
    told.close()
    assert complaints == []
