"""Mails about an appeal. They say that there is something to read or to answer, where and by when, never what about."""

from flask_babel import gettext as _

from assessments.appeals import queries
from assessments.appeals.models import Appeal
from core import mail
from core.filters import day
from people.models import Person
from training.practice.addresses import address_of


def ask_to_answer(appeal: Appeal, person: Person) -> None:
    """To the one who decides a stage, or sits on its panel."""
    _write(person, _("An appeal to answer by %(day)s", day=day(appeal.stage.due_on)), "appeal_to_answer", appeal)


def ask_for_somebody(appeal: Appeal) -> None:
    """To those who name the people of a stage."""
    subject = _("An appeal: name who decides, answer due %(day)s", day=day(appeal.stage.due_on))
    for person in queries.who_assign():
        if person.id != appeal.submission.enrolment.person_id:
            _write(person, subject, "appeal_to_assign", appeal)


def say_there_is_an_answer(appeal: Appeal) -> None:
    """To the trainee."""
    subject = _("Your appeal: there is an answer, %(day)s", day=day(appeal.stage.answered_at))
    _write(appeal.submission.enrolment.person, subject, "appeal_answered", appeal)


def say_it_was_passed_on(appeal: Appeal) -> None:
    """To the trainee, and to those who name the next person."""
    subject = _("Your appeal goes to the second stage, answer due %(day)s", day=day(appeal.stage.due_on))
    _write(appeal.submission.enrolment.person, subject, "appeal_passed_on", appeal)
    ask_for_somebody(appeal)


def say_it_is_theirs(appeal: Appeal, assessor: Person) -> None:
    """To the assessor who is given the unit. It does not say why: they judge it like any other."""
    submission = appeal.submission
    mail.write(
        assessor.email,
        _("A unit to assess by %(day)s", day=day(submission.due_on)),
        "unit_to_assess",
        unit=submission.unit.code,
        url=address_of("grading.mark", public_id=submission.public_id),
    )


def _write(person: Person, subject: str, template: str, appeal: Appeal) -> None:
    mail.write(
        person.email,
        subject,
        template,
        unit=appeal.submission.unit.code,
        due_on=appeal.stage.due_on,
        url=address_of("appeals.appeal", public_id=appeal.public_id),
    )
