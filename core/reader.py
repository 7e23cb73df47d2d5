"""The child process that reads a file: bytes on its standard input, one JSON object on its standard output.

Run by core/documents.py, never imported by the application. It limits itself before it reads a byte, and answers what
core/extraction.py found, or {"reason", "cause"}.
"""

import contextlib
import ctypes
import json
import resource
import sys
from pathlib import Path

MEGABYTE = 1024 * 1024
CPU_SECONDS = 10
ADDRESS_SPACE = 512 * MEGABYTE

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> None:
    """Read what comes in, within the limits."""
    limit_this_process()
    sys.path.append(str(Path(__file__).parent.parent))
    from core.extraction import Unreadable, read

    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1])
    except Unreadable as unreadable:
        answer = {"reason": str(unreadable)}
    except MemoryError:
        answer = {"reason": "bomb", "cause": "MemoryError"}
    except Exception as error:  # a parser may raise anything at all on a hostile file; to its owner it is damaged
        answer = {"reason": "corrupt", "cause": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def limit_this_process() -> None:
    """Little time, little memory, no file of any size and, where the kernel allows it, no network."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):  # a kernel may refuse a name space without network
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


if __name__ == "__main__":
    main()
