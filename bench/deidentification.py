"""How well the de-identification check finds what is labelled, on the samples and on the texts of our own."""

import json
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from core import documents
from training.deidentification.check import Flag, find
from training.deidentification.wording import collapse, places_of

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
OWN = SAMPLES / "deidentification"
SHARE_IN_COMMON = 0.5
# The batches of our own texts: those whose failures the rules have been mended by, and those that are only measured.
MENDED = ("before", "after", "sectors", "letters", "settings", "sealed", "fresh", "public", "posts", "sites")
UNSEEN = ("unseen", "held")


# Texts made of one piece over and over, at which a careless pattern goes back and forth.
NASTY = (
    "A",
    "a ",
    "A ",
    "A and ",
    "Ana said ",
    "the only ",
    "0 ",
    "(Smith, 2019) ",
    "J.M. ",
    "\n",
    "\n ",
    "I call ",
    "all names ",
    "von der ",
    "known as ",
    "a@",
    "a.",
    "head of ",
    "Frau Dr. ",
)


@dataclass(frozen=True)
class Account:
    """A text with its labels: what identifies, as text, kind and count."""

    id: str
    language: str
    author: str
    text: str
    labels: tuple[tuple[str, str, int], ...]
    batch: str


@dataclass
class Score:
    """What was there, what was flagged, and how far the two agree; a text counts once an account."""

    labelled: int = 0
    met: int = 0
    met_strictly: int = 0
    counted: int = 0
    flagged: int = 0
    rightly: int = 0
    rightly_strictly: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Labels met by a flag of the same words or of more than half of them."""
        return self.met / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        """Flags that meet a label."""
        return self.rightly / self.flagged if self.flagged else 1.0

    @property
    def strict_recall(self) -> float:
        """Labels met in text and kind."""
        return self.met_strictly / self.labelled if self.labelled else 1.0

    @property
    def strict_precision(self) -> float:
        """Flags that are a label in text and kind."""
        return self.rightly_strictly / self.flagged if self.flagged else 1.0


def sample_accounts() -> Iterator[Account]:
    """The labelled sample accounts, read from their documents."""
    listed = json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]
    for label in listed:
        text = documents.extract(SAMPLES / label["file"], label["file"]).text
        yield _account(label, text, "samples")


def own_accounts(batch: str = "") -> Iterator[Account]:
    """The texts written for this measure, by batch (see `batches`)."""
    for label in json.loads((OWN / "labels.json").read_text(encoding="utf-8"))["accounts"]:
        if not batch or label["batch"] == batch:
            yield _account(label, (OWN / label["file"]).read_text(encoding="utf-8"), label["batch"])


def _account(label: dict, text: str, batch: str) -> Account:
    spans = tuple((span["text"], span["kind"], span["count"]) for span in label["identifying_spans"])
    return Account(label["id"], label["language"], label["author"], text, spans, batch)


def measure(accounts: Iterable[Account], *, name_author: bool = True, kind: str = "") -> Score:
    """How well the check does on these accounts; with `kind` only labels and flags of that kind are counted."""
    score = Score()
    for account in accounts:
        flags = _found(account.text, account.author if name_author else "")
        _compare(score, account, flags, kind)
    return score


@cache
def _found(text: str, author: str) -> list[Flag]:
    """What the check finds, once for all the kinds and languages that are counted."""
    return find(text, author=author)


def _compare(score: Score, account: Account, flags: list[Flag], kind: str) -> None:
    text = collapse(account.text)
    labels = {label: (of, count) for label, of, count in account.labels}
    label_places = _places(labels, text)
    flag_places = _places([flag.text for flag in flags], text)
    found = {flag.text: flag for flag in flags}
    for label, (of, count) in labels.items():
        if kind and of != kind:
            continue
        score.labelled += 1
        same = found.get(label)
        met = same is not None or any(
            _share(place, other) >= SHARE_IN_COMMON for place in label_places[label] for other in _flat(flag_places)
        )
        score.met += met
        score.met_strictly += same is not None and same.kind == of
        score.counted += same is not None and same.count == count
        if not met:
            score.failures.append(f"{account.id} missed {of}: {label}")
        elif same is None or same.kind != of:
            score.failures.append(
                f"{account.id} otherwise {of}: {label} -> {_nearest(label_places[label], flag_places, found)}"
            )
    for flag in flags:
        if kind and flag.kind != kind:
            continue
        score.flagged += 1
        rightly = flag.text in labels or any(
            _share(place, other) >= SHARE_IN_COMMON for place in flag_places[flag.text] for other in _flat(label_places)
        )
        score.rightly += rightly
        score.rightly_strictly += flag.text in labels and labels[flag.text][0] == flag.kind
        if not rightly:
            score.failures.append(f"{account.id} wrongly {flag.kind}: {flag.text}")


def _places(texts: Iterable[str], text: str) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {one: [] for one in texts}
    for start, end, written in places_of(found, text):
        found[written].append((start, end))
    return found


def _flat(places: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    for listed in places.values():
        yield from listed


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How much of the two passages together they have in common."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


def _nearest(places: list[tuple[int, int]], flags: dict[str, list[tuple[int, int]]], found: dict[str, Flag]) -> str:
    for written, others in flags.items():
        if any(_share(place, other) >= SHARE_IN_COMMON for place in places for other in others):
            return f"{found[written].kind}: {written}"
    return "?"


def seconds_an_account(accounts: Iterable[Account]) -> float:
    """The median time of the check, after the lists are read."""
    spent = []
    for account in accounts:
        started = time.perf_counter()
        find(account.text, author=account.author)
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def growth() -> tuple[float, str]:
    """By how much the time grows when a nasty text grows fourfold: 4 is in line; the worst, and the text's piece."""
    find("warm up")
    worst = (0.0, "")
    for piece in NASTY:
        short, long = (_cpu((piece * 50_000)[:size]) for size in (10_000, 40_000))
        worst = max(worst, (long / max(short, 0.01), piece))
    return worst


def _cpu(text: str) -> float:
    started = time.process_time()
    find(text)
    return time.process_time() - started


def batches() -> list[tuple[str, list[Account]]]:
    """The samples, our own texts on which the rules were mended, and those on which they never were.

    To mend a rule, read the failures of the samples and of MENDED: the figures of UNSEEN are what to expect of a text
    nobody has seen, and only for as long as no rule is written for what they miss.
    """
    return [
        ("samples", list(sample_accounts())),
        *((name, list(own_accounts(name))) for name in (*MENDED, *UNSEEN)),
    ]


def main(*, everything: bool = False) -> None:
    """Print the scores and the disagreements; those of the unseen texts only with `everything`, not to mend by them."""
    for name, accounts in batches():
        score = measure(accounts)
        print(
            f"== {name}: recall {score.recall:.3f} precision {score.precision:.3f} strict recall {score.strict_recall:.3f} "  # noqa: E501
            f"strict precision {score.strict_precision:.3f} counts {score.counted}/{score.labelled} flagged {score.flagged}"  # noqa: E501
        )
        for language in ("en", "de"):
            part = measure(account for account in accounts if account.language == language)
            print(f"   {language}: recall {part.recall:.3f} precision {part.precision:.3f} of {part.labelled}")
        for kind in sorted({label[1] for account in accounts for label in account.labels}):
            part = measure(accounts, kind=kind)
            tongues = ", ".join(
                f"{language} {spoken.met}/{spoken.labelled}"
                for language in ("en", "de")
                if (spoken := measure((a for a in accounts if a.language == language), kind=kind)).labelled
            )
            print(
                f"   {kind}: recall {part.recall:.3f} ({tongues}) strict {part.strict_recall:.3f} precision {part.precision:.3f}"  # noqa: E501
            )
        anonymous = measure(accounts, name_author=False)
        print(f"   author from the cover: recall {anonymous.recall:.3f} precision {anonymous.precision:.3f}")
        print(f"   {seconds_an_account(accounts) * 1000:.0f} ms an account")
        if name in UNSEEN and not everything:
            print(f"   {len(score.failures)} disagreements, kept unread; `python -m bench` lists them")
        else:
            print(*("   " + failure for failure in score.failures), sep="\n")
    ratio, piece = growth()
    print(f"deidentification_growth {ratio:.1f} times for four times the text (limit 12), at worst of {piece!r}")


if __name__ == "__main__":
    main()
