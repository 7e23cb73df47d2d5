"""Each hostile file gets the right verdict. What files can do to the child's limits is tried in the child itself."""

import base64
import os
import resource
from collections import Counter
from pathlib import Path

import pytest

from core import child, extraction, reader
from core.documents import REASONS, Extracted, Picture, Sound, UnreadableDocument, examine
from core.uploads import safe_name
from tests.core.hostile_files import CORPUS, Hostile

KINDS = {Extracted: "document", Picture: "picture", Sound: "sound"}

# With `make drills` every file goes through a child of its own. Otherwise one of each group does, and of those that
# work the child to its limits a few; all others are read in this process, which is the same but for the limits.
EACH_IN_A_CHILD = bool(os.environ.get("DRILLS"))
IN_A_CHILD = {hostile.id.partition("-")[0]: hostile.id for hostile in reversed(CORPUS)}.values()
HARD_WORK = {"pdf-operators-bomb", "pdf-letters-bomb", "picture-50-megapixels-jpeg", "xml-very-deep", "text-too-long"}
TRIED = [each for each in CORPUS if EACH_IN_A_CHILD or not each.limits or each.id in HARD_WORK]


def verdict(hostile: Hostile, content: bytes) -> tuple[str, bytes]:
    """The verdict, and all that would be kept or shown of the file."""
    try:
        found = examine(content, hostile.filename)
    except UnreadableDocument as refused:
        return refused.code, b""
    if isinstance(found, Picture):
        kept = found.content
    elif isinstance(found, Sound):
        kept = edited(content, found)
    else:
        kept = found.text.encode()
    return KINDS[type(found)], kept


def edited(content: bytes, sound: Sound) -> bytes:
    """The recording without what is taken out of it."""
    kept, at = b"", 0
    for offset, length, instead in sound.edits:
        kept += content[at:offset] + instead
        at = offset + length
    return kept + content[at:]


def test_the_corpus_is_large_and_has_no_case_twice():
    ids = Counter(hostile.id for hostile in CORPUS)

    assert len(CORPUS) >= 300 and len(TRIED) >= 280
    assert [id for id, times in ids.items() if times > 1] == []
    assert {hostile.verdict for hostile in CORPUS} - set(KINDS.values()) == {code for code, _text in REASONS.values()}


@pytest.mark.parametrize("hostile", TRIED, ids=lambda hostile: hostile.id)
def test_a_hostile_file_gets_its_verdict(hostile, monkeypatch):
    content = hostile.build()
    if not (hostile.limits or EACH_IN_A_CHILD or hostile.id in IN_A_CHILD):
        monkeypatch.setattr(child, "ask_reader", lambda source, suffix: extraction.answer(source, suffix))

    found, kept = verdict(hostile, content)

    assert found == hostile.verdict
    assert not hostile.gone or hostile.gone not in kept


@pytest.mark.parametrize(
    "hostile", [each for each in CORPUS if each.verdict == "sound"], ids=lambda hostile: hostile.id
)
def test_what_is_left_of_a_recording_is_a_recording_with_nothing_more_to_take_out(hostile):
    first, _payload = extraction.read(hostile.build(), Path(hostile.filename).suffix)
    edits = tuple((offset, length, base64.b64decode(instead)) for offset, length, instead in first["edits"])
    clean = edited(hostile.build(), Sound(first["media_type"], first["seconds"], edits))
    again, _payload = extraction.read(clean, Path(hostile.filename).suffix)

    assert (again["media_type"], again["seconds"]) == (first["media_type"], first["seconds"])
    assert edited(clean, Sound("", None, tuple((o, n, base64.b64decode(i)) for o, n, i in again["edits"]))) == clean


@pytest.mark.parametrize("hostile", [each for each in CORPUS if each.id.startswith("name-")], ids=lambda h: h.id)
def test_a_hostile_name_is_shown_as_one_plain_line(hostile):
    shown = safe_name(hostile.filename)

    assert 0 < len(shown) <= 150 and shown.isprintable() and shown[0] != "."
    assert not set(shown) & set("/\\")


def test_the_child_has_two_seconds_and_half_a_gigabyte_and_writes_no_file(tmp_path, monkeypatch):
    assert reader.CPU_SECONDS < 2
    assert reader.ADDRESS_SPACE == 512 * 1024 * 1024
    script = tmp_path / "reader.py"
    script.write_text(
        Path(reader.__file__).read_text().replace("from core.extraction import answer", "while True: pass")
    )
    monkeypatch.setattr(child, "READER", script)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    found, _payload = child.ask_reader(b"x", ".txt")

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert found["reason"] == "too_slow"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2


def test_an_answer_without_end_is_cut_off(tmp_path, monkeypatch):
    script = tmp_path / "reader.py"
    script.write_text("import sys\nwhile True: sys.stdout.write('x' * 65536)")
    monkeypatch.setattr(child, "READER", script)
    monkeypatch.setattr(child, "ANSWER_CAP", 1024 * 1024)

    assert child.ask_reader(b"x", ".txt")[0]["reason"] == "too_slow"
