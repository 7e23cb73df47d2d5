"""An extract as files, made of plain values: the texts, an index, and sums to check them by."""

import csv
import hashlib
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from training.portfolio.wordcount import count_words
from training.research.quarters import quarter_of

INDEX_COLUMNS = ("code", "file", "award", "unit", "quarter", "words", "model")
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ExtractedAccount:
    """One account as it leaves: whose, by code, and the text without names."""

    code: str
    award: str
    unit: str
    sent_on: date
    model: str
    text: str


@dataclass(frozen=True)
class _Row:
    account: ExtractedAccount
    file: str


def files_of(accounts: Iterable[ExtractedAccount], *, small_number: int) -> dict[str, bytes]:
    """The texts, `index.csv` and `SHA256SUMS`, by name. `small_number`: the fewest people who may share a value."""
    rows = _rows(accounts)
    files = {row.file: (row.account.text.strip() + "\n").encode() for row in rows}
    files["index.csv"] = _index(rows, small_number)
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return files | {"SHA256SUMS": "".join(sums).encode()}


def archive(files: Mapping[str, bytes], *, made_at: datetime) -> bytes:
    """The files as one ZIP, all dated on the day that it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (made_at.year, made_at.month, made_at.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            zipped.writestr(entry, content)
    return written.getvalue()


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV in UTF-8 that a spreadsheet takes for words and numbers only."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def safe_cell(value: object) -> str:
    """A value as a cell that is never a formula."""
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def shown_values(pairs: Iterable[tuple[str, str]], small_number: int) -> set[str]:
    """Of pairs (person, value): the values that may be shown.

    A value that fewer than `small_number` people share is hidden, together with the next smallest until so many
    people are hidden that none is told by what is not there (ux §8).
    """
    people: dict[str, set[str]] = defaultdict(set)
    for person, value in pairs:
        people[value].add(person)
    hidden: set[str] = set()
    shown = set(people)
    for value in sorted(people, key=lambda value: (len(people[value]), value)):
        if len(people[value]) >= small_number and (not hidden or len(hidden) >= small_number):
            break
        hidden |= people[value]
        shown.discard(value)
    return shown


def _rows(accounts: Iterable[ExtractedAccount]) -> list[_Row]:
    """By code, which says nothing, and each person's in the order of sending."""
    counted: dict[str, int] = defaultdict(int)
    rows = []
    for account in sorted(accounts, key=lambda account: (account.code, account.sent_on, account.unit, account.text)):
        counted[account.code] += 1
        rows.append(_Row(account, f"accounts/{account.code}-{counted[account.code]}.txt"))
    return rows


def _index(rows: Sequence[_Row], small_number: int) -> bytes:
    accounts = [row.account for row in rows]

    def shown(value: Callable[[ExtractedAccount], str]) -> set[str]:
        return shown_values(((account.code, value(account)) for account in accounts), small_number)

    awards, units = shown(lambda account: account.award), shown(lambda account: f"{account.award} {account.unit}")
    quarters, models = shown(lambda account: quarter_of(account.sent_on)), shown(lambda account: account.model)
    cells = []
    for row in rows:
        account, quarter = row.account, quarter_of(row.account.sent_on)
        has_award = account.award in awards
        cells.append(
            (
                account.code,
                row.file,
                account.award if has_award else "",
                account.unit if has_award and f"{account.award} {account.unit}" in units else "",
                quarter if quarter in quarters else "",
                count_words(account.text),
                account.model if account.model in models else "",
            )
        )
    return table(INDEX_COLUMNS, cells)
