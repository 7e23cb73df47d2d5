"""What requirements about time and meetings count: taught days, practice sets, facilitated meetings.

Most can be read in two ways; the docstrings say which reading is ours (field's reference, section 8).
"""

import calendar
from collections.abc import Callable, Sequence
from datetime import date

from training.awards.practice_file import PracticeFile, PracticeSetMeeting, PracticeTurn, TaughtDay
from training.awards.tally import Exclusion, Given, Sorted, Tally, facilitated, sort_out, standing_of_state
from training.practice import ledger
from training.practice.ledger import Meeting, Reason, Standing


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _credited(given: Given, file: PracticeFile) -> Callable[[Sequence[Meeting]], int]:
    co_factor = file.rules.co_factor if given["co_factor"] is None else given["co_factor"]
    return lambda meetings: sum(ledger.credited_minutes(meeting, co_factor) for meeting in meetings)


def taught_days(given: Given, file: PracticeFile) -> Tally:
    """Events at which the trainee was present for the asked percentage of the minutes."""
    percent = given["min_attendance_percent"]

    def standing_of(day: TaughtDay) -> Standing:
        if day.minutes > 0 and day.present_minutes * 100 >= percent * day.minutes:
            return Standing()
        values = {"present": day.present_minutes, "minutes": day.minutes, "percent": percent}
        return Standing(Exclusion.attended_too_little, values)

    found = sort_out(file.taught_days, standing_of)
    return [found.part("min", given["min"], "days", len)], found.ids, found.reasons


def practice_turns(given: Given, file: PracticeFile) -> Tally:
    """Confirmed turns as facilitator in a practice set, with an observer where one is asked for."""

    def standing_of(turn: PracticeTurn) -> Standing:
        standing = standing_of_state(turn.state)
        if given["observed"] and not turn.observed and (standing.counts or standing.waiting):
            return Standing(Exclusion.no_observer)
        return standing

    found = sort_out(file.practice_turns, standing_of)
    return [found.part("min", given["min"], "turns", len)], found.ids, found.reasons


def practice_sets(given: Given, file: PracticeFile) -> Tally:
    """Confirmed practice set meetings that were long enough, in any role."""

    def standing_of(meeting: PracticeSetMeeting) -> Standing:
        standing = standing_of_state(meeting.state)
        if meeting.minutes < given["minutes_each_min"] and (standing.counts or standing.waiting):
            return Standing(Exclusion.too_short, {"minutes": meeting.minutes, "need": given["minutes_each_min"]})
        return standing

    found = sort_out(file.practice_set_meetings, standing_of)
    return [found.part("min", given["min"], "meetings", len)], found.ids, found.reasons


def facilitated_meetings(given: Given, file: PracticeFile) -> Tally:
    """Meetings that count in the roles asked for, at least so many of them as lead."""

    def as_lead(meetings: Sequence[Meeting]) -> int:
        return sum(ledger.effective_role(meeting) == ledger.FacilitationRole.lead for meeting in meetings)

    found = facilitated(given, file)
    parts = [found.part("min", given["min"], "meetings", len)]
    if given["lead_min"]:
        parts.append(found.part("lead_min", given["lead_min"], "meetings", as_lead))
    return parts, found.ids, found.reasons


def facilitated_minutes(given: Given, file: PracticeFile) -> Tally:
    """Credited minutes, each meeting rounded down on its own (invariant 7)."""
    found = facilitated(given, file)
    return [found.part("min", given["min"], "minutes", _credited(given, file))], found.ids, found.reasons


def distinct_sets(given: Given, file: PracticeFile) -> Tally:
    """Different sets over the facilitated meetings."""
    found = facilitated(given, file)
    part = found.part("min", given["min"], "sets", lambda meetings: len({m.learning_set_id for m in meetings}))
    return [part], found.ids, found.reasons


def span_days(given: Given, file: PracticeFile) -> Tally:
    """Days from the first facilitated meeting to the last: one meeting spans 0 days."""

    def span(meetings: Sequence[Meeting]) -> int:
        days = [meeting.held_on for meeting in meetings]
        return (max(days) - min(days)).days if days else 0

    found = facilitated(given, file)
    return [found.part("min", given["min"], "days", span)], found.ids, found.reasons


def recent_minutes(given: Given, file: PracticeFile) -> Tally:
    """Credited minutes from the same day so many months ago to today, both included."""
    since = months_before(file.today, given["within_months"])
    found = facilitated(given, file)
    old = [meeting for meeting in found.counted if meeting.held_on < since]
    recent: Sorted[Meeting] = Sorted(
        [meeting for meeting in found.counted if since <= meeting.held_on <= file.today],
        [meeting for meeting in found.waiting if since <= meeting.held_on <= file.today],
        found.reasons + [Reason(Exclusion.too_old, {"since": since}, meeting.id) for meeting in old],
    )
    return [recent.part("min", given["min"], "minutes", _credited(given, file))], recent.ids, recent.reasons
