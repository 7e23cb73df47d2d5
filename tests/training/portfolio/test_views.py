"""The pages of evidence: the door, the editor, the list, and who is turned away."""

import html
import io
import json
import re
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import func, select

from core import keys
from people.models import Role
from tests.factories import people, portfolio
from training.awards.models import EvidenceKind
from training.portfolio import notes, services
from training.portfolio.models import Attachment, EvidenceItem, EvidenceState, ReflectiveModel

SAMPLES = Path(__file__).parents[2] / "samples"
ACCOUNTS = json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]
BAD_FILES = [
    ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "damaged"),
    ("empty.docx", b"", "This file is empty"),
    ("broken.docx", b"PK\x03\x04" + bytes(100), "damaged"),
    ("locked.pdf", b"%PDF-1.7\n1 0 obj\n", "damaged"),
    ("page.html", b"<!doctype html><script>alert(1)</script>", "This is not a document"),
]


@pytest.fixture
def place(session):
    return portfolio.enrolment()


@pytest.fixture
def visitor(visit, place):
    return visit(place.person)


def new(visitor, **fields):
    given = {"kind": "reflective_account", "title": "Account 3", "model": "none", "way": "write"} | fields
    return visitor.post("/accounts/new", data=given, content_type="multipart/form-data")


def upload(visitor, content, name, **fields):
    return new(visitor, way="upload", file=(io.BytesIO(content), name), **fields)


def editor(item, **fields):
    """What the editor of a draft sends."""
    given = {
        "version": str(item.version),
        "title": item.title,
        "model": item.model.value,
        "boxes": item.model.value,
        "parts-0": "My text",
    }
    return given | fields


def text_of(response):
    return html.unescape(response.text)


def items(session):
    return list(session.scalars(select(EvidenceItem).order_by(EvidenceItem.id)))


def hidden(response, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', response.text)
    return found.group(1) if found else None


# ---- The door ----


def test_every_kind_of_the_award_comes_in_by_one_door(visitor):
    page = visitor.get("/accounts/new").text
    for kind in ("written_task", "work_product", "professional_discussion", "reflective_account"):
        assert f'value="{kind}"' in page
    for kind in ("meeting_log", "tutor_observation"):
        assert f'value="{kind}"' not in page


def test_writing_in_the_page_opens_the_editor_of_a_draft(visitor, session):
    answer = new(visitor, model="gibbs")
    [item] = items(session)
    assert (answer.status_code, answer.location) == (303, f"/accounts/{item.public_id}")
    page = visitor.get(answer.location)
    assert page.status_code == 200
    for heading in ("What happened", "Thoughts and feelings", "Next time"):
        assert heading in page.text


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account["id"])
def test_every_sample_account_is_taken_with_its_words_counted(visitor, session, account):
    path = SAMPLES / account["file"]
    answer = upload(visitor, path.read_bytes(), path.name)
    assert answer.status_code == 303, text_of(answer)
    [item] = items(session)
    assert item.words == account["words"]
    assert item.attachment.size == path.stat().st_size
    page = text_of(visitor.get(answer.location))
    assert path.name in page
    assert f"{account['words']:,}" in page


@pytest.mark.parametrize(("name", "content", "said"), BAD_FILES, ids=[each[0] for each in BAD_FILES])
def test_a_bad_file_gets_a_clear_message_and_keeps_the_rest_of_the_form(visitor, session, name, content, said):
    answer = upload(visitor, content, name, title="What the questions did", model="kolb")
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'id="file-error"' in page
    assert said in page
    assert 'value="What the questions did"' in page
    assert re.search(r'<option selected value="kolb"', page)
    assert re.search(r'value="upload" checked', page)
    assert not hidden(answer, "kept")
    assert items(session) == []
    assert session.scalar(select(func.count()).select_from(Attachment)) == 0


def test_a_good_file_stays_when_another_field_was_wrong(visitor, session):
    answer = upload(visitor, b"Six words are in this file.", "mine.txt", title="")
    assert answer.status_code == 422
    assert "mine.txt is here already" in text_of(answer)
    again = new(visitor, way="upload", title="Now with a title", kept=hidden(answer, "kept"))
    assert again.status_code == 303
    [item] = items(session)
    assert (item.words, item.attachment.name) == (6, "mine.txt")


def test_a_file_kept_for_somebody_else_cannot_be_claimed(visitor, session):
    stranger = people.person(Role.trainee)
    attachment, _text = services.keep_upload(io.BytesIO(b"Not yours."), "theirs.txt", by=stranger)
    answer = new(visitor, way="upload", kept=str(attachment.public_id))
    assert answer.status_code == 422
    assert "Choose the file again." in answer.text
    assert items(session) == []


@pytest.mark.parametrize("kept", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_uploading_without_a_file_asks_for_one(visitor, session, kept):
    answer = new(visitor, way="upload", kept=kept)
    assert answer.status_code == 422
    assert "Choose a" in answer.text or "Choose the file again." in answer.text
    assert items(session) == []


@pytest.mark.parametrize("field", ["kind", "title", "model", "enrolment"])
def test_what_was_not_offered_is_not_taken(visitor, session, field):
    assert new(visitor, **{field: "" if field == "title" else "meeting_log"}).status_code == 422
    assert items(session) == []


def test_the_place_of_another_trainee_cannot_be_written_for(visitor, session):
    other = portfolio.enrolment()
    assert new(visitor, enrolment=str(other.public_id)).status_code == 422
    assert items(session) == []


# ---- The editor ----


def test_saving_keeps_the_text_the_meetings_and_the_criteria(visitor, session, place):
    item, meeting = portfolio.draft(place), portfolio.meeting(place.person)
    [criterion] = portfolio.criteria(place, "C5-3 1.1")
    typed = editor(
        item, **{"parts-0": "Three new words", "criteria": str(criterion.public_id), "meetings": str(meeting.public_id)}
    )
    answer = visitor.post(f"/accounts/{item.public_id}", data=typed)
    assert answer.status_code == 303
    session.expire_all()
    assert (item.text, item.words, item.criteria, item.meetings) == ("Three new words", 3, [criterion], [meeting])
    assert "Saved at" in visitor.get(answer.location).text


def test_changing_the_headings_keeps_every_word(visitor, session, place):
    item = portfolio.draft(place, text="All of it")
    visitor.post(f"/accounts/{item.public_id}", data=editor(item, **{"parts-0": "All of it", "model": "driscoll"}))
    session.expire_all()
    assert (item.model, item.parts) == (
        ReflectiveModel.driscoll,
        {"what": "All of it", "so_what": "", "now_what": ""},
    )


def test_an_account_is_made_ready_from_the_editor(visitor, session, place):
    item, meeting = portfolio.draft(place), portfolio.meeting(place.person)
    [criterion] = portfolio.criteria(place, "C5-3 1.1")
    typed = editor(
        item,
        **{
            "parts-0": portfolio.words(1200),
            "criteria": str(criterion.public_id),
            "meetings": str(meeting.public_id),
            "identifies_nobody": "y",
        },
    )
    assert visitor.post(f"/accounts/{item.public_id}/ready", data=typed).status_code == 303
    session.expire_all()
    assert item.state is EvidenceState.ready
    page = visitor.get(f"/accounts/{item.public_id}").text
    assert "Ready to send" in page
    assert "Take back to draft" in page
    visitor.post(f"/accounts/{item.public_id}/take-back")
    session.expire_all()
    assert item.state is EvidenceState.draft


def test_what_is_missing_is_said_and_what_was_typed_comes_back(visitor, session, place):
    item = portfolio.draft(place, text="Old text")
    answer = visitor.post(f"/accounts/{item.public_id}/ready", data=editor(item, **{"parts-0": "Far too short"}))
    assert answer.status_code == 422
    assert "Not yet, because" in answer.text
    assert "Far too short" in answer.text
    assert "Not saved yet" not in re.search(r"<span data-save>.*?</span>", answer.text).group()
    session.expire_all()
    assert (item.state, item.text) == (EvidenceState.draft, "Far too short")


def test_notes_that_are_deleted_take_their_key_with_them_whatever_else_was_asked_for(visitor, session, place):
    item = portfolio.draft(place, text="Old text")
    visitor.post(f"/accounts/{item.public_id}", data=editor(item, notes="For me alone."))
    session.expire_all()
    name = notes.note_of(item).key_name
    assert visitor.post(f"/accounts/{item.public_id}/ready", data=editor(item, notes="")).status_code == 422
    session.expire_all()
    assert notes.note_of(item) is None
    with pytest.raises(keys.KeyGone):
        keys.key_named(current_app.config["DATA"] / "keys" / "notes", name)


def test_a_criterion_or_meeting_that_was_not_offered_is_refused(visitor, session, place):
    item = portfolio.draft(place)
    [wrong_kind] = portfolio.criteria(place, "C5-3 2.2")
    foreign = portfolio.meeting(people.person(Role.trainee))
    for field, thing in (("criteria", wrong_kind), ("meetings", foreign)):
        answer = visitor.post(f"/accounts/{item.public_id}", data=editor(item, **{field: str(thing.public_id)}))
        assert answer.status_code == 422
        assert "Choose from the list." in answer.text
    session.expire_all()
    assert (item.criteria, item.meetings) == ([], [])


def test_two_tabs_keep_both_texts(visitor, session, place):
    item = portfolio.draft(place, text="First text")
    before = editor(item, **{"parts-0": "Typed in the second tab"})
    visitor.post(f"/accounts/{item.public_id}", data=editor(item, **{"parts-0": "Saved in the first tab"}))
    answer = visitor.post(f"/accounts/{item.public_id}", data=before)
    assert answer.status_code == 409
    assert "Saved in the first tab" in answer.text
    assert "Typed in the second tab" in answer.text
    assert "Save what you typed" in answer.text
    session.expire_all()
    assert item.text == "Saved in the first tab"
    kept = before | {"version": hidden(answer, "version")}
    assert visitor.post(f"/accounts/{item.public_id}", data=kept).status_code == 303
    session.expire_all()
    assert item.text == "Typed in the second tab"


@pytest.mark.parametrize("model", [None, "no such model"])
def test_a_late_text_under_no_headings_of_ours_is_shown_under_those_of_the_piece(visitor, place, model):
    item = portfolio.ready(place, "C5-3 1.1")
    late = editor(item, **{"parts-0": "Typed too late"}) | {"model": model}
    answer = visitor.post(f"/accounts/{item.public_id}", data={key: each for key, each in late.items() if each})
    assert answer.status_code == 409


def test_what_was_typed_is_shown_even_when_the_account_was_made_ready_meanwhile(visitor, place):
    item = portfolio.ready(place, "C5-3 1.1")
    answer = visitor.post(f"/accounts/{item.public_id}", data=editor(item, **{"parts-0": "Typed too late"}))
    assert answer.status_code == 409
    assert "Typed too late" in answer.text
    assert "Save what you typed" not in answer.text


def test_another_file_takes_the_place_of_the_first(visitor, session, place):
    upload(visitor, b"One two three.", "first.txt")
    [item] = items(session)
    typed = {"version": str(item.version), "title": "Account 3", "model": "none"}
    second = typed | {"file": (io.BytesIO(b"Four words in here."), "second.txt")}
    visitor.post(f"/accounts/{item.public_id}", data=second, content_type="multipart/form-data")
    session.expire_all()
    assert (item.words, item.attachment.name) == (4, "second.txt")


def test_a_bad_second_file_leaves_the_first_and_the_rest_of_the_form(visitor, session, place):
    upload(visitor, b"One two three.", "first.txt")
    [item] = items(session)
    typed = {
        "version": str(item.version),
        "title": "A better title",
        "model": "none",
        "file": (io.BytesIO(b"\x00" * 50), "x.docx"),
    }
    answer = visitor.post(f"/accounts/{item.public_id}", data=typed, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "A better title" in answer.text
    session.expire_all()
    assert (item.words, item.title) == (3, "Account 3")


def test_the_author_gets_the_file_back_as_a_download_that_no_browser_opens(visitor, session, place):
    upload(visitor, "Zwei Wörter".encode(), "Bericht über Sitzung.txt")
    [item] = items(session)
    answer = visitor.get(f"/accounts/{item.public_id}/file")
    assert answer.data == "Zwei Wörter".encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/octet-stream"


def test_text_is_shown_as_text(visitor, place):
    item = portfolio.ready(
        place, "C5-3 1.1", title="<b>x</b>", text=portfolio.words(999) + " <script>alert(1)</script>"
    )
    page = visitor.get(f"/accounts/{item.public_id}").text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_an_item_that_was_not_accepted_begins_a_new_draft(visitor, session, place):
    sent = portfolio.decided(place, refer=("1.1",))
    [item] = [each.evidence_item for each in sent.items if each.evidence_item.state is EvidenceState.not_accepted]
    assert "Begin a new draft" in visitor.get(f"/accounts/{item.public_id}").text
    answer = visitor.post(f"/accounts/{item.public_id}/revise")
    assert answer.status_code == 303
    session.expire_all()
    assert item.state is EvidenceState.superseded
    assert visitor.get(answer.location).status_code == 200


def test_a_locked_item_can_be_neither_taken_back_nor_withdrawn(visitor, session, place):
    item = portfolio.submission(place).items[0].evidence_item
    for action in ("take-back", "withdraw", "revise"):
        assert visitor.post(f"/accounts/{item.public_id}/{action}").status_code == 409
    session.expire_all()
    assert item.state is EvidenceState.locked


# ---- From the record ----


def test_records_are_added_without_an_upload(visitor, session, place):
    first, second = portfolio.meeting(place.person), portfolio.meeting(place.person)
    [criterion] = portfolio.criteria(place, "C5-2 2.1")
    chosen = {"records": [str(first.public_id), str(second.public_id)], "criteria": [str(criterion.public_id)]}
    answer = visitor.post("/accounts/from-record?kind=meeting_log", data=chosen)
    assert answer.status_code == 303
    assert [(item.state, item.practice_record_id) for item in items(session)] == [
        (EvidenceState.ready, first.id),
        (EvidenceState.ready, second.id),
    ]
    assert str(first.public_id) not in visitor.get("/accounts/from-record?kind=meeting_log").text


def test_somebody_elses_record_is_neither_shown_nor_taken(visitor, session, place):
    foreign = portfolio.meeting(people.person(Role.trainee))
    assert str(foreign.public_id) not in visitor.get("/accounts/from-record?kind=meeting_log").text
    [criterion] = portfolio.criteria(place, "C5-2 2.1")
    chosen = {"records": [str(foreign.public_id)], "criteria": [str(criterion.public_id)]}
    assert visitor.post("/accounts/from-record?kind=meeting_log", data=chosen).status_code == 422
    assert items(session) == []


def test_a_record_shows_only_criteria_of_its_kind(visitor, session, place):
    record = portfolio.meeting(place.person)
    [criterion] = portfolio.criteria(place, "C5-3 1.1")
    chosen = {"records": [str(record.public_id)], "criteria": [str(criterion.public_id)]}
    assert visitor.post("/accounts/from-record?kind=meeting_log", data=chosen).status_code == 422
    assert items(session) == []


def test_a_kind_that_is_no_record_is_not_found(visitor):
    assert visitor.get("/accounts/from-record?kind=written_task").status_code == 404


@pytest.mark.parametrize(
    ("make", "kind", "criterion"),
    [
        (portfolio.meeting, EvidenceKind.meeting_log, "C5-2 2.1"),
        (portfolio.observation, EvidenceKind.observation_record, "C5-2 2.2"),
        (portfolio.supervision, EvidenceKind.supervision_record, "C5-3 2.1"),
        (portfolio.feedback, EvidenceKind.member_feedback, "C5-2 3.1"),
    ],
)
def test_the_page_of_a_record_shows_its_facts_ready_and_as_a_draft(visitor, place, make, kind, criterion):
    criteria = portfolio.criteria(place, criterion)
    item = services.add_from_record(place, kind, make(place.person), criteria, by=place.person)
    assert '<dl class="facts">' in visitor.get(f"/accounts/{item.public_id}").text
    visitor.post(f"/accounts/{item.public_id}/take-back")
    page = visitor.get(f"/accounts/{item.public_id}")
    assert '<dl class="facts">' in page.text
    assert 'name="parts-0"' not in page.text
    saved = {"version": hidden(page, "version"), "criteria": [str(each.public_id) for each in criteria]}
    assert visitor.post(f"/accounts/{item.public_id}/ready", data=saved).status_code == 303


# ---- The list, and who is turned away ----


def test_the_list_has_accounts_first_and_says_how_each_stands(visitor, place):
    portfolio.draft(place, EvidenceKind.work_product, title="A plan")
    portfolio.draft(place, title="An account")
    page = visitor.get("/accounts").text
    assert page.index("An account") < page.index("A plan")
    assert "Draft" in page
    assert "An account" not in visitor.get("/accounts?show=ready").text
    assert visitor.get("/accounts?show=everything").status_code == 404


def test_an_empty_list_says_what_will_be_here(visitor):
    assert "No evidence yet" in visitor.get("/accounts").text


def test_a_trainee_without_an_award_is_told_so(visit, session):
    visitor = visit(people.person(Role.trainee))
    for path in ("/accounts/new", "/accounts/from-record"):
        assert "Nothing to write for yet" in visitor.get(path).text
    assert "No units yet" in visitor.get("/units").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.trainee])
def test_no_other_role_opens_the_text_of_a_trainee(visit, place, role):
    item = portfolio.submission(place).items[0].evidence_item
    visitor = visit(people.person(role))
    for path in ("", "/file"):
        assert visitor.get(f"/accounts/{item.public_id}{path}").status_code == 404
    assert visitor.get("/accounts").status_code == 404


def test_another_trainee_finds_nothing(visit, place):
    item = portfolio.draft(place)
    visitor = visit(people.person(Role.trainee))
    assert visitor.get(f"/accounts/{item.public_id}").status_code == 404
    for action in ("", "/ready", "/take-back", "/withdraw", "/revise"):
        assert visitor.post(f"/accounts/{item.public_id}{action}", data=editor(item)).status_code == 404


def test_a_trainee_of_another_centre_finds_nothing(visit, place):
    item = portfolio.draft(place)
    people.centre()
    stranger = people.person(Role.trainee)
    assert visit(stranger).get(f"/accounts/{item.public_id}").status_code == 404


def test_no_page_of_evidence_needs_more_than_15_statements(visitor, session, place):
    for _each in range(6):
        portfolio.fill(place, "C5-3")
        portfolio.fill(place, "C5-2")
    draft = portfolio.draft(place)
    for path in ("/accounts", "/accounts/new", "/accounts/from-record", f"/accounts/{draft.public_id}"):
        assert visitor.statements(path) <= 15, path
