import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from assessments.comments import queries, services
from assessments.comments.document import reading_of, text_of
from assessments.comments.models import AnchoredComment
from assessments.comments.services import Quote
from assessments.grading import queue
from assessments.grading import services as grading_services
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from tests.factories import comments, grading

ACCOUNT = (
    "I asked a question. Then I waited.\n\nThen I waited. "
    + " ".join(f"Turn {number} went by and I wrote it down." for number in range(140))
    + "\n\nAt the end nobody needed me."
)


@pytest.fixture
def sheet(session):
    return grading.mark_sheet(grading.allocated(text=ACCOUNT))


@pytest.mark.parametrize(
    ("kind", "record", "words"),
    [
        ("reflective_account", None, "Mine"),
        ("observation_record", {"narrative": "Seen", "trainee_comment": "", "answers": 3}, "Mine\n\nSeen"),
        ("professional_discussion", {"questions": "Why?", "answers": "So.", "remarks": ""}, "Mine\n\nWhy?\n\nSo."),
        ("professional_discussion", None, "Mine"),  # handed in as a file
        ("member_feedback", {"answers": 5, "questions": [{"text": "Heard?"}]}, "Mine"),  # a count, not words
    ],
)
def test_anchors_count_in_the_words_that_somebody_wrote(kind, record, words):
    assert text_of({"kind": kind, "text": "Mine", "record": record}) == words


def criterion(sheet, code="1.1"):
    return next(each for each in sheet.submission.unit.criteria if each.code == code)


def add(sheet, words, *, said="Say more.", key="one", by=None, **place):
    return services.add(sheet, Quote(words, **place), criterion(sheet), said, key=key, by=by or sheet.assessor)


def test_a_pasted_quote_is_anchored_where_it_stands(sheet):
    found = add(sheet, "Then I waited.\nThen I waited.")
    assert (found.exact, found.start_at, found.prefix) == (
        "Then I waited.\n\nThen I waited.",
        20,
        "I asked a question. ",
    )


@pytest.mark.parametrize(
    ("words", "said", "message"),
    [
        ("Then I waited.", "Say more.", "These words stand there 2 times."),
        ("Not a word of it", "Say more.", "These words are not in the work."),
        ("  ", "Say more.", "Select the words in the text"),
        ("a question", " ", "Write what you want to say"),
        ("a question", "x" * 4001, "Write at most 4000 characters."),
        ("x" * 2001, "Say more.", "Choose fewer words"),
    ],
)
def test_a_comment_needs_words_that_stand_there_once_and_something_to_say(sheet, words, said, message):
    with pytest.raises(RuleBroken, match=message):
        add(sheet, words, said=said)
    assert db.session.scalars(select(AnchoredComment)).all() == []


def test_selected_words_are_where_the_page_says_even_if_they_stand_there_twice(sheet):
    second = ACCOUNT.index("Then I waited.", 30)
    found = add(sheet, "Then I waited.", position=1, start=second, end=second + 14)
    assert found.start_at == second


def test_the_same_comment_sent_twice_is_one(sheet):
    first, again = add(sheet, "a question"), add(sheet, "a question")
    assert first.id == again.id
    assert len(queries.comments_on([sheet.id])) == 1


def test_only_the_assessor_of_the_sheet_comments(sheet):
    with pytest.raises(NotAllowed):
        add(sheet, "a question", by=grading.assessor())


def test_each_comment_changes_the_version_that_is_signed(sheet):
    before = sheet.version
    found = add(sheet, "a question")
    services.change(found, "Otherwise.", criterion(sheet, "1.2"), by=sheet.assessor)
    assert (found.text, found.criterion.code) == ("Otherwise.", "1.2")
    services.remove(found, by=sheet.assessor)
    assert sheet.version == before + 3


def test_with_the_decision_comments_are_final(sheet):
    found = add(sheet, "a question")
    decision = grading.decision(sheet)
    assert found.closed_at == decision.decided_at
    with pytest.raises(MovedOn):
        add(sheet, "nobody needed me", key="late")
    with pytest.raises(MovedOn):
        services.change(found, "Otherwise.", None, by=sheet.assessor)
    for statement in ("UPDATE anchored_comment SET text = 'x'", "DELETE FROM anchored_comment"):
        with pytest.raises(IntegrityError, match="final"), db.session.begin_nested():
            db.session.execute(text(f"{statement} WHERE id = :id"), {"id": found.id})


def test_a_decision_sent_back_is_made_again_with_its_comments(session):
    sheet = grading.mark_sheet(grading.allocated(by=grading.assessor(qualified=False), text=ACCOUNT))
    add(sheet, "a question")
    decision = grading.decision(sheet)
    grading_services.countersign(decision, False, "Look at 1.1 again.", by=grading.assessor())
    new = db.session.scalars(select(AnchoredComment).where(AnchoredComment.closed_at.is_(None))).one()
    assert (new.text, new.exact, new.mark_sheet_id != sheet.id) == ("Say more.", "a question", True)
    assert len(queries.comments_on([sheet.id])) == 1


# ---- As the page shows them ----


def reading(sheet):
    codes = {each.id: each.code for each in sheet.submission.unit.criteria}
    return reading_of(sheet.submission.items, queries.comments_on([sheet.id]), codes)


def marked(reading):
    """The words under each comment, by its number, as the page puts them together."""
    found = {}
    for section in reading.items[0].sections:
        for part in section.paragraphs:
            for run in part.runs:
                for note in run.comments:
                    found[note.number] = found.get(note.number, "") + run.text
    return found


def test_comments_are_numbered_in_the_order_of_the_text_and_may_overlap(sheet):
    add(sheet, "nobody needed me", key="a")
    add(sheet, "asked a question. Then", key="b")
    add(sheet, "question. Then I waited.\n\nThen", key="c")
    found = reading(sheet)
    assert marked(found) == {
        1: "asked a question. Then",
        2: "question. Then I waited.Then",
        3: "nobody needed me",
    }
    paragraphs = [part for section in found.items[0].sections for part in section.paragraphs]
    assert [[note.number for note in part.notes] for part in paragraphs] == [[1], [2], [3]]
    assert "".join(run.text for run in paragraphs[0].runs) == str(paragraphs[0])
    assert [note.number for note in found.on("1.1")] == [1, 2, 3] and found.on("1.2") == []


def test_a_comment_whose_words_are_gone_is_general_and_not_lost(sheet):
    comment = add(sheet, "a question")
    comment.exact, comment.start_at, comment.end_at = "words of another text", 5, 26
    found = reading(sheet)
    assert [note.quote for note in found.loose] == ["words of another text"]
    assert not found.notes[0].is_found and marked(found) == {}


def test_a_comment_on_words_that_no_part_shows_is_general(sheet):
    comments.comment(sheet, "waited.\n\nThen")
    comment = queries.comments_on([sheet.id])[0]
    comment.exact, comment.start_at, comment.end_at = "\n\n", ACCOUNT.index("\n\n"), ACCOUNT.index("\n\n") + 2
    assert len(reading(sheet).loose) == 1


def test_a_second_attempt_shows_what_changed_and_what_was_said(session):
    first = grading.mark_sheet(grading.allocated(text=ACCOUNT))
    add(first, "asked a question")
    comments.comment(first, "nobody needed me", code="1.2", text="Show it.")
    decision = grading.decision(first, refer=("1.2",))
    again = ACCOUNT.replace("asked a question", "asked nothing").replace("At the end", "In the end")
    sheet = grading.mark_sheet(grading.allocated(decision.submission.enrolment, by=first.assessor, text=again))
    before = queries.before(sheet.submission)
    assert (before.attempt, before.sheet_id, list(before.items)) == (1, first.id, [1])
    assert {each.criterion.code: each.met for each in before.decisions.values()}["1.2"] is False
    codes = {each.id: each.code for each in sheet.submission.unit.criteria}
    found = reading_of(sheet.submission.items, [], codes, before, queries.comments_on([first.id]))
    parts = [part for section in found.items[0].sections for part in section.paragraphs]
    assert [run.text.strip() for part in parts for run in part.runs if run.is_new] == ["nothing.", "In"]
    assert [gone for part in parts for run in part.runs for gone in run.gone] == ["a question.", "At"]
    assert [(note.quote, note.is_found) for note in found.earlier_on("1.2")] == [("nobody needed me", True)]
    assert [note.is_found for note in found.earlier_on("1.1")] == [False]


def test_a_second_attempt_that_was_written_anew_shows_what_the_first_said_apart(session):
    first = grading.mark_sheet(grading.allocated(text=ACCOUNT))
    decision = grading.decision(first, refer=("1.2",))
    again = "Quite another story of a day on which nothing went as planned. " * 80
    sheet = grading.mark_sheet(grading.allocated(decision.submission.enrolment, by=first.assessor, text=again))
    found = reading_of(sheet.submission.items, [], {}, queries.before(sheet.submission))
    assert "\n\n".join(found.items[0].said_before) == ACCOUNT
    assert not found.is_compared
    assert not [
        run for section in found.items[0].sections for part in section.paragraphs for run in part.runs if run.is_new
    ]


def test_a_first_attempt_has_none_before(sheet):
    assert queries.before(sheet.submission).attempt == 0


def test_the_next_of_the_queue_comes_after_this_one_and_then_from_the_beginning(session):
    assessor = grading.assessor()
    first, second, third = (grading.allocated(by=assessor) for _ in range(3))
    for present, following in ((first, second), (second, third), (third, first), (None, first)):
        found = queue.following(assessor, present)
        assert (found.public_id, found.left) == (following.public_id, 2 if present else 3)
    assert queue.following(grading.assessor(), None).public_id is None
