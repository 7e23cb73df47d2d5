"""`flask accounts check` counts the words of every sample as labelled, and tells what is wrong in one line."""

import json
from pathlib import Path

import pytest
from flask import Flask

SAMPLES = Path(__file__).parents[2] / "samples"
LABELS = json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["id"])
def test_the_command_counts_the_words_of_a_sample(app: Flask, label: dict[str, object]) -> None:
    file = SAMPLES / str(label["file"])
    answer = app.test_cli_runner().invoke(args=["accounts", "check", str(file), "--json"])
    found = json.loads(answer.output)
    assert found["words"] == label["words"]
    hidden = {(one["where"], one["text"], one["kind"]) for one in found["hidden"]}
    assert {(one["where"], one["text"], one["kind"]) for one in label["hidden"]} <= hidden


def test_a_file_that_cannot_be_read_is_told_in_one_line(app: Flask, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    answer = app.test_cli_runner().invoke(args=["accounts", "check", str(broken)])
    assert answer.exit_code != 0
    assert answer.output.count("\n") == 1
    assert "broken.docx" in answer.output
