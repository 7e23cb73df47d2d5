"""One-time links for people without an account: a supervisor, or members of a set. Only hashes are stored."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from core import clock
from core.db import db, enter_tenant
from people import centre_clock
from people.auth import hashed
from training.practice.models import (
    ConfirmationLink,
    ConfirmationPurpose,
    FeedbackRequest,
    PracticeRecord,
    PracticeState,
    SupervisionMeeting,
    SupervisionState,
)

VALID_DAYS = 30


def new_token() -> str:
    """A secret of 256 bits for an address; only its hash is kept."""
    return secrets.token_urlsafe(32)


def link_to_sign(meeting: SupervisionMeeting) -> str:
    """The secret of a new link on which a supervisor signs; earlier links for the meeting stop working."""
    withdraw(links_for(meeting))
    return _new_link(ConfirmationPurpose.supervision, supervision_meeting=meeting)


def link_to_confirm(record: PracticeRecord) -> str:
    """The secret of a new link on which one member confirms a meeting of their set."""
    return _new_link(ConfirmationPurpose.meeting, practice_record=record)


def _new_link(purpose: ConfirmationPurpose, **about: SupervisionMeeting | PracticeRecord) -> str:
    token = new_token()
    expires_on = centre_clock.today() + timedelta(days=VALID_DAYS)
    db.session.add(ConfirmationLink(purpose=purpose, token_hash=hashed(token), expires_on=expires_on, **about))
    db.session.flush()
    return token


def links_for(thing: SupervisionMeeting | PracticeRecord) -> list[ConfirmationLink]:
    """All links about one thing, the first made first."""
    if isinstance(thing, PracticeRecord):
        about = ConfirmationLink.practice_record_id == thing.id
    else:
        about = ConfirmationLink.supervision_meeting_id == thing.id
    return list(db.session.scalars(select(ConfirmationLink).where(about).order_by(ConfirmationLink.id)))


def is_open(link: ConfirmationLink) -> bool:
    """Whether a link can still be answered: unused, not too old, and what it is about still waits."""
    if link.used_at is not None or centre_clock.today() > link.expires_on:
        return False
    if link.purpose is ConfirmationPurpose.supervision:
        return link.supervision_meeting is not None and link.supervision_meeting.state is SupervisionState.logged
    return link.practice_record is not None and link.practice_record.state is PracticeState.logged


def withdraw(links: list[ConfirmationLink]) -> None:
    """Take links back, used or not: what they were about has changed."""
    for link in links:
        link.used_at, link.accepted = link.used_at or clock.now(), None
    db.session.flush()


def open_link(token: str, *, to_answer: bool = False) -> ConfirmationLink | None:
    """The link of this secret, if it can still be answered; the session then reads its centre and no other.

    `to_answer` makes a second answer at the same moment wait until the first is stored, and then find nothing.
    """
    query = select(ConfirmationLink).where(ConfirmationLink.token_hash == hashed(token))
    if to_answer:
        query = query.with_for_update()
    link = db.session.scalar(query.execution_options(across_tenants=True))
    if link is None:
        return None
    enter_tenant(link.tenant_id)
    return link if is_open(link) else None


def open_request(token: str, *, to_answer: bool = False) -> FeedbackRequest | None:
    """The request for feedback of this secret, while it is open; the session then reads its centre and no other."""
    query = select(FeedbackRequest).where(FeedbackRequest.token_hash == hashed(token))
    if to_answer:
        query = query.with_for_update()
    request = db.session.scalar(query.execution_options(across_tenants=True))
    if request is None:
        return None
    enter_tenant(request.tenant_id)
    if centre_clock.today() > request.closes_on or len(request.answers) >= request.learning_set.members:
        return None
    return request
