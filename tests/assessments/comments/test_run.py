"""Accounts are graded one after the other, as the bench does it with twenty."""

import os

from bench import marking
from tests.factories import people
from tests.sql_count import MOST

ACCOUNTS = marking.ACCOUNTS if os.environ.get("DRILLS") else 2


def test_accounts_are_graded_and_no_request_asks_the_database_more_than_fifteen_times(client):
    people.centre()
    found = marking.run(client, ACCOUNTS)
    assert len(found.pages) == ACCOUNTS
    assert found.requests == (ACCOUNTS + 1) * (4 + 4 + marking.COMMENTS)
    assert found.statements <= MOST
