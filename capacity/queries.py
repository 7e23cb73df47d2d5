"""Reading what capacity is counted from. Nothing here selects a text, a decision or an observation (invariant 29)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from assessments.certificates.models import Certificate
from capacity.disclosure import Place
from capacity.supply import HeldAward, PersonFacts, Settings, State, states
from core import clock
from core.db import db
from people import centre_clock
from people.models import Organisation, OrganisationUnit, Person, Site
from training.awards.models import AwardVersion
from training.awards.requirements import months_before
from training.enrolments.models import Enrolment, EnrolmentState
from training.practice.models import FacilitationRole, PracticeRecord, PracticeState
from training.sets.models import LearningSet, SetMeeting

DEFAULTS = Settings()
COUNTED_ROLES = (FacilitationRole.lead, FacilitationRole.co)
COUNTED_STATES = (PracticeState.confirmed, PracticeState.counted)


@dataclass(frozen=True)
class Counted:
    """One person as capacity counts them. The name is used for current facilitators only."""

    name: str
    place: Place
    site: str
    facts: PersonFacts


def organisations() -> list[Organisation]:
    """The organisations of the centre, by name."""
    return list(db.session.scalars(select(Organisation).order_by(Organisation.name)))


def units_of(organisation: Organisation) -> list[OrganisationUnit]:
    """The units of an organisation, by name."""
    query = (
        select(OrganisationUnit)
        .where(OrganisationUnit.organisation_id == organisation.id)
        .order_by(OrganisationUnit.name, OrganisationUnit.id)
    )
    return list(db.session.scalars(query))


def people_of(organisation: Organisation, today: date, settings: Settings = DEFAULTS) -> list[Counted]:
    """Everyone of an organisation who holds a certificate or is in training, with what decides their states."""
    awards = _awards_held(organisation)
    trainees = set(
        db.session.scalars(
            select(Enrolment.person_id)
            .join(Person, Person.id == Enrolment.person_id)
            .where(Enrolment.state == EnrolmentState.active, Person.organisation_id == organisation.id)
        )
    )
    last = _last_facilitated(organisation, today - timedelta(days=settings.activity_days + 1))
    query = (
        select(Person.id, Person.given_name, Person.family_name, Person.unit_id, Person.left_on, Site.name, Site.region)
        .outerjoin(Site, Site.id == Person.site_id)
        .where(Person.organisation_id == organisation.id)
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return [
        Counted(
            name=f"{given} {family}",
            place=Place(unit_id, region or ""),
            site=site or "",
            facts=PersonFacts(
                awards=tuple(awards[person_id]),
                is_trainee=person_id in trainees,
                has_left=left_on is not None and left_on < today,
                facilitated_on=(last[person_id],) if person_id in last else (),
            ),
        )
        for person_id, given, family, unit_id, left_on, site, region in db.session.execute(query)
        if person_id in trainees or awards[person_id]
    ]


def current_facilitators(people: Iterable[Counted], today: date, settings: Settings = DEFAULTS) -> list[Counted]:
    """Those whose names HR may read: people who may run sets today."""
    return [person for person in people if State.current in states(person.facts, today, settings)]


def _awards_held(organisation: Organisation) -> dict[int, list[HeldAward]]:
    renewals = {
        version_id: (content.get("renewal") or {}).get("period_months")
        for version_id, content in db.session.execute(select(AwardVersion.id, AwardVersion.content))
    }
    query = (
        select(Certificate.person_id, Certificate.award_version_id, Certificate.issued_on)
        .join(Person, Person.id == Certificate.person_id)
        .where(Certificate.revoked_on.is_(None), Person.organisation_id == organisation.id)
    )
    held: dict[int, list[HeldAward]] = defaultdict(list)
    for person_id, version_id, issued_on in db.session.execute(query):
        months = renewals[version_id]
        held[person_id].append(HeldAward(months_before(issued_on, -months) if months else None))
    return held


def _last_facilitated(organisation: Organisation, since: date) -> dict[int, date]:
    query = (
        select(PracticeRecord.person_id, func.max(SetMeeting.starts_at))
        .join(SetMeeting, SetMeeting.id == PracticeRecord.meeting_id)
        .join(Person, Person.id == PracticeRecord.person_id)
        .join(SetMeeting.learning_set)
        .where(
            Person.organisation_id == organisation.id,
            LearningSet.brought_from == "",
            PracticeRecord.role.in_(COUNTED_ROLES),
            PracticeRecord.state.in_(COUNTED_STATES),
            SetMeeting.starts_at >= clock.to_utc(clock.midnight(since), centre_clock.zone()),
        )
        .group_by(PracticeRecord.person_id)
    )
    return {person_id: centre_clock.day_of(instant) for person_id, instant in db.session.execute(query)}
