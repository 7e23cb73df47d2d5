"""What the background work does about adjustments each time it goes round."""

from assessments.adjustments import sealing, services
from people.rounds import in_every_centre


def move_due_adjustments() -> None:
    """Begin and end what has come to its day, in every centre, and destroy the keys that seal nothing any more.

    Commits.
    """
    in_every_centre(services.move_due)
    sealing.destroy_unused(sealing.left_behind())
