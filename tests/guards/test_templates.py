"""Templates: each compiles, is used, and carries no script or style of its own."""

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son(click|load|submit|change|input|error)=", re.IGNORECASE
)
# Found by name at run time: errors by status, timelines by kind of object, pages that Flask-Security asks for.
BY_NAME = ("errors/", "timeline/", "security/")


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(app: Flask, name: str) -> None:
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html") and not name.startswith("emails/")])
def test_no_template_carries_a_script_or_a_style(name: str) -> None:
    assert INLINE.findall((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_box_cuts_what_is_typed_or_pasted(name: str) -> None:
    assert "maxlength" not in (TEMPLATES / name).read_text(encoding="utf-8")


def test_every_template_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("core", "people", "training", "assessments", "capacity", ".")
        for path in (ROOT.glob("*.py") if folder == "." else (ROOT / folder).rglob("*.py"))
    )
    markup = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES)
    patterns = [
        re.sub(r"\\{[^}]*\\}", "[a-z_]+", re.escape(name)) for name in re.findall(r'f"([a-z_/]+/{[^"]+}\.html)"', code)
    ]
    mails = set(re.findall(r"\"([a-z_/]+)\"", code))
    unused = [
        name
        for name in NAMES
        if not name.startswith(BY_NAME)
        and f'"{name}"' not in code
        and f'"{name}"' not in markup
        and f"'{name}'" not in markup
        and not any(re.fullmatch(pattern, name) for pattern in patterns)
        and not (name.startswith("emails/") and name.removeprefix("emails/").rsplit(".", 1)[0] in mails)
    ]
    assert unused == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_template_imports_it_uses(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    unused = []
    for names in re.findall(r"{%-? from \"[^\"]+\" import ([^%]+?)-?%}", text):
        for imported in names.replace(" with context", "").split(","):
            alias = imported.split(" as ")[-1].strip()
            if len(re.findall(rf"\b{re.escape(alias)}\b", text)) < 2:
                unused.append(alias)
    for alias in re.findall(r"{%-? import \"[^\"]+\" as (\w+)", text):
        if not re.search(rf"\b{alias}\.", text):
            unused.append(alias)
    assert unused == []
