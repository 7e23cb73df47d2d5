"""Who may see how an assessor's decisions compare: that assessor, and nobody else."""

from people.models import Person, Role
from people.policy import holds


def can_see_own_record(person: Person) -> bool:
    """Open one's own record; there is no address for anybody else's."""
    return holds(person, Role.assessor)
