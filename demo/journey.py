"""One trainee's way through an award, told day by day through the same services as real work.

Days are counted back from the day of loading: `ago=30` is thirty days ago.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from assessments.grading import queries as grading_queries
from assessments.grading import services as grading
from assessments.grading.models import UnitDecision
from assessments.grading.reading import READ_AS_TRAINEE
from core import clock
from core.db import db
from core.history import ReadEntry
from demo import planted, remarks, writing
from demo.cast import ZONE, Staff
from demo.marking import comment_on_words
from people.models import Person
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.enrolments import services as enrolments
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import allocation, notes, records, submissions
from training.portfolio import services as portfolio
from training.portfolio.models import AiUse, EvidenceItem, ReflectiveModel, Submission
from training.practice import diary_services, feedback_services, observation_services, supervision_services
from training.practice import services as practice
from training.practice.behaviours import BEHAVIOURS
from training.practice.models import (
    ConfirmedAs,
    FacilitationRole,
    ObservationOutcome,
    PracticeRecord,
    SupervisionFormat,
)
from training.sets.models import LearningSet, MeetingMode, SetMethod
from training.sharing import review_services as draft_reviews
from training.sharing import services as sharing

ACCOUNTS = Path(__file__).with_name("accounts")

# Twelve facilitators in training are numbered one after another: no second account has the number of another's first.
NUMBERS = 13

MODELS = (
    ReflectiveModel.driscoll,
    ReflectiveModel.rolfe,
    ReflectiveModel.kolb,
    ReflectiveModel.driscoll,
    ReflectiveModel.gibbs,
    ReflectiveModel.kolb,
)

# Where a criterion admits several kinds, the demonstration shows the first of these.
KINDS = (
    EvidenceKind.observation_record,
    EvidenceKind.reflective_account,
    EvidenceKind.written_task,
    EvidenceKind.work_product,
    EvidenceKind.meeting_log,
    EvidenceKind.supervision_record,
)


def shown_by(criterion: AssessmentCriterion) -> EvidenceKind | None:
    """The kind of evidence by which the demonstration shows a criterion."""
    return next((kind for kind in KINDS if kind.value in criterion.evidence_kinds), None)


@dataclass(frozen=True)
class Calendar:
    """The demonstration's time: days counted back from the day of loading."""

    today: date

    def day(self, ago: int) -> date:
        """The calendar day so many days ago."""
        return self.today - timedelta(days=ago)

    def moment(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """An instant of that day, by the clock of the centre."""
        return clock.to_utc(datetime.combine(self.day(ago), time(hour, minute)), ZONE)

    @contextmanager
    def on(self, ago: int, hour: int = 16) -> Iterator[None]:
        """Inside the block it is that day, at that hour."""
        with clock.set_to(self.moment(ago, hour)):
            yield


@dataclass
class Journey:
    """A trainee with a place on an award, and what they did."""

    person: Person
    enrolment: Enrolment
    staff: Staff
    calendar: Calendar
    number: int  # tells one trainee's texts from another's
    paragraph: str = ""  # stands in their written task besides
    records: list[PracticeRecord] = field(default_factory=list)
    accounts: list[EvidenceItem] = field(default_factory=list)

    # ---- Beginning ----

    def register(self, *, ago: int, uln: str | None = None) -> None:
        """Register with the awarding organisation, and say who assesses, quality-assures and supervises."""
        by = self.staff.administrator
        with self.calendar.on(ago, 10):
            registration = enrolments.register(self.enrolment, by=by)
            enrolments.activate(
                registration,
                number=f"BML{self.number:04}",
                registered_on=self.calendar.day(ago),
                uln=uln,
                by=by,
            )
            for person, role in (
                (self.staff.assessor, AllocationRole.assessor),
                (self.staff.iqa, AllocationRole.iqa),
                (self.staff.supervisor, AllocationRole.supervisor),
            ):
                enrolments.allocate(self.enrolment, person, role, by=by)

    # ---- Practice ----

    def facilitate(
        self,
        learning_set: LearningSet,
        *,
        ago: int,
        role: FacilitationRole = FacilitationRole.lead,
        minutes: int = 120,
        present: int = 5,
        mode: MeetingMode = MeetingMode.in_person,
        confirmed: bool = True,
    ) -> PracticeRecord:
        """Log a meeting on the evening of its day; the organiser confirms it two days later."""
        turns = (minutes - 15) // 4
        with self.calendar.on(ago, 17):
            record = practice.log_meeting(
                learning_set,
                self.person,
                role,
                self.calendar.moment(ago, 10),
                self.calendar.moment(ago, 10) + timedelta(minutes=minutes + 15),
                15,
                present,
                mode,
                [SetMethod.classic_airtime, SetMethod.grow],
                [turns, turns + 3, turns - 3, turns],
                4,
                by=self.person,
            )
            if role in {FacilitationRole.lead, FacilitationRole.co}:
                diary_services.write_diary(
                    self.person,
                    record.meeting,
                    self.calendar.day(ago),
                    remarks.diary(self.number + ago),
                    by=self.person,
                )
                self.records.append(record)
        if confirmed:
            self.confirm(record, ago=ago - 2)
        return record

    def take_part(self, record: PracticeRecord, role: FacilitationRole, *, ago: int) -> None:
        """Join a meeting that another has logged; the organiser confirms it."""
        with self.calendar.on(ago, 18):
            own = practice.join_meeting(record.meeting, self.person, role, by=self.person)
        self.confirm(own, ago=ago - 2)

    def confirm(self, record: PracticeRecord, *, ago: int) -> None:
        """The organiser says that the meeting took place as logged."""
        with self.calendar.on(max(ago, 0), 9):
            practice.confirm(record, by=record.meeting.learning_set.organiser, as_=ConfirmedAs.organiser)

    def be_observed(
        self, record: PracticeRecord, observer: Person, *, ago: int, satisfactory: bool = True, signed: bool = True
    ) -> None:
        """Somebody writes down what they saw in a meeting; both sign."""
        rating = "C" if satisfactory else "B"
        with self.calendar.on(ago, 11):
            observation = observation_services.plan_observation(record, observer, by=self.person)
        with self.calendar.on(ago, 15):
            observation_services.sign_as_observer(
                observation,
                120,
                {code: "D" if satisfactory and code == "questions" else rating for code in BEHAVIOURS},
                remarks.one_of(remarks.OBSERVED if satisfactory else remarks.OBSERVED_NOT_YET, self.number + ago),
                ObservationOutcome.satisfactory if satisfactory else ObservationOutcome.not_yet,
                by=observer,
            )
        if signed:
            with self.calendar.on(max(ago - 1, 0), 12):
                observation_services.sign_as_trainee(
                    observation, remarks.one_of(remarks.ON_BEING_OBSERVED, self.number + ago), by=self.person
                )

    def be_supervised(self, *, ago: int, minutes: int, group: bool = False, signed: bool = True) -> None:
        """A talk about practice, logged by the trainee and signed by the supervisor."""
        with self.calendar.on(ago, 17):
            meeting = supervision_services.log_supervision(
                self.person,
                self.staff.supervisor,
                self.calendar.day(ago),
                minutes,
                SupervisionFormat.group if group else SupervisionFormat.individual,
                4 if group else 1,
                ["group", "methods"] if group else ["own_reactions", "development"],
                by=self.person,
            )
        if signed:
            with self.calendar.on(max(ago - 1, 0), 9):
                supervision_services.sign_supervision(meeting, by=self.staff.supervisor)

    def ask_members(self, learning_set: LearningSet, *, ago: int, answers: int) -> None:
        """Members of a set answer anonymously."""
        with self.calendar.on(ago, 12):
            request, _secret = feedback_services.ask_feedback(
                learning_set, self.person, self.calendar.day(ago - 14), by=self.person
            )
        with self.calendar.on(max(ago - 3, 0), 12):
            for answer in range(answers):
                ratings = {code: 3 + (place + answer) % 3 for place, code in enumerate(feedback_services.STATEMENTS)}
                feedback_services.answer_feedback(request, ratings)

    # ---- Evidence ----

    def write_account(
        self,
        record: PracticeRecord,
        *,
        words: int,
        ago: int,
        ready: bool = True,
        upload: str | None = None,
        units: Sequence[str] = (),
        carry_over: bool = False,
        number: int | None = None,
    ) -> EvidenceItem:
        """A reflective account of a meeting, written in the page or uploaded, for these units or for all.

        `number` is that of its text, where the one in turn is taken (`writing.worded`). `carry_over` takes a paragraph
        of the trainee’s first account up again, and says so.
        """
        title = f"Account {len(self.accounts) + 1}"
        number = number or self.number + NUMBERS * len(self.accounts)
        model = MODELS[number % len(MODELS)]
        kind = EvidenceKind.reflective_account
        with self.calendar.on(ago, 20):
            if upload:
                content = (ACCOUNTS / upload).read_bytes()
                attachment, extracted = portfolio.keep_upload(BytesIO(content), upload, by=self.person)
                item = portfolio.upload_evidence(
                    self.enrolment,
                    kind,
                    title,
                    attachment=attachment,
                    text=extracted.text,
                    model=ReflectiveModel.kolb,
                    by=self.person,
                )
            else:
                parts = writing.account(number, words, model)
                if carry_over:
                    _first, taken, *_rest = self.meaning(self.accounts[0]).split("\n\n")
                    *_most, stage, _last = writing.STAGES[model]
                    parts[stage] += f"\n\n{planted.CARRIED_OVER} {taken}"
                item = portfolio.write_evidence(self.enrolment, kind, title, parts=parts, model=model, by=self.person)
            if ready:
                shown = [each for each in self.criteria_for(kind) if not units or each.unit.code in units]
                self.finish(item, shown, [record])
            else:
                notes.write_note(item, writing.PRIVATE)
        self.accounts.append(item)
        return item

    def meaning(self, item: EvidenceItem) -> str:
        """What an account that was written in the page says before it comes to what is next."""
        *_most, stage, _last = writing.STAGES[ReflectiveModel(item.model)]
        return item.parts[stage]

    def finish(
        self, item: EvidenceItem, criteria: Sequence[AssessmentCriterion], meetings: Sequence[PracticeRecord] = ()
    ) -> None:
        """Map an item, sign that nobody can be identified in it, and make it ready."""
        portfolio.map_to(item, criteria, meetings, by=self.person)
        portfolio.save(
            item,
            title=item.title,
            model=item.model,
            parts=dict(item.parts),
            identifies_nobody=True,
            by=self.person,
        )
        for flag in item.open_flags:
            portfolio.keep_phrase(item, flag["text"], remarks.KEPT_BECAUSE, by=self.person)
        portfolio.make_ready(item, by=self.person)

    def criteria_for(self, kind: EvidenceKind, unit: Unit | None = None) -> list[AssessmentCriterion]:
        """The criteria of the trainee's units, or of one, for which the demonstration shows this kind."""
        return [
            criterion
            for each in ([unit] if unit else self.units)
            for criterion in each.criteria
            if shown_by(criterion) is kind
        ]

    @property
    def units(self) -> list[Unit]:
        """The units that the trainee takes."""
        codes = self.enrolment.unit_codes
        return [unit for unit in self.enrolment.award_version.units if unit.code in codes]

    def unit(self, code: str) -> Unit:
        """One of the trainee's units."""
        return next(unit for unit in self.units if unit.code == code)

    def collect(self, unit: Unit, *, ago: int) -> None:
        """Everything a unit still needs beside accounts: tasks and plans written, records taken over."""
        wanted: dict[EvidenceKind, list[AssessmentCriterion]] = defaultdict(list)
        for kind in KINDS:
            if kind is not EvidenceKind.reflective_account and (criteria := self.criteria_for(kind, unit)):
                wanted[kind] = criteria
        with self.calendar.on(ago, 19):
            for kind, criteria in wanted.items():
                if kind in records.RECORD_ONLY:
                    free = records.free_records(self.enrolment, kind)
                    if free:
                        portfolio.add_from_record(self.enrolment, kind, free[0], criteria, by=self.person)
                    continue
                if kind is EvidenceKind.written_task:
                    title = f"Written task for {unit.code}"
                    parts = writing.task(unit.code, unit.title, self.number, self.paragraph)
                else:
                    title = f"Plan and review for {unit.code}"
                    parts = writing.plan(unit.code, unit.title, self.number)
                item = portfolio.write_evidence(self.enrolment, kind, title, parts=parts, by=self.person)
                self.finish(item, criteria)

    # ---- Readers of drafts ----

    def show(self, draft: EvidenceItem, *, ago: int) -> None:
        """Share a draft with the supervisor, who leaves a note, and by a link with a friend."""
        with self.calendar.on(ago, 9):
            ends_at = clock.now() + timedelta(days=14)
            share = sharing.share_with(draft, self.staff.supervisor, ends_at=ends_at, by=self.person)
            sharing.share_by_link(
                draft, made_for="A friend who facilitates elsewhere", ends_at=ends_at, follows=True, by=self.person
            )
        with self.calendar.on(ago, 13):
            sharing.leave_note(share, remarks.NOTE, by=self.staff.supervisor)

    def have_drafts_read(self, code: str, *, ago: int, begun: bool = False, guidance: str = "") -> None:
        """Ask the assessor to read the drafts of a unit; begun the day after, and with `guidance` returned."""
        with self.calendar.on(ago, 10):
            review = draft_reviews.ask(self.enrolment, self.unit(code), by=self.person)
        if not begun:
            return
        with self.calendar.on(ago - 1, 11):
            draft_reviews.begin(review, by=review.reader)
            if guidance:
                first = review.items[0].codes[0]
                draft_reviews.return_guidance(review, guidance, {first: remarks.ON_ONE_CRITERION}, by=review.reader)

    # ---- Assessment ----

    def send(self, unit: Unit, *, ago: int) -> Submission:
        """Send a unit, with the declaration signed."""
        with self.calendar.on(ago, 20):
            return submissions.submit(
                self.enrolment,
                unit,
                ai_use=AiUse.spelling,
                ai_text="The grammar check of my word processor, for the whole text.",
                statement_signed=True,
                by=self.person,
            )

    def allocate(self, submission: Submission, *, ago: int, assessor: Person | None = None) -> None:
        """The centre signs its statement and gives the unit to an assessor."""
        with self.calendar.on(ago, 9):
            submissions.allocate(
                submission,
                assessor or self.staff.assessor,
                statement_signed=True,
                due_on=allocation.due_after(self.calendar.day(ago)),
                by=self.staff.administrator,
            )

    def decide(
        self,
        submission: Submission,
        *,
        ago: int,
        refer: Sequence[str] = (),
        assessor: Person | None = None,
        said: Sequence[str] = (),
    ) -> UnitDecision:
        """The assessor reads, decides every open criterion with a comment, and signs. `said`: their own way of it."""
        assessor = assessor or self.staff.assessor
        with self.calendar.on(ago, 14):
            sheet = grading_queries.open_mark_sheet(submission) or grading.start(submission, by=assessor)
            open_now = submissions.prepare(self.enrolment, submission.unit).open_criteria
            comment_on_words(sheet, refer, by=assessor)
            decision = grading.record_decision(
                sheet,
                {
                    criterion.id: (
                        criterion.code not in refer,
                        None,
                        remarks.one_of(remarks.NOT_YET, self.number + ago)
                        if criterion.code in refer
                        else said[(self.number + place) % len(said)]
                        if said
                        else remarks.met(shown_by(criterion), self.number + place),
                    )
                    for place, criterion in enumerate(open_now)
                },
                dict.fromkeys(("valid", "authentic", "current", "sufficient", "reliable"), True),
                "",
                remarks.one_of(remarks.NEARLY if refer else remarks.ON_THE_WHOLE, self.number + ago),
                by=assessor,
            )
        if decision.is_final and ago > 1:
            self.read(decision, ago=ago - 1)
        return decision

    def read(self, decision: UnitDecision, *, ago: int) -> None:
        """The trainee opens the decision for the first time."""
        with self.calendar.on(ago, 18):
            opened = {"object_kind": decision.__tablename__, "object_id": decision.id, "reason": READ_AS_TRAINEE}
            db.session.add(ReadEntry(at=clock.now(), reader_id=self.enrolment.person_id, **opened))

    def pass_unit(self, code: str, *, ago: int) -> UnitDecision:
        """Send a unit and have it passed nine days later."""
        unit = self.unit(code)
        self.collect(unit, ago=ago + 1)
        submission = self.send(unit, ago=ago)
        self.allocate(submission, ago=ago - 2)
        return self.decide(submission, ago=ago - 9)
