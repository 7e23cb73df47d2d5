"""What may be typed about a discussion, and what signs it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional

from core.forms import AtMost, VersionedForm, choices
from core.once import OnceForm
from people.signing import SealedForm
from training.awards.models import AssessmentCriterion, Unit
from training.discussions.document import name_of
from training.discussions.models import (
    LONGEST_ANSWER,
    LONGEST_WORDS,
    Discussion,
    DiscussionKind,
    Way,
)
from training.discussions.services import Told
from training.discussions.wording import KINDS, WAYS
from training.portfolio.forms import ChecksField, chosen
from training.sets.fields import CountField, DayField


class RecordForm(OnceForm, VersionedForm):
    """What was talked about."""

    kind = RadioField(_l("What was it?"), [InputRequired(_l("Choose what it was."))], choices=choices(KINDS))
    way = RadioField(_l("How did you meet?"), [InputRequired(_l("Choose how you met."))], choices=choices(WAYS))
    held_on = DayField(_l("On which day?"), [InputRequired(_l("Enter a date, such as 3 12 2026"))])
    minutes = CountField(_l("How many minutes did it take?"), [InputRequired(_l("Enter the minutes, such as 20"))])
    criteria = ChecksField(_l("Criteria it covers"))
    questions = TextAreaField(_l("What was asked?"), [Optional(), AtMost(LONGEST_WORDS)])
    answers = TextAreaField(_l("What did the trainee answer, in summary?"), [Optional(), AtMost(LONGEST_WORDS)])

    def offer(self, groups: Sequence[tuple[Unit, Sequence[AssessmentCriterion]]]) -> None:
        """Offer the criteria that it may cover, and nothing else."""
        self._offered = [each for _unit, found in groups for each in found]
        self.criteria.offer({str(each.public_id): f"{each.code} {each.text}" for each in self._offered})

    def told(self) -> Told:
        """What was typed."""
        return Told(
            DiscussionKind(self.kind.data),
            Way(self.way.data),
            self.held_on.data or date.min,
            self.minutes.data or 0,
            chosen(self._offered, self.criteria.data),
            self.questions.data or "",
            self.answers.data or "",
        )


def stored(discussion: Discussion, groups: Sequence[tuple[Unit, Sequence[AssessmentCriterion]]]) -> dict[str, Any]:
    """What stands in a draft, as the fields of the form take it."""
    return {
        "version": str(discussion.version),
        "kind": discussion.kind.value,
        "way": discussion.way.value,
        "held_on": discussion.held_on,
        "minutes": discussion.minutes,
        "criteria": [str(c.public_id) for _unit, found in groups for c in found if name_of(c) in discussion.covers],
        "questions": discussion.questions,
        "answers": discussion.answers,
    }


class HandOverForm(VersionedForm, SealedForm):
    """The recorder's signature."""


class SignForm(VersionedForm, SealedForm):
    """The trainee's signature, with remarks or without."""

    remarks = TextAreaField(_l("Do you want to add something?"), [Optional(), AtMost(LONGEST_ANSWER)])


class SendBackForm(VersionedForm):
    """Why the trainee does not sign."""

    version = HiddenField(id="version-sent-back")  # another form of the same page has one too
    objection = TextAreaField(
        _l("What is not right?"),
        [
            InputRequired(_l("Say what is not right, so that it can be corrected.")),
            AtMost(LONGEST_ANSWER),
        ],
    )
