"""What was said and both sign: a discussion used as evidence, one that waits, and questions asked while marking."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.grading import services as grading
from demo.journey import Calendar, Journey
from people import centre_clock
from people.models import Person
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.discussions import services
from training.discussions.models import Discussion, DiscussionKind, Way
from training.discussions.services import Told
from training.portfolio import services as portfolio
from training.portfolio.models import Submission


@dataclass(frozen=True)
class Talk:
    """Words of one record."""

    questions: str
    answers: str
    remarks: str = ""


ROLES = Talk(
    "Who started your set, and what did that person still do after the first meeting?\n"
    "What would you have done if the sponsor had asked you who said what?",
    "The initiator had won the sponsor and agreed the frame with her. After the first meeting he only asked twice "
    "whether the rooms were right.\n"
    "About the sponsor: say that nothing leaves the set but what its members decide to tell. Told of one evening when "
    "she did ask, and of the sentence that ended it: “I can tell you how many came.”",
    "She asked a second time a month later, and I answered the same.",
)
LIMITS = Talk(
    "Where does your duty to keep things in the set end?\nWhom would you tell, and who would know that you did?",
    "It ends where somebody is at risk. Named the lead of the organisation for it, would say so in the set first, and "
    "gave as an example what was agreed in the ways of working.\n"
    "Was not sure whether the organiser is told too, and said how to find out.",
)
THEORY = Talk(
    "Your task says that a set unlearns before it learns. In which meeting did you see that, and by what?",
    "In the fourth. Two members had brought the plan of the year before; a question about what it was for was answered "
    "with silence, and in the next meeting both came without it. Named it as an example, not as a proof.",
)
PLANNING = Talk(
    "Your account of the online meeting stops when the connection was lost. What did you do then, and who decided it?",
    "The ways of working say that the set waits five minutes and goes on by telephone. The presenter chose to go on, "
    "and the turn was made up for at the end. It stands in the log as seven minutes more.",
)


def record(journey: Journey, calendar: Calendar, *, used: Unit, ago: int) -> None:
    """A discussion with the assessor that both signed, in the trainee's evidence for two criteria of a unit."""
    wanted = [each for each in used.criteria if EvidenceKind.professional_discussion.value in each.evidence_kinds]
    with calendar.on(ago, 14):
        made = _held(journey, ROLES, wanted, by=journey.staff.assessor)
        services.hand_over(made, by=journey.staff.assessor)
    with calendar.on(ago - 1, 20):
        services.sign(made, ROLES.remarks, by=journey.person)
        portfolio.add_from_record(
            journey.enrolment, EvidenceKind.professional_discussion, made, wanted, by=journey.person
        )


def hand_over(journey: Journey, calendar: Calendar, *, about: Unit, ago: int) -> None:
    """A discussion with the tutor that waits for the trainee."""
    wanted = [each for each in about.criteria if EvidenceKind.professional_discussion.value in each.evidence_kinds]
    with calendar.on(ago, 16):
        services.hand_over(_held(journey, LIMITS, wanted, by=journey.staff.tutor), by=journey.staff.tutor)


def ask_while_marking(
    journey: Journey, submission: Submission | None, talk: Talk, codes: Sequence[str], calendar: Calendar, *, ago: int
) -> None:
    """Marking begins, and what the assessor asked about the unit on the telephone is signed by both."""
    assessor = submission.assessor if submission else None
    if submission is None or assessor is None:
        raise ValueError("nobody assesses this unit")
    wanted = [each for each in submission.unit.criteria if each.code in codes]
    with calendar.on(ago, 11):
        grading.start(submission, by=assessor)
    with calendar.on(ago, 15):
        made = _held(journey, talk, wanted, by=assessor, submission=submission)
        services.hand_over(made, by=assessor)
    with calendar.on(ago, 17):
        services.sign(made, by=journey.person)


def _held(
    journey: Journey,
    talk: Talk,
    criteria: Sequence[AssessmentCriterion],
    *,
    by: Person,
    submission: Submission | None = None,
) -> Discussion:
    told = Told(
        DiscussionKind.questioning if submission else DiscussionKind.discussion,
        Way.telephone if submission else Way.video,
        centre_clock.today(),
        12 if submission else 35,
        criteria,
        talk.questions,
        talk.answers,
    )
    return services.begin(journey.enrolment, told, submission=submission, by=by)
