"""What happens to a testimony: asked for, answered once on a link, taken back; and who is named as an expert.

Nothing here decides anything. A testimony that is signed is a record, and becomes evidence like any other record.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _

from core import clock, history
from core.db import db, enter_tenant
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people import centre_clock
from people.auth import hashed
from people.models import Person
from people.services import checked_address
from training.enrolments.models import Enrolment, EnrolmentState
from training.practice.links import VALID_DAYS, new_token
from training.testimony import letters, policy, queries
from training.testimony.conflicts import clash_of
from training.testimony.models import (
    EMAIL_LENGTH,
    LONGEST_LINE,
    LONGEST_WORDS,
    ExpertWitness,
    TestimonyState,
    WitnessTestimony,
)
from training.testimony.wording import CLASHES, MISSING

SHORTEST_STATEMENT = 60
"""The fewest characters of what a witness saw: two short sentences."""

MOST_ASKED = 20
"""Requests of one place that wait at one time: a mail for each goes to somebody outside."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a trainee tells a witness: what was done, on which day, and what it is meant to show, in plain words."""

    activity: str
    held_on: date
    about: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a witness states and signs. The last two are asked of an expert alone."""

    relationship: str
    post: str
    contact: str
    statement: str
    names_nobody: bool
    signed_name: str
    signed_on: date
    competence: str = ""
    knows_units: str = ""


# ---- Asking ----


def ask(
    enrolment: Enrolment, asked: Asked, *, name: str, email: str = "", public_id: UUID | None = None, by: Person
) -> tuple[WitnessTestimony, str]:
    """Ask somebody who was there: the request, and the secret of its link, which is shown this once.

    With `email` the link is mailed there as well. Raises NotAllowed, and RuleBroken for a witness who cannot be one.
    """
    _refuse_unless_own(enrolment, by)
    email = checked_address(email) or ""
    _refuse_clash(enrolment, name=name, addresses=[email], name_field="name", address_field="email")
    return _asked(enrolment, asked, name=_line(name), email=email, public_id=public_id, by=by)


def ask_expert(expert: ExpertWitness, asked: Asked, *, public_id: UUID | None = None, by: Person) -> WitnessTestimony:
    """Ask an expert, by mail to the address that was given when they were named: nobody else sees the link."""
    _refuse_unless_own(expert.enrolment, by)
    if expert.ended_at is not None:
        raise RuleBroken(_("This person is not asked as an expert any more."), "witness")
    testimony, _token = _asked(
        expert.enrolment, asked, name=expert.name, email=expert.email, expert=expert, public_id=public_id, by=by
    )
    return testimony


def ask_again(testimony: WitnessTestimony, *, by: Person) -> str:
    """A new link, the earlier one stops working; mailed where the first was. The secret is empty for an expert's."""
    _refuse_unless_waiting(testimony, by)
    token = _renew(testimony)
    history.record(testimony, "testimony_link_made", by=by, result=testimony.state)
    letters.ask_the_witness(testimony, token)
    return "" if testimony.is_expert else token


def withdraw(testimony: WitnessTestimony, *, by: Person) -> None:
    """Take a request back while nobody has signed it: its link stops working."""
    _refuse_unless_waiting(testimony, by)
    testimony.state, testimony.token_hash = TestimonyState.withdrawn, None
    db.session.flush()
    history.record(testimony, "testimony_withdrawn", by=by, result=testimony.state)


# ---- Answering ----


def open_link(token: str, *, to_answer: bool = False) -> WitnessTestimony | None:
    """The request of this secret while it waits; the session then reads its centre and no other.

    `to_answer` makes a second answer at the same moment wait until the first is stored, and then find nothing.
    """
    testimony = queries.by_hash(hashed(token), to_answer=to_answer)
    if testimony is None:
        return None
    enter_tenant(testimony.tenant_id)
    is_late = testimony.expires_on is None or centre_clock.today() > testimony.expires_on
    if is_late or testimony.state is not TestimonyState.asked:
        return None
    return None if testimony.enrolment.state is not EnrolmentState.active else testimony


def sign(testimony: WitnessTestimony, said: Said) -> None:
    """The witness signs what they saw; nothing of it can be changed afterwards. Raises MovedOn, RuleBroken.

    An expert also states what they know of the field and of the units.
    """
    if testimony.state is not TestimonyState.asked:
        raise MovedOn(_("This testimony was signed, or is not asked for any more."))
    _refuse_incomplete(testimony, said)
    _refuse_clash(
        testimony.enrolment,
        name=said.signed_name,
        addresses=[said.contact if "@" in said.contact else ""],
        name_field="signed_name",
        address_field="contact",
    )
    testimony.relationship_stated, testimony.post = _line(said.relationship), _line(said.post)
    testimony.contact, testimony.statement = _line(said.contact), said.statement.strip()
    if testimony.is_expert:
        testimony.competence, testimony.knows_units = said.competence.strip(), said.knows_units.strip()
    testimony.names_nobody, testimony.signed_name = said.names_nobody, _line(said.signed_name)
    testimony.signed_on, testimony.signed_at = said.signed_on, clock.now()
    testimony.state, testimony.token_hash = TestimonyState.signed, None
    db.session.flush()
    history.record(testimony, "testimony_signed", by=None, result=testimony.state, expert=testimony.is_expert)
    letters.say_it_is_signed(testimony)


# ---- Experts ----


def name_expert(
    enrolment: Enrolment, *, name: str, email: str, reason: str, public_id: UUID | None = None, by: Person
) -> ExpertWitness:
    """Name an expert witness for one trainee, with why they are competent. Raises NotAllowed, RuleBroken."""
    require(policy.can_name_expert(by, enrolment), _("Only an assessor or the lead quality assurer names experts."))
    for field, text in (("name", name), ("email", email), ("reason", reason)):
        if not text.strip():
            raise RuleBroken(str(MISSING[field]), field)
    email = checked_address(email) or ""
    _refuse_clash(enrolment, name=name, addresses=[email], name_field="name", address_field="email")
    if any(each.email == email and each.ended_at is None for each in queries.experts_of(enrolment)):
        raise RuleBroken(_("This person is named already."), "email")
    expert = ExpertWitness(
        public_id=public_id,
        enrolment=enrolment,
        name=_line(name),
        email=email,
        reason=reason.strip()[:LONGEST_WORDS],
        named_by=by,
        named_at=clock.now(),
    )
    db.session.add(expert)
    db.session.flush()
    history.record(expert, "expert_named", by=by)
    letters.say_an_expert_was_named(expert)
    return expert


def end_naming(expert: ExpertWitness, *, by: Person) -> None:
    """Let nobody ask this expert any more; what they signed stands, what waits is taken back."""
    require(policy.can_end_naming(by, expert))
    if expert.ended_at is not None:
        raise MovedOn(_("This was ended already."))
    expert.ended_at = clock.now()
    db.session.flush()
    history.record(expert, "expert_ended", by=by)
    for testimony in queries.waiting_for(expert):
        testimony.state, testimony.token_hash = TestimonyState.withdrawn, None
        db.session.flush()
        history.record(testimony, "testimony_withdrawn", by=by, result=testimony.state)


# ---- Parts of these ----


def _asked(
    enrolment: Enrolment,
    asked: Asked,
    *,
    name: str,
    email: str,
    expert: ExpertWitness | None = None,
    public_id: UUID | None,
    by: Person,
) -> tuple[WitnessTestimony, str]:
    if not name:
        raise RuleBroken(str(MISSING["name"]), "name")
    if not asked.activity.strip():
        raise RuleBroken(str(MISSING["activity"]), "activity")
    if not asked.about.strip():
        raise RuleBroken(str(MISSING["about"]), "about")
    if asked.held_on > clock.today(enrolment.person.zone):
        raise RuleBroken(_("Choose a day that has been."), "held_on")
    if queries.number_waiting(enrolment) >= MOST_ASKED:
        raise RuleBroken(_("%(most)s requests wait already. Take one back first.", most=MOST_ASKED))
    testimony = WitnessTestimony(
        public_id=public_id,
        enrolment=enrolment,
        expert=expert,
        witness_name=name,
        email=email[:EMAIL_LENGTH],
        activity=asked.activity.strip()[:LONGEST_WORDS],
        held_on=asked.held_on,
        about=asked.about.strip()[:LONGEST_WORDS],
        asked_at=clock.now(),
    )
    db.session.add(testimony)
    token = _renew(testimony)
    history.record(
        testimony, "testimony_asked", by=by, result=testimony.state, expert=testimony.is_expert, mailed=bool(email)
    )
    letters.ask_the_witness(testimony, token)
    return testimony, token


def _renew(testimony: WitnessTestimony) -> str:
    token = new_token()
    testimony.token_hash = hashed(token)
    testimony.expires_on = centre_clock.today() + timedelta(days=VALID_DAYS)
    db.session.flush()
    return token


def _refuse_unless_own(enrolment: Enrolment, by: Person) -> None:
    if enrolment.person_id != by.id:
        raise NotAllowed(_("Only the trainee asks for a testimony about their work."))
    if enrolment.state is not EnrolmentState.active:
        raise RuleBroken(_("This place has ended."))


def _refuse_unless_waiting(testimony: WitnessTestimony, by: Person) -> None:
    _refuse_unless_own(testimony.enrolment, by)
    if testimony.state is not TestimonyState.asked:
        raise MovedOn(_("This testimony was signed, or is not asked for any more."))


def _refuse_clash(
    enrolment: Enrolment, *, name: str, addresses: list[str], name_field: str, address_field: str
) -> None:
    trainee = enrolment.person
    clash = clash_of(
        name=name,
        addresses=addresses,
        trainee_name=trainee.full_name,
        trainee_address=trainee.email,
        judging=[person.email or "" for person in queries.judging(enrolment)],
    )
    if clash is not None:
        raise RuleBroken(str(CLASHES[clash]), name_field if clash == "own_name" else address_field)


def _refuse_incomplete(testimony: WitnessTestimony, said: Said) -> None:
    asked = ["relationship", "post", "contact", "statement", "signed_name"]
    for field in [*asked, *(("competence", "knows_units") if testimony.is_expert else ())]:
        if not getattr(said, field).strip():
            raise RuleBroken(str(MISSING[field]), field)
    if len(said.statement.strip()) < SHORTEST_STATEMENT:
        raise RuleBroken(_("Say in two sentences or more what you saw."), "statement")
    if not said.names_nobody:
        raise RuleBroken(str(MISSING["names_nobody"]), "names_nobody")
    if not testimony.held_on <= said.signed_on <= clock.today(testimony.enrolment.person.zone):
        raise RuleBroken(
            _("Write the day on which you sign: not before what you saw, and not after today."), "signed_on"
        )


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_LINE]
