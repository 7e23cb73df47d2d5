"""Every menu page of every role, and the pages on which people write, by the rules of WCAG 2.2 A and AA.

On a wide screen in light and on a narrow phone in dark; no page may be
wider than its screen, and no browser may complain.
"""

import re
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.db import db
from demo.cast import STAFF
from demo.commands import open_accounts
from people.models import Role
from tests import demonstration
from tests.browser.inspector import Inspector
from tests.browser.installation import Installation, aside, served
from tests.browser.visitor import PASSWORD, Someone, Story
from tests.factories import people

pytestmark = pytest.mark.browser

PEOPLE = {
    role: Someone(given, family, f"{key.replace('_', '.')}@demo.example.org")
    for key, given, family, role in reversed(STAFF)
} | {Role.trainee: Someone("Nia", "Eskdahead", "nia.eskdahead@brackenmoor.example.org")}
MIDWAY = Someone("Sunita", "Fenniworth", "sunita.fenniworth@brackenmoor.example.org")
APPEALS = Someone("Piotr", "Osmoton", "piotr.osmoton@brackenmoor.example.org")
ASKED = Someone("Vernon", "Garrashaw", "vernon.garrashaw@brackenmoor.example.org")
SECOND = Someone("Hilary", "Brightwell", "second.assessor@demo.example.org")
NEW = Someone("Doreen", "Yarracroft", "doreen.yarracroft@brackenmoor.example.org")
NOBODY = Someone("Nobody", "in particular", "")
SAMPLES = Path(__file__).parents[1] / "samples" / "accounts"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration centre, in which everybody signs in with one password."""

    def let_in() -> None:
        demonstration.enter()
        open_accounts(PASSWORD)
        db.session.commit()

    folder = tmp_path_factory.mktemp("demo")
    aside(lambda: demonstration.copy_to(folder, tmp_path_factory))
    with served(folder) as running:
        running.inside(let_in)
        yield running


def test_the_menu_of_a_phone_closes_on_escape(story: Story) -> None:
    visitor = story.enter(Inspector, MIDWAY)
    visitor.signs_in()
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    menu = visitor.page.get_by_role("button", name="Menu", exact=True)
    menu.press("Enter")
    expect(visitor.page.locator("#menu")).to_be_visible()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("#menu")).to_be_hidden()
    expect(menu).to_be_focused()


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
    assert not found, "\n".join(found)


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
    assert not found, "\n".join(found)


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
        ("testimonies", "/testimonies"),
        ("ask a witness", "/testimonies/ask"),
    ):
        visitor.opens(address)
        found += visitor.looks_at(label)
    visitor.opens("/testimonies")
    visitor.follows("Wilma Ashgrove")
    found += visitor.looks_at("a testimony")
    visitor.opens("/testimonies/ask")
    visitor.presses("Ask", status=422)
    found += visitor.looks_at("ask a witness with errors")
    visitor.opens("/accounts?show=draft")
    visitor.follows("A course in facilitating groups")
    found += visitor.looks_at("evidence of earlier learning")
    visitor.follows("Open what you said of it")
    found += visitor.looks_at("earlier learning")
    visitor.opens("/meetings/log")
    visitor.presses("Save meeting", status=422)
    found += visitor.looks_at("log with errors")
    visitor.opens("/accounts?show=draft")
    visitor.follows("Account 1", within=visitor.page.locator("main"))
    found += visitor.looks_at("account editor")
    box = visitor.page.locator("textarea[data-words]").first
    box.fill(f"{box.input_value()} I wrote to s.someone@example.org about it.")
    expect(visitor.page.locator(".flag").first).to_be_visible()
    visitor.page.locator(".flag summary").first.click()
    found += visitor.looks_at("account editor with a phrase to decide")
    visitor.presses("Save")
    visitor.follows("Earlier versions")
    found += visitor.looks_at("versions of an account")
    visitor.follows("Version 1")
    found += visitor.looks_at("a version compared")
    assert not found, "\n".join(found)


def test_a_trainee_hands_in_files(story: Story, tmp_path: Path) -> None:
    visitor = story.enter(Inspector, MIDWAY)
    visitor.signs_in()
    page, found = visitor.page, []
    for kind, file in (
        ("Written task", SAMPLES / "RCP account 3 tracked - with comments.docx"),
        ("Reflective account", spoken(tmp_path / "spoken.wav")),
    ):
        visitor.opens("/accounts/new")
        page.get_by_label(kind).check()
        visitor.types("Title", file.stem)
        page.get_by_label("Upload a file").check()
        page.set_input_files('input[name="file"]', file)
        if file.suffix == ".wav":
            visitor.presses("Go on", status=422)
            found += visitor.looks_at("a recording without its words")
            visitor.types("In words", "I waited, and somebody else asked.")
        visitor.presses("Go on")
        found += visitor.looks_at(f"a draft that came as {file.suffix}")
    visitor.opens("/portfolio")
    found += visitor.looks_at("portfolio")
    assert not found, "\n".join(found)


def spoken(path: Path) -> Path:
    """A second of silence as a recording."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    return path


def test_a_portfolio_is_brought_in(story: Story, tmp_path: Path) -> None:
    trainee = story.enter(Inspector, MIDWAY)
    trainee.signs_in()
    trainee.opens("/portfolio")
    with trainee.page.expect_download() as download:
        trainee.page.get_by_role("button", name="Download ZIP").click()
    download.value.save_as(tmp_path / "portfolio.zip")
    visitor = story.enter(Inspector, PEOPLE[Role.centre_administrator])
    visitor.signs_in()
    visitor.opens("/portfolios/bring-in")
    visitor.page.set_input_files('input[name="file"]', Path(__file__))
    visitor.presses("Look through it", status=422)
    found = visitor.looks_at("a file that is no portfolio")
    visitor.page.set_input_files('input[name="file"]', tmp_path / "portfolio.zip")
    visitor.presses("Look through it", status=422)
    visitor.reads("This person’s portfolio is here already.")
    visitor = story.enter(Inspector, story.installation.inside(elsewhere))
    visitor.signs_in()
    visitor.opens("/portfolios/bring-in")
    visitor.page.set_input_files('input[name="file"]', tmp_path / "portfolio.zip")
    visitor.presses("Look through it")
    found += visitor.looks_at("a portfolio before it is brought in")
    assert not found, "\n".join(found)


def elsewhere() -> Someone:
    """The administrator of another centre."""
    people.centre()
    person = people.person(Role.centre_administrator)
    people.login(person, PASSWORD)
    db.session.commit()
    return Someone(person.given_name, person.family_name, person.email)


def test_an_account_is_written_and_its_phrases_decided_by_keyboard_alone(story: Story) -> None:
    visitor = story.enter(Inspector, MIDWAY)
    visitor.signs_in()
    visitor.opens("/accounts?show=draft")
    visitor.follows("Account 1", within=visitor.page.locator("main"))
    page = visitor.page
    page.locator("textarea[data-words]").first.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Then k.someone@example.org answered.")
    expect(page.locator(".flag mark", has_text="k.someone@example.org").first).to_be_visible()
    reached = None
    for _ in range(80):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.textContent.trim()")
        if reached.startswith("Change everywhere") and "k.someone@example.org" in reached:
            break
    assert reached and "k.someone@example.org" in reached
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("textarea[data-words]").first).not_to_have_value(re.compile("k.someone"))


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
    assert not found, "\n".join(found)


def test_an_assessor_marks(story: Story) -> None:
    visitor = story.enter(Inspector, PEOPLE[Role.assessor])
    visitor.signs_in()
    visitor.opens("/queue")
    links = visitor.page.get_by_role("link")
    visitor.follows(links.filter(has_text=re.compile(r"^\s*(Continue|Open)")))
    found = []
    if visitor.page.get_by_role("button", name="Start marking").is_visible():
        found += visitor.looks_at("before marking")
        visitor.presses("Start marking")
    found += visitor.looks_at("marking")
    passages = visitor.page.locator('a[href*="passages"]')
    if passages.count():
        visitor.opens(passages.first.get_attribute("href") or "")
        found += visitor.looks_at("passages side by side")
        visitor.page.go_back()
    visitor.presses("Save for later")
    assert not found, "\n".join(found)


def test_a_discussion_is_recorded_and_read(story: Story) -> None:
    tutor = story.enter(Inspector, PEOPLE[Role.tutor])
    tutor.signs_in()
    tutor.opens("/discussions")
    tutor.follows(f"With {NEW.name}")
    found = tutor.looks_at("a discussion to record")
    tutor.presses("Save", status=422)
    found += tutor.looks_at("a discussion to record, with errors")
    tutor.chooses("How did you meet?", "In person")
    tutor.types("How many minutes did it take?", 20)
    tutor.types("What did the trainee answer, in summary?", "She wrote to m.someone@example.org.")
    tutor.presses("Save", saying="Saved")
    found += tutor.looks_at("a record to hand over")
    trainee = story.enter(Inspector, NEW)
    trainee.signs_in()
    trainee.opens("/discussions")
    trainee.follows("Professional discussion")
    found += trainee.looks_at("a record to sign")
    trainee.presses("Send back", status=422)
    found += trainee.looks_at("a record to send back, with errors")
    assessor = story.enter(Inspector, SECOND)
    assessor.signs_in()
    assessor.opens("/queue")
    assessor.follows("Continue")
    found += assessor.looks_at("marking with questions asked")
    assessor.follows("Record questions asked")
    found += assessor.looks_at("questions to record")
    assert not found, "\n".join(found)


def test_work_is_shared_out(story: Story) -> None:
    visitor = story.enter(Inspector, PEOPLE[Role.centre_administrator])
    visitor.signs_in()
    visitor.opens("/settings/working-days")
    found = visitor.looks_at("working days")
    visitor.follows("See and add them")
    found += visitor.looks_at("public holidays")
    visitor.opens("/settings/working-days/paste")
    visitor.types("Your list", "Christmas")
    visitor.presses("Add", status=422)
    found += visitor.looks_at("a list of holidays with errors")
    visitor.opens("/to-allocate/proposal")
    found += visitor.looks_at("a proposal")
    visitor.presses("Sign and allocate", status=422)
    found += visitor.looks_at("a proposal with errors")
    visitor.opens("/workload")
    visitor.follows("Hilary Brightwell")
    found += visitor.looks_at("a desk")
    visitor.follows("Write down an absence")
    found += visitor.looks_at("an absence")
    visitor.opens("/workload")
    visitor.follows("Hilary Brightwell")
    visitor.follows("Hand over")
    found += visitor.looks_at("handing over")
    assert not found, "\n".join(found)


def test_an_assessor_looks_at_attempts_and_cpd(story: Story) -> None:
    visitor = story.enter(Inspector, PEOPLE[Role.assessor])
    visitor.signs_in()
    found = []
    for label, address in (("my details", "/me"), ("CPD", "/cpd"), ("an entry of CPD to write", "/cpd/new")):
        visitor.opens(address)
        found += visitor.looks_at(label)
    visitor.presses("Save", status=422)
    found += visitor.looks_at("an entry of CPD with errors")
    visitor.opens("/cpd")
    visitor.follows(visitor.page.locator("main tbody th a"))
    found += visitor.looks_at("an entry of CPD")
    visitor.opens("/me")
    visitor.follows("Certificate")
    found += visitor.looks_at("the certificate of a credential")
    visitor.presses("Hand in", status=422)
    found += visitor.looks_at("the certificate of a credential with errors")
    assert not found, "\n".join(found)


def test_the_lead_reads_attempts_and_gives_more_time(story: Story) -> None:
    visitor = story.enter(Inspector, PEOPLE[Role.lead_iqa])
    visitor.signs_in()
    visitor.opens("/attempts")
    visitor.follows("Open")
    found = visitor.looks_at("the attempts at a unit")
    visitor.presses("Read", status=422)
    found += visitor.looks_at("the attempts at a unit, with errors")
    visitor.follows("Give more time")
    found += visitor.looks_at("more time")
    assert not found, "\n".join(found)


def test_an_appeal_and_a_question_are_read_and_answered(story: Story) -> None:
    found = []
    for trainee, unit, link in (
        (APPEALS, "DA5-2", "Your appeal about this unit"),
        (ASKED, "C5-2", "Read the question"),
    ):
        visitor = story.enter(Inspector, trainee)
        visitor.signs_in()
        visitor.opens("/units")
        visitor.follows(visitor.page.locator("main a", has_text=unit))
        found += visitor.looks_at(f"unit {unit}")
        visitor.follows(link)
        found += visitor.looks_at(link)
    visitor.presses("Send the answer", status=422)
    found += visitor.looks_at("a question answered with errors")
    assessor = story.enter(Inspector, PEOPLE[Role.assessor])
    assessor.signs_in()
    assessor.opens("/appeals")
    assessor.follows(APPEALS.name)
    assessor.follows("Answer")
    assessor.presses("Sign the answer", status=422)
    found += assessor.looks_at("an appeal answered with errors")
    lead = story.enter(Inspector, PEOPLE[Role.lead_iqa])
    lead.signs_in()
    lead.opens("/paused")
    lead.follows(ASKED.name)
    lead.follows("Decide")
    lead.presses("Sign and close", status=422)
    found += lead.looks_at("a question decided with errors")
    administrator = story.enter(Inspector, PEOPLE[Role.centre_administrator])
    administrator.signs_in()
    administrator.opens("/settings/appeals")
    found += administrator.looks_at("the days of appeals")
    assert not found, "\n".join(found)


def test_a_draft_is_shared_and_read(story: Story) -> None:
    trainee = story.enter(Inspector, MIDWAY)
    trainee.signs_in()
    trainee.opens("/accounts?show=draft")
    trainee.follows("Account 1")
    trainee.follows("See or end it")
    found = trainee.looks_at("sharing a draft")
    trainee.presses("Share", status=422)
    found += trainee.looks_at("sharing a draft with errors")
    trainee.page.get_by_label("Somebody without an account").check()
    trainee.presses("Share", saying="Copy it now")
    found += trainee.looks_at("the address of a link")
    reader = story.enter(Inspector, NOBODY)
    reader.opens(trainee.page.locator("main code").inner_text())
    found += reader.looks_at("a draft by its link")
    reader.opens("/shared/unknown", status=404)
    found += reader.looks_at("a link that has ended")
    for role, link in ((Role.supervisor, "Read"), (Role.assessor, "Continue")):
        visitor = story.enter(Inspector, PEOPLE[role])
        visitor.signs_in()
        visitor.opens("/drafts")
        visitor.follows(link)
        found += visitor.looks_at(f"a draft for the {role}")
    assert not found, "\n".join(found)


def test_a_member_answers(story: Story, feedback_address: str) -> None:
    visitor = story.enter(Inspector, NOBODY)
    visitor.opens(feedback_address)
    found = visitor.looks_at("public feedback form")
    visitor.presses("Send", status=422)
    found += visitor.looks_at("public feedback form with errors")
    assert not found, "\n".join(found)


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


def test_a_need_is_asked_for_and_decided(story: Story) -> None:
    trainee = story.enter(Inspector, MIDWAY)
    trainee.signs_in()
    trainee.opens("/adjustments")
    trainee.follows("Ask for special consideration")
    found = trainee.looks_at("ask for special consideration")
    trainee.opens("/adjustments")
    trainee.follows("Ask for a reasonable adjustment")
    trainee.presses("Ask", status=422)
    found += trainee.looks_at("ask for an adjustment with errors")
    trainee.chooses("What do you ask for?", "Breaks")
    trainee.types("What makes it hard?", "I cannot sit for more than an hour without a pause.")
    trainee.presses("Ask", saying="Asked.")
    found += trainee.looks_at("a request of one's own")
    lead = story.enter(Inspector, PEOPLE[Role.lead_iqa])
    lead.signs_in()
    lead.opens("/adjustments/to-decide")
    lead.follows(MIDWAY.name)
    found += lead.looks_at("a request that waits")
    lead.presses("I have seen them")
    found += lead.looks_at("decide a request")
    assert not found, "\n".join(found)


def test_a_review_is_written_shared_and_signed(story: Story) -> None:
    trainee = story.enter(Inspector, MIDWAY)
    trainee.signs_in()
    trainee.opens("/")
    trainee.follows("Open it")
    found = trainee.looks_at("a review that is planned")
    trainee.presses("Begin")
    found += trainee.looks_at("write a review")
    trainee.types("Your part", "I speak less and ask more.")
    trainee.presses("Save", saying="Saved.")
    found += trainee.looks_at("a review that is written")
    trainee.follows("See what they will read, and share")
    found += trainee.looks_at("share a review")
    tutor = story.enter(Inspector, PEOPLE[Role.tutor])
    tutor.signs_in()
    tutor.opens("/progress-reviews")
    tutor.follows(MIDWAY.name)
    tutor.follows("Write")
    tutor.types("Your part", "Silence is held well now.")
    tutor.presses("Save", saying="Saved.")
    trainee.opens(trainee.page.url)
    trainee.presses("Share")
    found += trainee.looks_at("the link of a review")
    address = trainee.page.locator("main code").inner_text()
    third = story.enter(Inspector, NOBODY)
    third.opens(address)
    found += third.looks_at("the page of a line manager")
    third.presses("Sign")
    found += third.looks_at("thanks")
    assert not found, "\n".join(found)
