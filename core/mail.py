"""Mail leaves as a row written with the change it tells of; a job sends it, or administrators read it on a page.

Mail never holds text of an account, feedback, decisions in detail, members of a set or health; it says where to read.
"""

import smtplib
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Tenanted, db


class Mail(Tenanted):
    """A mail to be sent, or sent."""

    __tablename__ = "mail"

    at: Mapped[datetime]
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    secret: Mapped[bool] = mapped_column(default=False)  # holds a one-time link: never shown to administrators
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)


MAX_TRIES = 5


def write(recipient: str | None, subject: str, template: str, *, secret: bool = False, **context: object) -> None:
    """Write a mail from `templates/emails/<template>.txt`. No address: no mail."""
    if not recipient:
        return
    subject = " ".join(subject.split())
    text = render_template(f"emails/{template}.txt", subject=subject, **context)
    db.session.add(Mail(at=clock.now(), recipient=recipient, subject=subject, text=text, secret=secret))


def as_message(mail: Mail) -> EmailMessage:
    """The mail as it goes out: plain text, and the same words with a button for those who read mail as pages.

    Raises ValueError or IndexError when its address cannot stand in a header.
    """
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message.set_content(mail.text)
    body, _signature, _sender = mail.text.partition("\n-- \n")
    paragraphs = [part.strip().splitlines() for part in body.split("\n\n") if part.strip()]
    ours = current_app.config["PUBLIC_URL"] + "/"
    page = render_template("emails/layout.html", subject=mail.subject, paragraphs=paragraphs, ours=ours)
    message.add_alternative(page, subtype="html")
    return message


def send_waiting() -> int:
    """Send what waits through SMTP_URL and say how many went. Without SMTP_URL mails are kept and none is sent."""
    url = current_app.config["SMTP_URL"]
    if not url:
        return 0
    parts = urlsplit(url)
    waiting = select(Mail).where(Mail.sent_at.is_(None), Mail.tries < MAX_TRIES).order_by(Mail.id).limit(100)
    mails = db.session.scalars(waiting.execution_options(across_tenants=True)).all()
    if not mails:
        return 0
    sent = 0
    server_class = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with server_class(parts.hostname or "localhost", parts.port or 0, timeout=10) as server:
        if parts.scheme == "smtp+starttls":
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        for mail in mails:
            mail.tries += 1
            try:
                server.send_message(as_message(mail))
            # An address that is none raises ValueError or IndexError; one bad mail must not hold up all that follow.
            except (smtplib.SMTPException, ValueError, IndexError) as error:
                current_app.logger.warning("mail %s not sent: %s", mail.public_id, type(error).__name__)
            else:
                mail.sent_at = clock.now()
                sent += 1
            db.session.commit()
    return sent
