"""What happens to anonymous feedback: a facilitator asks, members of the set answer, counts are shown from 3 on.

No name, no text and no time of day is kept of an answer, and no history row: its moment could tell who it was.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from core import history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from people import centre_clock
from people.auth import hashed
from people.models import Person
from training.practice import links, statements
from training.practice.ledger import ILLUSTRATIVE
from training.practice.models import FeedbackRequest, MemberFeedback
from training.practice.statements import STATEMENTS, STEPS
from training.sets.models import LearningSet
from training.sets.queries import facilitated_by

LONGEST_OPEN = timedelta(days=90)
SHOWN_FROM = ILLUSTRATIVE.feedback_shown_from


def requests_of(person: Person) -> Select[FeedbackRequest]:
    """What a facilitator has asked, the latest first."""
    return (
        select(FeedbackRequest)
        .where(FeedbackRequest.person_id == person.id)
        .options(joinedload(FeedbackRequest.learning_set))
        .order_by(FeedbackRequest.asked_on.desc(), FeedbackRequest.id.desc())
    )


def how_many_answered(requests: list[FeedbackRequest]) -> dict[int, int]:
    """How many answers each of these requests has, by its id; one without any is left out."""
    elsewhere = {each.id: each.brought_results["answers"] for each in requests if each.brought_results is not None}
    query = (
        select(MemberFeedback.request_id, func.count())
        .where(MemberFeedback.request_id.in_([request.id for request in requests]))
        .group_by(MemberFeedback.request_id)
    )
    counted = {request_id: number for request_id, number in db.session.execute(query)}  # noqa: C416  # rows are no pairs to mypy
    return elsewhere | counted


def ask_feedback(
    learning_set: LearningSet, person: Person, closes_on: date, *, by: Person
) -> tuple[FeedbackRequest, str]:
    """A request to the members of a set that the person facilitates, and the secret of its address.

    The secret can be shown this once: only its hash is kept.
    """
    if person.id != by.id:
        raise NotAllowed(_("You ask about your own facilitation only."))
    if learning_set not in facilitated_by(person):
        raise RuleBroken(_("Choose a set that you facilitate"), "learning_set")
    today = centre_clock.today()
    if not today < closes_on <= today + LONGEST_OPEN:
        raise RuleBroken(_("Choose a day from tomorrow to 90 days from now"), "closes_on")
    open_now = requests_of(person).where(
        FeedbackRequest.learning_set_id == learning_set.id, FeedbackRequest.closes_on >= today
    )
    if db.session.scalar(open_now.limit(1)) is not None:
        raise RuleBroken(_("You have asked this set already, and it can still answer"), "learning_set")
    token = links.new_token()
    request = FeedbackRequest(
        learning_set=learning_set, person=person, token_hash=hashed(token), asked_on=today, closes_on=closes_on
    )
    db.session.add(request)
    db.session.flush()
    history.record(request, "asked", by=by)
    return request, token


def new_address(request: FeedbackRequest, *, by: Person) -> str:
    """The secret of another address for the same request; the old one stops working."""
    if request.person_id != by.id:
        raise NotAllowed(_("Only the facilitator who asked hands out the address."))
    if centre_clock.today() > request.closes_on:
        raise MovedOn(_("The time to answer is over."))
    token = links.new_token()
    request.token_hash = hashed(token)
    history.record(request, "address_replaced", by=by)
    db.session.flush()
    return token


def answer_feedback(request: FeedbackRequest, ratings: Mapping[str, int]) -> MemberFeedback:
    """One member's answer. There are never more answers than the set has members, nor any after the last day."""
    today = centre_clock.today()
    if request.brought_results is not None:
        raise MovedOn(_("Another centre asked. Its members answered there."))
    if today > request.closes_on or len(request.answers) >= request.learning_set.members:
        raise MovedOn(_("This set has answered, or the time to answer is over."))
    for code in STATEMENTS:
        if ratings.get(code) not in STEPS:
            raise RuleBroken(_("Choose a number from 1 to 5"), code)
    answer = MemberFeedback(
        request_id=request.id, answered_on=today, ratings={code: ratings[code] for code in STATEMENTS}
    )
    request.answers.append(answer)
    db.session.flush()
    return answer


def results_of(request: FeedbackRequest) -> statements.Results:
    """What the facilitator may see of the answers."""
    if request.brought_results is not None:
        return statements.from_plain(request.brought_results)
    given = [answer.ratings for answer in sorted(request.answers, key=lambda answer: answer.id)]
    return statements.results(given, at_least=SHOWN_FROM)
