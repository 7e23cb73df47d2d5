"""Whether the service can do its work: the database can be written, the disk has room, migrations are in."""

import shutil
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from core.db import db

LEAST_FREE_SHARE = 0.05


def problems(app: Flask) -> list[str]:
    """What stands in the way, as short codes; an empty list means ready."""
    found = []
    try:
        # A write that is undone: a read-only disk or database shows here, and nothing stays.
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin() as transaction:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            transaction.rollback()
        if app.extensions["alembic"].needs_upgrade():
            found.append("migrations")
    except Exception as error:
        app.logger.error("readyz: %s", type(error).__name__)
        found.append("database")
    usage = shutil.disk_usage(Path(app.config["DATA"]) if Path(app.config["DATA"]).exists() else Path("/"))
    if usage.free / usage.total < LEAST_FREE_SHARE:
        found.append("disk")
    return found
