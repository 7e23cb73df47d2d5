"""A ClamAV daemon for tests: it speaks INSTREAM as the real one does, and finds one word harmful."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

HARMFUL = b"SETWRIGHT-HARMLESS-TEST-STRING"


@contextmanager
def clamd(answer: bytes | None = None, *, limit: int = 25 * 1024 * 1024, at: str = "") -> Iterator[str]:
    """The address of a daemon; `answer` is said in place of what it would find, b"" hangs up without a word.

    It listens on a port of its own, or on the socket `at`.
    """
    with _listening(at) as server:
        Thread(target=_serve, args=(server, answer, limit), daemon=True).start()
        yield at or f"127.0.0.1:{server.getsockname()[1]}"


def _listening(at: str) -> socket.socket:
    if not at:
        return socket.create_server(("127.0.0.1", 0))
    server = socket.socket(socket.AF_UNIX)
    server.bind(at)
    server.listen()
    return server


def _serve(server: socket.socket, answer: bytes | None, limit: int) -> None:
    with suppress(OSError):
        while True:
            visitor, _address = server.accept()
            with visitor, suppress(OSError):
                visitor.sendall(_answer(visitor, limit) if answer is None else answer)


def _answer(visitor: socket.socket, limit: int) -> bytes:
    stream = visitor.makefile("rb")
    if stream.read(10) != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND\0"
    content = b""
    while size := int.from_bytes(stream.read(4), "big"):
        content += stream.read(size)
        if len(content) > limit:
            return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Test.Harm.UNOFFICIAL FOUND\0" if HARMFUL in content else b"stream: OK\0"
