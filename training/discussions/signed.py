"""What is signed in a record of a discussion: by its recorder when they hand it over, then by the trainee."""

from flask_babel import gettext as _

from core.canonical import canonical_hash
from core.filters import day
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content
from training.discussions import policy
from training.discussions.document import (
    are_as_signed,
    content_of_record,
    content_of_whole,
    signatures_of,
    values_of,
)
from training.discussions.models import Discussion, DiscussionState
from training.enrolments.policy import is_tutor

HANDED_OVER, SIGNED = "discussion_handed_over", "discussion_signed"
"""What a signature on a record can be: the recorder's, and the trainee's."""


def record(discussion: Discussion) -> Content:
    """What the recorder signs, and what the page shows to the trainee before they add anything."""
    return content_of_record(values_of(discussion))


def whole(discussion: Discussion) -> Content:
    """What the trainee signs: the record, their remarks and the signature of the recorder that stands now."""
    return content_of_whole(values_of(discussion), signatures_of(discussion)[0])


def is_as_signed(discussion: Discussion, signature: Signature) -> bool | None:
    """Whether what is stored is what was signed; None where the recorder's signature was taken off again."""
    if signature.act == SIGNED:
        return signature.id == discussion.trainee_signature_id and is_final(discussion)
    if signature.id != discussion.recorder_signature_id:
        return None
    return signature.content_hash == canonical_hash(record(discussion))


def is_final(discussion: Discussion) -> bool:
    """Whether both have signed, and a record is today what they signed."""
    is_signed = discussion.state is DiscussionState.signed
    return is_signed and are_as_signed(values_of(discussion), signatures_of(discussion))


def signed_as(person: Person, discussion: Discussion) -> str:
    """Name and role as a signature prints them: "Ruth Calloway, assessor"."""
    if policy.is_trainee(person, discussion):
        return signatures.signed_as(person, Role.trainee)
    if discussion.submission is None and is_tutor(person, discussion.enrolment):
        return signatures.signed_as(person, Role.tutor)
    return signatures.signed_as(person, Role.assessor)


def statement(discussion: Discussion, *, by: Person) -> str:
    """What the trainee, or who recorded it, says with their signature."""
    if policy.is_trainee(by, discussion):
        return _(
            "I, %(who)s, talked with %(recorder)s on %(day)s. I have read what was asked and the summary of my "
            "answers. It is what was said, and the answers are my own.",
            who=signed_as(by, discussion),
            recorder=discussion.recorder.full_name,
            day=day(discussion.held_on),
        )
    return _(
        "I, %(who)s, talked with %(trainee)s on %(day)s. What was asked, and the summary of the answers, are what was "
        "said. Nobody in a set is named, and nobody can be recognised.",
        who=signed_as(by, discussion),
        trainee=discussion.enrolment.person.full_name,
        day=day(discussion.held_on),
    )
