"""The care provider: 96 managers in 16 sets, 12 facilitators at every stage, an earlier cohort certificated.

After the sources' rows 52 to 56. Everything is told through the services, oldest first, since a draw takes whatever
has been decided by then.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from assessments.certificates import services as certificates
from assessments.claims import services as claims
from assessments.iqa import services as iqa
from assessments.iqa.models import EqaVisit, IqaSample, SampleDraw, SampleOutcome, SampleState
from core import clock
from core.db import db
from demo import apart, beside, cast, disputes, partner, planted, remarks, study, support, talks, workload
from demo.beginnings import certificate_earlier_cohort, import_award, place, running_set
from demo.cast import Staff
from demo.journey import Calendar, Journey
from demo.marking import keep_phrases
from people.models import Organisation, Person
from training.awards.models import AwardVersion
from training.enrolments import services as enrolments
from training.portfolio.queries import latest_submission
from training.practice import services as practice
from training.practice.models import FacilitationRole
from training.programmes import services as programmes
from training.programmes.models import Cohort, Programme
from training.sets.models import LearningSet, MeetingMode, SetKind

AWARDS = Path(__file__).parents[1] / "awards"
FACILITATORS = [f"M{number:03}" for number in range(97, 109)]


def load(*, seed: str = "demonstration") -> None:
    """Tell the whole story into an empty centre. `seed` settles every draw."""
    calendar = Calendar(clock.today(cast.ZONE))
    with calendar.on(430, 9):
        _centre, organisation, people, staff = cast.found_centre(today=calendar.day(430))
        versions = {path.stem: import_award(path, staff) for path in sorted(AWARDS.glob("*.yaml"))}
        programme = programmes.start_programme(
            "Managers’ action learning",
            organisation,
            calendar.day(430),
            sponsor="Chief Executive of Brackenmoor Care",
            by=staff.administrator,
        )
    certificate_earlier_cohort(people, versions["ALF-DA-L5"], programme, staff, calendar)
    Story(organisation, people, staff, versions, programme, calendar, seed).tell()


class Story:
    """What the twelve facilitators in training did, in the order in which it happened."""

    def __init__(
        self,
        organisation: Organisation,
        people: dict[str, Person],
        staff: Staff,
        versions: dict[str, AwardVersion],
        programme: Programme,
        calendar: Calendar,
        seed: str,
    ) -> None:
        self.organisation, self.staff, self.programme = organisation, staff, programme
        self.versions, self.calendar, self.seed = versions, calendar, seed
        self.people = [people[number] for number in FACILITATORS]
        self.draws = 0

    def tell(self) -> None:
        """Begin, practise, assess, sample, claim, certify: until today."""
        self.begin()
        self.meet_in_support_sets()
        self.practise()
        self.first_decisions()
        self.first_certificates()
        self.second_decisions()
        self.latest_decisions()
        self.today()

    def begin(self) -> None:
        """Two cohorts, their taught days, the managers' sets and the facilitators' support sets."""
        staff, calendar = self.staff, self.calendar
        with calendar.on(400, 9):
            development = self.cohort("Facilitators, development award", "ALF-DA-L5", ago=260)
            certificate = self.cohort("Facilitators, certificate", "ALF-CERT-L5", ago=395)
        with calendar.on(395, 9):
            self.certificated = [
                place(person, self.versions["ALF-CERT-L5"], certificate, staff, calendar, 209 + number)
                for number, person in enumerate(self.people[8:11])
            ]
        with calendar.on(260, 9):
            self.developed = [
                place(person, self.versions["ALF-DA-L5"], development, staff, calendar, 201 + number)
                for number, person in enumerate(self.people[:8])
            ]
        for journey, paragraph in (
            (self.certificated[2], planted.LENT),
            (self.certificated[1], planted.REWORDED),
            (self.developed[2], planted.DEFINED),
            (self.developed[6], planted.DEFINED_TOO),
        ):
            journey.paragraph = paragraph
        with calendar.on(8, 9):
            self.newcomer = place(self.people[11], self.versions["ALF-CERT-L5"], certificate, staff, calendar, 212)
        for journey in self.certificated:
            with calendar.on(394, 9):
                enrolments.choose_units(journey.enrolment, ["C5-4"], by=journey.person)
        for journey, uln in zip(self.certificated, ("9276308686", "1000000094", "1000000183"), strict=True):
            journey.register(ago=394, uln=uln)
        for journey in self.developed:
            journey.register(ago=259)
        self.teach(certificate, self.certificated, first=390, days=5)
        self.teach(development, self.developed, first=255, days=3)
        self.open_sets()

    def cohort(self, name: str, code: str, *, ago: int) -> Cohort:
        """A cohort of the managers' programme."""
        return programmes.open_cohort(
            self.programme,
            self.versions[code],
            name,
            self.calendar.day(ago),
            tutor=self.staff.tutor,
            max_places=12,
            by=self.staff.administrator,
        )

    def teach(self, cohort: Cohort, journeys: Sequence[Journey], *, first: int, days: int) -> None:
        """Taught days one after another, everybody there."""
        for number in range(days):
            with self.calendar.on(first - number, 17):
                event = programmes.plan_taught_day(
                    cohort, f"Day {number + 1}", self.calendar.day(first - number), 420, by=self.staff.administrator
                )
                programmes.take_register(event, {journey.person.id: 420 for journey in journeys}, by=self.staff.tutor)

    def open_sets(self) -> None:
        """Sixteen sets of managers: four facilitators run two, eight run one (row 52)."""
        self.sets: dict[int, list[LearningSet]] = {person.id: [] for person in self.people}
        number = 1
        for place_, person in enumerate(self.people):
            for _ in range(2 if place_ in (0, 8, 9, 10) else 1):
                ago = 10 if person is self.newcomer.person else 380 if place_ in (8, 9, 10) else 240
                self.sets[person.id].append(
                    running_set(f"Set {number:02}", [person], self.staff, self.programme, self.calendar, ago=ago)
                )
                number += 1

    def meet_in_support_sets(self) -> None:
        """Two support sets for the facilitators themselves, six monthly meetings each."""
        for letter, group in (("A", self.developed[:4]), ("B", self.developed[4:])):
            support = running_set(
                f"Support set {letter}",
                [journey.person for journey in group],
                self.staff,
                self.programme,
                self.calendar,
                ago=245,
                kind=SetKind.support,
                members=4,
            )
            host, *others = group
            for ago in (230, 202, 174, 146, 118, 90):
                record = host.facilitate(support, ago=ago, role=FacilitationRole.member, present=4)
                for journey in others:
                    journey.take_part(record, FacilitationRole.member, ago=ago)

    def practise(self) -> None:
        """Meetings with the managers' sets, observed and supervised; accounts of them."""
        for number, journey in enumerate(self.developed):
            learning_set = self.sets[journey.person.id][0]
            is_midway = number == 7
            for ago in (160, 130) if is_midway else (160, 130, 101):
                journey.facilitate(learning_set, ago=ago - number)
            journey.be_supervised(ago=120 - number, minutes=60, group=True)
            if is_midway:
                continue
            journey.be_observed(journey.records[2], self.staff.observer, ago=99 - number)
            journey.be_supervised(ago=97 - number, minutes=60)
            journey.write_account(journey.records[1], words=1500, ago=110 - number)
        for journey in self.certificated:
            self.practise_for_certificate(journey, complete=journey is self.certificated[2])

    def practise_for_certificate(self, journey: Journey, *, complete: bool) -> None:
        """Two sets in turn; the one who is complete has everything that the certificate asks."""
        first, second = self.sets[journey.person.id]
        shift = self.certificated.index(journey)
        for number in range(10 if complete else 8):
            journey.facilitate(
                second if number % 3 == 2 else first,
                ago=350 - 28 * number - shift,
                role=FacilitationRole.lead if number else FacilitationRole.co,
                mode=MeetingMode.online if number in (3, 6) else MeetingMode.in_person,
            )
        journey.be_observed(journey.records[2], self.staff.observer, ago=292 - shift, satisfactory=complete)
        journey.be_observed(journey.records[5], self.staff.assessor, ago=208 - shift)
        journey.be_supervised(ago=280 - shift, minutes=45, group=True)
        journey.be_supervised(ago=220 - shift, minutes=45, group=True)
        journey.be_supervised(ago=150 - shift, minutes=60)
        journey.write_account(
            journey.records[3],
            words=1180,
            ago=260 - shift,
            upload="Kolb meeting 4 what the questions did.docx" if complete else None,
            units=("C5-2", "C5-3"),
        )
        journey.write_account(journey.records[5], words=1180, ago=200 - shift)
        if complete:
            journey.be_observed(journey.records[8], self.staff.observer, ago=122 - shift)
            journey.be_supervised(ago=110 - shift, minutes=60)
            journey.write_account(journey.records[8], words=1180, ago=115 - shift)
            for learning_set in (first, second):
                journey.ask_members(learning_set, ago=112 - shift, answers=4)

    def first_decisions(self) -> None:
        """Three reach the end of their units; the quality assurer draws and agrees."""
        for journey in self.developed[:2]:
            journey.pass_unit("DA5-1", ago=95)
            journey.pass_unit("DA5-2", ago=92)
        for code in ("C5-1", "C5-2", "C5-3", "C5-4"):
            self.certificated[2].pass_unit(code, ago=94)
        self.draw(ago=75)
        self.agree(ago=71)

    def first_certificates(self) -> None:
        """Two development awards are certified, one of them replaced for its name; a certificate waits for the EQA."""
        staff, calendar = self.staff, self.calendar
        for journey in self.developed[:2]:
            claim = self.claim(journey, ago=66)
            with calendar.on(63, 10):
                claims.sign(claim, by=staff.lead_iqa)
            with calendar.on(61, 10):
                claims.issue(claim, by=staff.administrator)
        mistyped = self.developed[1]
        with calendar.on(50, 10):
            mistyped.person.print_name = f"Dr {mistyped.person.full_name}"
            (certificate,) = certificates.queries.held_by(mistyped.person)
            certificates.replace(certificate, lead=staff.lead_iqa, by=staff.lead_iqa)
        waiting = self.claim(self.certificated[2], ago=20)
        with calendar.on(18, 10):
            claims.sign(waiting, by=staff.lead_iqa)
        with calendar.on(17, 10):
            db.session.add(
                EqaVisit(
                    eqa_id=staff.eqa.id,
                    award_version_id=self.versions["ALF-CERT-L5"].id,
                    starts_on=calendar.day(7),
                    ends_on=calendar.today + timedelta(days=21),
                )
            )

    def second_decisions(self) -> None:
        """A second draw: one is ready to claim, others have a unit behind them, one is referred."""
        ready, resubmits, referred = self.developed[2], self.developed[5], self.developed[4]
        ready.pass_unit("DA5-1", ago=62)
        ready.pass_unit("DA5-2", ago=60)
        resubmits.pass_unit("DA5-1", ago=60)
        disputes.attempt_that_is_void(referred, "DA5-1", self.staff, self.calendar, ago=83)
        again = disputes.sent_with_the_declaration_put_right(referred, "DA5-1", self.calendar, ago=59)
        referred.allocate(again, ago=57)
        referred.decide(again, ago=50)
        self.certificated[0].pass_unit("C5-1", ago=58)
        self.refer(resubmits, "DA5-2", ["2.1"], ago=57)
        self.draw(ago=38)
        self.agree(ago=35)
        disputes.appeal_to_the_second_stage(resubmits, "DA5-2", self.staff, self.calendar, ago=33)

    def refer(
        self, journey: Journey, code: str, criteria: Sequence[str], *, ago: int, questioned: bool = False
    ) -> None:
        """Send a unit that comes back with these criteria to look at again, after a question or without one."""
        unit = journey.unit(code)
        journey.collect(unit, ago=ago + 1)
        submission = journey.send(unit, ago=ago)
        journey.allocate(submission, ago=ago - 2)
        if questioned:
            disputes.question_that_is_settled(submission, self.staff, self.calendar, ago=ago - 4)
        journey.decide(submission, ago=ago - 9, refer=criteria)

    def latest_decisions(self) -> None:
        """The weeks up to today: a referral, a resubmission, a countersignature, a sample that is open."""
        staff = self.staff
        sampled = self.developed[3]
        sampled.pass_unit("DA5-1", ago=26)
        sampled.pass_unit("DA5-2", ago=24)
        self.refer(self.developed[4], "DA5-2", ["2.1"], ago=22, questioned=True)
        virtual = self.certificated[0]
        self.refer(virtual, "C5-4", ["1.3"], ago=21)
        self.claim(self.developed[2], ago=6)

        resubmits = self.developed[5]
        unit = resubmits.unit("DA5-2")
        again = [criterion for criterion in unit.criteria if criterion.code == "2.1"]
        item = resubmits.write_account(resubmits.records[0], words=1540, ago=14, ready=False, carry_over=True)
        with self.calendar.on(13, 20):
            resubmits.finish(item, again, [resubmits.records[0]])
        second = resubmits.send(unit, ago=12)
        resubmits.allocate(second, ago=9)

        unqualified = self.certificated[1]
        unit = unqualified.unit("C5-1")
        talks.record(unqualified, self.calendar, used=unit, ago=22)
        unqualified.collect(unit, ago=20)
        submission = unqualified.send(unit, ago=19)
        unqualified.allocate(submission, ago=17, assessor=staff.new_assessor)
        talks.ask_while_marking(unqualified, submission, talks.THEORY, ["1.2"], self.calendar, ago=6)
        unqualified.decide(submission, ago=5, assessor=staff.new_assessor)
        self.draw(ago=3)
        disputes.appeal_that_waits(sampled, "DA5-2", staff, self.calendar, ago=2)

    def today(self) -> None:
        """What waits for somebody now."""
        calendar, staff = self.calendar, self.staff
        with calendar.on(30, 10):
            keep_phrases(staff.assessor)
        with calendar.on(1, 10):
            planned = db.session.scalars(
                select(IqaSample).where(IqaSample.state == SampleState.planned).order_by(IqaSample.id)
            ).first()
            if planned is not None:
                iqa.open_sample(planned, by=staff.iqa)
        sender = self.developed[6]
        unit = sender.unit("DA5-1")
        sender.collect(unit, ago=4)
        beside.ask_witnesses(sender, ago=8, shows=unit)
        sender.send(unit, ago=2)

        midway = self.developed[7]
        (learning_set,) = self.sets[midway.person.id]
        asked = midway.facilitate(learning_set, ago=40, confirmed=False)
        with calendar.on(37, 9):
            practice.query(asked, "The set met from 11 o’clock, I think. Which is right?", by=staff.organiser)
        midway.facilitate(learning_set, ago=5, confirmed=False)
        midway.be_supervised(ago=4, minutes=45, signed=False)
        midway.be_observed(midway.records[1], staff.observer, ago=3, signed=False)
        draft = midway.write_account(midway.records[1], words=1180, ago=3, ready=False)
        midway.show(draft, ago=2)
        beside.ask_witnesses(midway, ago=6)
        beside.tell_of_earlier_learning(midway, ago=4)
        sender.have_drafts_read("DA5-2", ago=2)
        self.certificated[1].have_drafts_read("C5-3", ago=3, begun=True)
        self.certificated[0].have_drafts_read("C5-3", ago=9, begun=True, guidance=remarks.GUIDANCE)

        workload.tell(self.certificated[1], self.certificated[0], staff, calendar)
        virtual = self.certificated[0]
        virtual.facilitate(self.sets[virtual.person.id][1], ago=4, confirmed=False)
        self.newcomer.register(ago=6, uln="1000000272")
        talks.hand_over(self.newcomer, calendar, about=self.newcomer.unit("C5-1"), ago=3)
        apart.tell(staff, calendar, friend=self.developed[6], newcomer=self.newcomer, referred=self.developed[4])
        disputes.question_that_waits(self.certificated[1], "C5-2", staff, calendar, ago=3)
        study.ask([*self.developed[:4], self.certificated[2]], staff, calendar)
        support.adjust(self.developed, virtual, staff, calendar)
        support.review(self.developed, virtual, staff, calendar)
        again = latest_submission(virtual.enrolment, virtual.unit("C5-4"))
        talks.ask_while_marking(virtual, again, talks.PLANNING, ["1.3"], calendar, ago=1)
        partner.tell(self.programme, self.versions["ALF-CERT-L5"], staff, calendar)

    def claim(self, journey: Journey, *, ago: int) -> claims.CertificateClaim:
        """The centre claims a certificate."""
        with self.calendar.on(ago, 10):
            return claims.raise_claim(journey.enrolment, by=self.staff.administrator)

    def draw(self, *, ago: int) -> SampleDraw:
        """The lead quality assurer draws over everything that is final and not drawn yet."""
        self.draws += 1
        with self.calendar.on(ago, 9):
            plan = iqa.current_plan(self.calendar.day(ago))
            return iqa.draw(plan, by=self.staff.lead_iqa, seed=f"{self.seed}-{self.draws}")

    def agree(self, *, ago: int) -> None:
        """The quality assurer opens what was picked and agrees with all of it."""
        query = select(IqaSample).where(IqaSample.state == SampleState.planned).order_by(IqaSample.id)
        for sample in db.session.scalars(query).all():
            with self.calendar.on(ago, 13):
                iqa.open_sample(sample, by=self.staff.iqa)
            with self.calendar.on(ago, 15):
                iqa.judge(
                    sample,
                    SampleOutcome.agree,
                    feedback=remarks.one_of(remarks.AGREED, sample.id),
                    by=self.staff.iqa,
                )
