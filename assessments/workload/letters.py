"""Mails about work that is given out. They name units and trainees and say where to read; one mail a person."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from core import mail
from core.filters import day
from people.models import Person
from training.portfolio.models import Submission
from training.practice.addresses import address_of


def say_work_is_given(assessor: Person, submissions: Sequence[Submission], due_on: date, *, taken_over: bool) -> None:
    """To the assessor who has it from now on."""
    number = len(submissions)
    mail.write(
        assessor.email,
        ngettext(
            "%(num)s unit to assess, due %(day)s", "%(num)s units to assess, due %(day)s", number, day=day(due_on)
        ),
        "work_given",
        lines=_lines(submissions),
        number=number,
        due_on=due_on,
        taken_over=taken_over,
        url=address_of("grading.queue"),
    )


def say_work_is_taken(assessor: Person, given: Sequence[tuple[Submission, Person]]) -> None:
    """To the assessor who had it until now."""
    number = len(given)
    mail.write(
        assessor.email,
        ngettext("%(num)s unit is with somebody else now", "%(num)s units are with somebody else now", number),
        "work_taken",
        lines=[_("%(unit)s: %(name)s", unit=_unit(each), name=to.full_name) for each, to in given],
        number=number,
    )


def _lines(submissions: Sequence[Submission]) -> list[str]:
    return [_unit(each) for each in submissions]


def _unit(submission: Submission) -> str:
    return _("%(unit)s of %(name)s", unit=submission.unit.code, name=submission.enrolment.person.full_name)
