import hashlib
import io
import os
import stat
from pathlib import Path

import pytest
from flask import Flask

from core.uploads import (
    CAP_BYTES,
    UnknownUpload,
    UploadTooLarge,
    discard,
    open_stored,
    safe_name,
    send_stored,
    store,
    stored_path,
)


def files_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_cap_is_twenty_megabytes():
    assert CAP_BYTES == 20 * 1024 * 1024


def test_what_was_stored_is_read_back_byte_for_byte(tmp_path):
    content = os.urandom(700_000)
    stored = store(io.BytesIO(content), tmp_path)

    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with open_stored(tmp_path, stored.key) as file:
        assert file.read() == content


def test_the_name_on_the_disk_is_ours_in_two_levels_of_folders_for_the_owner_alone(tmp_path):
    key = store(io.BytesIO(b"x"), tmp_path / "new").key

    (path,) = files_under(tmp_path)
    assert path == tmp_path / "new" / key[:2] / key[2:4] / key == stored_path(tmp_path / "new", key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_bytes_twice_are_two_files(tmp_path):
    assert store(io.BytesIO(b"x"), tmp_path).key != store(io.BytesIO(b"x"), tmp_path).key


def test_a_file_over_the_cap_leaves_nothing(tmp_path):
    assert store(io.BytesIO(bytes(1000)), tmp_path, 1000).size == 1000
    with pytest.raises(UploadTooLarge):
        store(io.BytesIO(bytes(1001)), tmp_path / "other", 1000)
    assert files_under(tmp_path / "other") == []


def test_a_stream_that_breaks_leaves_nothing(tmp_path):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        store(Broken(bytes(100)), tmp_path)
    assert files_under(tmp_path) == []


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    def full(descriptor):
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(io.BytesIO(b"x"), tmp_path)
    assert files_under(tmp_path) == []


def test_the_file_gets_its_name_only_once_its_bytes_are_safe_and_then_the_folder_is_made_safe(tmp_path, monkeypatch):
    seen, real = [], os.fsync

    def watched(descriptor):
        kind = "file" if stat.S_ISREG(os.fstat(descriptor).st_mode) else "folder"
        seen.append((kind, any(not path.name.startswith(".") for path in files_under(tmp_path))))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    store(io.BytesIO(b"x"), tmp_path)

    assert ("file", False) in seen
    assert seen[-1] == ("folder", True)


@pytest.mark.parametrize(
    "key", ["", "../../etc/passwd", "A" * 32, "0" * 31, "0" * 32 + "\n", "0" * 30 + "/.", "é" * 32]
)
def test_a_key_that_is_not_ours_is_unknown(tmp_path, key):
    for use in (open_stored, discard, stored_path):
        with pytest.raises(UnknownUpload):
            use(tmp_path, key)


def test_a_discarded_file_is_gone_and_may_be_discarded_again(tmp_path):
    key = store(io.BytesIO(b"x"), tmp_path).key
    discard(tmp_path, key)
    discard(tmp_path, key)

    assert files_under(tmp_path) == []
    with pytest.raises(UnknownUpload):
        open_stored(tmp_path, key)


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        ("account.docx", "account.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\My account.docx", "My account.docx"),
        ("Reflexionsbericht Jänner.pdf", "Reflexionsbericht Jänner.pdf"),
        ("gnp.\u202etxt.docx", "gnp.txt.docx"),
        ("a\r\nSet-Cookie: b\x00.pdf", "a Set-Cookie: b.pdf"),
        ("  two   spaces .md", "two spaces .md"),
        (".hidden", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("folder/", "file"),
        ("Sia\u0302n.txt", "Siân.txt"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
        ("x" * 300, "x" * 150),
        ("a." + "x" * 300, "a." + "x" * 148),
    ],
)
def test_a_name_is_shown_without_folders_tricks_or_endless_length(filename, shown):
    assert safe_name(filename) == shown


def test_a_file_is_sent_as_a_download_that_no_browser_opens_as_a_page(tmp_path):
    key = store(io.BytesIO(b"<script>alert(1)</script>"), tmp_path).key
    app = Flask(__name__)
    with app.test_request_context():
        response = send_stored(tmp_path, key, filename="../Siân’s account.html")
        response.direct_passthrough = False

        assert response.data == b"<script>alert(1)</script>"
    assert response.mimetype == "application/octet-stream"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"Sians account.html\"; filename*=UTF-8''Si%C3%A2n%E2%80%99s%20account.html"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "private, no-store"
