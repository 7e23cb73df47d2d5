"""Nothing typed is lost: the server is killed and the network cut in mid-sentence, and two pages write at once.

The server runs as a process of its own here, because a thread cannot be killed.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError
from sqlalchemy import select

from core.db import db, enter_tenant
from people.models import Role
from tests.browser.installation import Installation, aside, new_app
from tests.browser.visitor import PASSWORD, Someone, Story, Visitor
from tests.factories import people, portfolio
from training.portfolio import notes
from training.portfolio.models import EvidenceItem

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
WRITER = Someone("Nia", "Eskdahead", "nia@example.org")
SAVED = "text=/Saved at \\d\\d:\\d\\d/"
KEPT = "text=Not saved, kept on this device"


class Server:
    """The production server as a process, which can be killed as a power cut would."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = os.environ | {"SETWRIGHT_DATA": str(self.folder), "PORT": str(self.port), "PUBLIC_URL": self.url}
        environment["SECOND_FACTOR"] = "offered"
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "error", "wsgi:app"]
        self.process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, start_new_session=True)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """Kill it and all it started, at once."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("editor"))
    yield found
    found.kill()


@pytest.fixture(scope="module")
def installation(server: Server) -> Iterator[Installation]:
    """A centre with one trainee, who has a password."""
    running = Installation(aside(lambda: new_app(server.folder, server.url)), server.url)

    def load() -> None:
        people.centre()
        writer = people.person(
            Role.trainee, given_name=WRITER.given_name, family_name=WRITER.family_name, email=WRITER.email
        )
        people.login(writer, PASSWORD)
        portfolio.enrolment(person=writer)
        db.session.commit()

    running.inside(load)
    server.start()
    yield running
    running.inside(lambda: db.engine.dispose())


class Writer(Visitor):
    """Writes an account."""

    def begins(self, title: str) -> str:
        """Begin an account; its address."""
        self.opens("/accounts/new")
        self.chooses("What is it?", "Reflective account")
        self.types("Title", title)
        self.presses("Go on")
        return self.page.url

    def box(self) -> Any:
        """The box of the text."""
        return self.page.locator("textarea[data-words]").first


@pytest.fixture
def writer(story: Story) -> Writer:
    found = story.enter(Writer, WRITER)
    found.signs_in()
    return found


def stored(installation: Installation, title: str) -> tuple[str, str]:
    """Text and notes of an item, as the database holds them."""

    def read() -> tuple[str, str]:
        query = select(EvidenceItem).where(EvidenceItem.title == title).execution_options(across_tenants=True)
        item = db.session.scalars(query).one()
        enter_tenant(item.tenant_id)
        return item.text, notes.read_note(item)

    return installation.inside(read)


def saved(page: Page) -> None:
    expect(page.locator(SAVED)).to_be_visible()


def test_what_is_typed_reaches_the_server_within_seconds(writer: Writer, installation: Installation) -> None:
    writer.begins("By itself")
    writer.box().press_sequentially("I waited, and the set went on.")
    writer.types("Notes to yourself", "Why did I wait?")
    saved(writer.page)
    assert stored(installation, "By itself") == ("I waited, and the set went on.", "Why did I wait?")


def test_the_server_is_killed_in_mid_sentence_and_nothing_is_lost(
    writer: Writer, installation: Installation, server: Server
) -> None:
    address = writer.begins("Killed")
    writer.box().press_sequentially("Before the power went ")
    saved(writer.page)
    writer.box().press_sequentially("out I had asked ")
    server.kill()
    writer.box().press_sequentially("one question")
    expect(writer.page.locator(KEPT)).to_be_visible()
    server.start()
    writer.box().press_sequentially(" too many.")
    saved(writer.page)
    assert stored(installation, "Killed")[0] == "Before the power went out I had asked one question too many."
    server.kill()
    writer.box().press_sequentially(" And then the browser went too.")
    expect(writer.page.locator(KEPT)).to_be_visible()
    writer.page.goto("about:blank")
    server.start()
    writer.opens(address)
    writer.reads("is back in the boxes")
    saved(writer.page)
    text = "Before the power went out I had asked one question too many. And then the browser went too."
    assert stored(installation, "Killed")[0] == text
    writer.complaints.clear()  # a browser says that a server is away; that is what this story is about


def test_the_network_is_cut_while_writing_and_comes_back(writer: Writer, installation: Installation) -> None:
    writer.begins("Cut")
    writer.box().press_sequentially("On the train ")
    saved(writer.page)
    writer.page.context.set_offline(True)
    writer.box().press_sequentially("through the tunnel")
    expect(writer.page.locator(KEPT)).to_be_visible()
    writer.page.context.set_offline(False)
    saved(writer.page)
    assert stored(installation, "Cut")[0] == "On the train through the tunnel"
    writer.complaints.clear()


SLOWLY = """() => {
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  const wait = () => new Promise((done) => setTimeout(done, 300));
  crypto.subtle.encrypt = async (...given) => { await wait(); return encrypt(...given); };
}"""


@pytest.mark.parametrize("device", ["", SLOWLY], ids=["quick", "slow"])
def test_what_is_sent_while_the_network_is_cut_is_back_on_the_page(writer: Writer, device: str) -> None:
    address = writer.begins("Sent")
    writer.box().press_sequentially("Saved by itself.")
    saved(writer.page)
    if device:
        writer.page.evaluate(device)
    writer.page.context.set_offline(True)
    writer.box().press_sequentially(" Sent in vain.")
    writer.page.get_by_role("button", name="Save", exact=True).last.click()
    with suppress(PlaywrightError):  # that the page does not come is what is waited for
        writer.page.wait_for_url("chrome-error://**")
    writer.page.context.set_offline(False)
    writer.opens(address)
    writer.reads("is back in the boxes")
    assert writer.box().input_value() == "Saved by itself. Sent in vain."
    writer.presses("Save")
    assert writer.page.locator("[data-trouble]").is_hidden()
    writer.complaints.clear()


def test_a_page_loaded_again_in_mid_sentence_goes_on_and_finds_no_other_tab(
    writer: Writer, installation: Installation
) -> None:
    writer.begins("Reloaded")
    writer.box().press_sequentially("One sentence.")
    saved(writer.page)
    writer.box().press_sequentially(" Half of")
    writer.page.reload()
    writer.reads("is back in the boxes")
    writer.box().press("End")
    writer.box().press_sequentially(" another.")
    saved(writer.page)
    writer.reads("is back in the boxes")  # it can be read at leisure
    assert stored(installation, "Reloaded")[0] == "One sentence. Half of another."


def test_enter_beside_a_phrase_decides_that_phrase(writer: Writer) -> None:
    writer.begins("Phrase")
    writer.box().press_sequentially("Ask k.example@example.org about it.")
    saved(writer.page)
    box = writer.page.get_by_label("Say instead")
    box.fill("a colleague")
    with writer.page.expect_navigation():
        box.press("Enter")
    assert writer.box().input_value() == "Ask a colleague about it."
    writer.reads("See what changed, or take it back")


def test_what_is_kept_on_the_device_cannot_be_read_there(writer: Writer) -> None:
    writer.begins("Sealed")
    writer.page.context.set_offline(True)
    writer.box().press_sequentially("Nobody reads this on my phone")
    expect(writer.page.locator(KEPT)).to_be_visible()
    kept = writer.page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("setwright", 1);
          asked.onsuccess = () => {
            const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
            const bytes = (row) => String.fromCharCode(...new Uint8Array(row.sealed));
            all.onsuccess = () => done(all.result.map((row) => [Object.keys(row), bytes(row)]));
          };
        })"""
    )
    assert kept and all(sorted(keys) == ["item", "iv", "sealed"] for keys, _sealed in kept)
    assert not any("Nobody" in sealed for _keys, sealed in kept)
    stores = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
    assert "Nobody" not in writer.page.evaluate(stores)
    writer.page.context.set_offline(False)
    saved(writer.page)
    writer.complaints.clear()


def test_two_pages_never_write_over_each_other(writer: Writer, installation: Installation) -> None:
    address = writer.begins("Twice")
    other = writer.page.context.new_page()
    other.goto(address)
    writer.box().press_sequentially("From the first page.")
    saved(writer.page)
    box = other.locator("textarea[data-words]").first
    box.press_sequentially("From the second page.")
    expect(other.get_by_text("This was saved in another tab").first).to_be_visible()
    assert stored(installation, "Twice")[0] == "From the first page."
    other.get_by_role("button", name="Save", exact=True).first.click()
    expect(other.get_by_role("heading", name="Two versions of Twice")).to_be_visible()
    expect(other.locator("body")).to_contain_text("From the first page.")
    expect(other.locator("textarea[data-words]").first).to_have_value("From the second page.")
    other.close()
    writer.complaints.clear()


def test_what_is_pasted_from_word_comes_in_clean(writer: Writer, installation: Installation) -> None:
    writer.begins("Pasted")
    writer.box().click()
    writer.page.evaluate(
        """([text, html]) => {
          const held = new DataTransfer();
          held.setData("text/plain", text);
          held.setData("text/html", html);
          const event = { clipboardData: held, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        ["I\u00a0asked:\r\n·\tone\tthing\r\n·\tan\u00adother\r\nThen I waited.", "<p class=MsoNormal>I asked</p>"],
    )
    saved(writer.page)
    assert stored(installation, "Pasted")[0] == "I asked:\n\n- one thing\n- another\n\nThen I waited."


def test_another_structure_keeps_every_word(writer: Writer, installation: Installation) -> None:
    writer.begins("Structure")
    writer.box().press_sequentially("All that I wrote.")
    with writer.page.expect_navigation():
        writer.selects("Headings", "Kolb")
    expect(writer.page.locator("textarea[data-words]")).to_have_count(4)
    assert writer.box().input_value() == "All that I wrote."


@pytest.fixture
def story(request: pytest.FixtureRequest, browser: Browser, installation: Installation) -> Iterator[Story]:
    """A story whose installation may be away for a while."""
    told = Story(browser, installation)
    request.node.story = told
    yield told
    complaints = [complaint for visitor in told.visitors for complaint in visitor.complaints]
    told.close()
    assert complaints == []
