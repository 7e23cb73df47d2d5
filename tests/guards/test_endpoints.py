"""Every address names its policy, and every role opens what docs/roles.md says and nothing else."""

import json
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection

from core.web import policy_of
from tests.guards import walk
from tests.guards.walk import Opened

ROLES_PAGE = Path(__file__).parents[2] / "docs" / "roles.md"
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


def test_every_role_opens_what_the_roles_page_says(demo_app: Flask, pages: Walked, sends: Walked) -> None:
    """Both ways: what the page allows opens, what it does not is not found or refused. `make roles` writes the page."""
    page = roles_page(demo_app, pages, sends)
    if os.environ.get("WRITE_ROLES"):
        ROLES_PAGE.write_text(page, encoding="utf-8")
    assert ROLES_PAGE.read_text(encoding="utf-8") == page


# How one signs in oneself; `factors.reset` is about somebody else.
OWN_FACTORS = ("add_app", "add_passkey", "passkey", "prove", "recovery", "second_step", "security", "set_up")


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
        *(f"factors.{page}" for page in OWN_FACTORS),
        "people.change_password",
        "people.me",
        "people.person",  # their own page
        "portfolios.mine",  # their own, which stays with them
        "practice.confirm_thanks",
        "testimony.witness_thanks",
        "practice.feedback_thanks",
        "reviews.thanks",
    }
    opened = {
        endpoint
        for endpoint, by_role in pages.items()
        if by_role.get("hr", Opened()).is_allowed and not endpoint.startswith(("security.", "pages."))
    }
    assert opened <= ours


@pytest.mark.parametrize("role", ["hr", "system_administrator"])
def test_a_role_without_content_reads_no_account_decision_or_diary(pages: Walked, role: str) -> None:
    packages = (
        *("portfolio.", "grading.", "iqa.", "claims.", "practice.", "sets.", "enrolments.", "programmes."),
        *("testimony.", "rpl.", "discussions."),
    )
    public = {"practice.confirm_thanks", "practice.feedback_thanks", "testimony.witness_thanks"}
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


def roles_page(app: Flask, pages: Walked, sends: Walked) -> str:
    """docs/roles.md: who opens which address in the demonstration centre."""
    roles = [role for role in walk.ROLES if any(role in by_role for by_role in pages.values())]
    lines = [
        "# Who may open what",
        "",
        "Made from the application by opening every address as every role in the demonstration centre (`make roles`).",
        "R: some page of this address opens. S: something may be sent to it. A role that sees only its own things",
        "finds all others missing. Names of policies are those of `flask routes policies`, which also lists what is",
        "not here: addresses that hold a token, a code or a position.",
        "",
        "| Address | Policy | " + " | ".join(role.replace("_", " ") for role in roles) + " |",
        "|---" * (len(roles) + 2) + "|",
    ]
    walked = [rule for rule in app.url_map.iter_rules() if rule.endpoint in {*pages, *sends}]
    for rule in sorted(walked, key=lambda rule: rule.rule):
        cells = []
        for role in roles:
            reads = "GET" in (rule.methods or ()) and pages.get(rule.endpoint, {}).get(role, Opened()).is_allowed
            may_send = "POST" in (rule.methods or ()) and sends.get(rule.endpoint, {}).get(role, Opened()).is_allowed
            cells.append(("R" if reads else "") + ("S" if may_send else ""))
        lines.append(f"| `{rule.rule}` | {policy_of(app, rule.endpoint)} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
