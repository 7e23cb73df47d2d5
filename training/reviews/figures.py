"""The figures of a review as they are at the moment: counts and days, no text and no decision on a criterion."""

from typing import Any

from flask_babel import gettext as _

from people import centre_clock
from training.enrolments.models import Enrolment
from training.enrolments.progress import explained, progress_of
from training.portfolio import queries as portfolio
from training.portfolio.workflow import PASSED, REFERRED
from training.reviews.models import Figure


def figures_of(enrolment: Enrolment) -> dict[str, Any]:
    """Units passed of those taken, what each requirement has and needs, and the days to come.

    `back_by`, when a referred unit comes back, is for those who hold the review: it is never shared.
    """
    progress, units = progress_of(enrolment), portfolio.units_of(enrolment)
    latest = portfolio.latest_submissions(enrolment)
    sent = {unit.id: latest.get((enrolment.id, unit.id)) for unit in units}
    passed = sum(each is not None and each.state in PASSED for each in sent.values())
    asked = [finding for finding in progress.findings if finding.shown]
    return {
        Figure.units.value: {"passed": passed, "taken": len(units)},
        Figure.requirements.value: [
            {"name": each.name, "have": each.have_text, "need": each.need_text, "met": each.met}
            for each in explained(asked, progress.describe)
        ],
        Figure.dates.value: _dates(enrolment, progress),
        "back_by": _back_by(units, sent),
    }


def _dates(enrolment: Enrolment, progress: Any) -> list[dict[str, str]]:
    found, today = [], centre_clock.today()
    registration = enrolment.registration
    if registration is not None and registration.expires_on and registration.expires_on >= today:
        found.append({"what": _("The registration ends"), "on": registration.expires_on.isoformat()})
    if progress.taught_next:
        found.append({"what": _("The next taught day"), "on": progress.taught_next.isoformat()})
    meeting = next((each for each in progress.planned if each.on >= today), None)
    if meeting is not None:
        found.append({"what": _("The next meeting of a set"), "on": meeting.on.isoformat()})
    return sorted(found, key=lambda each: each["on"])


def _back_by(units: Any, sent: Any) -> list[dict[str, str]]:
    latest = [(unit.code, sent[unit.id]) for unit in units]
    return [
        {"unit": code, "on": submission.send_by.isoformat()}
        for code, submission in latest
        if submission is not None and submission.state in REFERRED and submission.send_by
    ]
