"""Appeals and questions: one appeal that ended after two stages, one that waits; one question settled, one
open, and one after which the attempt was void."""

from assessments.appeals import services as appeals
from assessments.appeals.models import Ground
from assessments.grading import queries as grading_queries
from assessments.grading import services as grading
from assessments.iqa import services as iqa
from assessments.iqa.models import SampleOutcome
from assessments.malpractice import services as malpractice
from assessments.malpractice.models import CaseKind, CaseState
from demo.cast import Staff
from demo.journey import Calendar, Journey
from training.portfolio import queries as portfolio
from training.portfolio import services as submissions
from training.portfolio.models import AiUse, Submission

OVERLOOKED = (
    "The comment on 2.1 says that I name no change in how I ask. The third page of my account does: I stopped "
    "answering for the set and counted how long I waited. I think that page was overlooked."
)
FIRST_ANSWER = (
    "I read page three again. It says what you did at that meeting. Criterion 2.1 asks what you believed before and "
    "believe no longer, and that is not there yet. The decision stands."
)
MORE = "What I believed before is in the second sentence of that page: that a silence is mine to fill."
SECOND_ANSWER = (
    "I read the account and the criterion without the earlier comments first. The sentence you name says what you did "
    "in a silence, not what you held to be true of it. I come to the same decision; a few lines would be enough."
)
UNEXPLAINED = (
    "I passed and do not ask for another result. The comment on one criterion speaks of a meeting that was not "
    "confirmed, and it was confirmed a week before I sent the unit. I would like the comment to be right."
)


def appeal_to_the_second_stage(journey: Journey, code: str, staff: Staff, calendar: Calendar, *, ago: int) -> None:
    """Raised, dismissed by the assessor, taken on, dismissed by a reviewer, and left there."""
    submission = last_sent(journey, code)
    decision = grading_queries.final_decision(submission)
    if decision is None:
        raise ValueError(f"{code} of {journey.person.full_name} was not decided")
    with calendar.on(ago, 19):
        appeal = appeals.raise_appeal(decision, [Ground.overlooked], OVERLOOKED, by=journey.person)
    with calendar.on(ago - 3, 10):
        appeals.answer(appeal, False, FIRST_ANSWER, by=staff.assessor)
    with calendar.on(ago - 4, 20):
        appeals.go_on(appeal, MORE, by=journey.person)
    with calendar.on(ago - 5, 9):
        appeals.assign(appeal, staff.lead_iqa, by=staff.administrator)
    with calendar.on(ago - 9, 11):
        appeals.answer(appeal, False, SECOND_ANSWER, by=staff.lead_iqa)
    with calendar.on(ago - 10, 18):
        appeals.stop(appeal, by=journey.person)


def appeal_that_waits(journey: Journey, code: str, staff: Staff, calendar: Calendar, *, ago: int) -> None:
    """Raised, and with the assessor now. Was the decision drawn, the quality assurer agrees with it first."""
    decision = grading_queries.final_decision(last_sent(journey, code))
    if decision is None:
        raise ValueError(f"{code} of {journey.person.full_name} was not decided")
    for sample in decision.samples:  # type: ignore[attr-defined]
        with calendar.on(ago, 12):
            iqa.open_sample(sample, by=staff.iqa)
            iqa.judge(sample, SampleOutcome.agree, feedback="The comments fit the evidence.", by=staff.iqa)
    with calendar.on(ago, 20):
        appeals.raise_appeal(decision, [Ground.reasons, Ground.other], UNEXPLAINED, by=journey.person)


def question_that_is_settled(submission: Submission, staff: Staff, calendar: Calendar, *, ago: int) -> None:
    """Asked by the assessor, answered, and found to be no case: the marking goes on."""
    with calendar.on(ago, 10):
        grading.start(submission, by=staff.assessor)
        case = malpractice.raise_case(
            submission,
            CaseKind.plagiarism,
            "Two paragraphs of the written task are word for word in the handout of the second taught day.",
            "Two paragraphs of your written task also stand in the handout of day two. How did they come there?",
            by=staff.assessor,
        )
    with calendar.on(ago - 2, 19):
        malpractice.answer(
            case,
            "I copied them as a quotation to argue with, and the quotation marks were lost when I pasted the text.",
            by=submission.enrolment.person,
        )
    with calendar.on(ago - 3, 9):
        malpractice.decide(
            case,
            CaseState.no_case,
            "Thank you. The paragraphs after them answer the quotation, as you say. Please mark quotations next time.",
            by=staff.administrator,
        )


def question_that_waits(journey: Journey, code: str, staff: Staff, calendar: Calendar, *, ago: int) -> None:
    """A unit being assessed, paused for an answer of its trainee."""
    unit = journey.unit(code)
    journey.collect(unit, ago=ago + 11)
    submission = journey.send(unit, ago=ago + 10)
    journey.allocate(submission, ago=ago + 8, assessor=staff.second_assessor)
    with calendar.on(ago + 1, 14):
        grading.start(submission, by=staff.second_assessor)
    with calendar.on(ago, 15):
        malpractice.raise_case(
            submission,
            CaseKind.ai_use,
            "The declaration says that no AI was used. The plan has headings and turns of phrase that the account, "
            "written in the same week, has nowhere.",
            "Please tell us how you wrote the plan for this unit, and with what help. Notes or earlier versions are "
            "welcome.",
            by=staff.second_assessor,
        )


def attempt_that_is_void(journey: Journey, code: str, staff: Staff, calendar: Calendar, *, ago: int) -> None:
    """An attempt that ended without a decision and does not count: its declaration said less than was so."""
    unit = journey.unit(code)
    journey.collect(unit, ago=ago + 1)
    submission = journey.send(unit, ago=ago)
    journey.allocate(submission, ago=ago - 2)
    with calendar.on(ago - 5, 11):
        grading.start(submission, by=staff.assessor)
        case = malpractice.raise_case(
            submission,
            CaseKind.declaration,
            "The declaration names a grammar check and nothing else. When we spoke about another unit, the trainee "
            "said that an assistant had proposed the order of the questions in this one.",
            "You told me that an assistant proposed the order of your questions; your declaration names a grammar "
            "check alone. What was used, and for what?",
            by=staff.assessor,
        )
    with calendar.on(ago - 6, 20):
        malpractice.answer(
            case,
            "I asked an assistant at work in which order to put five questions that I had written. I took the order "
            "and forgot it when I signed. I would like to sign again, as it was.",
            by=journey.person,
        )
    with calendar.on(ago - 8, 9):
        malpractice.decide(
            case,
            CaseState.void_unused,
            "Thank you for saying how it was. A declaration that was sent cannot be changed, so this attempt ends here "
            "and does not count. Please send the unit again with the declaration put right.",
            by=staff.lead_iqa,
        )


def sent_with_the_declaration_put_right(journey: Journey, code: str, calendar: Calendar, *, ago: int) -> Submission:
    """The same unit again after the void attempt."""
    with calendar.on(ago, 20):
        return submissions.submit(
            journey.enrolment,
            journey.unit(code),
            ai_use=AiUse.assisted,
            ai_text="An assistant proposed in which order to put five questions that I had written myself.",
            statement_signed=True,
            by=journey.person,
        )


def last_sent(journey: Journey, code: str) -> Submission:
    """The last attempt at a unit."""
    submission = portfolio.latest_submission(journey.enrolment, journey.unit(code))
    if submission is None:
        raise ValueError(f"{code} of {journey.person.full_name} was not sent")
    return submission
