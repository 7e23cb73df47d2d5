import re

import pytest
from sqlalchemy import select

from assessments.comments import queries
from assessments.comments.models import AnchoredComment
from assessments.grading import queries as grading_queries
from assessments.grading.answers import Answers
from assessments.phrases.models import FeedbackPhrase
from core.db import db
from tests.assessments.comments.test_services import ACCOUNT
from tests.factories import comments, grading, people
from tests.sql_count import MOST, count_sql


@pytest.fixture
def sheet(session):
    return grading.mark_sheet(grading.allocated(text=ACCOUNT))


@pytest.fixture
def page(client, sheet):
    """A browser with the sheet's assessor, and the address of the marking page."""
    people.login(sheet.assessor, people.PASSWORD)
    people.sign_in(client, sheet.assessor)
    return client, f"/marking/{sheet.submission.public_id}"


def typed(sheet, **fields):
    """What the page sends, with one comment typed on 1.1."""
    key = sheet.submission.unit.criteria[0].public_id.hex
    form = {"version": str(sheet.version), "page": "page-1", f"comment_{key}": "Half a thought", "quote_key": "one"}
    return form | {"quote_on": key} | fields


def kept(sheet):
    db.session.expire_all()
    return Answers.from_draft(sheet.draft).criteria.get("1.1")


def test_what_is_typed_is_kept_without_leaving_the_page(page, sheet):
    client, address = page
    answer = client.post(f"{address}/kept", data=typed(sheet))
    assert answer.status_code == 200
    assert re.fullmatch(r"Saved at \d\d:\d\d", answer.json["saved"])
    assert kept(sheet).comment == "Half a thought"
    assert answer.json["version"] == sheet.version


def test_a_retry_after_a_lost_answer_is_no_conflict_and_another_window_is(page, sheet):
    client, address = page
    form = typed(sheet)
    assert client.post(f"{address}/kept", data=form).status_code == 200
    assert client.post(f"{address}/kept", data=form).status_code == 200
    key = next(name for name in form if name.startswith("comment_"))
    other = client.post(f"{address}/kept", data=form | {"page": "page-2", key: "From another window"})
    assert other.status_code == 409
    assert "changed in another window" in other.json["message"]
    assert kept(sheet).comment == "Half a thought"


def test_nothing_is_kept_after_the_decision(client, sheet):
    form = typed(sheet)
    grading.decision(sheet)
    people.login(sheet.assessor, people.PASSWORD)
    people.sign_in(client, sheet.assessor)
    answer = client.post(f"/marking/{sheet.submission.public_id}/kept", data=form)
    assert (answer.status_code, answer.json["message"]) == (409, "This submission is not being marked now.")


def test_only_the_assessor_of_the_work_keeps_anything(client, sheet):
    other = grading.assessor()
    people.login(other, people.PASSWORD)
    people.sign_in(client, other)
    assert client.post(f"/marking/{sheet.submission.public_id}/kept", data=typed(sheet)).status_code == 404
    assert client.get(f"/marking/{sheet.submission.public_id}/beside").status_code == 404


def test_a_comment_and_what_is_typed_are_kept_together_in_few_statements(page, sheet):
    client, address = page
    form = typed(sheet, do="comment", quote="a question", quote_words="Which one?")
    client.get(address)
    with count_sql() as sent:
        answer = client.post(f"{address}/kept", data=form)
    assert answer.status_code == 200
    assert len(sent) <= MOST
    comment = db.session.scalars(select(AnchoredComment)).one()
    assert answer.json["goto"] == f"n-{comment.public_id.hex}"
    assert "Which one?" in answer.json["panels"]["evidence-1"]
    assert "<mark>a question" in answer.json["panels"]["evidence-1"]
    assert comment.public_id.hex in answer.json["panels"]["on-1.1"]
    assert kept(sheet).comment == "Half a thought"
    assert client.post(f"{address}/kept", data=form).status_code == 200
    assert len(db.session.scalars(select(AnchoredComment)).all()) == 1


def test_words_that_are_not_there_are_told_beside_their_box_and_nothing_is_kept(page, sheet):
    client, address = page
    form = typed(sheet, do="comment", quote="Not a word of it", quote_words="Which one?")
    answer = client.post(f"{address}/kept", data=form)
    assert (answer.status_code, answer.json["field"]) == (422, "quote")
    assert kept(sheet) is None


def test_without_javascript_the_same_form_comments_changes_and_removes(page, sheet):
    client, address = page
    form = typed(sheet, page="", do="comment", quote="a question", quote_words="Which one?")
    answer = client.post(address, data=form)
    comment = db.session.scalars(select(AnchoredComment)).one()
    name = comment.public_id.hex
    assert (answer.status_code, answer.location) == (303, f"{address}#n-{name}")
    assert kept(sheet).comment == "Half a thought"
    shown = client.get(address).text
    assert f'href="#n-{name}"' in shown and f'href="#q-{name}"' in shown and "Which one?" in shown
    other = sheet.submission.unit.criteria[1].public_id.hex
    form = typed(sheet, page="", do=f"change:{name}", **{f"said_{name}": "Which of them?", f"on_{name}": other})
    assert client.post(address, data=form).status_code == 303
    db.session.expire_all()
    assert (comment.text, comment.criterion.code) == ("Which of them?", "1.2")
    assert client.post(address, data=typed(sheet, page="", do=f"phrase:{name}")).status_code == 303
    assert db.session.scalars(select(FeedbackPhrase.text)).all() == ["Which of them?"]
    assert client.post(address, data=typed(sheet, page="", do=f"remove:{name}")).status_code == 303
    assert queries.comments_on([sheet.id]) == []


def test_without_javascript_nothing_typed_is_lost_when_the_words_are_not_there(page, sheet):
    client, address = page
    answer = client.post(address, data=typed(sheet, do="comment", quote="Not a word", quote_words="Which one?"))
    assert answer.status_code == 422
    for words in ("These words are not in the work.", "Not a word", "Which one?", "Half a thought"):
        assert words in answer.text


def test_a_criterion_of_another_unit_takes_no_comment(page, sheet):
    client, address = page
    form = typed(sheet, do="comment", quote="a question", quote_words="Which one?", quote_on="0" * 32)
    assert client.post(f"{address}/kept", data=form).status_code == 422
    assert queries.comments_on([sheet.id]) == []


def test_comments_of_another_sheet_cannot_be_named(page, sheet):
    client, address = page
    other = comments.comment(grading.mark_sheet())
    form = typed(sheet, do=f"remove:{other.public_id.hex}")
    assert client.post(f"{address}/kept", data=form).status_code == 200
    assert queries.comments_on([other.mark_sheet_id]) == [other]
    form = typed(sheet, do=f"change:{other.public_id.hex}")
    assert client.post(f"{address}/kept", data=form).status_code == 409


def test_a_second_attempt_with_comments_takes_fifteen_statements_at_most(client, session):
    first = grading.mark_sheet(grading.allocated(text=ACCOUNT))
    comments.comment(first, "nobody needed me", code="1.2", text="Show it.")
    decision = grading.decision(first, refer=("1.2",))
    again = ACCOUNT.replace("At the end", "In the end")
    sheet = grading.mark_sheet(grading.allocated(decision.submission.enrolment, by=first.assessor, text=again))
    people.login(sheet.assessor, people.PASSWORD)
    people.sign_in(client, sheet.assessor)
    address = f"/marking/{sheet.submission.public_id}"
    client.get(address)
    with count_sql() as sent:
        page = client.get(address).text
    assert len(sent) <= MOST
    assert "<ins>In</ins>" in page and "<del>At</del>" in page and "Show it." in page
    criterion = grading_queries.open_criteria(sheet.submission)[0]
    form = {"version": str(sheet.version), "page": "p", "quote_key": "k", "quote_on": criterion.public_id.hex}
    form |= {
        f"comment_{criterion.public_id.hex}": "Typed",
        "do": "comment",
        "quote": "a question",
        "quote_words": "Yes.",
    }
    with count_sql() as sent:
        assert client.post(f"{address}/kept", data=form).status_code == 200
    assert len(sent) <= MOST


def test_the_trainee_reads_the_comments_beside_their_text_and_others_the_words(client, sheet):
    comments.comment(sheet, "nobody needed me", text="This is the strongest passage.")
    decision = grading.decision(sheet)
    trainee = decision.submission.enrolment.person
    for reader, heading in ((trainee, "Your text with the comments"), (sheet.assessor, "Comments on the words")):
        people.login(reader, people.PASSWORD)
        people.sign_in(client, reader)
        page = client.get(f"/feedback-on/{decision.public_id}").text
        assert heading in page and "This is the strongest passage." in page
    assert "I wrote it down" not in page
    page = client.get(f"/marking/{sheet.submission.public_id}").text
    assert "This is the strongest passage." in page and 'name="do"' not in page


def test_a_draft_comment_is_nobody_elses_yet(client, session):
    sheet = grading.mark_sheet(grading.allocated(by=grading.assessor(qualified=False), text=ACCOUNT))
    comments.comment(sheet, "nobody needed me", text="This is the strongest passage.")
    decision = grading.decision(sheet)
    trainee = decision.submission.enrolment.person
    people.login(trainee, people.PASSWORD)
    people.sign_in(client, trainee)
    assert client.get(f"/feedback-on/{decision.public_id}").status_code == 404
    checker = grading.assessor()
    people.login(checker, people.PASSWORD)
    people.sign_in(client, checker)
    assert "This is the strongest passage." in client.get(f"/countersign/{decision.public_id}").text


@pytest.mark.parametrize("is_left", [True, False])
def test_next_in_queue_opens_the_first_that_is_left(client, session, is_left):
    waiting = grading.allocated()
    if not is_left:
        grading.decision(grading.mark_sheet(waiting))
    people.login(waiting.assessor, people.PASSWORD)
    people.sign_in(client, waiting.assessor)
    assert client.get("/queue/next").location == (f"/marking/{waiting.public_id}" if is_left else "/queue")
