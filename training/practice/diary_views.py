"""The pages of a diary: its owner's, and nobody else's."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired

from core import clock
from core.db import db
from core.forms import AtMost, choices
from core.once import OnceForm
from core.pagination import paged
from core.policy import allows
from training.practice import diary_services as services
from training.practice import policy
from training.practice.blueprint import blueprint
from training.practice.models import DiaryEntry, PracticeRecord
from training.practice.queries import records_of
from training.practice.wording import title_of
from training.sets.fields import DayField
from training.sets.models import SetMeeting

MEETINGS_OFFERED = 50


class DiaryForm(OnceForm):
    """One entry."""

    held_on = DayField(_l("Date"), [InputRequired(_l("Enter a date"))])
    record = SelectField(_l("Is it about a meeting?"))
    text = TextAreaField(
        _l("What did you learn?"),
        [InputRequired(_l("Write something first")), AtMost(services.LONGEST)],
    )

    def offer(self, records: Sequence[PracticeRecord]) -> None:
        """Offer one's own meetings, and none."""
        named = [(str(record.public_id), title_of(record)) for record in records]
        self.record.choices = choices([("", _("No meeting")), *named])

    def meeting(self, records: Sequence[PracticeRecord]) -> SetMeeting | None:
        """The meeting that was chosen; only what was offered can be chosen."""
        return next((record.meeting for record in records if str(record.public_id) == self.record.data), None)


@blueprint.get("/diary")
@allows(policy.can_keep_diary)
def diary() -> ResponseReturnValue:
    """One's own diary."""
    return render_template("training/practice/diary.html", page=paged(services.diary_of(g.person)))


@blueprint.route("/diary/new", methods=["GET", "POST"])
@allows(policy.can_keep_diary)
def write_diary() -> ResponseReturnValue:
    """Write an entry."""
    records, today = _own_records(), clock.today(g.person.zone)
    form = DiaryForm(held_on=today, record=request.args.get("meeting"))
    form.offer(records)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(DiaryEntry, lambda _made: url_for("practice.diary")) as public_id:
            written = (form.meeting(records), form.held_on.data or today, form.text.data or "")
            services.write_diary(g.person, *written, public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("Saved. Only you can read it."), "ok")
            return redirect(url_for("practice.diary"), 303)
    return render_template("training/practice/diary_write.html", form=form, entry=None), (
        422 if form.is_submitted() else 200
    )


@blueprint.get("/diary/<uuid:public_id>")
@allows(policy.can_read_diary, DiaryEntry)
def diary_entry(entry: DiaryEntry) -> ResponseReturnValue:
    """One entry."""
    return render_template("training/practice/diary_entry.html", entry=entry)


@blueprint.route("/diary/<uuid:public_id>/change", methods=["GET", "POST"])
@allows(policy.can_read_diary, DiaryEntry)
def change_diary(entry: DiaryEntry) -> ResponseReturnValue:
    """Write an entry anew."""
    records, today = _own_records(), clock.today(g.person.zone)
    about = next((str(record.public_id) for record in records if record.meeting_id == entry.meeting_id), "")
    form = DiaryForm(held_on=entry.held_on, record=about, text=entry.text)
    form.offer(records)
    if form.validate_on_submit():
        with form.rule_errors():
            written = (form.meeting(records), form.held_on.data or today, form.text.data or "")
            services.change_diary(entry, *written, by=g.person)
            db.session.commit()
            flash(_("Saved. Only you can read it."), "ok")
            return redirect(url_for("practice.diary_entry", public_id=entry.public_id), 303)
    return render_template("training/practice/diary_write.html", form=form, entry=entry), (
        422 if form.is_submitted() else 200
    )


def _own_records() -> list[PracticeRecord]:
    return list(db.session.scalars(records_of(g.person).limit(MEETINGS_OFFERED)).unique())
