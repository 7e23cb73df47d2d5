"""What happens when links are made to hand out, and when somebody without an account answers one (invariant 9)."""

from flask_babel import gettext as _

from core import clock, mail
from core.db import db
from core.errors import MovedOn, NotAllowed
from core.policy import Refusal
from people.models import Person
from training.practice import ledger, links, policy, services, supervision_services
from training.practice.addresses import address_of
from training.practice.models import (
    ConfirmationLink,
    ConfirmationPurpose,
    ConfirmedAs,
    PracticeRecord,
    PracticeState,
    SupervisionMeeting,
)
from training.practice.queries import last_changed, members_confirming
from training.practice.wording import title_of

MOST_LINKS = 4


def make_links(record: PracticeRecord, *, by: Person) -> list[str]:
    """New addresses to hand out to members of the set, as many as make four with those that said yes.

    They can be shown this once: only their hashes are kept. Earlier links that nobody answered stop working.
    """
    answer = policy.can_hand_out_links(by, record)
    if isinstance(answer, Refusal):
        raise NotAllowed(answer.reason)
    if record.state is not PracticeState.logged:
        raise MovedOn(_("This meeting does not wait to be confirmed any more."))
    forget_outdated(record)
    links.withdraw([link for link in links.links_for(record) if links.is_open(link)])
    wanted = MOST_LINKS - members_confirming(record)
    return [address_of("practice.confirm_link", token=links.link_to_confirm(record)) for _number in range(wanted)]


def about(link: ConfirmationLink) -> PracticeRecord | SupervisionMeeting:
    """What a link is about."""
    thing = link.supervision_meeting if link.purpose is ConfirmationPurpose.supervision else link.practice_record
    assert thing is not None  # noqa: S101  # each purpose names its own thing
    return thing


def version_of(link: ConfirmationLink) -> int:
    """Grows with every change of what the page of this link shows."""
    thing = about(link)
    return thing.version + (thing.meeting.version if isinstance(thing, PracticeRecord) else 0)


def answer_link(link: ConfirmationLink, accepted: bool, *, version: int) -> None:
    """Somebody without an account says that it was as shown, or that it was not. The link is then used up.

    Two members who say yes confirm a meeting. One who says no takes back every yes: the trainee looks at the log
    again. Raises MovedOn when it is no longer what the page showed.
    """
    if version != version_of(link):
        raise MovedOn(_("What the page showed has been changed since you opened it."))
    link.used_at, link.accepted = clock.now(), accepted
    db.session.flush()
    thing = about(link)
    if isinstance(thing, SupervisionMeeting):
        if accepted:
            supervision_services.sign_supervision(thing, by=None)
        else:
            supervision_services.query_supervision(thing, [], by=None)
        return
    if not accepted:
        _say_no(thing, link)
        return
    forget_outdated(thing)
    if ledger.is_confirmed([ledger.Confirmation(ledger.Confirmer.member)] * members_confirming(thing)):
        services.confirm(thing, by=None, as_=ConfirmedAs.members)


def forget_outdated(record: PracticeRecord) -> None:
    """Take back every yes that was given before the log was last changed."""
    if last := last_changed(record):
        links.withdraw([link for link in links.links_for(record) if link.used_at and link.used_at < last])


def _say_no(record: PracticeRecord, link: ConfirmationLink) -> None:
    links.withdraw([other for other in links.links_for(record) if other.id != link.id and other.accepted])
    organiser = record.meeting.learning_set.organiser
    for person in {record.person, organiser}:
        mail.write(
            person.email,
            _("To look at again: %(meeting)s", meeting=title_of(record)),
            "confirm_link_no",
            url=address_of("practice.confirm_links", public_id=record.public_id),
        )
    db.session.flush()
