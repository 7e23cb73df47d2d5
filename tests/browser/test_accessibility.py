"""Every menu page of every role, and the pages on which people write, by the rules of WCAG 2.2 A and AA.

On a wide screen in light and on a narrow phone in dark; no page may be
wider than its screen, and no browser may complain.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from core.db import db
from demo import care_provider
from demo.cast import STAFF
from demo.commands import open_accounts
from people.models import Role
from tests.browser.inspector import Inspector
from tests.browser.installation import Installation, served
from tests.browser.visitor import PASSWORD, Someone, Story

pytestmark = pytest.mark.browser

PEOPLE = {
    role: Someone(given, family, f"{key.replace('_', '.')}@demo.example.org")
    for key, given, family, role in reversed(STAFF)
} | {Role.trainee: Someone("Nia", "Eskdahead", "nia.eskdahead@brackenmoor.example.org")}
MIDWAY = Someone("Sunita", "Fenniworth", "sunita.fenniworth@brackenmoor.example.org")
NOBODY = Someone("Nobody", "in particular", "")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration centre, in which everybody signs in with one password."""

    def load() -> None:
        care_provider.load()
        open_accounts(PASSWORD)
        db.session.commit()

    with served(tmp_path_factory.mktemp("demo")) as running:
        running.inside(load)
        yield running


@pytest.mark.parametrize("role", Role)
def test_the_pages_of_a_role(story: Story, role: Role) -> None:
    visitor = story.enter(Inspector, PEOPLE[role])
    visitor.signs_in()
    found = visitor.looks_at("home")
    for label, address in visitor.menu():
        visitor.opens(address)
        found += visitor.looks_at(label)
        first = visitor.first_listed()
        if first:
            visitor.opens(first)
            found += visitor.looks_at(f"first of {label}")
    assert found == []


def test_the_pages_for_everybody(story: Story) -> None:
    visitor = story.enter(Inspector, NOBODY)
    found = []
    for address in ("/sign-in", "/reset", "/check", "/help", "/privacy", "/accessibility"):
        visitor.opens(address)
        found += visitor.looks_at(address)
    visitor.opens("/sign-in")
    visitor.presses("Sign in", status=422)
    found += visitor.looks_at("sign-in without a password")
    visitor.opens("/check?number=SW-2026-0001-XX&name=Nobody", status=404)
    found += visitor.looks_at("a certificate that is not found")
    visitor.opens("/check/0123456789", status=404)
    found += visitor.looks_at("an address that belongs to no certificate")
    assert found == []


def test_a_trainee_writes(story: Story) -> None:
    visitor = story.enter(Inspector, MIDWAY)
    visitor.signs_in()
    found = []
    for label, address in (
        ("my details", "/me"),
        ("log", "/meetings/log"),
        ("ask for an observation", "/observations/ask"),
        ("log supervision", "/supervision/log"),
        ("diary", "/diary/new"),
        ("ask members", "/feedback/new"),
        ("add evidence", "/accounts/new"),
        ("add from the record", "/accounts/from-record"),
    ):
        visitor.opens(address)
        found += visitor.looks_at(label)
    visitor.opens("/meetings/log")
    visitor.presses("Save meeting", status=422)
    found += visitor.looks_at("log with errors")
    visitor.opens("/accounts?show=draft")
    visitor.follows("Account")
    found += visitor.looks_at("account editor")
    assert found == []


def test_a_trainee_is_asked_by_research(story: Story) -> None:
    visitor = story.enter(Inspector, PEOPLE[Role.trainee])
    visitor.signs_in()
    visitor.opens("/me/research")
    found = visitor.looks_at("research, not answered")
    visitor.follows("Read what it is about")
    found += visitor.looks_at("what one agrees to")
    visitor.presses("I agree", status=422)
    found += visitor.looks_at("what one agrees to, with errors")
    visitor.page.get_by_label("I have read this and I agree.").check()
    visitor.presses("I agree", saying="You agreed")
    found += visitor.looks_at("research, agreed")
    visitor.presses("Withdraw from What facilitators learn from their sets", saying="You have withdrawn")
    assert found == []


def test_an_assessor_marks(story: Story) -> None:
    visitor = story.enter(Inspector, PEOPLE[Role.assessor])
    visitor.signs_in()
    visitor.opens("/queue")
    visitor.page.get_by_role("link", name="Continue").or_(visitor.page.get_by_role("link", name="Open")).first.click()
    found = []
    if visitor.page.get_by_role("button", name="Start marking").is_visible():
        found += visitor.looks_at("before marking")
        visitor.presses("Start marking")
    found += visitor.looks_at("marking")
    visitor.presses("Save for later")
    assert found == []


def test_a_member_answers(story: Story, feedback_address: str) -> None:
    visitor = story.enter(Inspector, NOBODY)
    visitor.opens(feedback_address)
    found = visitor.looks_at("public feedback form")
    visitor.presses("Send", status=422)
    found += visitor.looks_at("public feedback form with errors")
    assert found == []


@pytest.fixture(scope="module")
def feedback_address(browser: Browser, installation: Installation) -> Iterator[str]:
    """The address on which the members of a set answer."""
    asking = Story(browser, installation)
    trainee = asking.enter(Inspector, MIDWAY)
    trainee.signs_in()
    trainee.opens("/feedback/new")
    trainee.presses("Make the address", saying="One address for all members")
    yield trainee.page.locator("main code").inner_text()
    asking.close()
