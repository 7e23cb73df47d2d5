"""Lists are paged: 25 a page, numbered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import abort, request
from sqlalchemy import Select, distinct, func

from core.db import db

Row = TypeVar("Row")
PER_PAGE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list; `number` counts from 1."""

    rows: Sequence[Row]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The position of the first row of this page in the whole list, from 1; 0 when the list is empty."""
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The position of the last row of this page in the whole list."""
        return min(self.number * self.per_page, self.total)


def paged(query: Select[Row], *, per_page: int = PER_PAGE) -> Page[Row]:
    """The page of an ordered query that `?page=` asks for. A page beyond the last is not found."""
    number = request.args.get("page", 1, type=int)
    total = db.session.scalar(counting(query)) or 0
    page: Page[Any] = Page([], number, total, per_page)
    if not 1 <= number <= page.pages:
        abort(404)
    rows = db.session.scalars(query.limit(per_page).offset((number - 1) * per_page)).unique().all()
    return Page(rows, number, total, per_page)


def counting(query: Select[Any]) -> Select[int]:
    """How many rows a query of one model finds. It stays a query of that model, so the filter by centre reaches it."""
    model = query.column_descriptions[0]["entity"]
    return query.order_by(None).with_only_columns(func.count(distinct(model.id)))
