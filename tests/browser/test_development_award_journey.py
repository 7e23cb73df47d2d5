"""The same journey for a recognised programme: no credit, no learner number, no external quality assurer."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import london
from tests.browser.administrator import Administrator
from tests.browser.assessor import NOT_MET, Assessor
from tests.browser.colleagues import certificate_earlier
from tests.browser.onlookers import HumanResources, Stranger
from tests.browser.organiser import Organiser, Tutor
from tests.browser.quality import QualityAssurer
from tests.browser.specification import Specification
from tests.browser.texts import LONG_ACCOUNT, REVISION, TASK
from tests.browser.trainee import Meeting, Trainee
from tests.browser.visitor import Someone, Story
from tests.browser.witnesses import SEEN, Supervisor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("DRILLS"), reason="a second whole story takes minutes: it is in the drills"),
]

ROOT = Path(__file__).parents[2]
EMPLOYER = "Brackenmoor Care"

marian = Someone("Marian", "Kestle", "marian.kestle@centre.example.org")  # administrator
alun = Someone("Alun", "Tredgold", "alun.tredgold@centre.example.org")  # tutor
dorothy = Someone("Dorothy", "Quill", "dorothy.quill@centre.example.org")  # organiser of sets
imogen = Someone("Imogen", "Sadler", "imogen.sadler@centre.example.org")  # supervisor
daniel = Someone("Daniel", "Okafor-Reid", "daniel.okafor-reid@centre.example.org")  # assessor, who also observes
ruth = Someone("Ruth", "Calloway", "ruth.calloway@centre.example.org")  # lead quality assurer
noor = Someone("Noor", "Bexley", "noor.bexley@brackenmoor.example.org")  # HR of the employer
piotr = Someone("Piotr", "Osmoton", "piotr.osmoton@brackenmoor.example.org")  # trainee, on the imported list

stranger = Someone("A", "stranger", "")


def test_from_an_award_file_to_a_development_award(story: Story, tmp_path: Path) -> None:
    award = Specification(ROOT / "awards" / "ALF-DA-L5.yaml")
    today = london.today()

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    # ---- The centre, its people, and five whom it certificated before ----

    administrator = story.enter(Administrator, marian)
    administrator.sets_up_the_centre("Brackenmoor Learning", head="Owain Bellerby")
    administrator.imports_award(award.path, title=award.title)
    people = ROOT / "tests" / "samples" / "people" / "people.csv"
    administrator.imports_people(people, organisation=EMPLOYER, count=108)
    for person, role, credential in (
        (alun, "Tutor", ""),
        (dorothy, "Set organiser", ""),
        (imogen, "Supervisor", ""),
        (daniel, "Assessor", "Assessor qualification (TAQA)"),
        (ruth, "Lead quality assurer", "Quality assurance award"),
    ):
        administrator.hires(person, role, since=ago(730), credential=credential)
    administrator.hires(noor, "HR", since=ago(730), organisation=EMPLOYER)
    earlier = [f"M{number:03}" for number in range(1, 6)]
    story.installation.inside(lambda: certificate_earlier(earlier, award=award.code, administrator=marian.email))
    hr = story.newcomer(HumanResources, noor)
    assert hr.reads_figure("Current") == "5"

    # ---- A place for Piotr; nobody asks for a learner number ----

    administrator.starts_programme("Managers’ action learning", organisation=EMPLOYER, on=ago(300))
    administrator.opens_cohort("First cohort", award=award.title, tutor=alun, on=ago(200))
    administrator.plans_taught_days(3, first=ago(198))
    administrator.enrols(piotr)
    administrator.registers(piotr, number="BML0001", on=ago(199))
    for person, role in ((daniel, "Assessor"), (imogen, "Supervisor")):
        administrator.allocates(person, role)
    administrator.invites(piotr)
    story.newcomer(Tutor, alun).takes_registers(3)

    # ---- He takes part in a support set and facilitates a set at work ----

    organiser = story.newcomer(Organiser, dorothy)
    organiser.forms_set("Set 03", [piotr], since=ago(195))
    organiser.forms_set("Support set A", [piotr], since=ago(195), kind="Support set of facilitators")
    trainee = story.newcomer(Trainee, piotr, width=390)
    support = [Meeting("Support set A", ago(180 - 28 * number)) for number in range(4)]
    meetings = [Meeting("Set 03", ago(170 - 35 * number)) for number in range(3)]
    for meeting in support:
        trainee.logs_meeting(meeting, role="Member")
    for meeting in meetings:
        trainee.logs_meeting(meeting)
    organiser.confirms_meetings(7)
    trainee.asks_for_observation(meetings[2], daniel)
    assessor = story.newcomer(Assessor, daniel)
    assessor.writes_observation(meetings[2])
    trainee.signs_observation(meetings[2], reading=SEEN)
    trainee.logs_supervision(imogen, on=ago(90), minutes=60, others=4)
    trainee.logs_supervision(imogen, on=ago(40), minutes=60)
    story.newcomer(Supervisor, imogen).signs_supervision(2)

    # ---- Two units; one criterion has to be looked at again ----

    task = award.words("DA5-1 1.1", "DA5-1 1.2", "DA5-1 2.1", "DA5-1 2.2", "DA5-1 2.3")
    trainee.writes("Written task", "Questions and sponsors", TASK, criteria=task)
    trainee.writes_account(
        "The turn that I took over", LONG_ACCOUNT, meeting=meetings[1], criteria=award.words("DA5-2 2.1", "DA5-2 2.2")
    )
    trainee.adds_from_record(
        "Observation", "Observation by Daniel", criteria=award.words("DA5-2 1.1", "DA5-2 1.2", "DA5-2 1.3")
    )
    for unit, refer in (("DA5-1", []), ("DA5-2", ["2.1"])):
        trainee.sends_unit(unit)
        administrator.gives_unit_to_assessor(unit, piotr)
        assessor.marks(piotr, unit, award.codes_of(unit), refer=refer)
    trainee.reads_feedback("DA5-2", told=NOT_MET)
    trainee.revises("The turn that I took over", heading="So what?", more=REVISION)
    trainee.sends_unit("DA5-2", attempt=2)
    administrator.gives_unit_to_assessor("DA5-2", piotr)
    assessor.marks(piotr, "DA5-2", ["2.1"], reading=REVISION)

    # ---- Sampled, claimed, signed and issued: nobody outside the centre is asked ----

    lead = story.newcomer(QualityAssurer, ruth)
    for _ in range(lead.makes_draw(3)):
        lead.agrees_with_pick()
    administrator.raises_claim(piotr)
    lead.signs_claim(piotr)
    administrator.issues_certificate(piotr)

    # ---- The certificate, and HR's figures of today ----

    assert trainee.downloads_certificate(tmp_path).read_bytes().startswith(b"%PDF")
    address = trainee.lets_name_be_shown()
    checker = story.enter(Stranger, stranger)
    checker.opens(address)
    details = checker.reads_plate()
    assert (details["Awarded to"], details["Award"]) == (piotr.name, award.title)
    assert "carries no credit" in details["Kind"]
    checker.checks(details["Certificate number"], piotr.name, answer="Valid")
    checker.checks(details["Certificate number"], "Piotr Osmotherley", answer="Not found")
    assert hr.reads_figure("Current") == "6"
    assert hr.reads_figure("Trained") == "6"
