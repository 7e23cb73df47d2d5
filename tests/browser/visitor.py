"""Somebody at a browser: opens pages, fills in forms by their labels, and says what is seen when something is amiss."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.installation import Installation

PASSWORD = "quiet lantern orchard ferry"
PATIENCE = 20_000  # milliseconds that a page may take on a busy machine


@dataclass(frozen=True)
class Someone:
    """A person of the story."""

    given_name: str
    family_name: str
    email: str

    @property
    def name(self) -> str:
        """First and last name, as pages show it."""
        return f"{self.given_name} {self.family_name}"


NOBODY = Someone("A", "stranger", "")


def shown(day: date) -> str:
    """A day as pages show it: 3 Dec 2026."""
    return f"{day.day} {day:%b %Y}"


class Visitor:
    """One person with a browser window of their own. Every step fails with what the page said."""

    def __init__(self, page: Page, installation: Installation, person: Someone) -> None:
        self.page, self.installation, self.person = page, installation, person
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of; that a page itself was not found or came back is no complaint."""
        is_page = message.location.get("url") == self.page.url
        if message.type in {"error", "warning"} and not (
            is_page and message.text.startswith("Failed to load resource")
        ):
            self.complaints.append(f"{self.page.url}: {message.text}")

    # ---- Going somewhere ----

    def opens(self, address: str, *, status: int = 200) -> None:
        """Open an address of the installation."""
        self._arrive(
            lambda: self.page.goto(self.installation.url + address if address.startswith("/") else address), status
        )

    def follows(self, link: str | Locator, *, within: Locator | None = None) -> None:
        """Follow the link of this name, or this link, until its page has come."""
        body = within or self.page.locator("body")
        found = body.get_by_role("link", name=_named(link)) if isinstance(link, str) else link
        self._arrive(found.first.click)

    def presses(self, button: str, *, within: Locator | None = None, status: int = 200, saying: str = "") -> None:
        """Press the button of this name and read the page that answers; `saying` is the message at its top.

        By keyboard: what a page adds above the button as somebody types cannot move it away under the pointer.
        """
        found = (within or self.page.locator("body")).get_by_role("button", name=button, exact=True)
        self._arrive(lambda: found.first.press("Enter"), status)
        if saying:
            self.reads(saying)

    def _arrive(self, act: Callable[[], Any], status: int = 200) -> None:
        with self.page.expect_navigation() as arriving:
            act()
        answer: Response | None = arriving.value
        self.page.evaluate("document.fonts.ready.then(() => true)")  # letters that come late move what is clicked next
        if answer is not None and answer.status != status:
            raise AssertionError(f"{self.person.name} expected {status} and got {answer.status}.\n{self.seen()}")

    # ---- Filling in ----

    def field(self, label: str) -> Locator:
        """The field with this label, whether or not it says "(optional)"."""
        return self.page.get_by_label(_label(label)).and_(self.page.locator("input, textarea, select"))

    def fills(self, **typed: Any) -> None:
        """Type into fields by the names that the page gives them."""
        for name, value in typed.items():
            self.page.locator(f'[name="{name}"]').fill(str(value))

    def types(self, label: str, value: Any) -> None:
        """Type into the field with this label; a date or a time as the device's picker gives it."""
        self.field(label).fill(value.isoformat() if isinstance(value, date) else str(value))

    def selects(self, label: str, words: str) -> None:
        """Choose the option of a list that holds these words."""
        box = self.field(label)
        value = box.locator("option", has_text=words).first.get_attribute("value")
        box.select_option(value)

    def chooses(self, question: str, answer: str, *, within: Locator | None = None) -> None:
        """Choose one answer to a question."""
        group = (within or self.page.locator("body")).get_by_role("group", name=_label(question))
        group.get_by_role("radio", name=answer, exact=True).check()

    def ticks(self, *labels: str) -> None:
        """Tick boxes, each by the beginning of its label."""
        for label in labels:
            self.page.get_by_role("checkbox", name=_named(label)).check()

    def signs(self, button: str = "Sign", *, saying: str = "", field: str = "Your password, to sign") -> None:
        """Type one's password under what is signed, and press the button."""
        self.types(field, PASSWORD)
        self.presses(button, saying=saying)

    # ---- Reading ----

    def reads(self, text: str | re.Pattern[str]) -> None:
        """The page says this."""
        try:
            expect(self.page.locator("body")).to_contain_text(text)
        except AssertionError:
            raise AssertionError(f"{self.person.name} looked for {text!r}.\n{self.seen()}") from None

    def does_not_read(self, text: str) -> None:
        """The page does not say this."""
        if text in self.page.locator("body").inner_text():
            raise AssertionError(f"{self.person.name} should not read {text!r}.\n{self.seen()}")

    def row(self, *texts: str) -> Locator:
        """The row of a table that holds all of these texts."""
        rows = self.page.locator("tbody tr")
        for text in texts:
            rows = rows.filter(has_text=text)
        return rows.first

    def seen(self) -> str:
        """Where this visitor is and what the page says, for a message of failure."""
        page = self.page
        problems = [text.strip() for text in page.locator(".errsum li, .err").all_inner_texts()]
        main = " | ".join(line for line in page.locator("main").inner_text().splitlines() if line.strip())
        return f"at {page.url}, titled {page.title()!r}\nproblems: {problems}\nreads: {main[:1500]}"

    # ---- Signing in ----

    def chooses_a_password(self) -> None:
        """From the invitation by mail to a password of one's own."""
        self.opens(self.installation.link_mailed_to(self.person.email, about="Choose your"))
        self.types("Email", self.person.email)
        self.presses("Mail me a link")
        self.opens(self.installation.link_mailed_to(self.person.email, about="new password"))
        self.types("New password", PASSWORD)
        self.types("New password again", PASSWORD)
        self.presses("Save the new password", saying="Sign in with it")

    def signs_in(self, password: str = PASSWORD) -> None:
        """Sign in through the page."""
        if "/sign-in" not in self.page.url:
            self.opens("/sign-in")
        self.types("Email", self.person.email)
        self.types("Password", password)
        self.presses("Sign in")
        assert "/sign-in" not in self.page.url, self.seen()


Kind = TypeVar("Kind", bound=Visitor)


class Story:
    """All who have a browser window open in one story."""

    def __init__(self, browser: Browser, installation: Installation) -> None:
        self.browser, self.installation = browser, installation
        self.visitors: list[Visitor] = []

    def enter(self, kind: type[Kind], person: Someone = NOBODY, *, width: int = 1280, scheme: str = "light") -> Kind:
        """Somebody opens a browser window; at 390 pixels it is a phone."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=width < 600,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        visitor = kind(context.new_page(), self.installation, person)
        self.visitors.append(visitor)
        return visitor

    def newcomer(self, kind: type[Kind], person: Someone, *, width: int = 1280, scheme: str = "light") -> Kind:
        """Somebody who was invited: chooses a password and signs in."""
        visitor = self.enter(kind, person, width=width, scheme=scheme)
        visitor.chooses_a_password()
        visitor.signs_in()
        return visitor

    def take_pictures(self, folder: Path) -> list[str]:
        """Keep the page of everybody as it stands; each with its address and what it says."""
        folder.mkdir(parents=True, exist_ok=True)
        taken = []
        for number, visitor in enumerate(self.visitors, 1):
            path = folder / f"{number:02} {visitor.person.name}.png"
            try:
                visitor.page.screenshot(path=path, full_page=True)
                taken.append(f"{path}\n{visitor.seen()[:600]}")
            except PlaywrightError as lost:
                taken.append(f"{visitor.person.name}: no picture, {lost.message.splitlines()[0]}")
        return taken

    def close(self) -> None:
        """Everybody goes."""
        for visitor in self.visitors:
            visitor.page.context.close()


def _named(name: str) -> re.Pattern[str]:
    """A name from its first word; what only a screen reader is told may follow."""
    return re.compile(rf"^\s*{re.escape(name)}")


def _label(label: str) -> re.Pattern[str]:
    """A label as a whole, with or without "(optional)"."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")
