"""HR's counts, from rows of the database."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from assessments.certificates.models import RevocationReason
from capacity import document, queries
from capacity.supply import State
from core.db import db
from people import centre_clock
from people.models import Organisation, OrganisationUnit, Person, Site
from tests import london
from tests.factories import certificates, enrolments, people


@pytest.fixture
def employer(session: Session) -> Organisation:
    people.centre()
    return people.organisation(name="Brackenmoor Care")


def site(employer: Organisation, name: str, region: str) -> Site:
    row = Site(organisation_id=employer.id, name=name, region=region)
    db.session.add(row)
    db.session.flush()
    return row


def unit(employer: Organisation, name: str, parent: OrganisationUnit | None = None) -> OrganisationUnit:
    row = OrganisationUnit(organisation_id=employer.id, name=name, parent_id=parent.id if parent else None)
    db.session.add(row)
    db.session.flush()
    return row


def staff(employer: Organisation, number: int, **fields: object) -> list[Person]:
    return [people.person(organisation_id=employer.id, **fields) for _ in range(number)]


def shown(employer: Organisation) -> dict[str, int | None]:
    return {state.value: cell.value for state, cell in document.capacity_of(employer, small_number=5).total.items()}


def test_a_certificate_makes_its_holder_trained_and_current(employer: Organisation) -> None:
    for person in staff(employer, 6):
        certificates.certificate(person)
    assert shown(employer)["trained"] == 6
    assert shown(employer)["current"] == 6


def test_a_revoked_certificate_counts_for_nothing(employer: Organisation) -> None:
    for person in staff(employer, 6):
        certificates.certificate(person)
    certificates.certificate(
        staff(employer, 1)[0], revoked_on=london.today(), revocation_reason=RevocationReason.issued_in_error
    )
    assert shown(employer)["trained"] == 6


def test_somebody_past_renewal_is_trained_but_not_current(employer: Organisation) -> None:
    for person in staff(employer, 6):
        certificates.certificate(person)
    for person in staff(employer, 5):
        certificates.certificate(person, issued_on=london.today() - timedelta(days=3 * 365))
    assert shown(employer) == {
        "trained": 11,
        "current": 6,
        "active": 0,
        "dormant": 6,
        "in_training": 0,
        "lapsed": 5,
        "due": 0,
    }


def test_a_small_number_in_training_is_hidden(employer: Organisation) -> None:
    for person in staff(employer, 4):
        enrolments.enrolment(person)
    assert shown(employer)["in_training"] is None
    enrolments.enrolment(staff(employer, 1)[0])
    assert shown(employer)["in_training"] == 5


def test_people_of_another_organisation_are_not_counted(employer: Organisation) -> None:
    other = people.organisation()
    for person in staff(other, 6):
        certificates.certificate(person)
    assert shown(employer)["trained"] == 0
    assert shown(other)["trained"] == 6


def test_people_are_counted_where_their_site_and_unit_are(employer: Organisation) -> None:
    north, south = site(employer, "Aldgarth", "North"), site(employer, "Dunmere", "South")
    top = unit(employer, "Services")
    below = unit(employer, "Day services", top)
    for person in staff(employer, 6, site_id=north.id, unit_id=below.id):
        certificates.certificate(person)
    for person in staff(employer, 7, site_id=south.id, unit_id=top.id):
        certificates.certificate(person)
    capacity = document.capacity_of(employer, small_number=5)
    assert capacity.regions["North"][State.current].value == 6
    assert [(row.name, row.depth, row.cells[State.current].value) for row in capacity.units] == [
        ("Services", 0, 13),
        ("Day services", 1, 6),
    ]


def test_a_small_region_and_the_next_smallest_are_hidden_together(employer: Organisation) -> None:
    for region, number in (("North", 12), ("East", 4), ("South", 30)):
        place = site(employer, region, region)
        for person in staff(employer, number, site_id=place.id):
            enrolments.enrolment(person)
    regions = document.capacity_of(employer, small_number=5).regions
    assert {region: cells[State.in_training].value for region, cells in regions.items()} == {
        "North": None,
        "East": None,
        "South": 30,
    }


def test_the_counting_is_a_handful_of_statements_however_many_people(employer: Organisation) -> None:
    from sqlalchemy import event

    for person in staff(employer, 30):
        certificates.certificate(person)
    db.session.flush()
    centre_clock.zone()  # a page has read the centre with the person
    sent: list[str] = []
    connection = db.session.connection()
    event.listen(connection, "before_cursor_execute", lambda *call: sent.append(call[2]))
    document.capacity_of(employer, small_number=5)
    assert len(sent) <= 6


def test_what_is_counted_selects_no_text_that_a_person_wrote(employer: Organisation) -> None:
    """Invariant 29: free text, diaries, supervision content and observation narratives are out of reach."""
    from sqlalchemy import event

    sent: list[str] = []
    event.listen(db.session.connection(), "before_cursor_execute", lambda *call: sent.append(call[2]))
    queries.people_of(employer, london.today())
    forbidden = ("evidence_item", "diary_entry", "observed_practice", "supervision_meeting", "decision", "mark_sheet")
    assert not [statement for statement in sent for table in forbidden if table in statement]
