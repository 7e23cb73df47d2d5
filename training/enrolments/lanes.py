"""The practice lanes: what happened when, and what of it counts, as marks on four lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from training.awards.tally import Exclusion
from training.enrolments.progress import Item, ItemKind, Progress
from training.portfolio.models import EvidenceState
from training.practice.models import FacilitationRole

MONTHS_NAMED = 12
LEFT_BEHIND = {EvidenceState.withdrawn, EvidenceState.superseded}


class Look(StrEnum):
    """What a mark says of an item, in the order in which the label counts them."""

    counts = "counts"
    waiting = "waiting"
    planned = "planned"
    not_yet = "not_yet"
    not_counted = "not_counted"


LANES = {
    ItemKind.meeting: _l("Meetings"),
    ItemKind.observation: _l("Observed"),
    ItemKind.supervision: _l("Supervision"),
    ItemKind.account: _l("Accounts"),
}

LOOKS = {
    Look.counts: _l("Counts"),
    Look.waiting: _l("Waiting"),
    Look.planned: _l("Planned"),
    Look.not_yet: _l("Not yet satisfactory"),
    Look.not_counted: _l("Does not count"),
}

# The same of several things: "3 counted, 1 waiting".
SUMMED = LOOKS | {Look.counts: _l("Counted"), Look.not_counted: _l("Not counted")}


@dataclass(frozen=True, slots=True)
class Mark:
    """One item on its line. `at` runs from 0 to 1 over the whole time; `small` marks co-led meetings."""

    on: date
    at: float
    look: Look
    small: bool
    what: str
    status: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A line with its marks, oldest first."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The drawing. `label` says all of it in words; `months` are those that are named, with their place."""

    since: date
    label: str
    lanes: tuple[Lane, ...]
    months: tuple[tuple[float, date], ...]
    today: float

    @property
    def marks(self) -> list[Mark]:
        """All marks by date, for the table."""
        return sorted((mark for lane in self.lanes for mark in lane.marks), key=lambda mark: mark.on)


def lanes_of(progress: Progress) -> Lanes | None:
    """The drawing of a trainee's practice, from the month of the first item on; None while there is nothing."""
    today = progress.practice_file.today
    looks = _looks(progress)
    items = [item for item in progress.items.values() if item.kind in LANES and item.state not in LEFT_BEHIND]
    placed = [(item, looks.get(item.id, _until_it_counts(item))) for item in items]
    planned = [
        Item("", ItemKind.meeting, each.on, "planned", each.learning_set)
        for each in progress.planned
        if each.on >= today
    ]
    placed += [(item, Look.planned) for item in planned]
    if not placed:
        return None
    dates = [today, *(item.on for item, look in placed)]
    since, until = min(dates).replace(day=1), _next_month(max(dates))
    days = (until - since).days

    def mark(item: Item, look: Look) -> Mark:
        small = item.role == FacilitationRole.co
        at = (item.on - since).days / days
        return Mark(item.on, at, look, small, _what(item, progress), _status(item, look), item.minutes)

    lanes = [
        Lane(str(name), tuple(mark(item, look) for item, look in sorted(placed, key=_by_day) if item.kind is kind))
        for kind, name in LANES.items()
    ]
    months = list(_months(since, until))
    named = months[:: -(-len(months) // MONTHS_NAMED)]
    return Lanes(
        since=since,
        label=_label(since, until - timedelta(days=1), lanes),
        lanes=tuple(lanes),
        months=tuple(((month - since).days / days, month) for month in named),
        today=(today - since).days / days,
    )


def _until_it_counts(item: Item) -> Look:
    return Look.planned if item.state == EvidenceState.draft else Look.not_counted


def _looks(progress: Progress) -> dict[str, Look]:
    """How each item is drawn, by its id: what counts for one requirement counts, whatever another says of it."""
    looks: dict[str, Look] = {}
    for reason in (reason for finding in progress.findings for reason in finding.not_counted):
        if reason.waiting:
            looks[reason.item_id or ""] = Look.waiting
        elif reason.code == Exclusion.not_yet_satisfactory:
            looks[reason.item_id or ""] = Look.not_yet
    return looks | {item_id: Look.counts for finding in progress.findings for item_id in finding.counted_ids}


def _what(item: Item, progress: Progress) -> str:
    if not item.id:
        return _("The meeting with %(name)s", name=item.name)
    return progress.describe(item.id)


def _status(item: Item, look: Look) -> str:
    if item.state == EvidenceState.draft:
        return _("Draft")
    word = LOOKS[look]
    return _("%(look)s, co-led", look=word) if item.role == FacilitationRole.co else str(word)


def _label(since: date, until: date, lanes: Iterable[Lane]) -> str:
    sentences = [_("Timeline, %(since)s to %(until)s.", since=f"{since:%B %Y}", until=f"{until:%B %Y}")]
    for lane in lanes:
        counts = [(str(SUMMED[look]).lower(), sum(mark.look is look for mark in lane.marks)) for look in Look]
        told = ", ".join(f"{count} {word}" for word, count in counts if count)
        sentences.append(_("%(lane)s: %(told)s.", lane=lane.name, told=told or _("none")))
    return " ".join(sentences)


def _months(since: date, until: date) -> Iterable[date]:
    month = since
    while month < until:
        yield month
        month = _next_month(month)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _by_day(placed: tuple[Item, Look]) -> date:
    return placed[0].on
