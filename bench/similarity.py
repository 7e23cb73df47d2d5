"""Shared passages: the planted pairs, and an index of many accounts on disk.

SIMILARITY_ACCOUNTS says how many accounts are in the index (100,000 is what it is built for); SIMILARITY_DATABASE gives
the address of an empty database beside the SQLite file that is made otherwise.
"""

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select

import config
from app import create_app
from core import clock, documents
from core.db import Base, db
from tests.factories import portfolio
from training.awards.models import EvidenceKind
from training.portfolio.models import EvidenceItem, EvidenceState, ReflectiveModel, Submission, SubmissionItem
from training.similarity import queries, services
from training.similarity.commands import pairs_of
from training.similarity.models import AccountSignature, SignatureHash
from training.similarity.signatures import RULES, shingles, signature
from training.similarity.small_words import ENGLISH
from training.similarity.words import words_of

ACCOUNTS = int(os.environ.get("SIMILARITY_ACCOUNTS", "3000"))
WRITTEN = 500
"""So many have a text of their own; the others have the text of one of these, and a signature that is not its own, so
that all of them can be there in good time."""

PEOPLE, BATCH, ROUNDS, WORDS = 50, 500, 20, 400
SAMPLES = Path(__file__).parents[1] / "tests" / "samples"

Figures = dict[str, dict[str, Any]]


def measure(figures: Figures) -> None:
    """All figures about shared passages."""
    measure_planted_pairs(figures)
    with tempfile.TemporaryDirectory() as folder:
        measure_index(Path(folder), figures)


def measure_planted_pairs(figures: Figures) -> None:
    """How many of the planted pairs of the samples are found, and how many others."""
    planted = json.loads((SAMPLES / "similarity.json").read_text())
    expected = {frozenset((Path(each["source_file"]).name, Path(each["copy_file"]).name)) for each in planted["pairs"]}
    texts = {path: documents.extract(path, path.name).text for path in sorted((SAMPLES / "accounts").iterdir())}
    found = {frozenset((Path(pair.a).name, Path(pair.b).name)) for pair in pairs_of(texts)}
    figures["similarity_planted_pairs_missed"] = {"value": len(expected - found), "unit": "pairs", "limit": 0}
    figures["similarity_false_pairs"] = {"value": len(found - expected), "unit": "pairs", "limit": 0}


def measure_index(folder: Path, figures: Figures) -> None:
    """What it costs to put one account in and to find what it shares, beside ACCOUNTS others on disk."""
    environment = {"SETWRIGHT_DATA": str(folder), "PUBLIC_URL": "http://localhost", "SECOND_FACTOR": "offered"}
    if address := os.environ.get("SIMILARITY_DATABASE"):
        environment["DATABASE_URL"] = address
    app = create_app(config.read(environment))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        places = [portfolio.enrolment() for _ in range(PEOPLE)]
        submissions = [_submission(place, 1) for place in places]
        db.session.commit()
        prose = Prose()
        texts = [prose.account() for _ in range(min(WRITTEN, ACCOUNTS))]
        signatures = [signature(words_of(text)) for text in texts]
        _fill(texts, signatures, submissions)
        for number in range(len(texts), ACCOUNTS, BATCH):
            some = min(BATCH, ACCOUNTS - number)
            alike = [prose.like(each) for each in prose.chance.choices(signatures, k=some)]
            _fill(prose.chance.choices(texts, k=some), alike, submissions)
        adding, finding, adding_cpu, finding_cpu, missed = [], [], [], [], 0
        for number in range(ROUNDS):
            sent = _copy(prose, submissions, number)
            spent, worked, _none = _timed(partial(_put_in, sent))
            adding.append(spent)
            adding_cpu.append(worked)
            db.session.expire_all()
            _ = sent.enrolment.award_version.content, [each.frozen for each in sent.items], sent.enrolment.person
            spent, worked, [compared] = _timed(partial(queries.compared, sent))
            finding.append(spent)
            finding_cpu.append(worked)
            missed += not compared.likenesses
        db.session.close()
        db.engine.dispose()
    files = sum(path.stat().st_size for path in folder.glob("*.db*"))
    figures["similarity_accounts"] = {"value": ACCOUNTS, "unit": "accounts in the index"}
    for name, clock_ms, cpu_ms, limit in (("add", adding, adding_cpu, 20), ("query", finding, finding_cpu, 100)):
        figures[f"similarity_{name}"] = {"value": statistics.median(clock_ms), "unit": "ms", "limit": limit}
        figures[f"similarity_{name}_slowest"] = {"value": max(clock_ms), "unit": "ms"}
        figures[f"similarity_{name}_cpu"] = {"value": statistics.median(cpu_ms), "unit": "ms CPU"}
    figures["similarity_copies_missed"] = {"value": missed, "unit": f"of {ROUNDS}", "limit": 0}
    figures["similarity_disk"] = {"value": files / 2**20, "unit": "MB, with the texts"}


class Prose:
    """Accounts of made-up words that are as unequally frequent as those of a language, with turns of phrase that many
    share, and small words between."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        sounds = ["ba", "ke", "lo", "mi", "nu", "pra", "sto", "ven", "dri", "gal", "tem", "for", "cho", "wel", "hun"]
        made = {"".join(self.chance.choices(sounds, k=4)) for _ in range(30_000)}
        self.vocabulary = sorted(made)
        self.weights = [1 / (rank + 8) for rank in range(len(self.vocabulary))]
        self.phrases = [self._words(self.chance.randint(4, 8)) for _ in range(400)]
        self.phrase_weights = [1 / (rank + 1) for rank in range(len(self.phrases))]
        self.phrase_hashes = [value for phrase in self.phrases for value in shingles(words_of(" ".join(phrase)))]
        self.small = ENGLISH.split()

    def account(self, words: int = WORDS) -> str:
        """An account with so many words that bear matter, three times as many in all."""
        matter = self._words(words - 50)
        for phrase in self.chance.choices(self.phrases, self.phrase_weights, k=9):
            at = self.chance.randrange(len(matter))
            matter[at:at] = phrase
        small = iter(self.chance.choices(self.small, k=2 * len(matter)))
        return " ".join(f"{word} {' '.join(islice(small, 2))}" for word in matter)

    def like(self, values: frozenset[int]) -> frozenset[int]:
        """A signature as long as this one, an eighth of it those of phrases that many share."""
        return frozenset(
            self.chance.choice(self.phrase_hashes)
            if self.chance.random() < 0.125
            else self.chance.getrandbits(64) - 2**63
            for _value in values
        )

    def reworded(self, text: str) -> str:
        """The text with one word in six changed or left out."""
        return " ".join(self._changed(text))

    def _changed(self, text: str) -> Iterator[str]:
        for word in text.split():
            draw = self.chance.random()
            if draw > 0.16:
                yield word
            elif draw > 0.06:
                yield self.chance.choice(self.vocabulary)

    def _words(self, number: int) -> list[str]:
        return self.chance.choices(self.vocabulary, self.weights, k=number)


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """How long it takes by the clock and of the processor, in milliseconds, and what comes of it."""
    begun, worked = time.perf_counter(), time.process_time()
    answer = work()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000, answer


def _submission(place: Any, attempt: int) -> Submission:
    submission = Submission(
        enrolment=place,
        unit=portfolio.unit(place, "C5-3"),
        attempt=attempt,
        submitted_at=clock.now(),
        manifest={"carried": [], "items": []},
        bundle_hash="0" * 64,
    )
    db.session.add(submission)
    return submission


def _item(submission: Submission, text: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "tenant_id": submission.tenant_id,
        "public_id": uuid4(),
        "enrolment_id": submission.enrolment_id,
        "kind": EvidenceKind.reflective_account,
        "state": EvidenceState.locked,
        "title": "Account",
        "model": ReflectiveModel.none,
        "parts": {},
        "text": "",
        "words": len(text.split()),
        "written_at": now,
    }


def _frozen(text: str) -> dict[str, Any]:
    return {"kind": "reflective_account", "title": "Account", "text": text}


def _fill(texts: list[str], signatures: list[frozenset[int]], submissions: list[Submission]) -> None:
    """Store accounts with their signatures: the rows that sending units makes, many at a time."""
    of = [submissions[at % len(submissions)] for at in range(len(texts))]
    tenant_id = of[0].tenant_id
    rows = [_item(each, text) for each, text in zip(of, texts, strict=True)]
    origins = list(
        db.session.scalars(insert(EvidenceItem).returning(EvidenceItem.id, sort_by_parameter_order=True), rows)
    )
    rows = [
        {
            "tenant_id": tenant_id,
            "public_id": uuid4(),
            "submission_id": each.id,
            "evidence_item_id": origin,
            "position": 1,
        }
        | {"frozen": _frozen(text)}
        for each, origin, text in zip(of, origins, texts, strict=True)
    ]
    items = _stored(SubmissionItem, rows)
    rows = [
        {"tenant_id": tenant_id, "public_id": uuid4(), "submission_item_id": item, "origin_id": origin, "rules": RULES}
        | {"person_id": each.enrolment.person_id}
        for each, item, origin in zip(of, items, origins, strict=True)
    ]
    entries = _stored(AccountSignature, rows)
    hashes = []
    for entry, values in zip(entries, signatures, strict=True):
        for value in sorted(values):
            place = value % len(_kept)
            if _kept[place] < services.MOST_ALIKE:
                _kept[place] += 1
                hashes.append({"tenant_id": tenant_id, "value": value, "signature_id": entry})
    db.session.connection().execute(insert(SignatureHash), hashes)
    db.session.commit()


def _stored(model: Any, rows: list[dict[str, Any]]) -> list[int]:
    """The ids of these rows, once stored, in their order."""
    return list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows))


_kept = bytearray(2**26)
"""How often each hash was kept, near enough: two hashes seldom fall on one place."""


def _copy(prose: Prose, submissions: list[Submission], number: int) -> Submission:
    """A unit with an account of which a third is another's, reworded."""
    source = db.session.scalars(
        select(SubmissionItem)
        .where(SubmissionItem.id > prose.chance.randrange(min(WRITTEN, ACCOUNTS)))
        .order_by(SubmissionItem.id)
    ).first()
    assert source is not None
    copied = " ".join(source.frozen["text"].split()[300:700])
    text = f"{prose.account(130)} {prose.reworded(copied)} {prose.account(130)}"
    submission = _submission(submissions[number].enrolment, 2)
    item = EvidenceItem(
        **{name: value for name, value in _item(submissions[number], text).items() if name != "version"}
    )
    submission.items.append(SubmissionItem(evidence_item=item, position=1, frozen=_frozen(text)))
    db.session.add(item)
    db.session.flush()
    return submission


def _put_in(submission: Submission) -> None:
    """Put an account into the index for good; in the service its transaction is that of the unit that is sent."""
    services.index(submission.items[0])
    db.session.commit()
