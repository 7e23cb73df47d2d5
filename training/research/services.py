"""What happens to research: a project opens, trainees agree and withdraw, the key is taken and destroyed.

How an extract is made is in `extracts`; its verb is named here too, as the services of research.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from flask import current_app
from flask_babel import gettext as _

from core import clock, history, mail
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.filters import day
from people import centre_clock
from people.models import Person
from training.practice.addresses import address_of
from training.research import document, keys, queries
from training.research.extracts import key_of, make_extract
from training.research.models import (
    Answer,
    ConsentedAccount,
    InterviewKind,
    ResearchConsent,
    ResearchInterview,
    ResearchProject,
)
from training.research.pseudonyms import codes_of

__all__ = [
    "add_interview",
    "close_project",
    "give_consent",
    "make_extract",
    "open_project",
    "take_key",
    "take_out_interview",
    "withdraw_consent",
]


def open_project(
    name: str,
    purpose: str,
    run_by: str,
    ethics_reference: str,
    starts_on: date,
    ends_on: date,
    statement: str,
    statement_version: str,
    *,
    by: Person | None,
) -> ResearchProject:
    """Open a project. What it says stays as it is from here on. Raises RuleBroken."""
    name = " ".join(name.split())
    if queries.project_named(name):
        raise RuleBroken(_("Another project has this name."), "name")
    if ends_on < starts_on:
        raise RuleBroken(_("The last day must be after the first."), "ends_on")
    if ends_on < centre_clock.today():
        raise RuleBroken(_("Choose a last day that is still to come."), "ends_on")
    project = ResearchProject(
        name=name,
        purpose=purpose.strip(),
        run_by=" ".join(run_by.split()),
        ethics_reference=" ".join(ethics_reference.split()),
        starts_on=starts_on,
        ends_on=ends_on,
        statement=statement.strip(),
        statement_version=" ".join(statement_version.split()),
    )
    db.session.add(project)
    db.session.flush()
    history.record(project, "opened", by=by, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())
    return project


# ---- The trainee's answer ----


def give_consent(
    project: ResearchProject, person: Person, *, agreed: bool, left_out: Collection[UUID] = ()
) -> ResearchConsent:
    """Agree to a project, with all accounts decided so far but those `left_out`, by public id.

    Agreeing again takes the place of what was agreed before. Raises RuleBroken.
    """
    if not project.is_open(centre_clock.today()):
        raise RuleBroken(_("This project takes no consent today."))
    if not agreed:
        raise RuleBroken(_("Tick the box if you agree. If you do not, leave this page: nothing is kept."), "agreed")
    accounts = [account.item for account in queries.decided_accounts({person.id})]
    covered = [item for item in accounts if item.public_id not in left_out]
    if not accounts:
        raise RuleBroken(_("There is no account of yours yet that was decided about."))
    if not covered:
        raise RuleBroken(_("All your accounts are left out. Leave at least one in, or do not agree."), "left_out")
    consent = _answer(project, person, Answer.given)
    consent.accounts = [ConsentedAccount(evidence_item=item) for item in covered]
    db.session.flush()
    history.record(consent, "agreed", by=person, result=Answer.given, accounts=len(covered))
    return consent


def withdraw_consent(project: ResearchProject, person: Person) -> ResearchConsent:
    """Take one's consent back; the next extract is made without it. Raises MovedOn when none stands."""
    if project.closed_at is not None:
        raise MovedOn(
            _("This project is closed and its key destroyed. Nobody can tell any more which accounts are yours.")
        )
    if queries.standing_consent(project, person) is None:
        raise MovedOn(_("You have withdrawn already, or never agreed."))
    runs = queries.runs_holding(queries.answers_of(person)).get(project.id, [])
    consent = _answer(project, person, Answer.withdrawn)
    db.session.flush()
    history.record(consent, "withdrew", by=person, result=Answer.withdrawn)
    mail.write(
        person.email,
        _("Withdrawn from research, %(day)s", day=day(consent.answered_at)),
        "research_withdrawn",
        project=project.name,
        made=[day(run.made_at) for run in runs],
        url=address_of("research.own"),
    )
    return consent


def _answer(project: ResearchProject, person: Person, answer: Answer) -> ResearchConsent:
    consent = ResearchConsent(
        project=project,
        person=person,
        answer=answer,
        answered_at=clock.now(),
        statement=project.statement,
        statement_version=project.statement_version,
    )
    db.session.add(consent)
    return consent


# ---- The key ----


def take_key(project: ResearchProject, *, by: Person) -> bytes:
    """Codes and names of everyone who ever agreed, as CSV. Raises NotAllowed for who made an extract, RuleBroken."""
    if by.id in queries.extract_makers(project):
        raise NotAllowed(_("You made an extract of this project. Somebody else holds its key."))
    if not project.runs:
        raise RuleBroken(_("There is no key yet: it is made with the first extract."))
    people = queries.participants(project)
    codes = codes_of([person.public_id for person in people], key_of(project))
    rows = [(codes[person.public_id], person.full_name, person.email or "") for person in people]
    history.record(project, queries.KEY_TAKEN, by=by)
    return document.table(("code", "name", "email"), sorted(rows))


def close_project(project: ResearchProject, *, by: Person | None) -> None:
    """Close a project for good and destroy its key: from here on nobody can tell whose codes they were.

    The file goes before the caller commits. Should the commit not happen, the project is open without a key, makes
    no extract, and can be closed again.
    """
    if project.closed_at is not None:
        raise MovedOn(_("This project is closed already."))
    project.closed_at = clock.now()
    db.session.flush()
    history.record(project, "closed", by=by)
    db.session.flush()
    keys.destroy(current_app.config["KEYS"], project.public_id)


# ---- Interviews ----


def add_interview(
    project: ResearchProject, kind: InterviewKind, held_on: date, people: int, consent_on_paper: bool, *, by: Person
) -> ResearchInterview:
    """Write down that an interview was held. Raises RuleBroken."""
    if project.closed_at is not None:
        raise MovedOn(_("This project is closed."))
    if held_on > clock.today(by.zone):
        raise RuleBroken(_("An interview is written down once it was held."), "held_on")
    if held_on < project.starts_on or held_on > project.ends_on:
        raise RuleBroken(_("The project does not run on that day."), "held_on")
    if kind is InterviewKind.group and people < 2:
        raise RuleBroken(_("A group is two people or more."), "people")
    interview = ResearchInterview(
        project=project, kind=kind, held_on=held_on, people=people, consent_on_paper=consent_on_paper
    )
    db.session.add(interview)
    db.session.flush()
    history.record(project, "interviewed", by=by, kind=kind.value, held_on=held_on.isoformat(), people=people)
    return interview


def take_out_interview(interview: ResearchInterview, *, by: Person) -> None:
    """Take out an interview that was written down by mistake."""
    if interview.project.closed_at is not None:
        raise MovedOn(_("This project is closed."))
    history.record(interview.project, "took_out_interview", by=by, held_on=interview.held_on.isoformat())
    db.session.delete(interview)
    db.session.flush()
