"""What the assessors of the demonstration say of words, and the phrases that they keep."""

from collections.abc import Sequence

from assessments.comments import services as comments
from assessments.comments.document import text_of
from assessments.comments.services import Quote
from assessments.grading import queries
from assessments.grading.models import MarkSheet
from assessments.phrases import services as phrases
from people.models import Person

SAID = (
    "This is the strongest passage: one meeting, what you did, and what the set did next.",
    "Good that you name what you felt before you say what you did about it.",
    "How do you know? One sentence of what a member said or did would show it.",
)
LOOK_AGAIN = "Here the account says what you now believe. Say also what you stopped believing."
PHRASES = (
    "Clear, with an example of your own that shows it.",
    "Look again: say what you stopped believing, and how you know that it has gone.",
    "You name the assumption well. Show what replaced it, with evidence from a later meeting.",
    "Say what the set did next, not only what you did.",
    "The link from supervision to your practice is plain.",
)


def comment_on_words(sheet: MarkSheet, refer: Sequence[str], *, by: Person) -> None:
    """Comment on a sentence of each account: for a criterion that is referred where there is one."""
    criteria = queries.open_criteria(sheet.submission)
    for number, item in enumerate(sheet.submission.items):
        text = text_of(item.frozen)
        start = max(text.find(". ", len(text) // 3) + 2, 0)
        end = text.find(".", start) + 1
        asked = [each for each in criteria if each.code in item.frozen["criteria"]]
        if item.frozen["kind"] != "reflective_account" or end <= start or not asked:
            continue
        referred = next((each for each in asked if each.code in refer), None)
        comments.add(
            sheet,
            Quote(text[start:end], item.position, start, end),
            referred or asked[number % len(asked)],
            LOOK_AGAIN if referred else SAID[number % len(SAID)],
            key=f"demo-{number}",
            by=by,
        )


def keep_phrases(assessor: Person) -> None:
    """The phrases that an assessor uses again and again."""
    for words in PHRASES:
        phrases.add(words, by=assessor)
