"""Private working notes: sealed for their author, and gone with their key."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from core import clock, keys
from tests import london
from tests.factories import portfolio
from training.portfolio import notes, services
from training.portfolio.models import AiUse, WorkingNote

SECRET = "Why do I hurry when Ysolde goes quiet?"


@pytest.fixture
def place(session):
    return portfolio.enrolment()


def key_names(app):
    return set(keys.names_of_keys(app.config["DATA"] / "keys" / "notes"))


def test_a_note_is_read_back_and_nowhere_in_the_database(place, session):
    item = portfolio.draft(place)
    notes.write_note(item, f"  {SECRET}\n")
    assert notes.read_note(item) == SECRET
    session.flush()
    for (name,) in session.execute(text("SELECT public_id FROM working_note")).all():
        assert SECRET not in str(name)
    assert SECRET.encode() not in session.scalars(select(WorkingNote)).one().sealed


def test_the_notes_of_one_author_share_a_key_and_two_authors_never_do(place):
    other = portfolio.enrolment()
    items = [portfolio.draft(place), portfolio.draft(place), portfolio.draft(other)]
    for item in items:
        notes.write_note(item, SECRET)
    first, second, third = (notes.note_of(item).key_name for item in items)
    assert first == second != third


def test_a_deleted_note_takes_its_key_with_it_and_leaves_the_others_readable(app, place):
    gone, stays = portfolio.draft(place), portfolio.draft(place)
    notes.write_note(gone, SECRET)
    notes.write_note(stays, "stays")
    row = notes.note_of(gone)
    old_key, sealed = row.key_name, row.sealed
    retired = notes.write_note(gone, "")
    assert retired == {old_key}
    notes.destroy_unused(retired)
    assert notes.note_of(gone) is None
    assert notes.read_note(stays) == "stays"
    assert old_key not in key_names(app)
    with pytest.raises(keys.KeyGone):  # a backup of the row cannot be opened by what is left
        keys.unseal(sealed, keys.key_named(app.config["DATA"] / "keys" / "notes", old_key), about="")


def test_the_last_note_leaves_no_key_behind(app, place):
    item = portfolio.draft(place)
    notes.write_note(item, SECRET)
    name = notes.note_of(item).key_name
    notes.destroy_unused(notes.write_note(item, " "))
    assert name not in key_names(app)


def test_a_key_that_still_seals_something_is_never_destroyed(app, place):
    item = portfolio.draft(place)
    notes.write_note(item, SECRET)
    name = notes.note_of(item).key_name
    assert notes.destroy_unused([name]) == 0
    assert notes.read_note(item) == SECRET


def test_notes_are_deleted_ninety_days_after_the_piece_was_sent(place):
    portfolio.fill(place)
    item = portfolio.ready(place, "C5-3 1.1")
    notes.write_note(item, SECRET)
    services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)
    assert notes.note_of(item).delete_on == london.today() + timedelta(days=90)
    with time_machine.travel(clock.now() + timedelta(days=89)):
        assert notes.read_note(item) == SECRET
        assert notes.delete_due(london.today()) == set()
    with time_machine.travel(clock.now() + timedelta(days=90)):
        assert notes.read_note(item) == ""
        assert len(notes.delete_due(london.today())) == 1
    assert notes.note_of(item) is None


def test_notes_whose_key_is_lost_are_said_to_be_lost_and_new_ones_can_be_written(app, place):
    item = portfolio.draft(place)
    notes.write_note(item, SECRET)
    keys.destroy_key(app.config["DATA"] / "keys" / "notes", notes.note_of(item).key_name)
    with pytest.raises(keys.KeyGone):
        notes.read_note(item)
    notes.write_note(item, "new")
    assert notes.read_note(item) == "new"
