"""What keeps a meeting from being logged or changed as it is written: invariants 6 and 8, and what each set knows.

A meeting is checked as the plain `ledger.Meeting` that it would become. Each check raises RuleBroken with the form
field that it is about.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from core import clock
from core.errors import RuleBroken
from people.models import Person
from training.practice import ledger, queries
from training.practice.mapping import as_ledger, live_records_of
from training.practice.models import FacilitationRole, PracticeState
from training.practice.refusals import FAULTS
from training.practice.workflow import ROLES
from training.sets.models import LearningSet, SetMeeting
from training.sets.policy import facilitates
from training.sets.workflow import BEFORE_MEETINGS, FIRST_MEETING_ONLY

MOST_TURNS = 12
PracticeTurns = Sequence[tuple[int, Person | None]]


def proposed(starts_at: datetime, ends_at: datetime, break_minutes: int, zone: str) -> ledger.Meeting:
    """A meeting that is not on record yet; its role does not matter to any check."""
    return ledger.Meeting(
        id="",
        state=PracticeState.logged,
        role=FacilitationRole.observer,
        starts_at=starts_at,
        ends_at=ends_at,
        break_minutes=break_minutes,
        zone=zone,
    )


def check_set(learning_set: LearningSet, number: int) -> None:
    """Before the ways of working are agreed there is the first meeting only, which agrees them (invariant 6)."""
    if learning_set.state in BEFORE_MEETINGS:
        words = _("%(name)s is not open for meetings. Ask its organiser.", name=learning_set.name)
        raise RuleBroken(words, "learning_set")
    if learning_set.state in FIRST_MEETING_ONLY and number > 1:
        words = _(
            "%(name)s has not agreed its ways of working yet. Ask its organiser to start the set, then log this.",
            name=learning_set.name,
        )
        raise RuleBroken(words, "learning_set")


def check_times(fact: ledger.Meeting, person: Person, *, but: SetMeeting | None = None) -> None:
    """Everything that `ledger.faults` knows, among all that this person has logged of other meetings (invariant 8)."""
    near = queries.records_near(fact.starts_at, fact.ends_at, person=person)
    others = [as_ledger(other) for other in near if other.meeting is not but]
    for fault in ledger.faults(fact, others=others, now=clock.now()):
        field, words = FAULTS[ledger.Fault(fault.code)]
        raise RuleBroken(words(fault.values), field)


def check_set_is_free(fact: ledger.Meeting, learning_set: LearningSet, *, but: SetMeeting | None = None) -> None:
    """A set holds one meeting at a time: whoever else was there adds their part to it."""
    for other in queries.records_near(fact.starts_at, fact.ends_at, learning_set=learning_set):
        stands = other in live_records_of(other.meeting)
        if other.meeting is not but and stands and ledger.overlaps(fact, as_ledger(other)):
            words = _(
                "A meeting of %(name)s at that time is on record already. Add your own part to it instead.",
                name=learning_set.name,
            )
            raise RuleBroken(words, "learning_set")


def check_counts(learning_set: LearningSet, present: int, turns: Sequence[int]) -> None:
    """No more members come than belong to the set, and a meeting has at most 12 turns."""
    if not 0 <= present <= learning_set.members:
        raise RuleBroken(_("Enter how many members came, 0 to %(most)s", most=learning_set.members), "present")
    if len(turns) > MOST_TURNS:
        raise RuleBroken(_("A meeting has at most %(most)s turns", most=MOST_TURNS), "turns")


def check_part(
    person: Person, learning_set: LearningSet, fact: ledger.Meeting, role: FacilitationRole, turns: PracticeTurns
) -> None:
    """The role that the kind of set knows, on a day on which the person belongs to it, and the practice turns."""
    if role not in ROLES[learning_set.kind]:
        practised = FacilitationRole.practice in ROLES[learning_set.kind]
        raise RuleBroken(
            _("In a practice set choose Practice, Member or Observer")
            if practised
            else _("In a set at work choose Lead, Co-lead or Observer"),
            "role",
        )
    if not facilitates(person, learning_set, fact.held_on):
        words = _(
            "You did not facilitate %(name)s on that day. Ask its organiser if that is wrong.", name=learning_set.name
        )
        raise RuleBroken(words, "held_on")
    if role is FacilitationRole.practice and not turns:
        raise RuleBroken(_("Enter the minutes of each turn that you facilitated, or choose Member"), "practice_turns")
    if role is not FacilitationRole.practice and turns:
        raise RuleBroken(_("Choose Practice as your role, or leave your own turns empty"), "practice_turns")
    if sum(minutes for minutes, _observer in turns) > ledger.raw_minutes(fact):
        raise RuleBroken(_("Your turns are longer than the meeting"), "practice_turns")
