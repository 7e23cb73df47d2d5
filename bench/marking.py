"""Twenty accounts graded one after the other: no page may grow slower, and none ask the database too often."""

import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assessments.grading import queries
from assessments.grading.models import MarkSheet
from assessments.grading.outcomes import EVIDENCE_TESTS
from core.db import db
from tests.factories import grading, people
from tests.sql_count import MOST, count_sql

ACCOUNTS = 20
COMMENTS = 4
PHRASES = ("I asked and then I waited for the set.", "Nobody spoke, and I counted to ten.", "Then a member asked.")


def account(number: int) -> str:
    """An account of about a thousand words, unlike the others."""
    told = (f"At turn {turn} of set {number} {PHRASES[(turn + number) % 3]}" for turn in range(75))
    return "\n\n".join(" ".join(part) for part in _parts(list(told), 15))


def _parts(sentences: list[str], long: int) -> list[list[str]]:
    return [sentences[start : start + long] for start in range(0, len(sentences), long)]


class Run:
    """A timed run: how long each account's slowest page took, and the most statements of any request."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.pages: list[float] = []
        self.statements = 0
        self.requests = 0

    def ask(self, act: Callable[..., TestResponse], address: str, *expected: int, **what: Any) -> tuple[float, Any]:
        """One request: its seconds and its answer."""
        with count_sql() as sent:
            started = time.perf_counter()
            answer = act(address, **what)
            spent = time.perf_counter() - started
        if answer.status_code not in expected:
            raise SystemExit(f"{address} answered {answer.status_code}")
        self.statements = max(self.statements, len(sent))
        self.requests += 1
        return spent, answer

    def grade(self, address: str, sheet: MarkSheet) -> None:
        """Open, type on each criterion, comment on words, look at the check page: as the workspace does it."""
        criteria = queries.open_criteria(sheet.submission)
        text = sheet.submission.items[0].frozen["text"]
        spent, _page = self.ask(self.client.get, address, 200)
        self.pages.append(spent)
        self.ask(self.client.get, f"{address}/beside?part=1", 200)
        form: dict[str, Any] = {"version": str(sheet.version), "page": uuid4().hex}
        for criterion in criteria:
            key = criterion.public_id.hex
            form |= {f"outcome_{key}": "met", f"comment_{key}": f"Clear on {criterion.code}, with an example."}
            form["version"] = self.ask(self.client.post, f"{address}/kept", 200, data=form)[1].json["version"]
        for number in range(COMMENTS):
            start = (number + 1) * len(text) // (COMMENTS + 2)
            typed = {
                "do": "comment",
                "quote": text[start : start + 40],
                "quote_item": "1",
                "quote_start": str(start),
                "quote_end": str(start + 40),
                "quote_on": criteria[number % len(criteria)].public_id.hex,
                "quote_words": "Say what the set did next.",
                "quote_key": uuid4().hex,
            }
            form["version"] = self.ask(self.client.post, f"{address}/kept", 200, data=form | typed)[1].json["version"]
        form |= dict.fromkeys(EVIDENCE_TESTS, "yes")
        self.ask(self.client.post, address, 303, data=form)
        self.ask(self.client.get, f"{address}/check", 200)


def run(client: FlaskClient, accounts: int = ACCOUNTS) -> Run:
    """Grade so many accounts of one assessor, each to the page on which it is signed."""
    assessor = grading.assessor()
    people.login(assessor, people.PASSWORD)
    sheets = [grading.mark_sheet(grading.allocated(by=assessor, text=account(n))) for n in range(accounts + 1)]
    addresses = [f"/marking/{sheet.submission.public_id}" for sheet in sheets]
    db.session.commit()
    people.sign_in(client, assessor)
    found = Run(client)
    for address, sheet in zip(addresses, sheets, strict=True):
        found.grade(address, sheet)
    found.pages = found.pages[1:]  # the first is there to warm up
    return found


def measure(app: Flask, figures: dict[str, dict[str, Any]]) -> None:
    """Grade in a centre of its own, which stays entered."""
    people.centre()
    found = run(app.test_client())
    figures["marking_20_slowest_to_first"] = {"value": max(found.pages) / found.pages[0], "unit": "times"}
    figures["marking_20_page"] = {"value": statistics.median(found.pages) * 1000, "unit": "ms"}
    figures["marking_20_most_statements"] = {"value": found.statements, "unit": "statements", "limit": MOST}
