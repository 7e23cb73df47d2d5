"""A server that is killed while a decision is signed leaves the whole decision with its history row, or none."""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.grading.models import CriterionDecision, MarkSheet, UnitDecision
from core.db import db
from core.history import HistoryEntry
from tests.factories import people
from tests.faults.conftest import DRILLS, ready_to_sign
from training.portfolio.models import Submission, SubmissionState

pytestmark = pytest.mark.database

KILLS = 220 if DRILLS else 5
SEED = 2026
REPOSITORY = Path(__file__).parents[2]
PATIENCE = 30
"""Seconds that the server may take until it answers again."""


class Server:
    """The production server with one worker, which its master starts anew when it is killed."""

    def __init__(self, folder: Path, database: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        environment = os.environ | {
            "SETWRIGHT_DATA": str(folder),
            "DATABASE_URL": database,
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "SECOND_FACTOR": "offered",
        }
        # Loaded once in the master, so that a new worker is there at once; not in the repository, whose own
        # configuration starts background work beside it.
        command = [sys.executable, "-m", "gunicorn", "--preload", "--worker-class", "gthread", "--threads", "4"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--pythonpath", str(REPOSITORY), "--log-level", "critical"]
        self.master = subprocess.Popen([*command, "wsgi:app"], cwd=folder, env=environment, start_new_session=True)
        self.answers()

    def worker(self) -> int | None:
        """The process that answers; None while there is none."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        return int(children[0]) if children else None

    def ask(self, method: str, address: str, key: str, **form: str) -> tuple[int, str, str]:
        """Status, the address that it leads to, and text of one answer. Raises OSError or HTTPException without one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            headers = {"Cookie": f"sid={key}", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, address, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        finally:
            connection.close()

    def answers(self) -> None:
        """Wait until the server answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.ask("GET", "/healthz", "")[0] == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
        raise AssertionError("the server does not answer")

    def kill_worker(self) -> None:
        """Kill the worker as it stands, and wait for the next one."""
        killed = self.worker()
        if killed is not None:
            os.kill(killed, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while self.worker() in {killed, None} and time.monotonic() < end:
            time.sleep(0.01)
        self.answers()

    def stop(self) -> None:
        """Stop everything that was started here."""
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait()


@dataclass(frozen=True)
class Waiting:
    """A decision about to be signed: the sheet, its submission, the address that signs it, and the assessor's key."""

    sheet: int
    submission: int
    criteria: int
    address: str
    key: str


@pytest.fixture(scope="module")
def server(place: tuple[Path, str], standing: Flask) -> Iterator[Server]:
    running = Server(*place)
    yield running
    running.stop()


def waiting(app: Flask) -> Waiting:
    sheet = ready_to_sign()
    client = people.sign_in(app.test_client(), sheet.assessor)
    cookie = client.get_cookie("sid", domain="localhost")
    assert cookie is not None
    submission = sheet.submission
    address = f"/marking/{submission.public_id}/check"
    return Waiting(sheet.id, submission.id, len(submission.unit.criteria), address, cookie.value)


def found(one: Waiting) -> dict[str, Any]:
    """What of a decision is in the database: each part of it."""
    decisions = list(db.session.scalars(select(UnitDecision.id).where(UnitDecision.submission_id == one.submission)))
    rows = select(func.count(HistoryEntry.id))
    of_decision = rows.where(HistoryEntry.object_kind == "unit_decision", HistoryEntry.object_id.in_(decisions))
    of_any = rows.where(HistoryEntry.verb == "decided", HistoryEntry.object_kind == "unit_decision")
    criteria = select(func.count(CriterionDecision.id)).where(CriterionDecision.mark_sheet_id == one.sheet)
    return {
        "decisions": len(decisions),
        "history": db.session.scalar(of_decision),
        "criteria": db.session.scalar(criteria),
        "closed": db.session.get_one(MarkSheet, one.sheet).closed_at is not None,
        "final": db.session.get_one(Submission, one.submission).state is SubmissionState.final_pass,
        "history of all": db.session.scalar(of_any),
        "decisions of all": db.session.scalar(select(func.count(UnitDecision.id))),
    }


def test_a_killed_server_leaves_the_whole_decision_or_none_and_a_retry_gives_it_once(
    standing: Flask, inside: Callable[[Callable[[], Any]], Any], server: Server
) -> None:
    chance, seen = random.Random(SEED), {"none": 0, "whole": 0, "unanswered": 0}
    took = 0.3
    for number in range(KILLS):
        one: Waiting = inside(lambda: waiting(standing))
        page = server.ask("GET", one.address, one.key)[2]
        form = {
            name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]  # type: ignore[index]
            for name in ("csrf_token", "version", "content")
        } | {"password": people.PASSWORD}
        answer: tuple[int, str, str] | None
        began = time.monotonic()
        with ThreadPoolExecutor(1) as thread:
            sending = thread.submit(server.ask, "POST", one.address, one.key, **form)
            if number:  # the first one says how long it takes when nobody interferes
                time.sleep(chance.uniform(0, took * 1.2))
                server.kill_worker()
            try:
                answer = sending.result()
            except (OSError, http.client.HTTPException):
                answer = None
                seen["unanswered"] += 1
        if not number:
            took = time.monotonic() - began
        parts = inside(lambda: found(one))  # noqa: B023
        whole = parts["decisions"] == 1
        seen["whole" if whole else "none"] += 1
        count = 1 if whole else 0
        assert parts["history"] == count
        assert parts["history of all"] == parts["decisions of all"]
        assert parts["criteria"] == count * one.criteria
        assert (parts["closed"], parts["final"]) == (whole, whole)
        if answer is not None:
            assert (answer[0], whole) == (303, True), answer[2][:500]
        status, leads_to, text = server.ask("POST", one.address, one.key, **form)
        assert (status, leads_to.startswith("/receipts/")) == (303, True), text[:500]
        assert inside(lambda: found(one))["decisions"] == 1  # noqa: B023
    print(f"{KILLS - 1} kills, a signature takes {took * 1000:.0f} ms: {seen}")  # noqa: T201  # what a drill measured
    if DRILLS:
        assert seen["none"] > 0
        assert seen["whole"] > 1
