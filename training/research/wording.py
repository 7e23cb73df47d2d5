"""The words of research."""

from datetime import date

from flask_babel import lazy_gettext as _l

from training.research.models import InterviewKind, ResearchProject

INTERVIEW_KINDS = {InterviewKind.group: _l("In a group"), InterviewKind.phone: _l("By phone")}

# What may still be found in an account that is held back, by the check or by known names.
FOUND = {
    "full_name": _l("a full name"),
    "first_name": _l("a first name"),
    "nickname": _l("a nickname"),
    "initials": _l("initials"),
    "job_place": _l("a post with its place"),
    "site": _l("a site"),
    "employer": _l("an employer"),
    "care_home": _l("a care home"),
    "email": _l("an email address"),
    "phone": _l("a telephone number"),
    "dob": _l("a date of birth"),
    "rare_role": _l("a role that few people have"),
    "author": _l("the author’s own name"),
    "person": _l("the name of somebody at the centre"),
    "organisation": _l("the name of an organisation"),
    "place": _l("the name of a place"),
    "part": _l("the name of a part of an organisation"),
    "group": _l("the name of a set or programme"),
}


def standing(project: ResearchProject, today: date) -> tuple[str, object]:
    """The look and the words of how a project stands on a day."""
    if project.closed_at is not None:
        return "none", _l("Closed")
    if today < project.starts_on:
        return "wait", _l("Not begun yet")
    if today > project.ends_on:
        return "todo", _l("Over, to be closed")
    return "met", _l("Open")
