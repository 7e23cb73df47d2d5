"""An installation that a browser can open: made by the migrations, served as it is, with anti-forgery tokens on."""

import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TypeVar

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server

import config
from app import create_app
from core.db import db
from core.mail import Mail
from people.centre import make_first_run_link

Answer = TypeVar("Answer")


class Quiet(WSGIRequestHandler):
    """Says nothing of the requests that it answers; errors are logged by the application."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


@dataclass(frozen=True)
class Installation:
    """A served installation."""

    app: Flask
    url: str

    def inside(self, work: Callable[[], Answer]) -> Answer:
        """Do something within the application."""

        def within() -> Answer:
            with self.app.app_context():
                return work()

        return aside(within)

    def first_run_link(self) -> str:
        """The one-time link that `flask first-run` prints."""

        def make() -> str | None:
            token = make_first_run_link()
            db.session.commit()
            return token

        return f"{self.url}/setup/{self.inside(make)}"

    def link_mailed_to(self, address: str, *, about: str) -> str:
        """The link in the latest mail to this address whose subject holds `about`.

        Read from the database, because mails with a secret are shown on no page.
        """
        wanted = select(Mail.text).where(Mail.recipient == address, Mail.subject.contains(about))
        latest = wanted.order_by(Mail.id.desc()).limit(1).execution_options(across_tenants=True)
        text = self.inside(lambda: db.session.scalar(latest))
        assert text, f"no mail about {about!r} was written to {address}"
        found = re.search(rf"{re.escape(self.url)}\S+", text)
        assert found, f"no link in the mail to {address}:\n{text}"
        return found[0]


def aside(work: Callable[[], Answer]) -> Answer:
    """Do something in a thread of its own: this one's event loop belongs to the browser's driver."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def new_app(folder: Path, url: str) -> Flask:
    """The application with an empty database, made by the migrations."""
    app = create_app(
        config.read({"SETWRIGHT_DATA": str(folder), "PUBLIC_URL": url, "SECOND_FACTOR": "offered"})
        | {"RATELIMIT_ENABLED": False}
    )
    with app.app_context():
        app.extensions["alembic"].upgrade()
    return app


@contextmanager
def served(folder: Path) -> Iterator[Installation]:
    """An empty installation in `folder`, served on a free port as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        app = aside(lambda: new_app(folder, url))
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet, fd=door.fileno())
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running = Installation(app, url)
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            running.inside(lambda: db.engine.dispose())
