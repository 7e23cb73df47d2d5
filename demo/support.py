"""Who needed something else, and how progress was reviewed: adjustments and reviews at every state."""

from collections.abc import Sequence
from datetime import timedelta

from assessments.adjustments import services as adjustments
from assessments.adjustments.models import Adjustment
from assessments.adjustments.sealing import Words
from assessments.adjustments.services import NeedFile
from assessments.adjustments.terms import Basis, Kind, Terms
from demo.cast import Staff
from demo.journey import Calendar, Journey
from training.portfolio.queries import latest_submission
from training.reviews import services as reviews
from training.reviews.models import CounterpartKind, Figure, Part, ProgressReview
from training.reviews.services import Agreed, Third

LETTER = NeedFile(
    "assessment report.txt", "text/plain", b"Assessment report: reads and writes at a third of the usual speed."
)


def adjust(developed: Sequence[Journey], virtual: Journey, staff: Staff, calendar: Calendar) -> None:
    """One who has more time, one who records, one who pauses, one who was ill, one who has just asked."""
    slow, speaking, waiting, pausing = developed[4], developed[5], developed[6], developed[3]
    agree(
        ask(slow, Kind.more_time, "I have dyslexia. Writing takes me about three times as long.", calendar, ago=200),
        Terms("Ten more days after each referral.", calendar.day(198), extra_days=10),
        "The report shows the need well. More time changes nothing of what the criteria ask.",
        staff,
        calendar,
        ago=198,
    )
    agree(
        ask(speaking, Kind.other_format, "My hands are stiff in the mornings and I type little.", calendar, ago=90),
        Terms(
            "Record and transcribe instead of typing long tasks.",
            calendar.day(88),
            instead_of="written_task",
            accepts="professional_discussion",
        ),
        "A discussion shows the same criteria. The evidence tests are asked of it as of any other.",
        staff,
        calendar,
        ago=88,
    )
    agree(
        ask(pausing, Kind.breaks, "I cannot sit for more than an hour without a pause.", calendar, ago=120),
        Terms("A pause of ten minutes in every hour.", calendar.day(118), tells_sets=True),
        "Reasonable, and nobody in a set is kept from anything by it.",
        staff,
        calendar,
        ago=118,
    )
    ask(waiting, Kind.assistive_technology, "I read with a screen reader. Some PDFs stay silent.", calendar, ago=2)
    unit = virtual.unit("C5-4")
    with calendar.on(8, 18):
        late = adjustments.ask(
            virtual.enrolment,
            Basis.special_consideration,
            Kind.later_date,
            Words("I was in hospital for a week, and I am still weak.", "Three more weeks for C5-4."),
            happened_on=calendar.day(14),
            submission=latest_submission(virtual.enrolment, unit),
            by=virtual.person,
        )
    with calendar.on(6, 10):
        adjustments.see_evidence(late, by=staff.lead_iqa)
        adjustments.refer(late, by=staff.lead_iqa)


def ask(journey: Journey, kind: Kind, need: str, calendar: Calendar, *, ago: int) -> Adjustment:
    """A trainee asks, with a report."""
    with calendar.on(ago, 18):
        return adjustments.ask(
            journey.enrolment,
            Basis.reasonable_adjustment,
            kind,
            Words(need, "What I ask for would help me show what I can do."),
            file=LETTER,
            by=journey.person,
        )


def agree(row: Adjustment, terms: Terms, reason: str, staff: Staff, calendar: Calendar, *, ago: int) -> None:
    """The lead quality assurer looks at it and agrees."""
    with calendar.on(ago, 11):
        adjustments.see_evidence(row, by=staff.lead_iqa)
        adjustments.approve(row, terms, reason, by=staff.lead_iqa)


def review(developed: Sequence[Journey], virtual: Journey, staff: Staff, calendar: Calendar) -> None:
    """One review that three signed, one to sign, one with a line manager, one being written, one planned."""
    signed = until_shared(developed[4], calendar, staff, ago=60)
    with calendar.on(58, 9):
        reviews.answer(signed, "I keep every second Thursday free.", signed.counterpart_name, by=None)
    for person in (developed[4].person, staff.tutor):
        with calendar.on(57, 9):
            reviews.sign(signed, by=person)
    waiting = until_shared(virtual, calendar, staff, ago=12)
    with calendar.on(10, 9):
        reviews.answer(waiting, "The sets ask for more of this.", waiting.counterpart_name, by=None)
    until_shared(developed[5], calendar, staff, ago=4)
    with calendar.on(3, 10):
        begun = plan(developed[3], calendar, staff, ago=0)
        reviews.begin(begun, by=staff.tutor)
        reviews.write(begun, "The set runs by itself now.", [], version=begun.version, by=staff.tutor)
    with calendar.on(2, 10):
        plan(developed[7], calendar, staff, ago=-9)


def plan(journey: Journey, calendar: Calendar, staff: Staff, *, ago: int) -> ProgressReview:
    """The tutor plans a review for a day, with the line manager where one is on record."""
    manager = journey.person.line_manager
    third = (
        Third(CounterpartKind.line_manager, manager.full_name, manager.email or "")
        if manager
        else Third(CounterpartKind.mentor, "Morag Ellwood", "morag.ellwood@brackenmoor.example.org")
    )
    return reviews.plan(journey.enrolment, calendar.today - timedelta(days=ago), third, by=staff.tutor)


def until_shared(journey: Journey, calendar: Calendar, staff: Staff, *, ago: int) -> ProgressReview:
    """Both write their part and agree something; the trainee shares it."""
    with calendar.on(ago + 3, 9):
        row = plan(journey, calendar, staff, ago=ago)
    agreed = [
        Agreed("Ask for a second set.", Part.trainee, calendar.today - timedelta(days=ago - 30)),
        Agreed("Free one afternoon a month for supervision.", Part.counterpart, calendar.today),
    ]
    with calendar.on(ago, 9):
        reviews.begin(row, by=staff.tutor)
    with calendar.on(ago, 10):
        mine = "I speak less and ask more. Ending a round in time is still hard."
        reviews.write(row, mine, agreed, version=row.version, by=journey.person)
    with calendar.on(ago, 11):
        theirs = "Silence is held well now. Next: let the set look after its own time."
        reviews.write(row, theirs, agreed, version=row.version, by=staff.tutor)
    with calendar.on(ago, 12):
        third = Third(row.counterpart_kind, row.counterpart_name, row.counterpart_email)
        reviews.share(row, third, [Figure.requirements, Figure.dates], by=journey.person)
    return row
