"""The pages of discussions."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from core.history import ReadEntry
from people.models import Person, Role
from tests.factories import discussions as factory
from tests.factories import people, programmes
from tests.training.discussions.conftest import at_no_page
from tests.training.portfolio.conftest import Visitor
from training.discussions import services
from training.discussions.models import Discussion
from training.enrolments.models import Enrolment

Visit = Callable[[Person], Visitor]


def typed(place: Enrolment, **fields: object) -> dict[str, object]:
    given = {
        "kind": "discussion",
        "way": "telephone",
        "held_on": factory.yesterday().isoformat(),
        "minutes": "20",
        "criteria": [str(each.public_id) for each in factory.portfolio.criteria(place, "C5-1 2.1")],
        "questions": factory.QUESTIONS,
        "answers": factory.ANSWERS,
    }
    return given | fields


def test_a_discussion_is_recorded_handed_over_sent_back_corrected_signed_and_used(
    visit: Visit, session: Session
) -> None:
    place = factory.place()
    assessor, trainee = factory.assessor_of(place), place.person
    for each in (assessor, trainee):
        people.login(each, people.PASSWORD)
    visitor = visit(assessor)
    assert f"/discussions/with/{place.public_id}" in visitor.get(f"/trainees/{place.public_id}").text
    assert f"/discussions/with/{place.public_id}" in visitor.get("/discussions").text
    saved = visitor.post(f"/discussions/with/{place.public_id}", data=typed(place))
    assert saved.status_code == 303
    made = session.scalars(select(Discussion)).one()
    path = f"/discussions/{made.public_id}"
    assert visit(trainee).get(path).status_code == 404  # nobody but who writes it knows of a draft
    page = visit(assessor).get(path)
    assert "nobody can be recognised" in page.text and factory.ANSWERS in page.text
    content = hash_on(page)
    wrong = visit(assessor).post(f"{path}/hand-over", data={"version": "1", "password": "not it"})
    assert wrong.status_code == 422 and "not your password" in wrong.text
    proof = {"version": str(made.version), "password": people.PASSWORD} | content
    assert visit(assessor).post(f"{path}/hand-over", data=proof).status_code == 303

    visitor = visit(trainee)
    assert f"/discussions/{made.public_id}" in visitor.get("/").text
    page = visitor.get(path)
    assert factory.ANSWERS in page.text and "the answers are my own" in page.text
    empty = visitor.post(f"{path}/send-back", data={"version": str(made.version), "objection": ""})
    assert empty.status_code == 422 and "what is not right" in empty.text
    back = {"version": str(made.version), "objection": "It was the adviser."}
    assert visitor.post(f"{path}/send-back", data=back).status_code == 303
    page = visitor.get(path).text
    assert "It was the adviser." in page and factory.ANSWERS not in page

    visitor = visit(assessor)
    assert "Sent back to you" in visitor.get("/discussions").text
    assert "It was the adviser." in visitor.get(f"{path}/write").text
    changed = typed(place, version=str(made.version), answers="The adviser hands the set over.")
    assert visitor.post(f"{path}/write", data=changed).status_code == 303
    old = {"version": str(made.version), "password": people.PASSWORD} | content
    assert visitor.post(f"{path}/hand-over", data=old).status_code == 409
    assert visitor.post(f"{path}/hand-over", data=old | hash_on(visitor.get(path))).status_code == 303

    visitor = visit(trainee)
    content = hash_on(visitor.get(path))
    stale = {"version": "1", "password": people.PASSWORD, "remarks": "The sponsor came twice."} | content
    assert visitor.post(f"{path}/sign", data=stale).status_code == 409
    assert visitor.post(f"{path}/sign", data=stale | {"version": str(made.version)}).status_code == 303
    page = visitor.get(path).text
    assert "The sponsor came twice." in page and made.content_hash in page and "Add to your evidence" in page
    for signature in (made.recorder_signature, made.trainee_signature):
        assert f"/receipts/{signature.public_id}" in page
    offered = visitor.get(f"/accounts/from-record?kind=professional_discussion&award={place.public_id}").text
    assert str(made.public_id) in offered
    [covered], [other] = (
        [str(each.public_id) for each in factory.portfolio.criteria(place, name)] for name in ("C5-1 2.1", "C5-1 2.2")
    )
    assert covered in offered and other not in offered
    added = visitor.post(
        f"/accounts/from-record?kind=professional_discussion&award={place.public_id}",
        data={"records": [str(made.public_id)], "criteria": [covered]},
    )
    assert added.status_code == 303
    assert "Professional discussion" in visitor.get("/accounts").text


def hash_on(page: TestResponse) -> dict[str, str]:
    """What a page that signs showed, as its form sends it back."""
    return dict(re.findall(r'name="(content)"[^>]*value="(\w{64})"', page.text))


def test_a_form_that_comes_back_keeps_what_was_typed(visit: Visit) -> None:
    place = factory.place()
    page = visit(factory.assessor_of(place)).post(
        f"/discussions/with/{place.public_id}", data=typed(place, minutes="many")
    )
    assert page.status_code == 422 and factory.ANSWERS in page.text and "Enter a whole number" in page.text


def test_what_might_identify_somebody_is_pointed_out_to_who_writes_it(visit: Visit) -> None:
    made = factory.draft(None, answers="She wrote to margaret.holt@example.org about the sponsor.")
    page = visit(made.recorder).get(f"/discussions/{made.public_id}").text
    assert "<q>margaret.holt@example.org</q>" in page
    at_no_page(services.hand_over, made, by=made.recorder)
    assert "<q>" not in visit(made.recorder).get(f"/discussions/{made.public_id}").text


@pytest.mark.parametrize("role", [Role.trainee, Role.assessor, Role.tutor, Role.hr, Role.lead_iqa, Role.iqa, Role.eqa])
def test_nobody_finds_a_record_by_their_role_alone(visit: Visit, role: Role) -> None:
    for made in (factory.draft(), factory.waiting(), factory.signed()):
        assert visit(people.person(role)).get(f"/discussions/{made.public_id}").status_code == 404


def test_a_colleague_reads_it_once_both_have_signed_and_the_read_is_noted(visit: Visit, session: Session) -> None:
    place = factory.place()
    place.cohort = programmes.cohort(version=place.award_version)
    tutor = programmes.tutor_of(place.cohort)
    made = factory.waiting(place)
    path = f"/discussions/{made.public_id}"
    assert visit(tutor).get(path).status_code == 404
    at_no_page(services.sign, made, by=place.person)
    assert factory.ANSWERS in visit(tutor).get(path).text
    visit(place.person).get(path)
    visit(made.recorder).get(path)
    reads = session.scalars(select(ReadEntry).where(ReadEntry.object_kind == "discussion")).all()
    assert [each.reader_id for each in reads] == [tutor.id]


def test_only_the_trainee_answers_and_only_who_wrote_it_hands_over(visit: Visit) -> None:
    made = factory.waiting()
    path, proof = f"/discussions/{made.public_id}", {"version": str(made.version), "password": people.PASSWORD}
    assert visit(made.recorder).post(f"{path}/sign", data=proof).status_code == 403
    assert visit(made.recorder).post(f"{path}/send-back", data=proof | {"objection": "No."}).status_code == 403
    assert visit(made.enrolment.person).post(f"{path}/hand-over", data=proof).status_code == 403
    assert visit(made.enrolment.person).post(f"{path}/withdraw").status_code == 403
    assert visit(made.enrolment.person).get(f"{path}/write").status_code == 403


def test_what_was_signed_is_not_sent_back_and_what_was_withdrawn_not_signed(visit: Visit) -> None:
    made, gone = factory.signed(), factory.waiting()
    at_no_page(services.withdraw, gone, by=gone.recorder)
    for row, verb, person in (
        (made, "send-back", made.enrolment.person),
        (gone, "sign", gone.enrolment.person),
        (gone, "hand-over", gone.recorder),
    ):
        assert visit(person).post(f"/discussions/{row.public_id}/{verb}").status_code == 409


def test_withdrawn_the_trainee_reads_that_it_was(visit: Visit) -> None:
    made = factory.waiting()
    assert visit(made.recorder).post(f"/discussions/{made.public_id}/withdraw").status_code == 303
    page = visit(made.enrolment.person).get(f"/discussions/{made.public_id}").text
    assert "withdrawn before both had signed" in page and factory.ANSWERS not in page


def test_an_award_that_takes_no_discussion_says_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    place = factory.place()
    monkeypatch.setattr("training.discussions.queries.criteria_offered", lambda *_all: [])
    page = visit(factory.assessor_of(place)).get(f"/discussions/with/{place.public_id}")
    assert page.status_code == 200 and "No criterion takes it" in page.text


def test_the_pages_stay_within_their_statements(visit: Visit) -> None:
    place = factory.place()
    made, drawn = factory.signed(place), factory.draft(place)
    waits = factory.waiting(place)
    assessor = visit(factory.assessor_of(place))
    for path in (
        "",
        f"/with/{place.public_id}",
        f"/{made.public_id}",
        f"/{drawn.public_id}",
        f"/{drawn.public_id}/write",
    ):
        assert assessor.statements(f"/discussions{path}") <= 15, path
    trainee = visit(place.person)
    for path in ("/", "/discussions", f"/discussions/{made.public_id}", f"/discussions/{waits.public_id}"):
        assert trainee.statements(path) <= 15, path
