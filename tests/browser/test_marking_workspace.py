"""One account is graded with the keyboard alone, comments on its words included; and nothing typed is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from assessments.comments.models import AnchoredComment
from assessments.grading.answers import Answers
from assessments.grading.models import MarkSheet, UnitDecision
from core.db import db, enter_tenant
from people.models import Centre
from tests.browser.inspector import Inspector
from tests.browser.installation import Installation, served
from tests.browser.visitor import PASSWORD, Someone, Story
from tests.factories import grading, people

pytestmark = pytest.mark.browser

ASSESSOR = Someone("Ann", "Assessor", "ann@example.org")
TEXT = (
    "By the third meeting the set had found its manners. "
    + " ".join(f"Nobody was surprised at turn {number}, and I wrote that down." for number in range(90))
    + "\n\nI asked four questions in a row. Each of them had an answer folded inside it."
)
AGAIN = TEXT.replace("four questions", "one open question")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A centre with an assessor and four units to mark: the last of them for the second time."""

    def load() -> None:
        people.centre()
        assessor = grading.assessor(
            given_name=ASSESSOR.given_name, family_name=ASSESSOR.family_name, email=ASSESSOR.email
        )
        people.login(assessor, PASSWORD)
        for _ in range(3):
            grading.mark_sheet(grading.allocated(by=assessor, text=TEXT))
        first = grading.mark_sheet(grading.allocated(by=assessor, text=TEXT))
        decided = grading.decision(first, refer=("1.2",))
        grading.mark_sheet(grading.allocated(decided.submission.enrolment, by=assessor, text=AGAIN))
        db.session.commit()

    with served(tmp_path_factory.mktemp("marking")) as running:
        running.inside(load)
        yield running


class Marker(Inspector):
    """Marks with the keyboard."""

    def keys(self, *keys: str) -> None:
        """Press these, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self) -> None:
        """What is typed has reached the server."""
        expect(self.page.locator("[data-save]")).to_contain_text("Saved at")


@pytest.fixture
def marker(story: Story) -> Marker:
    found = story.enter(Marker, ASSESSOR)
    found.signs_in()
    return found


def open_sheets(installation: Installation) -> list[str]:
    """The addresses of what is being marked, in the order in which it was begun."""

    def read() -> list[str]:
        enter_tenant(db.session.scalars(select(Centre.id)).one())
        sheets = db.session.scalars(select(MarkSheet).where(MarkSheet.closed_at.is_(None)).order_by(MarkSheet.id))
        return [f"/marking/{sheet.submission.public_id}" for sheet in sheets]

    return installation.inside(read)


def kept(installation: Installation, address: str) -> dict[str, Any]:
    """Answers and comments of a submission as the database holds them."""

    def read() -> dict[str, Any]:
        enter_tenant(db.session.scalars(select(Centre.id)).one())
        sheets = db.session.scalars(select(MarkSheet).order_by(MarkSheet.id)).all()
        sheet = next(each for each in sheets if str(each.submission.public_id) in address)
        comments = db.session.scalars(
            select(AnchoredComment).where(AnchoredComment.mark_sheet_id == sheet.id).order_by(AnchoredComment.start_at)
        )
        decision = db.session.scalar(select(UnitDecision).where(UnitDecision.mark_sheet_id == sheet.id))
        return {
            "answers": Answers.from_draft(sheet.draft),
            "comments": [(each.exact, each.text, each.criterion.code, each.closed_at is not None) for each in comments],
            "outcome": decision.outcome.value if decision else None,
        }

    return installation.inside(read)


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.name || document.activeElement.id || document.activeElement.tagName")
    )


def test_an_account_is_graded_by_keyboard_alone(marker: Marker, installation: Installation) -> None:
    address, *_others = open_sheets(installation)
    marker.opens(address)
    page = marker.page
    # To the work; its first four words; a comment on them.
    marker.keys("Alt+Shift+KeyW", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    marker.keys("Alt+Shift+KeyC")
    expect(page.locator("#quote")).to_have_value("By the third meeting")
    assert focused(page) == "quote_words"
    page.keyboard.type("Plain and honest.")
    marker.keys("Tab", "Enter")
    expect(page.locator(".acct .note")).to_have_count(1)
    expect(page.locator(".acct mark")).to_have_text("By the third meeting1")
    # The last paragraph; its first word, for the second criterion.
    marker.keys("Alt+Shift+KeyJ", "Alt+Shift+KeyJ", "Alt+Shift+KeyW")
    marker.keys("ArrowDown", "Home", "Shift+End", "Alt+Shift+KeyC")
    expect(page.locator("#quote")).to_have_value(TEXT.rsplit("\n", 1)[1])
    page.keyboard.type("What replaced them?")
    marker.keys("Tab", "Enter")
    expect(page.locator(".acct .note")).to_have_count(2)
    # Every criterion, and the evidence.
    for number in range(4):
        marker.keys("Alt+Shift+KeyJ", "Alt+Shift+KeyX" if number == 1 else "Alt+Shift+KeyY")
        page.keyboard.type(f"Typed on the {number + 1}th.")
    expect(page.locator("[data-tally]")).to_have_text("4 of 4 decided")
    for _ in range(5):
        marker.keys("Alt+Shift+KeyV", "Space")
    marker.saved()
    found = kept(installation, address)
    assert found["comments"] == [
        ("By the third meeting", "Plain and honest.", "1.1", False),
        (
            "I asked four questions in a row. Each of them had an answer folded inside it.",
            "What replaced them?",
            "1.2",
            False,
        ),
    ]
    assert [each.comment for each in found["answers"].criteria.values()] == [
        f"Typed on the {n}th." for n in range(1, 5)
    ]
    # Give the decision; sign it.
    with page.expect_navigation():
        marker.keys("Alt+Shift+KeyG")
    marker.reads("Sign the decision")
    page.locator("#password").focus()
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        marker.keys("Enter")
    found = kept(installation, address)
    assert found["outcome"] == "refer"
    assert [closed for *_comment, closed in found["comments"]] == [True, True]


def test_words_are_selected_with_the_mouse_across_comments_and_paragraphs(
    marker: Marker, installation: Installation
) -> None:
    address = open_sheets(installation)[1]
    marker.opens(address)
    page = marker.page
    for start, end in (("third", "found"), ("meeting", "manners")):
        page.evaluate(
            """([start, end]) => {
              const walker = document.createTreeWalker(document.querySelector(".acct"), NodeFilter.SHOW_TEXT);
              const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
              const holding = (word) => nodes.find((node) => node.data.includes(word));
              const first = holding(start), last = holding(end);
              const behind = last.data.indexOf(end) + end.length;
              getSelection().setBaseAndExtent(first, first.data.indexOf(start), last, behind);
            }""",
            [start, end],
        )
        page.locator("[data-comment]").click()
        page.locator("#quote_words").fill(f"From {start} to {end}.")
        page.get_by_role("button", name="Add comment").click()
        expect(page.locator(".note", has_text=f"From {start} to {end}.")).to_be_visible()
    assert [exact for exact, *_rest in kept(installation, address)["comments"]] == [
        "third meeting the set had found",
        "meeting the set had found its manners",
    ]
    note = page.locator(".note").first
    note.locator("summary").click()
    note.locator("textarea").fill("Said otherwise.")
    note.get_by_role("button", name="Save comment").click()
    expect(page.locator(".note", has_text="Said otherwise.")).to_be_visible()
    page.locator(".note").last.locator("summary").click()
    page.locator(".note").last.get_by_role("button", name="Keep as a phrase").click()
    expect(page.locator("[data-save]")).to_have_text("Kept among your phrases.")
    page.locator('[data-criterion="1.1"] textarea').focus()
    marker.keys("Alt+Shift+KeyP")
    expect(page.locator("[data-phrase-search]")).to_be_focused()
    page.keyboard.type("meeting")
    marker.keys("Tab", "Enter")
    expect(page.locator('[data-criterion="1.1"] textarea')).to_have_value("From meeting to manners.")
    assert marker.looks_at("marking with comments") == []
    page.locator(".note").last.get_by_role("button", name="Remove").click()
    expect(page.locator(".note")).to_have_count(1)
    marker.saved()


@pytest.mark.parametrize("typed", ["", "Written at the last moment."], ids=["untouched", "changed"])
def test_a_click_leaves_the_page_with_what_was_typed(marker: Marker, installation: Installation, typed: str) -> None:
    address = open_sheets(installation)[1]
    marker.opens(address)
    if typed:
        marker.page.locator("#feedback").fill(typed)
    with marker.page.expect_navigation():
        marker.page.get_by_role("button", name="Save for later").click()
    assert kept(installation, address)["answers"].feedback == typed


def test_a_word_without_end_stays_within_a_phone(marker: Marker, installation: Installation) -> None:
    marker.opens(open_sheets(installation)[1])
    marker.page.set_viewport_size({"width": 360, "height": 844})
    marker.page.locator("[data-criterion] textarea").first.fill("w" * 2_000)
    assert marker.page.evaluate("document.documentElement.scrollWidth") == 360
    marker.saved()


def test_two_windows_never_write_over_each_other_and_keep_what_was_typed(
    marker: Marker, installation: Installation
) -> None:
    address = open_sheets(installation)[2 if len(open_sheets(installation)) > 2 else 0]
    marker.opens(address)
    other = marker.page.context.new_page()
    other.goto(installation.url + address)
    box = '[data-criterion="1.2"] textarea'
    marker.page.locator(box).fill("From the first window.")
    marker.saved()
    other.locator(box).fill("From the second window.")
    expect(other.locator("[data-save]")).to_contain_text("changed in another window")
    expect(other.locator(box)).to_have_value("From the second window.")
    assert kept(installation, address)["answers"].criteria["1.2"].comment == "From the first window."
    other.close()
    marker.complaints.clear()


def test_what_is_typed_without_a_network_reaches_the_server_later(marker: Marker, installation: Installation) -> None:
    address = open_sheets(installation)[0]
    marker.opens(address)
    page = marker.page
    page.context.set_offline(True)
    page.locator("#feedback").fill("Written in a tunnel.")
    expect(page.locator("[data-save]")).to_contain_text("Not saved, kept on this device")
    page.context.set_offline(False)
    marker.saved()
    assert kept(installation, address)["answers"].feedback == "Written in a tunnel."
    marker.complaints.clear()


def test_a_second_attempt_shows_what_changed_and_what_was_said(marker: Marker, installation: Installation) -> None:
    marker.opens(open_sheets(installation)[-1])
    page = marker.page
    expect(page.locator(".acct ins").first).to_contain_text("one open")
    expect(page.locator(".acct del").first).to_contain_text("four")
    page.locator("summary", has_text="Attempt 1").click()
    marker.reads("Comment on 1.2.")
    expect(page.locator("[data-criterion]")).to_have_count(1)
    marker.reads("Met in an earlier attempt, and stays met: 1.1, 2.1, 2.2")
    assert marker.looks_at("second attempt") == []
    with page.expect_navigation():
        marker.keys("Alt+Shift+KeyQ")
    assert page.url.rsplit("/", 1)[1] in "".join(open_sheets(installation))
