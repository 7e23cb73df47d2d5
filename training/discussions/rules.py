"""What no record of a discussion may be, as SQL that SQLite and PostgreSQL both read: for `core.row_rules`."""

from training.enrolments.separation import is_of_this_centre, is_trainee

_OF_ANOTHER_PLACE = (
    "NEW.submission_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM submission s "
    "WHERE s.id = NEW.submission_id AND s.enrolment_id = NEW.enrolment_id)"
)

NOT_BETWEEN_TWO = f"{is_trainee('NEW.recorder_id', 'NEW.enrolment_id')} OR ({_OF_ANOTHER_PLACE})"
"""The trainee recorded it themself, or it is tied to the work of another place."""

NOT_SIGNED_ELSEWHERE = f"NEW.signed_elsewhere IS NOT NULL AND {is_of_this_centre('NEW.enrolment_id')}"
"""It claims signatures of another centre, and did not come from one."""
