"""The editor over HTTP: it saves by itself, loses nothing, and shows nobody else's words."""

import re

import pytest

from people.models import Role
from tests.factories import people, portfolio
from training.portfolio import notes, queries, services
from training.portfolio.flags import rows_of
from training.portfolio.models import EvidenceState

MAIL = "k.example@example.org"


@pytest.fixture
def place(session):
    return portfolio.enrolment()


@pytest.fixture
def visitor(visit, place):
    return visit(place.person)


def typed(item, text="typed", **fields):
    given = {"version": str(item.version), "title": item.title, "model": item.model.value, "boxes": item.model.value}
    return given | {"parts-0": text, "page": "page-a"} | fields


def autosave(visitor, item, text="typed", **fields):
    return visitor.post(f"/accounts/{item.public_id}/autosave", data=typed(item, text, **fields))


def test_what_is_typed_is_saved_and_the_answer_says_when_and_what_is_still_needed(visitor, session, place):
    item = portfolio.draft(place, text="old")
    answer = autosave(visitor, item, f"Ask {MAIL}", notes="to myself", facts_kept="the register")
    session.expire_all()
    assert (item.text, item.facts_kept, notes.read_note(item)) == (f"Ask {MAIL}", "the register", "to myself")
    assert answer.json["version"] == item.version
    assert re.fullmatch(r"Saved at \d\d:\d\d", answer.json["saved"])
    assert MAIL in answer.json["panels"]["flags"]
    assert "more words are needed" in answer.json["panels"]["ready"]


def test_a_save_whose_answer_was_lost_can_be_sent_again_by_the_same_page(visitor, session, place):
    item = portfolio.draft(place, text="old")
    seen = item.version
    assert autosave(visitor, item, "first").status_code == 200
    again = autosave(visitor, item, "first and more", version=str(seen))
    session.expire_all()
    assert (again.status_code, item.text) == (200, "first and more")


def test_a_page_goes_on_with_what_the_page_before_it_saved_while_it_was_left(visitor, session, place):
    item = portfolio.draft(place, text="old")
    seen = item.version
    autosave(visitor, item, "typed and reloaded")  # on its way while the page was loaded again
    answer = autosave(visitor, item, "typed and reloaded, and more", version=str(seen), page="b", continues="page-a")
    session.expire_all()
    assert (answer.status_code, item.text) == (200, "typed and reloaded, and more")
    assert autosave(visitor, item, "late", version=str(seen)).status_code == 409


def test_a_page_that_names_no_page_before_it_goes_on_with_nothing(visitor, session, place):
    item = portfolio.draft(place, text="old")
    seen = item.version
    autosave(visitor, item, "saved without a script", page="")
    assert autosave(visitor, item, "other", version=str(seen), page="", continues="").status_code == 409


def test_another_page_never_writes_over_what_was_saved_since(visitor, session, place):
    item = portfolio.draft(place, text="old")
    seen = item.version
    autosave(visitor, item, "from the first page")
    answer = autosave(visitor, item, "from the second", version=str(seen), page="page-b")
    session.expire_all()
    assert (answer.status_code, item.text) == (409, "from the first page")
    shown = visitor.post(
        f"/accounts/{item.public_id}", data=typed(item, "from the second", version=str(seen), page="b")
    )
    assert shown.status_code == 409
    assert "from the first page" in shown.text and "from the second" in shown.text


def test_what_cannot_be_linked_does_not_hold_up_the_text(visitor, session, place):
    meeting = portfolio.meeting(place.person)
    services.map_to(portfolio.draft(place), [], [meeting], by=place.person)
    item = portfolio.draft(place, text="old")
    assert autosave(visitor, item, "new", meetings=str(meeting.public_id)).status_code == 200
    session.expire_all()
    assert (item.text, item.meetings) == ("new", [])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"parts-0": "x" * 200_001}, ": Use at most 200,000 characters. This has 200,001."),
        ({"title": "x" * 201}, "Not saved. Title: Use at most 200 characters. This has 201."),
        ({"facts_kept": "x" * 301}, "Not saved. Where the facts are kept: Use at most 300 characters. This has 301."),
        ({"notes": "x" * 50_001}, "Not saved. Notes to yourself: Use at most 50,000 characters. This has 50,001."),
    ],
)
def test_what_is_too_long_to_keep_is_refused_with_the_box_and_the_reason(visitor, session, place, fields, told):
    item = portfolio.draft(place, text="old")
    title = item.title
    answer = autosave(visitor, item, "new", **fields)
    session.expire_all()
    assert (answer.status_code, item.text, item.title) == (422, "old", title)
    assert answer.json["message"].endswith(told)


def test_a_draft_without_a_title_saves_itself_under_the_one_before(visitor, session, place):
    item = portfolio.draft(place, text="old")
    title = item.title
    assert autosave(visitor, item, "new", title=" ").status_code == 200
    session.expire_all()
    assert (item.text, item.title) == ("new", title)


def test_what_is_no_draft_any_more_answers_with_a_conflict(visitor, place):
    item = portfolio.ready(place, "C5-3 1.1")
    assert autosave(visitor, item).status_code == 409


@pytest.mark.parametrize(
    ("decide", "fields", "text", "waiting"),
    [
        ("change", {"replacement-{}": "a colleague"}, "Ask a colleague twice: a colleague.", 0),
        ("keep", {"reason-{}": "a public address"}, f"Ask {MAIL} twice: {MAIL}.", 0),
        ("keep", {"reason-{}": " "}, f"Ask {MAIL} twice: {MAIL}.", 1),
        ("change", {"replacement-{}": " "}, f"Ask {MAIL} twice: {MAIL}.", 1),
        ("change", {"replacement-{}": "y" * 301}, f"Ask {MAIL} twice: {MAIL}.", 1),
        ("keep", {"reason-{}": "y" * 301}, f"Ask {MAIL} twice: {MAIL}.", 1),
    ],
)
def test_deciding_a_phrase_saves_what_was_typed(visitor, session, place, decide, fields, text, waiting):
    item = portfolio.draft(place, text="old")
    autosave(visitor, item, f"Ask {MAIL}")
    session.expire_all()
    [name] = re.findall(r"keep:(\w+)", visitor.get(f"/accounts/{item.public_id}").text)
    fields = {key.format(name): value for key, value in fields.items()}
    answer = visitor.post(
        f"/accounts/{item.public_id}/phrases",
        data=typed(item, f"Ask {MAIL} twice: {MAIL}.", decide=f"{decide}:{name}", **fields),
    )
    session.expire_all()
    assert answer.status_code == (422 if waiting else 303)
    assert (item.text, len(item.open_flags)) == (text, waiting)
    assert not waiting or all(f'value="{value}"' in answer.text for value in fields.values())


def test_a_phrase_is_shown_where_it_stands_by_itself(place):
    item = portfolio.draft(place, text="I met Winifred Thwaite-Barlow there. Later Winifred said little.")
    rows = {row["text"]: (row["before"], row["after"]) for row in rows_of(item)}
    assert rows["Winifred Thwaite-Barlow"] == ("I met ", " there. Later Winifred said little.")
    assert rows["Winifred"] == (["I", "met Winifred Thwaite-Barlow there. Later "][1], " said little.")


def test_after_a_change_the_page_leads_to_the_text_before(visitor, place):
    item = portfolio.draft(place, text=f"Ask {MAIL} and {MAIL}.")
    [flag] = [row for row in rows_of(item) if row["text"] == MAIL]
    fields = {"decide": f"change:{flag['name']}", f"replacement-{flag['name']}": "a colleague"}
    page = visitor.post(
        f"/accounts/{item.public_id}/phrases", data=typed(item, item.text, **fields), follow_redirects=True
    ).text
    [address] = re.findall(r'href="([^"]+)">See what changed', page)
    assert "<del>" in (compared := visitor.get(address).text) and MAIL in compared
    visitor.post(address)
    assert f"Ask {MAIL} and {MAIL}." in visitor.get(f"/accounts/{item.public_id}?changed=999").text


def test_a_phrase_that_is_not_there_is_answered_in_words(visitor, place):
    item = portfolio.draft(place, text="old")
    answer = visitor.post(f"/accounts/{item.public_id}/phrases", data=typed(item, decide="keep:nonsense"))
    assert answer.status_code == 422
    assert "not in the text any more" in answer.text


def test_versions_are_listed_compared_and_brought_back(visitor, session, place):
    item = portfolio.draft(place, text="I waited for the member")
    services.save(
        item,
        title=item.title,
        model=item.model,
        parts={"text": "I waited for the presenter"},
        identifies_nobody=False,
        by=place.person,
    )
    assert visitor.get(f"/accounts/{item.public_id}/versions").text.count("/versions/") >= 2
    page = visitor.get(f"/accounts/{item.public_id}/versions/1").text
    assert re.search(r"<del>.*member.*</del>", page) and re.search(r"<ins>.*presenter.*</ins>", page)
    assert visitor.get(f"/accounts/{item.public_id}/versions/1?with=2").status_code == 200
    assert visitor.get(f"/accounts/{item.public_id}/versions/9").status_code == 404
    assert visitor.get(f"/accounts/{item.public_id}/versions/1?with=9").status_code == 404
    assert visitor.post(f"/accounts/{item.public_id}/versions/1").status_code == 303
    session.expire_all()
    assert item.text == "I waited for the member"


def test_notes_can_be_changed_and_deleted_after_the_piece_was_made_ready(visitor, session, place):
    item = portfolio.ready(place, "C5-3 1.1")
    notes.write_note(item, "ask in supervision")
    assert "ask in supervision" in visitor.get(f"/accounts/{item.public_id}").text
    visitor.post(f"/accounts/{item.public_id}/notes", data={"notes": "asked"})
    assert notes.read_note(item) == "asked"
    refused = visitor.post(f"/accounts/{item.public_id}/notes", data={"notes": "z" * 50_001})
    assert refused.status_code == 422 and "z" * 50_001 in refused.text and "This has 50,001." in refused.text
    assert notes.read_note(item) == "asked"
    visitor.post(f"/accounts/{item.public_id}/notes", data={"notes": ""})
    assert notes.note_of(item) is None


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_author_opens_a_draft_its_versions_or_its_notes(visit, place, role):
    item = portfolio.draft(place, text="confidential")
    notes.write_note(item, "more so")
    other = visit(people.person(role, centre=place.person.centre))
    for path in ("", "/versions", "/versions/1", "/autosave"):
        assert other.get(f"/accounts/{item.public_id}{path}").status_code == 404
    assert other.post(f"/accounts/{item.public_id}/autosave", data=typed(item)).status_code == 404
    assert other.post(f"/accounts/{item.public_id}/notes", data={"notes": ""}).status_code == 404
    assert notes.read_note(item) == "more so"
    assert item.state is EvidenceState.draft


def test_the_editor_issues_few_statements_however_much_there_is(visitor, place):
    item = portfolio.draft(place)
    for _ in range(4):
        portfolio.ready(place, "C5-3 1.1")
    assert visitor.statements(f"/accounts/{item.public_id}") <= 15
    assert visitor.statements(f"/accounts/{item.public_id}/versions") <= 15
    assert queries.latest_version(item) is not None
