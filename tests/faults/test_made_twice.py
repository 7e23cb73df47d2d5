"""What is made by a form is made once, when the same page is sent again: after a double tap, or a lost answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessments.adjustments.forms import AskForm as AdjustmentForm
from assessments.adjustments.models import Adjustment
from assessments.appeals.forms import RaiseForm as AppealForm
from assessments.appeals.models import Appeal
from assessments.iqa.models import EqaVisit
from assessments.malpractice.forms import RaiseForm as CaseForm
from assessments.malpractice.models import MalpracticeCase
from assessments.visits.forms import PlanVisitForm
from assessments.workload.forms import AbsenceForm
from core.db import Base, db
from core.history import HistoryEntry
from core.mail import Mail
from core.once import OnceForm
from people.forms import AddCredentialForm, DeclareConflictForm
from people.models import ConflictDeclaration, Person, Role, StaffCredential
from people.working_time.models import Absence
from tests import london
from tests.assessments.readers import text_of
from tests.factories import appeals, discussions, grading, people, quality, reviews, sharing, testimony
from tests.factories import portfolio as portfolio_factory
from tests.guards.forms import Forms, Sent
from training.discussions.forms import RecordForm
from training.discussions.models import Discussion
from training.portfolio.forms import NewEvidenceForm
from training.portfolio.models import EvidenceItem
from training.practice.diary_views import DiaryForm
from training.practice.models import DiaryEntry
from training.reviews.forms import PlanForm
from training.reviews.models import ProgressReview
from training.sharing.forms import ShareForm
from training.sharing.models import DraftReview, DraftShare
from training.staff.forms import CpdForm
from training.staff.models import CpdEntry
from training.testimony.forms import AskForm, NameExpertForm
from training.testimony.models import ExpertWitness, WitnessTestimony

TODAY = london.today()


@dataclass
class Page:
    """A page that makes something: who opens it, what they type beside what it suggests, and where it leads."""

    by: Person
    path: str
    typed: dict[str, Any] = field(default_factory=dict)
    leads_to: str = ""  # empty: the page of what was made


def asking_a_witness() -> Page:
    place = testimony.place()
    return Page(place.person, "/testimonies/ask", {"name": "Wilma Ashgrove", "email": ""}, "/testimonies/{}")


def asking_an_expert() -> Page:
    expert = testimony.expert()
    typed = {"witness": str(expert.public_id), "email": ""}
    return Page(expert.enrolment.person, "/testimonies/ask", typed, "/testimonies/{}")


def naming_an_expert() -> Page:
    place = testimony.place()
    path = f"/trainees/{place.public_id}/experts"
    return Page(testimony.assessor_of(place), path, {"email": "edith@example.net"}, path)


def asking_for_an_adjustment() -> Page:
    place = testimony.place()
    return Page(place.person, f"/adjustments/new/{place.public_id}", {"kind": "more_time"}, "/adjustments/{}")


def recording_a_discussion() -> Page:
    place = discussions.place()
    path = f"/discussions/with/{place.public_id}"
    return Page(discussions.assessor_of(place), path, {"minutes": "20"}, "/discussions/{}")


def recording_questions() -> Page:
    submission = grading.mark_sheet().submission
    path = f"/discussions/while-marking/{submission.public_id}"
    return Page(submission.assessor, path, {"minutes": "20"}, "/discussions/{}")


def entering_cpd() -> Page:
    people.person(Role.supervisor)
    return Page(grading.assessor(), "/cpd/new", {"minutes": "90"}, "/cpd")


def writing_in_the_diary() -> Page:
    return Page(testimony.place().person, "/diary/new", {"record": ""}, "/diary")


def adding_a_credential() -> Page:
    person = people.person(Role.assessor)
    path = f"/people/{person.public_id}"
    return Page(people.person(Role.centre_administrator), f"{path}/credentials", {"expires_on": ""}, path)


def declaring_a_conflict() -> Page:
    person, other = people.person(Role.assessor), people.person(Role.trainee)
    path = f"/people/{person.public_id}"
    return Page(person, f"{path}/conflicts", {"about": other.email}, path)


def writing_an_absence() -> Page:
    person = grading.assessor()
    path = f"/workload/{person.public_id}"
    return Page(people.person(Role.centre_administrator), f"{path}/away", {"cover": ""}, path)


def planning_a_review() -> Page:
    place = reviews.place()
    typed = {"planned_on": (TODAY + timedelta(days=5)).isoformat(), "name": "Morag Ellwood", "email": ""}
    return Page(reviews.reviewer(place), f"/progress-reviews/plan/{place.public_id}", typed, "/progress-reviews/{}")


def opening_a_visit() -> Page:
    quality.plain_award()
    people.person(Role.eqa)
    return Page(people.person(Role.lead_iqa), "/visits/new", {}, "/visits")


def asking_how_work_was_made() -> Page:
    submission = appeals.assessed()
    return Page(submission.assessor, f"/sent/{submission.public_id}/question", {}, "/")


def raising_an_appeal() -> Page:
    decision = appeals.decision()
    path = f"/feedback-on/{decision.public_id}/appeal"
    return Page(decision.submission.enrolment.person, path, {"grounds": "other"}, "/appeals/{}")


def sharing_with_a_tutor() -> Page:
    item = sharing.draft()
    path = f"/accounts/{item.public_id}/share"
    return Page(item.enrolment.person, path, {"period": "week", "email": ""}, path)


def making_a_link() -> Page:
    item = sharing.draft()
    path = f"/accounts/{item.public_id}/share"
    return Page(item.enrolment.person, path, {"reader": "link", "period": "week", "email": ""}, path)


def asking_for_a_review_of_drafts() -> Page:
    place = sharing.place()
    sharing.draft(place, sharing.account_criterion(place))
    path = f"/units/{portfolio_factory.unit(place).public_id}"
    return Page(place.person, f"{path}/review", {}, path)


def beginning_evidence() -> Page:
    return Page(testimony.place().person, "/accounts/new", {"way": "write"}, "/accounts/{}")


MAKING: list[tuple[type[OnceForm], type[Base], Callable[[], Page]]] = [
    (AskForm, WitnessTestimony, asking_a_witness),
    (AskForm, WitnessTestimony, asking_an_expert),
    (NameExpertForm, ExpertWitness, naming_an_expert),
    (AdjustmentForm, Adjustment, asking_for_an_adjustment),
    (RecordForm, Discussion, recording_a_discussion),
    (RecordForm, Discussion, recording_questions),
    (CpdForm, CpdEntry, entering_cpd),
    (DiaryForm, DiaryEntry, writing_in_the_diary),
    (AddCredentialForm, StaffCredential, adding_a_credential),
    (DeclareConflictForm, ConflictDeclaration, declaring_a_conflict),
    (AbsenceForm, Absence, writing_an_absence),
    (PlanForm, ProgressReview, planning_a_review),
    (PlanVisitForm, EqaVisit, opening_a_visit),
    (CaseForm, MalpracticeCase, asking_how_work_was_made),
    (AppealForm, Appeal, raising_an_appeal),
    (ShareForm, DraftShare, sharing_with_a_tutor),
    (ShareForm, DraftShare, making_a_link),
    (OnceForm, DraftReview, asking_for_a_review_of_drafts),
    (NewEvidenceForm, EvidenceItem, beginning_evidence),
]


def form_on(client: FlaskClient, page: Page) -> dict[str, Any]:
    """What a browser sends from the page: its own word, what it suggests, and what is typed."""
    db.session.commit()
    answer = client.get(page.path)
    assert answer.status_code == 200, text_of(answer)
    form: Sent
    [form] = [each for each in Forms(answer.text).found if "once" in each.chosen]
    return form.filled() | page.typed


def rows_of(model: type[Base]) -> int:
    return db.session.scalar(select(func.count(model.id))) or 0


@pytest.mark.parametrize(("_form", "model", "page_of"), MAKING, ids=[each[2].__name__ for each in MAKING])
def test_the_same_page_sent_again_makes_nothing_more_and_leads_to_what_was_made(
    client: FlaskClient, session: Session, _form: type[OnceForm], model: type[Base], page_of: Callable[[], Page]
) -> None:
    page = page_of()
    people.sign_in(client, page.by)
    before = rows_of(model)
    sent = form_on(client, page)
    first = client.post(page.path, data=sent)
    assert first.status_code in {200, 303}, text_of(first)  # a page that shows a link this once is no redirect
    told = [rows_of(HistoryEntry), rows_of(Mail)]
    again = client.post(page.path, data=sent)
    assert again.status_code == 303, text_of(again)
    made = session.scalars(select(model).order_by(model.id.desc())).first()
    assert again.location == page.leads_to.format(made.public_id)
    assert first.status_code == 200 or first.location == again.location
    assert "This was sent twice. It counts once." in text_of(client.get(again.location, follow_redirects=True))
    assert rows_of(model) == before + 1
    assert [rows_of(HistoryEntry), rows_of(Mail)] == told


def test_every_form_that_makes_once_is_in_the_table() -> None:
    known, found = {form for form, _model, _page in MAKING}, [OnceForm]
    for form in found:
        found += form.__subclasses__()
    assert set(found) == known


def test_other_words_on_the_same_page_make_another(client: FlaskClient, session: Session) -> None:
    page = entering_cpd()
    people.sign_in(client, page.by)
    sent = form_on(client, page)
    for learned in ("What a question is for.", "What silence is for.", "What silence is for."):
        assert client.post(page.path, data=sent | {"learned": learned}).location == "/cpd"
    assert rows_of(CpdEntry) == 2


def test_another_page_with_the_same_words_and_another_person_with_the_same_page_make_another(
    client: FlaskClient, session: Session
) -> None:
    page = entering_cpd()
    people.sign_in(client, page.by)
    first, second = form_on(client, page), form_on(client, page)
    assert first["once"] != second["once"]
    for sent in (first, second):
        client.post(page.path, data=sent)
    people.sign_in(client, grading.assessor())
    client.post(page.path, data=second)
    assert rows_of(CpdEntry) == 3


def test_nobody_chooses_the_public_id_of_what_they_make(client: FlaskClient, session: Session) -> None:
    page = entering_cpd()
    people.sign_in(client, page.by)
    sent = form_on(client, page)
    client.post(page.path, data=sent)
    made = session.scalars(select(CpdEntry)).one()
    assert made.public_id.version == 4 and made.public_id.hex not in str(sent)


def test_a_page_that_was_put_right_is_still_one(client: FlaskClient, session: Session) -> None:
    page = entering_cpd()
    people.sign_in(client, page.by)
    sent = form_on(client, page)
    back = client.post(page.path, data=sent | {"minutes": "0"})
    assert back.status_code == 422 and sent["once"][0] in back.text
    assert [client.post(page.path, data=sent).status_code for _ in range(2)] == [303, 303]
    assert rows_of(CpdEntry) == 1


def test_a_request_with_another_file_is_another(client: FlaskClient, session: Session) -> None:
    place = testimony.place()
    people.sign_in(client, place.person)
    sent = form_on(client, Page(place.person, f"/adjustments/new/{place.public_id}", {"kind": "more_time"}))
    for content in (b"A letter.", b"A letter.", b"Another letter."):
        file = {"file": (BytesIO(content), "letter.txt")}
        answer = client.post(f"/adjustments/new/{place.public_id}", data=sent | file)
        assert answer.status_code == 303, text_of(answer)
    assert rows_of(Adjustment) == 2
