"""`flask files …`: what waits for the scanner, and what nothing holds any more."""

from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from core import clock, sweeping
from core.db import db, enter_tenant
from core.uploads import UnknownUpload
from training.portfolio import files
from training.portfolio.models import Attachment, EvidenceItem, ScanState, SubmissionItem

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
    query = select(Attachment.tenant_id, Attachment.id).where(Attachment.scan.in_(states)).order_by(Attachment.id)
    found = []
    for tenant_id, attachment_id in db.session.execute(query, execution_options=across).all():
        enter_tenant(tenant_id)
        try:
            found.append(files.scan(db.session.get_one(Attachment, attachment_id), by=None))
        except UnknownUpload:
            db.session.rollback()
            continue  # `sweep` names it
        db.session.commit()
        if found[-1] is ScanState.held:
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
        ~select(EvidenceItem.id).where(EvidenceItem.attachment_id == Attachment.id).exists(),
    )
    removed = 0
    for tenant_id, attachment_id, public_id in db.session.execute(query, execution_options=across).all():
        if public_id not in sent:
            enter_tenant(tenant_id)
            db.session.delete(db.session.get_one(Attachment, attachment_id))
            removed += 1
            db.session.commit()
    return removed
