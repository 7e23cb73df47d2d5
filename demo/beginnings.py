"""What the story begins from: awards, places, sets that run, and a cohort that was certificated last year."""

from collections.abc import Sequence
from pathlib import Path

from assessments.certificates import services as certificates
from demo.cast import Staff
from demo.journey import Calendar, Journey
from people.models import Person
from training.awards import services as awards
from training.awards.models import AwardVersion
from training.enrolments import services as enrolments
from training.programmes import services as programmes
from training.programmes.models import Cohort, Programme
from training.sets import services as sets
from training.sets.models import LearningSet, SetKind
from training.sets.workflow import SetAction

EARLIER = {"Coast": 7, "Dales": 6, "Moors": 8, "Tees": 5, "Vale": 6}


def import_award(path: Path, staff: Staff) -> AwardVersion:
    """A shipped award, published."""
    version = awards.import_award(path.read_text(encoding="utf-8"), path.name, by=staff.administrator)
    awards.publish(version, by=staff.administrator)
    return version


def certificate_earlier_cohort(
    people: dict[str, Person], version: AwardVersion, programme: Programme, staff: Staff, calendar: Calendar
) -> None:
    """Managers of every region who were certificated last year; most of them still run sets."""
    by_region: dict[str, list[Person]] = {}
    for person in people.values():
        if person.phase == "3" and person.site:
            by_region.setdefault(person.site.region, []).append(person)
    chosen = [person for region, number in EARLIER.items() for person in by_region[region][:number]]
    with calendar.on(425, 10):
        cohort = programmes.open_cohort(
            programme,
            version,
            "First facilitators",
            calendar.day(425),
            tutor=staff.tutor,
            max_places=40,
            by=staff.administrator,
        )
        journeys = [place(person, version, cohort, staff, calendar, number) for number, person in enumerate(chosen, 1)]
    for journey in journeys:
        journey.register(ago=424)
    with calendar.on(210, 11):
        for journey in journeys:
            registration = journey.enrolment.registration
            if registration is not None:
                enrolments.complete(registration, by=staff.administrator)
            certificates.issue_certificate(
                journey.enrolment, claim_id=None, lead=staff.lead_iqa, by=staff.administrator
            )
    for number, journey in enumerate(journeys[:26]):
        learning_set = running_set(f"Set {21 + number}", [journey.person], staff, programme, calendar, ago=200)
        for ago in (150, 100) if number < 5 else (90 - number, 60 - number):
            journey.facilitate(learning_set, ago=ago + 20)


def place(
    person: Person, version: AwardVersion, cohort: Cohort, staff: Staff, calendar: Calendar, number: int
) -> Journey:
    """Give a person a place in a cohort."""
    enrolment = enrolments.enrol(person, version, cohort=cohort, by=staff.administrator)
    return Journey(person, enrolment, staff, calendar, number)


def running_set(
    name: str,
    facilitators: Sequence[Person],
    staff: Staff,
    programme: Programme,
    calendar: Calendar,
    *,
    ago: int,
    kind: SetKind = SetKind.work,
    members: int = 6,
) -> LearningSet:
    """A set that agreed its ways of working and runs."""
    with calendar.on(ago, 9):
        learning_set = sets.form_set(
            name,
            kind,
            staff.organiser,
            facilitators=facilitators,
            programme=programme,
            organisation=programme.organisation,
            members=members,
            since=calendar.day(ago),
            by=staff.organiser,
        )
        for action in (SetAction.confirm, SetAction.contract, SetAction.start):
            sets.move(learning_set, action, by=staff.organiser)
    return learning_set
