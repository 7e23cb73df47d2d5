"""What may be typed about an observation."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    PasswordField,
    RadioField,
    SelectField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional

from core.forms import AtMost, Form, VersionedForm, choices
from people.models import Person
from people.signing import SigningForm
from training.practice.behaviours import BEHAVIOURS, Rating
from training.practice.models import ObservationOutcome, ObserverKind, PracticeRecord
from training.practice.observation_wording import KINDS, OUTCOMES
from training.practice.wording import title_of
from training.sets.fields import CountField

LONGEST_NARRATIVE = 10_000
LONGEST_COMMENT = 4_000


class AskObservationForm(Form):
    """Which meeting, and who saw it."""

    record = SelectField(_l("Which meeting was observed?"), [InputRequired(_l("Choose a meeting"))])
    observer = SelectField(_l("Who observed it?"), [InputRequired(_l("Choose the observer"))])

    def offer(self, records: Iterable[PracticeRecord], observers: Mapping[Person, ObserverKind]) -> None:
        """Offer what this trainee may choose, and nothing else."""
        self.record.choices = choices([(str(record.public_id), title_of(record)) for record in records])
        self.observer.choices = choices(
            [
                (str(person.public_id), _("%(name)s, %(kind)s", name=person.full_name, kind=KINDS[kind]))
                for person, kind in observers.items()
            ]
        )


class ObserveForm(VersionedForm, SigningForm):
    """What the observer saw. One field for each behaviour is added below the class."""

    present_minutes = CountField(_l("How many minutes of the meeting were you there?"), [Optional()])
    narrative = TextAreaField(_l("What did you see the facilitator do?"), [AtMost(LONGEST_NARRATIVE)])
    outcome = RadioField(
        _l("What is the outcome?"),
        [Optional()],
        choices=choices({outcome: words for outcome, (_look, words) in OUTCOMES.items()}),
        validate_choice=False,
    )
    password = PasswordField(_l("Your password, to sign"))
    save = SubmitField(_l("Save for later"))

    def validate_password(self, field: Field) -> None:
        """What is saved for later is not signed yet."""
        if self.save.data:
            return
        if not field.data:
            raise ValidationError(_("Type your password to sign."))
        super().validate_password(field)

    def rating_fields(self) -> list[Any]:
        """The fields of the behaviours, in their order."""
        return [self[f"rating_{code}"] for code in BEHAVIOURS]

    def ratings(self) -> dict[str, str]:
        """What was rated, by behaviour; what was not seen is left out."""
        return {code: self[f"rating_{code}"].data for code in BEHAVIOURS if self[f"rating_{code}"].data}

    def chosen_outcome(self) -> ObservationOutcome | None:
        """The outcome that was chosen, if any."""
        return ObservationOutcome(self.outcome.data) if self.outcome.data in set(ObservationOutcome) else None


for _code, _behaviour in BEHAVIOURS.items():
    setattr(
        ObserveForm,
        f"rating_{_code}",
        RadioField(
            _behaviour,
            choices=choices([("", _l("Not seen")), *((rating, rating.value) for rating in Rating)]),
            default="",
        ),
    )


class SignObservationForm(VersionedForm, SigningForm):
    """The trainee's comment and signature."""

    comment = TextAreaField(_l("Your comment"), [Optional(), AtMost(LONGEST_COMMENT)])


def one_of(things: Iterable[Any], public_id: str | None) -> Any:
    """The one of `things` that was chosen; only what was offered can be chosen."""
    return next(thing for thing in things if public_id and thing.public_id == UUID(public_id))
