"""From what is on record to what the proposal is worked out from: desks, pieces, and what stands against whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.grading.handover import judges_of
from assessments.workload import queries
from assessments.workload.proposal import Against, Desk, Piece, Proposal, Tie, propose
from people.models import ConflictDecision, Person, Role
from people.policy import grants_of
from people.working_time import queries as working_time
from people.working_time.models import Absence, WorkingTime
from training.enrolments.independence import OnRecord, objection
from training.enrolments.models import AllocationRole
from training.enrolments.policy import HELD_AS, reaches
from training.portfolio.models import Submission


@dataclass(frozen=True)
class Suggestions:
    """Proposals for units in the order in which they were worked out, with everything that a page shows of them."""

    proposals: list[Proposal]
    submissions: Mapping[int, Submission]
    staff: Mapping[int, Person]
    desks: Mapping[int, Desk]
    managed: Collection[tuple[int, int]]  # submission and person whose conflict of interest is managed
    time: WorkingTime
    due_on: date
    absences: Mapping[int, Sequence[Absence]]  # from today on, by the person's id
    absence: Absence | None = None  # of whom these units are taken over from: the present one or the next

    def free_for(self, proposal: Proposal) -> list[Person]:
        """Who may take a unit, by name."""
        return [person for person in self.staff.values() if person.id not in proposal.against]


def suggest(submissions: Sequence[Submission], *, today: date, instead_of: Person | None = None) -> Suggestions:
    """Work out who should take these units, by the centre's working days from today. Reads for all units at once.

    `instead_of` is who has them; cover that was named for an absence of theirs is preferred.
    """
    time = working_time.working_time()
    due_on = working_time.days_of(time).after(today, time.assessor_days)
    crew = queries.crew()
    able = [person for person in crew if person.left_on is None and grants_of(person, Role.assessor)]
    absences = working_time.absences_since(today)
    absence = next(iter(absences.get(instead_of.id, [])), None) if instead_of else None
    desks = [
        Desk(person.id, person.full_name, crew[person].open, _target(crew[person].target, time)) for person in able
    ]
    away = {person.id for person in able if is_away(absences.get(person.id, []), today, due_on)}
    pieces, managed = _pieces(submissions, able, away, today, absence.cover_id if absence else None)
    return Suggestions(
        propose(pieces, desks),
        {each.id: each for each in submissions},
        {person.id: person for person in able},
        {desk.key: desk for desk in desks},
        managed,
        time,
        due_on,
        absences,
        absence,
    )


def _target(own: int | None, time: WorkingTime) -> int:
    return time.target if own is None else own


def is_away(absences: Collection[Absence], today: date, due_on: date) -> bool:
    """Whether somebody is away today or on the day a unit is due; who comes back in between has time for it."""
    return any(each.covers(today) or each.covers(due_on) for each in absences)


def _pieces(
    submissions: Sequence[Submission], staff: Sequence[Person], away: Collection[int], today: date, cover_id: int | None
) -> tuple[list[Piece], set[tuple[int, int]]]:
    trainees = [each.enrolment.person for each in submissions]
    conflicts = queries.conflicts_among(staff, trainees) if submissions else {}
    supervised = queries.supervised_pairs(trainees) if submissions else set()
    before = queries.earlier_assessors(submissions)
    taken = [each for each in submissions if each.assessor_id is not None]
    judges = judges_of(taken) if taken else {}
    pieces, managed = [], set()
    for submission in submissions:
        against, ties = {}, {}
        for person in staff:
            pair = (person.id, submission.enrolment.person_id)
            decisions = [ConflictDecision(each) for each in conflicts.get(pair, [])]
            known = known_of(submission, person, today, decisions, supervises=pair in supervised)
            if ConflictDecision.managed in decisions:
                managed.add((submission.id, person.id))
            if submission.assessor_id == person.id:
                against[person.id] = Against.has_it
            elif stands := objection(AllocationRole.assessor, known):
                against[person.id] = Against(stands.value)
            elif person.id in judges.get(submission.id, ()):
                against[person.id] = Against.judged_it
            elif person.id in away:
                against[person.id] = Against.away
            if (tie := _tie(submission, person, today, before, cover_id)) is not None:
                ties[person.id] = tie
        pieces.append(Piece(submission.id, submission.submitted_at, submission.attempt > 1, against, ties))
    return pieces, managed


def known_of(
    submission: Submission, person: Person, today: date, decisions: list[ConflictDecision], *, supervises: bool
) -> OnRecord:
    """What is known of an assessor and the trainee of a unit, from rows that were read for all at once."""
    enrolment = submission.enrolment
    trainee = enrolment.person
    current = {row.role for row in enrolment.allocations if row.person_id == person.id and row.is_current(today)}
    return OnRecord(
        is_the_trainee=person.id == trainee.id,
        holds_role=any(reaches(person, role, trainee.organisation_id) for role in HELD_AS[AllocationRole.assessor]),
        assesses=AllocationRole.assessor in current,
        checks=AllocationRole.iqa in current,
        is_line_manager=trainee.line_manager_id == person.id,
        conflicts=tuple(decisions),
        supervises=supervises or AllocationRole.supervisor in current,
        teaches=enrolment.cohort is not None and enrolment.cohort.tutor_id == person.id,
    )


def _tie(
    submission: Submission,
    person: Person,
    today: date,
    before: Mapping[tuple[int, int], int],
    cover_id: int | None,
) -> Tie | None:
    if cover_id == person.id:
        return Tie.cover
    if before.get((submission.enrolment_id, submission.unit_id)) == person.id:
        return Tie.assessed_before
    works_with = any(
        row.person_id == person.id
        and row.role is AllocationRole.assessor
        and row.is_current(today)
        and row.unit_id in {None, submission.unit_id}
        for row in submission.enrolment.allocations
    )
    return Tie.works_with if works_with else None
