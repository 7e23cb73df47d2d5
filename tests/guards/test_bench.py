"""What `make bench` measures is there to be measured."""

from flask import Flask
from sqlalchemy import Connection

from bench.__main__ import main_pages
from tests.factories import people


def test_the_main_pages_open(demo_app: Flask, demo: Connection) -> None:
    for person, address in main_pages().values():
        assert people.sign_in(demo_app.test_client(), person).get(address).status_code == 200, address
