"""The read log of quality assurance: who read whose work, and what entitled them (invariant 31)."""

from assessments.iqa.models import EqaVisit, IqaSample
from core import clock
from core.db import Tenanted, side_write
from core.history import ReadEntry
from people.models import Person


def reason_of(sample: IqaSample, visit: EqaVisit | None) -> str:
    """What entitles to read: the visit of an external quality assurer, else the sample."""
    return reason_of_visit(visit) if visit is not None else f"sample {sample.public_id}"


def reason_of_visit(visit: EqaVisit) -> str:
    """How the read log names a visit."""
    return f"visit {visit.public_id}"


def note(thing: Tenanted, reason: str, *, by: Person) -> None:
    """Write down a read, in a transaction of its own: call it last, before the answer leaves."""
    entry = ReadEntry(
        at=clock.now(), reader_id=by.id, object_kind=type(thing).__tablename__, object_id=thing.id, reason=reason
    )
    with side_write() as writing:
        writing.add(entry)
