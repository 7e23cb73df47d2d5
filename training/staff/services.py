"""What happens to CPD: written down, changed, verified."""

from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.policy import require
from people.models import Person
from training.staff import policy, queries
from training.staff.models import CpdEntry
from training.staff.wording import TOPICS

LONGEST = 4000


def log(
    person: Person,
    *,
    held_on: date,
    minutes: int,
    topic: str,
    learned: str,
    verifier: Person | None,
    public_id: UUID | None = None,
) -> CpdEntry:
    """Write down what one did to stay competent. Raises NotAllowed, RuleBroken."""
    require(policy.can_keep(person), _("Only members of staff keep CPD here."))
    entry = CpdEntry(public_id=public_id, person=person)
    _write(entry, held_on=held_on, minutes=minutes, topic=topic, learned=learned, verifier=verifier)
    db.session.add(entry)
    db.session.flush()
    history.record(entry, "logged", by=person, minutes=minutes, topic=topic)
    return entry


def change(
    entry: CpdEntry, *, held_on: date, minutes: int, topic: str, learned: str, verifier: Person | None, by: Person
) -> None:
    """Change an entry that is not verified. Raises NotAllowed, RuleBroken."""
    require(policy.can_change(by, entry), _not_theirs())
    _write(entry, held_on=held_on, minutes=minutes, topic=topic, learned=learned, verifier=verifier)
    db.session.flush()
    history.record(entry, "changed", by=by, minutes=minutes, topic=topic)


def verify(entry: CpdEntry, *, version: int | None = None, by: Person) -> None:
    """Say that it was so; it never changes afterwards. Raises NotAllowed.

    `version` is that of the entry the page showed: MovedOn when its owner has changed it since.
    """
    require(policy.can_verify(by, entry), _not_theirs())
    if version is not None and version != entry.version:
        raise MovedOn(_("%(name)s has changed this since you opened it. Read it again.", name=entry.person.full_name))
    entry.verified_at = clock.now()
    db.session.flush()
    history.record(entry, "verified", by=by)


def _write(entry: CpdEntry, *, held_on: date, minutes: int, topic: str, learned: str, verifier: Person | None) -> None:
    if held_on > clock.today(entry.person.zone):
        raise RuleBroken(_("This day is still to come."), "held_on")
    if not 1 <= minutes <= 1440:
        raise RuleBroken(_("Enter from 1 to 1440 minutes."), "minutes")
    if topic not in TOPICS:
        raise RuleBroken(_("Choose a topic."), "topic")
    if not (learned := learned.strip()):
        raise RuleBroken(_("Write what you learned."), "learned")
    if verifier is None or verifier not in queries.verifiers(entry.person):
        raise RuleBroken(_("Choose who verifies it."), "verifier")
    entry.held_on, entry.minutes, entry.topic = held_on, minutes, topic
    entry.learned, entry.verifier = learned[:LONGEST], verifier


def _not_theirs() -> str:
    return _("This entry is somebody else’s.")
