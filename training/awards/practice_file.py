"""All that is known of one enrolment, as the plain facts that requirements count.

Ids are those of the items that a page can describe. Durations are whole minutes.
"""

from dataclasses import dataclass
from datetime import date

from training.practice import ledger
from training.practice.ledger import Meeting, Observation, Standing, SupervisionMeeting


@dataclass(frozen=True, slots=True)
class TaughtDay:
    """A taught event with its length and how much of it the trainee was there for."""

    id: str
    held_on: date
    minutes: int
    present_minutes: int


@dataclass(frozen=True, slots=True)
class PracticeTurn:
    """A turn as facilitator in a practice set; `state` is a `ledger.RecordState`."""

    id: str
    held_on: date
    state: str
    observed: bool = False


@dataclass(frozen=True, slots=True)
class PracticeSetMeeting:
    """A practice set meeting that the trainee took part in, in any role; `state` is a `ledger.RecordState`."""

    id: str
    held_on: date
    state: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Account:
    """A reflective account: the state of its evidence item, its words, the `Meeting` ids it is linked to."""

    id: str
    state: str
    words: int
    meeting_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Feedback:
    """How many anonymous answers the members of one set have given."""

    learning_set_id: str
    answers: int


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """A dated diary entry for a meeting. Its text is never read."""

    meeting_id: str
    written_on: date


@dataclass(frozen=True, slots=True)
class PracticeFile:
    """All that is known of one enrolment. `today` is the day of asking, or of the claim.

    `award` is the award's code; `shared_with` the codes of awards with which it may share a meeting.
    """

    today: date
    window: ledger.Window | None
    meetings: tuple[Meeting, ...] = ()
    taught_days: tuple[TaughtDay, ...] = ()
    practice_turns: tuple[PracticeTurn, ...] = ()
    practice_set_meetings: tuple[PracticeSetMeeting, ...] = ()
    observations: tuple[Observation, ...] = ()
    supervision_meetings: tuple[SupervisionMeeting, ...] = ()
    accounts: tuple[Account, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    diary_entries: tuple[DiaryEntry, ...] = ()
    award: str = ""
    shared_with: frozenset[str] = frozenset()
    rules: ledger.Rules = ledger.ILLUSTRATIVE

    def standing_of(self, meeting: Meeting) -> Standing:
        """Whether a practice record counts for this award, before any requirement looks at it."""
        return ledger.standing_of(meeting, self.window, self.rules, award=self.award, shared_with=self.shared_with)
