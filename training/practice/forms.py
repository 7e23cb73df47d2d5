"""What a person may type about a meeting."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms import (
    Form as SubForm,
)
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core import clock
from core.forms import AtMost, Form, choices
from people.models import Person
from training.practice import times
from training.practice.checks import MOST_TURNS
from training.practice.mapping import held_on
from training.practice.models import FacilitationRole, PracticeRecord
from training.practice.wording import REJECT_REASONS, ROLES, VOID_REASONS
from training.practice.workflow import ROLES as ROLES_OF_KIND
from training.sets.fields import ClockField, CountField, DayField
from training.sets.forms import chosen, listed
from training.sets.models import LearningSet, MeetingMode, SetMethod
from training.sets.wording import METHODS, MODES

TURNS_SHOWN = 4
OWN_TURNS_SHOWN = 3


class OwnTurnForm(SubForm):
    """A turn that the trainee facilitated in a practice set, and who watched."""

    minutes = CountField(_l("Minutes"), [Optional(), NumberRange(1, 240, _l("Enter 1 to 240 minutes"))])
    observer = SelectField(_l("Who observed it?"), default="")


def _role() -> RadioField:
    return RadioField(_l("Your role"), [InputRequired(_l("Choose your role"))])


def _own_turns() -> FieldList:
    return FieldList(
        FormField(OwnTurnForm), _l("Turns that you facilitated"), min_entries=OWN_TURNS_SHOWN, max_entries=MOST_TURNS
    )


def _version() -> CountField:
    return CountField(validators=[Optional()], widget=HiddenInput())


class _Part:
    """What everyone who was there says for themself: their role, and their own turns in a practice set."""

    role: RadioField
    practice_turns: FieldList
    observers: Sequence[Person] = ()

    def offer_part(self, sets: Sequence[LearningSet], observers: Sequence[Person]) -> None:
        """Offer the roles that these sets know, and these people as observers."""
        known = {role for learning_set in sets for role in ROLES_OF_KIND[learning_set.kind]}
        self.role.choices = choices([(role, label) for role, label in ROLES.items() if role in known])
        self.practises = FacilitationRole.practice in known
        self.observers = observers
        for turn in self.practice_turns:
            turn.form.observer.choices = listed(observers, _("Nobody"))

    def part(self) -> dict[str, Any]:
        """Role and practice turns, as the services take them."""
        return {
            "role": FacilitationRole(self.role.data),
            "practice_turns": [
                (turn.form.minutes.data, chosen(self.observers, turn.form.observer.data))
                for turn in self.practice_turns
                if turn.form.minutes.data
            ],
        }


def part_of(record: PracticeRecord) -> dict[str, Any]:
    """What the form of a record's part shows at first."""
    turns = [
        {"minutes": turn.minutes, "observer": str(turn.observer.public_id) if turn.observer else ""}
        for turn in record.turns
    ]
    return {"role": record.role.value, "practice_turns": turns, "version": record.version}


class PartForm(_Part, Form):
    """A co-facilitator's own part in a meeting that is on record."""

    role = _role()
    practice_turns = _own_turns()
    version = _version()


class LogMeetingForm(_Part, Form):
    """A meeting, by the clock and in counts. Nothing asks for a name or for what was said."""

    learning_set = SelectField(_l("Which meeting?"), [InputRequired(_l("Choose a set"))])
    role = _role()
    held_on = DayField(_l("Date"), [InputRequired(_l("Enter the date of the meeting"))])
    starts = ClockField(_l("Start"), [InputRequired(_l("Enter the start time"))])
    ends = ClockField(_l("End"), [InputRequired(_l("Enter the end time"))])
    break_minutes = CountField(
        _l("Breaks, min"),
        [
            InputRequired(_l("Enter the minutes of breaks, 0 for none")),
            NumberRange(0, 480, _l("Enter 0 to 480 minutes of breaks")),
        ],
        default=0,
    )
    present = CountField(
        _l("Members who came"),
        [InputRequired(_l("Enter how many members came")), NumberRange(0, 12, _l("Enter 0 to 12 members"))],
    )
    actions = CountField(
        _l("Actions agreed"),
        [InputRequired(_l("Enter how many actions were agreed")), NumberRange(0, 99, _l("Enter 0 to 99 actions"))],
        default=0,
    )
    mode = RadioField(_l("How"), [InputRequired(_l("Choose how you met"))], choices=choices(MODES))
    methods = SelectMultipleField(_l("Methods used"), choices=choices(METHODS))
    turns = FieldList(
        CountField(_l("Minutes"), [Optional(), NumberRange(0, 240, _l("Enter 0 to 240 minutes"))]),
        _l("Presenter turns"),
        min_entries=TURNS_SHOWN,
        max_entries=40,
    )
    practice_turns = _own_turns()
    version = _version()

    def validate_turns(self, field: FieldList) -> None:
        """Refuse more turns than a meeting has room for, rather than drop them."""
        if sum(bool(turn.data) for turn in field) > MOST_TURNS:
            raise ValidationError(_("A meeting has at most %(most)s turns", most=MOST_TURNS))

    def offer(self, sets: Sequence[LearningSet], numbers: dict[int, int], observers: Sequence[Person]) -> None:
        """Offer the next meeting of each of these sets; `numbers` says how many each has had, by its id."""
        labels = {
            str(row.public_id): _("%(name)s, meeting %(next)s", name=row.name, next=numbers.get(row.id, 0) + 1)
            for row in sets
        }
        self.learning_set.choices = choices(labels)
        self.offer_part(sets, observers)

    def suggest(self, sets: Sequence[LearningSet], public_id: str | None, today: date) -> None:
        """What is most likely, to be changed where it is not so: the set that a link named, today, its usual way."""
        named = next((row for row in sets if str(row.public_id) == public_id), sets[0])
        self.learning_set.data = str(named.public_id)
        self.role.data = ROLES_OF_KIND[named.kind][0].value
        self.held_on.data = today
        self.mode.data = named.mode.value

    def facts(self, zone: str) -> dict[str, Any]:
        """The meeting as the services take it; the times are read in `zone`. Raises RuleBroken as `times` does."""
        typed = self.values()
        starts_at, ends_at = times.instants(typed["held_on"], typed["starts"], typed["ends"], zone)
        counts = {name: typed[name] for name in ("break_minutes", "present", "actions")}
        return (
            self.part()
            | counts
            | {
                "starts_at": starts_at,
                "ends_at": ends_at,
                "mode": MeetingMode(typed["mode"]),
                "methods": [SetMethod(method) for method in typed["methods"]],
                "turns": [minutes for minutes in typed["turns"] if minutes],
            }
        )


class ChangeMeetingForm(LogMeetingForm):
    """The same, of a meeting that is on record: which meeting it is stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.learning_set


def facts_of(record: PracticeRecord) -> dict[str, Any]:
    """What the form of a logged meeting shows at first, in the zone in which it was held."""
    meeting = record.meeting
    return part_of(record) | {
        "held_on": held_on(meeting),
        "starts": clock.in_zone(meeting.starts_at, meeting.zone).time(),
        "ends": clock.in_zone(meeting.ends_at, meeting.zone).time(),
        "break_minutes": meeting.break_minutes,
        "present": meeting.present,
        "actions": meeting.actions,
        "mode": meeting.mode.value,
        "methods": meeting.methods,
        "turns": [turn.minutes for turn in meeting.turns],
    }


class ConfirmMeetingsForm(Form):
    """Meetings ticked in the organiser's list, each as `<public id>:<version>`."""

    records = SelectMultipleField(
        _l("Meetings"), [InputRequired(_l("Tick the meetings that took place as logged"))], validate_choice=False
    )


class ConfirmForm(Form):
    """One meeting, as it stood on the page."""

    version = CountField(validators=[Optional()], widget=HiddenInput())


class AskForm(ConfirmForm):
    """A question to the trainee."""

    question = TextAreaField(_l("What do you want to ask?"), [InputRequired(_l("Enter your question")), AtMost(1000)])


class AnswerForm(ConfirmForm):
    """The trainee's answer."""

    answer = TextAreaField(_l("Your answer"), [InputRequired(_l("Enter your answer")), AtMost(1000)])


class RejectForm(ConfirmForm):
    """Why a meeting is not confirmed."""

    reason = RadioField(_l("Why not?"), [InputRequired(_l("Choose a reason"))], choices=choices(REJECT_REASONS))


class VoidForm(ConfirmForm):
    """Why a confirmed meeting is taken out."""

    reason = RadioField(_l("Why?"), [InputRequired(_l("Choose a reason"))], choices=choices(VOID_REASONS))
