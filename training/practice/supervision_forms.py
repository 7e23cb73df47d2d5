"""What may be typed about supervision."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from core.forms import AtMost, BoxesField, VersionedForm, choices
from people.models import Person
from people.signing import SigningForm
from training.practice.models import SupervisionFormat, SupervisionMeeting
from training.practice.supervision_services import LONGEST, MOST_ATTENDEES, Talk
from training.practice.supervision_wording import FORMATS
from training.practice.topics import TOPICS, WRONG
from training.sets.fields import CountField, DayField

MINUTES = _l("Enter the minutes, 1 to %(most)s", most=LONGEST)


class SupervisionForm(VersionedForm):
    """A talk about practice."""

    held_on = DayField(_l("When did you meet?"), [InputRequired(_l("Enter the date"))])
    minutes = CountField(_l("How many minutes?"), [InputRequired(MINUTES), NumberRange(1, LONGEST, MINUTES)])
    observed_minutes = CountField(
        _l("In how many of these did they watch you facilitate?"),
        [Optional(), NumberRange(0, LONGEST, _l("Enter 0 or more minutes"))],
        default=0,
    )
    format = RadioField(
        _l("How were you supervised?"), choices=choices(FORMATS), default=SupervisionFormat.individual.value
    )
    attendees = CountField(
        _l("In a group: how many of you were supervised?"),
        [Optional(), NumberRange(1, MOST_ATTENDEES, _l("Enter how many of you were supervised, 2 or more"))],
    )
    topics = BoxesField(_l("What was it about?"), choices=choices(TOPICS))
    supervisor = SelectField(_l("Who was your supervisor?"))
    supervisor_name = StringField(_l("Their name"), [Optional(), AtMost(200)])
    supervisor_email = StringField(_l("Their email address"), [Optional(), AtMost(254)])

    def offer(self, supervisors: Iterable[Person]) -> None:
        """Offer who may supervise this trainee, and somebody without an account."""
        known = [(str(person.public_id), person.full_name) for person in supervisors]
        self.supervisor.choices = choices([*known, ("", _("Somebody who is not in this list"))])

    def facts(self, supervisors: Iterable[Person]) -> dict[str, Any]:
        """What was typed, in the terms of `supervision_services.Talk`."""
        chosen = UUID(self.supervisor.data) if self.supervisor.data else None
        return {
            "supervisor": next((person for person in supervisors if person.public_id == chosen), None),
            "held_on": self.held_on.data,
            "minutes": self.minutes.data,
            "format": SupervisionFormat(self.format.data),
            "attendees": self.attendees.data or 1,
            "topics": self.topics.data,
            "supervisor_name": self.supervisor_name.data or "",
            "supervisor_email": self.supervisor_email.data or "",
            "observed_minutes": self.observed_minutes.data or 0,
        }

    def talk(self, supervisors: Iterable[Person]) -> Talk:
        """The same as one value."""
        return Talk(**self.facts(supervisors))


def stored(meeting: SupervisionMeeting) -> dict[str, Any]:
    """What the form shows of a meeting that is to be changed."""
    return {
        "version": meeting.version,
        "held_on": meeting.held_on,
        "minutes": meeting.minutes,
        "observed_minutes": 0,
        "format": meeting.format.value,
        "attendees": meeting.attendees,
        "topics": meeting.topics,
        "supervisor": str(meeting.supervisor.public_id) if meeting.supervisor else "",
        "supervisor_name": meeting.supervisor_name,
        "supervisor_email": meeting.supervisor_email,
    }


class SignSupervisionForm(VersionedForm, SigningForm):
    """The supervisor's signature."""


class QuerySupervisionForm(VersionedForm):
    """What the supervisor finds not right."""

    wrong = BoxesField(_l("What is not right?"), choices=choices(WRONG))
