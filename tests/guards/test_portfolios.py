"""The portfolio of every trainee of the demonstration goes out, into another installation, and out again the same."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Connection, select

from assessments.portfolios import archive, reading, services
from assessments.portfolios.document import document_of
from core.db import db, enter_tenant
from people.models import Centre, Person
from tests.assessments.portfolios.conftest import other_app  # noqa: F401  # a fixture
from training.enrolments.models import Enrolment
from training.portfolio.document import is_intact
from training.portfolio.models import Submission

# Where it is, when it was made, and that it was brought in: nothing else may differ.
MAY_DIFFER = ("exported_at", "source", "brought")


def same(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what may differ."""
    plain: dict[str, Any] = json.loads(json.dumps(document))
    kept = {name: part for name, part in plain.items() if name not in MAY_DIFFER}
    kept["history"] = [entry for entry in kept["history"] if entry["verb"] != "brought_in"]
    return kept


def exported(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Every trainee's archive, with what is in it."""
    enter_tenant(db.session.scalars(select(Centre.id)).one())
    root, found = Path(folder), []
    for number, person_id in enumerate(db.session.scalars(select(Enrolment.person_id).distinct()).all()):
        document, files = document_of(db.session.get_one(Person, person_id))
        path = root / f"{number}.zip"
        with path.open("wb") as target:
            gone = archive.write(target, document=document, pages={}, files=files, root=current_app.config["FILES"])
        assert gone == []
        found.append((path, document))
    return found


@contextmanager
def undone(app: Flask) -> Iterator[None]:
    """The other installation; whatever is made in it is undone."""
    with app.app_context():
        with db.engine.connect() as connection:
            transaction = connection.begin()
            db.sessionmaker.configure(bind=connection, join_transaction_mode="create_savepoint")
            yield
            db.session.close()
            transaction.rollback()
        db.sessionmaker.configure(bind=db.engine, join_transaction_mode="conditional_savepoint")


def test_every_demonstration_portfolio_reads_back_completely(
    demo_app: Flask,
    demo: Connection,
    other_app: Flask,  # noqa: F811
    tmp_path: Path,
) -> None:
    portfolios = exported(tmp_path)
    assert len(portfolios) > 40
    assert any(document["attachments"] for _path, document in portfolios)
    assert any(document["certificates"] for _path, document in portfolios)
    assert any(document["decisions"] for _path, document in portfolios)
    with undone(other_app):
        centre = Centre(name="Another centre")
        db.session.add(centre)
        db.session.flush()
        enter_tenant(centre.id)
        for path, document in portfolios:
            brought = services.bring_in(reading.read(path), by=None)
            again, _files = document_of(brought.person)
            assert same(again) == same(document), document["person"]["given_name"]
            assert again["brought"][-1]["source"] == document["source"]
        assert all(is_intact(sent) for sent in db.session.scalars(select(Submission)))
