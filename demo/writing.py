"""Texts of the demonstration's trainees: plain, plausible, and about nobody."""

from itertools import cycle, islice

from training.portfolio.wordcount import count_words

OPENINGS = (
    "I had planned the opening of this meeting carefully, and I still began too fast.",
    "We met in the quiet room at the end of the corridor, and everybody arrived on time.",
    "This was the first meeting in which I did not look at my notes before I asked a question.",
    "The set had asked for more challenge, and I went in wanting to give it to them.",
    "Two members could not come, and the room felt larger than it was.",
)
WHAT = (
    "The first presenter used most of the time to describe the problem, and I let it run: the listening was good.",
    "When the second turn began I asked what had already been tried, and the answer surprised the whole set.",
    "I noticed that I was counting the minutes instead of hearing the words, so I put my watch in my pocket.",
    "One member offered a solution very early, and I asked them to turn it into a question.",
    "There was a silence of perhaps ten seconds, and I did not fill it.",
    "Near the end of the turn I asked what the first small step might be, and it was smaller than any of us expected.",
    "The set reviewed its own way of working, and two members said that they had felt hurried.",
    "I summarised too much in the third turn, and my summary was tidier than what had been said.",
    "A question about feelings was met with a laugh, and I let the laugh stand before I asked it again.",
    "We agreed at the close that each presenter would report back on one action and on nothing else.",
)
SO_WHAT = (
    "I had assumed that a quiet set is a stuck set, and this meeting showed me that the assumption is mine alone.",
    "What I took for patience was partly a wish to be liked, because a challenge might have spoiled a good mood.",
    "My supervisor asked whose anxiety the silence belonged to, and I could not answer straight away.",
    "The difference between a question that opens and one that leads is often in the second half of the sentence.",
    "I have unlearned the habit of preparing questions, since a prepared question belongs to the meeting I imagined.",
    "Power was in the room before I was, and I did nothing to name it until the review.",
    "I see now that keeping time is not a service to the clock but to the person who has the last turn.",
    "The theory says that there is no learning without action, and here the action was to ask for help.",
    "If the set can work without my summary, then the summary is for me.",
    "I compared this meeting with the one before it, and the same pattern of hurrying showed itself at the same point.",
)
NOW_WHAT = (
    "At the next meeting I will wait for a count of ten before I speak, and I will tell the set that I am waiting.",
    "I will ask a member to keep a tally of open and closed questions, mine included, for two meetings.",
    "By the end of the month I will have read about systemic questions and tried three of them.",
    "I will bring the tally to supervision and compare it with what I felt at the time.",
    "I will ask the set to lead the review themselves, and step in only if time runs out.",
    "I will know that this has worked when somebody else asks the question that I was about to ask.",
    "My measure is simple: fewer questions from me, more actions from them, and nobody hurried.",
)
PRIVATE = "Ask in supervision: why do I hurry when it goes quiet?"

KEPT_BECAUSE = "It stands on the cover of the sample that this account was made from."

NOTE = "The moment with the watch stood out for me. I wondered what the presenter may have noticed."
GUIDANCE = (
    "Your own part is clear, and I can see the meeting. Look again at where you say what you learned: there is a lot "
    "about the set and little about you."
)
ON_ONE_CRITERION = "I find what you did. I do not yet find how you know that it worked."
LINKS = (
    "Looking back at it a week later, I would put this differently.",
    "That mattered more than I saw at the time.",
    "I wrote it down the same evening, and reading it again I notice what I left out.",
    "It would be easy to call this a success, but that is too simple.",
    "I had read about this and did not recognise it when it happened.",
)


def paragraphs(sentences: tuple[str, ...], words: int, *, start: int) -> str:
    """At least so many words, five sentences to a paragraph, beginning at another place for each account."""
    found: list[str] = []
    supply = zip(
        islice(cycle(sentences), start, None), islice(cycle(LINKS), start * 3, None), range(10_000), strict=False
    )
    for sentence, link, number in supply:
        if sum(count_words(each) for each in found) >= words:
            break
        found.append(sentence)
        if number % 3 == 2:
            found.append(link)
    groups = [" ".join(found[first : first + 5]) for first in range(0, len(found), 5)]
    return "\n\n".join(groups)


def account(words: int, *, start: int = 0) -> dict[str, str]:
    """An account of about so many words by the stages of Driscoll's model."""
    what = OPENINGS[start % len(OPENINGS)] + " " + paragraphs(WHAT, words * 4 // 10, start=start)
    return {
        "what": what,
        "so_what": paragraphs(SO_WHAT, words * 4 // 10, start=start + 1),
        "now_what": paragraphs(NOW_WHAT, words * 2 // 10, start=start + 2),
    }


def task(title: str, *, start: int = 0) -> dict[str, str]:
    """A written task or a plan of some 600 words."""
    return {"text": f"{title}\n\n" + paragraphs(SO_WHAT + NOW_WHAT + WHAT, 600, start=start)}


DIARY = (
    "What I learned: the set needs less from me than I think. Next time: wait.",
    "What I learned: I ask about facts when I am nervous. Next time: ask what it is like.",
    "What I learned: reviews work better before the last turn than after it.",
)
