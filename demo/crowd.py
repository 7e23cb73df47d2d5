"""Many more trainees, to see how Setwright behaves with data of size. Their history is short and uniform."""

from sqlalchemy import select

from core.db import db
from demo.beginnings import place, running_set
from demo.cast import STAFF, Staff
from demo.journey import Calendar
from people import centre_clock, services
from people.models import Organisation, Person
from training.awards.models import Award, AwardVersion
from training.programmes import services as programmes
from training.programmes.models import Programme

PER_COHORT = 500


def add(number: int, *, seed: str) -> None:
    """So many trainees on the development award: registered, three meetings, supervision, an account in draft."""
    calendar = Calendar(centre_clock.today())
    people = {
        person.email: person for person in db.session.scalars(select(Person).where(Person.staff_number.is_(None)))
    }
    staff = Staff(**{key: people[f"{key.replace('_', '.')}@demo.example.org"] for key, *_rest in STAFF})
    version = db.session.scalars(
        select(AwardVersion).join(Award, Award.id == AwardVersion.award_id).where(Award.code == "ALF-DA-L5")
    ).one()
    programme = db.session.scalars(select(Programme).order_by(Programme.id)).first()
    organisation = db.session.scalars(select(Organisation).order_by(Organisation.id)).first()
    if programme is None or organisation is None:
        raise ValueError("the demonstration centre is loaded first")
    for first in range(0, number, PER_COHORT):
        with calendar.on(200, 9):
            cohort = programmes.open_cohort(
                programme,
                version,
                f"Large cohort {first // PER_COHORT + 1}",
                calendar.day(200),
                max_places=PER_COHORT,
                by=staff.administrator,
            )
        for each in range(first, min(number, first + PER_COHORT)):
            with calendar.on(200, 10):
                person = services.add_person(
                    given_name="Trainee",
                    family_name=f"{seed.title()} {each + 1}",
                    staff_number=f"X{each + 1:06}",
                    organisation=organisation,
                    by=None,
                )
                journey = place(person, version, cohort, staff, calendar, 1000 + each)
            journey.register(ago=199)
            learning_set = running_set(f"Large set {each + 1}", [person], staff, programme, calendar, ago=190)
            for ago in (150, 120, 90):
                journey.facilitate(learning_set, ago=ago)
            journey.be_supervised(ago=80, minutes=60)
            journey.write_account(journey.records[0], words=400, ago=70, ready=False)
        db.session.flush()
        db.session.expire_all()
