"""`python -m bench.files`: how long the slowest verdict on a hostile file takes, and how much memory its child."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core import reader
from tests.core.hostile_files import CORPUS, Hostile
from tests.core.test_documents import ACCOUNTS, SAMPLES

LIMIT_MS, LIMIT_MB = 2_000, 512
RESULTS = Path(__file__).with_name("files.json")

# The reader as it runs, which then says on its standard error how much memory it had at most. One that its limits end
# says nothing: it had no more than the limit.
MEASURED = f"""
import atexit, sys
def report():
    lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
    sys.stderr.write(" " + lines["VmHWM"].split()[0])
atexit.register(report)
sys.path.append({str(Path(reader.__file__).parents[1])!r})
from core import reader
reader.main()
"""


def main() -> None:
    """Measure every hostile file and the sample accounts; print the worst and keep all."""
    rows = [measured(each.id, Path(each.filename).suffix.lower(), each.build) for each in CORPUS if _reaches(each)]
    for account in ACCOUNTS:
        path = SAMPLES / account["file"]
        rows.append(measured(path.name, path.suffix, path.read_bytes))
    slowest = max(rows, key=lambda row: row["ms"])
    print(f"files_verdicts {len(rows)} files")
    print(f"files_slowest_verdict {slowest['ms']:.0f} ms (limit {LIMIT_MS}) {slowest['id']}")
    busiest = max(rows, key=lambda row: row["cpu_ms"])
    print(f"files_most_work {busiest['cpu_ms']:.0f} ms CPU (limit {LIMIT_MS}) {busiest['id']}")
    largest = max(rows, key=lambda row: row["mb"])
    print(f"files_peak_child {largest['mb']:.0f} MB (limit {LIMIT_MB}) {largest['id']}")
    RESULTS.write_text(json.dumps(sorted(rows, key=lambda row: -row["ms"]), indent=1) + "\n")


def _reaches(hostile: Hostile) -> bool:
    """An empty or too large file is refused before a child is asked."""
    return hostile.verdict != "empty" and hostile.id != "text-over-the-cap"


def measured(name: str, suffix: str, build: Callable[[], bytes]) -> dict:
    """One verdict: wall clock and CPU of the child from start to end, and its memory where it lived to say so."""
    with tempfile.TemporaryFile() as file:
        file.write(build())
        file.seek(0)
        command = [sys.executable, "-I", "-c", MEASURED, suffix]
        started = time.perf_counter()
        # A pipe: the child may not write to any file.
        child = subprocess.Popen(
            command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={}, cwd="/"
        )
        assert child.stderr is not None
        with child.stderr as said:
            memory = said.read().split()
        _pid, status, usage = os.wait4(child.pid, 0)
        spent = (time.perf_counter() - started) * 1000
        child.returncode = os.waitstatus_to_exitcode(status)
    megabytes = int(memory[-1]) / 1024 if child.returncode == 0 and memory else 0
    cpu = (usage.ru_utime + usage.ru_stime) * 1000
    return {"id": name, "ms": spent, "cpu_ms": cpu, "mb": megabytes, "ended": child.returncode}


if __name__ == "__main__":
    main()
