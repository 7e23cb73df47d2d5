"""The words of research."""

from datetime import date

from flask_babel import lazy_gettext as _l

from training.research.models import InterviewKind, ResearchProject

INTERVIEW_KINDS = {InterviewKind.group: _l("In a group"), InterviewKind.phone: _l("By phone")}


def standing(project: ResearchProject, today: date) -> tuple[str, object]:
    """The look and the words of how a project stands on a day."""
    if project.closed_at is not None:
        return "none", _l("Closed")
    if today < project.starts_on:
        return "wait", _l("Not begun yet")
    if today > project.ends_on:
        return "todo", _l("Over, to be closed")
    return "met", _l("Open")
