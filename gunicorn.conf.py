"""How the production server runs. One process with threads while everything is embedded in SQLite; more with Redis."""

import os
import signal
import subprocess
import sys
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2" if os.environ.get("REDIS_URL") else "1"))
threads = 8
timeout = 30
graceful_timeout = 30
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
accesslog = None
control_socket_disable = True

_jobs: subprocess.Popen[bytes] | None = None


def when_ready(server: Any) -> None:
    """Start the background work beside the server, so that one command runs an installation."""
    global _jobs
    _jobs = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"])
    server.log.info("Setwright is served on %s", os.environ.get("PUBLIC_URL", f"http://{bind}"))


def on_exit(server: Any) -> None:
    """Stop the background work with the server."""
    if _jobs is not None and _jobs.poll() is None:
        _jobs.send_signal(signal.SIGTERM)
        _jobs.wait(timeout=10)
