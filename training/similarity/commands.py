"""`flask accounts compare` and `flask accounts index`."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import click

from core import documents, uploads
from training.similarity.comparison import comparable, share, uncommon
from training.similarity.passages import Passage, shared_passages


@click.command("compare")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of lines.")
def compare(files: tuple[Path, ...], as_json: bool) -> None:
    """Find the passages that accounts share, each with each. Nothing is stored.

    Quotations, sentences that name their source and sayings of the field are left out of it.
    """
    if len(set(files)) < 2:
        raise click.UsageError("give at least two files")
    texts = {file: _read(file) for file in files}
    words = {file: comparable(text) for file, text in texts.items()}
    found: dict[Path, dict[Path, list[Passage]]] = defaultdict(dict)
    for a, b in combinations(texts, 2):
        if passages := shared_passages(words[a], words[b]):
            found[a][b] = passages
            found[b][a] = [each.turned() for each in passages]
    kept = {a: uncommon(others, {b: b for b in others}) for a, others in found.items()}
    pairs = []
    for a, b in combinations(texts, 2):
        passages = kept.get(a, {}).get(b, [])
        if not passages:
            continue
        pairs.append(
            {
                "a": str(a),
                "b": str(b),
                "share_of_a": round(share(passages, words[a]), 3),
                "share_of_b": round(share(passages, words[b], second=True), 3),
                "passages": [
                    {
                        "in_a": " ".join(texts[a][each.start_a : each.end_a].split()),
                        "in_b": " ".join(texts[b][each.start_b : each.end_b].split()),
                    }
                    for each in passages
                ],
            }
        )
    if as_json:
        click.echo(json.dumps(pairs, ensure_ascii=False, indent=1))
        return
    for pair in pairs:
        click.echo(f"{pair['a']} and {pair['b']}: {len(pair['passages'])} passages")
        for passage in pair["passages"]:
            click.echo(f"  {passage['in_a']}\n  = {passage['in_b']}\n")
    if not pairs:
        click.echo(f"{len(texts)} accounts, and no passage in two of them.")


def _read(file: Path) -> str:
    if file.stat().st_size > uploads.CAP_BYTES:
        raise click.ClickException(f"{file.name}: larger than {uploads.CAP_BYTES // 2**20} MB")
    try:
        return documents.extract(file, file.name).text
    except documents.UnreadableDocument as unreadable:
        raise click.ClickException(f"{file.name}: {unreadable.message}") from None
