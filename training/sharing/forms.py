"""What a person may type about a share or a review."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, Regexp

from core import clock
from core.forms import AtMost, Form, choices
from core.once import OnceForm
from people.models import Person
from training.awards.models import AssessmentCriterion
from training.sets.fields import DayField
from training.sharing.models import LONGEST_NAME, LONGEST_NOTE
from training.sharing.review_services import LONGEST_GUIDANCE
from training.sharing.shares import Period, end_of
from training.sharing.wording import PARTS, PERIODS

LINK = "link"


class ShareForm(OnceForm):
    """Who reads a draft, for how long, and which text. A link is for somebody without an account."""

    reader = RadioField(_l("Who may read it?"), [InputRequired(_l("Choose who may read it."))])
    made_for = StringField(
        _l("If it is a link: who is it for?"),
        [Optional(), AtMost(LONGEST_NAME)],
    )
    email = StringField(
        _l("Mail the link to"),
        [
            Optional(),
            AtMost(254),
            Regexp(
                r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+$", message=_l("Enter one address, like name@example.org.")
            ),
        ],
        filters=[lambda typed: typed.strip() if typed else typed],
    )
    period = RadioField(_l("For how long?"), choices=choices(PERIODS), default=Period.week.value)
    day = DayField(_l("The last day, if you chose a date"), [Optional()])
    text = RadioField(
        _l("Which text?"),
        choices=choices([("now", _l("As it stands now")), ("latest", _l("Always as I last saved it"))]),
        default="now",
    )

    def offer(self, people: Sequence[tuple[Person, str]]) -> None:
        """Offer these people, each with what they are to the trainee, and a link."""
        offered = [(str(person.public_id), f"{person.full_name}, {PARTS[part]}") for person, part in people]
        self.reader.choices = choices([*offered, (LINK, _l("Somebody without an account, by a link"))])

    def until(self, zone: str) -> datetime | None:
        """When the share ends; None, with a message beside the day, when that cannot be."""
        ends_at = end_of(Period(self.period.data), self.day.data, now=clock.now(), zone=zone)
        if ends_at is None:
            self.add_error(str(_l("Choose a day from today to 90 days from now.")), "day")
        return ends_at


class NoteForm(Form):
    """What a reader noticed."""

    note = TextAreaField(
        _l("What I noticed"),
        [
            InputRequired(_l("Write what you noticed.")),
            AtMost(LONGEST_NOTE),
        ],
    )


class GuidanceForm(Form):
    """Guidance on drafts, on the whole and by criterion; `guidance_form` adds a field for each criterion."""

    criteria: Sequence[AssessmentCriterion] = ()

    version = HiddenField()
    overall = TextAreaField(
        _l("On the whole"),
        [Optional(), AtMost(LONGEST_GUIDANCE)],
    )

    def lines(self) -> list[tuple[AssessmentCriterion, Any]]:
        """Each criterion with its field, in the order of the unit."""
        return [(criterion, self[_name(criterion)]) for criterion in self.criteria]

    def by_criterion(self) -> dict[str, str]:
        """What was typed, by the code of the criterion."""
        return {criterion.code: field.data or "" for criterion, field in self.lines()}


def guidance_form(
    criteria: Sequence[AssessmentCriterion], overall: str, by_criterion: Mapping[str, str], version: int
) -> GuidanceForm:
    """The form for these criteria, filled with what is written so far."""
    fields: dict[str, Any] = {"criteria": criteria}
    start = {"version": str(version), "overall": overall}
    for criterion in criteria:
        label = _l("Guidance on %(code)s", code=criterion.code)
        longest = AtMost(LONGEST_GUIDANCE)
        fields[_name(criterion)] = TextAreaField(label, [Optional(), longest])
        start[_name(criterion)] = by_criterion.get(criterion.code, "")
    return cast(GuidanceForm, type("GuidanceOnUnitForm", (GuidanceForm,), fields)(data=start))


def _name(criterion: AssessmentCriterion) -> str:
    return f"on_{criterion.public_id.hex}"
