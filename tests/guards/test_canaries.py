"""Strings in notes, drafts, accounts, adjustments and reviews; every page, download, mail, log and table is searched.

Domain §9 says who reads what: working notes and drafts nobody but their author, what was sent also its assessor and
the lead quality assurer, a diary its owner; an appeal those who decide it, a case those who run the centre. What a
witness saw is read with what was sent; earlier learning that is a draft, by its author. What was said in a discussion
is read by the two while one signature is missing, and signed by both with the work; a draft of it by who writes it.
"""

import io
import logging
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import Connection, LargeBinary, inspect, select
from sqlalchemy.orm import Session

from assessments.adjustments import services as adjustments
from assessments.adjustments.sealing import Words
from assessments.adjustments.services import NeedFile
from assessments.adjustments.terms import Basis, Kind, Terms
from assessments.appeals import services as appeal_services
from assessments.grading import policy as grading_policy
from assessments.malpractice import services as malpractice
from assessments.malpractice.models import CaseState
from core.db import Base, Tenanted, db
from people.models import Person, Role, RoleGrant, ScopeKind
from people.working_time import queries as working_time
from tests import demonstration, london
from tests.factories import appeals, discussions, enrolments, grading, people, portfolio, rpl, testimony
from tests.guards import walk
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import notes, services
from training.portfolio.models import ReflectiveModel, Submission
from training.portfolio.workflow import SubmissionAction
from training.practice.models import DiaryEntry
from training.reviews import services as reviews
from training.reviews.models import CounterpartKind, Figure, Part
from training.reviews.services import Agreed, Third

pytestmark = pytest.mark.skipif(
    "TEST_DATABASE_URL" in os.environ, reason="What pages show does not depend on the database; once is enough."
)

CANARY = re.compile(
    r"zq(note|draft|earlier|account|reason|diary|need|todo|talk|appeal|answered|noticed|asked|replied|settled"
    r"|witness|learned|said|jotted|queried)(\d{3})xv"
)
MAY_READ = {
    "note": {"author"},
    "draft": {"author"},
    "earlier": {"author"},
    "account": {"author", "assessor", "lead_iqa"},
    "reason": {"author", "assessor", "lead_iqa"},
    "diary": {"author"},
    "need": {"author", "lead_iqa"},  # while the request waits to be decided
    "todo": {"author", "assessor", "lead_iqa"},
    "talk": {"author", "assessor", "lead_iqa"},
    # An appeal: the trainee, who decides a stage, the lead, and an inspector in a visit to the award. The administrator
    # knows where it stands and reads no word.
    "appeal": {"author", "assessor", "lead_iqa", "eqa"},
    "answered": {"author", "assessor", "lead_iqa", "eqa"},
    # A case: what was noticed is for those who decide; the rest is told to the trainee too.
    "noticed": {"lead_iqa", "centre_administrator", "eqa"},
    "asked": {"author", "lead_iqa", "centre_administrator", "eqa"},
    "replied": {"author", "lead_iqa", "centre_administrator", "eqa"},
    "settled": {"author", "lead_iqa", "centre_administrator", "eqa"},
    "witness": {"author", "assessor", "lead_iqa"},
    "learned": {"author"},
    "said": {"author", "assessor"},  # of a discussion that both have signed
    "jotted": {"assessor"},  # of one that is not handed over
    "queried": {"author", "assessor", "lead_iqa"},  # while the unit was being marked
}
# Where each lies: nowhere else in the database, and notes not even there.
MAY_HOLD = {
    "note": set(),
    "draft": {"evidence_item", "account_version"},
    "earlier": {"account_version"},
    "account": {"evidence_item", "account_version", "submission", "submission_item"},
    "reason": {"kept_phrase", "account_version", "submission", "submission_item"},
    "diary": {"diary_entry"},
    "need": set(),
    "todo": {"adjustment"},
    "talk": {"progress_review", "agreed_action"},
    "appeal": {"appeal", "appeal_stage"},
    "answered": {"appeal_stage"},
    "noticed": {"malpractice_case"},
    "asked": {"malpractice_case"},
    "replied": {"malpractice_case"},
    "settled": {"malpractice_case"},
    "witness": {"witness_testimony", "submission", "submission_item"},
    "learned": {"rpl_claim"},
    "said": {"discussion"},
    "jotted": {"discussion"},
    "queried": {"discussion"},
}


class Planted:
    """Canaries, and where they were put."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.kinds: defaultdict[str, int] = defaultdict(int)
        self.things: list[Tenanted] = []

    def words(self, kind: str, number: int) -> str:
        """So many new canaries, as words of a text."""
        self.kinds[kind] += number
        return " ".join(f"zq{kind}{next(self.numbers):03}xv" for _ in range(number))


def plant(author: Person, assessor: Person, administrator: Person) -> Planted:
    """A trainee who has written all there is to write."""
    planted = Planted()
    place = portfolio.enrolment(person=author)
    enrolments.allocation(place, AllocationRole.assessor, assessor)
    for _ in range(4):
        draft = portfolio.draft(place, text=planted.words("earlier", 10), model=ReflectiveModel.none)
        services.save(
            draft,
            title=f"Draft {planted.words('draft', 2)}",
            model=ReflectiveModel.driscoll,
            parts={"what": planted.words("draft", 5), "now_what": planted.words("draft", 3)},
            facts_kept=planted.words("draft", 2),
            identifies_nobody=False,
            by=author,
        )
        notes.write_note(draft, planted.words("note", 10))
        planted.things.append(draft)
    portfolio.fill(place)
    account = portfolio.draft(
        place,
        title=f"Account {planted.words('account', 2)}",
        text=f"{portfolio.words(990)} {planted.words('account', 50)} pen@example.org",
    )
    account.facts_kept = planted.words("account", 4)
    services.map_to(account, portfolio.criteria(place, "C5-3 1.1"), [portfolio.meeting(author)], by=author)
    services.keep_phrase(account, "pen@example.org", planted.words("reason", 10), by=author)
    account.identifies_nobody = True
    notes.write_note(account, planted.words("note", 10))
    services.make_ready(account, by=author)
    signed = testimony.signed(place, statement=f"What I saw took a whole hour and more: {planted.words('witness', 9)}")
    testimony.as_evidence(place, "C5-3 1.1", of=signed)
    claim = rpl.claim(rpl.draft(place), learned=planted.words("learned", 6), kept_up=planted.words("learned", 3))
    sent = portfolio.submission(place)
    services.allocate(sent, assessor, statement_signed=True, due_on=portfolio.due_on(), by=administrator)
    entry = DiaryEntry(
        person_id=author.id,
        held_on=sent.submitted_at.date(),
        text=planted.words("diary", 36),
        written_at=sent.submitted_at,
    )
    db.session.add(entry)
    db.session.commit()
    db.session.refresh(place)
    talks = [
        discussions.signed(place, answers=planted.words("said", 8), questions=planted.words("said", 4)),
        discussions.draft(place, answers=planted.words("jotted", 8), questions=planted.words("jotted", 4)),
    ]
    planted.things += [account, sent, entry, place, author, signed, claim, claim.evidence_item, *talks]
    planted.things += dispute(planted, sent, administrator)
    db.session.commit()
    return planted


def plant_support(planted: Planted, place: Enrolment, assessor: Person, lead: Person) -> None:
    """One adjustment that waits, one in force, and a progress review that its trainee shared."""
    author = place.person
    rows = [
        adjustments.ask(
            place,
            Basis.reasonable_adjustment,
            Kind.breaks,
            Words(planted.words("need", 6), planted.words("need", 4)),
            file=NeedFile("report.txt", "text/plain", planted.words("need", 4).encode()) if waits else None,
            by=author,
        )
        for waits in (True, False)
    ]
    adjustments.see_evidence(rows[1], by=lead)
    terms = Terms(planted.words("todo", 6), london.today(), extra_days=5)
    adjustments.approve(rows[1], terms, planted.words("need", 5), by=lead)
    third = Third(CounterpartKind.mentor, "Morag Ellwood", "morag@example.org")
    review = reviews.plan(place, london.today(), third, by=assessor)
    reviews.begin(review, by=assessor)
    for person in (author, assessor):
        agreed = [Agreed(planted.words("talk", 2), Part.trainee, london.today())] if person is assessor else []
        reviews.write(review, planted.words("talk", 6), agreed, version=review.version, by=person)
    reviews.share(review, third, tuple(Figure), by=author)
    db.session.commit()
    planted.things += [*rows, review]


def dispute(planted: Planted, sent: Submission, administrator: Person) -> list[Tenanted]:
    """A question about the unit that was sent, settled; then its decision, appealed against and dismissed once."""
    assessor, author = sent.assessor, sent.enrolment.person
    assert assessor is not None
    sheet = grading.mark_sheet(sent)
    given = {"words": planted.words("noticed", 5), "question": planted.words("asked", 5)}
    case = appeals.case(sent, by=assessor, **given)
    malpractice.answer(case, planted.words("replied", 5), by=author)
    malpractice.decide(case, CaseState.no_case, planted.words("settled", 5), by=administrator)
    asked = discussions.finish(discussions.asked(sent, answers=planted.words("queried", 8)))
    decision = grading.decision(sheet, refer=("1.1",))
    if decision.needs_countersignature:
        raise ValueError("the assessor of the demonstration is not qualified")
    services.move(sent, SubmissionAction.confirm, by=None)
    appeal = appeals.appeal(decision, words=planted.words("appeal", 10))
    appeal_services.answer(appeal, False, planted.words("answered", 10), by=assessor)
    appeal_services.go_on(appeal, planted.words("appeal", 5), by=author)
    return [case, decision, appeal, asked]


def addresses(app: Flask, planted: Planted, reader: Person, turn: int) -> Iterator[tuple[str, str]]:
    """Method and address of every page of lists, and of what can be asked for about what was planted.

    What a policy keeps from the reader is asked for in its turn, as in the walk; in the drills all of it is.
    """
    answers, number = walk.Answers([reader], walk.Objects()), 0
    for method in ("GET", "POST"):
        for rule in walk.rules(app, method):
            guard = walk.guard_of(app, rule)
            if guard is None or guard.model is None:
                if not rule.arguments:
                    yield method, rule.rule
                continue
            for thing in planted.things:
                if isinstance(thing, guard.model):
                    number += 1
                    if answers.is_open(guard, reader, thing) or (number + turn) % walk.TURNS == 0:
                        yield method, rule.rule.replace("<uuid:public_id>", str(thing.public_id))
    for thing in planted.things[:4]:
        yield "GET", f"/accounts/{thing.public_id}/versions/1"


def texts_of(content: bytes, media_type: str) -> str:
    """All that somebody could read in an answer: members of an archive and the text of a PDF too."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{name}\n{texts_of(archive.read(name), '')}" for name in archive.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "replace")


def present(first: Person) -> Person:
    """An assessor of the whole demonstration who is here and qualified; the first listed is away."""
    others = db.session.scalars(
        select(Person)
        .join(Person.grants)
        .where(RoleGrant.role == Role.assessor, RoleGrant.scope_kind == ScopeKind.centre)
    ).all()
    return next(
        each
        for each in (first, *others)
        if each in others
        and grading_policy.is_qualified(each)
        and not working_time.away_on(each, london.today(), portfolio.due_on())
    )


def test_two_hundred_strings_are_read_by_nobody_who_should_not(
    demo_app: Flask, demo: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    demonstration.enter()
    readers = {role: found[0] for role, found in walk.roles().items()}
    author, assessor = people.person(Role.trainee), present(readers["assessor"])
    readers["assessor"] = assessor
    planted = plant(author, assessor, readers["centre_administrator"])
    place = next(each for each in planted.things if isinstance(each, Enrolment))
    db.session.refresh(place)
    plant_support(planted, place, assessor, readers["lead_iqa"])
    assert sum(planted.kinds.values()) >= 200
    tenant = author.tenant_id
    leaks, seen = set(), defaultdict(set)
    readers["author"] = author
    asked = {
        name: list(addresses(demo_app, planted, who, turn)) for turn, (name, who) in enumerate(sorted(readers.items()))
    }
    clients = {name: people.sign_in(demo_app.test_client(), who) for name, who in readers.items()}
    db.session.commit()
    for name, client in clients.items():
        client.get("/me")
        for method, address in asked[name]:
            savepoint = demo.begin_nested()
            response = client.open(address, method=method)
            text = texts_of(response.get_data(), response.mimetype) + str(response.headers)
            for kind, number in CANARY.findall(text):
                seen[kind, name].add(number)
                if name not in MAY_READ[kind]:
                    leaks.add((kind, name, method, re.sub(r"[0-9a-f-]{36}", "…", address)))
            db.session.rollback()
            db.session.expunge_all()
            if savepoint.is_active:
                savepoint.rollback()
    assert leaks == set()
    # The search can find: the author reads all of their own, the assessor what was sent.
    for kind, number in planted.kinds.items():
        assert len(seen[kind, "author"]) == (number if "author" in MAY_READ[kind] else 0), kind
    for kind in ("account", "reason", "todo", "talk", "appeal", "answered", "witness", "said", "jotted", "queried"):
        assert len(seen[kind, "assessor"]) == planted.kinds[kind], kind
    for kind in ("noticed", "replied"):
        assert len(seen[kind, "centre_administrator"]) == planted.kinds[kind], kind
    assert CANARY.findall(caplog.text) == []
    demonstration.enter()
    assert kept_in_the_wrong_place(db.session, tenant) == set()


def kept_in_the_wrong_place(session: Session, tenant: int) -> set[tuple[str, str]]:
    """Kinds of canaries and the tables that hold them though they should not: mails, history, jobs, indexes."""
    found = set()
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        for row in session.scalars(select(mapper.class_).execution_options(across_tenants=True)):
            for kind, _number in CANARY.findall(_row_text(row)):
                if table.name not in MAY_HOLD[kind]:
                    found.add((kind, table.name))
    return found


def _row_text(row: Any) -> str:
    """All columns of a row as text; of sealed columns every byte."""
    values = []
    for column in inspect(type(row)).columns:
        value = getattr(row, column.key)
        values.append(value.decode("latin-1") if isinstance(column.type, LargeBinary) and value else str(value))
    return "\n".join(values)
