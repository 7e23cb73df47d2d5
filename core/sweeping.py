"""Files that nothing holds any more, and rows whose file is gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Column, select

from core import clock, uploads
from core.db import Base, db

KEPT_FOR = timedelta(hours=24)
"""Younger files may belong to a form that is still open, or to a row that is just being written."""

STORED_FILE = {"stored_file": True}
"""What a column says of itself, in `info`, that holds keys of the file store."""


class Missing(NamedTuple):
    """A row that names a file which is not there."""

    table: str
    row_id: int


def keys_in_use() -> dict[str, Missing]:
    """The keys that rows of every centre hold, with the row, should its file be missing."""
    found: dict[str, Missing] = {}
    for mapper in Base.registry.mappers:
        for column in mapper.columns:
            if isinstance(column, Column) and column.info.get("stored_file"):
                model = mapper.class_
                query = select(model.id, getattr(model, mapper.get_property_by_column(column).key))
                rows = db.session.execute(query, execution_options={"across_tenants": True})
                found |= {key: Missing(model.__tablename__, row_id) for row_id, key in rows if key}
    return found


def sweep(root: Path) -> tuple[int, list[Missing]]:
    """Remove the files that no row holds and that are older than a day; how many, and the rows without a file."""
    used, removed = keys_in_use(), 0
    there = set()
    for path in _files(root):
        there.add(path.name)
        old = path.stat().st_mtime < (clock.now() - KEPT_FOR).timestamp()
        if old and path.name not in used:
            path.unlink(missing_ok=True)
            removed += 1
    return removed, sorted(missing for key, missing in used.items() if key not in there)


def _files(root: Path) -> Iterator[Path]:
    """The stored files, and what a store that was interrupted has left."""
    return (
        path for path in root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*") if path.is_file() and uploads.is_ours(path)
    )
