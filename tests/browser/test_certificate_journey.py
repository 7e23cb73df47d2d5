"""From an award file to a certificate that a stranger can check: a regulated qualification, with every role."""

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from tests import london
from tests.browser.administrator import Administrator
from tests.browser.assessor import NOT_MET, Assessor
from tests.browser.colleagues import certificate_earlier
from tests.browser.onlookers import HumanResources, Stranger
from tests.browser.organiser import Organiser, Tutor
from tests.browser.quality import ExternalQualityAssurer, QualityAssurer
from tests.browser.specification import Specification
from tests.browser.texts import ACCOUNT, REVISION, TASK
from tests.browser.trainee import Meeting, Trainee
from tests.browser.visitor import Someone, Story, shown
from tests.browser.witnesses import SEEN, Member, Observer, Supervisor

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
ACCOUNTS = SAMPLES / "accounts"
EMPLOYER = "Brackenmoor Care"

marian = Someone("Marian", "Kestle", "marian.kestle@centre.example.org")  # administrator
alun = Someone("Alun", "Tredgold", "alun.tredgold@centre.example.org")  # tutor
dorothy = Someone("Dorothy", "Quill", "dorothy.quill@centre.example.org")  # organiser of sets
priya = Someone("Priya", "Wainwright", "priya.wainwright@centre.example.org")  # approved observer
imogen = Someone("Imogen", "Sadler", "imogen.sadler@centre.example.org")  # supervisor
daniel = Someone("Daniel", "Okafor-Reid", "daniel.okafor-reid@centre.example.org")  # assessor
gareth = Someone("Gareth", "Penhale", "gareth.penhale@centre.example.org")  # quality assurer
ruth = Someone("Ruth", "Calloway", "ruth.calloway@centre.example.org")  # lead quality assurer
stephen = Someone("Stephen", "Arkwright", "stephen.arkwright@ao.example.org")  # external quality assurer
noor = Someone("Noor", "Bexley", "noor.bexley@brackenmoor.example.org")  # HR of the employer
nia = Someone("Nia", "Eskdahead", "nia.eskdahead@brackenmoor.example.org")  # trainee, on the imported list
members = Someone("Members", "of the set", "")
stranger = Someone("A", "stranger", "")


def test_from_an_award_file_to_a_certificate(story: Story, tmp_path: Path) -> None:
    award = Specification(ROOT / "awards" / "ALF-CERT-L5.yaml")
    today = london.today()

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    # ---- The centre is set up, and everybody gets in ----

    administrator = story.enter(Administrator, marian)
    administrator.sets_up_the_centre("Brackenmoor Learning", head="Owain Bellerby")
    administrator.imports_award(award.path, title=award.title)
    administrator.imports_people(SAMPLES / "people" / "people.csv", organisation=EMPLOYER, count=108)
    for person, role, credential in (
        (alun, "Tutor", ""),
        (dorothy, "Set organiser", ""),
        (priya, "Observer", ""),
        (imogen, "Supervisor", ""),
        (daniel, "Assessor", "Assessor qualification (CAVA)"),
        (gareth, "Quality assurer (IQA)", "Quality assurance award"),
        (ruth, "Lead quality assurer", "Quality assurance award"),
        (stephen, "External quality assurer", ""),
    ):
        administrator.hires(person, role, since=ago(730), credential=credential)
    administrator.hires(noor, "HR", since=ago(730), organisation=EMPLOYER)

    # ---- HR counts four facilitators whom the centre certificated before ----

    earlier = [f"M{number:03}" for number in range(97, 101)]
    story.installation.inside(lambda: certificate_earlier(earlier, award=award.code, administrator=marian.email))
    hr = story.newcomer(HumanResources, noor)
    assert hr.reads_figure("Current") == "4"
    assert hr.reads_figure("Trained") == "Hidden"

    # ---- A place for Nia, with everybody who works with her ----

    administrator.starts_programme("Managers’ action learning", organisation=EMPLOYER, on=ago(300))
    administrator.opens_cohort("First cohort", award=award.title, tutor=alun, on=ago(270))
    administrator.plans_taught_days(5, first=ago(264))
    administrator.enrols(nia)
    administrator.registers(nia, number="BML0001", on=ago(265), uln="9276308686")
    for person, role in ((daniel, "Assessor"), (gareth, "Quality assurer (IQA)"), (imogen, "Supervisor")):
        administrator.allocates(person, role)
    administrator.invites(nia)
    tutor = story.newcomer(Tutor, alun)
    tutor.takes_registers(5)
    organiser = story.newcomer(Organiser, dorothy)
    organiser.forms_set("Set 07", [nia], since=ago(260))
    organiser.forms_set("Set 12", [nia], since=ago(260))

    # ---- Nia practises: nine meetings of two sets, two of them online ----

    trainee = story.newcomer(Trainee, nia, width=390)
    trainee.reads("1 of 12 practice requirements met")
    trainee.chooses_units("C5-4 Facilitating virtual sets")
    meetings = [Meeting("Set 12" if number % 3 == 2 else "Set 07", ago(250 - 28 * number)) for number in range(9)]
    for number, meeting in enumerate(meetings):
        trainee.logs_meeting(
            meeting, how="Online" if number in (4, 6) else "In person", awaited="120 minutes count, as lead"
        )
        trainee.writes_in_diary(meeting)
    trainee.turns_to("Home")
    trainee.reads("Not yet, because")
    trainee.reads("nobody has confirmed it")
    organiser.confirms_meetings(9)
    trainee.opens("/")
    trainee.does_not_read("nobody has confirmed it")

    # ---- She is observed three times, and supervised ----

    observer, assessor = story.newcomer(Observer, priya), story.newcomer(Assessor, daniel)
    for meeting, watcher in ((meetings[2], observer), (meetings[5], assessor), (meetings[8], observer)):
        trainee.asks_for_observation(meeting, watcher.person)
        watcher.writes_observation(meeting)
        trainee.signs_observation(meeting, reading=SEEN)
    trainee.logs_supervision(imogen, on=ago(200), minutes=75, others=3)
    trainee.logs_supervision(imogen, on=ago(120), minutes=60)
    trainee.logs_supervision(imogen, on=ago(40), minutes=60)
    supervisor = story.newcomer(Supervisor, imogen)
    supervisor.signs_supervision(3)

    # ---- The members of both sets answer, without an account ----

    for name in ("Set 07", "Set 12"):
        address = trainee.asks_members(name)
        for _ in range(3):
            story.enter(Member, members).answers(address)

    # ---- Evidence: uploaded, written in the page, and taken from the record ----

    trainee.uploads_account(
        "The questions at meeting 2",
        ACCOUNTS / "Kolb meeting 4 what the questions did.docx",
        words="1,262",
        meeting=meetings[1],
        criteria=award.words("C5-2 2.3", "C5-2 2.4", "C5-3 1.1"),
    )
    trainee.uploads_account(
        "Seven screens",
        ACCOUNTS / "C5-3 Account two Siân Prytherch.docx",
        words="1,306",
        meeting=meetings[4],
        criteria=award.words("C5-4 1.3"),
    )
    trainee.writes_account(
        "What I took for granted", ACCOUNT, meeting=meetings[7], criteria=award.words("C5-3 1.2", "C5-3 2.1")
    )
    for title, kind, criteria in (
        ("Theory and roles", "Written task", ("C5-1 1.1", "C5-1 1.2", "C5-1 1.3", "C5-1 2.1", "C5-1 2.2")),
        ("Plan with the sponsor", "Work product", ("C5-2 1.1", "C5-2 1.2")),
        ("Development plan", "Work product", ("C5-3 2.2",)),
        ("Plan for a virtual set", "Work product", ("C5-4 1.1",)),
    ):
        trainee.writes(kind, title, TASK, criteria=award.words(*criteria))
    online = [meeting.as_evidence for meeting in (meetings[4], meetings[6])]
    trainee.adds_from_record("Meeting", *online, criteria=award.words("C5-2 2.1", "C5-4 1.2"))
    trainee.adds_from_record("Observation", "Observation by Daniel", criteria=award.words("C5-2 2.1", "C5-2 2.2"))
    trainee.adds_from_record("Supervision", f"Supervision on {shown(ago(40))}", criteria=award.words("C5-3 2.1"))
    trainee.adds_from_record("Members’ answers", "Answers of the members of Set 07", criteria=award.words("C5-2 3.1"))

    # ---- Sent and decided: one criterion has to be looked at again ----

    for unit in ("C5-1", "C5-2", "C5-3", "C5-4"):
        trainee.sends_unit(unit)
        administrator.gives_unit_to_assessor(unit, nia)
        refer = ["1.2"] if unit == "C5-3" else []
        assessor.marks(nia, unit, award.codes_of(unit), refer=refer)
    trainee.opens("/")
    trainee.reads("Look again at 1.2")
    trainee.reads_feedback("C5-3", told=NOT_MET)
    trainee.revises("What I took for granted", heading="So what?", more=REVISION)
    trainee.sends_unit("C5-3", attempt=2)
    administrator.gives_unit_to_assessor("C5-3", nia)
    assessor.marks(nia, "C5-3", ["1.2"], reading=REVISION)
    trainee.opens("/")
    trainee.reads("4 of 4 units passed")

    # ---- Quality assurance, claim, release ----

    lead, quality_assurer = story.newcomer(QualityAssurer, ruth), story.newcomer(QualityAssurer, gareth)
    picked = lead.makes_draw(5)
    for _ in range(picked):
        quality_assurer.agrees_with_pick()
    administrator.raises_claim(nia)
    lead.signs_claim(nia)
    lead.opens_visit(stephen, award.title)
    external = story.newcomer(ExternalQualityAssurer, stephen)
    external.releases_claim(nia, award.title, samples=picked)
    administrator.sends_claim(nia)
    administrator.issues_certificate(nia)

    # ---- The certificate, in her hands and in a stranger's ----

    printed = pdf_text(trainee.downloads_certificate(tmp_path))
    address = trainee.lets_name_be_shown()
    checker = story.enter(Stranger, stranger)
    checker.opens(address)
    details = checker.reads_plate()
    assert details["Awarded to"] == nia.name
    assert details["Award"] == award.title
    assert "16 credits" in details["Kind"]
    assert details["Signed by"] == "Owain Bellerby, Head of centre; Ruth Calloway, Internal quality assurer"
    for detail in (nia.name, details["Certificate number"], details["Date of award"], "Ruth Calloway"):
        assert detail in printed
    checker.checks(details["Certificate number"], nia.name, answer="Valid")
    checker.checks(details["Certificate number"], "Nia Eskdahurst", answer="Not found")

    # ---- HR's figures of today move ----

    assert hr.reads_figure("Current") == "5"
    assert hr.reads_figure("Trained") == "5"
    hr.opens("/facilitators")
    hr.reads("Nia")


def pdf_text(path: Path) -> str:
    """The text of a PDF in one line."""
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
