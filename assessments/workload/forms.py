"""What an administrator may type about work that is given out. Rows are fields of their own, named by their unit."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from assessments.workload import wording
from assessments.workload.drafts import FIELD, Offer, Reading
from assessments.workload.drafts import field as draft_field
from assessments.workload.facts import Suggestions
from assessments.workload.models import MOST
from assessments.workload.proposal import Proposal
from assessments.workload.services import Giving, RowsRefused, statement
from core.errors import MovedOn
from core.forms import Form, choices
from core.once import OnceForm
from people.models import Person
from people.signing import SigningForm

ROW = "row_"


class RowsForm(Form):
    """Units, each with who takes it. `listed` says which were on the page."""

    listed = HiddenField()
    due_on = DateField(_l("By when?"), [InputRequired(_l("Enter a date, such as 15 1 2027."))])

    suggestions: Suggestions

    def offer(self, suggestions: Suggestions) -> None:
        """Offer everybody who may take each unit, and choose whom the proposal names."""
        self.suggestions = suggestions
        for proposal in suggestions.proposals:
            field = self.row(proposal)
            field.choices = choices({"": _("Leave it for now")} | self._labels(proposal))
            if field.raw_data is None and not self.is_submitted():
                field.data = str(suggestions.staff[proposal.desk.key].public_id) if proposal.desk else ""
        if not self.is_submitted():
            self.listed.data = " ".join(str(each.public_id) for each in suggestions.submissions.values())

    def row(self, proposal: Proposal) -> SelectField:
        """The field of one unit."""
        submission = self.suggestions.submissions[proposal.piece.key]
        return self[ROW + submission.public_id.hex]

    def rows_are_right(self) -> bool:
        """Whether every row names somebody who was offered for it; otherwise it says so beside the row.

        Asked before the signature, so that a slip in a row does not count as a wrong password. Raises MovedOn when a
        unit of the page is not to be given any more.
        """
        there = {str(each.public_id) for each in self.suggestions.submissions.values()}
        if not self._shown() <= there:
            raise MovedOn(
                _("A unit of this page has been given out meanwhile. Nothing was changed: open the page again.")
            )
        right = [self.row(proposal).validate(self) for proposal in self.suggestions.proposals]
        return all(right)

    def givings(self) -> list[Giving]:
        """The rows for which somebody is chosen."""
        shown = self._shown()
        people = {str(person.public_id): person for person in self.suggestions.staff.values()}
        found = []
        for proposal in self.suggestions.proposals:
            submission, chosen = self.suggestions.submissions[proposal.piece.key], self.row(proposal).data
            if chosen and str(submission.public_id) in shown:
                person = people[chosen]
                is_managed = (submission.id, person.id) in self.suggestions.managed
                found.append(Giving(submission, person, is_managed))
        return found

    def refuse(self, refused: RowsRefused) -> None:
        """Put each reason beside its row."""
        for submission, reason in refused.rows:
            self.add_error(reason, ROW + submission.public_id.hex)

    def _shown(self) -> set[str]:
        return set((self.listed.data or "").split())

    def _labels(self, proposal: Proposal) -> dict[str, str]:
        return {
            str(person.public_id): _label(self.suggestions, person) for person in self.suggestions.free_for(proposal)
        }


class GiveOutForm(SigningForm, RowsForm):
    """Several units under one signature."""

    statement_signed = BooleanField(
        validators=[InputRequired(_l("Sign the centre’s statement. Without it no unit can be assessed."))]
    )

    def offer(self, suggestions: Suggestions) -> None:
        """The same, with the words that are signed."""
        super().offer(suggestions)
        self.statement_signed.label.text = statement()


class HandOverForm(RowsForm):
    """Several units that one assessor has."""

    reason = RadioField(
        _l("Why does somebody else take over?"),
        choices=choices(wording.REASONS),
        validators=[InputRequired(_l("Choose a reason."))],
    )
    with_draft = BooleanField(_l("Pass on what is noted on mark sheets that are begun"))

    drafts: Sequence[Offer] = ()

    def rows_are_right(self) -> bool:
        """The same; drafts of the page that are not to be handed over any more raise MovedOn, too."""
        if any(name.startswith(FIELD) and name not in self for name in request.form):
            raise MovedOn(
                _("Drafts of this page are with somebody else meanwhile. Nothing was changed: open the page again.")
            )
        return super().rows_are_right()

    def readings(self) -> list[Reading]:
        """The drafts for which somebody is chosen."""
        chosen = [(each, {str(person.public_id): person for person in each.people}) for each in self.drafts]
        return [
            Reading(each.review, people[self[each.name].data])
            for each, people in chosen
            if self[each.name].data in people
        ]


class TargetForm(Form):
    """How many open units an assessor should have at most."""

    units = IntegerField(
        _l("How many open units at one time?"),
        [Optional(), NumberRange(0, MOST, _l("Type a number from 0 to 200, or leave it empty."))],
    )


class AbsenceForm(OnceForm):
    """When somebody is away, and who takes over."""

    starts_on = DateField(_l("First day away"), [InputRequired(_l("Enter a date, such as 15 1 2027."))])
    ends_on = DateField(_l("Last day away"), [InputRequired(_l("Enter a date, such as 15 1 2027."))])
    cover = SelectField(_l("Who takes over?"))

    def offer(self, staff: Sequence[Person]) -> None:
        """Offer these people as cover."""
        self.cover.choices = choices(
            {"": _("Propose somebody for each unit")} | {str(person.public_id): person.full_name for person in staff}
        )


def with_rows(form: type[RowsForm], suggestions: Suggestions, drafts: Sequence[Offer] = (), **given: Any) -> RowsForm:
    """A form of this kind with one field for each unit, and one for each review of drafts."""
    rows: Mapping[str, Any] = {
        ROW + submission.public_id.hex: SelectField(
            _(
                "Who assesses %(unit)s of %(name)s?",
                unit=submission.unit.code,
                name=submission.enrolment.person.full_name,
            )
        )
        for submission in suggestions.submissions.values()
    }
    reads = {each.name: draft_field(each) for each in drafts}
    made: RowsForm = type(form.__name__, (form,), dict(rows) | reads | {"drafts": drafts})(**given)
    made.offer(suggestions)
    return made


def _label(suggestions: Suggestions, person: Person) -> str:
    desk = suggestions.desks[person.id]
    return _("%(name)s, %(open)s of %(target)s", name=person.full_name, open=desk.open, target=desk.target)
