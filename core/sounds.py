"""Recordings, in the child process: which parts of a file are sound, how long it plays, and what to take out of it.

Nothing is decoded. `Edit`s say which bytes to leave out or to write over so that only sound is kept: titles, names,
pictures and the place of recording are gone, and so is anything that was hung on to the file.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from core.extraction import Unreadable

MOST_EDITS = 2_000


class Edit(NamedTuple):
    """In place of `length` bytes at `offset` stands `instead`."""

    offset: int
    length: int
    instead: bytes = b""


class Sound(NamedTuple):
    """What was found. `seconds` is None where the file does not say."""

    media_type: str
    seconds: float | None
    edits: list[Edit]


def read_sound(content: bytes) -> Sound:
    """The recording that the first bytes announce. Raises Unreadable when it is none."""
    if content.startswith(b"RIFF"):
        sound = _wave(content)
    elif content.startswith(b"fLaC"):
        sound = _flac(content)
    elif content.startswith(b"OggS"):
        from core.ogg import read_ogg

        sound = read_ogg(content)
    elif content[4:8] == b"ftyp":
        from core.mp4 import read_mp4

        sound = read_mp4(content)
    else:
        sound = _mpeg(content)
    if len(sound.edits) > MOST_EDITS or (sound.seconds is not None and not 0 < sound.seconds < 86_400):
        raise Unreadable("corrupt")
    return sound


# --- MP3 -----------------------------------------------------------------------------------------------------------

_BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_RESYNC = 4_096


def _frame(content: bytes, at: int) -> tuple[int, float] | None:
    """Bytes and seconds of the frame at a place; None where there is none."""
    if at + 4 > len(content) or content[at] != 0xFF or content[at + 1] & 0xE6 != 0xE2:
        return None
    version, bits = (content[at + 1] >> 3) & 3, content[at + 2]
    if version == 1 or bits >> 4 in {0, 15} or (bits >> 2) & 3 == 3:
        return None
    rate = _RATES[version][(bits >> 2) & 3]
    samples = 1152 if version == 3 else 576
    bitrate = _BITRATES[1 if version == 3 else 2][bits >> 4] * 1000
    return samples * bitrate // 8 // rate + ((bits >> 1) & 1), samples / rate


def _mpeg(content: bytes) -> Sound:
    at, end = _after_id3(content), len(content)
    edits, seconds, frames, junk = [], 0.0, 0, 0
    while at < end:
        found = _frame(content, at)
        if found and at + found[0] <= end and (at + found[0] > end - 4 or _goes_on(content, at + found[0])):
            if junk < at:
                edits.append(Edit(junk, at - junk))
            at, seconds, frames = at + found[0], seconds + found[1], frames + 1
            junk = at
        elif at - junk > _RESYNC and frames:
            break  # what follows is no sound
        elif at - junk > 256 * 1024:
            break
        else:
            at = content.find(b"\xff", at + 1)
            at = end if at < 0 else at
    if frames < 3:
        raise Unreadable("corrupt")
    if junk < end:
        edits.append(Edit(junk, end - junk))
    return Sound("audio/mpeg", seconds, edits)


def _goes_on(content: bytes, at: int) -> bool:
    return _frame(content, at) is not None or content[at : at + 3] in {b"TAG", b"ID3", b"APE", b"LYR"}


def _after_id3(content: bytes) -> int:
    at = 0
    while content[at : at + 3] == b"ID3" and at + 10 <= len(content):
        sizes = content[at + 6 : at + 10]
        at += 10 + sum((byte & 0x7F) << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=True))
    return at


# --- WAV -----------------------------------------------------------------------------------------------------------

_WAVE_CODECS = {1, 3, 6, 7, 0xFFFE}  # PCM, float, A-law, mu-law, and those described at length
_WAVE_KEPT = {b"fmt ", b"fact", b"data"}


def _wave(content: bytes) -> Sound:
    edits: list[Edit] = []
    chunks: dict[bytes, tuple[int, int]] = {}
    at, kept = 12, 4
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        whole = 8 + size + size % 2
        if name in _WAVE_KEPT and name not in chunks:
            if at + 8 + size > len(content):
                raise Unreadable("corrupt")
            chunks[name] = (at + 8, size)
            kept += min(whole, len(content) - at)
        else:
            edits.append(Edit(at, min(whole, len(content) - at)))
        at += whole
    if at < len(content):
        edits.append(Edit(at, len(content) - at))
    if content[8:12] != b"WAVE" or not {b"fmt ", b"data"} <= chunks.keys() or chunks[b"fmt "][1] < 16:
        raise Unreadable("corrupt")
    codec, channels, _rate, byte_rate = struct.unpack_from("<HHII", content, chunks[b"fmt "][0])
    if codec not in _WAVE_CODECS or not 1 <= channels <= 8 or not byte_rate:
        raise Unreadable("corrupt")
    edits.insert(0, Edit(4, 4, kept.to_bytes(4, "little")))
    return Sound("audio/wav", chunks[b"data"][1] / byte_rate, edits)


# --- FLAC ----------------------------------------------------------------------------------------------------------

_STREAM_FACTS, _SEEK_TABLE = 0, 3


def _flac(content: bytes) -> Sound:
    edits, kept, seconds = [], [], None
    for at, kind, size in _flac_blocks(content):
        if kind in {_STREAM_FACTS, _SEEK_TABLE}:
            kept.append((at, kind))
        else:
            edits.append(Edit(at, 4 + size))
        if kind == _STREAM_FACTS:
            facts = int.from_bytes(content[at + 14 : at + 22], "big")
            rate, samples = facts >> 44, facts & 0xF_FFFF_FFFF
            seconds = samples / rate if rate and samples else None
        end = at + 4 + size
    if not kept or kept[0] != (4, _STREAM_FACTS) or content[end : end + 2] not in {b"\xff\xf8", b"\xff\xf9"}:
        raise Unreadable("corrupt")
    for at, kind in kept:
        edits.append(Edit(at, 1, bytes([kind | (0x80 if at == kept[-1][0] else 0)])))
    return Sound("audio/flac", seconds, sorted(edits))


def _flac_blocks(content: bytes) -> Iterator[tuple[int, int, int]]:
    at, is_last = 4, False
    while not is_last:
        if at + 4 > len(content):
            raise Unreadable("corrupt")
        is_last, kind = bool(content[at] & 0x80), content[at] & 0x7F
        size = int.from_bytes(content[at + 1 : at + 4], "big")
        yield at, kind, size
        at += 4 + size
