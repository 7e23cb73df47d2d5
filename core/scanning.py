"""Asking a ClamAV daemon whether a file is harmful, by its own INSTREAM protocol over a plain socket."""

import re
import socket
from pathlib import Path
from time import monotonic

SECONDS = 10
"""For connecting, sending and the answer together; past it the daemon counts as away."""
_CHUNK = 256 * 1024


class ScannerAway(OSError):
    """The daemon cannot be reached, takes too long, or does not take a file of this size."""


def harm_in(path: Path, address: str) -> str:
    """The name of what the daemon at `address` found in a file; empty when it found nothing.

    `address` is host:port, or the path of a socket. Raises ScannerAway, and then nothing is known of the file.
    """
    deadline = monotonic() + SECONDS
    try:
        with _connected(address) as daemon, path.open("rb") as file:
            daemon.sendall(b"zINSTREAM\0")
            while chunk := file.read(_CHUNK):
                daemon.settimeout(_left(deadline))
                daemon.sendall(len(chunk).to_bytes(4, "big") + chunk)
            daemon.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < 1000:
                daemon.settimeout(_left(deadline))
                piece = daemon.recv(1000)
                if not piece:
                    break
                answer += piece
    except (OSError, ValueError) as error:
        raise ScannerAway(str(error)) from error
    said = answer.decode("utf-8", "replace").strip("\0\n ")
    if said == "stream: OK":
        return ""
    if found := re.fullmatch(r"stream: (.+) FOUND", said):
        return found[1]
    raise ScannerAway(said or "no answer")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(SECONDS)
        try:
            daemon.connect(address)
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left
