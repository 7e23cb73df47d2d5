"""What a trainee may say of earlier learning, and how the lead quality assurer answers."""

from dataclasses import fields
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from core.forms import AtMost, Form, VersionedForm, choices
from people.signing import SealedForm
from training.rpl.models import LONGEST_LINE, LONGEST_WORDS, Recognition, RplClaim
from training.rpl.services import Told
from training.rpl.wording import MISSING, RECOGNITIONS
from training.sets.fields import CountField, DayField

LINE, WORDS = AtMost(LONGEST_LINE), AtMost(LONGEST_WORDS)


class TellForm(Form):
    """What was learned, where and when."""

    recognition = RadioField(
        _l("What do you ask for?"),
        [InputRequired(_l("Choose what you ask for."))],
        choices=choices({kind: name for kind, (name, _meaning) in RECOGNITIONS.items()}),
        default=Recognition.rpl.value,
    )
    title = StringField(_l("Title of the course or certificate"), [InputRequired(MISSING["title"]), LINE])
    provider = StringField(_l("Who provided it?"), [InputRequired(MISSING["provider"]), LINE])
    learned = TextAreaField(_l("What did you learn?"), [InputRequired(MISSING["learned"]), WORDS])
    level = StringField(_l("Level"), [Optional(), AtMost(40)])
    hours = CountField(_l("Hours"), [Optional()])
    credit = CountField(_l("Credit"), [Optional()])
    completed_on = DayField(_l("When did you finish?"), [InputRequired(_l("Enter a date, such as 3 12 2026"))])
    kept_up = TextAreaField(_l("How have you kept it up since?"), [Optional(), WORDS])
    certificate_number = StringField(_l("Number of the certificate"), [Optional(), AtMost(60)])
    file = FileField(_l("The certificate"))
    kept = HiddenField()

    def told(self) -> Told:
        """What was typed."""
        typed = {name: value for name, value in self.values().items() if name not in {"csrf_token", "kept"}}
        completed_on = typed.pop("completed_on") or date.min
        recognition = Recognition(typed.pop("recognition"))
        numbers = {name: typed.pop(name) for name in ("hours", "credit")}
        words: dict[str, Any] = {name: value or "" for name, value in typed.items()}
        return Told(recognition=recognition, completed_on=completed_on, **numbers, **words)


def stored(claim: RplClaim | None) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    if claim is None:
        return {}
    names = [each.name for each in fields(Told) if each.name != "recognition"]
    return {name: getattr(claim, name) for name in names} | {"recognition": claim.recognition.value}


class AnswerClaimForm(VersionedForm, SealedForm):
    """Whether earlier learning takes the place of a unit; its content is the claim that the page shows."""

    agreed = RadioField(
        _l("Does it take the place of the unit?"),
        choices=choices([("yes", _l("I agree")), ("no", _l("I do not agree"))]),
        validators=[InputRequired(_l("Say whether you agree."))],
    )
    reason = TextAreaField(_l("Why?"), [InputRequired(_l("Give the reason in a sentence.")), WORDS])
