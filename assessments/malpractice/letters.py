"""Mails about a case. They say that there is something to read or to answer, where and by when, never what about."""

from flask_babel import gettext as _

from assessments.appeals.queries import who_assign
from assessments.malpractice import policy
from assessments.malpractice.models import MalpracticeCase
from core import mail
from core.filters import day
from people.models import Person
from training.practice.addresses import address_of


def ask_the_trainee(case: MalpracticeCase) -> None:
    """To the trainee: a question about a unit, to be answered by a day."""
    subject = _("A question about %(unit)s, answer by %(day)s", unit=_unit(case), day=day(case.answer_by))
    _write(case.submission.enrolment.person, subject, "case_question", case)


def ask_to_decide(case: MalpracticeCase) -> None:
    """To those who decide."""
    for person in who_assign():
        if policy.can_decide(person, case):
            _write(person, _("Paused work to look at, %(day)s", day=day(case.raised_at)), "case_to_decide", case)


def say_it_is_decided(case: MalpracticeCase) -> None:
    """To the trainee."""
    subject = _("About %(unit)s: there is an answer, %(day)s", unit=_unit(case), day=day(case.decided_at))
    _write(case.submission.enrolment.person, subject, "case_decided", case)


def say_it_is_paused(case: MalpracticeCase, assessor: Person) -> None:
    """To the assessor, who did not ask for it."""
    _to_assessor(case, assessor, _("Paused: a unit in your queue, %(day)s", day=day(case.raised_at)), "unit_paused")


def say_what_follows(case: MalpracticeCase, assessor: Person) -> None:
    """To the assessor: whether there is something to go on with, and not why."""
    subject = _("No longer paused: a unit in your queue, %(day)s", day=day(case.decided_at))
    _to_assessor(case, assessor, subject, "unit_not_paused")


def _to_assessor(case: MalpracticeCase, assessor: Person, subject: str, template: str) -> None:
    url = address_of("grading.mark", public_id=case.submission.public_id)
    mail.write(assessor.email, subject, template, unit=_unit(case), url=url)


def _write(person: Person, subject: str, template: str, case: MalpracticeCase) -> None:
    url = address_of("malpractice.case", public_id=case.public_id)
    mail.write(person.email, subject, template, unit=_unit(case), answer_by=case.answer_by, url=url)


def _unit(case: MalpracticeCase) -> str:
    return case.submission.unit.code
