"""What leaves identifies nobody: known names by what is known, others by what the check finds."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from core import documents
from training.deidentification.check import Flag, Kind
from training.research import clearing
from training.research.clearing import cleared
from training.research.names import NameKind, Names, person_names, thing_names

SAMPLES = Path(__file__).parents[2] / "samples"
LABELS = {row["id"]: row for row in json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]}
OWN = Names(person_names("Ines", "Rankine", kind=NameKind.author))
KNOWN = Names([*person_names("Marian", "Kestle"), *thing_names("Brackenmoor Care", NameKind.organisation)])


def test_names_dates_and_what_else_is_found_are_replaced() -> None:
    text = "On 3 December 2026 Marian Kestle asked me, Ines, to write to hazel.penrose@example.org. I waited."
    done = cleared(text, author="Ines Rankine", own=OWN, known=KNOWN)
    assert done.left == ()
    assert done.text.startswith("On [2026 Q4] [name] asked me, [author], to write to ")
    assert "example.org" not in done.text and done.text.endswith("I waited.")


@pytest.mark.parametrize("sample", ["O02", "O05", "O10"])
def test_a_sample_leaves_without_anything_that_was_labelled(sample: str) -> None:
    label: dict[str, Any] = LABELS[sample]
    text = documents.extract(SAMPLES / label["file"], label["file"]).text
    given, _space, family = label["author"].rpartition(" ")
    own = Names(person_names(given, family, kind=NameKind.author))
    done = cleared(text, author=label["author"], own=own, known=Names())
    spelled = [r"\s+".join(map(re.escape, span["text"].split())) for span in label["identifying_spans"]]
    assert spelled and [each for each in spelled if re.search(rf"(?<!\w){each}(?!\w)", done.text)] == []
    assert family not in done.text and done.left == ()


def test_what_is_found_again_is_told_by_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    stubborn = Flag("the only one", Kind.rare_role, 2, ((0, 12), (20, 32)), "the only one")
    monkeypatch.setattr(clearing, "find", lambda text, author: [stubborn])
    done = cleared("the only one and the only one", author="", own=OWN, known=KNOWN)
    assert done.left == ("rare_role", "rare_role")


def test_a_known_name_that_a_replacement_brought_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    careless = Flag("the provider", Kind.employer, 1, ((0, 12),), "Brackenmoor Care")
    monkeypatch.setattr(clearing, "find", lambda text, author: [careless] if "provider" in text else [])
    done = cleared("the provider waited", author="", own=OWN, known=KNOWN)
    assert done.left == ("organisation",)
