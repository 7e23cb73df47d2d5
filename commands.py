"""The `flask …` commands. Each answers bad input with one line that says what and where, and exits non-zero."""

import json
import signal
import threading

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from assessments.adjustments.commands import move_due_adjustments
from assessments.appeals.commands import close_lapsed_appeals
from assessments.attempts.reminders import remind_of_send_by
from assessments.claims.commands import certificates_group
from assessments.portfolios.commands import portfolio_group
from capacity.commands import capacity_group
from core import clock, mail
from core.db import db
from core.web import policy_of
from demo.commands import demo_group
from people.commands import first_run, people_group
from people.reminders import warn_all
from training.awards.commands import awards_group
from training.enrolments.commands import expire_all, registrations_group
from training.portfolio.commands import accounts_group, delete_due_notes
from training.portfolio.file_commands import files_group, scan_waiting
from training.portfolio.models import ScanState
from training.research.commands import research_group
from training.reviews.reminders import remind_of_reviews
from training.similarity.commands import compare, index

routes_group = AppGroup("routes", help="Addresses and their policies.")
jobs_group = AppGroup("jobs", help="Background work.")

WORK_EVERY_SECONDS = 20


@routes_group.command("policies")
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of a table.")
def policies(as_json: bool) -> None:
    """List every endpoint with its methods, address and policy."""
    rows = [
        {
            "endpoint": rule.endpoint,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "rule": rule.rule,
            "policy": policy_of(current_app, rule.endpoint),
        }
        for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['endpoint']:40} {','.join(row['methods']):10} {row['rule']:50} {row['policy']}")


@jobs_group.command("work")
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
def work(once: bool) -> None:
    """Send mails, scan files and do what the passing of days asks for, again and again, until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while True:
        expire_all()
        delete_due_notes()
        move_due_adjustments()
        remind_of_reviews()
        remind_of_send_by()
        warn_all()
        close_lapsed_appeals()
        scan_waiting({ScanState.held})
        try:
            mail.send_waiting()
        except OSError as error:
            current_app.logger.warning("mail server out of reach: %s", type(error).__name__)
        db.session.close()
        if once or stop.wait(WORK_EVERY_SECONDS):
            return


@jobs_group.command("status")
def status() -> None:
    """Say how much waits."""
    waiting = select(func.count(mail.Mail.id)).where(mail.Mail.sent_at.is_(None), mail.Mail.tries < mail.MAX_TRIES)
    given_up = select(func.count(mail.Mail.id)).where(mail.Mail.sent_at.is_(None), mail.Mail.tries >= mail.MAX_TRIES)
    across = {"across_tenants": True}
    click.echo(f"mails waiting {db.session.scalar(waiting, execution_options=across)}")
    click.echo(f"mails given up {db.session.scalar(given_up, execution_options=across)}")
    click.echo(f"asked at {clock.now():%Y-%m-%d %H:%M:%S} UTC")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(routes_group)
    app.cli.add_command(jobs_group)
    app.cli.add_command(demo_group)
    app.cli.add_command(first_run)
    app.cli.add_command(people_group)
    app.cli.add_command(awards_group)
    app.cli.add_command(registrations_group)
    app.cli.add_command(capacity_group)
    app.cli.add_command(certificates_group)
    accounts_group.add_command(compare)
    accounts_group.add_command(index)
    app.cli.add_command(accounts_group)
    app.cli.add_command(files_group)
    app.cli.add_command(research_group)
    app.cli.add_command(portfolio_group)
