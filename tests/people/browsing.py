"""What the tests of signing in do and look at."""

import re
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import people

NEW = "walnut ferry quilt sandbank"
OUR_WORDS = re.compile(r"\b(login|log in|user|invalid|failed?|session|submit)\b", re.I)


def enter(client: FlaskClient, email: str = "ada@example.org", password: str = people.PASSWORD, **more: str) -> Any:
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def cookie(client: FlaskClient) -> str | None:
    found = client.get_cookie("sid", domain="localhost")
    return found.value if found else None


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def words_read(page: str) -> str:
    """The text of a page as a person reads it: no tags, no attributes but labels."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", page, flags=re.S)
    labels = " ".join(re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', body))
    return re.sub(r"<[^>]+>", " ", body) + labels


LIST = (Path(__file__).parents[1] / "samples" / "people" / "people.csv").read_bytes()
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"


NOWHERE = {"organisation": "", "unit": "", "site": ""}


def stored(session: Session, kind: Any) -> Any:
    session.expire_all()
    return session.scalars(select(kind).order_by(kind.id.desc())).first()
