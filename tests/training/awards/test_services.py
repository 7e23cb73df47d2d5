import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from core.db import db
from core.errors import RuleBroken
from core.history import timeline
from core.workflow import TransitionNotAllowed
from people.models import Role
from tests.factories import awards, people
from training.awards import document, services
from training.awards.exchange import SpecificationErrors, read, write
from training.awards.models import AssessmentCriterion, AwardStatus, AwardVersion

CODES = ["ALF-CERT-L5", "ALF-DA-L3", "ALF-DA-L5"]


@pytest.fixture(autouse=True)
def centre(session):
    return people.centre()


def verbs(version: AwardVersion) -> list[str]:
    db.session.flush()
    return [entry.verb for entry in timeline(version)]


def count() -> int:
    return db.session.scalar(select(func.count(AwardVersion.id)))


@pytest.mark.parametrize("code", CODES)
def test_an_award_goes_out_with_the_content_that_came_in(code):
    version = awards.award_version(code)
    assert services.export(version) == write(read(awards.award_file(code), code))


def test_a_draft_goes_out_as_a_draft():
    version = awards.award_version(published=False)
    assert "\nstatus: draft\n" in services.export(version)
    services.publish(version, by=None)
    assert "\nstatus: published\n" in services.export(version)


def test_a_file_comes_in_as_a_draft_with_its_units_criteria_and_requirements():
    by = people.person(Role.centre_administrator)
    version = services.import_award(awards.award_file(), "a.yaml", by=by)
    assert (version.status, version.code, version.number) == (AwardStatus.draft, "ALF-CERT-L5", "1.0")
    assert [unit.code for unit in version.units] == ["C5-1", "C5-2", "C5-3", "C5-4", "C5-5"]
    assert [row.code for row in version.units[0].criteria] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert [row.code for row in version.units[0].outcomes[1].criteria] == ["2.1", "2.2"]
    assert version.units[1].criteria[2].evidence_kinds == ["meeting_log", "observation_record"]
    assert (version.requirements[2].code, version.requirements[2].type) == ("R3", "facilitated_minutes")
    assert version.requirements[2].parameters == {"min": 1080, "roles": ["lead", "co"], "co_factor": 0.5}
    assert verbs(version) == ["imported"]


def test_the_same_content_again_changes_nothing():
    first = awards.award_version()
    again = services.import_award("# another comment\n" + awards.award_file(), "b.yaml", by=None)
    assert (again is first, count()) == (True, 1)
    assert verbs(first) == ["imported", "published"]


def test_other_content_under_the_same_version_is_refused_by_name():
    awards.award_version()
    other = awards.award_file().replace("registration_months: 36", "registration_months: 24")
    with pytest.raises(RuleBroken, match=r"ALF-CERT-L5 version 1\.0") as caught:
        services.import_award(other, "a.yaml", by=None)
    assert (caught.value.field, count()) == ("file", 1)


def test_another_version_stands_beside_the_first():
    first = awards.award_version()
    second = services.import_award(awards.award_file().replace('"1.0"', '"1.1"', 1), "a.yaml", by=None)
    assert second.award is first.award
    assert count() == 2


def test_the_same_award_may_come_into_two_centres():
    first = awards.award_version()
    people.centre()
    assert awards.award_version().id != first.id


def test_a_file_with_a_mistake_is_left_out_whole():
    with pytest.raises(SpecificationErrors):
        services.import_award(awards.award_file().replace("credits: 16", "credits: 15"), "a.yaml", by=None)
    assert count() == 0


def test_an_award_is_published_once():
    version = awards.award_version()
    with pytest.raises(TransitionNotAllowed):
        services.publish(version, by=None)


@pytest.mark.parametrize(
    "change",
    [
        lambda version: text(f"UPDATE award_version SET level = 6 WHERE id = {version.id}"),
        lambda version: text(f"DELETE FROM award_version WHERE id = {version.id}"),
        lambda version: text(f"UPDATE award_version SET status = 'draft' WHERE id = {version.id}"),
        lambda version: text("UPDATE unit SET credits = 1"),
        lambda version: text("UPDATE requirement SET code = 'R99'"),
        lambda version: text("DELETE FROM assessment_criterion"),
    ],
)
def test_the_database_refuses_to_change_a_published_version(change):
    version = awards.award_version()
    with pytest.raises(DBAPIError, match="final"), db.session.begin_nested():
        db.session.execute(change(version))


def test_criteria_keep_the_order_of_the_file_through_the_unit():
    version = awards.award_version()
    unit = awards.unit(version, "C5-2")
    query = select(AssessmentCriterion.position).where(AssessmentCriterion.unit_id == unit.id)
    assert sorted(db.session.scalars(query)) == [1, 2, 3, 4, 5, 6, 7]


class TestDocument:
    def test_the_kind_of_award_is_never_blurred(self):
        assert document.kind_of(awards.award_version()) == "Regulated qualification."
        recognised = document.kind_of(awards.award_version("ALF-DA-L5"))
        assert recognised == "Recognised programme. It carries no credit."

    def test_the_rules_read_as_sentences(self):
        version = awards.award_version()
        assert document.combination_of(version) == (
            "All 3 mandatory units, and optional units worth at least 3 credits."
        )
        assert document.assessment_of(version) == [
            "Each criterion is met or not met. A unit is passed when all its criteria are met.",
            "A unit can be sent 2 times.",
            "One more time only when the lead quality assurer allows it, and says why.",
            "After a referral there are 42 days to send it again.",
            "The tutor reads 1 draft before it is sent.",
            "AI may help to find ideas and sources. Words and thinking are the trainee’s own.",
            "A claim is released by the external quality assurer, or by direct claims status.",
        ]
        assert document.renewal_of(version) == [
            "Every 24 months a holder shows:",
            "18 hours facilitated",
            "240 minutes of supervision",
            "20 hours of continuing development (CPD)",
        ]

    def test_each_requirement_is_named_and_told(self):
        lines = document.requirements_of(awards.award_version())
        assert [line.code for line in lines] == [f"R{number}" for number in range(1, 13)]
        assert all(line.sentence for line in lines)
        assert lines[2].source.startswith("18 h")

    def test_what_asks_for_nothing_is_not_shown(self):
        changed = awards.award_file().replace("type: distinct_sets, min: 2", "type: distinct_sets, min: 0")
        version = services.import_award(changed, "a.yaml", by=None)
        assert "R4" not in [line.code for line in document.requirements_of(version)]
