"""The comment under a criterion that is not met: does it say what is missing, and leave the writing to them?

Who says next to nothing cannot sign; all else is advice. It counts words and looks for long quotations; whether a
comment helps, people judge.
"""

import re
from enum import StrEnum

WORDS_OF_A_REASON = 3
"""A referral takes as many words as these on each criterion that is not met: "Not yet." is no help."""
FEWEST_WORDS = 5
"""Fewer words than these hardly say what is missing."""
MOST_WORDS = 120
"""More words than these are likely to be the answer rather than what is missing of it."""
LONGEST_QUOTATION = 15
"""Words in one pair of quotation marks; more than these are text to copy, not a hint at it."""

_QUOTED = re.compile(r"[\"“„«]([^\"“”„»]+)[\"”“»]")


class Advice(StrEnum):
    """What a comment might do better."""

    says_little = "says_little"
    is_long = "is_long"
    writes_answer = "writes_answer"


def says_what_is_missing(comment: str) -> bool:
    """Whether a comment is enough of a reason to refer a criterion; whether it is a good one, its author judges."""
    return len(comment.split()) >= WORDS_OF_A_REASON


def advice_on(comment: str) -> list[Advice]:
    """What to look at in a comment under a criterion that is not met."""
    found = []
    words = len(comment.split())
    if words < FEWEST_WORDS:
        found.append(Advice.says_little)
    if words > MOST_WORDS:
        found.append(Advice.is_long)
    if any(len(quoted.split()) > LONGEST_QUOTATION for quoted in _QUOTED.findall(comment)):
        found.append(Advice.writes_answer)
    return found
