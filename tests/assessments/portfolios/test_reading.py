"""A hostile archive is refused before anything in it is unpacked or believed."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from assessments.portfolios import reading
from assessments.portfolios.reading import Refused
from tests.assessments.portfolios.conftest import packed, repacked

GOOD = packed({"setwright_portfolio": 1}, **{"index.html": b"<p>Hello</p>"})


def changed(files: dict[str, bytes]) -> None:
    files["index.html"] = b"<p>Hallo</p>"


def taken_out(files: dict[str, bytes]) -> None:
    del files["index.html"]


def added(files: dict[str, bytes]) -> None:
    files["originals/more.docx"] = b"more"


def outside(files: dict[str, bytes]) -> None:
    files["../evil.html"] = b"evil"


def absolute(files: dict[str, bytes]) -> None:
    files["/etc/passwd"] = b"evil"


def backslash(files: dict[str, bytes]) -> None:
    files["originals\\..\\evil"] = b"evil"


def no_document(files: dict[str, bytes]) -> None:
    del files["portfolio.json"]


def not_json(files: dict[str, bytes]) -> None:
    files["portfolio.json"] = b"{"


def not_a_number(files: dict[str, bytes]) -> None:
    files["portfolio.json"] = b'{"a": NaN}'


def nested(files: dict[str, bytes]) -> None:
    files["portfolio.json"] = b"[" * 100_000 + b"]" * 100_000


def bomb(files: dict[str, bytes]) -> None:
    files["originals/bomb.txt"] = b"0" * 20_000_000


@pytest.mark.parametrize(("change", "sealed"), [(changed, False), (taken_out, False), (added, False)] + [
    (each, True) for each in (outside, absolute, backslash, no_document, not_json, not_a_number, nested, bomb)
])  # fmt: skip
def test_a_hostile_archive_stays_out(
    app: Flask, session: Session, tmp_path: Path, change: Callable[[dict[str, bytes]], None], sealed: bool
) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(repacked(GOOD, change, seal=sealed))
    with app.test_request_context(), pytest.raises(Refused):
        reading.read(path)


def test_a_sound_archive_is_read(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "sound.zip"
    path.write_bytes(GOOD)
    arrived = reading.read(path)
    assert arrived.document == {"setwright_portfolio": 1}
    with arrived.open("index.html") as file:
        assert file.read() == b"<p>Hello</p>"


def with_link() -> bytes:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("originals/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", GOOD[:-40], with_link()])
def test_what_is_no_archive_stays_out(app: Flask, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(content)
    with app.test_request_context(), pytest.raises(Refused):
        reading.read(path)
