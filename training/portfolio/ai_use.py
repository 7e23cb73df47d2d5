"""What trainees say of AI, and whether it is more than the task allows."""

from dataclasses import dataclass
from enum import StrEnum

from training.awards.ai_permission import AiPermission


class AiUse(StrEnum):
    """What the trainee says about AI (C&G position: own words and thinking; use is declared)."""

    none = "none"
    spelling = "spelling"
    research = "research"
    assisted = "assisted"
    integrated = "integrated"


@dataclass(frozen=True, slots=True)
class AiStatement:
    """What the trainee says on one unit, and what the unit allowed. `text`: what was used, and for what."""

    use: AiUse
    permission: AiPermission
    text: str


_HIGHEST = {
    AiPermission.none: AiUse.spelling,
    AiPermission.research: AiUse.research,
    AiPermission.assisted: AiUse.assisted,
    AiPermission.integrated: AiUse.integrated,
}
_ORDER = list(AiUse)

TEXT_LENGTH = 1000
"""The most characters of what was used and for what."""

ABOVE_LENGTH = 40
"""The fewest characters about a use above what is allowed: more than the name of a product."""


def is_above(use: AiUse, permission: AiPermission) -> bool:
    """Whether this use is more than the task allows."""
    return _ORDER.index(use) > _ORDER.index(_HIGHEST[permission])


def lacks_words(use: AiUse, permission: AiPermission, text: str) -> bool:
    """Whether the trainee still has to say what was used and for what; more of it where it is above what is allowed."""
    if use is AiUse.none:
        return False
    return len(" ".join(text.split())) < (ABOVE_LENGTH if is_above(use, permission) else 1)
