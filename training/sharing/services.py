"""What happens to a share: a draft is shared, opened, noted upon, withdrawn.

When it is over is the rule of `shares`, asked at every opening: nothing has to run for a share to end.
"""

from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import update

from core import clock, history
from core.db import db, enter_tenant, side_write
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people.auth import hashed
from people.models import Person
from training.portfolio.models import EvidenceItem, VersionReason
from training.portfolio.services import keep_version
from training.practice.links import new_token
from training.sharing import letters, policy, queries
from training.sharing.models import LONGEST_NAME, LONGEST_NOTE, DraftShare, ShareOpening
from training.sharing.shares import MOST


def share_with(
    item: EvidenceItem,
    reader: Person,
    *,
    ends_at: datetime,
    follows: bool = False,
    public_id: UUID | None = None,
    by: Person,
) -> DraftShare:
    """Let a person of the centre read a draft until `ends_at`; they are told by mail.

    `follows`: they read the text as last saved, else as it stands now. Raises NotAllowed, and RuleBroken for somebody
    who does not work with the trainee or reads it already.
    """
    _refuse_unless_shareable(item, by)
    if not policy.may_be_given(reader, item.enrolment):
        raise RuleBroken(_("Choose somebody from the list."), "reader")
    if any(share.reader_id == reader.id for share in queries.open_shares_of(item)):
        text = _("%(name)s can read it already. Withdraw that share first.", name=reader.full_name)
        raise RuleBroken(text, "reader")
    share = _new_share(item, ends_at=ends_at, follows=follows, reader=reader, public_id=public_id, by=by)
    letters.say_it_is_shared(share)
    return share


def share_by_link(
    item: EvidenceItem,
    *,
    made_for: str,
    email: str = "",
    ends_at: datetime,
    follows: bool = False,
    public_id: UUID | None = None,
    by: Person,
) -> tuple[DraftShare, str]:
    """Make a link for somebody without an account: the share, and the secret of its address, which is shown this once.

    `made_for` tells links apart and is read by the author alone; with `email` the link is mailed there.
    """
    _refuse_unless_shareable(item, by)
    token = new_token()
    share = _new_share(
        item,
        ends_at=ends_at,
        follows=follows,
        token_hash=hashed(token),
        made_for=_one_line(made_for),
        public_id=public_id,
        by=by,
    )
    if email:
        letters.send_link(share, token, email)
    return share, token


def withdraw(share: DraftShare, *, by: Person) -> None:
    """End a share at once. Raises NotAllowed for anybody but the author, MovedOn when it is over already."""
    if not policy.can_withdraw(by, share):
        raise NotAllowed(_("Only the author of a draft withdraws it."))
    if policy.over(share):
        raise MovedOn(_("This share has ended already."))
    share.withdrawn_at = clock.now()
    db.session.flush()
    history.record(share, "share_withdrawn", by=by)


def end_shares_of_sent(items: list[EvidenceItem]) -> None:
    """End the shares of pieces that are sent with a unit; they stay ended when the unit comes back."""
    for share in queries.shares_among(items):
        if share.sent_at is None:
            share.sent_at = clock.now()
            history.record(share, "share_ended", by=None)
    db.session.flush()


def open_link(token: str) -> DraftShare | None:
    """The share of this secret while it is open; the session then reads its centre and no other."""
    share = queries.by_hash(hashed(token))
    if share is None:
        return None
    enter_tenant(share.tenant_id)
    return None if policy.over(share) else share


def note_opening(share: DraftShare, *, by: Person | None) -> None:
    """Count that a share was opened, and of a reader with an account note the read. The author opens without a trace.

    It drops what the request has open, so call it last: when the page is drawn and before it is sent.
    """
    item = share.evidence_item
    if by is not None and by.id == item.enrolment.person_id:
        return
    share_id, public_id, is_ours = share.id, share.public_id, by is not None and by.tenant_id == share.tenant_id
    if by is not None and is_ours:
        history.note_read(item, by=by, reason=f"draft shared by its author, share {public_id}")
    with side_write() as writing:
        writing.execute(
            update(ShareOpening)
            .where(ShareOpening.draft_share_id == share_id)
            .values(times=ShareOpening.times + 1, last_at=clock.now())
            .execution_options(synchronize_session=False)
        )


def leave_note(share: DraftShare, note: str, *, by: Person) -> None:
    """What a reader noticed, to the author and nobody else; once for a share. Raises NotAllowed, RuleBroken."""
    require(policy.can_leave_note(by, share))
    if not (note := note.strip()):
        raise RuleBroken(_("Write what you noticed."), "note")
    if len(note) > LONGEST_NOTE:
        raise RuleBroken(_("Use at most %(most)s characters.", most=LONGEST_NOTE), "note")
    share.note, share.noted_at = note, clock.now()
    db.session.flush()
    history.record(share, "share_noted", by=by)
    letters.say_there_is_a_note(share)


def _refuse_unless_shareable(item: EvidenceItem, by: Person) -> None:
    require(policy.can_share(by, item), _("Only its author shares a draft."))
    if len(queries.open_shares_of(item)) >= MOST:
        text = ngettext(
            "%(num)s share of this draft is open. Withdraw one first.",
            "%(num)s shares of this draft are open. Withdraw one first.",
            MOST,
        )
        raise RuleBroken(text, "reader")


def _new_share(
    item: EvidenceItem,
    *,
    ends_at: datetime,
    follows: bool,
    reader: Person | None = None,
    token_hash: str | None = None,
    made_for: str = "",
    public_id: UUID | None,
    by: Person,
) -> DraftShare:
    version = keep_version(item, VersionReason.shared)
    if version is None:
        raise RuleBroken(_("There is no text yet. Write something first."))
    share = DraftShare(
        public_id=public_id,
        evidence_item=item,
        account_version=version,
        follows=follows,
        reader=reader,
        token_hash=token_hash,
        made_for=made_for,
        shared_at=clock.now(),
        ends_at=ends_at,
        opening=ShareOpening(times=0),
    )
    db.session.add(share)
    db.session.flush()
    history.record(
        share, "shared", by=by, by_link=share.is_link, follows=follows, until=ends_at.isoformat(timespec="seconds")
    )
    return share


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]
