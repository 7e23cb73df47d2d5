"""`python -m bench`: one line a figure, and bench/results.json."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

import config
from app import create_app
from assessments.certificates import document
from assessments.certificates.facts import CertificateFacts, Signatory
from assessments.iqa.models import SamplingPlan
from bench import deidentification, files, marking, portfolio, similarity
from core.db import db, enter_tenant
from demo import care_provider
from people.models import Centre, Login, Person, Role, RoleGrant
from tests.conftest import Browser
from tests.factories.people import sign_in
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio.models import Submission, SubmissionState

BATCHES, REQUESTS, CERTIFICATES = 5, 20, 20
RESULTS = Path(__file__).with_name("results.json")

Figures = dict[str, dict[str, Any]]


def main() -> None:
    """Load the demonstration into a fresh database, measure, print, keep."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(Path(folder))
        with app.app_context():
            measure_pages(app, figures)
            portfolio.measure(app, figures, timed)
            marking.measure(app, figures)
        measure_certificates(figures)
    measure_deidentification(figures)
    similarity.measure(figures)
    for name, figure in figures.items():
        limit = f" (limit {figure['limit']})" if "limit" in figure else ""
        print(f"{name} {figure['value']:.2f} {figure['unit']}{limit}")
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n")
    deidentification.main(everything=True)
    files.main()


def prepared(folder: Path) -> Flask:
    """The application with the demonstration centre, a page that says hello and a page of one row."""
    environment = {"SETWRIGHT_DATA": str(folder), "PUBLIC_URL": "http://localhost", "SECOND_FACTOR": "offered"}
    app = create_app(config.read(environment) | {"WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False})
    app.test_client_class = Browser

    def hello() -> str:
        return "Hello"

    def one_row() -> str:
        return db.session.scalars(select(Centre)).first().name  # type: ignore[union-attr]

    for view in (hello, one_row):
        view.policy = "public"  # type: ignore[attr-defined]
        app.add_url_rule(f"/bench/{view.__name__}", view.__name__, view)
    with app.app_context():
        app.extensions["alembic"].upgrade()
        care_provider.load()
        db.session.commit()
    return app


def measure_pages(app: Flask, figures: Figures) -> None:
    """CPU of the five main pages beside the two plain ones of the same run."""
    anybody = app.test_client()
    hello = cpu(anybody, "/bench/hello")
    row = cpu(anybody, "/bench/one_row")
    figures["hello_page"] = {"value": hello, "unit": "ms CPU"}
    figures["one_row_page"] = {"value": row, "unit": "ms CPU"}
    for name, (person, url) in main_pages().items():
        spent = cpu(sign_in(app.test_client(), person), url)
        figures[f"{name}_page"] = {"value": spent, "unit": "ms CPU"}
        figures[f"{name}_page_to_one_row"] = {"value": spent / row, "unit": "times"}


def main_pages() -> dict[str, tuple[Person, str]]:
    """The five main pages of the demonstration, each with somebody whom it shows much; its centre is entered."""
    enter_tenant(db.session.scalars(select(Centre.id)).one())
    trainee = db.session.get_one(Person, busiest_trainee())
    marked = db.session.scalars(
        select(Submission).where(Submission.state == SubmissionState.awaiting_countersign).order_by(Submission.id)
    ).one()
    plan = db.session.scalars(select(SamplingPlan).order_by(SamplingPlan.id.desc())).first()
    return {
        "trainee_home": (trainee, "/"),
        "meetings": (trainee, "/meetings"),
        "marking": (marked.assessor or trainee, f"/marking/{marked.public_id}"),
        "sampling": (holder(Role.lead_iqa), f"/sampling/{plan.public_id}" if plan else "/sampling"),
        "capacity": (holder(Role.hr), "/capacity"),
    }


def busiest_trainee() -> int:
    """The person with the most sent units among those who are on their way."""
    query = (
        select(Enrolment.person_id)
        .join(Submission, Submission.enrolment_id == Enrolment.id)
        .where(Enrolment.state == EnrolmentState.active)
        .group_by(Enrolment.person_id)
        .order_by(func.count().desc(), Enrolment.person_id)
    )
    return db.session.scalars(query).first() or 0


def holder(role: Role) -> Person:
    """A person of the demonstration with this role."""
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id).where(RoleGrant.role == role)
    return db.session.scalars(query.join(Login, Login.person_id == Person.id, isouter=True)).first()  # type: ignore


def cpu(client: FlaskClient, url: str) -> float:
    """Milliseconds of CPU for one request: the median of a few batches."""
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answered {answer.status_code} {answer.location or ''}".rstrip())
    return timed(lambda: client.get(url), REQUESTS)


def timed(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU for one run of `work`: the median of a few batches, after one that is not counted."""
    spent = []
    for _batch in range(BATCHES + 1):
        started = time.process_time()
        for _time in range(times):
            work()
        spent.append((time.process_time() - started) * 1000 / times)
    return statistics.median(spent[1:])


def measure_certificates(figures: Figures) -> None:
    """A certificate with all its checks beside the drawing alone."""
    facts = CertificateFacts(
        number="SW-2026-0041-K7",
        check_url="https://sets.example.org/check/9fQ2mZ7h9fQ2mZ7h9fQ2mZ7h9fQ2mZ7h",
        check_address="sets.example.org/check",
        holder="Leila Hartnoll",
        centre="Alderbrook Care Academy",
        award="Level 5 Development Award in Action Learning Facilitation",
        kind="A recognised programme of 60 hours of learning.",
        what_it_took=("Three taught days, four practice sets and two hours of supervision.",),
        signatories=(Signatory("Owain Bellerby", "Head of centre"), Signatory("Ruth Calloway", "Quality assurer")),
        awarded_on=date(2026, 12, 4),
    )

    def whole() -> bytes:
        if document.refusals(facts):
            raise SystemExit("the bench's certificate cannot be printed")
        return document.draw(CertificateFacts.from_json(facts.to_json()))

    drawing = timed(lambda: document.draw(facts), CERTIFICATES)
    certificate = timed(whole, CERTIFICATES)
    figures["certificate_drawing"] = {"value": drawing, "unit": "ms CPU"}
    figures["certificate"] = {"value": certificate, "unit": "ms CPU"}
    figures["certificate_to_drawing"] = {"value": certificate / drawing, "unit": "times"}


def measure_deidentification(figures: Figures) -> None:
    """How much of what is labelled the check finds, how much of what it flags is labelled, and how long it takes."""
    for name, accounts in deidentification.batches():
        for language in ("", "en", "de"):
            part = [account for account in accounts if language in ("", account.language)]
            score = deidentification.measure(part)
            prefix = "_".join(filter(None, ("deidentification", name, language)))
            figures[f"{prefix}_recall"] = {"value": score.recall, "unit": "of labels", "limit": 0.85}
            figures[f"{prefix}_precision"] = {"value": score.precision, "unit": "of flags", "limit": 0.80}
        seconds = deidentification.seconds_an_account(accounts)
        figures[f"deidentification_{name}_time"] = {"value": seconds * 1000, "unit": "ms an account", "limit": 1000}


if __name__ == "__main__":
    main()
