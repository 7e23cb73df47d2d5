"""What is signed in a review: by its trainee, its reviewer and, as a name, the third party."""

from flask_babel import gettext as _

from core.canonical import canonical_hash
from core.filters import long_day
from people.models import Person
from people.signatures.models import Signature
from people.signatures.services import Content
from training.reviews.document import actions_of
from training.reviews.models import Part, ProgressReview
from training.reviews.wording import PARTS

SIGNED = "progress_review_signature"
"""What a signature on a review is."""


def content_of(review: ProgressReview) -> Content:
    """What is signed: everything that stands in the review, and who holds it."""
    return {
        "review": str(review.public_id),
        "round": review.round,
        "enrolment": str(review.enrolment.public_id),
        "planned_on": review.planned_on.isoformat(),
        "reviewer": str(review.reviewer.public_id),
        "counterpart": {"kind": review.counterpart_kind.value, "name": review.counterpart_name},
        "figures": review.figures,
        "shows": sorted(review.shows),
        "trainee_text": review.trainee_text,
        "reviewer_text": review.reviewer_text,
        "counterpart_text": review.counterpart_text,
        "actions": actions_of(review),
    }


def hash_of(review: ProgressReview) -> str:
    """The hash of what is signed."""
    return canonical_hash(content_of(review))


def is_as_signed(review: ProgressReview, signature: Signature) -> bool | None:
    """Whether what is stored is what was signed; None after it was opened for writing again."""
    if signature.content_hash != review.content_hash:
        return None
    return signature.content_hash == hash_of(review)


def signed_as(person: Person, part: Part) -> str:
    """Name and part as signed: "Nia Prosser, trainee"."""
    return f"{person.full_name}, {str(PARTS[part]).lower()}"


def statement(review: ProgressReview, part: Part, *, by: Person) -> str:
    """What the trainee or the reviewer says with their signature."""
    return _(
        "I, %(who)s, have read this progress review of %(trainee)s of %(day)s: the figures, the three parts and the "
        "agreed actions. It says what we talked about and what we agreed.",
        who=signed_as(by, part),
        trainee=review.enrolment.person.full_name,
        day=long_day(review.planned_on),
    )
