"""What those do who saw or heard of a trainee's practice: observer, supervisor, member of a set."""

from tests.browser.trainee import Meeting
from tests.browser.visitor import Visitor, shown

SEEN = (
    "Opened by agreeing time and roles, kept the turns even and asked short open questions. "
    "Each turn ended in an action that the presenter chose."
)
STATEMENTS = {
    "I could say what I wanted to say": 5,
    "Time was shared out fairly": 4,
    "The questions helped us to think for ourselves": 5,
    "We were challenged and supported in the right measure": 4,
    "I left knowing what I would do next": 5,
}


class Observer(Visitor):
    """Watched a meeting: as approved observer or as assessor."""

    def writes_observation(self, meeting: Meeting) -> None:
        """Write what was seen, find it satisfactory, and sign."""
        self.opens("/observing")
        self.follows("Write", within=self.row(meeting.set_name, shown(meeting.on)))
        self.types("How many minutes of the meeting were you there?", 120)
        self.chooses("Opens the meeting and agrees how the set will work", "C")
        self.chooses("Holds the space, and shares out the time", "D")
        self.chooses("Asks open questions and leaves advice out", "C")
        self.types("What did you see the facilitator do?", SEEN)
        self.chooses("What is the outcome?", "Satisfactory")
        self.signs(saying="Signed.")


class Supervisor(Visitor):
    """Talks with trainees about their practice."""

    def signs_supervision(self, count: int) -> None:
        """Sign every meeting that waits."""
        for _ in range(count):
            self.opens("/supervising")
            self.follows("Look and sign")
            self.signs(saying="Signed.")
        self.opens("/supervising")
        self.reads("Nothing waits for your signature.")


class Member(Visitor):
    """Belongs to a set, has no account, and is asked for no name."""

    def answers(self, address: str) -> None:
        """Answer the five statements on the page that the facilitator handed out."""
        self.opens(address)
        for statement, step in STATEMENTS.items():
            self.chooses(statement, str(step))
        self.presses("Send", saying="Thank you")
