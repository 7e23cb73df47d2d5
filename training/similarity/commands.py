"""`flask accounts compare` and `flask accounts index`."""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import click

from core import documents, uploads
from core.db import db
from people import rounds
from training.similarity import services
from training.similarity.comparison import comparable, share, uncommon
from training.similarity.passages import Passage, shared_passages


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files with the passages that they share; shares from 0 to 1."""

    a: str
    b: str
    share_of_a: float
    share_of_b: float
    passages: list[dict[str, str]]


@click.command("compare")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of lines.")
def compare(files: tuple[Path, ...], as_json: bool) -> None:
    """Find the passages that accounts share, each with each. Nothing is stored.

    Quotations, sentences that name their source, lists of sources and sayings of the field are left out of it, and so
    is a short passage that many of the accounts hold.
    """
    if len(set(files)) < 2:
        raise click.UsageError("give at least two files")
    pairs = pairs_of({file: _read(file) for file in files})
    if as_json:
        click.echo(json.dumps([asdict(pair) for pair in pairs], ensure_ascii=False, indent=1))
        return
    for pair in pairs:
        click.echo(f"{pair.a} and {pair.b}")
        for passage in pair.passages:
            click.echo(f"  {passage['in_a']}\n  = {passage['in_b']}\n")
    if not pairs:
        click.echo(f"{len(set(files))} accounts, and no passage that two of them share.")


def pairs_of(texts: dict[Path, str]) -> list[Pair]:
    """The pairs of these files that share passages, in the order of the files. White space in passages is collapsed."""
    words = {file: comparable(text) for file, text in texts.items()}
    found: dict[Path, dict[Path, list[Passage]]] = defaultdict(dict)
    for a, b in combinations(texts, 2):
        if passages := shared_passages(words[a], words[b]):
            found[a][b] = passages
            found[b][a] = [each.turned() for each in passages]
    authors = {file: file for file in texts}
    kept = {a: uncommon(others, authors) for a, others in found.items()}
    return [
        Pair(
            str(a),
            str(b),
            round(share(shown, words[a]), 3),
            round(share(shown, words[b], second=True), 3),
            [
                {
                    "in_a": " ".join(texts[a][each.start_a : each.end_a].split()),
                    "in_b": " ".join(texts[b][each.start_b : each.end_b].split()),
                }
                for each in shown
            ],
        )
        for a, b in combinations(texts, 2)
        if (shown := kept.get(a, {}).get(b))
    ]


@click.command("index")
def index() -> None:
    """Put every account that was sent into the index by which shared passages are found; safe to run again."""
    for centre in rounds.centres():
        counts, name = (0, 0), centre.name
        for counts in services.index_all():  # noqa: B007 — the last counts are all
            db.session.commit()
        click.echo("{}: accounts in the index {}, put in now {}".format(name, *counts))


def _read(file: Path) -> str:
    if file.stat().st_size > uploads.CAP_BYTES:
        raise click.ClickException(f"{file.name}: larger than {uploads.CAP_BYTES // 2**20} MB")
    try:
        return documents.extract(file, file.name).text
    except documents.UnreadableDocument as unreadable:
        raise click.ClickException(f"{file.name}: {unreadable.message}") from None
