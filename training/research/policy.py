"""Who may do what with research (domain §9).

Two hands: the centre administrator, who reads no account, opens a project and holds its key; the lead quality
assurer, who may read every account, makes the extract. Nobody does both. Only the trainee gives consent, and only
they are shown whether they did.
"""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.research.models import ResearchInterview, ResearchProject


def can_list(person: Person) -> bool:
    """Open the list of projects."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_open(person: Person) -> bool:
    """Open a project."""
    return is_centre_administrator(person)


def can_see(person: Person, project: ResearchProject) -> bool:
    """Open the page of a project: counts, extracts and interviews; never who agreed."""
    return can_list(person)


def can_make_extract(person: Person, project: ResearchProject) -> bool | Refusal:
    """Make an extract and take it away. It is text of accounts."""
    if holds(person, Role.lead_iqa):
        return True
    return Refusal(_("The lead quality assurer makes extracts. Whoever holds the key must not hold the texts."))


def can_take_key(person: Person, project: ResearchProject) -> bool | Refusal:
    """Take the list of codes and names; nobody who could make the extract."""
    if holds(person, Role.lead_iqa):
        return Refusal(_("You can make the extract, so its key is kept by another person: a centre administrator."))
    return is_centre_administrator(person)


def can_close(person: Person, project: ResearchProject) -> bool:
    """Close a project and destroy its key."""
    return is_centre_administrator(person)


def can_keep_interviews(person: Person, project: ResearchProject) -> bool:
    """Write down that an interview was held."""
    return is_centre_administrator(person)


def can_take_out_interview(person: Person, interview: ResearchInterview) -> bool:
    """Take an interview out of the register again."""
    return can_keep_interviews(person, interview.project)


def can_be_asked(person: Person) -> bool:
    """Open the page on which research asks for one's own accounts: also after the course, to be able to withdraw."""
    return any(grant.role is Role.trainee for grant in person.grants)


def can_answer(person: Person, project: ResearchProject) -> bool:
    """Agree or withdraw, for oneself."""
    return can_be_asked(person)
