"""`flask accounts …`"""

import json
from itertools import chain
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from core import documents, uploads
from people.rounds import in_every_centre
from training.deidentification import check as deidentification
from training.deidentification.authors import find_author
from training.portfolio import notes
from training.portfolio.wordcount import count_words

accounts_group = AppGroup("accounts", help="Reflective accounts: as files, and the index of those that were sent.")


@accounts_group.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", default="", help="Whose account it is; without it, whom the cover or the properties name.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
def check(file: Path, author: str, as_json: bool) -> None:
    """Count the words of an account, and tell what in it might identify somebody."""
    if file.stat().st_size > uploads.CAP_BYTES:
        raise click.ClickException(f"{file.name}: larger than {uploads.CAP_BYTES // 2**20} MB")
    try:
        extracted = documents.extract(file, file.name)
    except documents.UnreadableDocument as unreadable:
        raise click.ClickException(f"{file.name}: {unreadable.message}") from None
    travelling = [(hidden.where, hidden.text) for hidden in extracted.hidden]
    author = author or find_author(extracted.text) or _creator(travelling)
    flags = deidentification.find(extracted.text, author=author)
    found = {
        "words": count_words(extracted.text),
        "flags": [{"text": flag.text, "kind": flag.kind, "count": flag.count} for flag in flags],
        "hidden": [
            {"text": flag.text, "kind": flag.kind, "where": flag.where}
            for flag in deidentification.find_hidden(travelling, author=author)
        ],
    }
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else _in_lines(found))


def _creator(travelling: list[tuple[str, str]]) -> str:
    return next((text for where, text in travelling if where == "core_properties.creator" and " " in text.strip()), "")


def _in_lines(found: dict[str, Any]) -> str:
    lines = [f"{found['words']} words"]
    lines += [f"{flag['kind']}: {flag['text']} ({flag['count']})" for flag in found["flags"]]
    lines += [f"{flag['kind']}: {flag['text']} ({flag['where']})" for flag in found["hidden"]]
    return "\n".join(lines)


def delete_due_notes() -> None:
    """Delete the working notes whose day has come, in every centre, and destroy the keys that seal nothing any more.

    Commits.
    """
    retired = in_every_centre(notes.delete_due)
    notes.destroy_unused({*chain.from_iterable(retired), *notes.left_behind()})
