"""What the background work does about days by which referred units come back: each is told of once."""

from datetime import date

from assessments.attempts import letters, queries
from assessments.attempts.days import to_tell
from assessments.attempts.models import SendByReminder
from core.db import db
from people.rounds import in_every_centre


def remind_of_send_by() -> int:
    """Tell of the days that are near or have passed, in every centre; how many mails. Commits."""
    return sum(in_every_centre(remind))


def remind(today: date) -> int:
    """The same in the centre that was entered, on this day; the caller commits.

    While an appeal is open the unit does not wait for its trainee, so nothing is said.
    """
    told = 0
    for submission in queries.untold(today):
        what = to_tell(submission.send_by, today) if submission.send_by else None
        if what is not None:
            db.session.add(SendByReminder(submission_id=submission.id, send_by=submission.send_by, told=what))
            letters.remind(submission, what)
            told += 1
    db.session.flush()
    return told
