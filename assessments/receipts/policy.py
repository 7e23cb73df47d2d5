"""Who reads receipts: as the package of what was signed says."""

from assessments.receipts.queries import thing_of
from assessments.receipts.subjects import SUBJECTS
from people.models import Person
from people.signatures.models import Signature


def can_read(person: Person, signature: Signature) -> bool:
    """Read the receipt of a signature, and of the others on the same thing."""
    thing = thing_of(signature)
    return thing is not None and bool(SUBJECTS[signature.about_kind].reads(person, thing))
