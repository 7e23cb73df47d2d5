"""A portfolio ready to be handed over: the archive, or the print, of one person."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from flask import current_app, render_template

from assessments.portfolios import archive
from assessments.portfolios.document import document_of
from assessments.portfolios.outline import CRITERION_WORDS, outline_of
from assessments.portfolios.printing import printed
from assessments.portfolios.telling import sentences
from people.models import Person

STYLE_SHEET = Path("static") / "css" / "portfolio.css"


def archive_of(person: Person) -> BinaryIO:
    """The archive of a person's portfolio, on the disk and not in memory; open at its beginning, gone when closed."""
    document, files = document_of(person)
    outline = outline_of(document)
    words = {state: word() for state, word in CRITERION_WORDS.items()}
    index = render_template(
        "assessments/portfolios/index.html", portfolio=outline, history=sentences(document), words=words
    )
    pages = {
        archive.INDEX: index.encode(),
        archive.STYLE: (Path(current_app.root_path) / STYLE_SHEET).read_bytes(),
        archive.PRINTED: printed(outline),
    }
    target = cast(BinaryIO, TemporaryFile())  # noqa: SIM115  # closed when it was sent
    archive.write(target, document=document, pages=pages, files=files, root=current_app.config["FILES"])
    target.seek(0)
    return target


def print_of(person: Person) -> bytes:
    """A person's portfolio as a PDF."""
    document, _files = document_of(person)
    return printed(outline_of(document))
