import pytest
from sqlalchemy import select

from assessments.phrases import queries, services
from assessments.phrases.models import FeedbackPhrase
from core import clock
from core.db import db
from core.errors import NotAllowed, RuleBroken
from people.models import Role
from tests.factories import grading, people


@pytest.fixture
def assessor(session):
    return grading.assessor()


def signed_in(client, person):
    people.login(person, people.PASSWORD)
    return people.sign_in(client, person)


def test_the_same_words_are_one_phrase(assessor):
    assert services.add("Say more. ", by=assessor).id == services.add("Say more.", by=assessor).id
    assert [each.text for each in queries.phrases_of(assessor)] == ["Say more."]


@pytest.mark.parametrize(("text", "message"), [(" ", "Write the phrase."), ("x" * 1001, "at most 1000")])
def test_a_phrase_has_words_and_not_too_many(assessor, text, message):
    with pytest.raises(RuleBroken, match=message):
        services.add(text, by=assessor)


def test_two_hundred_are_enough(assessor):
    db.session.add_all(
        FeedbackPhrase(person_id=assessor.id, text=f"Phrase {number}", written_at=clock.now()) for number in range(200)
    )
    db.session.flush()
    with pytest.raises(RuleBroken, match="Delete one"):
        services.add("One more", by=assessor)
    assert services.add("Phrase 7", by=assessor).text == "Phrase 7"


def test_nobody_else_reads_or_changes_them(client, assessor):
    phrase = services.add("Say what replaced it.", by=assessor)
    other = grading.assessor()
    assert queries.phrases_of(other) == []
    for act in (lambda: services.change(phrase, "Mine now", by=other), lambda: services.delete(phrase, by=other)):
        with pytest.raises(NotAllowed):
            act()
    signed_in(client, other)
    assert client.get(f"/me/phrases/{phrase.public_id}").status_code == 404
    assert client.post(f"/me/phrases/{phrase.public_id}/delete").status_code == 404
    assert "Say what replaced it." not in client.get("/me/phrases").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.assessor])
def test_other_roles_have_none(client, session, role):
    assert signed_in(client, people.person(role)).get("/me/phrases").status_code == 404


def test_phrases_are_kept_found_changed_and_deleted(client, assessor):
    signed_in(client, assessor)
    assert client.post("/me/phrases", data={"text": "Say what replaced it."}).status_code == 303
    assert client.post("/me/phrases", data={"text": ""}).status_code == 422
    kept = client.post("/me/phrases/kept", data={"text": "Name the source."})
    assert kept.json["said"] == "Kept among your phrases." and "Name the source." in kept.json["panel"]
    assert client.post("/me/phrases/kept", data={"text": ""}).status_code == 422
    assert "Name the source." not in client.get("/me/phrases?q=REPLACED what").text
    assert "Say what replaced it." in client.get("/me/phrases?part=1").text
    phrase = queries.phrases_of(assessor, "source")[0]
    assert "Name the source." in client.get(f"/me/phrases/{phrase.public_id}").text
    assert client.post(f"/me/phrases/{phrase.public_id}", data={"text": ""}).status_code == 422
    assert client.post(f"/me/phrases/{phrase.public_id}", data={"text": "Name it."}).status_code == 303
    assert client.post(f"/me/phrases/{phrase.public_id}/delete").status_code == 303
    assert db.session.scalars(select(FeedbackPhrase.text)).all() == ["Say what replaced it."]
