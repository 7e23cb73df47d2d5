"""A draft while it is written: kept, checked, and brought back."""

from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine

from core import clock
from core.errors import MovedOn, RuleBroken
from core.history import timeline
from tests.factories import portfolio
from training.portfolio import queries, services
from training.portfolio.document import frozen_item
from training.portfolio.models import ReflectiveModel, VersionReason
from training.portfolio.sending import checks_of

MAIL = "k.example@example.org"


@pytest.fixture
def place(session):
    return portfolio.enrolment()


def autosave(item, text, **fields):
    given = {"title": item.title, "model": item.model, "parts": {"text": text}, "facts_kept": "", "written_in": "a"}
    services.autosave(item, **given | fields)


def numbers(item):
    return [
        (each.number, each.reason.value)
        for each in reversed(queries.db.session.scalars(queries.versions_of(item)).all())
    ]


def test_while_writing_goes_on_a_version_is_kept_every_ten_minutes(place):
    start = clock.now()
    item = portfolio.draft(place, text="one")
    with time_machine.travel(start, tick=False) as now:
        for minute in range(1, 26):
            now.move_to(start + timedelta(minutes=minute))
            autosave(item, f"minute {minute}")
    assert item.text == "minute 25"
    assert numbers(item) == [(1, "saved"), (2, "paused"), (3, "paused")]


def test_saving_what_has_not_changed_keeps_no_further_version(place):
    item = portfolio.draft(place, text="one")
    for _ in range(3):
        services.save(
            item, title=item.title, model=item.model, parts={"text": "two"}, identifies_nobody=False, by=place.person
        )
    assert numbers(item) == [(1, "saved"), (2, "saved")]


def test_another_text_takes_back_the_statement_that_nobody_can_be_recognised(place):
    item = portfolio.draft(place, text="one")
    item.identifies_nobody = True
    autosave(item, "one")
    assert item.identifies_nobody
    autosave(item, "two")
    assert not item.identifies_nobody


def test_an_empty_title_is_not_kept_and_does_not_hold_up_the_text(place):
    item = portfolio.draft(place, title="Account 3")
    autosave(item, "new text", title="  ")
    assert (item.title, item.text) == ("Account 3", "new text")


def test_whatever_is_saved_is_checked_in_title_text_and_pointer(place):
    item = portfolio.draft(place)
    autosave(item, f"Ask {MAIL}.", title="On a@example.org", facts_kept="with b@example.org")
    assert {flag["text"] for flag in item.flags} == {MAIL, "a@example.org", "b@example.org"}
    autosave(item, "Ask a colleague.", title="On a meeting")
    assert item.flags == []


def test_a_phrase_that_waits_for_a_decision_keeps_a_draft_from_being_ready(place):
    """Invariant 14."""
    item = portfolio.draft(place, text=portfolio.words(1000) + " " + MAIL)
    services.map_to(item, portfolio.criteria(place, "C5-3 1.1"), [portfolio.meeting(place.person)], by=place.person)
    item.identifies_nobody = True
    with pytest.raises(RuleBroken, match="1 phrase needs a decision"):
        services.make_ready(item, by=place.person)
    services.keep_phrase(item, MAIL, "It is the address of the journal.", by=place.person)
    services.make_ready(item, by=place.person)
    [kept] = queries.latest_version(item).flags
    assert (kept["text"], kept["reason"]) == (MAIL, "It is the address of the journal.")


def test_a_phrase_is_changed_everywhere_and_the_text_before_is_kept(place):
    item = portfolio.draft(place, text=f"I wrote to {MAIL} and {MAIL} answered.")
    services.change_phrase(item, MAIL, "a colleague", by=place.person)
    assert item.text == "I wrote to a colleague and a colleague answered."
    assert item.flags == []
    assert MAIL in queries.version_of(item, 1).text
    assert MAIL not in str([entry.facts for entry in timeline(item)])


@pytest.mark.parametrize(("phrase", "reason"), [(MAIL, "  "), ("not there", "because")])
def test_keeping_a_phrase_needs_a_reason_and_the_phrase(place, phrase, reason):
    item = portfolio.draft(place, text=f"I wrote to {MAIL}.")
    with pytest.raises(RuleBroken):
        services.keep_phrase(item, phrase, reason, by=place.person)


def test_a_decision_to_keep_a_phrase_can_be_taken_back(place):
    item = portfolio.draft(place, text=f"I wrote to {MAIL}.")
    services.keep_phrase(item, MAIL, "public", by=place.person)
    assert item.open_flags == []
    services.think_again(item, MAIL, by=place.person)
    assert [flag["text"] for flag in item.open_flags] == [MAIL]


def test_an_earlier_version_comes_back_whole_and_the_present_text_is_kept(place):
    item = portfolio.draft(place, text="first")
    services.save(
        item,
        title="Later",
        model=ReflectiveModel.kolb,
        parts={"experience": "second", "concept": "third"},
        identifies_nobody=True,
        by=place.person,
    )
    services.bring_back(item, queries.version_of(item, 1), by=place.person)
    assert (item.model, item.text, item.words, item.identifies_nobody) == (ReflectiveModel.none, "first", 1, False)
    assert queries.version_of(item, 2).text == "second\n\nthird"


def test_what_is_no_draft_any_more_is_not_written_to(place):
    item = portfolio.ready(place, "C5-3 1.1")
    version = queries.version_of(item, 1)
    for write in (
        lambda: autosave(item, "new"),
        lambda: services.change_phrase(item, "word", "term", by=place.person),
        lambda: services.bring_back(item, version, by=place.person),
    ):
        with pytest.raises(MovedOn):
            write()


def test_the_version_that_was_made_ready_is_kept_with_its_reason(place):
    item = portfolio.ready(place, "C5-3 1.1")
    assert queries.latest_version(item).reason in {VersionReason.saved, VersionReason.ready}
    assert queries.latest_version(item).text == item.text
    assert all(check.ok for check in checks_of(item))


def test_lines_end_alike_whatever_the_browser_sends(place):
    item = portfolio.draft(place, text="old")
    autosave(item, "One.\r\n\r\nTwo.\rThree.")
    assert item.text == "One.\n\nTwo.\nThree."


@pytest.mark.parametrize(("rule", "is_ready"), [(None, False), ("decide", False), ("advise", True)])
def test_the_award_says_whether_each_phrase_has_to_be_decided(place, rule, is_ready):
    item = portfolio.draft(place, text=f"{portfolio.words(1000)} {MAIL}")
    services.map_to(item, portfolio.criteria(place, "C5-3 1.1"), [portfolio.meeting(place.person)], by=place.person)
    item.identifies_nobody = True
    rules = place.award_version.assessment_rules
    with patch.dict(rules, {"identification_check": rule} if rule else {}):
        assert all(check.ok for check in checks_of(item)) is is_ready


def test_a_phrase_that_is_gone_is_not_handed_on_with_its_reason(place):
    item = portfolio.draft(place, text=f"I wrote to {MAIL}.")
    services.keep_phrase(item, MAIL, "public", by=place.person)
    autosave(item, "I wrote to nobody.")
    assert MAIL not in str(frozen_item(item, []))
