import dataclasses
import hashlib
import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from training.awards.exchange import SpecificationErrors, read, write
from training.awards.specification import content_hash, from_values, to_values

AWARDS = Path(__file__).parents[3] / "awards"
CODES = ["ALF-CERT-L5", "ALF-DA-L3", "ALF-DA-L5"]
CERTIFICATE = (AWARDS / "ALF-CERT-L5.yaml").read_text()
PROGRAMME = (AWARDS / "ALF-DA-L3.yaml").read_text()
SMALL = read(PROGRAMME, "ALF-DA-L3.yaml")


def plainly_loaded(text: str):
    return YAML(typ="safe", pure=True).load(text)


def without_comments(text: str) -> str:
    lines = (re.sub(r"\s+#.*$", "", line) for line in text.splitlines() if not line.startswith("#"))
    return "\n".join(lines) + "\n"


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def errors_of(text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(SpecificationErrors) as caught:
        read(text, "award.yaml")
    assert {error.file for error in caught.value.errors} == {"award.yaml"}
    return [(error.line, error.message) for error in caught.value.errors]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("code", CODES)
class TestShippedFiles:
    @pytest.fixture()
    def text(self, code):
        return (AWARDS / f"{code}.yaml").read_text()

    def test_a_shipped_file_is_sound(self, text, code):
        specification = read(text, f"{code}.yaml")
        assert (specification.code, specification.version) == (code, "1.0")

    def test_bytes_and_text_are_read_alike(self, text):
        assert read(text.encode("utf-8-sig"), "a.yaml") == read(text, "a.yaml")

    def test_an_export_is_read_as_the_same_specification(self, text):
        specification = read(text, "a.yaml")
        assert read(write(specification), "b.yaml") == specification

    def test_the_export_of_an_export_is_equal_byte_for_byte(self, text):
        export = write(read(text, "a.yaml"))
        assert write(read(export, "b.yaml")) == export

    def test_a_file_and_its_export_parse_to_equal_values(self, text):
        assert plainly_loaded(write(read(text, "a.yaml"))) == plainly_loaded(text)

    def test_an_export_keeps_the_style_of_the_file(self, text):
        assert without_comments(write(read(text, "a.yaml"))) == without_comments(text)

    def test_the_plain_values_are_those_of_the_file_and_lead_back(self, text):
        specification = read(text, "a.yaml")
        assert to_values(specification) == plainly_loaded(text)
        assert from_values(to_values(specification)) == specification


class TestContent:
    def test_the_same_content_in_another_order_has_the_same_hash(self):
        shuffled = changed(
            CERTIFICATE, ("level: 5\n", ""), ("type: distinct_sets, min: 2", "min: 2, type: distinct_sets")
        )
        shuffled += "level: 5   # further down\n"
        assert content_hash(read(shuffled, "a")) == content_hash(read(CERTIFICATE, "a"))

    @pytest.mark.parametrize(
        "change",
        [
            ("registration_months: 36", "registration_months: 37"),
            ("Critically review", "Review"),
            ("{id: R4, type: distinct_sets, min: 2}", "{id: R4, type: distinct_sets, min: 3}"),
            ("renewal: {period_months: 24", "renewal: {period_months: 36"),
            ('version: "1.0"', 'version: "1.1"'),
        ],
    )
    def test_other_content_has_another_hash(self, change):
        assert content_hash(read(changed(CERTIFICATE, change), "a")) != content_hash(read(CERTIFICATE, "a"))

    @pytest.mark.parametrize("code", CODES)
    def test_a_stranger_gets_the_same_hash_from_the_canonical_text(self, code):
        specification = read((AWARDS / f"{code}.yaml").read_text(), "a")
        values = to_values(specification)
        del values["status"]
        canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert content_hash(specification) == hashlib.sha256(canonical.encode()).hexdigest()

    def test_the_status_is_no_part_of_the_content(self):
        draft = read(changed(CERTIFICATE, ("status: published", "status: draft")), "a")
        assert content_hash(draft) == content_hash(read(CERTIFICATE, "a"))
        assert "status: draft" in write(draft)

    def test_a_specification_does_not_change(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            read(CERTIFICATE, "a").code = "X"

    @given(
        st.text(
            st.characters(
                codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"
            ),
            min_size=1,
            max_size=60,
        ).filter(str.strip)
        | st.sampled_from(
            ["null", "yes", "NO", "1.0", "0x1F", "2026-01-01", "~", "- a", "a: b", "# a", "&a", '"', "\\"]
        )
    )
    def test_any_text_survives_export(self, title):
        specification = dataclasses.replace(SMALL, title=title)
        assert read(write(specification), "b") == specification

    @given(st.text(string.printable + "\0\x85\u2028\ud800é:#&*{}", max_size=80))
    def test_any_text_in_place_of_the_file_is_answered_with_errors(self, text):
        assert all(1 <= line <= len(text.splitlines()) + 1 for line, _message in errors_of(text))

    def test_a_regulated_qualification_may_be_without_credits(self):
        text = re.sub(r"(?m)^(\s*credits): \d+", r"\1: null", CERTIFICATE)
        text = changed(
            text,
            ("optional_min_credits: 3, optional: [C5-4, C5-5]", "optional_min_credits: 0, optional: [C5-4, C5-5]"),
            ("guided_learning_hours: 50", "guided_learning_hours: 42"),
            ("total_learning_hours: 160", "total_learning_hours: 130"),
        )
        assert read(text, "a").credits is None


def of_size(hours: int, word: str) -> str:
    """The certificate with one unit of so many hours and the word for its size."""
    text = re.sub(r"(?s)\n- code: C5-2.*?(?=\nrequirements:)", "", CERTIFICATE)
    text = re.sub(r"(?m)^rules_of_combination:.*$", "rules_of_combination: {mandatory: [C5-1], ", text)
    return changed(
        text,
        ("{mandatory: [C5-1], ", "{mandatory: [C5-1], optional_min_credits: 0, optional: []}"),
        ("total_learning_hours: 160", f"total_learning_hours: {hours}"),
        ("guided_learning_hours: 50", "guided_learning_hours: 14"),
        ("credits: 16", "credits: null"),
        ("size_term: certificate", f"size_term: {word}"),
        ("  credits: 4", "  credits: null"),
        ("  tqt: 40", f"  tqt: {hours}"),
    )


@pytest.mark.parametrize(
    ("hours", "word"),
    [(120, "award"), (121, "certificate"), (369, "certificate"), (370, "diploma")],
)
def test_the_size_word_follows_the_total_hours(hours, word):
    assert read(of_size(hours, word), "a").size_term == word
    for other in {"award", "certificate", "diploma"} - {word}:
        text = of_size(hours, other)
        assert errors_of(text) == [
            (line_of(text, "size_term"), f"{hours} hours are the size of {word}, not {other}."),
        ]


# What is changed in the certificate, the line where the error is told, and words of the error.
IN_THE_CERTIFICATE = [
    ([("level: 5\n", "level: 5\ncolour: red\n")], "colour", "colour is not a key"),
    ([("  glh: 14\n", "  glh: 14\n  hours: 3\n")], "  hours: 3", "hours is not a key"),
    ([("registration_months: 36 ", "#")], "schema_version", "registration_months is missing"),
    ([("  glh: 14\n", "")], "- code: C5-1", "glh is missing"),
    ([("credits: 16", "credits: lots")], "credits: lots", 'here it is "lots"'),
    ([("credits: 16", "credits: true")], "credits: true", "whole number"),
    ([("credits: 16", "credits: 16.0")], "credits: 16.0", "whole number"),
    ([('version: "1.0"', "version: 1.0")], "version: 1.0", "in quotes"),
    ([("level: 5", "level: 9")], "level: 9", "from 1 to 8"),
    ([("level: 5", "level: 0")], "level: 0", "from 1 to 8"),
    ([("kind: regulated_qualification", "kind: badge")], "kind: badge", "regulated_qualification, recognised"),
    ([("uln_required: true", "uln_required: yes")], "uln_required", "true or false"),
    ([('title: "Level 5 Certificate in', 'title: "Level\\0 5 Certificate in')], "title:", "one line of text"),
    ([("credits: 16", "credits: 17")], "credits: 17", "17 credits are 170 hours"),
    ([("  credits: 4\n", "  credits: 5\n")], "  credits: 5", "5 credits are 50 hours"),
    ([("  credits: 4\n", "  credits: null\n")], "  credits: null", "none of them has"),
    ([("guided_learning_hours: 50", "guided_learning_hours: 161")], "guided_learning", "is more than"),
    ([("  glh: 14\n", "  glh: 41\n")], "  glh: 41", "is more than"),
    ([("guided_learning_hours: 50", "guided_learning_hours: 51")], "guided_learning", "add up to 50"),
    ([("size_term: certificate", "size_term: null")], "size_term", "needs its size word"),
    ([('{id: "1.2", text: "Analyse', '{id: "1.1", text: "Analyse')], '{id: "1.1", text: "Analyse', "1.1 already"),
    ([('{id: "2.1"', '{id: "1.1"')], '{id: "1.1", text: "Analyse the roles', "1.1 already"),
    ([("evidence: [written_task]", "evidence: []")], "evidence: []", "at least one"),
    ([("evidence: [written_task]", "evidence: [poem]")], "evidence: [poem]", "written_task, work_product"),
    ([("[work_product]", "[work_product, work_product]")], "[work_product, work", "work_product stands here twice"),
    ([("- code: C5-5", "- code: C5-4")], '- code: C5-4\n  title: "Building', "the code C5-4 already"),
    ([("- id: LO2", "- id: LO1")], '- id: LO1\n    text: "Understand the fac', "the id LO1 already"),
    ([("{id: R2", "{id: R1")], "{id: R1, type: fac", "the id R1 already"),
    ([("optional: [C5-4, C5-5]", "optional: [C5-4, C5-6, C5-5]")], "rules_of", "There is no unit C5-6"),
    ([("optional: [C5-4, C5-5]", "optional: [C5-4]")], "- code: C5-5", "does not name unit C5-5"),
    ([("optional: [C5-4, C5-5]", "optional: [C5-4, C5-5, C5-1]")], "rules_of", "C5-1 stands here twice"),
    ([("optional_min_credits: 3", "optional_min_credits: 7")], "rules_of", "fewer than the 7 credits"),
    ([("optional_min_credits: 3", "optional_min_credits: -3")], "rules_of", "whole number from 0"),
    ([("release: eqa_or_dcs", "release: not_applicable")], "iqa:", "must be eqa_or_dcs"),
    ([("scale: pass_refer", "scale: grades")], "assessment:", "pass_refer, marks"),
    ([("renewal: {period_months: 24, ", "renewal: {")], "renewal:", "period_months is missing"),
    ([("units:\n", "units: []\nmore:\n")], "more:", "more is not a key"),
    ([("type: span_days", "type: spam_days")], "spam_days", "spam_days"),
    ([("type: distinct_sets, min: 2", "type: distinct_sets")], "{id: R4", "min"),
    ([("type: distinct_sets, min: 2", "type: distinct_sets, min: 2, max: 3")], "{id: R4", "max"),
    ([("type: distinct_sets, min: 2", "type: distinct_sets, min: two")], "{id: R4", "min"),
    ([("min: 9, roles: [lead, co]", "min: 9, roles: [lead, guest]")], "{id: R2", "lead"),
    ([("code: ALF-CERT-L5", "code: ALF-CERT-L5\ncode: ALF-CERT-L6")], "code: ALF-CERT-L6", "twice; the first is on"),
    ([("{id: R4, ", "{id: R4, id: R44, ")], "{id: R4", "id stands here twice"),
]


@pytest.mark.parametrize(("changes", "at", "words"), IN_THE_CERTIFICATE, ids=[row[2] for row in IN_THE_CERTIFICATE])
def test_what_is_wrong_is_told_with_its_line(changes, at, words):
    text = changed(CERTIFICATE, *changes)
    errors = errors_of(text)
    assert [line for line, message in errors if words in message] == [line_of(text, at)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("credits: null", "credits: 3"), "no credits"),
        (("  credits: null", "  credits: 3"), "no credits"),
        (("size_term: null", "size_term: award"), "no size_term"),
        (("qualification_number: null", 'qualification_number: "600/0000/0"'), "no qualification_number"),
        (("uln_required: false", "uln_required: true"), "no ULN"),
        (("release: not_applicable", "release: eqa_or_dcs"), "must be not_applicable"),
    ],
)
def test_a_recognised_programme_carries_nothing_of_the_register(change, words):
    text = changed(PROGRAMME, change)
    assert [line for line, message in errors_of(text) if words in message] == [line_of(text, change[1])]


def test_every_mistake_is_listed_at_once_in_the_order_of_the_lines():
    text = changed(
        CERTIFICATE,
        ('version: "1.0"', "version: 1.0"),
        ("level: 5", "level: five"),
        ("size_term: certificate", "size_term: diploma"),
        ("uln_required: true", "uln_required: true\nuln_required: true"),
        ("  glh: 14", "  glh: 99"),
        ('{id: "1.2"', '{id: "1.1"'),
        ("{id: R12", "{id: R11"),
        ("co_factor: 0.5", "co_factor: 5"),
    )
    lines = [line for line, _message in errors_of(text)]
    marks = [
        "version: 1.0",
        "level: five",
        "size_term",
        "uln_required: true\nrules",
        "guided_learning_hours",
        "  glh: 99",
        '{id: "1.1", text: "Analyse how critical',
        "co_factor: 5",
        "{id: R11, type: learning_diary",
    ]
    assert lines == sorted(line_of(text, mark) for mark in marks)


def test_the_errors_read_as_one_line_each():
    with pytest.raises(SpecificationErrors) as caught:
        read(changed(CERTIFICATE, ("level: 5", "level: 9"), ("{id: R2", "{id: R1")), "my award.yaml")
    assert str(caught.value).splitlines() == [
        "my award.yaml, line 11: level must be a whole number from 1 to 8; here it is 9.",
        "my award.yaml, line 107: Another requirement has the id R1 already.",
    ]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 1, "empty"),
        ("# only a remark\n", 1, "empty"),
        ("- 1\n", 1, "schema_version"),
        ("just words", 1, "schema_version"),
        ("code: A\ntitle: [1, 2\n", 3, "not well-formed YAML"),
        ("code: A\n\ttitle: B\n", 2, "not well-formed YAML"),
        ("code: A\ntitle: \0\n", 2, "a character"),
        (b"code: A\ntitle: Caf\xe9\n", 2, "UTF-8"),
        ("code: A\n---\ncode: B\n", 2, "second document"),
        ("code: A\ntitle: &t B\n", 2, "Anchors"),
        ("code: *t\n", 1, "Anchors"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "Anchors"),
        ("code: A\ntitle: " + "[" * 5000, 2, "nested too deeply"),
        ("code: [" + "1, " * 25_000 + "1]", 1, "more than 20,000 values"),
        ("# " + "x" * 1_000_000, 1, "larger than 1 MB"),
        (b"# " + b"x" * 1_000_000, 1, "larger than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_error(content, line, words):
    ((told, message),) = errors_of(content)
    assert (told, words in message) == (line, True)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("code: A\ntitle: !!python/object:os.system x\n", 2, "may not be used"),
        ("code: A\n? [a]\n: b\n", 2, "one word"),
        ("code: A\ntitle: 2026-02-31\n", 2, "in quotes"),
        ("code: A\ncredits: " + "9" * 5000 + "\n", 2, "in quotes"),
    ],
)
def test_an_unsafe_or_unreadable_value_is_told_beside_the_rest(text, line, words):
    errors = errors_of(text)
    assert [told for told, message in errors if words in message] == [line]
    assert any("kind is missing" in message for _line, message in errors)


class TestWhatIsAllowedOfAi:
    STATED = changed(CERTIFICATE, ("exceptional_third_attempt: lead_iqa}", "ai_permission: assisted}"))
    OF_UNIT = changed(CERTIFICATE, ("  tqt: 40\n", "  tqt: 40\n  ai_permission: none\n"))

    @pytest.mark.parametrize("text", [STATED, OF_UNIT], ids=["award", "unit"])
    def test_it_is_read_and_written_again_where_it_stood(self, text):
        specification = read(text, "award.yaml")
        assert without_comments(write(specification)) == without_comments(text)
        assert from_values(to_values(specification)) == specification
        assert content_hash(specification) != content_hash(read(CERTIFICATE, "award.yaml"))

    def test_the_word_that_holds_unsaid_makes_no_other_award(self):
        said = changed(CERTIFICATE, ("lead_iqa}", "lead_iqa, ai_permission: research}"))
        assert content_hash(read(said, "award.yaml")) == content_hash(read(CERTIFICATE, "award.yaml"))

    @pytest.mark.parametrize("text", [STATED, OF_UNIT], ids=["award", "unit"])
    @pytest.mark.parametrize("word", ["everything", "null", "[none]"])
    def test_another_word_is_refused_with_its_line(self, text, word):
        wrong = re.sub(r"ai_permission: \w+", f"ai_permission: {word}", text)
        [(line, message)] = errors_of(wrong)
        assert line == line_of(wrong, "ai_permission")
        assert "ai_permission must be one of: none, research, assisted, integrated" in message


class TestTheCheckForWhatMightIdentifySomebody:
    STATED = changed(CERTIFICATE, ("lead_iqa}", "lead_iqa, identification_check: advise}"))

    def test_it_is_read_and_written_again_where_it_stood(self):
        specification = read(self.STATED, "award.yaml")
        assert specification.assessment.identification_check == "advise"
        assert without_comments(write(specification)) == without_comments(self.STATED)

    def test_another_word_is_refused_with_its_line(self):
        wrong = self.STATED.replace("advise", "sometimes")
        [(line, message)] = errors_of(wrong)
        assert line == line_of(wrong, "identification_check")
        assert "identification_check must be one of: decide, advise" in message
