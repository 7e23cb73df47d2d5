"""Evidence beside what a trainee writes: witnesses who were asked, and learning from before the award."""

from datetime import timedelta
from io import BytesIO

from demo.journey import Journey
from people import centre_clock
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.portfolio import services as portfolio
from training.rpl import services as rpl
from training.rpl.models import Recognition, RplClaim
from training.rpl.services import Told
from training.testimony import services as testimony
from training.testimony.services import Asked, Said

SAW = (
    "I sat beside the set as its adviser. The facilitator opened by saying how the time would be shared, and kept to "
    "it with a clock on the table.\n"
    "In the second turn nobody spoke for more than a minute. The facilitator looked at the presenter and waited. The "
    "question that followed was a short one, and the presenter answered it with a plan."
)
MEETS = (
    "The course asked for a plan of a first meeting and for a review of it. My plan named what the set would agree on "
    "and how turns would be shared; the review says what I changed. Both were marked by the college."
)
CERTIFICATE = b"Northmoor College\n\nThis is to certify that the course Facilitating groups was completed.\n"


def ask_witnesses(journey: Journey, *, ago: int, shows: Unit | None = None) -> None:
    """An ordinary witness who signed, one who has not answered, and an expert whom the assessor named.

    With `shows` the signed testimony supports the first criterion of that unit.
    """
    place, trainee = journey.enrolment, journey.person
    with journey.calendar.on(ago, 10):
        asked = Asked(
            activity="I led a meeting of a set, with two turns.",
            held_on=journey.calendar.day(ago + 3),
            about="How I kept to time, and what I did when nobody spoke.",
        )
        signed, _token = testimony.ask(
            place, asked, name="Wilma Ashgrove", email="wilma.ashgrove@example.net", by=trainee
        )
        testimony.ask(place, asked, name="Tobias Larkhill", by=trainee)
        expert = testimony.name_expert(
            place,
            name="Edith Farrow",
            email="edith.farrow@example.net",
            reason="Has trained facilitators for twenty years and taught both units.",
            by=journey.staff.assessor,
        )
        testimony.ask_expert(expert, asked, by=trainee)
    with journey.calendar.on(ago - 1, 11):
        testimony.sign(
            signed,
            Said(
                relationship="I advise the set; we do not work in one team.",
                post="Set adviser",
                contact="01234 567890",
                statement=SAW,
                names_nobody=True,
                signed_name="Wilma Ashgrove",
                signed_on=centre_clock.today(),
            ),
        )
        if shows is not None:
            kind = EvidenceKind.witness_testimony
            portfolio.add_from_record(place, kind, signed, list(shows.criteria)[:1], by=trainee)


def tell_of_earlier_learning(journey: Journey, *, ago: int) -> None:
    """A course of long ago as evidence for two criteria, and a certificate that is to take the place of a unit."""
    unit = journey.units[-1]
    with journey.calendar.on(ago, 12):
        _told(journey, "A course in facilitating groups", list(unit.criteria)[:2], Recognition.rpl, years=7)
        asked = _told(journey, "A certificate for the whole unit", list(unit.criteria), Recognition.exemption, years=1)
        rpl.ask_for_agreement(asked, by=journey.person)


def _told(
    journey: Journey, title: str, criteria: list[AssessmentCriterion], kind: Recognition, *, years: int
) -> RplClaim:
    person = journey.person
    item = portfolio.write_evidence(
        journey.enrolment, EvidenceKind.prior_learning, title, parts={"text": MEETS}, by=person
    )
    portfolio.map_to(item, criteria, [], by=person)
    certificate, _text = portfolio.keep_upload(BytesIO(CERTIFICATE), "certificate.txt", by=person)
    told = Told(
        recognition=kind,
        title="Facilitating groups",
        provider="Northmoor College",
        learned="How to open a meeting, share time and review what happened.",
        completed_on=centre_clock.today() - timedelta(days=365 * years),
        level="3",
        hours=40,
        certificate_number="NC-0417",
        kept_up="I have led team meetings every month since." if years > 5 else "",
    )
    return rpl.tell(item, told, certificate=certificate, by=person)
