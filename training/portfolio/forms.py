"""What a person may type about evidence and submissions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import Label
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from core.db import Tenanted
from core.forms import AtMost, BoxesField, Form, choices
from core.once import OnceForm
from people.models import Person
from people.signing import SealedForm, SigningForm
from training.awards.ai_permission import AiPermission
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.enrolments.models import Enrolment
from training.portfolio import declarations
from training.portfolio.ai_use import TEXT_LENGTH, is_above
from training.portfolio.drafting import LONGEST_FACTS, LONGEST_TITLE
from training.portfolio.models import EvidenceItem, FileForm, ReflectiveModel
from training.portfolio.notes import LONGEST_NOTE
from training.portfolio.records import Record, title_of
from training.portfolio.reflection import MODELS, rearranged
from training.portfolio.submissions import REASON_LENGTH
from training.portfolio.wording import KINDS
from training.practice.models import PracticeRecord

LONGEST_TEXT = 200_000
"""Characters in one box: more than any account that an award accepts."""

ACCEPTED = {
    FileForm.document: ".docx,.pdf,.odt,.txt,.md",
    FileForm.picture: ".jpg,.jpeg,.png,.webp",
    FileForm.recording: ".mp3,.m4a,.mp4,.wav,.ogg,.oga,.opus,.flac",
}
ACCEPT = ",".join(ACCEPTED.values())

Row = TypeVar("Row", bound=Tenanted)


class ChecksField(BoxesField):
    """Boxes to tick, of which only those offered may come back."""

    def offer(self, labels: dict[str, Any]) -> None:
        """Offer these values with their labels."""
        self.choices = choices(labels)

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, in words that help."""
        if set(self.data or ()) - {option.value for option in self.choices or () if isinstance(option, SelectChoice)}:
            raise ValidationError(_("Choose from the list."))


def chosen(rows: Iterable[Row], public_ids: Sequence[str] | None) -> list[Row]:
    """Those of `rows` that were chosen by their public ids. What was not offered is never looked up."""
    return [row for row in rows if str(row.public_id) in (public_ids or ())]


def labelled(people: Sequence[Person]) -> dict[str, str]:
    """People to choose from: public id -> name."""
    return {str(person.public_id): person.full_name for person in people}


def words_of_file() -> TextAreaField:
    """What a picture shows or a recording says, typed beside it."""
    return TextAreaField(_l("In words"), [AtMost(LONGEST_TEXT)])


def _notes() -> TextAreaField:
    return TextAreaField(_l("Notes to yourself"), [AtMost(LONGEST_NOTE)])


class NewEvidenceForm(OnceForm):
    """Begin a piece of evidence: in the page, or from a file. `kept` is a file that came with an earlier try."""

    enrolment = SelectField(_l("Which award is it for?"))
    kind = RadioField(_l("What is it?"), validators=[InputRequired(_l("Choose what it is."))])
    title = StringField(
        _l("Title"),
        [InputRequired(_l("Give it a title.")), AtMost(LONGEST_TITLE)],
    )
    model = SelectField(_l("Headings"), choices=choices([(code, _l(each.name)) for code, each in MODELS.items()]))
    way = RadioField(
        _l("How do you want to hand it in?"),
        choices=choices([("write", _l("Write in the page")), ("upload", _l("Upload a file"))]),
        default="write",
    )
    file = FileField(_l("File"))
    kept = HiddenField()
    words = words_of_file()
    transcript = FileField(_l("Transcript as a file"))

    @property
    def chosen_kind(self) -> EvidenceKind | None:
        """What it is, when one of ours was chosen."""
        return EvidenceKind(self.kind.data) if self.kind.data in list(EvidenceKind) else None

    def offer(self, enrolments: Sequence[Enrolment], kinds: Sequence[EvidenceKind]) -> None:
        """Offer what the person's awards take, and nothing else."""
        self.enrolment.choices = choices({str(each.public_id): each.award_version.title for each in enrolments})
        self.kind.choices = choices({kind: KINDS[kind] for kind in kinds})
        if not self.enrolment.data and enrolments:
            self.enrolment.data = str(enrolments[0].public_id)


class EvidenceForm(Form):
    """The editor of a draft. `boxes` is the model under whose headings the boxes were drawn."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    page = HiddenField(validators=[AtMost(36)])  # the open page, named by account.js
    continues = HiddenField(validators=[AtMost(150)])  # the pages before it whose text it goes on with
    title = StringField(
        _l("Title"),
        [InputRequired(_l("Give it a title.")), AtMost(LONGEST_TITLE)],
    )
    model = SelectField(_l("Headings"), choices=choices([(code, _l(each.name)) for code, each in MODELS.items()]))
    boxes = HiddenField()
    parts = FieldList(TextAreaField(validators=[AtMost(LONGEST_TEXT)]))
    facts_kept = StringField(_l("Where the facts are kept"), [AtMost(LONGEST_FACTS)])
    notes = _notes()
    file = FileField(_l("Choose another file"))
    kept = HiddenField()
    words = words_of_file()
    transcript = FileField(_l("Transcript as a file"))
    meetings = ChecksField(_l("Linked meetings"))
    criteria = ChecksField(_l("Criteria it shows"))
    identifies_nobody = BooleanField(declarations.IDENTIFIES_NOBODY)

    def keep_to(self, item: EvidenceItem, *, is_account: bool, from_record: bool) -> None:
        """Leave out the fields that do not belong to this kind of evidence."""
        if not is_account:
            del self.model, self.meetings
        if from_record:
            del self.title, self.identifies_nobody, self.facts_kept, self.notes
        if item.attachment_id is None:
            del self.file, self.kept
        if item.attachment is None or item.attachment.form is FileForm.document:
            del self.words, self.transcript
        elif item.attachment.form is FileForm.picture:
            del self.transcript
        if item.attachment_id is not None or from_record:
            del self.boxes, self.parts

    def offer(
        self, groups: Sequence[tuple[Unit, Sequence[AssessmentCriterion]]], records: Sequence[PracticeRecord]
    ) -> None:
        """Offer the criteria and meetings that may be chosen, and nothing else."""
        self.criteria.offer({str(c.public_id): f"{c.code} {c.text}" for _unit, criteria in groups for c in criteria})
        if "meetings" in self:
            self.meetings.offer({str(record.public_id): title_of(record) for record in records})

    def draw_boxes(self, item: EvidenceItem) -> None:
        """One box for each heading of the model, with the text as saved or as typed."""
        if "parts" not in self:
            return
        if not self.is_submitted():
            self.boxes.data = item.model.value
            for stage in MODELS[item.model].stages:
                self.parts.append_entry(item.parts.get(stage.code, ""))
        stages = MODELS[self.drawn].stages
        while len(self.parts) < len(stages):
            self.parts.append_entry("")
        for stage, field in zip(stages, self.parts, strict=False):
            field.label = Label(field.id, _(stage.title))

    @property
    def drawn(self) -> ReflectiveModel:
        """The model of the boxes on the page that was sent; what is no model of ours is read as one box."""
        return ReflectiveModel(self.boxes.data) if self.boxes.data in MODELS else ReflectiveModel.none

    @property
    def prompts(self) -> list[str]:
        """The question under each heading."""
        return [_(stage.prompt) for stage in MODELS[self.drawn].stages]

    def too_long(self) -> Field | None:
        """The first box that holds more than can be kept, once the form was validated."""
        boxes = [self[name] for name in ("title", "facts_kept", "words", "notes") if name in self]
        boxes += self.parts.entries if "parts" in self else []
        return next((box for box in boxes if box.data and box.errors), None)

    def chosen_model(self, item: EvidenceItem) -> ReflectiveModel:
        """The model that was chosen; that of the piece where none, or none of ours, was sent."""
        return ReflectiveModel(self.model.data) if "model" in self and self.model.data in MODELS else item.model

    def typed_parts(self, item: EvidenceItem) -> dict[str, str]:
        """The texts by the stages of the chosen model: changing it keeps every word."""
        if "parts" not in self:
            return {}
        stages = MODELS[self.drawn].stages
        typed = {stage.code: field.data or "" for stage, field in zip(stages, self.parts, strict=False)}
        return rearranged(typed, self.drawn, self.chosen_model(item))


class NotesForm(Form):
    """The private notes on a piece that is no draft any more."""

    notes = _notes()


class FromRecordForm(Form):
    """Choose records of one kind and the criteria that they show."""

    records = ChecksField(_l("Records"), validators=[InputRequired(_l("Choose at least one record."))])
    criteria = ChecksField(_l("Criteria they show"), validators=[InputRequired(_l("Choose at least one criterion."))])

    def offer(self, groups: Sequence[tuple[Unit, Sequence[AssessmentCriterion]]], records: Sequence[Record]) -> None:
        """Offer what may be chosen, and nothing else."""
        self.records.offer({str(record.public_id): title_of(record) for record in records})
        self.criteria.offer({str(c.public_id): f"{c.code} {c.text}" for _unit, criteria in groups for c in criteria})


class ChooseUnitsForm(Form):
    """The optional units of a place."""

    codes = ChecksField(_l("Optional units"))


class SendUnitForm(SigningForm):
    """The declaration on a unit, and the signature."""

    ai_use = RadioField(
        _l("Did you use AI for this unit?"),
        choices=choices(declarations.AI_USE),
        validators=[InputRequired(_l("Say whether you used AI."))],
    )
    ai_text = TextAreaField(_l("What did you use, and for what?"), [AtMost(TEXT_LENGTH)])
    statement_signed = BooleanField(
        declarations.TRAINEE,
        [InputRequired(_l("Tick the declaration. Without it the unit cannot be assessed."))],
    )

    def mark_above(self, permission: AiPermission) -> None:
        """Say of each answer that goes beyond what the unit allows that it does. It can be chosen all the same."""
        self.ai_use.choices = choices(
            {
                use: _("%(use)s (more than this unit allows)", use=label) if is_above(use, permission) else label
                for use, label in declarations.AI_USE.items()
            }
        )


class AllocateForm(SigningForm):
    """Who assesses a unit, by when, and the centre's statement on it."""

    assessor = SelectField(_l("Who assesses it?"), validators=[InputRequired(_l("Choose an assessor."))])
    due_on = DateField(_l("By when?"), [InputRequired(_l("Enter a date, such as 15 1 2027."))])
    managed_conflict = BooleanField(_l("There is a conflict of interest that is managed"))
    statement_signed = BooleanField(
        declarations.CENTRE, [InputRequired(_l("Sign the centre’s statement. Without it the unit cannot be assessed."))]
    )

    def offer(self, assessors: dict[str, str], *, suggested: Person | None, due_on: date) -> None:
        """Offer these assessors; suggest one of them, and a day."""
        self.assessor.choices = choices({"": _("Choose an assessor")} | assessors)
        if not self.is_submitted() or self.assessor.raw_data is None:
            self.assessor.data = str(suggested.public_id) if suggested else ""
            self.due_on.data = due_on


class ReturnForm(Form):
    """Why a unit goes back to its trainee."""

    reason = RadioField(
        _l("Why does it go back?"),
        choices=choices(declarations.RETURN_REASONS),
        validators=[InputRequired(_l("Choose a reason."))],
    )


class GrantAttemptForm(SealedForm):
    """Why one more attempt is allowed; its content is the attempt that the page is about."""

    reason = TextAreaField(
        _l("Why is another attempt right?"),
        [
            InputRequired(_l("Give the reason in a sentence.")),
            Length(min=REASON_LENGTH, message=_l("Give the reason in a sentence.")),
        ],
    )
