import pytest

from assessments.fairness import queries
from people.models import Role
from tests.factories import comments, grading, people
from tests.sql_count import MOST, count_sql


def signed_in(client, person):
    people.login(person, people.PASSWORD)
    return people.sign_in(client, person)


@pytest.fixture
def pool(session):
    """An assessor with five decisions, and three others with as many; one of mine refers and has a comment on words."""
    assessors = [grading.assessor(family_name=name) for name in ("Mine", "Hidden", "Unnamed", "Secret")]
    for assessor in assessors:
        for number in range(5):
            sheet = grading.mark_sheet(by=assessor)
            if assessor is assessors[0] and number == 0:
                comments.comment(sheet, text="Three\nmore words")
            grading.decision(sheet, refer=("1.2",) if assessor is assessors[0] and number == 0 else ())
    return assessors


def test_decisions_are_counted_and_never_read(pool):
    found = [each for each in queries.decisions() if each.assessor == pool[0].id]
    assert [each.referred for each in found] == [True, False, False, False, False]
    assert (found[0].criteria, found[0].comments, found[0].words) == (4, 5, 15)  # "Comment on 1.1." four times
    assert 0 <= found[0].days < 1


def test_my_record_shows_me_beside_the_others_without_their_names(client, pool):
    """For all of it, or for one award and one time and nothing else."""
    page = signed_in(client, pool[0]).get("/me/assessor")
    assert page.status_code == 200
    assert "You made 5 decisions in this time." in page.text
    assert "You refer more often than most assessors." in page.text
    assert "20 of 100" in page.text
    assert not any(other.family_name in page.text for other in pool[1:])
    with count_sql() as sent:
        client.get("/me/assessor?period=all")
    assert len(sent) <= MOST
    award = queries.awards_of(pool[0])[0]
    assert client.get(f"/me/assessor?award={award.public_id}&period=3").status_code == 200
    assert client.get("/me/assessor?award=00000000-0000-0000-0000-000000000000").status_code == 404
    assert client.get("/me/assessor?period=1").status_code == 404


def test_too_few_are_not_compared(client, session):
    assessor = grading.assessor()
    grading.decision(by=assessor)
    text = signed_in(client, assessor).get("/me/assessor").text
    assert text.count("Too few to compare.") == 4
    assert '<svg class="chart"' not in text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.assessor])
def test_the_record_is_not_there_for_other_roles(client, role):
    assert signed_in(client, people.person(role)).get("/me/assessor").status_code == 404
