"""Research on accounts, after the sources' row 39: one project that runs, a few who agreed, one who withdrew."""

from collections.abc import Sequence
from datetime import date, timedelta

from demo.cast import Staff
from demo.journey import Calendar, Journey
from training.research import services
from training.research.models import InterviewKind

STATEMENT = (
    "I have read what the research is for. I agree that the accounts I do not leave out are read by those who run it, "
    "under a code and without names.\n\n"
    "I know that I do not have to agree, that nobody who assesses me is told, and that I can withdraw until the "
    "project is closed. What was published by then stays."
)


def ask(journeys: Sequence[Journey], staff: Staff, calendar: Calendar) -> None:
    """Open a project and let the first of these trainees withdraw again; the others agree and stay."""
    with calendar.on(20, 9):
        project = services.open_project(
            "What facilitators learn from their sets",
            "To learn how people come to ask instead of telling, from what they wrote about their own meetings.",
            "Dr Edda Farrow and Tom Illingworth, School of Social Practice",
            "Research ethics committee, 2026/117",
            calendar.day(20),
            calendar.today + timedelta(days=200),
            STATEMENT,
            "1.2",
            by=staff.administrator,
        )
    for number, journey in enumerate(journeys):
        with calendar.on(15 - number, 19):
            services.give_consent(project, journey.person, agreed=True)
    with calendar.on(5, 20):
        services.withdraw_consent(project, journeys[0].person)
    held: list[tuple[date, InterviewKind, int]] = [
        (calendar.day(9), InterviewKind.group, 6),
        (calendar.day(6), InterviewKind.phone, 1),
    ]
    for day, kind, people in held:
        with calendar.on(4, 10):
            services.add_interview(project, kind, day, people, True, by=staff.administrator)
