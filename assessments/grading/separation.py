"""Who may not sign one decision together, as SQL for the rules of `core.row_rules` (invariants 13 and 20 to 22).

The same is said in Python by `assessments.grading.independence`, with reasons that people read.
"""

from training.enrolments import separation


def _place_of(submission: str) -> str:
    return f"(SELECT s.enrolment_id FROM submission s WHERE s.id = {submission})"


def _unit_of(submission: str) -> str:
    return f"(SELECT s.unit_id FROM submission s WHERE s.id = {submission})"


def _quality_assured(person: str, submission: str) -> str:
    """The person looked, or looks, at a decision on the submission for quality assurance."""
    return f"""(EXISTS (SELECT 1 FROM iqa_sample q JOIN unit_decision o ON o.id = q.decision_id
    WHERE o.submission_id = {submission} AND q.iqa_id = {person})
    OR EXISTS (SELECT 1 FROM sample_judgement j JOIN unit_decision o ON o.id = j.decision_id
    WHERE o.submission_id = {submission} AND j.iqa_id = {person}))"""


def _may_not_sign(person: str, submission: str, at: str) -> str:
    place = _place_of(submission)
    return f"""({separation.is_trainee(person, place)} OR {_quality_assured(person, submission)} OR (
    {separation.is_of_this_centre(place)} AND ({separation.is_too_close(person, place)}
    OR {separation.is_allocated(person, place, "iqa", unit=_unit_of(submission), after=at)})))"""


_HERE = separation.is_of_this_centre(_place_of("NEW.submission_id"))
_DECISION = "(SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)"
_CHECKS = ("NEW.iqa_id", _place_of(_DECISION))

NOT_ABOUT_WHAT_WAS_SENT = """NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission_id
    AND s.bundle_hash = NEW.bundle_hash) OR NOT EXISTS (SELECT 1 FROM mark_sheet m WHERE m.id = NEW.mark_sheet_id
    AND m.submission_id = NEW.submission_id AND m.assessor_id = NEW.assessor_id)"""
"""Of a decision: it names another bundle than the one that was sent, or a mark sheet that is not its assessor's."""

MAY_NOT_DECIDE = _may_not_sign("NEW.assessor_id", "NEW.submission_id", "NEW.decided_at")

LACKS_A_SECOND_SIGNATURE = f"""NOT NEW.needs_countersignature AND {_HERE}
    AND NOT {separation.has_credential("NEW.assessor_id", "NEW.decided_at")}"""

LACKS_A_SIGNATURE = f"""{_HERE} AND NOT EXISTS
    (SELECT 1 FROM signature g WHERE g.id = NEW.signature_id AND g.person_id = NEW.assessor_id)"""

LACKS_FULL_SAMPLING = f"""{_HERE}
    AND {separation.has_conflict("NEW.assessor_id", _place_of("NEW.submission_id"), "managed")}
    AND EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission_id AND NOT s.managed_conflict)"""

MAY_NOT_COUNTERSIGN = f"""{_may_not_sign("NEW.person_id", _DECISION, "NEW.signed_at")}
    OR EXISTS (SELECT 1 FROM unit_decision o WHERE o.id = NEW.decision_id AND o.assessor_id = NEW.person_id)"""

IS_NOT_QUALIFIED_TO_COUNTERSIGN = f"""{separation.is_of_this_centre(_place_of(_DECISION))}
    AND NOT {separation.has_credential("NEW.person_id", "NEW.signed_at")}"""

MAY_NOT_CHECK = f"""NEW.iqa_id IS NOT NULL AND ({separation.is_trainee(*_CHECKS)}
    OR EXISTS (SELECT 1 FROM unit_decision o LEFT JOIN countersignature k ON k.decision_id = o.id
    WHERE o.submission_id = {_DECISION} AND (o.assessor_id = NEW.iqa_id OR k.person_id = NEW.iqa_id))
    OR ({separation.is_of_this_centre(_place_of(_DECISION))} AND ({separation.is_too_close(*_CHECKS)}
    OR {separation.has_observed(*_CHECKS)})))"""
"""Of a sample or a judgement: who checks has another part in the decision, or is too close to the trainee."""

WAS_PASSED_OVER = f"""NOT NEW.picked
    AND EXISTS (SELECT 1 FROM submission s WHERE s.id = {_DECISION} AND s.managed_conflict)"""
