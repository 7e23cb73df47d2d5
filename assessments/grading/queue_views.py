"""The pages of an assessor's queue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select

from assessments.grading import policy, queries, services, wording
from assessments.grading import queue as in_queue
from assessments.grading.answers import Answers
from assessments.grading.blueprint import blueprint
from core.db import db
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.models import Person
from people.working_time import queries as working_time
from training.portfolio.models import Submission
from training.portfolio.wording import staff_status
from training.sharing import queries as sharing
from training.sharing.wording import STAFF as REVIEW_STATES


@dataclass(frozen=True)
class QueueList:
    """One of the lists of the queue."""

    label: Any
    rows: Callable[[Person], Select[Any]]
    template: str


LISTS = {
    "mark": QueueList(_l("To mark"), in_queue.to_mark, "assessments/grading/queue_mark.html"),
    "countersign": QueueList(
        _l("To countersign"), in_queue.to_countersign, "assessments/grading/queue_countersign.html"
    ),
    "drafts": QueueList(_l("Drafts to read"), sharing.to_read, "assessments/grading/queue_drafts.html"),
    "back": QueueList(_l("Back from IQA"), in_queue.back_from_iqa, "assessments/grading/queue_back.html"),
    "decided": QueueList(_l("Decided"), in_queue.decided, "assessments/grading/queue_decided.html"),
}


@dataclass(frozen=True)
class Tab:
    """A list of the queue as its tab shows it."""

    label: Any
    url: str
    current: bool
    count: int


@blueprint.get("/queue")
@allows(policy.can_queue)
def queue() -> ResponseReturnValue:
    """The assessor's own work: to mark, to countersign, back from quality assurance, decided."""
    show = request.args.get("show", "mark")
    if show not in LISTS:
        abort(404)
    qualified, counts = policy.is_qualified(g.person), in_queue.queue_counts(g.person)
    counts["back"] += counts.pop("actions")
    if not qualified:
        counts["countersign"] = 0
    page = paged(LISTS[show].rows(g.person)) if qualified or show != "countersign" else None
    return render_template(
        LISTS[show].template,
        page=page,
        counts=counts,
        tabs=[
            Tab(each.label, url_for("grading.queue", show=key), key == show, counts[key]) for key, each in LISTS.items()
        ],
        lines=_notes(page.rows) if page and show in {"mark", "back"} else {},
        actions=db.session.scalars(in_queue.actions_from_iqa(g.person)).all() if show == "back" else [],
        qualified=qualified,
        today=centre_clock.today(),
        working_days=working_time.working_days() if show in {"mark", "back"} else None,
        wording=wording,
        staff_status=staff_status,
        review_states=REVIEW_STATES,
    )


def _notes(submissions: Sequence[Submission]) -> dict[int, list[str]]:
    """What to know of each submission, by its id."""
    carried = in_queue.carried_codes(submissions)
    found = {}
    for submission in submissions:
        sheet = queries.open_mark_sheet(submission)
        answers = Answers.from_draft(sheet.draft) if sheet else None
        found[submission.id] = wording.notes(submission, carried[submission.id], answers, services.scale_of(submission))
    return found


@blueprint.get("/queue/next")
@allows(policy.can_queue)
def next_in_queue() -> ResponseReturnValue:
    """The first of the queue that is left; the queue itself, which says so, when nothing is."""
    following = in_queue.following(g.person)
    if following.public_id is None:
        return redirect(url_for("grading.queue"), 303)
    return redirect(url_for("grading.mark", public_id=following.public_id), 303)
