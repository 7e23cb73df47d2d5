"""The pages of discussions: the list, writing, and the record with both signatures."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock, history
from core.canonical import canonical_hash
from core.db import db
from core.errors import MovedOn
from core.pagination import paged
from core.policy import allows
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.awards.models import EvidenceKind
from training.deidentification import check
from training.discussions import policy, queries, services, signed, wording
from training.discussions.document import facts_of
from training.discussions.forms import HandOverForm, RecordForm, SendBackForm, SignForm, stored
from training.discussions.models import Discussion, DiscussionKind, DiscussionState
from training.enrolments import queries as enrolments
from training.enrolments.models import Enrolment
from training.portfolio.editor_views import grouped
from training.portfolio.models import Submission
from training.portfolio.wording import FLAG_KINDS

blueprint = Blueprint("discussions", __name__)
READ_AS_COLLEAGUE = "the record of a discussion with a trainee whom they assess or teach"


@blueprint.app_template_global()
def may_record_discussion(enrolment: Enrolment) -> bool:
    """Whether the page of a trainee leads its reader to recording a discussion."""
    return policy.can_record(g.person, enrolment)


@blueprint.get("/discussions")
@allows(policy.can_list)
def discussions() -> ResponseReturnValue:
    """One's own records, what one recorded, and with whom one may record another."""
    return render_template(
        "training/discussions/discussions.html",
        own=queries.own(g.person),
        page=paged(queries.recorded_by(g.person)),
        places=[each for each in enrolments.assessed_or_taught_by(g.person) if policy.can_record(g.person, each)],
        wording=wording,
    )


# ---- Writing ----


@blueprint.route("/discussions/with/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_record, Enrolment, load=queries.with_criteria())
def record(enrolment: Enrolment) -> ResponseReturnValue:
    """Record a discussion with a trainee."""
    return _begin(enrolment, None, DiscussionKind.discussion)


@blueprint.route("/discussions/while-marking/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_record_for, Submission, sees=policy.assesses, load=queries.with_work())
def record_while_marking(submission: Submission) -> ResponseReturnValue:
    """Record what was asked about a submission that is being marked."""
    return _begin(submission.enrolment, submission, DiscussionKind.questioning)


@blueprint.route("/discussions/<uuid:public_id>/write", methods=["GET", "POST"])
@allows(policy.can_write, Discussion, sees=policy.can_see, load=queries.with_place(writing=True))
def write(discussion: Discussion) -> ResponseReturnValue:
    """Change a record that is not handed over."""
    if discussion.state is not DiscussionState.draft:
        raise MovedOn(_("This record is not being written now."))
    groups = queries.criteria_offered(discussion.enrolment, discussion.submission)
    form = RecordForm(data=stored(discussion, groups))
    form.offer(groups)
    if form.validate_on_submit():
        with form.rule_errors():
            services.write(discussion, form.told(), version=form.seen(), by=g.person)
            db.session.commit()
            return _saved(discussion)
    return _form_page(form, groups, discussion.enrolment, discussion.submission, discussion)


def _begin(enrolment: Enrolment, submission: Submission | None, kind: DiscussionKind) -> ResponseReturnValue:
    groups = queries.criteria_offered(enrolment, submission)
    if not groups:
        return render_template("training/discussions/none_taken.html", enrolment=enrolment)
    form = RecordForm(data={"kind": kind.value, "held_on": clock.today(g.person.zone)})
    form.offer(groups)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(Discussion, _address_of) as public_id:
            made = services.begin(enrolment, form.told(), submission=submission, public_id=public_id, by=g.person)
            db.session.commit()
            return _saved(made)
    return _form_page(form, groups, enrolment, submission)


def _saved(discussion: Discussion) -> ResponseReturnValue:
    flash(_("Saved. Read it once more, then sign it."), "ok")
    return redirect(_address_of(discussion), 303)


def _address_of(discussion: Discussion) -> str:
    return url_for("discussions.discussion", public_id=discussion.public_id)


def _form_page(
    form: RecordForm,
    groups: Any,
    enrolment: Enrolment,
    submission: Submission | None,
    discussion: Discussion | None = None,
) -> ResponseReturnValue:
    return render_template(
        "training/discussions/write.html",
        form=form,
        groups=grouped(form.criteria, groups),
        enrolment=enrolment,
        submission=submission,
        discussion=discussion,
        wording=wording,
    ), (422 if form.is_submitted() else 200)


# ---- One record ----


@blueprint.get("/discussions/<uuid:public_id>")
@allows(policy.can_see, Discussion, load=queries.with_place())
def discussion(discussion: Discussion) -> ResponseReturnValue:
    """One record: what was said, both signatures, and what this reader can do."""
    return _page_of(discussion)


@blueprint.post("/discussions/<uuid:public_id>/hand-over")
@allows(policy.can_write, Discussion, sees=policy.can_see, load=queries.with_place())
def hand_over(discussion: Discussion) -> ResponseReturnValue:
    """The recorder signs, and the trainee is asked to."""
    if discussion.recorder_signature:
        raise SignedAlready(discussion.recorder_signature)
    form = HandOverForm()
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: discussion.recorder_signature):
            signature = services.hand_over(
                discussion,
                version=form.seen(),
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            name = discussion.enrolment.person.full_name
            flash(_("Signed. %(name)s has been asked to read and sign.", name=name), "ok")
            return to_receipt(signature)
    return _page_of(discussion, handing_over=form)


@blueprint.post("/discussions/<uuid:public_id>/sign")
@allows(policy.can_answer, Discussion, sees=policy.can_see, load=queries.with_place())
def sign(discussion: Discussion) -> ResponseReturnValue:
    """The trainee has read it and signs."""
    if discussion.trainee_signature:
        raise SignedAlready(discussion.trainee_signature)
    form = SignForm()
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: discussion.trainee_signature):
            signature = services.sign(
                discussion,
                form.remarks.data or "",
                version=form.seen(),
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("Signed. The record is final."), "ok")
            return to_receipt(signature)
    return _page_of(discussion, signing=form)


@blueprint.post("/discussions/<uuid:public_id>/send-back")
@allows(policy.can_answer, Discussion, sees=policy.can_see, load=queries.with_place())
def send_back(discussion: Discussion) -> ResponseReturnValue:
    """The trainee says what is not right."""
    form = SendBackForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.send_back(discussion, form.objection.data or "", version=form.seen(), by=g.person)
            db.session.commit()
            flash(_("Sent back to %(name)s.", name=discussion.recorder.full_name), "ok")
            return redirect(url_for("discussions.discussion", public_id=discussion.public_id), 303)
    return _page_of(discussion, sending_back=form)


@blueprint.post("/discussions/<uuid:public_id>/withdraw")
@allows(policy.can_withdraw, Discussion, sees=policy.can_see, load=queries.with_place())
def withdraw(discussion: Discussion) -> ResponseReturnValue:
    """Take back what the trainee has not signed."""
    services.withdraw(discussion, by=g.person)
    db.session.commit()
    flash(_("Withdrawn. What stood in it is deleted."), "ok")
    return redirect(url_for("discussions.discussion", public_id=discussion.public_id), 303)


def _page_of(
    discussion: Discussion,
    *,
    handing_over: HandOverForm | None = None,
    signing: SignForm | None = None,
    sending_back: SendBackForm | None = None,
) -> ResponseReturnValue:
    is_trainee, is_recorder = policy.is_trainee(g.person, discussion), policy.is_recorder(g.person, discussion)
    is_draft, waits = discussion.state is DiscussionState.draft, discussion.state is DiscussionState.waits
    sent = handing_over or signing or sending_back
    if (handing_over and not is_draft) or ((signing or sending_back) and not waits):
        raise MovedOn(_("It has been signed or changed since you opened the page."))
    reads, facts = policy.reads(g.person, discussion), facts_of(discussion)
    may_write = is_draft and bool(policy.can_write(g.person, discussion))
    start = {"version": str(discussion.version), "content": canonical_hash(signed.record(discussion))}
    page = render_template(
        "training/discussions/discussion.html",
        discussion=discussion,
        title=wording.title_of(discussion),
        state=wording.STATES[discussion.state],
        pairs=wording.what_it_was(facts),
        signed=wording.signatures_of(discussion),
        texts=wording.texts_of(facts) if reads else [],
        reads=reads,
        is_trainee=is_trainee,
        is_recorder=is_recorder,
        may_write=may_write,
        may_withdraw=discussion.is_open and bool(policy.can_withdraw(g.person, discussion)),
        is_assessor=discussion.submission is not None and policy.assesses(g.person, discussion.submission),
        flags=_flags(discussion) if may_write else [],
        form=sent,
        handing_over=handing_over or (HandOverForm(formdata=None, data=start) if may_write else None),
        signing=signing or (SignForm(formdata=None, data=start) if is_trainee and waits else None),
        sending_back=sending_back or (SendBackForm(formdata=None, data=start) if is_trainee and waits else None),
        statement=signed.statement(discussion, by=g.person),
        used=queries.evidence_of(discussion) if is_trainee and discussion.content_hash else None,
        add=url_for(
            "portfolio.from_record",
            kind=EvidenceKind.professional_discussion.value,
            award=discussion.enrolment.public_id,
        ),
        entries=history.timeline(discussion),
    )
    if reads and not (is_trainee or is_recorder):
        history.note_read(discussion, by=g.person, reason=READ_AS_COLLEAGUE)
    return page, 422 if sent and request.method == "POST" else 200


def _flags(discussion: Discussion) -> list[tuple[str, Any]]:
    """Phrases of a draft that might identify somebody, with what they look like; those who met are not among them."""
    text = "\n\n".join(part for part in (discussion.questions, discussion.answers) if part)
    both = {discussion.recorder.full_name, discussion.recorder.given_name, discussion.recorder.family_name}
    found = check.find(text, author=discussion.enrolment.person.full_name) if text else []
    return [(flag.text, FLAG_KINDS[flag.kind.value]) for flag in found if flag.text not in both]
