"""The pages of an assessor: marking and countersigning; and the trainee's page of a decision."""

from collections.abc import Callable, Sequence
from typing import NoReturn

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.authenticity import document as shared
from assessments.comments import page as workspace
from assessments.comments import queries as comments
from assessments.comments.forms import CommentForm, comment_form
from assessments.grading import explaining, policy, queries, questions, services, wording
from assessments.grading.answers import MARKS_EACH, Answers
from assessments.grading.blueprint import blueprint
from assessments.grading.document import by_criterion, evidence_of
from assessments.grading.forms import CountersignForm, MarkingForm, SignDecisionForm
from assessments.grading.missing import missing_at
from assessments.grading.models import MarkSheet, UnitDecision
from assessments.grading.outcomes import Scale
from assessments.grading.queue import following
from assessments.grading.reading import READ_AS_ASSESSOR, READ_AS_COUNTERSIGNER, READ_AS_TRAINEE
from assessments.grading.signed import COUNTERSIGNED
from core import clock, history, uploads
from core.db import db
from core.errors import MovedOn
from core.policy import allows
from people.models import Person
from people.signatures import queries as signature_queries
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.enrolments.progress import explained, progress_of
from training.portfolio import files
from training.portfolio.declarations import AI_LABELS
from training.portfolio.models import DeclarationKind, Submission, SubmissionState
from training.portfolio.offline import offline_key
from training.portfolio.wording import staff_status
from training.portfolio.workflow import UNUSED, VOID
from training.similarity import queries as similarity

# ---- Marking ----


@blueprint.route("/marking/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_mark, Submission, sees=policy.can_see_work, load=queries.WITH_PLACE)
def mark(submission: Submission) -> ResponseReturnValue:
    """The work beside the criteria; before it is begun and after it is decided, to read."""
    submission = queries.submission_for_page(submission)
    sheet = workspace.sheet_of(submission)
    if sheet is None:
        if request.method == "POST":
            raise MovedOn(wording.not_marked(submission))
        return _read(submission)
    form, criteria = workspace.form_for(sheet), queries.open_criteria(submission)
    commenting = comment_form(criteria)
    if form.is_submitted() and form.validate():
        answers = form.answers()
        if "do" in request.form:
            with commenting.rule_errors():
                services.save_draft(sheet, answers, version=form.seen(), page=form.page.data or "", by=g.person)
                done = workspace.carry_out(sheet, request.form["do"], commenting, criteria, by=g.person)
                db.session.commit()
                return redirect(url_for("grading.mark", public_id=submission.public_id, _anchor=done.anchor), 303)
            form.form_errors += [message for messages in commenting.errors.values() for message in messages]
            return _marked(queries.submission_for_page(submission), sheet, form, commenting)
        codes = [criterion.code for criterion in form.open_criteria]
        gaps = answers.gaps(codes, form.scale, queries.on_testimony_alone(submission))
        waiting = [] if "save" in request.form else questions.of(submission).waiting
        if "save" in request.form or not (gaps or waiting):
            services.save_draft(sheet, answers, version=form.seen(), page=form.page.data or "", by=g.person)
            db.session.commit()
            if "save" not in request.form:
                return redirect(url_for("grading.check", public_id=submission.public_id), 303)
            flash(_("Saved. It waits in your queue."), "ok")
            return redirect(url_for("grading.queue"), 303)
        form.show(gaps)
        form.wait_for((record.covers, sentence) for record, sentence in waiting)
    return _marked(submission, sheet, form, commenting)


def _marked(
    submission: Submission, sheet: MarkSheet, form: MarkingForm, commenting: CommentForm
) -> ResponseReturnValue:
    page = render_template(
        "assessments/grading/mark.html", form=form, commenting=commenting, **_marking_page(submission, sheet, form)
    )
    history.note_read(submission, by=g.person, reason=READ_AS_ASSESSOR)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/marking/<uuid:public_id>/start")
@allows(policy.can_mark, Submission, sees=policy.can_see_work)
def start(submission: Submission) -> ResponseReturnValue:
    """Begin to mark, or begin again after quality assurance returned it."""
    services.start(submission, by=g.person)
    db.session.commit()
    return redirect(url_for("grading.mark", public_id=submission.public_id), 303)


@blueprint.route("/marking/<uuid:public_id>/check", methods=["GET", "POST"])
@allows(policy.can_mark, Submission, sees=policy.can_see_or_began)
def check(submission: Submission) -> ResponseReturnValue:
    """What is about to be signed and why the outcome is what it is, what will be locked, and the proof.

    A second sending of what was signed changes nothing and leads to the receipt of the first.
    """
    if submission.state is not SubmissionState.in_assessment:
        _refuse_as_signed(submission)
    submission = queries.submission_for_page(submission)
    sheet = workspace.sheet_of(submission)
    if sheet is None:
        _refuse_as_signed(submission)
    answers, criteria = Answers.from_draft(sheet.draft), queries.open_criteria(submission)
    scale = services.scale_of(submission)
    if answers.gaps([criterion.code for criterion in criteria], scale, queries.on_testimony_alone(submission)):
        return redirect(url_for("grading.mark", public_id=submission.public_id), 303)
    shown = explaining.about_to_sign(sheet, answers, [each.code for each in criteria], by=g.person)
    form = SignDecisionForm(data={"version": str(sheet.version), "content": shown["content"]})
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: _signature_on(submission)):
            decision = services.record_decision(
                sheet,
                services.as_decisions(answers, criteria),
                answers.tests,
                answers.tests_comment,
                answers.feedback,
                version=form.seen(),
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_decision_saved(decision), "ok")
            return to_receipt(decision.signature)
    return render_template(
        "assessments/grading/check.html",
        form=form,
        submission=submission,
        answers=answers,
        criteria=criteria,
        carried=queries.carried_criteria(submission),
        marked=scale is Scale.marks,
        signature=services.signature(g.person),
        wording=wording,
        **shown,
    ), 422 if form.is_submitted() else 200


@blueprint.get("/marking/<uuid:public_id>/requirements")
@allows(policy.can_mark, Submission, sees=policy.can_see_work)
def requirements(submission: Submission) -> ResponseReturnValue:
    """What the award counts beside the criteria, and how far this trainee is."""
    progress = progress_of(queries.enrolment_of(submission))
    rows = explained(progress.findings, progress.describe_to_staff)
    return render_template("assessments/grading/requirements.html", rows=rows, submission=submission)


@blueprint.get("/marking/<uuid:public_id>/files/<int:position>")
@allows(policy.can_read_files, Submission)
def file(submission: Submission, position: int) -> ResponseReturnValue:
    """Download one file as it was sent."""
    attachment = queries.attachment_of(submission, position) or abort(404)
    files.refuse_unless_open(attachment)
    response = uploads.send_stored(current_app.config["FILES"], attachment.key, filename=attachment.name)
    _note_file_read(submission)
    return response


@blueprint.get("/marking/<uuid:public_id>/files/<int:position>/shown")
@allows(policy.can_read_files, Submission)
def shown(submission: Submission, position: int) -> ResponseReturnValue:
    """A picture or a recording as it was sent, for the page that shows the work."""
    attachment = queries.attachment_of(submission, position) or abort(404)
    files.refuse_unless_open(attachment)
    if attachment.media_type not in uploads.SHOWN:
        abort(404)
    response = uploads.show_stored(current_app.config["FILES"], attachment.key, media_type=attachment.media_type)
    if not request.range or request.range.ranges[0][0] == 0:  # a player asks for the rest in pieces
        _note_file_read(submission)
    return response


def _note_file_read(submission: Submission) -> None:
    is_assessor = submission.assessor_id == g.person.id
    history.note_read(submission, by=g.person, reason=READ_AS_ASSESSOR if is_assessor else READ_AS_COUNTERSIGNER)


def _marking_page(submission: Submission, sheet: MarkSheet, form: MarkingForm) -> dict[str, object]:
    before = comments.before(submission)
    reading = workspace.reading_while_marking(sheet, before)
    met = _safely_decided(form)
    not_met = [code for code, answer in met.items() if answer is False]
    return _frame(submission) | {
        "evidence_items": reading.items,
        "reading": reading,
        "rests_on": by_criterion(reading.items),
        "criteria": form.open_criteria,
        "carried": queries.carried_criteria(submission),
        "past": before,
        "asked": questions.of(submission),
        "offline_key": offline_key(g.person, submission),
        "following": following(g.person, submission),
        "met": met,
        "verdict": wording.verdict(met),
        "advised": explaining.advised(form.answers(), not_met),
        "marked": form.scale is Scale.marks,
        "most": MARKS_EACH,
        "before": [each for each in queries.sheets_of(submission) if each.decision],
    }


def _shared(submission: Submission) -> dict[str, object]:
    """What the accounts of a submission share with others, in counts; the passages are on a page of their own."""
    return {
        "lines": shared.lines(similarity.compared(submission)),
        "checked_on": clock.now(),
    }


def _safely_decided(form: MarkingForm) -> dict[str, bool | None]:
    """What is decided so far; marks out of range decide nothing."""
    fine = [line.criterion.code for line in form.lines() if not line.answer.errors]
    undecided = {line.criterion.code: None for line in form.lines()}
    return undecided | form.answers().decided(fine, form.scale)


def _frame(submission: Submission) -> dict[str, object]:
    """What every page with the work of a submission shows of it."""
    return {
        "submission": submission,
        "status": staff_status(submission.state),
        "trainee_statement": queries.statement_of(submission, DeclarationKind.trainee),
        "centre_statement": queries.statement_of(submission, DeclarationKind.centre),
        "ai_use": AI_LABELS,
        "file_address": _file_address(submission),
        "compare": url_for("authenticity.passages", public_id=submission.public_id),
        "wording": wording,
    }


def _file_address(submission: Submission) -> Callable[[int], str]:
    public_id = submission.public_id
    return lambda position: url_for("grading.file", public_id=public_id, position=position)


def _read(submission: Submission) -> ResponseReturnValue:
    """The work before it is begun, or the decision after it was given."""
    decided = [each.decision for each in queries.sheets_of(submission) if each.decision]
    signatures = [each.countersignature for each in decided if each.countersignature]
    returned = submission.state is SubmissionState.returned_to_assessor
    if submission.state in VOID:
        return _void(submission, decided)
    if decided and not returned and submission.state is not SubmissionState.allocated:
        page = render_template(
            "assessments/grading/decided.html",
            page=queries.mark_sheet_in(submission, decided[-1]),
            entries=history.timeline(*queries.sheets_of(submission), *decided, *signatures),
            read_on=queries.first_read(decided[-1]),
            **_frame(submission),
        )
    else:
        page = render_template(
            "assessments/grading/start.html",
            evidence_items=evidence_of(submission.items),
            returned=returned,
            samples=queries.returned_samples(submission) if returned else [],
            carried=queries.carried_criteria(submission),
            shared=_shared(submission),
            **_frame(submission),
        )
    history.note_read(submission, by=g.person, reason=READ_AS_ASSESSOR)
    return page


def _void(submission: Submission, decided: Sequence[UnitDecision]) -> ResponseReturnValue:
    """What became of an attempt that was made void. The work is not shown: there is nothing to decide on it."""
    sheets = queries.sheets_of(submission)
    return render_template(
        "assessments/grading/void.html",
        closed_at=next((sheet.closed_at for sheet in reversed(sheets) if sheet.voided), None),
        is_used=submission.state not in UNUSED,
        decisions=[each for each in decided if each.assessor_id == g.person.id],
        entries=history.timeline(submission, *sheets, *decided),
        **_frame(submission),
    )


def _decision_saved(decision: UnitDecision) -> str:
    if decision.needs_countersignature:
        return _("Decision given. It waits for a countersignature.")
    return _("Decision given. The trainee has been told that it is there.")


def _signature_on(submission: Submission) -> Signature | None:
    decision = queries.last_signed(submission)
    return decision.signature if decision else None


def _refuse_as_signed(submission: Submission) -> NoReturn:
    """In place of a second decision on the same sheet: the receipt of the first, or who gave it."""
    if signature := _signature_on(submission):
        raise SignedAlready(signature)
    raise MovedOn(wording.not_marked(submission))


# ---- Countersigning ----


@blueprint.route("/countersign/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_countersign, UnitDecision, sees=policy.can_see_countersigning, load=queries.OF_WORK)
def countersign(decision: UnitDecision) -> ResponseReturnValue:
    """Another assessor's decision, with the work; agree or send it back."""
    if decision.countersignature or decision.submission.state is not SubmissionState.awaiting_countersign:
        if decision.countersignature:
            raise SignedAlready(decision.countersignature.signature)
        raise MovedOn(_("This decision does not wait for a countersignature."))
    form = CountersignForm()
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: _second_signature_on(decision)):
            agreed = form.answer.data == "agree"
            row = services.countersign(
                decision, agreed, form.comment.data or "", proved_by=form.given_proof(), by=g.person
            )
            db.session.commit()
            flash(_("Countersigned. The decision is final.") if agreed else _("Sent back to the assessor."), "ok")
            return to_receipt(row.signature)
    page = queries.mark_sheet_for_page(decision)
    html = render_template(
        "assessments/grading/countersign.html",
        form=form,
        page=page,
        signature=services.signature(g.person),
        **_frame(page.submission),
    )
    history.note_read(page.submission, by=g.person, reason=READ_AS_COUNTERSIGNER)
    return html, 422 if form.is_submitted() else 200


def _second_signature_on(decision: UnitDecision) -> Signature | None:
    return signature_queries.last_on(decision, COUNTERSIGNED)


# ---- What the trainee reads ----

blueprint.add_app_template_global(missing_at)


@blueprint.get("/feedback-on/<uuid:public_id>")
@allows(policy.can_read_feedback, UnitDecision)
def feedback(decision: UnitDecision) -> ResponseReturnValue:
    """A final decision in plain words: what it is, what comes next, and the comments for those who may read them."""
    page = queries.mark_sheet_for_page(decision)
    missing = [each for each in page.criteria if not each.met]
    is_own, read_on = _is_own(g.person, page.submission), queries.first_read(page.decision)
    told = wording.told(page.decision, [each.criterion.code for each in missing])
    if missing and page.decision.send_by:
        told.append(explaining.attempts_left(page.submission))
    html = render_template(
        "assessments/grading/feedback.html",
        page=page,
        missing=missing,
        told=told,
        reads_comments=policy.reads_comments(g.person, page.decision),
        reads_receipt=policy.can_read_receipt(g.person, page.decision),
        is_own=is_own,
        read_on=read_on,
    )
    if is_own and read_on is None:
        history.note_read(page.decision, by=g.person, reason=READ_AS_TRAINEE)
    return html


@blueprint.get("/outcome-of/<uuid:public_id>")
@allows(policy.can_read_outcome, Submission)
def outcome(submission: Submission) -> ResponseReturnValue:
    """From a unit that was sent to its latest final decision, for pages that know no decisions."""
    decision = queries.final_decision(submission)
    if decision is None:
        abort(404)
    return redirect(url_for("grading.feedback", public_id=decision.public_id), 303)


def _is_own(person: Person, submission: Submission) -> bool:
    return submission.enrolment.person_id == person.id
