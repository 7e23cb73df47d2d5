"""What happens to a centre's working time, and who is written down as away. Callers commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.filters import day as day_text
from core.policy import require
from people import centre_clock
from people.models import Person
from people.policy import can_change_settings
from people.roster import clean
from people.working_time import queries
from people.working_time.models import Absence, Holiday, WorkingTime
from people.working_time.pasted import LONGEST_NAME, is_too_far
from people.working_time.public_holidays import regions
from people.working_time.working_days import overlaps


def change(
    *,
    weekdays: Collection[int],
    assessor_days: int,
    target: int,
    minutes_each: int | None,
    region: str,
    version: int | None = None,
    by: Person,
) -> None:
    """Set when the centre works and how long an assessor has. What is due already stays due when it was said to be.

    `version` is that of the settings the page showed, 0 where nothing was set. Raises MovedOn when somebody else has
    changed them since to something else, RuleBroken.
    """
    _refuse_unless_administrator(by)
    if not weekdays:
        raise RuleBroken(_("Choose at least one day on which you work."), "weekdays")
    if region not in regions():
        raise RuleBroken(_("Choose a country from the list."), "region")
    seen, time = queries.working_time().version, _own()
    wanted = {
        "weekdays": sorted(set(weekdays)),
        "assessor_days": assessor_days,
        "target": target,
        "minutes_each": minutes_each,
        "region": region,
    }
    changed = [name for name, value in wanted.items() if getattr(time, name) != value]
    if changed and version is not None and version != seen:
        raise MovedOn(_("Somebody else has changed these settings since you opened the page. Nothing was saved."))
    for name in changed:
        setattr(time, name, wanted[name])
    if changed:
        db.session.flush()
        history.record(time, "changed_settings", by=by, fields=changed)


def add_holidays(days: Mapping[date, str], *, by: Person | None) -> int:
    """Put days on the list, all or none, and say how many. Raises RuleBroken for one that is there already."""
    _refuse_unless_administrator(by)
    time = _own()
    known, today = {each.day for each in time.holidays}, centre_clock.today()  # a year is far from any midnight
    for day, name in days.items():
        if day in known:
            raise RuleBroken(_("%(day)s is on the list already.", day=day_text(day)), "day")
        if is_too_far(day, today):
            raise RuleBroken(_("%(day)s is more than 10 years away. Look at the year again.", day=day_text(day)), "day")
        if not 0 < len(clean(name)) <= LONGEST_NAME:
            raise RuleBroken(_("Give it a name of up to %(most)s characters.", most=LONGEST_NAME), "name")
    if not days:
        raise RuleBroken(_("Choose at least one day."), "days")
    time.holidays += [Holiday(day=day, name=clean(name)) for day, name in sorted(days.items())]
    db.session.flush()
    history.record(time, "holidays_added", by=by, days=[day.isoformat() for day in sorted(days)])
    return len(days)


def remove_holiday(holiday: Holiday, *, by: Person) -> None:
    """Take a day off the list: the centre works then after all, if it is one of its weekdays."""
    _refuse_unless_administrator(by)
    time, day = holiday.working_time, holiday.day
    time.holidays.remove(holiday)
    db.session.flush()
    history.record(time, "holiday_removed", by=by, days=[day.isoformat()])


def record_absence(
    person: Person,
    starts_on: date,
    ends_on: date,
    *,
    cover: Person | None = None,
    public_id: UUID | None = None,
    by: Person,
) -> Absence:
    """Write down that somebody is away, and who takes over. Raises RuleBroken, also where two periods share a day."""
    _refuse_unless_administrator(by)
    today = centre_clock.today()
    if ends_on < starts_on:
        raise RuleBroken(_("The last day must not be before the first."), "ends_on")
    if ends_on < today:
        raise RuleBroken(_("This is over already. Only days from today on need cover."), "ends_on")
    if is_too_far(starts_on, today) or is_too_far(ends_on, today):
        raise RuleBroken(_("This is more than 10 years away. Look at the year again."), "ends_on")
    if cover is not None and cover.id == person.id:
        raise RuleBroken(_("Choose somebody else as cover."), "cover")
    before = queries.absences_since(today, [person]).get(person.id, [])
    if overlaps(starts_on, ends_on, [(each.starts_on, each.ends_on) for each in before]):
        raise RuleBroken(_("Another absence on record shares a day with this one. End that one first."), "starts_on")
    if cover is not None and (away := _away_in(cover, starts_on, ends_on)):
        text = _(
            "%(name)s is away from %(first)s to %(last)s.",
            name=cover.full_name,
            first=day_text(away.starts_on),
            last=day_text(away.ends_on),
        )
        raise RuleBroken(text, "cover")
    absence = Absence(public_id=public_id, person=person, starts_on=starts_on, ends_on=ends_on, cover=cover)
    db.session.add(absence)
    db.session.flush()
    history.record(
        absence,
        "absence_recorded",
        by=by,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
        cover_id=cover.id if cover else None,
    )
    return absence


def end_absence(absence: Absence, *, by: Person) -> None:
    """The person is back: yesterday was the last day, or it is called off before it began. Raises MovedOn."""
    _refuse_unless_administrator(by)
    today = centre_clock.today()
    if absence.called_off_at is not None or absence.ends_on < today:
        raise MovedOn(_("This absence is over already."))
    if absence.starts_on >= today:
        absence.called_off_at = clock.now()
    else:
        absence.ends_on = today - timedelta(days=1)
    db.session.flush()
    history.record(absence, "absence_ended", by=by)


def taken(number: int) -> str:
    """How many days went onto the list, as a sentence."""
    return ngettext("%(num)s holiday added.", "%(num)s holidays added.", number)


def _away_in(person: Person, starts_on: date, ends_on: date) -> Absence | None:
    found: Sequence[Absence] = queries.absences_since(starts_on, [person]).get(person.id, [])
    return next((each for each in found if overlaps(starts_on, ends_on, [(each.starts_on, each.ends_on)])), None)


def _refuse_unless_administrator(by: Person | None) -> None:
    """None is the system. Raises NotAllowed."""
    require(by is None or can_change_settings(by), _("Only the centre administrator changes when people work."))


def _own() -> WorkingTime:
    """The centre's row, made when it is first written to."""
    time = queries.stored()
    if time is None:
        time = WorkingTime()
        db.session.add(time)
        db.session.flush()
    return time
