"""What a trainee may ask, what a witness may say, and how an expert is named."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from core.forms import AtMost, Form, choices
from core.once import OnceForm
from training.enrolments.models import Enrolment
from training.sets.fields import DayField
from training.testimony.models import EMAIL_LENGTH, LONGEST_LINE, LONGEST_WORDS, ExpertWitness
from training.testimony.services import Asked, Said
from training.testimony.wording import MISSING

ORDINARY = "ordinary"
LINE = AtMost(LONGEST_LINE)
WORDS = AtMost(LONGEST_WORDS)
ADDRESS = AtMost(EMAIL_LENGTH)


def _needed(name: str) -> InputRequired:
    return InputRequired(MISSING[name])


class AskForm(OnceForm):
    """Who is asked, and what about."""

    enrolment = SelectField(_l("Which award is it for?"))
    witness = RadioField(_l("Who saw it?"), [InputRequired(_l("Choose who saw it."))], default=ORDINARY)
    name = StringField(_l("Name of the witness"), [Optional(), LINE])
    email = StringField(_l("Mail the link to"), [Optional(), ADDRESS])
    activity = TextAreaField(_l("What did they see you do?"), [_needed("activity"), WORDS])
    held_on = DayField(_l("On which day?"), [InputRequired(_l("Enter a date, such as 3 12 2026"))])
    about = TextAreaField(_l("What should they say something about?"), [_needed("about"), WORDS])

    def offer(self, enrolments: Sequence[Enrolment], experts: Sequence[ExpertWitness]) -> None:
        """Offer the trainee's places and the experts that were named for them."""
        self.enrolment.choices = choices({str(each.public_id): each.award_version.title for each in enrolments})
        named = {
            str(each.public_id): _(
                "%(name)s, expert witness named by %(by)s", name=each.name, by=each.named_by.full_name
            )
            for each in experts
        }
        self.witness.choices = choices({ORDINARY: _("Somebody who was there"), **named})
        if not self.enrolment.data and enrolments:
            self.enrolment.data = str(enrolments[0].public_id)

    def asked(self) -> Asked:
        """What was typed."""
        return Asked(self.activity.data or "", self.held_on.data or date.min, self.about.data or "")


class WitnessForm(Form):
    """What a witness says and signs. `keep_to` takes away what is asked of experts alone."""

    relationship = StringField(_l("How do you know the trainee?"), [_needed("relationship"), LINE])
    post = StringField(_l("What is your post or role?"), [_needed("post"), LINE])
    contact = StringField(_l("How can the centre reach you?"), [_needed("contact"), LINE])
    competence = TextAreaField(_l("What makes you competent in this field?"), [_needed("competence"), WORDS])
    knows_units = TextAreaField(_l("What do you know of the units that it is for?"), [_needed("knows_units"), WORDS])
    statement = TextAreaField(_l("What did you see?"), [_needed("statement"), WORDS])
    names_nobody = BooleanField(
        _l("What I wrote names nobody in the set, and nobody can be recognised by it."), [_needed("names_nobody")]
    )
    signed_name = StringField(_l("Your full name, to sign"), [_needed("signed_name"), LINE])
    signed_on = DayField(_l("Date"), [InputRequired(_l("Enter a date, such as 3 12 2026"))])

    def keep_to(self, *, is_expert: bool) -> None:
        """Leave out what is asked of experts where the witness is not one."""
        if not is_expert:
            del self.competence, self.knows_units

    def said(self) -> Said:
        """What was typed."""
        typed: dict[str, Any] = {name: value for name, value in self.values().items() if name != "csrf_token"}
        return Said(**typed)


class NameExpertForm(OnceForm):
    """An expert for one trainee."""

    name = StringField(_l("Name"), [_needed("name"), LINE])
    email = StringField(_l("E-mail address"), [_needed("email"), ADDRESS])
    reason = TextAreaField(_l("What makes them competent?"), [_needed("reason"), WORDS])
