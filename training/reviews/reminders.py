"""What the background work does about progress reviews: each is reminded of once."""

from datetime import date

from sqlalchemy import select

from core import clock
from core.db import db
from people.models import Person
from people.rounds import in_every_centre
from training.enrolments.models import AllocationRole, Enrolment
from training.enrolments.queries import allocated
from training.reviews import letters, policy, queries
from training.reviews.models import ReviewReminder, ReviewState
from training.reviews.rhythm import is_near


def remind_of_reviews() -> int:
    """Remind of what is soon, in every centre; how many mails' worth of reviews. Commits."""
    return sum(in_every_centre(remind))


def remind(today: date) -> int:
    """The same in the centre that was entered, on this day; the caller commits."""
    places, reminded = queries.active_places(), 0
    days = queries.next_days(places)
    told = {(each.enrolment_id, each.due_on) for each in db.session.scalars(select(ReviewReminder))}
    for place in places:
        if place.id not in days or not is_near(days[place.id][0], today):
            continue
        due_on, review = days[place.id]
        if review is not None:
            if review.state is ReviewState.planned and review.reminded_at is None:
                review.reminded_at = clock.now()
                letters.remind(review)
                reminded += 1
        elif (place.id, due_on) not in told and (who := _who_plans(place)):
            db.session.add(ReviewReminder(enrolment_id=place.id, due_on=due_on))
            letters.ask_to_plan(place, who, due_on)
            reminded += 1
    db.session.flush()
    return reminded


def _who_plans(place: Enrolment) -> Person | None:
    """The tutor, else the first assessor."""
    tutor = place.cohort.tutor if place.cohort else None
    candidates = [*([tutor] if tutor else []), *allocated(place, AllocationRole.assessor)]
    return next((each for each in candidates if policy.can_plan(each, place)), None)
