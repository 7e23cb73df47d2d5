"""Rows of text out of a CSV file or a spreadsheet, whatever program wrote it. The bytes decide which, not the name."""

import csv
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MAX_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200

_DELIMITERS = ",;\t"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# What openpyxl lets through when a workbook is damaged: it names no error of its own for most of them.
_DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    SyntaxError,  # of XML
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,  # an encrypted part
    TypeError,
    ValueError,  # also a forbidden XML entity
)


class Unreadable(Exception):
    """The file, from `line` on, cannot be read as a table. `reason` says what to do about it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def table(content: bytes, *, is_heading: Callable[[str], bool]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, as its line (1-based) and its cells as text. Dates come as ISO dates.

    `is_heading` tells the headings of the reader; the delimiter that shows the most of them is the file's.
    Raises Unreadable, on the way too.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable(1, _("The file is larger than %(size)s MB.", size=MAX_BYTES // 1_000_000))
    if content.startswith(_OLD_EXCEL):
        raise Unreadable(1, _("This is an old or a locked Excel file. Save it as .xlsx without a password, or as CSV."))
    rows = _sheet(content) if content.startswith(_ZIP) else _csv(_decoded(content), is_heading)
    count = 0
    for line, cells in rows:
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise Unreadable(line, _("The file has more than %(rows)s rows.", rows=f"{MAX_ROWS:,}"))
        yield line, cells


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 with its mark, else UTF-8, else Windows-1252, which is what Excel saves as plain CSV."""
    try:
        if content.startswith(_UTF16):
            text = content.decode("utf-16")
        else:
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(1, _("This is not a text file. Save the list as CSV (UTF-8) or .xlsx.")) from None
    if "\0" in text:
        raise Unreadable(1, _("This is not a text file. Save the list as CSV (UTF-8) or .xlsx."))
    return text


def _csv(text: str, is_heading: Callable[[str], bool]) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip(f"{_DELIMITERS} ")), "")
    delimiter = max(_DELIMITERS, key=lambda mark: sum(map(is_heading, (cell.strip('"') for cell in first.split(mark)))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        reason = _("A quotation mark is opened and never closed, or stands inside a value, from this line on.")
        raise Unreadable(line, reason) from None


def _sheet(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet."""
    damaged = _("This spreadsheet is damaged or is another kind of file. Open it, save it as .xlsx and try again.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED_BYTES:
                raise Unreadable(1, _("The spreadsheet is too large. Copy the list to a new file."))
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
        yield from enumerate(
            ([_text(value) for value in row] for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)), start=1
        )
    except _DAMAGED:
        raise Unreadable(1, damaged) from None


def _text(value: object) -> str:
    """A cell as a person reads it: a whole number without its point, a date as ISO date."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _value:
            return str(_value)
