"""Mails about drafts. They say that something can be read, where and until when, and never what it is about."""

from flask_babel import gettext as _

from core import mail
from core.filters import day
from people.models import Person
from training.practice.addresses import address_of
from training.sharing.models import DraftReview, DraftShare


def say_it_is_shared(share: DraftShare) -> None:
    """To a reader with an account."""
    if share.reader is None:
        return
    mail.write(
        share.reader.email,
        _("A draft to read, until %(day)s", day=day(share.ends_at)),
        "draft_shared",
        trainee=share.evidence_item.enrolment.person.full_name,
        until=share.ends_at,
        url=address_of("sharing.read", public_id=share.public_id),
    )


def send_link(share: DraftShare, token: str, email: str) -> None:
    """To an address that the author gave, for somebody without an account."""
    trainee = share.evidence_item.enrolment.person
    mail.write(
        email,
        _("A draft to read, until %(day)s", day=day(share.ends_at)),
        "draft_link",
        secret=True,
        trainee=trainee.full_name,
        centre=trainee.centre,
        until=share.ends_at,
        url=address_of("sharing.link", token=token),
    )


def say_there_is_a_note(share: DraftShare) -> None:
    """To the author: the reader left a note."""
    item = share.evidence_item
    mail.write(
        item.enrolment.person.email,
        _("A note on your draft, %(day)s", day=day(share.noted_at)),
        "draft_note",
        url=address_of("sharing.share", public_id=item.public_id),
    )


def ask_to_read(review: DraftReview) -> None:
    """To the assessor or tutor: drafts wait to be read."""
    subject = _("Drafts to read: %(unit)s, asked %(day)s", unit=review.unit.code, day=day(review.asked_at))
    mail.write(
        review.reader.email,
        subject,
        "drafts_to_read",
        trainee=review.enrolment.person.full_name,
        unit=review.unit.code,
        url=address_of("sharing.review", public_id=review.public_id),
    )


def say_there_is_guidance(review: DraftReview) -> None:
    """To the trainee: the drafts came back."""
    subject = _("Guidance on your drafts: %(unit)s, %(day)s", unit=review.unit.code, day=day(review.closed_at))
    mail.write(
        review.enrolment.person.email,
        subject,
        "draft_guidance",
        unit=review.unit.code,
        url=address_of("portfolio.unit", public_id=review.unit.public_id),
    )


def say_it_ended(review: DraftReview) -> None:
    """To the assessor or tutor: the drafts need not be read any more."""
    subject = _("Not to read any more: %(unit)s, %(day)s", unit=review.unit.code, day=day(review.closed_at))
    mail.write(
        review.reader.email,
        subject,
        "draft_review_ended",
        trainee=review.enrolment.person.full_name,
        unit=review.unit.code,
        url=address_of("sharing.drafts"),
    )


def say_somebody_else_reads(review: DraftReview, before: Person) -> None:
    """To who was asked until now, and to the trainee: somebody else reads the drafts."""
    mail.write(
        before.email,
        _("Not to read any more: %(unit)s", unit=review.unit.code),
        "draft_review_taken",
        trainee=review.enrolment.person.full_name,
        reader=review.reader.full_name,
        unit=review.unit.code,
        url=address_of("sharing.drafts"),
    )
    mail.write(
        review.enrolment.person.email,
        _("Somebody else reads your drafts: %(unit)s", unit=review.unit.code),
        "draft_reader_changed",
        reader=review.reader.full_name,
        unit=review.unit.code,
        url=address_of("portfolio.unit", public_id=review.unit.public_id),
    )
