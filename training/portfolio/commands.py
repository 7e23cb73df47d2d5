"""`flask accounts …`"""

import json
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from core import documents, uploads
from core.db import db, enter_tenant
from people.models import Centre
from training.portfolio import notes
from training.portfolio.wordcount import count_words

accounts_group = AppGroup("accounts", help="Reflective accounts: as files, and the index of those that were sent.")


@accounts_group.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a line.")
def check(file: Path, as_json: bool) -> None:
    """Count the words of an account, by the rule that pages and requirements use."""
    if file.stat().st_size > uploads.CAP_BYTES:
        raise click.ClickException(f"{file.name}: larger than {uploads.CAP_BYTES // 2**20} MB")
    try:
        text = documents.extract(file, file.name).text
    except documents.UnreadableDocument as unreadable:
        raise click.ClickException(f"{file.name}: {unreadable.message}") from None
    words = count_words(text)
    click.echo(json.dumps({"words": words}) if as_json else f"{words} words")


def delete_due_notes() -> None:
    """Delete the working notes whose day has come, in every centre, and destroy the keys that seal nothing any more."""
    for centre_id in db.session.scalars(select(Centre.id)).all():
        enter_tenant(centre_id)
        retired = notes.delete_due()
        db.session.commit()
        notes.destroy_unused(retired)
    notes.destroy_unused(notes.left_behind())
