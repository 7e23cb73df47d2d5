"""Advice on the comment under a criterion that is not met: does it say what is missing, and leave the writing to them?

It never stops a decision. It counts words and looks for long quotations; whether a comment helps, people judge.
"""

import re
from enum import StrEnum

FEWEST_WORDS = 5
"""Fewer words than these hardly say what is missing."""
LONGEST_QUOTATION = 15
"""Words in one pair of quotation marks; more than these are text to copy, not a hint at it."""

_QUOTED = re.compile(r"[\"“„«]([^\"“”„»]+)[\"”“»]")


class Advice(StrEnum):
    """What a comment might do better."""

    says_little = "says_little"
    writes_answer = "writes_answer"


def advice_on(comment: str) -> list[Advice]:
    """What to look at in a comment under a criterion that is not met."""
    found = []
    if len(comment.split()) < FEWEST_WORDS:
        found.append(Advice.says_little)
    if any(len(quoted.split()) > LONGEST_QUOTATION for quoted in _QUOTED.findall(comment)):
        found.append(Advice.writes_answer)
    return found
