"""Sound in MP4 (.m4a), in the child process. A box that is not sound becomes an empty one of the same length, so that
every place in the file stays where it was."""

from collections.abc import Iterator

from core.extraction import Unreadable
from core.sounds import Edit, Sound

# What a player needs, by the box it stands in; everything else is emptied.
_TOP = {b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp", b"mfra", b"wide"}
_INSIDE = {
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"edts", b"mdia"},
    b"mdia": {b"mdhd", b"hdlr", b"minf"},
}
_DATED = {b"mvhd", b"tkhd", b"mdhd"}

Box = tuple[bytes, int, int, int]
"""Its kind, where it begins, where its content begins, and where it ends."""


def read_mp4(content: bytes) -> Sound:
    """One or more tracks of sound and none of anything else. Raises Unreadable."""
    edits: list[Edit] = []
    handlers: list[bytes] = []
    facts: dict[str, float] = {}
    _walk(content, 0, len(content), _TOP, edits, handlers, facts)
    if not handlers or "seconds" not in facts:
        raise Unreadable("corrupt")
    if set(handlers) != {b"soun"}:
        raise Unreadable("video")
    return Sound("audio/mp4", facts["seconds"] or None, sorted(edits))


def _walk(
    content: bytes,
    at: int,
    end: int,
    kept: set[bytes],
    edits: list[Edit],
    handlers: list[bytes],
    facts: dict[str, float],
) -> None:
    for kind, begin, start, stop in _boxes(content, at, end):
        if kind not in kept:
            edits.append(Edit(begin + 4, 4, b"free"))
            edits.append(Edit(start, stop - start, bytes(stop - start)))
            continue
        if kind in _DATED and start < stop:
            long = content[start] == 1
            edits.append(Edit(start + 4, 16 if long else 8, bytes(16 if long else 8)))
            if kind == b"mvhd":
                facts["seconds"] = _seconds(content[start:stop], long)
        elif kind == b"hdlr":
            handlers.append(content[start + 8 : start + 12])
        if kind in _INSIDE:
            _walk(content, start, stop, _INSIDE[kind], edits, handlers, facts)


def _boxes(content: bytes, at: int, end: int) -> Iterator[Box]:
    while at < end:
        size, kind, start = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], at + 8
        if size == 1:
            size, start = int.from_bytes(content[at + 8 : at + 16], "big"), at + 16
        elif size == 0:
            size = end - at
        if len(kind) < 4 or size < start - at or at + size > end:
            raise Unreadable("corrupt")
        yield kind, at, start, at + size
        at += size


def _seconds(header: bytes, long: bool) -> float:
    width, place = (8, 20) if long else (4, 12)
    scale = int.from_bytes(header[place : place + 4], "big")
    length = int.from_bytes(header[place + 4 : place + 4 + width], "big")
    return length / scale if scale else 0.0
