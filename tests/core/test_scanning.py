import socket

import pytest

import config
from core import scanning
from core.scanning import ScannerAway, harm_in
from tests.core.clamd import HARMFUL, clamd


@pytest.fixture
def file(tmp_path):
    def written(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return written


@pytest.mark.parametrize(
    ("content", "harm"),
    [
        (b"Hello set", ""),
        (b"", ""),
        (b"x" * 300_000 + HARMFUL, "Test.Harm.UNOFFICIAL"),
        (b"x" * (256 * 1024 - 10) + HARMFUL, "Test.Harm.UNOFFICIAL"),
    ],
    ids=["clean", "empty", "harm in the second piece", "harm across two pieces"],
)
def test_the_daemon_says_what_is_in_a_file(file, content, harm):
    with clamd() as address:
        assert harm_in(file(content), address) == harm


@pytest.mark.parametrize(
    "answer", [b"", b"rubbish\0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\xfe\0", b"x" * 5000]
)
def test_an_answer_that_is_none_means_that_nothing_is_known(file, answer):
    with clamd(answer) as address, pytest.raises(ScannerAway):
        harm_in(file(b"Hello"), address)


def test_a_file_that_is_too_large_for_the_daemon_is_not_called_clean(file):
    with clamd(limit=1000) as address, pytest.raises(ScannerAway):
        harm_in(file(b"x" * 600_000), address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock", "nowhere.invalid:3310"])
def test_a_daemon_that_is_not_there_is_away(file, address):
    with pytest.raises(ScannerAway):
        harm_in(file(b"Hello"), address)


def test_a_daemon_that_never_answers_is_given_up(file, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(ScannerAway):
        harm_in(file(b"Hello"), f"127.0.0.1:{server.getsockname()[1]}")


def test_a_daemon_is_found_by_its_socket(file, tmp_path):
    with clamd(at=str(tmp_path / "clamd.sock")) as address:
        assert harm_in(file(b"Hello"), address) == ""


@pytest.mark.parametrize("address", ["", "clam.example.org:3310", "[::1]:3310", "/run/clamav/clamd.ctl"])
def test_an_address_of_a_daemon_is_host_and_port_or_a_path(tmp_path, address):
    assert config.read({"SETWRIGHT_DATA": str(tmp_path), "CLAMD": address})["CLAMD"] == address


@pytest.mark.parametrize("address", ["clam", ":3310", "clam:port", "run/clamd.ctl"])
def test_another_address_is_refused_with_the_name_of_the_setting(tmp_path, address):
    with pytest.raises(ValueError, match="CLAMD"):
        config.read({"SETWRIGHT_DATA": str(tmp_path), "CLAMD": address})
