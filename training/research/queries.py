"""What to read of research: projects, who agreed, and the accounts that may leave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import defer, joinedload, selectinload

from core.db import db
from core.history import HistoryEntry
from people.models import Centre, Login, Organisation, OrganisationUnit, Person, Site
from training.awards.models import AwardVersion, EvidenceKind
from training.enrolments.models import Enrolment
from training.portfolio.models import EvidenceItem, EvidenceState, Submission, SubmissionItem
from training.portfolio.workflow import PASSED, REFERRED, UNDER_APPEAL
from training.programmes.models import Cohort, Programme
from training.research.models import Answer, ConsentedAccount, ExtractRun, HeldBackAccount, ResearchConsent
from training.research.models import ResearchProject as Project
from training.research.names import Name, NameKind, Names, person_names, thing_names
from training.sets.models import LearningSet

DECIDED = PASSED | REFERRED | UNDER_APPEAL
GONE = {EvidenceState.superseded, EvidenceState.withdrawn}
KEY_TAKEN = "took_key"
"""What history says when somebody was given the key of a project."""


# ---- Projects ----


def projects() -> Select[Project]:
    """All projects, those in use first, then the latest first."""
    is_closed = case((Project.closed_at.is_(None), 0), else_=1)
    return select(Project).order_by(is_closed, Project.starts_on.desc(), Project.id.desc())


def project_named(name: str) -> Project | None:
    """The project of this name, whatever its upper and lower case."""
    return db.session.scalar(select(Project).where(func.lower(Project.name) == name.lower()))


def project_of_id(public_id: UUID) -> Project | None:
    """The project with this public id."""
    return db.session.scalar(select(Project).where(Project.public_id == public_id))


def projects_for(person: Person, on: date) -> list[Project]:
    """The projects that ask on that day, and those that the person ever answered; the latest first."""
    answered = select(ResearchConsent.project_id).where(ResearchConsent.person_id == person.id)
    asks = and_(Project.closed_at.is_(None), Project.starts_on <= on, on <= Project.ends_on)
    return list(db.session.scalars(projects().where(or_(asks, Project.id.in_(answered)))))


def for_page(project: Project) -> Project:
    """The project with its extracts and interviews."""
    query = (
        select(Project)
        .where(Project.id == project.id)
        .options(
            selectinload(Project.runs).joinedload(ExtractRun.made_by),
            selectinload(Project.runs).selectinload(ExtractRun.held_back).joinedload(HeldBackAccount.evidence_item),
            selectinload(Project.interviews),
        )
    )
    return db.session.scalars(query).one()


def person_signing_in_as(email: str) -> Person | None:
    """The person of this centre who signs in with an address."""
    signs_in = select(Login.person_id).where(Login.email == email.strip().lower())
    return db.session.scalar(select(Person).where(Person.id.in_(signs_in)).options(selectinload(Person.grants)))


def key_takers(project: Project) -> set[int]:
    """Ids of those who were given the key of a project."""
    query = select(HistoryEntry.actor_id).where(
        HistoryEntry.object_kind == Project.__tablename__,
        HistoryEntry.object_id == project.id,
        HistoryEntry.verb == KEY_TAKEN,
    )
    return {actor for actor in db.session.scalars(query) if actor is not None}


def extract_makers(project: Project) -> set[int]:
    """Ids of those who made an extract of a project."""
    query = select(ExtractRun.made_by_id).where(ExtractRun.project_id == project.id)
    return {maker for maker in db.session.scalars(query) if maker is not None}


# ---- Consents ----


def latest_answers(project: Project) -> list[ResearchConsent]:
    """The answer that holds of each trainee who gave one, with its accounts, in the order of answering."""
    latest = (
        select(func.max(ResearchConsent.id))
        .where(ResearchConsent.project_id == project.id)
        .group_by(ResearchConsent.person_id)
    )
    query = (
        select(ResearchConsent)
        .where(ResearchConsent.id.in_(latest))
        .order_by(ResearchConsent.id)
        .options(joinedload(ResearchConsent.person), selectinload(ResearchConsent.accounts))
    )
    return list(db.session.scalars(query))


def standing_consents(project: Project) -> list[ResearchConsent]:
    """The consents that hold now."""
    return [each for each in latest_answers(project) if each.answer is Answer.given]


def numbers_agreed(projects: Iterable[Project]) -> dict[int, int]:
    """How many consents hold now, by the id of the project."""
    latest = (
        select(func.max(ResearchConsent.id))
        .where(ResearchConsent.project_id.in_([project.id for project in projects]))
        .group_by(ResearchConsent.project_id, ResearchConsent.person_id)
    )
    query = (
        select(ResearchConsent.project_id, func.count().label("number"))
        .where(ResearchConsent.id.in_(latest), ResearchConsent.answer == Answer.given)
        .group_by(ResearchConsent.project_id)
    )
    return {row.project_id: row.number for row in db.session.execute(query)}


def number_withdrawn_since(project: Project) -> int:
    """How many consents that the last extract rested on were withdrawn after it was made."""
    if not project.runs:
        return 0
    made_at = project.runs[-1].made_at
    return sum(each.answer is Answer.withdrawn and each.answered_at > made_at for each in latest_answers(project))


def answers_of(person: Person) -> list[ResearchConsent]:
    """All answers of a person to any project, oldest first."""
    query = (
        select(ResearchConsent)
        .where(ResearchConsent.person_id == person.id)
        .order_by(ResearchConsent.id)
        .options(
            selectinload(ResearchConsent.accounts).joinedload(ConsentedAccount.evidence_item),
            joinedload(ResearchConsent.project),
        )
    )
    return list(db.session.scalars(query))


def standing_consent(project: Project, person: Person) -> ResearchConsent | None:
    """The consent of a person that holds now, if any."""
    answers = [each for each in answers_of(person) if each.project_id == project.id]
    return answers[-1] if answers and answers[-1].answer is Answer.given else None


def participants(project: Project) -> list[Person]:
    """Everyone who ever agreed, by name: earlier extracts may hold their code, though they withdrew since."""
    agreed = select(ResearchConsent.person_id).where(ResearchConsent.project_id == project.id)
    query = select(Person).where(Person.id.in_(agreed)).order_by(Person.family_name, Person.given_name, Person.id)
    return list(db.session.scalars(query))


def runs_holding(answers: Collection[ResearchConsent]) -> dict[int, list[ExtractRun]]:
    """The extracts that were made while a person's consent stood, oldest first, by the id of the project.

    `answers` are the person's, oldest first.
    """
    held: dict[int, list[ExtractRun]] = {answer.project_id: [] for answer in answers}
    query = select(ExtractRun).where(ExtractRun.project_id.in_(held)).order_by(ExtractRun.id)
    for run in db.session.scalars(query):
        if _stood_at(run, [answer for answer in answers if answer.project_id == run.project_id]):
            held[run.project_id].append(run)
    return held


def held_back_of(person: Person) -> set[int]:
    """Ids of a person's accounts that the last extract of some project held back."""
    last = select(func.max(ExtractRun.id)).group_by(ExtractRun.project_id)
    query = (
        select(HeldBackAccount.evidence_item_id)
        .join(EvidenceItem, EvidenceItem.id == HeldBackAccount.evidence_item_id)
        .join(Enrolment, Enrolment.id == EvidenceItem.enrolment_id)
        .where(Enrolment.person_id == person.id, HeldBackAccount.run_id.in_(last))
    )
    return set(db.session.scalars(query))


def _stood_at(run: ExtractRun, answers: Iterable[ResearchConsent]) -> bool:
    before = [answer for answer in answers if answer.answered_at <= run.made_at]
    return bool(before) and before[-1].answer is Answer.given


# ---- Accounts ----


@dataclass(frozen=True)
class DecidedAccount:
    """An account that was decided about: the copy that was sent last, and the units that it was sent for."""

    item: EvidenceItem
    copy: SubmissionItem
    units: tuple[str, ...]


def decided_accounts(people: Collection[int]) -> list[DecidedAccount]:
    """The accounts of these people, by id, whose decision is final, in the order of sending. Never a draft."""
    query = (
        select(SubmissionItem)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .join(EvidenceItem, EvidenceItem.id == SubmissionItem.evidence_item_id)
        .where(
            Enrolment.person_id.in_(people),
            Submission.state.in_(DECIDED),
            EvidenceItem.kind == EvidenceKind.reflective_account,
            EvidenceItem.state.not_in(GONE),
        )
        .order_by(Submission.submitted_at, Submission.id, SubmissionItem.position)
        .options(
            joinedload(SubmissionItem.evidence_item).options(defer(EvidenceItem.text), defer(EvidenceItem.parts)),
            joinedload(SubmissionItem.submission).options(
                defer(Submission.manifest),
                joinedload(Submission.unit),
                joinedload(Submission.enrolment).options(
                    joinedload(Enrolment.person),
                    joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
                ),
            ),
        )
    )
    copies: dict[int, list[SubmissionItem]] = {}
    for copy in db.session.scalars(query):
        copies.setdefault(copy.evidence_item_id, []).append(copy)
    return [
        DecidedAccount(sent[-1].evidence_item, sent[-1], tuple(sorted({each.submission.unit.code for each in sent})))
        for sent in copies.values()
    ]


# ---- Names ----


def own_names(person: Person) -> Names:
    """All forms of a person's own name."""
    return Names(_forms(person.given_name, person.family_name, person.print_name, NameKind.author))


def known_names(centre: Centre) -> Names:
    """The names of everyone and everything in the centre."""
    found: list[Name] = []
    for row in db.session.execute(select(Person.given_name, Person.family_name, Person.print_name)):
        found += _forms(row.given_name, row.family_name, row.print_name, NameKind.person)
    named = (
        (NameKind.organisation, select(Organisation.name)),
        (NameKind.part, select(OrganisationUnit.name)),
        (NameKind.place, select(Site.name)),
        (NameKind.place, select(Site.region).distinct()),
        (NameKind.group, select(LearningSet.name)),
        (NameKind.group, select(Programme.name)),
        (NameKind.group, select(Cohort.name)),
        (NameKind.organisation, select(Programme.sponsor).distinct()),
    )
    for kind, query in named:
        for name in db.session.scalars(query):
            found += thing_names(name, kind)
    found += thing_names(centre.name, NameKind.organisation)
    found += thing_names(centre.head_name, NameKind.person)
    return Names(found)


def _forms(given: str, family: str, printed: str, kind: NameKind) -> Iterable[Name]:
    return person_names(given, family, *([printed] if printed else []), kind=kind)
