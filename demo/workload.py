"""The centre's working days, and how work is shared out: holidays, targets, an absence with cover, a unit that is late.

Dates are relative to the day of loading, so that something is late and somebody away whenever it is loaded.
"""

from datetime import timedelta

from assessments.grading import services as grading
from assessments.grading.answers import Answers, CriterionAnswer
from assessments.workload import services
from assessments.workload.services import Giving
from demo.cast import Staff
from demo.journey import Calendar, Journey
from people import services as people
from people.models import CredentialKind, Role
from people.working_time import services as working_time
from people.working_time.public_holidays import public_holidays
from training.portfolio import allocation
from training.portfolio import services as portfolio


def tell(journey: Journey, again: Journey, staff: Staff, calendar: Calendar) -> None:
    """Say when the centre works and who has how much; a colleague falls ill, and another takes over."""
    keep_days(staff, calendar)
    with calendar.on(30, 10):
        ill = people.add_person(
            given_name="Rosalind", family_name="Ashby", email="away.assessor@demo.example.org", by=staff.administrator
        )
        people.grant_role(ill, Role.assessor, starts_on=calendar.day(300), by=staff.administrator)
        people.add_credential(ill, CredentialKind.taqa, obtained_on=calendar.day(600), by=staff.administrator)
    with calendar.on(29, 10):
        services.set_target(staff.assessor, 6, by=staff.administrator)
        services.set_target(staff.new_assessor, 2, by=staff.lead_iqa)
    journey.collect(journey.unit("C5-4"), ago=17)
    begun = journey.send(journey.unit("C5-4"), ago=16)
    journey.allocate(begun, ago=15, assessor=ill)
    with calendar.on(12, 15):
        sheet = grading.start(begun, by=ill)
        [first, *_rest] = begun.unit.criteria
        noted = CriterionAnswer(met=True, comment="Clear so far. Read the second account before deciding.")
        grading.save_draft(sheet, Answers({first.code: noted}), by=ill)
    with calendar.on(4, 9):
        away = (calendar.day(4), calendar.today + timedelta(days=10))
        working_time.record_absence(ill, *away, cover=staff.second_assessor, by=staff.administrator)
    with calendar.on(4, 10):
        services.hand_over_all(
            [Giving(begun, staff.second_assessor)],
            before=ill,
            reason=allocation.ReallocationReason.absence,
            due_on=allocation.due_after(calendar.day(4)),
            by=staff.administrator,
        )
    referred = [criterion for criterion in again.unit("C5-4").criteria if criterion.code == "1.3"]
    item = again.write_account(again.records[1], words=1180, ago=11, ready=False, number=216)
    with calendar.on(11, 21):
        again.finish(item, referred, [again.records[1]])
    resent = again.send(again.unit("C5-4"), ago=10)
    with calendar.on(9, 9):  # one criterion only, so an answer was asked for within the week
        portfolio.allocate(
            resent,
            staff.second_assessor,
            statement_signed=True,
            due_on=calendar.day(3),
            by=staff.administrator,
        )


def keep_days(staff: Staff, calendar: Calendar) -> None:
    """Public holidays of this year and half of those to come, so that the rest is still proposed; a day of its own."""
    with calendar.on(40, 9):
        working_time.change(
            weekdays=[0, 1, 2, 3, 4],
            assessor_days=10,
            target=8,
            minutes_each=45,
            region="GB-ENG",
            by=staff.administrator,
        )
        year = calendar.today.year
        days = public_holidays("GB-ENG", [year])
        days.setdefault(calendar.today + timedelta(days=30), "Staff conference, centre closed")
        working_time.add_holidays(days, by=staff.administrator)
