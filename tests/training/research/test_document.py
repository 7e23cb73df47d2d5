"""The files of an extract: order that says nothing, cells that are no formulas, no small groups, sums that check."""

import csv
import hashlib
import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from training.research.document import ExtractedAccount, archive, files_of, safe_cell, shown_values, table


def extracted(number: int, **fields: object) -> ExtractedAccount:
    given: dict[str, object] = {
        "code": f"P-{number:08}",
        "award": "ALF-CERT-L5",
        "unit": "C5-3",
        "sent_on": date(2026, 11, 5),
        "model": "gibbs",
        "text": f"Text {number}.",
    }
    return ExtractedAccount(**(given | fields))


def index_of(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["index.csv"].decode("utf-8-sig"))))


def test_each_account_is_a_file_named_by_code_and_number() -> None:
    later = extracted(2, sent_on=date(2026, 12, 1), text="Second.")
    files = files_of([later, extracted(2, text="First."), extracted(1)], small_number=1)
    assert [row["file"] for row in index_of(files)] == [
        "accounts/P-00000001-1.txt",
        "accounts/P-00000002-1.txt",
        "accounts/P-00000002-2.txt",
    ]
    assert files["accounts/P-00000002-1.txt"] == b"First.\n"
    assert files["accounts/P-00000002-2.txt"] == b"Second.\n"


def test_the_order_of_reading_does_not_show() -> None:
    accounts = [extracted(number) for number in range(9)]
    assert files_of(accounts, small_number=5) == files_of(accounts[::-1], small_number=5)


def test_an_account_stands_in_the_index_with_six_facts_about_it() -> None:
    (row, *_others) = index_of(files_of([extracted(number) for number in range(5)], small_number=5))
    assert row == {
        "code": "P-00000000",
        "file": "accounts/P-00000000-1.txt",
        "award": "ALF-CERT-L5",
        "unit": "C5-3",
        "quarter": "2026 Q4",
        "words": "2",
        "model": "gibbs",
    }


def test_what_few_people_share_is_not_in_the_index() -> None:
    many = [extracted(number) for number in range(12)]
    few = [extracted(20 + number, award="ALF-DA-L5", unit="DA5-1", model="rolfe") for number in range(5)]
    rare = [extracted(30 + number, sent_on=date(2026, 2, 1), model="kolb") for number in range(3)]
    rows = index_of(files_of([*many, *few, *rare], small_number=5))
    assert {row["award"] for row in rows} == {"ALF-CERT-L5", "ALF-DA-L5"}
    assert (
        sum(row["quarter"] == "" for row in rows) == 20
    )  # hiding three would tell them; the next smallest is all others
    assert sum(row["model"] == "" for row in rows) == 8  # kolb, and rolfe as the next smallest
    assert {row["model"] for row in rows} == {"gibbs", ""}


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5, "b": 7}, {"a", "b"}),
        ({"a": 4, "b": 7}, set()),
        ({"a": 4, "b": 7, "c": 9}, {"c"}),
        ({"a": 3, "b": 3, "c": 9}, {"c"}),
        ({"a": 4}, set()),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden_with_the_next_smallest(sizes: dict[str, int], shown: set[str]) -> None:
    pairs = [(f"{value}{number}", value) for value, size in sizes.items() for number in range(size)]
    assert shown_values(pairs, 5) == shown


def test_one_person_with_many_accounts_is_one_person() -> None:
    assert shown_values([("same", "a")] * 9, 5) == set()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"
    assert f"'{cell[0]}".encode() in table(("a",), [(cell,)])


def test_every_file_but_the_readme_has_its_sum() -> None:
    files = files_of([extracted(number) for number in range(5)], small_number=5)
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"
    }


def test_the_archive_holds_the_files_and_no_time_but_the_day() -> None:
    with zipfile.ZipFile(
        io.BytesIO(archive({"a.txt": b"x"}, made_at=datetime(2026, 11, 5, 13, 7, tzinfo=UTC)))
    ) as zipped:
        (entry,) = zipped.infolist()
        assert (entry.filename, entry.date_time, zipped.read("a.txt")) == ("a.txt", (2026, 11, 5, 0, 0, 0), b"x")
