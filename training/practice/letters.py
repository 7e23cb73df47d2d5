"""Mails about logged meetings. They say that something waits and where, never what was asked or who came."""

from collections.abc import Iterable

from flask_babel import gettext as _

from core import mail
from training.practice.addresses import address_of
from training.practice.models import PracticeRecord
from training.practice.wording import title_of


def say_it_waits(record: PracticeRecord, *, answered: bool = False) -> None:
    """To the organiser: a meeting waits to be confirmed. Not when they would be asked to confirm their own."""
    organiser = record.meeting.learning_set.organiser
    if organiser.id == record.person_id:
        return
    subject = _("To confirm: %(meeting)s", meeting=title_of(record))
    mail.write(organiser.email, subject, "meeting_to_confirm", url=address_of("practice.to_confirm"), answered=answered)


def ask(record: PracticeRecord) -> None:
    """To the trainee: there is a question about a meeting."""
    subject = _("Question to answer: %(meeting)s", meeting=title_of(record))
    mail.write(record.person.email, subject, "meeting_question", url=_address(record))


def say_it_does_not_count(record: PracticeRecord) -> None:
    """To the trainee: a meeting was not confirmed, or was taken out."""
    subject = _("Does not count: %(meeting)s", meeting=title_of(record))
    mail.write(record.person.email, subject, "meeting_does_not_count", url=_address(record))


def say_there_are_two_leads(records: Iterable[PracticeRecord]) -> None:
    """To everyone who logged the same meeting as lead: each counts as co-led until one changes the role."""
    for record in records:
        subject = _("Two leads: %(meeting)s", meeting=title_of(record))
        mail.write(record.person.email, subject, "meeting_two_leads", url=_address(record))


def _address(record: PracticeRecord) -> str:
    return address_of("practice.meeting", public_id=record.public_id)
