"""What assessors, quality assurers, observers and supervisors of the demonstration say, and trainees in one line."""

from collections.abc import Sequence

from training.awards.models import EvidenceKind

MET: dict[EvidenceKind, tuple[str, ...]] = {
    EvidenceKind.reflective_account: (
        "Clear, with an example of your own that shows it.",
        "You stay with your own part and do not explain it away.",
        "The link from what you felt to what you then did is well drawn.",
        "I can see what you believed before and what you believe now.",
        "Honest about what did not work, and specific about what you changed.",
        "The moment you chose is small, and you make a good deal of it.",
        "You say how you will know, and by when. That is what was asked.",
    ),
    EvidenceKind.written_task: (
        "A sound argument in your own words, and you say where it has limits.",
        "Well weighed. The example from your own place of work carries it.",
        "You compare before you conclude, and your reason for the choice is plain.",
        "Covers what was asked. The part on what may go wrong is the strongest.",
        "Short and to the point; the difference is clear to me.",
        "You use the theory to look at your practice, and not as decoration.",
    ),
    EvidenceKind.observation_record: (
        "The observer describes it, and it agrees with your log.",
        "Seen in the second turn, where you waited and then asked one question.",
        "Two things in the record show this: the order of speaking and the review.",
        "Observed, and your own comment on it is fair.",
    ),
    EvidenceKind.work_product: (
        "A plan that could be handed to somebody else and would work.",
        "Dates, measures and who does what: all there.",
        "Fits the people it is made for, and it was agreed with them.",
        "You went back to it and altered it, which is the point of a plan.",
    ),
}
OTHERWISE = (
    "Shown by the record, which was confirmed.",
    "The log and what was signed agree.",
    "Enough of it, and recent.",
    "Confirmed by the person who was there.",
)
"""For what rests on a record of another kind."""

NOT_YET = (
    "Look again: say what you stopped believing, and how you know that it has gone.",
    "You tell me what the set did. Tell me what you did, and what it was like for you.",
    "There is an intention here and no test of it. How would you notice that it worked?",
)
ON_THE_WHOLE = (
    "Well organised work.",
    "Thoughtful work, and a pleasure to read. Keep the short sentences.",
    "A solid unit. In the next one I would like to hear more of your doubts.",
    "You write as you ask: plainly. Thank you for the care you took over it.",
    "All of it is met. Take what you say about time into your next supervision.",
    "Good work from practice. The examples are yours, and one sees it.",
    "Met in full. I learned something from your page on quiet members.",
)
NEARLY = (
    "Nearly there. One more step on what is named below.",
    "Much of this stands. Please go back to the one criterion, and leave the rest as it is.",
    "You are close. Half a page on what is named below will do.",
)
AGREED = (
    "Each comment names the evidence it rests on. I would have decided the same.",
    "A fair decision, and the tone to the trainee is right.",
    "I read the work before the comments and came to the same end. Nothing to add.",
    "Agreed. The remark on limits is especially useful; others might do the same.",
    "The decision holds. Two comments are brief, but each of them points to a place.",
)
OBSERVED = (
    "Opened by agreeing time and roles, kept the turns even and asked short open questions. Each turn ended in an "
    "action that the presenter chose.",
    "A calm opening. Waited after most questions, twice for longer than the set liked, and it paid. The last action "
    "had a day and an hour.",
    "Spoke little. Noticed that one member had been left out and brought in a round. The review was held and was "
    "frank.",
    "Clear about confidence at the start. One question was a suggestion; they heard it themselves and put it again.",
    "Turned advice into questions in good humour. Time was kept by a member, and all turns were within three minutes "
    "of each other.",
)
OBSERVED_NOT_YET = (
    "The opening was clear. In the second turn several questions carried advice, and the review was left out for lack "
    "of time.",
    "Warm with everybody. The first turn ran over by a good deal, and the last presenter was given advice, some of it "
    "by the facilitator.",
)
ON_BEING_OBSERVED = (
    "A fair picture of it.",
    "I had not noticed how long I waited. Thank you.",
    "Yes, that is how it was; the question in the third turn still bothers me.",
    "I agree, and will take the point about time to supervision.",
    "It felt less calm from inside.",
)
LEARNED = (
    "the set needs less from me than I think",
    "I ask about facts when I am nervous",
    "reviews work better before the last turn than after it",
    "a short question travels further than a good one",
    "being tired makes me kind in the wrong places",
    "the one who says least had been listening hardest",
    "a promise without a day is only a mood",
    "I look at the talkers first",
    "people laugh when it gets close",
    "my summary was mine alone",
    "nobody minds a silence as much as I do",
)
NEXT_TIME = (
    "wait",
    "ask what it is like",
    "let somebody else keep the time",
    "begin with the actions",
    "sit on the other side",
    "write the question down and leave it there",
    "ask the quiet side first",
)
NOTE = "The moment after the second question stood out for me. I wondered what the presenter may have noticed in you."
GUIDANCE = (
    "Your own part is clear, and I can see the meeting. Look again at where you say what you learned: there is a lot "
    "about the set and little about you."
)
ON_ONE_CRITERION = "I find what you did. I do not yet find how you know that it worked."
KEPT_BECAUSE = "It stands on the cover of the sample that this account was made from."


def one_of(remarks: Sequence[str], number: int) -> str:
    """One of several remarks, the next for the next number."""
    return remarks[number % len(remarks)]


def met(kind: EvidenceKind | None, number: int) -> str:
    """What an assessor says of a criterion that is met, by the kind of evidence that shows it."""
    return one_of(OTHERWISE if kind is None else MET.get(kind, OTHERWISE), number)


def diary(number: int) -> str:
    """Two lines on the evening of a meeting."""
    return f"What I learned: {one_of(LEARNED, number)}. Next time: {one_of(NEXT_TIME, number)}."
