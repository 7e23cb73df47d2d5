"""Who there is in the demonstration centre: the people of the file, the staff, and what they may be."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from core.db import db, enter_tenant
from people import centre as centres
from people import intake, services
from people.models import (
    Centre,
    CredentialKind,
    Organisation,
    OrganisationUnit,
    Person,
    Role,
    RoleGrant,
    Site,
)
from people.policy import GRANTED_BY_SYSTEM_ADMINISTRATOR

PEOPLE = Path(__file__).with_name("people.csv")
ZONE = "Europe/London"
"""Where the centre is."""

# Nine sites in five regions, and the part of the organisation that each belongs to.
REGIONS = {
    "Aldgarth": "Moors",
    "Brackenmoor House": "Moors",
    "Corrie Street": "Tees",
    "Dunmere": "Tees",
    "Eastwater": "Dales",
    "Fallowgate": "Dales",
    "Harbour View": "Coast",
    "Ingle Court": "Vale",
    "Knapton Road": "Vale",
}
PARTS = {
    "Central services": ("Aldgarth", "Brackenmoor House"),
    "Residential care": ("Corrie Street", "Dunmere", "Harbour View"),
    "Care at home": ("Eastwater", "Fallowgate", "Ingle Court", "Knapton Road"),
}


@dataclass(frozen=True)
class Staff:
    """The people of the centre, by what they do."""

    system_administrator: Person
    administrator: Person
    lead_iqa: Person
    iqa: Person
    assessor: Person
    new_assessor: Person
    second_assessor: Person
    tutor: Person
    supervisor: Person
    observer: Person
    organiser: Person
    eqa: Person
    hr: Person


STAFF = (
    ("system_administrator", "Yusuf", "Hallam", Role.system_administrator),
    ("administrator", "Marian", "Kestle", Role.centre_administrator),
    ("lead_iqa", "Ruth", "Calloway", Role.lead_iqa),
    ("iqa", "Gareth", "Penhale", Role.iqa),
    ("assessor", "Daniel", "Okafor-Reid", Role.assessor),
    ("new_assessor", "Leonie", "Marsh", Role.assessor),
    ("second_assessor", "Hilary", "Brightwell", Role.assessor),
    ("tutor", "Alun", "Tredgold", Role.tutor),
    ("supervisor", "Imogen", "Sadler", Role.supervisor),
    ("observer", "Priya", "Wainwright", Role.observer),
    ("organiser", "Dorothy", "Quill", Role.set_organiser),
    ("eqa", "Stephen", "Arkwright", Role.eqa),
    ("hr", "Noor", "Bexley", Role.hr),
)


def found_centre(*, today: date) -> tuple[Centre, Organisation, dict[str, Person], Staff]:
    """The centre with its organisation, everybody of the people file by their number, and the staff."""
    centre = Centre(name="Brackenmoor Learning", number="B104233", head_name="Owain Bellerby", zone=ZONE)
    db.session.add(centre)
    db.session.flush()
    enter_tenant(centre.id)
    organisation = centres.add_organisation("Brackenmoor Care", by=None)
    result = intake.import_people(PEOPLE.read_bytes(), PEOPLE.name, organisation=organisation, by=None)
    if result.errors:
        raise ValueError(f"the demonstration's people file has {len(result.errors)} errors")
    db.session.flush()
    people = {person.staff_number or "": person for person in db.session.scalars(select(Person))}
    place(organisation, list(people.values()))
    return centre, organisation, people, hire(organisation, today=today)


def place(organisation: Organisation, people: list[Person]) -> None:
    """Give sites their regions, and people their part of the organisation."""
    top = OrganisationUnit(organisation_id=organisation.id, name="Brackenmoor Care")
    db.session.add(top)
    db.session.flush()
    units: dict[str, OrganisationUnit] = {}
    for name, places in PARTS.items():
        unit = OrganisationUnit(organisation_id=organisation.id, parent_id=top.id, name=name)
        db.session.add(unit)
        units |= dict.fromkeys(places, unit)
    sites = {site.id: site for site in db.session.scalars(select(Site))}
    for site in sites.values():
        site.region = REGIONS[site.name]
    db.session.flush()
    for person in people:
        if person.site_id:
            person.unit_id = units[sites[person.site_id].name].id


def hire(organisation: Organisation, *, today: date) -> Staff:
    """The people of the centre, with their roles since two years ago and their credentials."""
    since = today - timedelta(days=730)
    staff = {
        key: services.add_person(
            given_name=given, family_name=family, email=f"{key.replace('_', '.')}@demo.example.org", by=None
        )
        for key, given, family, _role in STAFF
    }
    administrator = staff["administrator"]
    for key, _given, _family, role in STAFF:
        if role in GRANTED_BY_SYSTEM_ADMINISTRATOR:
            db.session.add(RoleGrant(person=staff[key], role=role, starts_on=since))
        else:
            scope = organisation if role is Role.hr else None
            services.grant_role(staff[key], role, organisation=scope, starts_on=since, by=administrator)
        db.session.flush()
    for key in ("assessor", "second_assessor"):
        services.add_credential(staff[key], CredentialKind.cava, obtained_on=since, by=administrator)
    for key in ("iqa", "lead_iqa"):
        services.add_credential(staff[key], CredentialKind.iqa_award, obtained_on=since, by=administrator)
    return Staff(**staff)
