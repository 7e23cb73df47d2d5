"""Mail that waits goes out, whatever stands in one of the rows."""

import re
import smtplib
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock, mail
from core.mail import Mail
from tests.factories import people


class Server:
    """Takes the place of a mail server."""

    sent: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def send_message(self, message: EmailMessage) -> None:
        """Keep whom it goes to."""
        self.sent.append(str(message["To"]))


@pytest.mark.parametrize("address", ["a@b.org\nBcc: c@d.org", "", "<", "@", "a@b.org\r\n\r\nbody"])
def test_a_mail_whose_address_is_none_does_not_hold_up_those_that_follow(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    people.centre()
    for recipient in (address, "good@example.org"):
        session.add(Mail(at=clock.now(), recipient=recipient, subject="S", text="T"))
    session.commit()
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://localhost:2525")
    monkeypatch.setattr(Server, "sent", [])
    mail.send_waiting()
    assert "good@example.org" in Server.sent
    assert not any("c@d.org" in recipient for recipient in Server.sent)
    assert [row.tries for row in session.scalars(select(Mail))] == [1, 1]


def test_a_mail_says_the_same_as_text_and_as_a_page_with_a_button(app: Flask, session: Session) -> None:
    people.centre()
    mail.write("leila@example.org", "A <b> subject", "confirm_link_no", centre=None, url="http://localhost/a?b=1&c=2")
    written = session.scalars(select(Mail)).one()
    message = mail.as_message(written)
    assert message.get_content_type() == "multipart/alternative"
    text, page = [part.get_content() for part in message.iter_parts()]
    assert text.strip() == written.text.strip()
    assert '<a href="http://localhost/a?b=1&amp;c=2"' in page
    assert "A &lt;b&gt; subject" in page
    assert "src=" not in page
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for line in written.text.partition("-- ")[0].splitlines():
        assert " ".join(line.split()).replace("&", "&amp;") in words


@pytest.mark.parametrize("line", ["https://evil.example.org/x", "http://localhost.evil.org/", "http://localhost/ says"])
def test_nothing_but_an_address_of_ours_becomes_a_button(app: Flask, session: Session, line: str) -> None:
    people.centre()
    written = Mail(at=clock.now(), recipient="a@example.org", subject="S", text=f"{line}\n\nWhy.")
    _text, page = [part.get_content() for part in mail.as_message(written).iter_parts()]
    assert "<a " not in page
