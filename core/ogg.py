"""Opus and Vorbis in Ogg, in the child process. The comment stays as long as it was, and says nothing."""

from core.extraction import Unreadable
from core.sounds import Edit, Sound

_HEAD = 27
_OPUS_RATE = 48_000


def read_ogg(content: bytes) -> Sound:
    """One stream of sound; a film or several streams in one file are none. Raises Unreadable."""
    pages = _pages(content)
    end = pages[-1][1] + pages[-1][2]
    start, rate, before = _first_packet(content, pages[0])
    granule = max(_granule(content, page[0]) for page in pages)
    edits = _silenced(content, pages, b"OpusTags" if start == "opus" else b"\x03vorbis")
    if end < len(content):
        edits.append(Edit(end, len(content) - end))
    return Sound("audio/ogg", max(granule - before, 0) / rate, edits)


Page = tuple[int, int, int]
"""Where it begins, where its content begins, and how long that is."""


def _pages(content: bytes) -> list[Page]:
    pages: list[Page] = []
    at, serial = 0, content[14:18]
    while content[at : at + 5] == b"OggS\0":
        if at + _HEAD > len(content) or content[at + 14 : at + 18] != serial:
            raise Unreadable("corrupt")
        lengths = content[at + _HEAD : at + _HEAD + content[at + 26]]
        start = at + _HEAD + content[at + 26]
        if start + sum(lengths) > len(content):
            raise Unreadable("corrupt")
        pages.append((at, start, sum(lengths)))
        at = start + sum(lengths)
    if len(pages) < 2:
        raise Unreadable("corrupt")
    return pages


def _granule(content: bytes, at: int) -> int:
    return int.from_bytes(content[at + 6 : at + 14], "little", signed=True)


def _first_packet(content: bytes, page: Page) -> tuple[str, int, int]:
    """The codec, its samples a second, and the samples that are not played."""
    packet = content[page[1] : page[1] + page[2]]
    if packet.startswith(b"OpusHead") and len(packet) >= 19:
        return "opus", _OPUS_RATE, int.from_bytes(packet[10:12], "little")
    rate = int.from_bytes(packet[12:16], "little")
    if packet.startswith(b"\x01vorbis") and len(packet) >= 30 and rate:
        return "vorbis", rate, 0
    raise Unreadable("corrupt")


def _silenced(content: bytes, pages: list[Page], name: bytes) -> list[Edit]:
    """The pages that hold the comment, written anew."""
    spans: list[tuple[int, int]] = []  # the page and how much of its beginning belongs to the comment
    for number, (at, _start, _length) in enumerate(pages[1:], 1):
        own = 0
        for length in content[at + _HEAD : at + _HEAD + content[at + 26]]:
            own += length
            if length < 255:
                break
        else:
            spans.append((number, own))
            continue
        spans.append((number, own))
        break
    old = b"".join(content[pages[number][1] : pages[number][1] + own] for number, own in spans)
    room = len(old) - len(name) - 8 - (name[0] == 3)
    if not old.startswith(name) or room < 0:
        raise Unreadable("corrupt")
    # As the name of the program that wrote it, spaces; then no comment at all.
    new = name + room.to_bytes(4, "little") + b" " * room + bytes(4) + (b"\x01" if name[0] == 3 else b"")
    edits, taken = [], 0
    for number, own in spans:
        at, start, length = pages[number]
        page = bytearray(content[at : start + length])
        page[start - at : start - at + own] = new[taken : taken + own]
        page[22:26] = bytes(4)
        page[22:26] = _checksum(page).to_bytes(4, "little")
        edits.append(Edit(at, len(page), bytes(page)))
        taken += own
    return edits


def _table() -> list[int]:
    found = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = ((value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        found.append(value)
    return found


_TABLE = _table()


def _checksum(page: bytes | bytearray) -> int:
    """The sum of a page as RFC 3533 wants it."""
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value
