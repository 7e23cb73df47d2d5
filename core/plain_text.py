"""Plain text and Markdown, in the child process."""

import contextlib
import re
from collections.abc import Iterable
from typing import Any

from core.extraction import Hidden, Reading, Unreadable

_TEXT_SUFFIXES = {"", ".txt", ".text", ".md", ".markdown"}
_MARKUP = re.compile(r"\s*(<\?xml|<!doctype|<html|<head|<body|<script|<svg|\{\\rtf)", re.IGNORECASE)
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def read_plain(content: bytes, suffix: str) -> Reading:
    """Any text looks alike, so here the ending of the name must agree. Raises Unreadable."""
    text = _decoded(content)
    if _MARKUP.match(text):
        raise Unreadable("not_a_document")
    if suffix not in _TEXT_SUFFIXES:
        raise Unreadable("misnamed" if suffix in {".docx", ".pdf", ".odt"} else "not_a_document")
    if suffix in {".md", ".markdown"}:
        return _read_markdown(text)
    return Reading("txt", text, [])


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes say so, otherwise windows-1252, the encoding of older Windows programs."""
    marked = next((encoding for bom, encoding in _BOMS.items() if content.startswith(bom)), None)
    for encoding in [marked] if marked else ["utf-8", "windows-1252"]:
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if not re.search(r"[\x00-\x08\x0e-\x19\x1b-\x1f]", text):
                return text
    raise Unreadable("not_a_document")


def _read_markdown(source: str) -> Reading:
    """What stands on the page: the words of a link, not its address; no markers, no comments, no tags."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    hidden: list[Hidden] = []
    mark = ""
    cells: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "list_item_open":
            mark = "• "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            blocks.append(" | ".join(cells or []))
            cells = None
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            if token.type in {"inline", "html_block"}:
                hidden += [("comment", comment) for comment in _comments_of(token)]
            text = _inline_text(token.children or []) if token.type == "inline" else token.content
            text = re.sub(r"<!--.*?-->|<[^>]*>", " ", text, flags=re.DOTALL) if token.type == "html_block" else text
            if cells is not None:
                cells.append(text)
            else:
                blocks.append(mark + text)
                mark = ""
    return Reading("md", "\n\n".join(blocks), hidden)


def _comments_of(token: Any) -> list[str]:
    parts = [token] if token.children is None else [child for child in token.children if child.type == "html_inline"]
    return [comment for part in parts for comment in _COMMENT.findall(part.content)]


def _inline_text(tokens: Iterable[Any]) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n", "html_inline": ""}
    words = (token for token in tokens if token.type in breaks or token.type in {"text", "code_inline"})
    return "".join(
        "\n" if token.content.startswith("<br") else breaks.get(token.type, token.content) for token in words
    )
