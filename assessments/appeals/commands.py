"""What time does to appeals: the days to go on pass."""

from assessments.appeals import services
from people.rounds import in_every_centre


def close_lapsed_appeals() -> None:
    """In every centre, close the appeals whose trainees let the days to go on pass. Commits."""
    in_every_centre(services.lapse_due)
