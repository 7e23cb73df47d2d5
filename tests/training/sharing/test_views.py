"""The pages of shares and reviews."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.history import ReadEntry
from core.mail import Mail
from people.models import Person, Role
from tests import london
from tests.factories import grading, people, portfolio
from tests.factories import sharing as factory
from tests.training.portfolio.conftest import Visitor
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse
from training.sharing import review_services, services
from training.sharing.models import DraftReview, DraftShare, ReviewState

Visit = Callable[[Person], Visitor]

FORM: dict[str, Any] = {"reader": "link", "period": "week", "text": "now"}


def opened(session: Session, share: DraftShare) -> int:
    """How often a share was opened, as stored."""
    session.expire_all()
    return share.opening.times


# ---- Sharing ----


def test_a_draft_leads_to_the_page_on_which_it_is_shared(visit: Visit, session: Session) -> None:
    item = factory.draft()
    other = factory.shared(factory.draft(item.enrolment)).evidence_item
    author = visit(item.enrolment.person)
    page = author.get(f"/accounts/{item.public_id}")
    assert f"/accounts/{item.public_id}/share" in page.text and "Not shared with anybody" in page.text
    assert "Shared with 1 reader" in author.get(f"/accounts/{other.public_id}").text


def test_the_address_of_a_link_is_shown_once_and_mailed_without_a_word_of_the_draft(
    visit: Visit, session: Session
) -> None:
    item = factory.draft()
    author, path = visit(item.enrolment.person), f"/accounts/{item.public_id}/share"
    typed = FORM | {"made_for": "Ann, a friend", "email": " ann@example.net "}
    page = author.post(path, data=typed)
    [address] = re.findall(r"<code>(http://localhost/shared/[\w-]{43,})</code>", page.text)
    assert page.status_code == 200
    again = author.get(path).text
    assert address not in again and "Ann, a friend" in again
    mail = session.scalars(select(Mail).where(Mail.recipient == "ann@example.net")).one()
    assert address in mail.text and mail.secret
    assert factory.TITLE not in mail.subject + mail.text
    assert re.search(r"until \d+ \w+ \d{4} at \d\d:\d\d (GMT|BST)", mail.text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reader": ""}, "Choose who may read it"),
        ({"period": "date"}, "Choose a day from today to 90 days from now"),
        ({"period": "date", "day": "2020-01-01"}, "Choose a day from today to 90 days from now"),
        ({"email": "nobody"}, "Enter one address"),
        ({"email": "a@example.org, b@example.org"}, "Enter one address"),
    ],
)
def test_what_is_typed_wrong_comes_back(visit: Visit, session: Session, typed: dict[str, str], said: str) -> None:
    item = factory.draft()
    given = FORM | {"made_for": "Ann, a friend"} | typed
    page = visit(item.enrolment.person).post(f"/accounts/{item.public_id}/share", data=given)
    assert page.status_code == 422
    assert said in page.text and "Ann, a friend" in page.text
    assert session.scalars(select(DraftShare)).all() == []


def test_a_person_who_was_not_offered_is_not_taken(visit: Visit, session: Session) -> None:
    item, stranger = factory.draft(), people.person(Role.tutor)
    author = visit(item.enrolment.person)
    page = author.post(f"/accounts/{item.public_id}/share", data=FORM | {"reader": str(stranger.public_id)})
    assert page.status_code == 422
    assert stranger.full_name not in page.text


def test_sharing_with_a_person_tells_them_and_lists_it_until_it_is_withdrawn(visit: Visit, session: Session) -> None:
    item = factory.draft()
    tutor, author = factory.staff(item.enrolment, "tutor"), visit(item.enrolment.person)
    path = f"/accounts/{item.public_id}/share"
    assert author.post(path, data=FORM | {"reader": str(tutor.public_id)}).status_code == 303
    share = session.scalars(select(DraftShare)).one()
    page = author.get(path).text
    assert tutor.full_name in page and "Not opened yet" in page and re.search(r"Until \d.* at \d\d:\d\d [A-Z]+", page)
    assert author.post(f"/shares/{share.public_id}/withdraw").status_code == 303
    assert "Withdrawn" in author.get(path).text
    assert author.post(f"/shares/{share.public_id}/withdraw").status_code == 409


def test_somebody_elses_draft_is_neither_shared_nor_its_share_withdrawn(visit: Visit, session: Session) -> None:
    share = factory.shared()
    reader = visit(share.reader)
    assert reader.get(f"/accounts/{share.evidence_item.public_id}/share").status_code == 404
    assert reader.post(f"/shares/{share.public_id}/withdraw").status_code == 404


# ---- Reading ----


def test_a_reader_sees_the_text_alone_and_the_read_is_written_down(visit: Visit, session: Session) -> None:
    item = factory.draft()
    share = factory.shared(item)
    item.facts_kept = "In the blue folder."
    author = item.enrolment.person
    page = visit(share.reader).get(f"/shares/{share.public_id}")
    assert factory.TEXT in page.text and author.full_name in page.text
    assert author.email not in page.text and "blue folder" not in page.text
    assert opened(session, share) == 1
    [entry] = session.scalars(select(ReadEntry).where(ReadEntry.reader_id == share.reader_id))
    assert (entry.object_kind, entry.object_id) == ("evidence_item", item.id)
    assert str(share.public_id) in entry.reason


def test_a_note_is_left_once_and_read_by_the_author(visit: Visit, session: Session) -> None:
    share = factory.shared()
    path = f"/shares/{share.public_id}"
    reader = visit(share.reader)
    assert reader.post(path, data={"note": ""}).status_code == 422
    assert reader.post(path, data={"note": "The silence stood out."}).status_code == 303
    assert reader.post(path, data={"note": "Again."}).status_code == 403
    assert "The silence stood out." in reader.get(path).text
    item = share.evidence_item
    assert "The silence stood out." in visit(item.enrolment.person).get(f"/accounts/{item.public_id}/share").text


def test_what_has_ended_says_so_to_its_reader_and_is_not_there_for_anybody_else(visit: Visit, session: Session) -> None:
    share = factory.shared()
    path = f"/shares/{share.public_id}"
    services.withdraw(share, by=share.evidence_item.enrolment.person)
    page = visit(share.reader).get(path)
    assert page.status_code == 403 and "This share has ended" in page.text and factory.TEXT not in page.text
    assert visit(people.person(Role.tutor)).get(path).status_code == 404
    assert "No drafts to read" in visit(share.reader).get("/drafts").text


# ---- Links ----


def test_a_link_shows_the_draft_and_counts_how_often(client: FlaskClient, session: Session) -> None:
    share, path = factory.link()
    author = share.evidence_item.enrolment.person
    session.commit()
    page = client.get(path)
    assert page.status_code == 200 and factory.TEXT in page.text
    assert author.email not in page.text and "A critical friend" not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"] and "no-store" in page.headers["Cache-Control"]
    client.get(path)
    client.head(path)
    assert opened(session, share) == 2
    assert session.scalars(select(ReadEntry)).all() == []


def run_out(share: DraftShare) -> None:
    share.shared_at, share.ends_at = clock.now() - timedelta(days=8), clock.now() - timedelta(days=1)


def take_back(share: DraftShare) -> None:
    services.withdraw(share, by=share.evidence_item.enrolment.person)


def withdraw_draft(share: DraftShare) -> None:
    portfolio_services.withdraw(share.evidence_item, by=share.evidence_item.enrolment.person)


@pytest.mark.parametrize("end", [run_out, take_back, withdraw_draft])
def test_a_link_that_is_over_looks_like_one_that_never_was(
    client: FlaskClient, session: Session, end: Callable[[DraftShare], None]
) -> None:
    share, path = factory.link()
    end(share)
    session.commit()
    over, unknown = client.get(path), client.get("/shared/" + "x" * 43)
    assert (over.status_code, unknown.status_code) == (404, 404)
    assert over.text == unknown.text and "This link has ended" in over.text

    def plain(response: Any) -> list[tuple[str, str]]:
        return [(name, value) for name, value in response.headers if name not in {"Set-Cookie", "Date"}]

    assert plain(over) == plain(unknown)


def test_a_person_of_another_centre_opens_a_link_without_a_trace_of_them(client: FlaskClient, session: Session) -> None:
    share, path = factory.link()
    here = share.tenant_id
    session.commit()
    people.centre()
    stranger = people.person(Role.trainee)
    page = people.sign_in(client, stranger).get(path)
    assert page.status_code == 200 and factory.TEXT in page.text
    people.enter_tenant(here)
    assert opened(session, share) == 1
    assert session.scalars(select(ReadEntry)).all() == []


def test_the_author_opens_a_link_uncounted(visit: Visit, session: Session) -> None:
    share, path = factory.link()
    assert visit(share.evidence_item.enrolment.person).get(path).status_code == 200
    assert opened(session, share) == 0


# ---- Reviews ----


def test_a_trainee_asks_takes_back_and_asks_again(visit: Visit, session: Session) -> None:
    place = factory.place()
    factory.draft(place, factory.account_criterion(place))
    unit, trainee = portfolio.unit(place), visit(place.person)
    path = f"/units/{unit.public_id}"
    assert "1 of 1 left" in trainee.get(path).text
    page = trainee.get(f"{path}/review").text
    assert factory.TITLE in page and factory.staff(place, "assessor").full_name in page
    assert trainee.post(f"{path}/review").status_code == 303
    page = trainee.get(path).text
    assert "0 of 1 left" in page and "Draft with your assessor" in page
    assert "Draft with your assessor" in trainee.get("/units").text
    assert trainee.post(f"{path}/review").status_code == 409
    review = session.scalars(select(DraftReview)).one()
    assert trainee.post(f"/reviews/{review.public_id}/take-back").status_code == 303
    assert "1 of 1 left" in trainee.get(path).text
    assert trainee.post(f"{path}/review").status_code == 303


def test_without_a_draft_for_the_unit_the_page_says_what_is_missing(visit: Visit, session: Session) -> None:
    place = factory.place()
    path = f"/units/{portfolio.unit(place).public_id}/review"
    trainee = visit(place.person)
    assert "there is no text yet" in trainee.get(path).text
    assert trainee.post(path).status_code == 422


def test_drafts_are_read_between_beginning_and_returning(visit: Visit, session: Session) -> None:
    review = factory.asked()
    path, reader = f"/drafts/{review.public_id}", visit(review.reader)
    assert f"/drafts/{review.public_id}" in reader.get("/queue?show=drafts").text
    assert path in reader.get("/drafts").text
    assert factory.TEXT not in reader.get(path).text
    assert reader.post(path, data={"version": "1", "overall": "Early."}).status_code == 409
    assert reader.post(f"{path}/begin").status_code == 303
    page = reader.get(path)
    assert factory.TEXT in page.text and "Do not write the answer" in page.text
    assert not re.search(r'type="radio"|not met|refer\b', page.text, re.IGNORECASE)
    assert [each.object_kind for each in session.scalars(select(ReadEntry))] == ["draft_review"]
    [version] = re.findall(r'name="version" value="(\d+)"', page.text)
    assert reader.post(path, data={"version": "0", "overall": "Old tab."}).status_code == 409
    assert reader.post(path, data={"version": version, "overall": ""}).status_code == 422
    saved = reader.post(path, data={"version": version, "overall": "Half a", "save": "later"})
    assert saved.status_code == 303
    page = reader.get(path)
    assert "Half a" in page.text
    [version] = re.findall(r'name="version" value="(\d+)"', page.text)
    criterion = review.unit.criteria[0]
    data = {"version": version, "overall": "Half a thought.", f"on_{criterion.public_id.hex}": "Say when."}
    assert reader.post(path, data=data).status_code == 303
    page = reader.get(path).text
    assert factory.TEXT not in page and "Half a thought." in page
    unit = visit(review.enrolment.person).get(f"/units/{review.unit.public_id}").text
    assert "Half a thought." in unit and "Say when." in unit and "It decides nothing" in unit
    mail = session.scalars(select(Mail).where(Mail.recipient == review.enrolment.person.email)).one()
    assert mail.subject.startswith("Guidance on your drafts: C5-3, ")


@pytest.mark.parametrize("role", ["tutor", "supervisor", "trainee"])
def test_a_review_is_not_there_for_anybody_else(visit: Visit, session: Session, role: str) -> None:
    review = factory.reading()
    place = review.enrolment
    person = place.person if role == "trainee" else factory.staff(place, role)
    visitor = visit(person)
    assert visitor.get(f"/drafts/{review.public_id}").status_code == 404
    assert visitor.post(f"/drafts/{review.public_id}", data={"version": "2", "overall": "Mine."}).status_code == 404


def test_guidance_stands_beside_the_marking_of_the_same_assessor(visit: Visit, session: Session) -> None:
    place = factory.place(assessor=grading.assessor())
    factory.returned(place, words="Marmalade guidance.")
    session.refresh(place)
    first = grading.mark_sheet(portfolio.allocated(place, assessor=factory.staff(place, "assessor")))
    assert "Marmalade guidance." in visit(first.assessor).get(f"/marking/{first.submission.public_id}/beside").text
    other = grading.mark_sheet(portfolio.allocated(place, "C5-1", assessor=first.assessor))
    assert "Marmalade guidance." not in visit(other.assessor).get(f"/marking/{other.submission.public_id}/beside").text


def test_the_tutor_reads_as_tutor(visit: Visit, session: Session) -> None:
    place = factory.place()
    for allocation in place.allocations:
        allocation.ends_on = london.today() - timedelta(days=1)
    session.flush()
    review = factory.asked(place)
    assert "With your tutor" in visit(place.person).get(f"/units/{review.unit.public_id}").text
    assert f"/drafts/{review.public_id}" in visit(review.reader).get("/drafts").text


def test_a_review_that_was_overtaken_says_so(visit: Visit, session: Session) -> None:
    place = factory.place()
    portfolio.fill(place)
    review = factory.reading(place)
    portfolio_services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)
    reader = visit(review.reader)
    assert "without waiting" in reader.get(f"/drafts/{review.public_id}").text
    assert reader.post(f"/drafts/{review.public_id}", data={"version": "2", "overall": "Late."}).status_code == 409
    assert review.state is ReviewState.ended
    assert review_services.standing_of(review_services.prepare(place, review.unit)).open is None


def test_no_page_of_shares_and_reviews_needs_more_than_15_statements(visit: Visit, session: Session) -> None:
    row = factory.place()
    item = factory.draft(row, factory.account_criterion(row))
    tutor, assessor = factory.staff(row, "tutor"), factory.staff(row, "assessor")
    share, path = factory.shared(item, tutor), factory.link(item)[1]
    for _each in range(3):
        factory.link(item)
        factory.shared(factory.draft(row), tutor)
    factory.returned(row)
    unit = f"/units/{portfolio.unit(row).public_id}"
    factory.draft(row, factory.account_criterion(row, "C5-2"))
    review = factory.reading(row, "C5-2")
    found = {}
    for person, paths in (
        (
            row.person,
            [f"/accounts/{item.public_id}/share", unit, f"{unit}/review"],
        ),
        (tutor, ["/drafts", f"/shares/{share.public_id}", path]),
        (assessor, [f"/drafts/{review.public_id}", "/drafts"]),
    ):
        visitor = visit(person)
        found |= {address: visitor.statements(address) for address in paths}
    assert {address: number for address, number in found.items() if number > 15} == {}
