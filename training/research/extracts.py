"""How an extract is made: read what consent covers, clear the texts, then keep the record of the run."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import current_app
from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from people import centre_clock
from people.models import Centre, Person
from training.research import document, keys, queries
from training.research.clearing import Cleared, cleared
from training.research.document import ExtractedAccount
from training.research.models import ExtractRun, HeldBackAccount, ResearchProject
from training.research.names import Names
from training.research.pseudonyms import code_of, codes_of
from training.research.queries import DecidedAccount


@dataclass(frozen=True)
class _Gathered:
    """One account with all that is needed to clear it, as plain values."""

    item_id: int
    writer: UUID
    writer_name: str
    own: Names
    text: str
    award: str
    unit: str
    sent_on: date
    model: str


def make_extract(project: ResearchProject, *, by: Person | None) -> tuple[ExtractRun, bytes]:
    """The run and its ZIP: every account that a standing consent covers, under codes, without names.

    An account in which something that identifies somebody is still found is held back and listed with the run. To
    clear an account takes a seventh of a second, and nobody waits meanwhile: the transaction ends once everything is
    read, so commit what is pending before. Raises NotAllowed for somebody who was given the key, RuleBroken when there
    is nothing to extract or no key, MovedOn when somebody withdrew in the meantime.
    """
    if not project.is_open(centre_clock.today()):
        raise RuleBroken(_("This project is not running today, so no extract is made."))
    if by is not None and by.id in queries.key_takers(project):
        raise NotAllowed(_("You were given the key of this project. Somebody else makes its extracts."))
    gathered = _gathered(project)
    if not gathered:
        raise RuleBroken(_("Nobody has agreed yet whose accounts were decided about."))
    known = queries.known_names(db.session.get_one(Centre, project.tenant_id))
    codes = codes_of({each.writer for each in gathered}, _key_for_extract(project))
    db.session.rollback()

    texts = [cleared(each.text, author=each.writer_name, own=each.own, known=known) for each in gathered]

    if not {each.item_id for each in gathered} <= {account.item.id for account in _covered(project)}:
        raise MovedOn(_("Somebody withdrew while the extract was made. Make it again."))
    pairs = list(zip(gathered, texts, strict=True))
    return _kept(project, pairs, codes, by=by)


def codes_held_back(project: ResearchProject) -> dict[int, str]:
    """The codes of whose accounts the last extract held back, by the id of the account; empty once the key is gone."""
    if not project.runs or not project.runs[-1].held_back:
        return {}
    try:
        key = keys.read(current_app.config["KEYS"], project.public_id)
    except keys.KeyMissing:
        return {}
    return {
        held.evidence_item_id: code_of(held.evidence_item.enrolment.person.public_id, key)
        for held in project.runs[-1].held_back
    }


def key_of(project: ResearchProject) -> bytes:
    """The key of a project that made an extract. Raises RuleBroken when its file is not there."""
    try:
        return keys.read(current_app.config["KEYS"], project.public_id)
    except keys.KeyMissing:
        message = _("The key of this project is not on this machine. Put its file back from a copy.")
        raise RuleBroken(message) from None


def _key_for_extract(project: ResearchProject) -> bytes:
    """The key; made with the first extract, never again, or the same people would get other codes."""
    return key_of(project) if project.runs else keys.make(current_app.config["KEYS"], project.public_id)


def _covered(project: ResearchProject) -> list[DecidedAccount]:
    consents = queries.standing_consents(project)
    covered = {account.evidence_item_id for consent in consents for account in consent.accounts}
    decided = queries.decided_accounts({consent.person_id for consent in consents})
    return [account for account in decided if account.item.id in covered]


def _gathered(project: ResearchProject) -> list[_Gathered]:
    found = []
    for account in _covered(project):
        submission, frozen = account.copy.submission, account.copy.frozen
        writer = submission.enrolment.person
        found.append(
            _Gathered(
                item_id=account.item.id,
                writer=writer.public_id,
                writer_name=writer.full_name,
                own=queries.own_names(writer),
                text=frozen["text"],
                award=submission.enrolment.award_version.code,
                unit=" ".join(account.units),
                sent_on=centre_clock.day_of(submission.submitted_at),
                model=frozen["model"],
            )
        )
    return found


def _kept(
    project: ResearchProject, pairs: Sequence[tuple[_Gathered, Cleared]], codes: dict[UUID, str], *, by: Person | None
) -> tuple[ExtractRun, bytes]:
    accounts = [
        ExtractedAccount(codes[each.writer], each.award, each.unit, each.sent_on, each.model, text.text)
        for each, text in pairs
        if not text.left
    ]
    held_back = [
        HeldBackAccount(evidence_item_id=each.item_id, kinds=sorted(text.left)) for each, text in pairs if text.left
    ]
    made_at = clock.now()
    content = _archive(project, accounts, held_back=len(held_back), made_at=made_at)
    run = ExtractRun(
        project=project,
        made_at=made_at,
        made_by=by,
        accounts=len(accounts),
        people=len({account.code for account in accounts}),
        sha256=hashlib.sha256(content).hexdigest(),
        held_back=held_back,
    )
    db.session.add(run)
    db.session.flush()
    history.record(project, "extracted", by=by, accounts=run.accounts, held_back=len(held_back), sha256=run.sha256)
    return run, content


def _archive(
    project: ResearchProject, accounts: Sequence[ExtractedAccount], *, held_back: int, made_at: datetime
) -> bytes:
    small_number = db.session.get_one(Centre, project.tenant_id).small_number
    files = document.files_of(accounts, small_number=small_number)
    readme = current_app.jinja_env.get_template("training/research/readme.txt").render(
        project=project,
        accounts=len(accounts),
        people=len({account.code for account in accounts}),
        held_back=held_back,
        made_on=centre_clock.day_of(made_at),
        small_number=small_number,
        sums=hashlib.sha256(files["SHA256SUMS"]).hexdigest(),
    )
    return document.archive(files | {"README.txt": readme.encode()}, made_at=made_at)
