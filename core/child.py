"""Running the reader (core/reader.py) as a child: nothing of this process is in it, and its answer is bounded."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer
from typing import IO, Any

WALL_SECONDS = 20
"""For a machine that is busy; the child's own limit is on the time that it uses, and much shorter."""
ANSWER_CAP = 96 * 1024 * 1024
"""More than any text or picture that the reader lets through."""

READER = Path(__file__).with_name("reader.py")


def ask_reader(source: Path | bytes, suffix: str) -> tuple[dict[str, Any], bytes]:
    """What the reader found, and the bytes that go with it; `reason` and `cause` when it could not read the file."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            return _ask(file, suffix)
    with tempfile.TemporaryFile() as file:
        file.write(source)
        file.seek(0)
        return _ask(file, suffix)


def _ask(file: IO[bytes], suffix: str) -> tuple[dict[str, Any], bytes]:
    # -I: nothing of the caller's environment chooses what is imported; an empty environment: no secret in the child.
    command = [sys.executable, "-I", str(READER), suffix]
    with subprocess.Popen(  # noqa: S603
        command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
    ) as child:
        assert child.stdout is not None  # noqa: S101
        timer = Timer(WALL_SECONDS, child.kill)
        timer.start()
        try:
            answer = child.stdout.read(ANSWER_CAP + 1)
            if len(answer) > ANSWER_CAP:
                child.kill()
            status = child.wait()
        finally:
            timer.cancel()
    if status < 0:
        return {"reason": "too_slow", "cause": f"ended by signal {-status}"}, b""
    line, _newline, payload = answer.partition(b"\n")
    try:
        return json.loads(line), payload
    except ValueError:
        return {"reason": "corrupt", "cause": f"no answer, exit status {status}"}, b""
