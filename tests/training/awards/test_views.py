import io

import pytest
from sqlalchemy import func, select

from core.db import db
from people.models import Role
from tests.factories import awards, people
from tests.sql_count import MOST, count_sql
from training.awards.exchange import read, write
from training.awards.models import AwardStatus, AwardVersion


@pytest.fixture
def administrator(client):
    person = people.person(Role.centre_administrator)
    people.sign_in(client, person)
    return person


def handed_in(client, text: str, name: str = "award.yaml"):
    return client.post("/awards/import", data={"file": (io.BytesIO(text.encode()), name)})


def count() -> int:
    return db.session.scalar(select(func.count(AwardVersion.id)))


def test_an_administrator_imports_reads_and_publishes_an_award(client, administrator):
    imported = handed_in(client, awards.award_file())
    assert imported.status_code == 303
    page = client.get(imported.location).get_data(as_text=True)
    assert "Draft" in page and "Regulated qualification." in page and "Illustrative award" in page
    assert "Critically review the theory behind action learning" in page and "Written task" in page
    assert "imported this version as a draft" in page
    assert "What will be locked" in client.get(f"{imported.location}/publish").get_data(as_text=True)
    assert client.post(f"{imported.location}/publish").status_code == 303
    assert db.session.scalars(select(AwardVersion)).one().status is AwardStatus.published
    page = client.get(imported.location).get_data(as_text=True)
    assert "published it" in page and "Publish this award" not in page
    assert client.get(f"{imported.location}/publish").status_code == 409
    assert client.post(f"{imported.location}/publish").status_code == 409


def test_the_page_of_a_recognised_programme_says_that_it_carries_no_credit(client, administrator):
    version = awards.award_version("ALF-DA-L5")
    page = client.get(f"/awards/{version.public_id}").get_data(as_text=True)
    assert "Recognised programme. It carries no credit." in page
    assert "Credits" not in page


def test_every_mistake_is_listed_with_its_line_and_nothing_is_loaded(client, administrator):
    text = awards.award_file().replace("credits: 16", "credits: 15").replace("level: 5", "level: nine", 1)
    answer = handed_in(client, text)
    page = answer.get_data(as_text=True)
    line = text[: text.index("level: nine")].count("\n") + 1
    assert answer.status_code == 422
    assert f'<th scope="row" class="r">{line}</th>' in page
    assert "Nothing was loaded" in page and count() == 0


@pytest.mark.parametrize("text", ["", "\0\0", "<script>alert(1)</script>", "a: [1", "🙂" * 1000])
def test_a_file_that_is_no_award_gets_a_page_and_not_a_crash(client, administrator, text):
    answer = handed_in(client, text)
    assert (answer.status_code, count()) == (422, 0)
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_without_a_file_the_form_comes_back(client, administrator):
    answer = client.post("/awards/import", data={})
    assert answer.status_code == 422
    assert "Choose an award file." in answer.get_data(as_text=True)


def test_other_content_under_a_version_is_told_beside_the_file(client, administrator):
    awards.award_version()
    answer = handed_in(client, awards.award_file().replace("registration_months: 36", "registration_months: 24"))
    assert answer.status_code == 422
    assert "is here already, with other content" in answer.get_data(as_text=True)


def test_the_same_file_again_leads_to_the_version_that_is_here(client, administrator):
    version = awards.award_version()
    answer = handed_in(client, awards.award_file())
    assert answer.location == f"/awards/{version.public_id}"
    assert "Nothing was changed" in client.get(answer.location).get_data(as_text=True)


def test_the_award_file_is_a_download(client, administrator):
    version = awards.award_version()
    answer = client.get(f"/awards/{version.public_id}/export")
    assert answer.get_data(as_text=True) == write(read(awards.award_file(), "a"))
    assert answer.headers["Content-Disposition"] == "attachment; filename=ALF-CERT-L5-1.0.yaml"


def test_everyone_with_a_role_reads_published_awards_and_no_draft(client, session):
    version, draft = awards_of_a_centre()
    people.sign_in(client, people.person(Role.trainee))
    page = client.get("/awards").get_data(as_text=True)
    assert version.title in page and draft.title not in page
    assert client.get(f"/awards/{version.public_id}").status_code == 200
    for path in ("", "/publish", "/export"):
        assert client.get(f"/awards/{draft.public_id}{path}").status_code == 404
    assert client.get("/awards/import").status_code == 404
    assert client.post(f"/awards/{version.public_id}/publish").status_code == 404


def awards_of_a_centre() -> tuple[AwardVersion, AwardVersion]:
    people.centre()
    return awards.award_version("ALF-DA-L5"), awards.award_version(published=False)


def test_an_award_of_another_centre_is_not_found(client, session):
    people.centre()
    there = awards.award_version()
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator))
    for path in ("", "/publish", "/export"):
        assert client.get(f"/awards/{there.public_id}{path}").status_code == 404
    assert there.title not in client.get("/awards").get_data(as_text=True)


def test_the_pages_ask_the_database_little(client, administrator):
    version = awards.award_version()
    db.session.commit()
    for path in ("/awards", f"/awards/{version.public_id}"):
        db.session.expire_all()
        with count_sql() as sent:
            assert client.get(path).status_code == 200
        assert len(sent) <= MOST, "\n".join(sent)


def test_an_empty_list_says_what_will_be_here(client, administrator):
    assert "No awards yet" in client.get("/awards").get_data(as_text=True)
