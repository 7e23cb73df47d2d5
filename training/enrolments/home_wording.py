"""The words of a trainee's home: each next step, and what to know before anything else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from core.filters import day, number
from training.enrolments.models import Enrolment, RegistrationState
from training.enrolments.next_step import Do, Step, Subject
from training.enrolments.progress import ItemKind, Progress
from training.portfolio.models import ReturnReason


@dataclass(frozen=True, slots=True)
class Words:
    """A step as it is read. Without `url` there is nothing to press."""

    title: str
    sentence: str = ""
    label: str = ""
    url: str | None = None
    icon: str = "arrow-right-circle"
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What to know first; `kind` is that of a message."""

    kind: str
    title: str
    text: str


def notice(enrolment: Enrolment) -> Notice | None:
    """What the trainee reads before anything else, when the registration is not simply active."""
    registration = enrolment.registration
    state = registration.state if registration else RegistrationState.draft
    words = NOTICES.get(state)
    if words is None:
        return None
    kind, title, text = words
    expires_on = day(registration.expires_on) if registration else ""
    return Notice(kind, str(title), str(text) % {"expires_on": expires_on})


_UNREGISTERED = _l(
    "Next, your centre registers you with the awarding organisation. You need do nothing. "
    "Meetings count from the day of registration on, so log those that you hold after it."
)
NOTICES: dict[RegistrationState, tuple[str, Any, Any]] = {
    RegistrationState.draft: ("info", _l("You are not registered yet."), _UNREGISTERED),
    RegistrationState.pending: ("info", _l("Your registration has been asked for."), _UNREGISTERED),
    RegistrationState.suspended: (
        "warn",
        _l("Your registration is paused."),
        _l(
            "You cannot send units until your centre resumes it. It stays open until %(expires_on)s: "
            "ask your centre when you want to go on."
        ),
    ),
    RegistrationState.expired: (
        "bad",
        _l("Your registration ended on %(expires_on)s."),
        _l("Nothing is lost. Ask your centre to register you again before you go on."),
    ),
    RegistrationState.withdrawn: ("info", _l("Your registration was withdrawn."), _l("Your work stays readable here.")),
    RegistrationState.completed: ("ok", _l("You have finished this award."), _l("Your certificate is issued.")),
}


# ---- The next step ----


def step(found: Step, progress: Progress) -> Words:
    """A step in words: what to do, what it is for, where to press."""
    return STEPS[found.do](found, progress)


def _about(found: Step, progress: Progress) -> str:
    """The item's own words within a sentence: "the meeting on 3 March with Set 07"."""
    words = progress.describe(found.subject.id)
    return words[:1].lower() + words[1:]


def _more(found: Step, sentence: str) -> str:
    if not found.more:
        return sentence
    return f"{sentence} {ngettext('%(num)s more follows.', '%(num)s more follow.', found.more)}"


def _answer_question(found: Step, progress: Progress) -> Words:
    subject = found.subject
    return Words(
        _("Answer a question about %(meeting)s", meeting=_about(found, progress)),
        _more(found, _("%(name)s asks before confirming it. Until you answer it does not count.", name=subject.name)),
        _("Read the question"),
        url_for("practice.meeting", public_id=subject.id),
        "question-circle",
    )


def _look_again(found: Step, progress: Progress) -> Words:
    subject = found.subject
    sentences = []
    if subject.kind == "used_up":
        sentences.append(_("No attempt is left: only the lead quality assurer of your centre can allow one more."))
    elif subject.on is not None and subject.on < progress.practice_file.today:
        sentences.append(
            _("It was due on %(day)s: ask your assessor whether you may still send it.", day=day(subject.on))
        )
    elif subject.on is not None:
        sentences.append(_("Send it again by %(day)s.", day=day(subject.on)))
    if subject.number:
        sentences.append(
            ngettext("The other criterion stays met.", "The other %(num)s criteria stay met.", subject.number)
        )
    return Words(
        _("Look again at %(codes)s in unit %(unit)s", codes=", ".join(subject.codes), unit=subject.name),
        " ".join(sentences),
        _("Read the feedback"),
        url_for("portfolio.unit", public_id=subject.id),
        "arrow-counterclockwise",
    )


RETURNED = {
    ReturnReason.incomplete: _l("Something was missing."),
    ReturnReason.unreadable: _l("A file could not be read."),
    ReturnReason.wrong_unit: _l("The work belongs to another unit."),
    ReturnReason.identifies_someone: _l("The work lets somebody be recognised."),
}


def _send_again(found: Step, progress: Progress) -> Words:
    why = str(RETURNED[ReturnReason(found.subject.kind)])
    return Words(
        _("Send unit %(unit)s again", unit=found.subject.name),
        _("It came back before anyone assessed it. %(why)s This uses no attempt.", why=why),
        _("Open the unit"),
        url_for("portfolio.unit", public_id=found.subject.id),
        "arrow-counterclockwise",
    )


def _sign_observation(found: Step, progress: Progress) -> Words:
    return Words(
        _("Read and sign %(observation)s", observation=_about(found, progress)),
        _more(found, _("It counts once you have signed. You can add a comment.")),
        _("Read and sign"),
        url_for("practice.observation", public_id=found.subject.id),
        "pen",
    )


def _sign_discussion(found: Step, progress: Progress) -> Words:
    subject = found.subject
    return Words(
        _("Read and sign the record of your talk with %(name)s", name=subject.name),
        _more(found, _("%(name)s has signed it. Sign it too, or say what is not right.", name=subject.name)),
        _("Read and sign"),
        url_for("discussions.discussion", public_id=subject.id),
        "pen",
    )


def _finish_account(found: Step, progress: Progress) -> Words:
    subject = found.subject
    written = ngettext(
        "%(words)s word is written.", "%(words)s words are written.", subject.number, words=number(subject.number)
    )
    return Words(
        _("Finish %(account)s", account=_about(found, progress)),
        _more(found, written),
        _("Continue writing"),
        url_for("portfolio.item", public_id=subject.id),
        "pencil",
    )


def _send_unit(found: Step, progress: Progress) -> Words:
    return Words(
        _("Send unit %(unit)s to your assessor", unit=found.subject.name),
        ngettext(
            "Its one criterion has evidence that is ready.",
            "All %(num)s criteria have evidence that is ready, or are met.",
            found.subject.number,
        ),
        _("Check and send"),
        url_for("portfolio.unit", public_id=found.subject.id),
        "send",
    )


def _log_meeting(found: Step, progress: Progress) -> Words:
    subject = found.subject
    title = _("Log your next meeting")
    sentence = _("After you have met: it takes about a minute. It counts once somebody has confirmed it.")
    if subject.name:
        title = _("Log the meeting on %(day)s with %(name)s", day=day(subject.on), name=subject.name)
        sentence = _more(found, _("It was planned, and nobody has logged it."))
    return Words(title, sentence, _("Log a meeting"), url_for("practice.log"), "calendar-plus")


def _write_diary(found: Step, progress: Progress) -> Words:
    return Words(
        _("Write in your diary about %(meeting)s", meeting=_about(found, progress)),
        _more(found, _("Only you can read it.")),
        _("Write an entry"),
        url_for("practice.write_diary", meeting=found.subject.id),
        "journal",
    )


# What to begin for a requirement, by its type: title, sentence, button, page, icon.
BEGINNINGS: dict[str, tuple[Any, Any, Any, str, str]] = {
    "observed_practice": (
        _l("Ask for an observation"),
        _l("Agree first who comes to which meeting. Afterwards ask them here to write it down."),
        _l("Ask an observer"),
        "practice.ask_observation",
        "eye",
    ),
    "supervision_minutes": (
        _l("Meet your supervisor"),
        _l("Afterwards log the date and the minutes here. Your supervisor signs them."),
        _l("Log supervision"),
        "practice.log_supervision",
        "people",
    ),
    "reflective_accounts": (
        _l("Begin an account"),
        _l("Write about a meeting that you facilitated."),
        _l("Begin writing"),
        "portfolio.new",
        "pencil",
    ),
    "member_feedback": (
        _l("Ask a set for its answers"),
        _l("Members answer on a page without an account. Nobody is asked for a name."),
        _l("Ask a set"),
        "practice.ask_feedback",
        "chat-square-text",
    ),
}
BEGINNINGS["supervision_ratio"] = BEGINNINGS["supervision_minutes"]


def _begin(found: Step, progress: Progress) -> Words:
    title, sentence, label, endpoint, icon = BEGINNINGS[found.subject.kind]
    return Words(str(title), str(sentence), str(label), url_for(endpoint), icon)


def _gather_evidence(found: Step, progress: Progress) -> Words:
    subject = found.subject
    sentence = ngettext(
        "%(num)s criterion has no evidence that is ready.",
        "%(num)s criteria have no evidence that is ready.",
        subject.number,
    )
    return Words(
        _("Gather evidence for unit %(unit)s", unit=subject.name),
        sentence,
        _("Open the unit"),
        url_for("portfolio.unit", public_id=subject.id),
        "folder-plus",
    )


def _wait(found: Step, progress: Progress) -> Words:
    return Words(_("Nothing to do:"), WAITING[found.subject.kind](found.subject), icon="hourglass-split", waits=True)


def _waiting_meetings(subject: Subject) -> str:
    return ngettext(
        "%(num)s meeting is waiting for %(name)s to confirm it, since %(day)s.",
        "%(num)s meetings are waiting for %(name)s to confirm them, the first since %(day)s.",
        subject.number,
        name=subject.name,
        day=day(subject.on),
    )


def _waiting_supervision(subject: Subject) -> str:
    return ngettext(
        "%(num)s supervision meeting of %(day)s is waiting for %(name)s to sign it.",
        "%(num)s supervision meetings are waiting for %(name)s to sign them, the first of %(day)s.",
        subject.number,
        name=subject.name,
        day=day(subject.on),
    )


def _waiting_observations(subject: Subject) -> str:
    return ngettext(
        "%(num)s observation is waiting for %(name)s to write and sign it.",
        "%(num)s observations are waiting for %(name)s to write and sign them.",
        subject.number,
        name=subject.name,
    )


def _waiting_unit(subject: Subject) -> str:
    unit = subject.codes[0]
    if not subject.name:
        return _("Unit %(unit)s is sent. Your centre chooses the assessor.", unit=unit)
    if subject.on is None:
        return _("Unit %(unit)s is with %(name)s, your assessor.", unit=unit, name=subject.name)
    return _(
        "Unit %(unit)s is with %(name)s, your assessor, until %(day)s.",
        unit=unit,
        name=subject.name,
        day=day(subject.on),
    )


WAITING: dict[str, Callable[[Subject], str]] = {
    ItemKind.meeting: _waiting_meetings,
    ItemKind.supervision: _waiting_supervision,
    ItemKind.observation: _waiting_observations,
    "unit": _waiting_unit,
}


def _nothing(found: Step, progress: Progress) -> Words:
    if found.subject.kind == "done":
        text = _("Every requirement is met and every unit is passed. Your centre claims your certificate.")
    else:
        text = _("Nothing waits for you, and nothing of yours waits for others.")
    return Words(_("Nothing to do:"), text, icon="check-circle", waits=True)


STEPS: dict[Do, Callable[[Step, Progress], Words]] = {
    Do.answer_question: _answer_question,
    Do.look_again: _look_again,
    Do.send_again: _send_again,
    Do.sign_observation: _sign_observation,
    Do.sign_discussion: _sign_discussion,
    Do.finish_account: _finish_account,
    Do.send_unit: _send_unit,
    Do.log_meeting: _log_meeting,
    Do.write_diary: _write_diary,
    Do.begin: _begin,
    Do.gather_evidence: _gather_evidence,
    Do.wait: _wait,
    Do.nothing: _nothing,
}
