"""The child process that reads a file: bytes on its standard input, a line of JSON on its standard output, and
after it the bytes of a picture drawn anew.

Run by core/documents.py, never imported by the application. It limits itself before it reads a byte, and answers what
core/extraction.py found, or {"reason", "cause"}.
"""

import contextlib
import ctypes
import json
import resource
import signal
import sys
from math import ceil
from pathlib import Path

MEGABYTE = 1024 * 1024
CPU_SECONDS = 1.5
"""A verdict comes within two seconds where nothing else runs. Seventy pages of a usual PDF take as long."""
ADDRESS_SPACE = 512 * MEGABYTE

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> None:
    """Read what comes in, within the limits."""
    limit_this_process()
    sys.path.append(str(Path(__file__).parent.parent))
    from core.extraction import answer

    found, payload = answer(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + payload)


def limit_this_process() -> None:
    """Little time, little memory, no file of any size and, where the kernel allows it, no network."""
    # The timer ends the process wherever it is, in a C library too; the limit in whole seconds is the second belt.
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(CPU_SECONDS), ceil(CPU_SECONDS)))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):  # a kernel may refuse a name space without network
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


if __name__ == "__main__":
    main()
