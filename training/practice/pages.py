"""Every page of practice: importing this module hangs all views on the one blueprint."""

from training.practice import (
    confirmation_views,
    diary_views,
    feedback_views,
    observation_views,
    supervision_views,
    views,
)
from training.practice.blueprint import blueprint

__all__ = [
    "blueprint",
    "confirmation_views",
    "diary_views",
    "feedback_views",
    "observation_views",
    "supervision_views",
    "views",
]
