"""Hospices that train with the centre: plans for a pool of facilitators, decided by three more assessors.

With them every assessor's record has others to stand beside, and three units wait to be given out.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from assessments.credentials import services as credentials
from demo.cast import Staff
from demo.journey import Calendar, Journey
from people import centre as centres
from people import services as people
from people.models import CredentialKind, Organisation, Person, Role
from training.awards.models import AwardVersion, EvidenceKind
from training.enrolments import services as enrolments
from training.portfolio import files
from training.portfolio import services as portfolio
from training.programmes import services as programmes
from training.programmes.models import Programme

FIRST_NUMBER = 301

# Two of the first assessor, one of the second: how often they refer differs as it does in life.
REFERRED = {3, 6, 13}

TRAINEES = (
    ("Bethan", "Alderley"),
    ("Callum", "Birkett"),
    ("Devi", "Chandran"),
    ("Euan", "Dalgleish"),
    ("Fiona", "Eskdale"),
    ("Gethin", "Farrow"),
    ("Hannah", "Garside"),
    ("Idris", "Holt"),
    ("Jocelyn", "Ibbotson"),
    ("Kieran", "Jessop"),
    ("Lowri", "Kershaw"),
    ("Mustafa", "Latif"),
    ("Niamh", "Mallory"),
    ("Oluchi", "Nnaji"),
    ("Piotr", "Orlik"),
    ("Rhian", "Pettifer"),
    ("Sanjay", "Quaife"),
    ("Tamsin", "Rowntree"),
)

# Site, members to reach, sets, facilitators: what each plan counts with.
SITES = ("Wharfe House", "Ellerby", "the day centre at Nunthorpe", "the community team", "Skelder ward", "Harrow Lane")
BEGINNINGS = (
    "We asked every ward manager of {site} what they lie awake over. {people} of them wanted a set.",
    "{people} people at {site} lead a shift. None of them has anybody of their own rank to think with.",
    "Last year {site} paid for an outside facilitator. For {people} people that cannot go on.",
)
SUMS = (
    "With six in a set that makes {sets} sets. Two meet on Tuesdays, the others when the rota allows.",
    "I reckon with {sets} sets of six, each for two hours every six weeks, so that nobody misses two in a row.",
    "{sets} sets begin in the first half of the year; a set that falls below four members joins another.",
)
POOLS = (
    "{pool} facilitators would do, if each runs one set and stands in for one other.",
    "I ask for {pool} facilitators to be trained, so that an illness closes no set.",
    "A pool of {pool} leaves one of us free to observe and to be observed.",
)
ENDS = (
    "What it costs is time: a day a month for each facilitator, agreed with their manager in writing.",
    "I put this to the directors in the spring. They asked what happens when I leave, which is the right question.",
    "After two rounds we count who came, who stayed and what was done, and decide then whether to go on.",
)
COMMENTS: dict[str, Sequence[str]] = {
    "Brightwell": (
        "The sum is shown, and so is what it rests on.",
        "Clear. The rota is thought of.",
        "It can be done.",
    ),
    "Larkin": (
        "You say how many sets, how often they meet and what follows when one becomes too small, which is all of it.",
        "The pool is large enough for an illness, and you say who stands in. That is what a director asks first.",
        "The case is made with figures of your own site. I would have liked to read what the members themselves said.",
    ),
    "Vaughan": ("Yes.", "Shown by the plan.", "The figures carry it."),
}


def tell(programme: Programme, version: AwardVersion, staff: Staff, calendar: Calendar) -> None:
    """Eighteen trainees of another organisation send one unit each; fifteen are decided, three wait."""
    with calendar.on(150, 9):
        organisation = centres.add_organisation("Wharfe Hospices", by=staff.administrator)
        cohort = programmes.open_cohort(
            programme,
            version,
            "Hospices, certificate",
            calendar.day(150),
            max_places=len(TRAINEES),
            by=staff.administrator,
        )
        assessors = [staff.second_assessor, *hire(organisation, staff, calendar)]
    for number, (given, family) in enumerate(TRAINEES):
        assessor = assessors[number % 3]
        with calendar.on(140, 10):
            person = people.add_person(
                given_name=given,
                family_name=family,
                staff_number=f"W{number + 1:03}",
                email=f"{given}.{family}@wharfe.example.org".lower(),
                organisation=organisation,
                by=None,
            )
            enrolment = enrolments.enrol(person, version, cohort=cohort, by=staff.administrator)
            enrolments.choose_units(enrolment, ["C5-5"], by=person)
        theirs = replace(staff, assessor=assessor)
        journey = Journey(person, enrolment, theirs, calendar, FIRST_NUMBER + number)
        journey.register(ago=139, uln=learner_number(number))
        send_plan(journey, number, decided=number < 15)
    hand_in_certificate(staff.assessor, staff, calendar)


def learner_number(number: int) -> str:
    """A unique learner number that is right, and nobody else's here."""
    first = f"{1000003000 + number * 10}"[:9]
    rest = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), first, strict=True)) % 11
    return f"{first}{10 - rest}" if rest else learner_number(number + len(TRAINEES))


def hire(organisation: Organisation, staff: Staff, calendar: Calendar) -> list[Person]:
    """Two assessors for the hospices, both qualified."""
    hired = []
    for given, family in (("Bridget", "Larkin"), ("Tomos", "Vaughan")):
        person = people.add_person(
            given_name=given, family_name=family, email=f"{family.lower()}@demo.example.org", by=staff.administrator
        )
        people.grant_role(
            person, Role.assessor, organisation=organisation, starts_on=calendar.day(150), by=staff.administrator
        )
        people.add_credential(person, CredentialKind.taqa, obtained_on=calendar.day(900), by=staff.administrator)
        hired.append(person)
    return hired


def send_plan(journey: Journey, number: int, *, decided: bool) -> None:
    """Write the plan that the unit asks for, send it and, when it is to be, have it decided."""
    unit = journey.unit("C5-5")
    sent = 8 + number % 3 * 4 + number % 2  # each assessor takes as long as they take
    with journey.calendar.on(sent + 1, 19):
        item = portfolio.write_evidence(
            journey.enrolment,
            EvidenceKind.work_product,
            "A pool of facilitators",
            parts={"text": plan(number)},
            by=journey.person,
        )
        journey.finish(item, unit.criteria)
    if not decided:
        journey.send(unit, ago=1 + number % 3)
        return
    submission = journey.send(unit, ago=sent)
    journey.allocate(submission, ago=sent - 1, assessor=journey.staff.assessor)
    refer = [unit.criteria[1].code] if number in REFERRED else []
    journey.decide(
        submission,
        ago=2,
        refer=refer,
        assessor=journey.staff.assessor,
        said=COMMENTS[journey.staff.assessor.family_name],
    )


def plan(number: int) -> str:
    """The plan and the case for it, with figures of its own."""
    reached = 18 + 6 * (number % 7)
    figures = {
        "site": SITES[number % len(SITES)],
        "people": reached,
        "sets": reached // 6,
        "pool": reached // 6 + 1 + number % 2,
    }
    places = (BEGINNINGS, SUMS, POOLS, ENDS)
    return "\n\n".join(
        wordings[(number // (1 + place)) % len(wordings)].format(**figures) for place, wordings in enumerate(places)
    )


def hand_in_certificate(assessor: Person, staff: Staff, calendar: Calendar) -> None:
    """The administrator keeps a copy of what was seen of an assessor's qualification."""
    words = (
        f"Certificate in Assessing Vocational Achievement\n\nAwarded to {assessor.full_name}\n\n"
        "Copy seen and kept by the centre.\n"
    )
    with calendar.on(120, 11):
        [credential, *_rest] = assessor.credentials
        attachment, _kept = files.keep_upload(BytesIO(words.encode()), "CAVA certificate.txt", by=staff.administrator)
        credentials.add_file(credential, attachment, by=staff.administrator)
