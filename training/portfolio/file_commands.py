"""`flask files …`: what waits for the scanner, and what nothing holds any more."""

from typing import Any
from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Column, exists, select

from core import clock, sweeping
from core.db import Base, db, enter_tenant
from core.uploads import UnknownUpload
from training.portfolio import files
from training.portfolio.models import Attachment, ScanState, SubmissionItem

files_group = AppGroup("files", help="Files that people handed in.")


@files_group.command("scan")
def scan() -> None:
    """Ask the scanner about every file that waits for it or was never scanned, and say what it found."""
    states = scan_waiting({ScanState.held, ScanState.not_scanned})
    click.echo("\n".join(f"{state.value} {states.count(state)}" for state in ScanState))


@files_group.command("sweep")
def sweep() -> None:
    """Remove files and rows that no evidence uses and that are older than a day; name rows without their file."""
    rows = drop_unused()
    removed, missing = sweeping.sweep(current_app.config["FILES"])
    for table, row_id in missing:
        click.echo(f"no file: {table} {row_id}")
    click.echo(f"rows removed {rows}\nfiles removed {removed}\nrows without file {len(missing)}")


def scan_waiting(states: set[ScanState]) -> list[ScanState]:
    """Scan the files in these states, in every centre; how each then stands. Commits each. Without a scanner, none
    that is not held is looked at."""
    if not current_app.config["CLAMD"]:
        states = states & {ScanState.held}
    across = {"across_tenants": True}
    query = select(Attachment.tenant_id, Attachment.id, Attachment.key).where(Attachment.scan.in_(states))
    rows = db.session.execute(query.order_by(Attachment.id), execution_options=across).all()
    found = []
    for tenant_id, attachment_id, key in rows:
        db.session.rollback()  # nobody else should wait for the scanner
        try:
            said = files.ask(key)
        except UnknownUpload:
            continue  # `sweep` names it
        enter_tenant(tenant_id)
        found.append(files.settle(db.session.get_one(Attachment, attachment_id), said, by=None))
        db.session.commit()
        if said is ScanState.held:
            break  # the scanner is away: it would keep every other file waiting too
    return found


def drop_unused() -> int:
    """Remove the rows of files that no evidence and nothing that was sent uses; how many. Commits.

    A file that was harmful stays on record.
    """
    across = {"across_tenants": True}
    frozen = db.session.scalars(select(SubmissionItem.frozen), execution_options=across)
    sent = {UUID(each["file"]["attachment"]) for each in frozen if each.get("file")}
    query = select(Attachment.tenant_id, Attachment.id, Attachment.public_id).where(
        Attachment.uploaded_at < clock.now() - sweeping.KEPT_FOR,
        Attachment.scan != ScanState.infected,
        *[~exists().where(column == Attachment.id) for column in _columns_that_name_files()],
    )
    removed = 0
    for tenant_id, attachment_id, public_id in db.session.execute(query, execution_options=across).all():
        if public_id not in sent:
            enter_tenant(tenant_id)
            db.session.delete(db.session.get_one(Attachment, attachment_id))
            removed += 1
            db.session.commit()
    return removed


def _columns_that_name_files() -> list[Column[Any]]:
    """Every column of any table that refers to a file."""
    keys = [key for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    return [key.parent for key in keys if key.column is Attachment.__table__.c.id]
