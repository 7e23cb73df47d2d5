"""What a person may type about an adjustment."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from assessments.adjustments.models import Adjustment
from assessments.adjustments.sealing import Words
from assessments.adjustments.terms import KINDS, LONGEST_NEED_TO_DO, LONGEST_WORDS, Basis, Kind, Terms
from assessments.adjustments.wording import KIND_LABELS
from core.forms import AtMost, Form, VersionedForm, choices
from core.once import OnceForm
from people.signing import SigningForm
from training.awards.models import EvidenceKind, Unit
from training.portfolio.forms import ChecksField
from training.portfolio.models import Submission
from training.portfolio.wording import KINDS as EVIDENCE_LABELS
from training.sets.fields import CountField, DayField


class AskForm(OnceForm):
    """What is needed, in the trainee's own words. `offer` gives the kinds, units and attempts of the place."""

    kind = RadioField(_l("What do you ask for?"), [InputRequired(_l("Choose what you ask for."))])
    need = TextAreaField(
        _l("What makes it hard?"),
        [
            InputRequired(_l("Say in a sentence or two what makes it hard.")),
            AtMost(LONGEST_WORDS),
        ],
    )
    would_help = TextAreaField(_l("What would help?"), [Optional(), AtMost(LONGEST_WORDS)])
    units = ChecksField(_l("Which units is it about?"))
    happened_on = DayField(_l("When did it happen?"), [Optional()])
    attempt = SelectField(_l("Which attempt is it about?"), [Optional()])
    file = FileField(_l("Something that shows it"))

    def offer(self, basis: Basis, units: Sequence[Unit], attempts: Sequence[Submission]) -> None:
        """Ask what belongs to this basis, and offer nothing of another place."""
        self.kind.choices = choices({kind: KIND_LABELS[kind] for kind in KINDS[basis]})
        self.units.offer({unit.code: f"{unit.code} {unit.title}" for unit in units})
        none_of_them = {"": _("None of these")}
        named = {
            str(each.public_id): _("%(code)s, attempt %(n)s", code=each.unit.code, n=each.attempt) for each in attempts
        }
        self.attempt.choices = choices(none_of_them | named)
        if basis is Basis.special_consideration:
            del self.units
        else:
            del self.happened_on, self.attempt

    def words(self) -> Words:
        """What was typed about the need."""
        return Words(self.need.data or "", self.would_help.data or "")


class WhyForm(Form):
    """Why somebody reads what they are not deciding now (invariant 31)."""

    why = StringField(
        _l("Why do you read it?"),
        [InputRequired(_l("Write a sentence.")), Length(min=20, message=_l("Write a sentence.")), AtMost(200)],
    )


class DecideForm(VersionedForm, SigningForm):
    """The answer, what others do, and what is moved."""

    answer = RadioField(
        _l("Your answer"),
        [InputRequired(_l("Choose an answer."))],
        choices=choices([("approve", _l("Agree")), ("decline", _l("Do not agree"))]),
    )
    ao_reference = StringField(_l("Reference of the awarding organisation"), [Optional(), AtMost(60)])
    reason = TextAreaField(
        _l("Your reason, to the trainee"),
        [
            InputRequired(_l("Give the reason in a sentence. The trainee reads it.")),
            AtMost(LONGEST_WORDS),
        ],
    )
    need_to_do = TextAreaField(
        _l("What others do"),
        [Optional(), AtMost(LONGEST_NEED_TO_DO)],
    )
    tells_sets = BooleanField(_l("Those who run the trainee’s sets read it, too"))
    starts_on = DayField(_l("From"), [Optional()])
    ends_on = DayField(_l("To"), [Optional()])
    units = ChecksField(_l("Units"))
    extra_days = CountField(_l("Days more after a referral"), [Optional()])
    due_on = DayField(_l("Or: the unit comes back by"), [Optional()])
    instead_of = SelectField(_l("Instead of"), [Optional()])
    accepts = SelectField(_l("This is taken"), [Optional()])

    def offer(self, adjustment: Adjustment, units: Sequence[Unit], named: Sequence[EvidenceKind]) -> None:
        """Offer the units of the trainee and, instead of kinds that the award names, any kind that is handed in."""
        self.units.offer({unit.code: f"{unit.code} {unit.title}" for unit in units})
        neither = {"": _("Nothing else")}
        self.instead_of.choices = choices(neither | {kind.value: EVIDENCE_LABELS[kind] for kind in named})
        self.accepts.choices = choices(neither | {kind.value: EVIDENCE_LABELS[kind] for kind in HANDED_IN})
        if not adjustment.referred_at:
            del self.ao_reference
        if not self.is_submitted():
            self.units.data = list(adjustment.units)

    def terms(self, adjustment: Adjustment) -> Terms | None:
        """What is to be decided; None, with a message beside the day, without a first day."""
        if self.starts_on.data is None:
            self.add_error(_("Enter the first day."), "starts_on")
            return None
        uncounted = adjustment.kind is Kind.attempt_not_counted and adjustment.submission
        return Terms(
            need_to_do=self.need_to_do.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            units=tuple(self.units.data or ()),
            extra_days=self.extra_days.data or 0,
            due_on=self.due_on.data,
            instead_of=self.instead_of.data or None,
            accepts=self.accepts.data or None,
            uncounted=adjustment.submission.attempt if uncounted and adjustment.submission else None,
            tells_sets=self.tells_sets.data,
        )


HANDED_IN = (
    EvidenceKind.written_task,
    EvidenceKind.work_product,
    EvidenceKind.professional_discussion,
    EvidenceKind.reflective_account,
)
