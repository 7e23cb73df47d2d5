"""The pages of progress reviews: three people, one link, and nobody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.mail import Mail
from people.models import Person, Role
from tests import london
from tests.factories import people, sharing
from tests.factories import reviews as factory
from tests.training.portfolio.conftest import Visitor
from training.reviews.models import Part, ProgressReview, ReviewState

Visit = Callable[[Person], Visitor]
WORDS = ("Rhubarb", "Tamarind", "Saffron", "second set")


def version_on(page: str) -> str:
    """The version that the page's form sends back."""
    return re.findall(r'name="version"[^>]*value="(\d+)"', page)[0]


def actions(*rows: tuple[str, str, str]) -> dict[str, str]:
    """Rows of agreed actions as a browser sends them; the rest are empty."""
    sent = {}
    for number in range(6):
        what, owner, due = rows[number] if number < len(rows) else ("", "trainee", "")
        sent |= {f"actions-{number}-what": what, f"actions-{number}-owner": owner, f"actions-{number}-due_on": due}
    return sent


def stored(session: Session) -> ProgressReview:
    session.expire_all()
    return session.scalars(select(ProgressReview).order_by(ProgressReview.id.desc())).first()


def test_a_review_from_planning_to_three_signatures(visit: Visit, session: Session) -> None:
    place = factory.place()
    tutor, trainee = factory.reviewer(place), place.person
    for person in (tutor, trainee):
        people.login(person, people.PASSWORD)
    day, soon = london.today() + timedelta(days=5), (london.today() + timedelta(days=30)).isoformat()
    holder = visit(tutor)
    assert trainee.full_name in holder.get("/progress-reviews").text
    typed = {
        "planned_on": day.isoformat(),
        "kind": "mentor",
        "name": "Morag Ellwood",
        "email": "morag@work.example.org",
    }
    path = f"/progress-reviews/plan/{place.public_id}"
    assert holder.post(path, data=typed | {"planned_on": "2020-01-01"}).status_code == 422
    assert holder.post(path, data=typed).status_code == 303
    assert holder.post(path, data=typed).status_code == 409
    page = f"/progress-reviews/{stored(session).public_id}"
    assert holder.post(f"{page}/begin").status_code == 303
    assert holder.post(f"{page}/begin").status_code == 409
    sent = {"version": version_on(holder.get(f"{page}/write").text), "text": factory.THEIRS}
    assert holder.post(f"{page}/write", data=sent | actions(("Ask.", "trainee", ""))).status_code == 422
    assert (
        holder.post(f"{page}/write", data=sent | actions(("Ask for a second set.", "trainee", soon))).status_code == 303
    )
    outdated = holder.post(f"{page}/write", data=sent | actions())
    assert outdated.status_code == 422 and "has changed this review" in outdated.text and "Tamarind" in outdated.text

    writer = visit(trainee)
    assert "Open it" in writer.get("/").text
    form = writer.get(f"{page}/write").text
    assert "Tamarind" in form and "Ask for a second set." in form
    mine = {"version": version_on(form), "text": factory.MINE} | actions(("Ask for a second set.", "trainee", soon))
    assert writer.post(f"{page}/write", data=mine).status_code == 303
    form = writer.get(f"{page}/share").text
    share = typed | {"version": version_on(form), "shows": ["units", "dates"]}
    looked = writer.post(f"{page}/share", data=share | {"look": "again"})
    assert looked.status_code == 200 and "units passed" in looked.text
    assert stored(session).state is ReviewState.preparing
    assert writer.post(f"{page}/share", data=share | {"version": "1"}).status_code == 409
    given = writer.post(f"{page}/share", data=share)
    [address] = re.findall(r"<code>http://localhost(/review/[\w-]{43,})</code>", given.text)
    assert address not in writer.get(page).text
    assert writer.post(f"{page}/share", data=share).status_code == 409
    mail = session.scalars(select(Mail).where(Mail.recipient == "morag@work.example.org")).one()
    assert address in mail.text and mail.secret and not [word for word in WORDS if word in mail.text]
    assert writer.get(address).status_code == 403

    writer.client.delete_cookie("sid", domain="localhost")
    third = writer
    shown = third.get(address)
    assert shown.status_code == 200 and "Rhubarb" in shown.text and "Tamarind" in shown.text
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    answered = {"version": version_on(shown.text), "text": factory.THIRD, "name": "Morag Ellwood"}
    assert third.post(address, data=answered | {"name": ""}).status_code == 422
    assert third.post(address, data=answered | {"version": "1"}).status_code == 409
    assert third.post(address, data=answered).status_code == 303
    assert third.post(address, data=answered).status_code == 404
    assert third.get(address).text == third.get("/review/" + "x" * 43).text

    for person in (trainee, tutor):
        signer = visit(person)
        form = signer.get(f"{page}/sign").text
        assert "Saffron" in form
        sent = {"version": version_on(form), "password": people.PASSWORD}
        assert signer.post(f"{page}/sign", data=sent | {"password": "other"}).status_code == 422
        assert signer.post(f"{page}/sign", data=sent | {"version": "1"}).status_code == 409
        assert signer.post(f"{page}/sign", data=sent | {"content": "0" * 64}).status_code == 409
        answers = [signer.post(f"{page}/sign", data=sent) for _ in range(2)]
        assert [each.status_code for each in answers] == [303, 303]
        assert answers[0].location == answers[1].location
    assert stored(session).state is ReviewState.signed
    assert "All three have signed" in signer.get(page).text
    assert signer.post(f"{page}/correct").status_code == 303
    assert signer.post(f"{page}/correct").status_code == 409


def test_the_preview_is_what_the_third_party_reads(visit: Visit, session: Session) -> None:
    """The same part of the page, word for word, but for the titles around it."""
    review = factory.written()
    trainee, page = visit(review.enrolment.person), f"/progress-reviews/{review.public_id}"

    def shown(text: str) -> str:
        found = re.search(
            r'<section class="panel" aria-labelledby="shared-figures">.*?shared-agreed.*?</section>', text, re.S
        )
        return found[0]

    preview = shown(trainee.get(f"{page}/share").text)
    sent = {"version": str(review.version), "kind": "line_manager", "name": "Morag Ellwood"}
    given = trainee.post(f"{page}/share", data=sent | {"shows": ["requirements", "dates"]})
    [address] = re.findall(r"<code>http://localhost(/review/[\w-]{43,})</code>", given.text)
    trainee.client.delete_cookie("sid", domain="localhost")
    assert shown(trainee.get(address).text) == preview
    assert "units passed" not in preview


def tutor_of_another(review: ProgressReview) -> Person:
    return factory.reviewer(factory.place())


def supervisor(review: ProgressReview) -> Person:
    return sharing.staff(review.enrolment, "supervisor")


def line_manager(review: ProgressReview) -> Person:
    review.enrolment.person.line_manager = people.person(Role.lead_iqa)
    return review.enrolment.person.line_manager


def by_role(role: Role) -> Callable[[ProgressReview], Person]:
    def made(review: ProgressReview) -> Person:
        return people.person(role)

    made.__name__ = role.value
    return made


@pytest.mark.parametrize(
    "who",
    [tutor_of_another, supervisor, line_manager, *[by_role(role) for role in Role if role is not Role.lead_iqa]],
)
def test_nobody_else_opens_a_review(visit: Visit, session: Session, who: Any) -> None:
    review = factory.signed()
    visitor = visit(who(review))
    for path in ("", "/write", "/share", "/sign", "/third"):
        assert visitor.get(f"/progress-reviews/{review.public_id}{path}").status_code == 404
    for path in ("/begin", "/reopen", "/cancel", "/correct", "/link", "/move", "/fill", "/third", "/sign"):
        assert visitor.post(f"/progress-reviews/{review.public_id}{path}").status_code == 404


@pytest.mark.parametrize("part", ["assessor", "lead"])
def test_who_else_works_with_the_trainee_reads_and_does_nothing(visit: Visit, session: Session, part: str) -> None:
    review = factory.signed()
    person = people.person(Role.lead_iqa) if part == "lead" else sharing.staff(review.enrolment, part)
    visitor, path = visit(person), f"/progress-reviews/{review.public_id}"
    assert "Rhubarb" in visitor.get(path).text
    for action in ("begin", "reopen", "cancel", "correct", "link"):
        assert visitor.post(f"{path}/{action}").status_code in {403, 404}


def test_a_line_manager_with_an_account_finds_this_page_and_no_other(visit: Visit, session: Session) -> None:
    place = factory.place()
    manager = people.person()
    place.person.line_manager = manager
    third = factory.MANAGER._replace(email=manager.email, name=manager.full_name)
    review = factory.written(place, third=third)
    path = f"/progress-reviews/{review.public_id}"
    assert visit(manager).get(f"{path}/third").status_code == 404
    trainee = visit(place.person)
    sent = {"version": str(review.version), "kind": "line_manager", "name": manager.full_name, "email": manager.email}
    assert trainee.post(f"{path}/share", data=sent).status_code == 200
    visitor = visit(manager)
    page = visitor.get(f"{path}/third").text
    assert "Rhubarb" in page and "units passed" not in page
    assert visitor.get(path).status_code == 404
    assert visitor.get(f"/trainees/{place.public_id}").status_code == 404
    answered = {"version": version_on(page), "text": factory.THIRD, "name": manager.full_name}
    assert visitor.post(f"{path}/third", data=answered).status_code == 303
    assert visitor.post(f"{path}/third", data=answered).status_code == 409
    assert "Nothing is left to do" in visitor.get(f"{path}/third").text
    session.expire_all()
    assert review.signed_by(Part.counterpart).person_id == manager.id


@pytest.mark.parametrize("how", ["reopened", "cancelled", "linked", "old"])
def test_a_link_that_is_over_looks_like_one_that_never_was(client: FlaskClient, session: Session, how: str) -> None:
    review, path = factory.shared()
    if how == "reopened":
        factory.services.reopen(review, by=review.reviewer)
    elif how == "cancelled":
        factory.services.cancel(review, by=review.reviewer)
    elif how == "linked":
        factory.services.link_again(review, by=review.enrolment.person)
    else:
        for link in factory.services.queries.open_links(review):
            link.expires_on = london.today() - timedelta(days=1)
    session.commit()
    over, unknown = client.get(path), client.get("/review/" + "x" * 43)
    assert (over.status_code, unknown.status_code) == (404, 404)
    assert over.text == unknown.text


def test_home_says_when_the_next_review_is(visit: Visit, session: Session) -> None:
    place = factory.place()
    trainee = visit(place.person)
    assert "Your tutor or assessor plans the day" in trainee.get("/").text
    factory.planned(place)
    page = trainee.get("/").text
    assert "With Morag Ellwood" in page
    assert trainee.statements("/") <= 15
    factory.services.cancel(stored(session), by=place.person)
    place.person.centre.review_weeks = 0
    assert "Next progress review" not in trainee.get("/").text


@pytest.mark.parametrize("role", [Role.hr, Role.set_organiser, Role.eqa, Role.system_administrator])
def test_the_list_is_for_those_who_hold_reviews(visit: Visit, session: Session, role: Role) -> None:
    assert visit(people.person(role)).get("/progress-reviews").status_code == 404
