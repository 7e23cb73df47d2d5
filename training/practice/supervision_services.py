"""What happens to supervision: the trainee logs it, the supervisor signs it or says what is not right.

What was said is not stored (domain §9): dates, minutes and topic codes only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from core import clock, history, mail
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.filters import day
from core.policy import Refusal
from people.models import Person
from people.services import checked_address
from training.practice import links, policy
from training.practice.addresses import address_of
from training.practice.models import SupervisionFormat, SupervisionMeeting, SupervisionState
from training.practice.supervision_queries import same_meeting, supervisors_of
from training.practice.supervision_workflow import SUPERVISION, SupervisionAction
from training.practice.topics import TOPICS, WRONG
from training.practice.versions import unchanged

LONGEST = 480
MOST_ATTENDEES = 99


@dataclass(frozen=True, slots=True)
class Talk:
    """What a trainee says of a talk about practice.

    `minutes` includes `observed_minutes`, in which the trainee was watched facilitating; those are observed practice
    and left out of what is stored (invariant 12). Without `supervisor`, name and email of one who has no account.
    `attendees` counts the supervisees in the room.
    """

    supervisor: Person | None
    held_on: date
    minutes: int
    format: SupervisionFormat = SupervisionFormat.individual
    attendees: int = 1
    topics: Sequence[str] = ()
    supervisor_name: str = ""
    supervisor_email: str = ""
    observed_minutes: int = 0


def log_supervision(
    trainee: Person,
    supervisor: Person | None,
    held_on: date,
    minutes: int,
    format: SupervisionFormat = SupervisionFormat.individual,
    attendees: int = 1,
    topics: Sequence[str] = (),
    *,
    by: Person,
    supervisor_name: str = "",
    supervisor_email: str = "",
    observed_minutes: int = 0,
) -> SupervisionMeeting:
    """A talk about practice that the trainee had, in the terms of `Talk`; the supervisor is asked by mail to sign."""
    _own_hand(by, trainee)
    meeting = SupervisionMeeting(trainee=trainee, state=SupervisionState.logged)
    _write(
        meeting,
        Talk(
            supervisor,
            held_on,
            minutes,
            format,
            attendees,
            topics,
            supervisor_name,
            supervisor_email,
            observed_minutes,
        ),
    )
    db.session.add(meeting)
    db.session.flush()
    history.record(meeting, "logged", by=by, result=meeting.state)
    ask_to_sign(meeting)
    return meeting


def change_supervision(meeting: SupervisionMeeting, talk: Talk, *, by: Person, version: int | None = None) -> None:
    """Correct what was logged and is not signed; the supervisor is asked again. Earlier links stop working."""
    _own_hand(by, meeting.trainee)
    unchanged(meeting, version)
    meeting.state = _next(meeting, SupervisionAction.change)
    _write(meeting, talk)
    links.withdraw(links.links_for(meeting))
    history.record(meeting, "changed", by=by, result=meeting.state)
    ask_to_sign(meeting)


def ask_to_sign(meeting: SupervisionMeeting) -> None:
    """Ask the supervisor by mail: on their page, or on a one-time link that is told to them alone."""
    subject = _("Supervision to sign: %(day)s", day=day(meeting.held_on))
    if meeting.supervisor is not None:
        url = address_of("practice.supervision_meeting", public_id=meeting.public_id)
        mail.write(meeting.supervisor.email, subject, "supervision_to_sign", url=url, trainee=meeting.trainee.full_name)
    else:
        mail.write(
            meeting.supervisor_email,
            subject,
            "supervision_link",
            secret=True,
            url=address_of("practice.confirm_link", token=links.link_to_sign(meeting)),
            trainee=meeting.trainee.full_name,
            days=links.VALID_DAYS,
            centre=meeting.trainee.centre,
        )
    db.session.flush()


def send_link_again(meeting: SupervisionMeeting, *, by: Person) -> None:
    """Mail a new one-time link; the old one stops working."""
    _own_hand(by, meeting.trainee)
    if meeting.state is not SupervisionState.logged or meeting.supervisor is not None:
        raise MovedOn(_("This meeting does not wait for a link any more."))
    history.record(meeting, "link_sent", by=by)
    ask_to_sign(meeting)


def sign_supervision(meeting: SupervisionMeeting, *, by: Person | None, version: int | None = None) -> None:
    """The supervisor says that the meeting was as logged. `by` is None on a one-time link."""
    _supervisor_only(meeting, by)
    unchanged(meeting, version)
    meeting.state = _next(meeting, SupervisionAction.sign)
    meeting.signed_at = clock.now()
    history.record(meeting, "signed" if by else "signed_on_link", by=by, result=meeting.state)
    db.session.flush()


def query_supervision(
    meeting: SupervisionMeeting, wrong: Sequence[str], *, by: Person | None, version: int | None = None
) -> None:
    """The supervisor says what is not right, in codes; the trainee is told and changes it. `by` None: on a link."""
    _supervisor_only(meeting, by)
    unchanged(meeting, version)
    if by and not wrong:
        raise RuleBroken(_("Choose what is not right"), "wrong")
    if not set(wrong) <= set(WRONG):
        raise RuleBroken(_("Choose from the list"), "wrong")
    meeting.state = _next(meeting, SupervisionAction.query)
    history.record(meeting, "queried" if by else "queried_on_link", by=by, result=meeting.state, wrong=list(wrong))
    mail.write(
        meeting.trainee.email,
        _("Supervision to look at again: %(day)s", day=day(meeting.held_on)),
        "supervision_question",
        url=address_of("practice.supervision_meeting", public_id=meeting.public_id),
    )
    db.session.flush()


def _write(meeting: SupervisionMeeting, talk: Talk) -> None:
    if talk.held_on > clock.today(meeting.trainee.zone):
        raise RuleBroken(_("Log a meeting once it was held"), "held_on")
    if not 1 <= talk.minutes <= LONGEST:
        raise RuleBroken(_("Enter the minutes, 1 to %(most)s", most=LONGEST), "minutes")
    if not 0 <= talk.observed_minutes < talk.minutes:
        raise RuleBroken(
            _("Enter fewer minutes than the whole meeting, or 0. Watching you facilitate is observed practice"),
            "observed_minutes",
        )
    is_group = talk.format is SupervisionFormat.group
    if is_group and not 2 <= talk.attendees <= MOST_ATTENDEES:
        raise RuleBroken(_("Enter how many of you were supervised, 2 or more"), "attendees")
    if not set(talk.topics) <= set(TOPICS):
        raise RuleBroken(_("Choose topics from the list"), "topics")
    _name_supervisor(meeting, talk)
    meeting.held_on, meeting.minutes = talk.held_on, talk.minutes - talk.observed_minutes
    meeting.format, meeting.attendees = talk.format, talk.attendees if is_group else 1
    meeting.topics = [code for code in TOPICS if code in talk.topics]
    if same_meeting(meeting) is not None:
        raise RuleBroken(_("You have logged this meeting already"), "held_on")


def _name_supervisor(meeting: SupervisionMeeting, talk: Talk) -> None:
    """One who may supervise this trainee, or name and email of one without an account: never the trainee themself."""
    allowed = supervisors_of(meeting.trainee)
    name, email = talk.supervisor_name.strip(), talk.supervisor_email
    if talk.supervisor is not None:
        if talk.supervisor not in allowed:
            raise RuleBroken(_("Choose somebody who may supervise you"), "supervisor")
        found: Person | None = talk.supervisor
    else:
        if not name:
            raise RuleBroken(_("Enter the name of your supervisor"), "supervisor_name")
        try:
            email = checked_address(email) or ""
        except RuleBroken as broken:
            raise RuleBroken(broken.message, "supervisor_email") from None
        if not email:
            raise RuleBroken(_("Enter the email address of your supervisor"), "supervisor_email")
        if email == (meeting.trainee.email or "").lower():
            raise RuleBroken(_("This is your own address. Enter that of your supervisor"), "supervisor_email")
        found = next((person for person in allowed if (person.email or "").lower() == email), None)
    meeting.supervisor = found
    meeting.supervisor_name, meeting.supervisor_email = ("", "") if found else (name, email)


def _next(meeting: SupervisionMeeting, action: SupervisionAction) -> SupervisionState:
    if not SUPERVISION.allows(meeting.state, action):
        raise MovedOn(_("This meeting has been signed or changed in the meantime."))
    return SUPERVISION.next_state(meeting.state, action)


def _own_hand(by: Person, trainee: Person) -> None:
    if by.id != trainee.id:
        raise NotAllowed(_("You log your own supervision only."))


def _supervisor_only(meeting: SupervisionMeeting, by: Person | None) -> None:
    if by is None and meeting.supervisor_id is None:
        return
    answer = policy.can_sign_supervision(by, meeting) if by else Refusal(_("Only the supervisor signs here."))
    if isinstance(answer, Refusal):
        raise NotAllowed(answer.reason)
