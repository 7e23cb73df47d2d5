"""Every address names its policy, and no role opens what it must not."""

import json
import re

import pytest
from flask import Flask
from sqlalchemy import Connection

from core.web import policy_of
from tests.guards import walk
from tests.guards.walk import Opened

MOST_STATEMENTS = 15

Walked = dict[str, dict[str, Opened]]


@pytest.fixture(scope="module")
def kept() -> dict[str, Walked]:
    """What the walks found, so that each is made once."""
    return {}


@pytest.fixture
def pages(demo_app: Flask, demo: Connection, kept: dict[str, Walked]) -> Walked:
    """Every address that is read, opened as every role."""
    if "GET" not in kept:
        kept["GET"] = walk.walk(demo_app, demo, "GET")
    return kept["GET"]


@pytest.fixture
def sends(demo_app: Flask, demo: Connection, kept: dict[str, Walked]) -> Walked:
    """Every address that is sent to, with an empty form, as every role."""
    if "POST" not in kept:
        kept["POST"] = walk.walk(demo_app, demo, "POST")
    return kept["POST"]


def test_every_endpoint_names_its_policy(app: Flask) -> None:
    unguarded = [rule.endpoint for rule in app.url_map.iter_rules() if policy_of(app, rule.endpoint) is None]
    assert unguarded == []


def test_the_policy_export_lists_every_endpoint(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["routes", "policies", "--json"])
    rows = json.loads(answer.output)
    assert {row["endpoint"] for row in rows} == set(app.view_functions) & {
        rule.endpoint for rule in app.url_map.iter_rules()
    }
    assert all(row["policy"] and row["rule"] and row["methods"] for row in rows)


def test_no_page_answers_with_an_error_of_ours(pages: Walked, sends: Walked) -> None:
    broken = {
        (endpoint, role, status)
        for walked in (pages, sends)
        for endpoint, by_role in walked.items()
        for role, opened in by_role.items()
        for status in opened.statuses
        if status >= 500
    }
    assert broken == set()


def test_nothing_changes_on_get(pages: Walked) -> None:
    written = {
        (endpoint, table)
        for endpoint, by_role in pages.items()
        for opened in by_role.values()
        for table in opened.writes - walk.NOTED_ON_GET
    }
    assert written == set()


def test_no_page_issues_more_than_fifteen_statements(pages: Walked) -> None:
    heavy = {
        (endpoint, role): opened.statements
        for endpoint, by_role in pages.items()
        for role, opened in by_role.items()
        if opened.statements > MOST_STATEMENTS
    }
    assert heavy == {}


def test_hr_opens_counts_and_current_facilitators_and_nothing_else(pages: Walked, sends: Walked) -> None:
    """Invariant 29, over the whole application."""
    ours = {
        "awards.award",
        "awards.awards",
        "awards.export",
        "capacity.capacity",
        "capacity.facilitators",
        "certificates.check",
        "certificates.mine",
        "people.change_password",
        "people.me",
        "people.person",  # their own page
        "practice.confirm_thanks",
        "practice.feedback_thanks",
    }
    opened = {
        endpoint
        for endpoint, by_role in pages.items()
        if by_role.get("hr", Opened()).is_allowed and not endpoint.startswith(("security.", "pages."))
    }
    assert opened <= ours


@pytest.mark.parametrize("role", ["hr", "system_administrator"])
def test_a_role_without_content_reads_no_account_decision_or_diary(pages: Walked, role: str) -> None:
    packages = ("portfolio.", "grading.", "iqa.", "claims.", "practice.", "sets.", "enrolments.", "programmes.")
    public = {"practice.confirm_thanks", "practice.feedback_thanks"}
    opened = {endpoint for endpoint, by_role in pages.items() if by_role.get(role, Opened()).is_allowed}
    assert [endpoint for endpoint in opened - public if endpoint.startswith(packages)] == []


BANNED = re.compile(
    r"\b(fail|fails|failed|failure|submit|submits|submitted|invalid|user|users|session|sessions|learner|learners|"
    r"student|students|candidate|candidates)\b",
    re.IGNORECASE,
)
# Fixed terms of the awarding bodies.
TERMS = re.compile(r"unique learner number|the learner (will|can)|learner number", re.IGNORECASE)


def test_pages_use_the_words_of_the_house(pages: Walked) -> None:
    found = {
        (endpoint, word[0].lower())
        for endpoint, by_role in pages.items()
        for opened in by_role.values()
        for text in opened.texts[:3]
        for word in BANNED.finditer(TERMS.sub("", plain(text)))
    }
    assert found == set()


def plain(page: str) -> str:
    """What a page says, without its markup and without what people wrote."""
    text = re.sub(r"<(script|style|textarea)\b.*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r'<div class="acct.*?</section>', " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", text)
