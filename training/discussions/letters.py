"""Mails about records of discussions. They say that one waits, is signed or came back; never what was said."""

from flask_babel import gettext as _

from core import mail
from core.filters import day
from training.discussions.models import Discussion
from training.practice.addresses import address_of


def say_it_waits(discussion: Discussion) -> None:
    """To the trainee: a record waits for their signature."""
    subject = _("Record to read and sign, %(day)s", day=day(discussion.held_on))
    _write(discussion, discussion.enrolment.person.email, subject, "discussion_to_sign")


def say_it_is_signed(discussion: Discussion) -> None:
    """To the recorder: the trainee has signed."""
    subject = _("A record was signed, %(day)s", day=day(discussion.held_on))
    _write(discussion, discussion.recorder.email, subject, "discussion_signed")


def say_it_came_back(discussion: Discussion) -> None:
    """To the recorder: the trainee says that something is not right."""
    subject = _("A record came back to you, %(day)s", day=day(discussion.held_on))
    _write(discussion, discussion.recorder.email, subject, "discussion_sent_back")


def _write(discussion: Discussion, recipient: str | None, subject: str, template: str) -> None:
    mail.write(
        recipient,
        subject,
        template,
        url=address_of("discussions.discussion", public_id=discussion.public_id),
        trainee=discussion.enrolment.person.full_name,
        recorder=discussion.recorder.full_name,
    )
