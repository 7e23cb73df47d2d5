"""Comments on words, and phrases."""

from itertools import count

from assessments.comments import services
from assessments.comments.document import text_of
from assessments.comments.models import AnchoredComment
from assessments.comments.services import Quote
from assessments.grading.models import MarkSheet

_numbers = count(1)


def comment(
    sheet: MarkSheet, words: str | None = None, *, text: str = "Say more of this.", code: str = "1.1", key: str = ""
) -> AnchoredComment:
    """A comment on these words of the first item, or on its first three characters."""
    item = sheet.submission.items[0]
    whole = text_of(item.frozen)
    start = whole.index(words) if words else 0
    end = start + (len(words) if words else 3)
    criterion = next(each for each in sheet.submission.unit.criteria if each.code == code)
    quote = Quote(whole[start:end], item.position, start, end)
    return services.add(sheet, quote, criterion, text, key=key or f"key-{next(_numbers)}", by=sheet.assessor)
