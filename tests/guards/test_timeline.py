"""Everything that history records has its sentence."""

import ast
from pathlib import Path

from flask import Flask, render_template
from sqlalchemy import Connection, select

from core.db import db
from core.history import HistoryEntry
from tests import demonstration

ROOT = Path(__file__).parents[2]


def test_every_event_of_the_demonstration_has_words(demo_app: Flask, demo: Connection) -> None:
    demonstration.enter()
    silent = set()
    with demo_app.test_request_context():
        for entry in db.session.scalars(select(HistoryEntry)):
            words = render_template(f"timeline/{entry.object_kind}.html", entry=entry)
            if not words.strip():
                silent.add((entry.object_kind, entry.verb))
    assert silent == set()


def recorded_verbs() -> set[str]:
    """Verbs that services give to history.record as plain text."""
    verbs = set()
    for package in ("people", "training", "assessments"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "history.record" and len(node.args) > 1:
                    verbs |= {leaf.value for leaf in ast.walk(node.args[1]) if isinstance(leaf, ast.Constant)}
    return {verb for verb in verbs if isinstance(verb, str)}


def test_every_verb_that_a_service_records_stands_in_a_timeline() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates" / "timeline").glob("*.html"))
    verbs = recorded_verbs()
    assert len(verbs) > 50
    assert {verb for verb in verbs if f"'{verb}'" not in words and f'"{verb}"' not in words} == set()
