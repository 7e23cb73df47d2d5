"""What a task allows of AI (domain §2.2 and §10): a word in the award file, for the award and for single units."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class AiPermission(StrEnum):
    """What may be used, each level with all before it. Checking of spelling is allowed at every level."""

    none = "none"
    research = "research"
    assisted = "assisted"
    integrated = "integrated"


UNSTATED = AiPermission.research
"""Where an award says nothing. The words and the thinking are the trainee's own (C&G position), so no help with
writing; but finding ideas and sources is what a library is for, and no award forbids a library."""


def permission_for(content: Mapping[str, Any], unit_code: str) -> AiPermission:
    """What an award allows in one of its units: the unit's own word, or else the award's."""
    of_award = content["assessment"].get("ai_permission") or UNSTATED
    of_unit = next((unit.get("ai_permission") for unit in content["units"] if unit["code"] == unit_code), None)
    return AiPermission(of_unit or of_award)
