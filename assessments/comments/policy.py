"""Who may comment on the words of a submission: the assessor whose mark sheet it is, while they mark it.

Others read comments where they read the decision that these belong to; grading and iqa say who that is.
"""

from assessments.grading import policy as grading
from assessments.grading.models import MarkSheet
from core.policy import Refusal
from people.models import Person


def can_comment(person: Person, sheet: MarkSheet) -> bool | Refusal:
    """Write, change and take back comments on a mark sheet."""
    return sheet.assessor_id == person.id and grading.can_mark(person, sheet.submission)
