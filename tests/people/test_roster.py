import csv
import io
import json
import random
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from people.roster import Problem, read

SAMPLES = Path(__file__).parents[1] / "samples" / "people"
EXPECTED = json.loads((SAMPLES / "people_expected.json").read_text())
PEOPLE = EXPECTED["people.csv"]
EXPORT = EXPECTED["hr_export_3000.csv"]

HEADINGS = "person_id,first_name,last_name,email,site,role,line_manager_id"
GOOD = "A1,Ada,Byrne,ada@example.org,Leeds,manager,"


@pytest.fixture(scope="module")
def people():
    return read((SAMPLES / "people.csv").read_bytes(), "people.csv")


@pytest.fixture(scope="module")
def export():
    return read((SAMPLES / "hr_export_3000.csv").read_bytes(), "hr_export_3000.csv")


@pytest.fixture(scope="module")
def written():
    """The cells of the export as they stand in the file, by trimmed id."""
    with (SAMPLES / "hr_export_3000.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Employee ID"].strip(): row for row in csv.DictReader(file)}


def listed(*lines: str, headings: str = HEADINGS):
    return read("\n".join([headings, *lines]).encode(), "list.csv")


def problems(roster) -> list[tuple[int, str | None, Problem]]:
    return [(error.line, error.column, error.problem) for error in roster.errors]


def workbook(*rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class TestTheCareProvider:
    def test_every_row_is_read_and_nothing_is_wrong(self, people):
        assert (len(people.rows), people.errors, people.unread_columns) == (PEOPLE["rows"], [], [])

    def test_managers_and_facilitators_are_counted(self, people):
        assert Counter(row.role for row in people.rows) == {
            "manager": PEOPLE["managers"],
            "facilitator": PEOPLE["facilitators"],
        }

    @pytest.mark.parametrize(("column", "label"), [("phase", "managers_by_phase"), ("site", "managers_by_site")])
    def test_managers_are_counted_by_phase_and_site(self, people, column, label):
        assert Counter(getattr(row, column) for row in people.rows if row.role == "manager") == PEOPLE[label]

    def test_only_the_chief_executive_has_no_line_manager(self, people):
        without = [row.person_id for row in people.rows if row.line_manager_id is None]
        assert without == PEOPLE["without_line_manager"]

    def test_line_managers_of_the_facilitators_are_those_of_the_list(self, people):
        of_facilitators = {row.person_id: row.line_manager_id for row in people.rows if row.role == "facilitator"}
        assert of_facilitators == PEOPLE["facilitator_line_managers"]

    def test_direct_reports_are_counted(self, people):
        assert (
            Counter(row.line_manager_id for row in people.rows if row.line_manager_id)
            == PEOPLE["direct_reports_in_list"]
        )


class TestTheExportOf3000:
    def ids(self, export, problem):
        by_line = {row.line: row.person_id for row in export.rows}
        return [by_line[error.line] for error in export.errors if error.problem is problem]

    def test_every_row_is_read_and_only_the_labelled_kinds_of_error_are_found(self, export):
        assert len(export.rows) == EXPORT["rows"]
        assert {error.problem for error in export.errors} == {
            Problem.duplicate_email,
            Problem.unknown_manager,
            Problem.own_manager,
            Problem.manager_cycle,
            Problem.left_before_start,
        }

    def test_the_second_of_two_equal_addresses_is_an_error_that_names_the_first(self, export):
        line_of = {row.person_id: row.line for row in export.rows}
        found = [error for error in export.errors if error.problem is Problem.duplicate_email]
        pairs = EXPORT["duplicate_emails_case_insensitive"]
        assert {error.line for error in found} == {line_of[second] for _first, second in pairs}
        named = {error.line: error.reason for error in found}
        assert all(f"Line {line_of[first]} " in named[line_of[second]] for first, second in pairs)

    def test_an_unknown_manager_is_found_with_the_number_given(self, export):
        by_line = {row.line: row.person_id for row in export.rows}
        found = [error for error in export.errors if error.problem is Problem.unknown_manager]
        assert {by_line[error.line]: error.value for error in found} == EXPORT["manager_id_not_in_file"]

    @pytest.mark.parametrize(
        ("problem", "label"),
        [(Problem.own_manager, "own_manager"), (Problem.left_before_start, "leaver_before_start")],
    )
    def test_errors_of_one_person_are_at_the_labelled_ids(self, export, problem, label):
        assert sorted(self.ids(export, problem)) == EXPORT[label]

    def test_the_circle_of_managers_is_named_at_each_of_its_people(self, export):
        circle = EXPORT["manager_cycle"]
        assert sorted(self.ids(export, Problem.manager_cycle)) == sorted(circle)
        reasons = [error.reason for error in export.errors if error.problem is Problem.manager_cycle]
        assert any(" → ".join([*circle, circle[0]]) in reason for reason in reasons)

    def test_blank_addresses_and_managers_are_no_errors(self, export):
        assert [row.person_id for row in export.rows if row.email is None] == EXPORT["blank_email"]
        without = [row.person_id for row in export.rows if row.line_manager_id is None]
        assert without == [EXPORT["top_of_tree"], *EXPORT["missing_manager"]]

    @pytest.mark.parametrize(
        ("label", "heading", "fields"),
        [
            ("names_with_stray_spaces", "Name", ("given_name", "family_name")),
            ("ids_with_trailing_space", "Employee ID", ("person_id",)),
            ("manager_ids_with_leading_space", "Manager ID", ("line_manager_id",)),
            ("site_with_no_break_space", "Site", ("site",)),
        ],
    )
    def test_stray_and_no_break_spaces_are_cleaned(self, export, written, label, heading, fields):
        changed = [
            row.person_id
            for row in export.rows
            if " ".join(getattr(row, field) or "" for field in fields) != written[row.person_id][heading]
        ]
        assert changed == EXPORT[label]

    def test_names_in_capitals_stay_as_given(self, export):
        capitals = [row.person_id for row in export.rows if row.family_name.isupper()]
        assert capitals == EXPORT["names_in_capitals"]

    def test_dates_are_read_in_both_formats(self, export, written):
        other = [row.person_id for row in export.rows if "/" not in written[row.person_id]["Start date"]]
        assert other == EXPORT["start_date_in_other_format"]
        for row in export.rows:
            text = written[row.person_id]["Start date"]
            style = "%d/%m/%Y" if "/" in text else "%d %b %Y"
            assert row.started_on == datetime.strptime(text, style).date()  # noqa: DTZ007

    def test_staff_of_the_day_are_those_who_have_started_and_not_left(self, export):
        today = date.fromisoformat(EXPORT["as_of"])
        future = [row.person_id for row in export.rows if row.started_on > today]
        staff = [row for row in export.rows if row.started_on <= today and not (row.left_on and row.left_on <= today)]
        assert future == EXPORT["start_in_future"]
        assert len(staff) == EXPORT["current_staff_as_of"]

    def test_leavers_who_still_manage_can_be_told(self, export):
        managers = {row.line_manager_id for row in export.rows}
        still = [row.person_id for row in export.rows if row.left_on and row.person_id in managers]
        assert still == EXPORT["leaver_still_a_manager"]

    @pytest.mark.parametrize(("column", "label"), [("region", "by_region"), ("unit", "by_department")])
    def test_people_are_counted_by_region_and_department(self, export, column, label):
        assert Counter(getattr(row, column) for row in export.rows) == EXPORT[label]


class TestRows:
    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            ([GOOD], []),
            (["A1,Ada,Byrne,,,,"], []),
            ([GOOD, "A1,Bo,Cole,,,,"], [(3, "person_id", Problem.duplicate_person_id)]),
            ([GOOD, "A2,Bo,Cole,ADA@Example.org,,,"], [(3, "email", Problem.duplicate_email)]),
            (["A1,Ada,Byrne,ada@example,,,"], [(2, "email", Problem.malformed_email)]),
            (["A1,Ada,Byrne,ada byrne@example.org,,,"], [(2, "email", Problem.malformed_email)]),
            (["A1,Ada,Byrne,ada@@example.org,,,"], [(2, "email", Problem.malformed_email)]),
            ([f"A1,Ada,Byrne,{'a' * 260}@example.org,,,"], [(2, "email", p) for p in ("too_long", "malformed_email")]),
            (["A1,,Byrne,,,,"], [(2, "first_name", Problem.missing_name)]),
            (["A1,Ada, ,,,,"], [(2, "last_name", Problem.missing_name)]),
            ([",Ada,Byrne,,,,"], [(2, "person_id", Problem.missing_person_id)]),
            (["A1,Ada,Byrne,,,Boss,"], [(2, "role", Problem.unknown_role)]),
            (["A1,Ada,Byrne,,,MANAGER,"], []),
            (["A1,Ada,Byrne,,,,A9"], [(2, "line_manager_id", Problem.unknown_manager)]),
            (["A1,Ada,Byrne,,,,A1"], [(2, "line_manager_id", Problem.own_manager)]),
            (["A1,Ada,Byrne,,,,A2", "A2,Bo,Cole,,,,"], []),
            (
                ["A1,Ada,Byrne,,,,A2", "A2,Bo,Cole,,,,A1", "A3,Di,Eve,,,,A1"],
                [(line, "line_manager_id", Problem.manager_cycle) for line in (2, 3)],
            ),
            (["A1,Ada,Byrne,,Leeds,,,more"], [(2, None, Problem.too_many_values)]),
            (["A1,Ada,Byrne,,Leeds,,,,"], []),
            ([f"A1,Ada,{'B' * 101},,,,"], [(2, "last_name", Problem.too_long)]),
        ],
    )
    def test_each_error_is_found_at_its_line_and_column(self, lines, expected):
        assert problems(listed(*lines)) == expected

    def test_all_errors_are_listed_at_once_in_line_order(self):
        roster = listed("A1,,Byrne,wrong,,,A7", GOOD, "A2,Bo,Cole,,,king,A2")
        assert problems(roster) == [
            (2, "first_name", Problem.missing_name),
            (2, "email", Problem.malformed_email),
            (2, "line_manager_id", Problem.unknown_manager),
            (3, "person_id", Problem.duplicate_person_id),
            (4, "role", Problem.unknown_role),
            (4, "line_manager_id", Problem.own_manager),
        ]

    def test_a_manager_may_be_somebody_already_on_record(self):
        text = f"{HEADINGS}\nA1,Ada,Byrne,,,,A9\n".encode()
        assert read(text, "list.csv", known_ids={"A9"}).errors == []

    def test_a_long_circle_is_cut_in_the_reason(self):
        rows = [f"A{n},Ada,Byrne,,,,A{(n + 1) % 40}" for n in range(40)]
        roster = listed(*rows)
        assert len(roster.errors) == 40
        assert "A0 → A1 → A2" in roster.errors[0].reason
        assert "… → A0" in roster.errors[0].reason

    @pytest.mark.parametrize(
        ("full", "given", "family"),
        [
            ("Ada Byrne", "Ada", "Byrne"),
            ("Ada Maria Byrne", "Ada Maria", "Byrne"),
            ("Byrne, Ada Maria", "Ada Maria", "Byrne"),
            ("Ada  Byrne ", "Ada", "Byrne"),
        ],
    )
    def test_a_full_name_is_split(self, full, given, family):
        (row,) = listed(f'1,"{full}"', headings="Employee ID,Name").rows
        assert (row.given_name, row.family_name) == (given, family)

    def test_one_word_is_not_a_full_name(self):
        assert problems(listed("1,Ada", headings="Employee ID,Name")) == [(2, "Name", Problem.missing_name)]

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("05/03/2026", date(2026, 3, 5)),
            ("5.3.2026", date(2026, 3, 5)),
            ("05 Mar 2026", date(2026, 3, 5)),
            ("5 March 2026", date(2026, 3, 5)),
            ("2026-03-05", date(2026, 3, 5)),
            ("", None),
        ],
    )
    def test_a_leaver_is_read_with_the_day(self, text, day):
        roster = listed(f"1,Ada Byrne,{text}", headings="Employee ID,Name,Leaver date")
        assert (roster.rows[0].left_on, roster.errors) == (day, [])

    @pytest.mark.parametrize("text", ["soon", "31/02/2026", "03/2026", "5 Mai 2026", "05/03/26"])
    def test_what_is_not_a_date_is_an_error(self, text):
        roster = listed(f"1,Ada Byrne,{text}", headings="Employee ID,Name,Start date")
        assert problems(roster) == [(2, "Start date", Problem.malformed_date)]


class TestFiles:
    TEXT = f"{HEADINGS}\nA1,Zoë,Byrne,Zoe@Example.org,São Paulo,,\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_encodings_delimiters_and_line_ends_of_office_programs_are_read(self, encoding, delimiter, end):
        text = self.TEXT.replace(",", delimiter).replace("\n", end)
        roster = read(text.encode(encoding), "list.csv")
        assert roster.errors == []
        (row,) = roster.rows
        assert (row.line, row.given_name, row.site, row.email) == (2, "Zoë", "São Paulo", "zoe@example.org")

    def test_a_stream_is_read_like_bytes(self):
        assert read(io.BytesIO(self.TEXT.encode()), "list.csv") == read(self.TEXT.encode(), "list.csv")

    def test_headings_are_known_without_case_and_by_either_name(self):
        ours = listed(
            "1,Ada,Byrne,Care,2", "2,Bo,Cole,,", headings="PERSON-ID,Given Name,Family_Name,Unit,Line Manager ID"
        )
        theirs = listed("1,Ada Byrne,Care,2", "2,Bo Cole,,", headings="employee id,NAME,Department,Manager  ID")
        assert ours.rows == theirs.rows
        assert ours.errors == theirs.errors == []

    def test_headings_that_are_not_understood_are_told(self):
        assert listed("1,Ada Byrne,x", headings="Employee ID,Name,Shoe size").unread_columns == ["Shoe size"]

    def test_two_columns_for_one_thing_are_an_error(self):
        roster = listed("1,2,Ada Byrne", headings="Employee ID,person_id,Name")
        assert problems(roster) == [(1, "person_id", Problem.repeated_column)]

    @pytest.mark.parametrize(
        ("headings", "named"),
        [("Name,Site", "person_id"), ("Employee ID,first_name", "name"), ("a,b,c", "person_id, name")],
    )
    def test_missing_columns_are_one_clear_error(self, headings, named):
        roster = listed("1,2,3", headings=headings)
        assert problems(roster) == [(1, None, Problem.missing_column)]
        assert named in roster.errors[0].reason

    @pytest.mark.parametrize("content", [b"", b"\n \n,,\n", "\ufeff".encode(), HEADINGS.encode(), workbook()])
    def test_an_empty_list_says_so(self, content):
        roster = read(content, "list.csv")
        assert (roster.rows, problems(roster)) == ([], [(1, None, Problem.empty)])

    def test_blank_rows_are_passed_over_and_lines_stay_true(self):
        roster = listed("", GOOD, ",,,,,,", '"A2",Bo,Cole,,"Two\nlines",,', "A3,Di,,,,,")
        assert [(row.line, row.site) for row in roster.rows] == [(3, "Leeds"), (5, "Two lines"), (7, "")]
        assert problems(roster) == [(7, "last_name", Problem.missing_name)]

    def test_an_open_quotation_mark_is_told_with_its_line(self):
        assert problems(listed(GOOD, '"A2,Bo,Cole,,,,')) == [(3, None, Problem.unreadable)]

    @pytest.mark.parametrize(
        "content",
        [
            b"\xd0\xcf\x11\xe0 old",
            b"PK\x03\x04 not a workbook",
            b"person_id\0,name\n1,Ada Byrne",
            b"%PDF-1.7\n\x81\x8d\x8f",
            b"x" * 10_000_001,
        ],
    )
    def test_another_kind_of_file_is_told(self, content):
        assert problems(read(content, "list.xlsx")) == [(1, None, Problem.unreadable)]


class TestSheets:
    def test_a_sheet_gives_the_same_rows_as_its_csv(self, people):
        lines = (SAMPLES / "people.csv").read_text().splitlines()
        assert read(workbook(*(line.split(",") for line in lines)), "people.xlsx") == people

    def test_numbers_and_dates_of_cells_are_read_as_people_see_them(self):
        content = workbook(
            ["Employee ID", "Name", "Phase", "Start date", "Leaver date"],
            [1001, "Ada Byrne", 2.0, datetime(2020, 3, 5), date(2026, 3, 5)],  # noqa: DTZ001
            [None, None, None, None, None],
            [1002.0, "Bo Cole", None, "05/03/2020", None],
        )
        roster = read(content, "people.xlsx")
        assert roster.errors == []
        assert [(row.line, row.person_id, row.phase, row.started_on, row.left_on) for row in roster.rows] == [
            (2, "1001", "2", date(2020, 3, 5), date(2026, 3, 5)),
            (4, "1002", None, date(2020, 3, 5), None),
        ]

    def test_a_sheet_that_unpacks_to_too_much_is_refused(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("xl/workbook.xml", b" " * 50_000_001)
        assert problems(read(stream.getvalue(), "people.xlsx")) == [(1, None, Problem.unreadable)]

    def test_a_damaged_sheet_never_raises(self):
        sound = workbook(*(line.split(",") for line in [HEADINGS, GOOD]))
        chance = random.Random(8)
        for _round in range(150):
            damaged = bytearray(sound)
            for _byte in range(chance.randint(1, 20)):
                damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
            roster = read(bytes(damaged), "people.xlsx")
            assert roster.rows or roster.errors

    def test_entities_in_a_sheet_are_refused(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(workbook([HEADINGS]))) as sound, zipfile.ZipFile(stream, "w") as parts:
            for name in sound.namelist():
                text = sound.read(name)
                if name.startswith("xl/worksheets/"):
                    text = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text
                parts.writestr(name, text)
        assert problems(read(stream.getvalue(), "people.xlsx")) == [(1, None, Problem.unreadable)]
