"""Everything, as it stood at the beginning.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

import core.db
from core.history import Finality
from core.row_rules import RowRule

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None

# Rows that the database itself refuses to change or delete.
FINAL = (
    Finality("account_version", None, (), "final"),
    Finality("adjustment", None, ("enrolment_id", "basis", "kind", "asked_at", "sealed", "key_name"), "asked"),
    Finality(
        "adjustment",
        "OLD.decided_at IS NOT NULL",
        (
            "decided_at",
            "decided_by_id",
            "signature_id",
            "by_ao",
            "ao_reference",
            "sealed_reason",
            "need_to_do",
            "tells_sets",
            "units",
            "starts_on",
            "ends_on",
            "extra_days",
            "due_on",
            "instead_of",
            "accepts",
        ),
        "decided",
    ),
    Finality("adjustment", "OLD.state IN ('declined', 'ended')", (), "final"),
    Finality("adjustment_allowance", None, (), "final"),
    Finality(
        "allowance",
        None,
        ("enrolment_id", "unit_id", "starts_on", "extra_days", "due_on", "attempt", "instead_of", "accepts"),
        "final",
    ),
    Finality("anchored_comment", "OLD.closed_at IS NOT NULL", (), "final"),
    Finality("appeal", "OLD.state IN ('resolved_upheld', 'resolved_dismissed', 'withdrawn')", (), "final"),
    Finality("appeal", None, ("submission_id", "decision_id", "grounds", "words", "raised_at"), "words"),
    Finality("appeal_part", "OLD.part IN ('trainee', 'assessor', 'countersigner', 'iqa')", (), "final"),
    Finality("appeal_stage", "OLD.answered_at IS NOT NULL", (), "final"),
    Finality("assessment_criterion", None, (), "final"),
    Finality("attempt_grant", None, (), "final"),
    Finality("authenticity_declaration", None, (), "final"),
    Finality("award_version", "OLD.status = 'published'", (), "final"),
    Finality("brought_portfolio", None, (), "final"),
    Finality(
        "certificate",
        None,
        ("number", "code", "person_id", "award_version_id", "issued_on", "facts", "pdf_key", "pdf_sha256"),
        "as_issued",
    ),
    Finality("certificate", "OLD.revoked_on IS NOT NULL", (), "revoked"),
    Finality("certificate_claim", "OLD.state IN ('issued', 'cancelled')", (), "final"),
    Finality("certificate_claim", None, ("enrolment_id", "raised_by_id", "raised_at", "findings"), "raised"),
    Finality("certificate_elsewhere", None, (), "final"),
    Finality("consented_account", None, (), "final"),
    Finality("countersignature", None, (), "final"),
    Finality("cpd_entry", "OLD.verified_at IS NOT NULL", (), "final"),
    Finality("credential_file", None, (), "final"),
    Finality("criterion_decision", None, (), "final"),
    Finality("discussion", "OLD.state IN ('signed', 'withdrawn')", (), "final"),
    Finality("draft_review", "OLD.state IN ('returned', 'withdrawn', 'ended')", (), "final"),
    Finality("draft_review_item", None, (), "final"),
    Finality("drawn_decision", None, (), "final"),
    Finality("expert_witness", None, ("enrolment_id", "name", "email", "reason", "named_by_id", "named_at"), "final"),
    Finality("extract_run", None, (), "final"),
    Finality("held_back_account", None, (), "final"),
    Finality("history_entry", None, (), "final"),
    Finality("iqa_sample", "OLD.state IN ('closed', 'cancelled')", (), "final"),
    Finality("learning_outcome", None, (), "final"),
    Finality("malpractice_case", "OLD.answered_at IS NOT NULL", ("answer", "answered_at"), "answer"),
    Finality("malpractice_case", "OLD.state NOT IN ('open', 'answered')", (), "final"),
    Finality(
        "malpractice_case",
        None,
        ("submission_id", "kind", "words", "question", "raised_by_id", "raised_at", "answer_by"),
        "words",
    ),
    Finality("mark_sheet", "OLD.closed_at IS NOT NULL", (), "final"),
    Finality("member_feedback", None, (), "final"),
    Finality("more_time", None, (), "final"),
    Finality("observed_practice", "OLD.state = 'signed'", (), "final"),
    Finality("practice_record", "OLD.state IN ('counted', 'rejected', 'void')", (), "final"),
    Finality("progress_review", "OLD.state IN ('signed', 'cancelled')", (), "final"),
    Finality("read_entry", None, (), "final"),
    Finality("requirement", None, (), "final"),
    Finality("research_consent", None, (), "final"),
    Finality("research_project", "OLD.closed_at IS NOT NULL", (), "closed"),
    Finality(
        "research_project",
        None,
        ("name", "purpose", "run_by", "ethics_reference", "starts_on", "ends_on", "statement", "statement_version"),
        "final",
    ),
    Finality("review_signature", None, (), "final"),
    Finality("sample_draw", None, (), "final"),
    Finality("sample_judgement", None, (), "final"),
    Finality("sampling_policy", None, (), "final"),
    Finality("signature", None, (), "final"),
    Finality(
        "submission", None, ("enrolment_id", "unit_id", "attempt", "submitted_at", "manifest", "bundle_hash"), "final"
    ),
    Finality("submission_item", None, (), "final"),
    Finality("supervision_meeting", "OLD.state = 'signed'", (), "final"),
    Finality("unit", None, (), "final"),
    Finality("unit_decision", None, (), "final"),
    Finality("witness_testimony", "OLD.state = 'signed'", (), "final"),
)

# Rows that the database itself refuses to take, because of what other tables hold.
REFUSED = (
    RowRule(
        "allocation",
        "people",
        "(NEW.ends_on IS NULL OR NEW.ends_on >= NEW.starts_on) AND EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.state <> 'brought_in') AND (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.person_id = NEW.person_id) OR EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = NEW.enrolment_id AND a.public_id <> NEW.public_id AND a.person_id = NEW.person_id AND a.role <> NEW.role AND (a.ends_on IS NULL OR a.ends_on >= NEW.starts_on) AND (NEW.ends_on IS NULL OR a.starts_on <= NEW.ends_on)) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.person_id AND d.about_id = e.person_id) OR (d.about_id = NEW.person_id AND d.person_id = e.person_id) WHERE e.id = NEW.enrolment_id AND d.decision IN ('open', 'blocked')) OR (NEW.role <> 'supervisor' AND (EXISTS (SELECT 1 FROM enrolment e JOIN person t ON t.id = e.person_id WHERE e.id = NEW.enrolment_id AND t.line_manager_id = NEW.person_id) OR EXISTS (SELECT 1 FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.id = NEW.enrolment_id AND c.tutor_id = NEW.person_id) OR (EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = NEW.enrolment_id AND a.person_id = NEW.person_id AND a.role = 'supervisor' AND a.ends_on IS NULL) OR EXISTS (SELECT 1 FROM enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id WHERE e.id = NEW.enrolment_id AND m.supervisor_id = NEW.person_id AND m.state = 'signed')) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.person_id AND d.about_id = e.person_id) OR (d.about_id = NEW.person_id AND d.person_id = e.person_id) WHERE e.id = NEW.enrolment_id AND d.decision IN ('open', 'blocked')))) OR (NEW.role = 'iqa' AND EXISTS (SELECT 1 FROM enrolment e JOIN practice_record r ON r.person_id = e.person_id JOIN observed_practice o ON o.practice_record_id = r.id WHERE e.id = NEW.enrolment_id AND o.observer_id = NEW.person_id AND o.state <> 'cancelled')))",
        ("enrolment_id", "person_id", "role", "ends_on"),
        "this person is too close to the trainee",
        "NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role OR NEW.enrolment_id <> OLD.enrolment_id OR (NEW.ends_on IS NULL AND OLD.ends_on IS NOT NULL) OR NEW.ends_on > OLD.ends_on",
    ),
    RowRule(
        "countersignature",
        "credential",
        "EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.state <> 'brought_in') AND NOT EXISTS (SELECT 1 FROM staff_credential c WHERE c.person_id = NEW.person_id AND c.kind IN ('taqa', 'cava', 'a1') AND c.obtained_on <= day_after(NEW.signed_at) AND (c.expires_on IS NULL OR c.expires_on >= date(NEW.signed_at)))",
        (),
        "a countersigner holds a credential on the day",
        "",
    ),
    RowRule(
        "countersignature",
        "people",
        "(EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.person_id = NEW.person_id) OR (EXISTS (SELECT 1 FROM iqa_sample q JOIN unit_decision o ON o.id = q.decision_id WHERE o.submission_id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id) AND q.iqa_id = NEW.person_id) OR EXISTS (SELECT 1 FROM sample_judgement j JOIN unit_decision o ON o.id = j.decision_id WHERE o.submission_id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id) AND j.iqa_id = NEW.person_id)) OR ( EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.state <> 'brought_in') AND ((EXISTS (SELECT 1 FROM enrolment e JOIN person t ON t.id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND t.line_manager_id = NEW.person_id) OR EXISTS (SELECT 1 FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND c.tutor_id = NEW.person_id) OR (EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND a.person_id = NEW.person_id AND a.role = 'supervisor' AND a.ends_on IS NULL) OR EXISTS (SELECT 1 FROM enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND m.supervisor_id = NEW.person_id AND m.state = 'signed')) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.person_id AND d.about_id = e.person_id) OR (d.about_id = NEW.person_id AND d.person_id = e.person_id) WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND d.decision IN ('open', 'blocked'))) OR EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND a.person_id = NEW.person_id AND a.role = 'iqa' AND (a.unit_id IS NULL OR a.unit_id = (SELECT s.unit_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id))) AND (a.ends_on IS NULL OR a.ends_on > date(NEW.signed_at)))))) OR EXISTS (SELECT 1 FROM unit_decision o WHERE o.id = NEW.decision_id AND o.assessor_id = NEW.person_id)",
        (),
        "this person has another part in it, or is too close to the trainee",
        "",
    ),
    RowRule(
        "discussion",
        "elsewhere",
        "NEW.signed_elsewhere IS NOT NULL AND EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.state <> 'brought_in')",
        ("enrolment_id", "signed_elsewhere"),
        "only a record that was brought in was signed elsewhere",
        "",
    ),
    RowRule(
        "discussion",
        "people",
        "EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.person_id = NEW.recorder_id) OR (NEW.submission_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission_id AND s.enrolment_id = NEW.enrolment_id))",
        ("enrolment_id", "submission_id", "recorder_id"),
        "a record is of two people, about work of the same place",
        "",
    ),
    RowRule(
        "drawn_decision",
        "managed",
        "NOT NEW.picked AND EXISTS (SELECT 1 FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id) AND s.managed_conflict)",
        (),
        "a managed conflict of interest is sampled in full",
        "",
    ),
    RowRule(
        "iqa_sample",
        "people",
        "NEW.iqa_id IS NOT NULL AND (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.person_id = NEW.iqa_id) OR EXISTS (SELECT 1 FROM unit_decision o LEFT JOIN countersignature k ON k.decision_id = o.id WHERE o.submission_id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id) AND (o.assessor_id = NEW.iqa_id OR k.person_id = NEW.iqa_id)) OR (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.state <> 'brought_in') AND ((EXISTS (SELECT 1 FROM enrolment e JOIN person t ON t.id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND t.line_manager_id = NEW.iqa_id) OR EXISTS (SELECT 1 FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND c.tutor_id = NEW.iqa_id) OR (EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND a.person_id = NEW.iqa_id AND a.role = 'supervisor' AND a.ends_on IS NULL) OR EXISTS (SELECT 1 FROM enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND m.supervisor_id = NEW.iqa_id AND m.state = 'signed')) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.iqa_id AND d.about_id = e.person_id) OR (d.about_id = NEW.iqa_id AND d.person_id = e.person_id) WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND d.decision IN ('open', 'blocked'))) OR EXISTS (SELECT 1 FROM enrolment e JOIN practice_record r ON r.person_id = e.person_id JOIN observed_practice o ON o.practice_record_id = r.id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND o.observer_id = NEW.iqa_id AND o.state <> 'cancelled'))))",
        ("iqa_id", "decision_id"),
        "this person has another part in the decision, or is too close to the trainee",
        "OLD.iqa_id IS NULL OR NEW.iqa_id <> OLD.iqa_id OR NEW.decision_id <> OLD.decision_id",
    ),
    RowRule(
        "rpl_claim",
        "answer",
        "NEW.signature_id IS NOT NULL",
        ("agreed", "answered_by_id", "answered_at", "answer", "signature_id"),
        "a signed answer is taken back or stays",
        "OLD.signature_id IS NOT NULL",
    ),
    RowRule(
        "rpl_claim",
        "signature",
        "NEW.agreed IS NOT NULL AND NEW.signature_id IS NULL AND NOT EXISTS (SELECT 1 FROM evidence_item i JOIN enrolment e ON e.id = i.enrolment_id WHERE i.id = NEW.evidence_item_id AND e.state = 'brought_in')",
        ("evidence_item_id", "agreed", "signature_id"),
        "an answer is signed",
        "",
    ),
    RowRule(
        "sample_judgement",
        "people",
        "NEW.iqa_id IS NOT NULL AND (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.person_id = NEW.iqa_id) OR EXISTS (SELECT 1 FROM unit_decision o LEFT JOIN countersignature k ON k.decision_id = o.id WHERE o.submission_id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id) AND (o.assessor_id = NEW.iqa_id OR k.person_id = NEW.iqa_id)) OR (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND e.state <> 'brought_in') AND ((EXISTS (SELECT 1 FROM enrolment e JOIN person t ON t.id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND t.line_manager_id = NEW.iqa_id) OR EXISTS (SELECT 1 FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND c.tutor_id = NEW.iqa_id) OR (EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND a.person_id = NEW.iqa_id AND a.role = 'supervisor' AND a.ends_on IS NULL) OR EXISTS (SELECT 1 FROM enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND m.supervisor_id = NEW.iqa_id AND m.state = 'signed')) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.iqa_id AND d.about_id = e.person_id) OR (d.about_id = NEW.iqa_id AND d.person_id = e.person_id) WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND d.decision IN ('open', 'blocked'))) OR EXISTS (SELECT 1 FROM enrolment e JOIN practice_record r ON r.person_id = e.person_id JOIN observed_practice o ON o.practice_record_id = r.id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = (SELECT o.submission_id FROM unit_decision o WHERE o.id = NEW.decision_id)) AND o.observer_id = NEW.iqa_id AND o.state <> 'cancelled'))))",
        (),
        "this person has another part in the decision, or is too close to the trainee",
        "",
    ),
    RowRule(
        "submission",
        "people",
        "NEW.assessor_id IS NOT NULL AND (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.person_id = NEW.assessor_id) OR (EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.state <> 'brought_in') AND ((EXISTS (SELECT 1 FROM enrolment e JOIN person t ON t.id = e.person_id WHERE e.id = NEW.enrolment_id AND t.line_manager_id = NEW.assessor_id) OR EXISTS (SELECT 1 FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.id = NEW.enrolment_id AND c.tutor_id = NEW.assessor_id) OR (EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = NEW.enrolment_id AND a.person_id = NEW.assessor_id AND a.role = 'supervisor' AND a.ends_on IS NULL) OR EXISTS (SELECT 1 FROM enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id WHERE e.id = NEW.enrolment_id AND m.supervisor_id = NEW.assessor_id AND m.state = 'signed')) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.assessor_id AND d.about_id = e.person_id) OR (d.about_id = NEW.assessor_id AND d.person_id = e.person_id) WHERE e.id = NEW.enrolment_id AND d.decision IN ('open', 'blocked'))) OR EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = NEW.enrolment_id AND a.person_id = NEW.assessor_id AND a.role = 'iqa' AND (a.unit_id IS NULL OR a.unit_id = NEW.unit_id) AND a.ends_on IS NULL))))",
        ("assessor_id",),
        "this person is too close to the trainee to assess",
        "OLD.assessor_id IS NULL OR NEW.assessor_id <> OLD.assessor_id",
    ),
    RowRule(
        "unit_decision",
        "credential",
        "NOT NEW.needs_countersignature AND EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND e.state <> 'brought_in') AND NOT EXISTS (SELECT 1 FROM staff_credential c WHERE c.person_id = NEW.assessor_id AND c.kind IN ('taqa', 'cava', 'a1') AND c.obtained_on <= day_after(NEW.decided_at) AND (c.expires_on IS NULL OR c.expires_on >= date(NEW.decided_at)))",
        (),
        "without a credential a decision needs a countersignature",
        "",
    ),
    RowRule(
        "unit_decision",
        "frozen",
        "NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission_id AND s.bundle_hash = NEW.bundle_hash) OR NOT EXISTS (SELECT 1 FROM mark_sheet m WHERE m.id = NEW.mark_sheet_id AND m.submission_id = NEW.submission_id AND m.assessor_id = NEW.assessor_id)",
        (),
        "a decision is about what was sent, on a sheet of its assessor",
        "",
    ),
    RowRule(
        "unit_decision",
        "people",
        "(EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND e.person_id = NEW.assessor_id) OR (EXISTS (SELECT 1 FROM iqa_sample q JOIN unit_decision o ON o.id = q.decision_id WHERE o.submission_id = NEW.submission_id AND q.iqa_id = NEW.assessor_id) OR EXISTS (SELECT 1 FROM sample_judgement j JOIN unit_decision o ON o.id = j.decision_id WHERE o.submission_id = NEW.submission_id AND j.iqa_id = NEW.assessor_id)) OR ( EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND e.state <> 'brought_in') AND ((EXISTS (SELECT 1 FROM enrolment e JOIN person t ON t.id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND t.line_manager_id = NEW.assessor_id) OR EXISTS (SELECT 1 FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND c.tutor_id = NEW.assessor_id) OR (EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND a.person_id = NEW.assessor_id AND a.role = 'supervisor' AND a.ends_on IS NULL) OR EXISTS (SELECT 1 FROM enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND m.supervisor_id = NEW.assessor_id AND m.state = 'signed')) OR EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.assessor_id AND d.about_id = e.person_id) OR (d.about_id = NEW.assessor_id AND d.person_id = e.person_id) WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND d.decision IN ('open', 'blocked'))) OR EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND a.person_id = NEW.assessor_id AND a.role = 'iqa' AND (a.unit_id IS NULL OR a.unit_id = (SELECT s.unit_id FROM submission s WHERE s.id = NEW.submission_id)) AND (a.ends_on IS NULL OR a.ends_on > date(NEW.decided_at))))))",
        (),
        "this person has another part in it, or is too close to the trainee",
        "",
    ),
    RowRule(
        "unit_decision",
        "sampled",
        "EXISTS (SELECT 1 FROM enrolment e WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND e.state <> 'brought_in') AND EXISTS (SELECT 1 FROM enrolment e JOIN conflict_declaration d ON (d.person_id = NEW.assessor_id AND d.about_id = e.person_id) OR (d.about_id = NEW.assessor_id AND d.person_id = e.person_id) WHERE e.id = (SELECT s.enrolment_id FROM submission s WHERE s.id = NEW.submission_id) AND d.decision IN ('managed')) AND EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission_id AND NOT s.managed_conflict)",
        (),
        "a managed conflict of interest is sampled in full",
        "",
    ),
)


def upgrade() -> None:
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("head_name", sa.String(length=200), nullable=False),
        sa.Column("small_number", sa.Integer(), nullable=False),
        sa.Column("special_consideration_days", sa.Integer(), nullable=False),
        sa.Column("review_weeks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
    )
    op.create_table(
        "first_run_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_run_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_first_run_link_token_hash")),
    )
    op.create_table(
        "appeal_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("raise_days", sa.Integer(), nullable=False),
        sa.Column("go_on_days", sa.Integer(), nullable=False),
        sa.Column("stage1_days", sa.Integer(), nullable=False),
        sa.Column("stage2_days", sa.Integer(), nullable=False),
        sa.Column("stage3_days", sa.Integer(), nullable=False),
        sa.Column("stage4_days", sa.Integer(), nullable=False),
        sa.Column("case_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("case_days >= 5", name=op.f("ck_appeal_windows_cases")),
        sa.CheckConstraint("raise_days >= 5 AND go_on_days >= 5", name=op.f("ck_appeal_windows_windows")),
        sa.CheckConstraint(
            "stage1_days >= 1 AND stage2_days >= 1 AND stage3_days >= 1 AND stage4_days >= 1",
            name=op.f("ck_appeal_windows_answers"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_appeal_windows_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_windows")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_windows_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_appeal_windows_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_appeal_windows_tenant_id")),
    )
    with op.batch_alter_table("appeal_windows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_windows_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_award_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("public_id", name=op.f("uq_award_public_id")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_award_tenant_id_code")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_award_tenant_id_id")),
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("sent_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_mail_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mail_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_mail_tenant_id_id")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_organisation_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisation_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_organisation_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_organisation_tenant_id_name")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "research_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("run_by", sa.String(length=200), nullable=False),
        sa.Column("ethics_reference", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("statement_version", sa.String(length=40), nullable=False),
        sa.Column("closed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_research_project_period")),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_research_project_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_project")),
        sa.UniqueConstraint("public_id", name=op.f("uq_research_project_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_research_project_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_research_project_tenant_id_name")),
    )
    with op.batch_alter_table("research_project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_research_project_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "sampling_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_sampling_policy_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampling_policy")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sampling_policy_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_sampling_policy_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_sampling_policy_tenant_id_number")),
    )
    with op.batch_alter_table("sampling_policy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sampling_policy_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "working_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("assessor_days", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("minutes_each", sa.Integer(), nullable=True),
        sa.Column("region", sa.String(length=10), nullable=False),
        sa.CheckConstraint("assessor_days BETWEEN 1 AND 60", name=op.f("ck_working_time_assessor_days")),
        sa.CheckConstraint("minutes_each BETWEEN 5 AND 600", name=op.f("ck_working_time_minutes_each")),
        sa.CheckConstraint("target BETWEEN 0 AND 200", name=op.f("ck_working_time_target")),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_working_time_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_time")),
        sa.UniqueConstraint("public_id", name=op.f("uq_working_time_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_working_time_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_working_time_tenant_id")),
    )
    with op.batch_alter_table("working_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_time_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "award_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "status", sa.Enum("draft", "published", name="awardstatus", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum("regulated_qualification", "recognised_programme", name="awardkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("awarding_organisation", sa.String(length=200), nullable=False),
        sa.Column("qualification_number", sa.String(length=20), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=True),
        sa.Column("glh_hours", sa.Integer(), nullable=False),
        sa.Column("tqt_hours", sa.Integer(), nullable=False),
        sa.Column("registration_months", sa.Integer(), nullable=False),
        sa.Column("uln_required", sa.Boolean(), nullable=False),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_id"], ["award.tenant_id", "award.id"], name=op.f("fk_award_version_tenant_id_award_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_award_version_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_award_version_public_id")),
        sa.UniqueConstraint("tenant_id", "award_id", "number", name=op.f("uq_award_version_tenant_id_award_id_number")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_award_version_tenant_id_id")),
    )
    with op.batch_alter_table("award_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_version_award_id"), ["award_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_version_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("working_time_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "working_time_id"],
            ["working_time.tenant_id", "working_time.id"],
            name=op.f("fk_holiday_tenant_id_working_time_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_holiday_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("public_id", name=op.f("uq_holiday_public_id")),
        sa.UniqueConstraint("tenant_id", "day", name=op.f("uq_holiday_tenant_id_day")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_holiday_tenant_id_id")),
    )
    with op.batch_alter_table("holiday", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holiday_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_holiday_working_time_id"), ["working_time_id"], unique=False)

    op.create_table(
        "organisation_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisation.tenant_id", "organisation.id"],
            name=op.f("fk_organisation_unit_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["organisation_unit.tenant_id", "organisation_unit.id"],
            name=op.f("fk_organisation_unit_tenant_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_organisation_unit_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_unit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisation_unit_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_organisation_unit_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "organisation_id",
            "parent_id",
            "name",
            name=op.f("uq_organisation_unit_tenant_id_organisation_id_parent_id_name"),
        ),
    )
    with op.batch_alter_table("organisation_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_unit_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_unit_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_unit_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("sponsor", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("brought_from", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisation.tenant_id", "organisation.id"],
            name=op.f("fk_programme_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_programme_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("public_id", name=op.f("uq_programme_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_programme_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_programme_tenant_id_name")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "research_interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("group", "phone", name="interviewkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("consent_on_paper", sa.Boolean(), nullable=False),
        sa.CheckConstraint("people BETWEEN 1 AND 30", name=op.f("ck_research_interview_people")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["research_project.tenant_id", "research_project.id"],
            name=op.f("fk_research_interview_tenant_id_project_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_research_interview_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_interview")),
        sa.UniqueConstraint("public_id", name=op.f("uq_research_interview_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_research_interview_tenant_id_id")),
    )
    with op.batch_alter_table("research_interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_research_interview_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_research_interview_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "sampling_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "policy_id"],
            ["sampling_policy.tenant_id", "sampling_policy.id"],
            name=op.f("fk_sampling_plan_tenant_id_policy_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_sampling_plan_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampling_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sampling_plan_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_sampling_plan_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "period", name=op.f("uq_sampling_plan_tenant_id_period")),
    )
    with op.batch_alter_table("sampling_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sampling_plan_policy_id"), ["policy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sampling_plan_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("region", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisation.tenant_id", "organisation.id"],
            name=op.f("fk_site_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_site_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("public_id", name=op.f("uq_site_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_site_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "organisation_id", "name", name=op.f("uq_site_tenant_id_organisation_id_name")
        ),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_site_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "award_printing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "printed_by",
            sa.Enum("centre", "awarding_organisation", name="printedby", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_award_printing_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_award_printing_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_printing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_award_printing_public_id")),
        sa.UniqueConstraint("tenant_id", "award_version_id", name=op.f("uq_award_printing_tenant_id_award_version_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_award_printing_tenant_id_id")),
    )
    with op.batch_alter_table("award_printing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_printing_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_printing_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "direct_claims_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_direct_claims_status_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_direct_claims_status_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_direct_claims_status")),
        sa.UniqueConstraint("public_id", name=op.f("uq_direct_claims_status_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_direct_claims_status_tenant_id_id")),
    )
    with op.batch_alter_table("direct_claims_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_direct_claims_status_award_version_id"), ["award_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_direct_claims_status_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sa.String(length=100), nullable=False),
        sa.Column("family_name", sa.String(length=100), nullable=False),
        sa.Column("print_name", sa.String(length=90), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("job_title", sa.String(length=200), nullable=False),
        sa.Column("staff_number", sa.String(length=60), nullable=True),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("listed_as", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("line_manager_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("uln", sa.String(length=10), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("brought_from", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "line_manager_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_person_tenant_id_line_manager_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisation.tenant_id", "organisation.id"],
            name=op.f("fk_person_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "site_id"], ["site.tenant_id", "site.id"], name=op.f("fk_person_tenant_id_site_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["organisation_unit.tenant_id", "organisation_unit.id"],
            name=op.f("fk_person_tenant_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_person_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_person_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "organisation_id",
            "staff_number",
            name=op.f("uq_person_tenant_id_organisation_id_staff_number"),
        ),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_line_manager_id"), ["line_manager_id"], unique=False)
        batch_op.create_index("ix_person_name", ["tenant_id", "family_name", "given_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_site_id"), ["site_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_requirement_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_requirement_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_requirement_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "award_version_id", "code", name=op.f("uq_requirement_tenant_id_award_version_id_code")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_requirement_tenant_id_id")),
    )
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirement_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=True),
        sa.Column("glh_hours", sa.Integer(), nullable=False),
        sa.Column("tqt_hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_unit_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_unit_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_unit_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "award_version_id", "code", name=op.f("uq_unit_tenant_id_award_version_id_code")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_unit_tenant_id_id")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("cover_id", sa.Integer(), nullable=True),
        sa.Column("called_off_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cover_id IS NULL OR cover_id <> person_id", name=op.f("ck_absence_cover")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_absence_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cover_id"], ["person.tenant_id", "person.id"], name=op.f("fk_absence_tenant_id_cover_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_absence_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_absence_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_absence_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_absence_tenant_id_id")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_cover_id"), ["cover_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "assessor_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.CheckConstraint("units BETWEEN 0 AND 200", name=op.f("ck_assessor_target_units")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_assessor_target_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_assessor_target_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessor_target")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assessor_target_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_assessor_target_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "person_id", name=op.f("uq_assessor_target_tenant_id_person_id")),
    )
    with op.batch_alter_table("assessor_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessor_target_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessor_target_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("shape", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("carries", sa.JSON(), nullable=False),
        sa.Column(
            "scan",
            sa.Enum("not_scanned", "held", "clean", "infected", name="scanstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("scan_tried_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("uploaded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "uploaded_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_attachment_tenant_id_uploaded_by_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_attachment_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("key", name=op.f("uq_attachment_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attachment_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_attachment_tenant_id_id")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_uploaded_by_id"), ["uploaded_by_id"], unique=False)

    op.create_table(
        "brought_portfolio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("brought_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=True),
        sa.Column("exported_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "brought_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_brought_portfolio_tenant_id_brought_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_brought_portfolio_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_brought_portfolio_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_portfolio")),
        sa.UniqueConstraint("public_id", name=op.f("uq_brought_portfolio_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "document_sha256", name=op.f("uq_brought_portfolio_tenant_id_document_sha256")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_brought_portfolio_tenant_id_id")),
    )
    with op.batch_alter_table("brought_portfolio", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brought_portfolio_brought_by_id"), ["brought_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_portfolio_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_portfolio_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("min_places", sa.Integer(), nullable=False),
        sa.Column("max_places", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("min_places >= 0 AND max_places >= min_places", name=op.f("ck_cohort_places")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_cohort_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_cohort_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "tutor_id"], ["person.tenant_id", "person.id"], name=op.f("fk_cohort_tenant_id_tutor_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_cohort_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cohort_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_cohort_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "programme_id", "name", name=op.f("uq_cohort_tenant_id_programme_id_name")),
    )
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_tutor_id"), ["tutor_id"], unique=False)

    op.create_table(
        "conflict_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("nature", sa.String(length=40), nullable=False),
        sa.Column(
            "decision",
            sa.Enum("open", "none", "managed", "blocked", name="conflictdecision", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "about_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_conflict_declaration_tenant_id_about_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_conflict_declaration_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_conflict_declaration_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_declaration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_conflict_declaration_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_conflict_declaration_tenant_id_id")),
    )
    with op.batch_alter_table("conflict_declaration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_declaration_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_declaration_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_declaration_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "cpd_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("verifier_id", sa.Integer(), nullable=False),
        sa.Column("verified_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_cpd_entry_minutes")),
        sa.CheckConstraint("person_id <> verifier_id", name=op.f("ck_cpd_entry_verifier")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_cpd_entry_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verifier_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_cpd_entry_tenant_id_verifier_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_cpd_entry_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cpd_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cpd_entry_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_cpd_entry_tenant_id_id")),
    )
    with op.batch_alter_table("cpd_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cpd_entry_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cpd_entry_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cpd_entry_verifier_id"), ["verifier_id"], unique=False)

    op.create_table(
        "eqa_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("eqa_id", sa.Integer(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_eqa_visit_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_eqa_visit_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "eqa_id"], ["person.tenant_id", "person.id"], name=op.f("fk_eqa_visit_tenant_id_eqa_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_eqa_visit_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eqa_visit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_eqa_visit_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_eqa_visit_tenant_id_id")),
    )
    with op.batch_alter_table("eqa_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_eqa_visit_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_eqa_visit_eqa_id"), ["eqa_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_eqa_visit_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "extract_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("made_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("accounts >= 0 AND people >= 0 AND people <= accounts", name=op.f("ck_extract_run_counts")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "made_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_extract_run_tenant_id_made_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["research_project.tenant_id", "research_project.id"],
            name=op.f("fk_extract_run_tenant_id_project_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_extract_run_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extract_run")),
        sa.UniqueConstraint("public_id", name=op.f("uq_extract_run_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_extract_run_tenant_id_id")),
    )
    with op.batch_alter_table("extract_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extract_run_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extract_run_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extract_run_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "feedback_phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_feedback_phrase_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_feedback_phrase_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_phrase")),
        sa.UniqueConstraint("public_id", name=op.f("uq_feedback_phrase_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_feedback_phrase_tenant_id_id")),
    )
    with op.batch_alter_table("feedback_phrase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_phrase_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_phrase_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "history_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("object_kind", sa.String(length=60), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("object_public_id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.String(length=60), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_history_entry_tenant_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_history_entry_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_history_entry_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_history_entry_tenant_id_id")),
    )
    with op.batch_alter_table("history_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_history_entry_object", ["tenant_id", "object_kind", "object_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_history_entry_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "learning_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"], ["unit.tenant_id", "unit.id"], name=op.f("fk_learning_outcome_tenant_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_learning_outcome_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_outcome")),
        sa.UniqueConstraint("public_id", name=op.f("uq_learning_outcome_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_learning_outcome_tenant_id_id")),
    )
    with op.batch_alter_table("learning_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_outcome_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_outcome_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "learning_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "kind", sa.Enum("work", "practice", "support", name="setkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "forming",
                "confirmed",
                "contracting",
                "running",
                "reviewing",
                "self_facilitated",
                "ended",
                "cancelled",
                name="setstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("in_person", "online", "mixed", name="meetingmode", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("size_min", sa.Integer(), nullable=False),
        sa.Column("size_max", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("brought_from", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "size_min >= 3 AND size_max <= 12 AND size_max >= size_min", name=op.f("ck_learning_set_size")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisation.tenant_id", "organisation.id"],
            name=op.f("fk_learning_set_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organiser_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_learning_set_tenant_id_organiser_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_learning_set_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_learning_set_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_set")),
        sa.UniqueConstraint("public_id", name=op.f("uq_learning_set_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_learning_set_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_learning_set_tenant_id_name")),
    )
    with op.batch_alter_table("learning_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_set_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_set_organiser_id"), ["organiser_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_set_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_set_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("create_datetime", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("update_datetime", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("wrong_passwords", sa.Integer(), nullable=False),
        sa.Column("locked_until", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("passkey_handle", sa.String(length=64), nullable=True),
        sa.Column("passkeys", sa.Integer(), nullable=False),
        sa.Column("code_seed", sa.LargeBinary(), nullable=True),
        sa.Column("code_step", sa.BigInteger(), nullable=True),
        sa.Column("code_added_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("code_used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_person_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_login_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("email", name=op.f("uq_login_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_login_fs_uniquifier")),
        sa.UniqueConstraint("passkey_handle", name=op.f("uq_login_passkey_handle")),
        sa.UniqueConstraint("person_id", name=op.f("uq_login_person_id")),
    )
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "read_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("object_kind", sa.String(length=60), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reader_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_read_entry_tenant_id_reader_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_read_entry_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_read_entry_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_read_entry_tenant_id_id")),
    )
    with op.batch_alter_table("read_entry", schema=None) as batch_op:
        batch_op.create_index("ix_read_entry_object", ["tenant_id", "object_kind", "object_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_read_entry_reader_id"), ["reader_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_read_entry_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "research_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Enum("given", "withdrawn", name="answer", native_enum=False, length=40), nullable=False),
        sa.Column("answered_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("statement_version", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_research_consent_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["research_project.tenant_id", "research_project.id"],
            name=op.f("fk_research_consent_tenant_id_project_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_research_consent_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_consent")),
        sa.UniqueConstraint("public_id", name=op.f("uq_research_consent_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_research_consent_tenant_id_id")),
    )
    with op.batch_alter_table("research_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_research_consent_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_research_consent_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_research_consent_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "trainee",
                "set_organiser",
                "supervisor",
                "observer",
                "tutor",
                "assessor",
                "iqa",
                "lead_iqa",
                "eqa",
                "centre_administrator",
                "hr",
                "system_administrator",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope_kind",
            sa.Enum("centre", "organisation", "programme", name="scopekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("scope_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(scope_kind = 'centre') = (scope_id IS NULL)", name=op.f("ck_role_grant_scope")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_role_grant_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_role_grant_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_role_grant_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("public_id", name=op.f("uq_role_grant_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_role_grant_tenant_id_id")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "sample_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("strata", sa.JSON(), nullable=False),
        sa.Column("floors", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "drawn_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_sample_draw_tenant_id_drawn_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["sampling_plan.tenant_id", "sampling_plan.id"],
            name=op.f("fk_sample_draw_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_sample_draw_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_draw")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sample_draw_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_sample_draw_tenant_id_id")),
    )
    with op.batch_alter_table("sample_draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_draw_drawn_by_id"), ["drawn_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_draw_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_draw_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("about_kind", sa.String(length=60), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("signed_as", sa.String(length=250), nullable=False),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "proved_by", sa.Enum("password", "passkey", name="proof", native_enum=False, length=40), nullable=False
        ),
        sa.CheckConstraint("statement <> ''", name=op.f("ck_signature_statement")),
        sa.CheckConstraint("length(content_hash) = 64", name=op.f("ck_signature_content_hash")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_signature_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_signature_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signature_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_signature_tenant_id_id")),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index("ix_signature_about", ["tenant_id", "about_kind", "about"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "staff_credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "taqa", "cava", "a1", "iqa_award", "occupational", name="credentialkind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("obtained_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("warned_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_staff_credential_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_staff_credential_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_credential")),
        sa.UniqueConstraint("public_id", name=op.f("uq_staff_credential_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_staff_credential_tenant_id_id")),
    )
    with op.batch_alter_table("staff_credential", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_credential_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_credential_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "supervision_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("supervisor_name", sa.String(length=200), nullable=False),
        sa.Column("supervisor_email", sa.String(length=254), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "format",
            sa.Enum("individual", "group", name="supervisionformat", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("attendees", sa.Integer(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("logged", "signed", "queried", name="supervisionstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("brought_from", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name=op.f("ck_supervision_meeting_signed")),
        sa.CheckConstraint("attendees >= 1", name=op.f("ck_supervision_meeting_attendees")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 480", name=op.f("ck_supervision_meeting_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supervisor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_supervision_meeting_tenant_id_supervisor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "trainee_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_supervision_meeting_tenant_id_trainee_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_supervision_meeting_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_meeting")),
        sa.UniqueConstraint("public_id", name=op.f("uq_supervision_meeting_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_supervision_meeting_tenant_id_id")),
    )
    with op.batch_alter_table("supervision_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_meeting_supervisor_id"), ["supervisor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_supervision_meeting_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_supervision_meeting_trainee_id"), ["trainee_id"], unique=False)

    op.create_table(
        "assessment_criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence_kinds", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "outcome_id"],
            ["learning_outcome.tenant_id", "learning_outcome.id"],
            name=op.f("fk_assessment_criterion_tenant_id_outcome_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_assessment_criterion_tenant_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_assessment_criterion_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_criterion")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assessment_criterion_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_assessment_criterion_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "unit_id", "code", name=op.f("uq_assessment_criterion_tenant_id_unit_id_code")
        ),
    )
    with op.batch_alter_table("assessment_criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_criterion_outcome_id"), ["outcome_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_criterion_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_criterion_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "credential_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "added_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_credential_file_tenant_id_added_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachment.tenant_id", "attachment.id"],
            name=op.f("fk_credential_file_tenant_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "credential_id"],
            ["staff_credential.tenant_id", "staff_credential.id"],
            name=op.f("fk_credential_file_tenant_id_credential_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_credential_file_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_credential_file_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_credential_file_tenant_id_id")),
    )
    with op.batch_alter_table("credential_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credential_file_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_credential_file_attachment_id"), ["attachment_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_credential_file_credential_id"), ["credential_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_credential_file_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "active", "completed", "withdrawn", "brought_in", name="enrolmentstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state_there",
            sa.Enum(
                "active", "completed", "withdrawn", "brought_in", name="enrolmentstate", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("optional_units", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'brought_in') = (state_there IS NOT NULL)", name=op.f("ck_enrolment_brought_in")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_enrolment_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cohort_id"], ["cohort.tenant_id", "cohort.id"], name=op.f("fk_enrolment_tenant_id_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_enrolment_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_enrolment_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enrolment_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_enrolment_tenant_id_id")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_enrolment_active",
            ["tenant_id", "person_id", "award_version_id"],
            unique=True,
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        )

    op.create_table(
        "feedback_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("learning_set_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("brought_results", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "learning_set_id"],
            ["learning_set.tenant_id", "learning_set.id"],
            name=op.f("fk_feedback_request_tenant_id_learning_set_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_feedback_request_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_feedback_request_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_feedback_request_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_feedback_request_tenant_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feedback_request_token_hash")),
    )
    with op.batch_alter_table("feedback_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_request_learning_set_id"), ["learning_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_request_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["login_id"], ["login.id"], name=op.f("fk_passkey_login_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_login_id"), ["login_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["login_id"], ["login.id"], name=op.f("fk_recovery_code_login_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_login_id"), ["login_id"], unique=False)

    op.create_table(
        "set_facilitator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("learning_set_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "learning_set_id"],
            ["learning_set.tenant_id", "learning_set.id"],
            name=op.f("fk_set_facilitator_tenant_id_learning_set_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_set_facilitator_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_set_facilitator_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_facilitator")),
        sa.UniqueConstraint("public_id", name=op.f("uq_set_facilitator_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_set_facilitator_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "learning_set_id",
            "person_id",
            name=op.f("uq_set_facilitator_tenant_id_learning_set_id_person_id"),
        ),
    )
    with op.batch_alter_table("set_facilitator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_set_facilitator_learning_set_id"), ["learning_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_set_facilitator_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_set_facilitator_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "set_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("learning_set_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "confirmed",
                "postponed",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("in_person", "online", "mixed", name="meetingmode", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("methods", sa.JSON(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("actions", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("break_minutes >= 0", name=op.f("ck_set_meeting_breaks")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_set_meeting_clock")),
        sa.CheckConstraint("present >= 0 AND present <= 12", name=op.f("ck_set_meeting_present")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "learning_set_id"],
            ["learning_set.tenant_id", "learning_set.id"],
            name=op.f("fk_set_meeting_tenant_id_learning_set_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_set_meeting_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_meeting")),
        sa.UniqueConstraint("public_id", name=op.f("uq_set_meeting_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_set_meeting_tenant_id_id")),
    )
    with op.batch_alter_table("set_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_set_meeting_learning_set_id"), ["learning_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_set_meeting_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=True),
        sa.Column("login_id", sa.Integer(), nullable=True),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("stored", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["login_id"], ["login.id"], name=op.f("fk_sign_in_login_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_sign_in_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("id_hash", name=op.f("uq_sign_in_id_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_login_id"), ["login_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "taught_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 720", name=op.f("ck_taught_event_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cohort_id"],
            ["cohort.tenant_id", "cohort.id"],
            name=op.f("fk_taught_event_tenant_id_cohort_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_taught_event_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taught_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_taught_event_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_taught_event_tenant_id_id")),
    )
    with op.batch_alter_table("taught_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_taught_event_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_taught_event_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "allocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum("assessor", "iqa", "supervisor", name="allocationrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("managed_conflict", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_allocation_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_allocation_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"], ["unit.tenant_id", "unit.id"], name=op.f("fk_allocation_tenant_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_allocation_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_allocation_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "enrolment_id",
            "unit_id",
            "role",
            "person_id",
            "starts_on",
            name=op.f("uq_allocation_tenant_id_enrolment_id_unit_id_role_person_id_starts_on"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_allocation_tenant_id_id")),
    )
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allocation_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "allowance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("extra_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=True),
        sa.Column(
            "instead_of",
            sa.Enum(
                "written_task",
                "work_product",
                "professional_discussion",
                "reflective_account",
                "tutor_observation",
                "peer_feedback",
                "prior_learning",
                "meeting_log",
                "observation_record",
                "supervision_record",
                "member_feedback",
                "witness_testimony",
                name="evidencekind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "accepts",
            sa.Enum(
                "written_task",
                "work_product",
                "professional_discussion",
                "reflective_account",
                "tutor_observation",
                "peer_feedback",
                "prior_learning",
                "meeting_log",
                "observation_record",
                "supervision_record",
                "member_feedback",
                "witness_testimony",
                name="evidencekind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("(instead_of IS NULL) = (accepts IS NULL)", name=op.f("ck_allowance_other_kind")),
        sa.CheckConstraint(
            "attempt IS NULL OR (attempt >= 1 AND unit_id IS NOT NULL)", name=op.f("ck_allowance_attempt")
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_allowance_period")),
        sa.CheckConstraint(
            "extra_days > 0 OR due_on IS NOT NULL OR attempt IS NOT NULL OR accepts IS NOT NULL",
            name=op.f("ck_allowance_allows"),
        ),
        sa.CheckConstraint("extra_days BETWEEN 0 AND 365", name=op.f("ck_allowance_extra_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_allowance_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"], ["unit.tenant_id", "unit.id"], name=op.f("fk_allowance_tenant_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_allowance_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance")),
        sa.UniqueConstraint("public_id", name=op.f("uq_allowance_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_allowance_tenant_id_id")),
    )
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allowance_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allowance_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allowance_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "attempt_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=False),
        sa.Column("granted_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_attempt_grant_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "granted_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_attempt_grant_tenant_id_granted_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_attempt_grant_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"], ["unit.tenant_id", "unit.id"], name=op.f("fk_attempt_grant_tenant_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_attempt_grant_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_grant")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attempt_grant_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "enrolment_id",
            "unit_id",
            "attempt",
            name=op.f("uq_attempt_grant_tenant_id_enrolment_id_unit_id_attempt"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_attempt_grant_tenant_id_id")),
    )
    with op.batch_alter_table("attempt_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_grant_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attempt_grant_granted_by_id"), ["granted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attempt_grant_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_attempt_grant_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attempt_grant_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "certificate_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "claim_raised",
                "iqa_signed",
                "awaiting_eqa",
                "held",
                "released",
                "submitted_to_ao",
                "issued",
                "cancelled",
                name="claimstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("raised_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("iqa_id", sa.Integer(), nullable=True),
        sa.Column("iqa_signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("iqa_signature_id", sa.Integer(), nullable=True),
        sa.Column("eqa_id", sa.Integer(), nullable=True),
        sa.Column("eqa_decided_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("eqa_signature_id", sa.Integer(), nullable=True),
        sa.Column("eqa_action", sa.Text(), nullable=False),
        sa.Column("ao_submitted_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ao_number", sa.String(length=60), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(eqa_signature_id IS NULL) OR (eqa_id IS NOT NULL AND state NOT IN ('claim_raised', 'iqa_signed', 'awaiting_eqa', 'held'))",
            name=op.f("ck_certificate_claim_eqa_signature"),
        ),
        sa.CheckConstraint(
            "state IN ('claim_raised', 'cancelled') OR iqa_id IS NOT NULL", name=op.f("ck_certificate_claim_signed")
        ),
        sa.CheckConstraint(
            "state NOT IN ('released', 'submitted_to_ao', 'issued') OR eqa_id IS NULL OR eqa_signature_id IS NOT NULL",
            name=op.f("ck_certificate_claim_released"),
        ),
        sa.CheckConstraint(
            "(eqa_decided_at IS NULL) = (eqa_id IS NULL)", name=op.f("ck_certificate_claim_eqa_decided")
        ),
        sa.CheckConstraint(
            "(iqa_signature_id IS NULL) = (iqa_id IS NULL)", name=op.f("ck_certificate_claim_iqa_signature")
        ),
        sa.CheckConstraint("(iqa_signed_at IS NULL) = (iqa_id IS NULL)", name=op.f("ck_certificate_claim_iqa_signed")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_certificate_claim_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "eqa_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_certificate_claim_tenant_id_eqa_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "eqa_signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_certificate_claim_tenant_id_eqa_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "iqa_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_certificate_claim_tenant_id_iqa_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "iqa_signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_certificate_claim_tenant_id_iqa_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "raised_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_certificate_claim_tenant_id_raised_by_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_certificate_claim_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_claim_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificate_claim_tenant_id_id")),
    )
    with op.batch_alter_table("certificate_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_claim_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_claim_eqa_id"), ["eqa_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_claim_eqa_signature_id"), ["eqa_signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_certificate_claim_iqa_id"), ["iqa_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_claim_iqa_signature_id"), ["iqa_signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_certificate_claim_raised_by_id"), ["raised_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_claim_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_claim_open",
            ["tenant_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )

    op.create_table(
        "certificate_elsewhere",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("pdf_key", sa.String(length=80), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("shows_holder", sa.Boolean(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column(
            "revocation_reason",
            sa.Enum(
                "issued_in_error",
                "replaced",
                "malpractice",
                "result_corrected",
                name="revocationreason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(revoked_on IS NULL) = (revocation_reason IS NULL)", name=op.f("ck_certificate_elsewhere_revoked")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_certificate_elsewhere_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_certificate_elsewhere_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_certificate_elsewhere_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_certificate_elsewhere_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_elsewhere")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_elsewhere_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificate_elsewhere_tenant_id_id")),
    )
    with op.batch_alter_table("certificate_elsewhere", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_elsewhere_award_version_id"), ["award_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_certificate_elsewhere_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_elsewhere_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_elsewhere_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "diary_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["set_meeting.tenant_id", "set_meeting.id"],
            name=op.f("fk_diary_entry_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_diary_entry_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_diary_entry_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_diary_entry_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_diary_entry_tenant_id_id")),
    )
    with op.batch_alter_table("diary_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_diary_entry_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_diary_entry_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_diary_entry_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "draft_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked", "reading", "returned", "withdrawn", "ended", name="reviewstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("begun_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("overall", sa.Text(), nullable=False),
        sa.Column("by_criterion", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('asked', 'reading')) = (closed_at IS NULL)", name=op.f("ck_draft_review_closed")
        ),
        sa.CheckConstraint(
            "state NOT IN ('reading', 'returned') OR begun_at IS NOT NULL", name=op.f("ck_draft_review_begun")
        ),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_draft_review_attempt")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_draft_review_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reader_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_draft_review_tenant_id_reader_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"], ["unit.tenant_id", "unit.id"], name=op.f("fk_draft_review_tenant_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_draft_review_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_review_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_draft_review_tenant_id_id")),
    )
    with op.batch_alter_table("draft_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_review_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_review_reader_id"), ["reader_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_review_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_review_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_draft_review_open",
            ["tenant_id", "enrolment_id", "unit_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'reading')"),
            postgresql_where=sa.text("state IN ('asked', 'reading')"),
        )

    op.create_table(
        "event_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("present_minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("present_minutes >= 0", name=op.f("ck_event_attendance_present")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "event_id"],
            ["taught_event.tenant_id", "taught_event.id"],
            name=op.f("fk_event_attendance_tenant_id_event_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_event_attendance_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_event_attendance_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_attendance")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_attendance_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "event_id", "person_id", name=op.f("uq_event_attendance_tenant_id_event_id_person_id")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_event_attendance_tenant_id_id")),
    )
    with op.batch_alter_table("event_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_attendance_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_attendance_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_attendance_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "expert_witness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_expert_witness_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "named_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_expert_witness_tenant_id_named_by_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_expert_witness_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_witness")),
        sa.UniqueConstraint("public_id", name=op.f("uq_expert_witness_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_expert_witness_tenant_id_id")),
    )
    with op.batch_alter_table("expert_witness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expert_witness_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expert_witness_named_by_id"), ["named_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expert_witness_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "member_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "request_id"],
            ["feedback_request.tenant_id", "feedback_request.id"],
            name=op.f("fk_member_feedback_tenant_id_request_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_member_feedback_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_feedback")),
        sa.UniqueConstraint("public_id", name=op.f("uq_member_feedback_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_member_feedback_tenant_id_id")),
    )
    with op.batch_alter_table("member_feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_feedback_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_feedback_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "practice_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead", "co", "observer", "practice", "member", name="facilitationrole", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "logged",
                "queried",
                "confirmed",
                "counted",
                "rejected",
                "void",
                name="practicestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("logged_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "confirmed_as",
            sa.Enum(
                "organiser", "co_facilitator", "observer", "members", name="confirmedas", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("confirmed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('confirmed', 'counted')) <= (confirmed_at IS NOT NULL)",
            name=op.f("ck_practice_record_confirmed"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "confirmed_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_practice_record_tenant_id_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["set_meeting.tenant_id", "set_meeting.id"],
            name=op.f("fk_practice_record_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_practice_record_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_practice_record_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_record")),
        sa.UniqueConstraint("public_id", name=op.f("uq_practice_record_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_practice_record_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "meeting_id", "person_id", name=op.f("uq_practice_record_tenant_id_meeting_id_person_id")
        ),
    )
    with op.batch_alter_table("practice_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_record_confirmed_by_id"), ["confirmed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_record_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_record_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_practice_record_person_state", ["tenant_id", "person_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_record_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "presenter_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 0 AND 480", name=op.f("ck_presenter_turn_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["set_meeting.tenant_id", "set_meeting.id"],
            name=op.f("fk_presenter_turn_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_presenter_turn_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presenter_turn")),
        sa.UniqueConstraint("public_id", name=op.f("uq_presenter_turn_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_presenter_turn_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "meeting_id", "number", name=op.f("uq_presenter_turn_tenant_id_meeting_id_number")
        ),
    )
    with op.batch_alter_table("presenter_turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presenter_turn_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_presenter_turn_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "progress_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "preparing",
                "shared",
                "to_sign",
                "signed",
                "cancelled",
                name="reviewstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column(
            "counterpart_kind",
            sa.Enum("line_manager", "mentor", name="counterpartkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("counterpart_id", sa.Integer(), nullable=True),
        sa.Column("counterpart_name", sa.String(length=200), nullable=False),
        sa.Column("counterpart_email", sa.String(length=254), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("figures_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("shows", sa.JSON(), nullable=False),
        sa.Column("trainee_text", sa.Text(), nullable=False),
        sa.Column("reviewer_text", sa.Text(), nullable=False),
        sa.Column("counterpart_text", sa.Text(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("shared_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name=op.f("ck_progress_review_signed")),
        sa.CheckConstraint(
            "(state IN ('to_sign', 'signed')) = (content_hash IS NOT NULL)", name=op.f("ck_progress_review_hash")
        ),
        sa.CheckConstraint(
            "state NOT IN ('shared', 'to_sign', 'signed') OR shared_at IS NOT NULL",
            name=op.f("ck_progress_review_shared"),
        ),
        sa.CheckConstraint("round >= 1", name=op.f("ck_progress_review_round")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "counterpart_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_progress_review_tenant_id_counterpart_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_progress_review_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reviewer_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_progress_review_tenant_id_reviewer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supersedes_id"],
            ["progress_review.tenant_id", "progress_review.id"],
            name=op.f("fk_progress_review_tenant_id_supersedes_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_progress_review_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_review")),
        sa.UniqueConstraint("public_id", name=op.f("uq_progress_review_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_progress_review_tenant_id_id")),
    )
    with op.batch_alter_table("progress_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_review_counterpart_id"), ["counterpart_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_review_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_review_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_review_supersedes_id"), ["supersedes_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_review_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_progress_review_open",
            ["tenant_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('signed', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('signed', 'cancelled')"),
        )

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "pending",
                "active",
                "suspended",
                "extended",
                "expired",
                "withdrawn",
                "completed",
                name="registrationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'pending', 'withdrawn') OR registered_on IS NOT NULL",
            name=op.f("ck_registration_registered"),
        ),
        sa.CheckConstraint(
            "expires_on IS NULL OR registered_on IS NULL OR expires_on > registered_on",
            name=op.f("ck_registration_period"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_registration_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_registration_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_registration_tenant_id_id")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "review_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_review_reminder_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_review_reminder_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reminder")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_reminder_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "enrolment_id", "due_on", name=op.f("uq_review_reminder_tenant_id_enrolment_id_due_on")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_review_reminder_tenant_id_id")),
    )
    with op.batch_alter_table("review_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_reminder_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_reminder_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "submitted",
                "returned_admin",
                "allocated",
                "in_assessment",
                "awaiting_countersign",
                "final_pass",
                "final_refer",
                "in_sample_pass",
                "in_sample_refer",
                "returned_to_assessor",
                "confirmed_pass",
                "confirmed_refer",
                "under_appeal_pass",
                "under_appeal_refer",
                "paused_malpractice",
                "void",
                "void_unused",
                name="submissionstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("submitted_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assessor_id", sa.Integer(), nullable=True),
        sa.Column("managed_conflict", sa.Boolean(), nullable=False),
        sa.Column("send_by", sa.Date(), nullable=True),
        sa.Column(
            "return_reason",
            sa.Enum(
                "incomplete",
                "unreadable",
                "wrong_unit",
                "identifies_someone",
                name="returnreason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("bundle_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'returned_admin') = (return_reason IS NOT NULL)", name=op.f("ck_submission_return_reason")
        ),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_submission_attempt")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assessor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_submission_tenant_id_assessor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_submission_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"], ["unit.tenant_id", "unit.id"], name=op.f("fk_submission_tenant_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_submission_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "enrolment_id",
            "unit_id",
            "attempt",
            "round",
            name=op.f("uq_submission_tenant_id_enrolment_id_unit_id_attempt_round"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_submission_tenant_id_id")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_assessor_id"), ["assessor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "adjustment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum("reasonable_adjustment", "special_consideration", name="basis", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "more_time",
                "other_format",
                "reader_or_scribe",
                "breaks",
                "assistive_technology",
                "later_date",
                "attempt_not_counted",
                "other",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "evidence_seen",
                "referred_to_ao",
                "approved",
                "declined",
                "in_force",
                "ended",
                name="adjustmentstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("key_name", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("referred_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ao_reference", sa.String(length=60), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("by_ao", sa.Boolean(), nullable=False),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=True),
        sa.Column("need_to_do", sa.String(length=500), nullable=False),
        sa.Column("tells_sets", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("extra_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "instead_of",
            sa.Enum(
                "written_task",
                "work_product",
                "professional_discussion",
                "reflective_account",
                "tutor_observation",
                "peer_feedback",
                "prior_learning",
                "meeting_log",
                "observation_record",
                "supervision_record",
                "member_feedback",
                "witness_testimony",
                name="evidencekind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "accepts",
            sa.Enum(
                "written_task",
                "work_product",
                "professional_discussion",
                "reflective_account",
                "tutor_observation",
                "peer_feedback",
                "prior_learning",
                "meeting_log",
                "observation_record",
                "supervision_record",
                "member_feedback",
                "witness_testimony",
                name="evidencekind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("evidence_deleted_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(basis = 'special_consideration') = (happened_on IS NOT NULL)", name=op.f("ck_adjustment_happened")
        ),
        sa.CheckConstraint(
            "(state IN ('declined', 'ended')) = (closed_at IS NOT NULL)", name=op.f("ck_adjustment_closed")
        ),
        sa.CheckConstraint("need_to_do = '' OR starts_on IS NOT NULL", name=op.f("ck_adjustment_need_to_do")),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'declined', 'in_force') OR decided_at IS NOT NULL",
            name=op.f("ck_adjustment_state_decided"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'in_force') OR starts_on IS NOT NULL", name=op.f("ck_adjustment_starts")
        ),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f("ck_adjustment_decided")),
        sa.CheckConstraint("(decided_at IS NULL) = (signature_id IS NULL)", name=op.f("ck_adjustment_signature")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name=op.f("ck_adjustment_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_adjustment_tenant_id_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_adjustment_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "seen_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_adjustment_tenant_id_seen_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_adjustment_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_adjustment_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_adjustment_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_adjustment_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_adjustment_tenant_id_id")),
    )
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_seen_by_id"), ["seen_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_adjustment_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "agreed_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column(
            "owner",
            sa.Enum("trainee", "reviewer", "counterpart", name="part", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "review_id"],
            ["progress_review.tenant_id", "progress_review.id"],
            name=op.f("fk_agreed_action_tenant_id_review_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_agreed_action_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agreed_action_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_agreed_action_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "review_id", "position", name=op.f("uq_agreed_action_tenant_id_review_id_position")
        ),
    )
    with op.batch_alter_table("agreed_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreed_action_review_id"), ["review_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreed_action_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "authenticity_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("trainee", "centre", name="declarationkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column(
            "ai_use",
            sa.Enum(
                "none", "spelling", "research", "assisted", "integrated", name="aiuse", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "ai_permission",
            sa.Enum("none", "research", "assisted", "integrated", name="aipermission", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("ai_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'trainee') = (ai_use IS NOT NULL) AND (kind = 'trainee') = (ai_permission IS NOT NULL)",
            name=op.f("ck_authenticity_declaration_ai_use"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signed_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_authenticity_declaration_tenant_id_signed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_authenticity_declaration_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_authenticity_declaration_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticity_declaration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_authenticity_declaration_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_authenticity_declaration_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "submission_id", "kind", name=op.f("uq_authenticity_declaration_tenant_id_submission_id_kind")
        ),
    )
    with op.batch_alter_table("authenticity_declaration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authenticity_declaration_signed_by_id"), ["signed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authenticity_declaration_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authenticity_declaration_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("award_version_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("pdf_key", sa.String(length=80), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("shows_holder", sa.Boolean(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column(
            "revocation_reason",
            sa.Enum(
                "issued_in_error",
                "replaced",
                "malpractice",
                "result_corrected",
                name="revocationreason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(revoked_on IS NULL) = (revocation_reason IS NULL)", name=op.f("ck_certificate_revoked")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "award_version_id"],
            ["award_version.tenant_id", "award_version.id"],
            name=op.f("fk_certificate_tenant_id_award_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "claim_id"],
            ["certificate_claim.tenant_id", "certificate_claim.id"],
            name=op.f("fk_certificate_tenant_id_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_certificate_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_certificate_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_certificate_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificate_tenant_id_id")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_award_version_id"), ["award_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_live",
            ["tenant_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("revoked_on IS NULL AND enrolment_id IS NOT NULL"),
            postgresql_where=sa.text("revoked_on IS NULL AND enrolment_id IS NOT NULL"),
        )

    op.create_table(
        "confirmation_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("supervision", "meeting", name="confirmationpurpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("supervision_meeting_id", sa.Integer(), nullable=True),
        sa.Column("practice_record_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "practice_record_id"],
            ["practice_record.tenant_id", "practice_record.id"],
            name=op.f("fk_confirmation_link_tenant_id_practice_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supervision_meeting_id"],
            ["supervision_meeting.tenant_id", "supervision_meeting.id"],
            name=op.f("fk_confirmation_link_tenant_id_supervision_meeting_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_confirmation_link_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_link")),
        sa.UniqueConstraint("public_id", name=op.f("uq_confirmation_link_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_confirmation_link_tenant_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_confirmation_link_token_hash")),
    )
    with op.batch_alter_table("confirmation_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confirmation_link_practice_record_id"), ["practice_record_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_confirmation_link_supervision_meeting_id"), ["supervision_meeting_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_confirmation_link_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "criterion_standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("settled_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "criterion_id"],
            ["assessment_criterion.tenant_id", "assessment_criterion.id"],
            name=op.f("fk_criterion_standing_tenant_id_criterion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_criterion_standing_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_criterion_standing_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_criterion_standing_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_standing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_criterion_standing_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "enrolment_id",
            "criterion_id",
            name=op.f("uq_criterion_standing_tenant_id_enrolment_id_criterion_id"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_criterion_standing_tenant_id_id")),
    )
    with op.batch_alter_table("criterion_standing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_standing_criterion_id"), ["criterion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterion_standing_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterion_standing_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterion_standing_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("recorder_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "waits", "signed", "withdrawn", name="discussionstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("discussion", "questioning", name="discussionkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "way", sa.Enum("in_person", "video", "telephone", name="way", native_enum=False, length=40), nullable=False
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("handed_over_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("recorder_signature_id", sa.Integer(), nullable=True),
        sa.Column("trainee_signature_id", sa.Integer(), nullable=True),
        sa.Column("signed_elsewhere", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'signed' AND signed_elsewhere IS NULL) = (trainee_signature_id IS NOT NULL)",
            name=op.f("ck_discussion_trainee_signed"),
        ),
        sa.CheckConstraint(
            "(state IN ('waits', 'signed') AND signed_elsewhere IS NULL) = (recorder_signature_id IS NOT NULL)",
            name=op.f("ck_discussion_recorder_signed"),
        ),
        sa.CheckConstraint("signed_elsewhere IS NULL OR state = 'signed'", name=op.f("ck_discussion_signed_elsewhere")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 480", name=op.f("ck_discussion_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_discussion_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recorder_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_discussion_tenant_id_recorder_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recorder_signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_discussion_tenant_id_recorder_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_discussion_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "trainee_signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_discussion_tenant_id_trainee_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_discussion_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion")),
        sa.UniqueConstraint("public_id", name=op.f("uq_discussion_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_discussion_tenant_id_id")),
    )
    with op.batch_alter_table("discussion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_discussion_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index("ix_discussion_enrolment_state", ["tenant_id", "enrolment_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_discussion_recorder_id"), ["recorder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_discussion_recorder_signature_id"), ["recorder_signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_discussion_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_discussion_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_discussion_trainee_signature_id"), ["trainee_signature_id"], unique=True)

    op.create_table(
        "malpractice_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "authenticity",
                "ai_use",
                "plagiarism",
                "declaration",
                "other",
                name="casekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "no_case",
                "reminded",
                "void",
                "void_unused",
                name="casestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("raised_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name=op.f("ck_malpractice_case_answer")),
        sa.CheckConstraint(
            "(state IN ('open', 'answered')) = (decided_at IS NULL)", name=op.f("ck_malpractice_case_decided")
        ),
        sa.CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name=op.f("ck_malpractice_case_answered")),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f("ck_malpractice_case_decided_by")
        ),
        sa.CheckConstraint("(decided_at IS NULL) = (signature_id IS NULL)", name=op.f("ck_malpractice_case_signature")),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> raised_by_id", name=op.f("ck_malpractice_case_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_malpractice_case_tenant_id_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "raised_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_malpractice_case_tenant_id_raised_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_malpractice_case_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_malpractice_case_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_malpractice_case_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_malpractice_case")),
        sa.UniqueConstraint("public_id", name=op.f("uq_malpractice_case_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_malpractice_case_tenant_id_id")),
    )
    with op.batch_alter_table("malpractice_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_malpractice_case_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_malpractice_case_raised_by_id"), ["raised_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_malpractice_case_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_malpractice_case_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_malpractice_case_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_malpractice_case_open",
            ["tenant_id", "submission_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('open', 'answered')"),
            postgresql_where=sa.text("state IN ('open', 'answered')"),
        )

    op.create_table(
        "mark_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("handed_over", sa.Boolean(), nullable=False),
        sa.Column("draft_passed_on", sa.Boolean(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("written_in", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT voided OR (closed_at IS NOT NULL AND NOT handed_over)", name=op.f("ck_mark_sheet_voided")
        ),
        sa.CheckConstraint("closed_at IS NOT NULL OR NOT handed_over", name=op.f("ck_mark_sheet_handed_over")),
        sa.CheckConstraint("handed_over OR NOT draft_passed_on", name=op.f("ck_mark_sheet_draft_passed_on")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assessor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_mark_sheet_tenant_id_assessor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_mark_sheet_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_mark_sheet_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_sheet")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mark_sheet_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_mark_sheet_tenant_id_id")),
    )
    with op.batch_alter_table("mark_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mark_sheet_assessor_id"), ["assessor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mark_sheet_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mark_sheet_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_mark_sheet_open",
            ["tenant_id", "submission_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "more_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.Date(), nullable=True),
        sa.Column("send_by", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("was IS NULL OR send_by > was", name=op.f("ck_more_time_later")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "given_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_more_time_tenant_id_given_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_more_time_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_more_time_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_more_time_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_more_time")),
        sa.UniqueConstraint("public_id", name=op.f("uq_more_time_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_more_time_tenant_id_id")),
    )
    with op.batch_alter_table("more_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_more_time_given_by_id"), ["given_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_more_time_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_more_time_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_more_time_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "observed_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("practice_record_id", sa.Integer(), nullable=False),
        sa.Column("observer_id", sa.Integer(), nullable=False),
        sa.Column(
            "observer_kind",
            sa.Enum("assessor", "approved_observer", "tutor", name="observerkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "observer_signed",
                "signed",
                "cancelled",
                name="observationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("present_minutes", sa.Integer(), nullable=True),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("trainee_comment", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("satisfactory", "not_yet", name="observationoutcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("observer_signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("trainee_signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(observer_signed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_observed_practice_outcome")
        ),
        sa.CheckConstraint(
            "trainee_signed_at IS NULL OR observer_signed_at IS NOT NULL", name=op.f("ck_observed_practice_signatures")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "observer_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_observed_practice_tenant_id_observer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "practice_record_id"],
            ["practice_record.tenant_id", "practice_record.id"],
            name=op.f("fk_observed_practice_tenant_id_practice_record_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_observed_practice_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observed_practice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_observed_practice_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_observed_practice_tenant_id_id")),
    )
    with op.batch_alter_table("observed_practice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observed_practice_observer_id"), ["observer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_observed_practice_practice_record_id"), ["practice_record_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_observed_practice_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_observed_practice_observer",
            ["tenant_id", "practice_record_id", "observer_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )

    op.create_table(
        "practice_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("practice_record_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("observer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes BETWEEN 1 AND 240", name=op.f("ck_practice_turn_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "observer_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_practice_turn_tenant_id_observer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "practice_record_id"],
            ["practice_record.tenant_id", "practice_record.id"],
            name=op.f("fk_practice_turn_tenant_id_practice_record_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_practice_turn_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_turn")),
        sa.UniqueConstraint("public_id", name=op.f("uq_practice_turn_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_practice_turn_tenant_id_id")),
    )
    with op.batch_alter_table("practice_turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_turn_observer_id"), ["observer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_turn_practice_record_id"), ["practice_record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_turn_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "review_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "review_id"],
            ["progress_review.tenant_id", "progress_review.id"],
            name=op.f("fk_review_link_tenant_id_review_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_review_link_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_link")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_link_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_review_link_tenant_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_review_link_token_hash")),
    )
    with op.batch_alter_table("review_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_link_review_id"), ["review_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_link_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "review_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("trainee", "reviewer", "counterpart", name="part", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("signed_as", sa.String(length=250), nullable=False),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(part = 'counterpart') = (signature_id IS NULL)", name=op.f("ck_review_signature_signature")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_review_signature_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "review_id"],
            ["progress_review.tenant_id", "progress_review.id"],
            name=op.f("fk_review_signature_tenant_id_review_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_review_signature_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_review_signature_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_signature")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_signature_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_review_signature_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "review_id",
            "part",
            "content_hash",
            name=op.f("uq_review_signature_tenant_id_review_id_part_content_hash"),
        ),
    )
    with op.batch_alter_table("review_signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_signature_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_signature_review_id"), ["review_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_signature_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_review_signature_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "send_by_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("send_by", sa.Date(), nullable=False),
        sa.Column("told", sa.Enum("near", "passed", name="told", native_enum=False, length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_send_by_reminder_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_send_by_reminder_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_send_by_reminder")),
        sa.UniqueConstraint("public_id", name=op.f("uq_send_by_reminder_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_send_by_reminder_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "submission_id",
            "send_by",
            "told",
            name=op.f("uq_send_by_reminder_tenant_id_submission_id_send_by_told"),
        ),
    )
    with op.batch_alter_table("send_by_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_send_by_reminder_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_send_by_reminder_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "witness_testimony",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("expert_witness_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("asked", "signed", "withdrawn", name="testimonystate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("witness_name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("relationship_stated", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("competence", sa.Text(), nullable=False),
        sa.Column("knows_units", sa.Text(), nullable=False),
        sa.Column("names_nobody", sa.Boolean(), nullable=False),
        sa.Column("signed_name", sa.String(length=200), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name=op.f("ck_witness_testimony_signed")),
        sa.CheckConstraint(
            "state <> 'signed' OR (names_nobody AND signed_on IS NOT NULL)", name=op.f("ck_witness_testimony_statement")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_witness_testimony_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "expert_witness_id"],
            ["expert_witness.tenant_id", "expert_witness.id"],
            name=op.f("fk_witness_testimony_tenant_id_expert_witness_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_witness_testimony_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_testimony")),
        sa.UniqueConstraint("public_id", name=op.f("uq_witness_testimony_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_witness_testimony_tenant_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_witness_testimony_token_hash")),
    )
    with op.batch_alter_table("witness_testimony", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_witness_testimony_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_witness_testimony_expert_witness_id"), ["expert_witness_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_witness_testimony_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "adjustment_allowance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("adjustment_id", sa.Integer(), nullable=False),
        sa.Column("allowance_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "adjustment_id"],
            ["adjustment.tenant_id", "adjustment.id"],
            name=op.f("fk_adjustment_allowance_tenant_id_adjustment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "allowance_id"],
            ["allowance.tenant_id", "allowance.id"],
            name=op.f("fk_adjustment_allowance_tenant_id_allowance_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_adjustment_allowance_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment_allowance")),
        sa.UniqueConstraint("public_id", name=op.f("uq_adjustment_allowance_public_id")),
        sa.UniqueConstraint("tenant_id", "allowance_id", name=op.f("uq_adjustment_allowance_tenant_id_allowance_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_adjustment_allowance_tenant_id_id")),
    )
    with op.batch_alter_table("adjustment_allowance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_allowance_adjustment_id"), ["adjustment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_allowance_allowance_id"), ["allowance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_allowance_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "adjustment_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("adjustment_id", sa.Integer(), nullable=False),
        sa.Column("key_name", sa.String(length=32), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "adjustment_id"],
            ["adjustment.tenant_id", "adjustment.id"],
            name=op.f("fk_adjustment_evidence_tenant_id_adjustment_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_adjustment_evidence_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment_evidence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_adjustment_evidence_public_id")),
        sa.UniqueConstraint("tenant_id", "adjustment_id", name=op.f("uq_adjustment_evidence_tenant_id_adjustment_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_adjustment_evidence_tenant_id_id")),
    )
    with op.batch_alter_table("adjustment_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_evidence_adjustment_id"), ["adjustment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_evidence_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "anchored_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("mark_sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("start_at >= 0 AND end_at > start_at", name=op.f("ck_anchored_comment_place")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "criterion_id"],
            ["assessment_criterion.tenant_id", "assessment_criterion.id"],
            name=op.f("fk_anchored_comment_tenant_id_criterion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mark_sheet_id"],
            ["mark_sheet.tenant_id", "mark_sheet.id"],
            name=op.f("fk_anchored_comment_tenant_id_mark_sheet_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_anchored_comment_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchored_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_anchored_comment_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_anchored_comment_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "mark_sheet_id", "key", name=op.f("uq_anchored_comment_tenant_id_mark_sheet_id_key")
        ),
    )
    with op.batch_alter_table("anchored_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anchored_comment_criterion_id"), ["criterion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_anchored_comment_mark_sheet_id"), ["mark_sheet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_anchored_comment_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "criterion_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("mark_sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=True),
        sa.Column("out_of", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(marks IS NULL) = (out_of IS NULL)", name=op.f("ck_criterion_decision_out_of")),
        sa.CheckConstraint("marks IS NULL OR marks BETWEEN 0 AND out_of", name=op.f("ck_criterion_decision_marks")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "criterion_id"],
            ["assessment_criterion.tenant_id", "assessment_criterion.id"],
            name=op.f("fk_criterion_decision_tenant_id_criterion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mark_sheet_id"],
            ["mark_sheet.tenant_id", "mark_sheet.id"],
            name=op.f("fk_criterion_decision_tenant_id_mark_sheet_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_criterion_decision_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_criterion_decision_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_criterion_decision_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "mark_sheet_id",
            "criterion_id",
            name=op.f("uq_criterion_decision_tenant_id_mark_sheet_id_criterion_id"),
        ),
    )
    with op.batch_alter_table("criterion_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_decision_criterion_id"), ["criterion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterion_decision_mark_sheet_id"), ["mark_sheet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterion_decision_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "evidence_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "written_task",
                "work_product",
                "professional_discussion",
                "reflective_account",
                "tutor_observation",
                "peer_feedback",
                "prior_learning",
                "meeting_log",
                "observation_record",
                "supervision_record",
                "member_feedback",
                "witness_testimony",
                name="evidencekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "ready",
                "locked",
                "accepted",
                "not_accepted",
                "superseded",
                "withdrawn",
                name="evidencestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "model",
            sa.Enum(
                "none",
                "gibbs",
                "kolb",
                "driscoll",
                "brookfield",
                "schoen",
                "rolfe",
                "unlearning",
                name="reflectivemodel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("practice_record_id", sa.Integer(), nullable=True),
        sa.Column("observed_practice_id", sa.Integer(), nullable=True),
        sa.Column("supervision_meeting_id", sa.Integer(), nullable=True),
        sa.Column("feedback_request_id", sa.Integer(), nullable=True),
        sa.Column("witness_testimony_id", sa.Integer(), nullable=True),
        sa.Column("discussion_id", sa.Integer(), nullable=True),
        sa.Column("facts_kept", sa.String(length=300), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("revises_id", sa.Integer(), nullable=True),
        sa.Column("identifies_nobody", sa.Boolean(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("written_in", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("words >= 0", name=op.f("ck_evidence_item_words")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachment.tenant_id", "attachment.id"],
            name=op.f("fk_evidence_item_tenant_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "discussion_id"],
            ["discussion.tenant_id", "discussion.id"],
            name=op.f("fk_evidence_item_tenant_id_discussion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_evidence_item_tenant_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "feedback_request_id"],
            ["feedback_request.tenant_id", "feedback_request.id"],
            name=op.f("fk_evidence_item_tenant_id_feedback_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "observed_practice_id"],
            ["observed_practice.tenant_id", "observed_practice.id"],
            name=op.f("fk_evidence_item_tenant_id_observed_practice_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "practice_record_id"],
            ["practice_record.tenant_id", "practice_record.id"],
            name=op.f("fk_evidence_item_tenant_id_practice_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "revises_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_evidence_item_tenant_id_revises_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supervision_meeting_id"],
            ["supervision_meeting.tenant_id", "supervision_meeting.id"],
            name=op.f("fk_evidence_item_tenant_id_supervision_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "witness_testimony_id"],
            ["witness_testimony.tenant_id", "witness_testimony.id"],
            name=op.f("fk_evidence_item_tenant_id_witness_testimony_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_evidence_item_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_item")),
        sa.UniqueConstraint("public_id", name=op.f("uq_evidence_item_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_evidence_item_tenant_id_id")),
    )
    with op.batch_alter_table("evidence_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_item_attachment_id"), ["attachment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_item_discussion_id"), ["discussion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_item_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index("ix_evidence_item_enrolment_state", ["tenant_id", "enrolment_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_item_feedback_request_id"), ["feedback_request_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_item_observed_practice_id"), ["observed_practice_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_evidence_item_practice_record_id"), ["practice_record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_item_revises_id"), ["revises_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_item_supervision_meeting_id"), ["supervision_meeting_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_evidence_item_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_item_witness_testimony_id"), ["witness_testimony_id"], unique=False
        )

    op.create_table(
        "unit_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("mark_sheet_id", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Enum("pass", "refer", name="outcome", native_enum=False, length=40), nullable=False),
        sa.Column("decided_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("authentic", sa.Boolean(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("sufficient", sa.Boolean(), nullable=False),
        sa.Column("reliable", sa.Boolean(), nullable=False),
        sa.Column("tests_comment", sa.Text(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("due_back_on", sa.Date(), nullable=True),
        sa.Column("needs_countersignature", sa.Boolean(), nullable=False),
        sa.Column("signed_as", sa.String(length=200), nullable=False),
        sa.Column("bundle_hash", sa.String(length=64), nullable=False),
        sa.Column("discussions", sa.JSON(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assessor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_unit_decision_tenant_id_assessor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mark_sheet_id"],
            ["mark_sheet.tenant_id", "mark_sheet.id"],
            name=op.f("fk_unit_decision_tenant_id_mark_sheet_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_unit_decision_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_unit_decision_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_unit_decision_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_unit_decision_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_unit_decision_tenant_id_id")),
    )
    with op.batch_alter_table("unit_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_decision_assessor_id"), ["assessor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_decision_mark_sheet_id"), ["mark_sheet_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_unit_decision_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_unit_decision_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_decision_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "account_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "paused", "saved", "changed", "shared", "ready", name="versionreason", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("kept_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "model",
            sa.Enum(
                "none",
                "gibbs",
                "kolb",
                "driscoll",
                "brookfield",
                "schoen",
                "rolfe",
                "unlearning",
                name="reflectivemodel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("facts_kept", sa.String(length=300), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_account_version_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_account_version_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_account_version_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "evidence_item_id", "number", name=op.f("uq_account_version_tenant_id_evidence_item_id_number")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_account_version_tenant_id_id")),
    )
    with op.batch_alter_table("account_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_version_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_version_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "raised",
                "stage1_assessor",
                "stage1_dismissed",
                "stage2_iqa",
                "stage2_dismissed",
                "stage3_panel",
                "stage3_dismissed",
                "stage4_ao",
                "resolved_upheld",
                "resolved_dismissed",
                "withdrawn",
                name="appealstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("raised_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('resolved_upheld', 'resolved_dismissed', 'withdrawn')) = (resolved_at IS NOT NULL)",
            name=op.f("ck_appeal_resolved"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["unit_decision.tenant_id", "unit_decision.id"],
            name=op.f("fk_appeal_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_appeal_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_appeal_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_public_id")),
        sa.UniqueConstraint("tenant_id", "decision_id", name=op.f("uq_appeal_tenant_id_decision_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_appeal_tenant_id_id")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_appeal_open",
            ["tenant_id", "submission_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('resolved_upheld', 'resolved_dismissed', 'withdrawn')"),
            postgresql_where=sa.text("state NOT IN ('resolved_upheld', 'resolved_dismissed', 'withdrawn')"),
        )

    op.create_table(
        "consented_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "consent_id"],
            ["research_consent.tenant_id", "research_consent.id"],
            name=op.f("fk_consented_account_tenant_id_consent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_consented_account_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_consented_account_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consented_account")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consented_account_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "consent_id",
            "evidence_item_id",
            name=op.f("uq_consented_account_tenant_id_consent_id_evidence_item_id"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_consented_account_tenant_id_id")),
    )
    with op.batch_alter_table("consented_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consented_account_consent_id"), ["consent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consented_account_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consented_account_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "countersignature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signed_as", sa.String(length=200), nullable=False),
        sa.Column("due_back_on", sa.Date(), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["unit_decision.tenant_id", "unit_decision.id"],
            name=op.f("fk_countersignature_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_countersignature_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_countersignature_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_countersignature_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countersignature")),
        sa.UniqueConstraint("public_id", name=op.f("uq_countersignature_public_id")),
        sa.UniqueConstraint("tenant_id", "decision_id", name=op.f("uq_countersignature_tenant_id_decision_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_countersignature_tenant_id_id")),
    )
    with op.batch_alter_table("countersignature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_countersignature_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_countersignature_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_countersignature_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_countersignature_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "drawn_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("picked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["unit_decision.tenant_id", "unit_decision.id"],
            name=op.f("fk_drawn_decision_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draw_id"],
            ["sample_draw.tenant_id", "sample_draw.id"],
            name=op.f("fk_drawn_decision_tenant_id_draw_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_drawn_decision_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawn_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_drawn_decision_public_id")),
        sa.UniqueConstraint("tenant_id", "decision_id", name=op.f("uq_drawn_decision_tenant_id_decision_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_drawn_decision_tenant_id_id")),
    )
    with op.batch_alter_table("drawn_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drawn_decision_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drawn_decision_draw_id"), ["draw_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drawn_decision_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "evidence_criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "criterion_id"],
            ["assessment_criterion.tenant_id", "assessment_criterion.id"],
            name=op.f("fk_evidence_criterion_tenant_id_criterion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_evidence_criterion_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_evidence_criterion_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_criterion")),
        sa.UniqueConstraint("public_id", name=op.f("uq_evidence_criterion_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "evidence_item_id",
            "criterion_id",
            name=op.f("uq_evidence_criterion_tenant_id_evidence_item_id_criterion_id"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_evidence_criterion_tenant_id_id")),
    )
    with op.batch_alter_table("evidence_criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_criterion_criterion_id"), ["criterion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_criterion_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_criterion_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "evidence_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("practice_record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_evidence_meeting_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "practice_record_id"],
            ["practice_record.tenant_id", "practice_record.id"],
            name=op.f("fk_evidence_meeting_tenant_id_practice_record_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_evidence_meeting_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_meeting")),
        sa.UniqueConstraint("public_id", name=op.f("uq_evidence_meeting_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "evidence_item_id",
            "practice_record_id",
            name=op.f("uq_evidence_meeting_tenant_id_evidence_item_id_practice_record_id"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_evidence_meeting_tenant_id_id")),
    )
    with op.batch_alter_table("evidence_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_meeting_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_meeting_practice_record_id"), ["practice_record_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_evidence_meeting_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "held_back_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_held_back_account_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "run_id"],
            ["extract_run.tenant_id", "extract_run.id"],
            name=op.f("fk_held_back_account_tenant_id_run_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_held_back_account_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_back_account")),
        sa.UniqueConstraint("public_id", name=op.f("uq_held_back_account_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_held_back_account_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "run_id",
            "evidence_item_id",
            name=op.f("uq_held_back_account_tenant_id_run_id_evidence_item_id"),
        ),
    )
    with op.batch_alter_table("held_back_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_back_account_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_held_back_account_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_held_back_account_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "iqa_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("iqa_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "agree",
                "agree_with_action",
                "disagree",
                "closed",
                "returned",
                "reassessed",
                "cancelled",
                name="samplestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_because", sa.Text(), nullable=False),
        sa.Column("action_due_on", sa.Date(), nullable=True),
        sa.Column("action_done_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closing_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state IN ('planned', 'cancelled')) = (iqa_id IS NULL)", name=op.f("ck_iqa_sample_iqa")),
        sa.CheckConstraint(
            "state <> 'closed' OR (action_due_on IS NULL) = (closing_id IS NULL)", name=op.f("ck_iqa_sample_closing")
        ),
        sa.CheckConstraint("(draw_id IS NULL) = (added_by_id IS NOT NULL)", name=op.f("ck_iqa_sample_added")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "added_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_iqa_sample_tenant_id_added_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "closing_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_iqa_sample_tenant_id_closing_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["unit_decision.tenant_id", "unit_decision.id"],
            name=op.f("fk_iqa_sample_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draw_id"],
            ["sample_draw.tenant_id", "sample_draw.id"],
            name=op.f("fk_iqa_sample_tenant_id_draw_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "iqa_id"], ["person.tenant_id", "person.id"], name=op.f("fk_iqa_sample_tenant_id_iqa_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["sampling_plan.tenant_id", "sampling_plan.id"],
            name=op.f("fk_iqa_sample_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_iqa_sample_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_iqa_sample")),
        sa.UniqueConstraint("public_id", name=op.f("uq_iqa_sample_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_iqa_sample_tenant_id_id")),
    )
    with op.batch_alter_table("iqa_sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_iqa_sample_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_iqa_sample_closing_id"), ["closing_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_iqa_sample_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_iqa_sample_draw_id"), ["draw_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_iqa_sample_iqa_id"), ["iqa_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_iqa_sample_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_iqa_sample_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_iqa_sample_decision",
            ["tenant_id", "decision_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )

    op.create_table(
        "kept_phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("decided_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_kept_phrase_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_kept_phrase_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_phrase")),
        sa.UniqueConstraint("public_id", name=op.f("uq_kept_phrase_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "evidence_item_id", "text", name=op.f("uq_kept_phrase_tenant_id_evidence_item_id_text")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_kept_phrase_tenant_id_id")),
    )
    with op.batch_alter_table("kept_phrase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_phrase_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kept_phrase_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "rpl_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column(
            "recognition",
            sa.Enum("rpl", "credit_transfer", "exemption", name="recognition", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("credit", sa.Integer(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("certificate_number", sa.String(length=60), nullable=False),
        sa.Column("kept_up", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(agreed IS NULL) = (answered_at IS NULL)", name=op.f("ck_rpl_claim_answered")),
        sa.CheckConstraint("(agreed IS NULL) = (answered_by_id IS NULL)", name=op.f("ck_rpl_claim_answered_by")),
        sa.CheckConstraint("agreed IS NULL OR asked_at IS NOT NULL", name=op.f("ck_rpl_claim_asked")),
        sa.CheckConstraint("credit IS NULL OR credit > 0", name=op.f("ck_rpl_claim_credit")),
        sa.CheckConstraint("hours IS NULL OR hours > 0", name=op.f("ck_rpl_claim_hours")),
        sa.CheckConstraint("signature_id IS NULL OR agreed IS NOT NULL", name=op.f("ck_rpl_claim_signature")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answered_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_rpl_claim_tenant_id_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachment.tenant_id", "attachment.id"],
            name=op.f("fk_rpl_claim_tenant_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_rpl_claim_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_rpl_claim_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_rpl_claim_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rpl_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rpl_claim_public_id")),
        sa.UniqueConstraint("tenant_id", "evidence_item_id", name=op.f("uq_rpl_claim_tenant_id_evidence_item_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_rpl_claim_tenant_id_id")),
    )
    with op.batch_alter_table("rpl_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rpl_claim_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rpl_claim_attachment_id"), ["attachment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rpl_claim_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rpl_claim_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_rpl_claim_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "submission_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_submission_item_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_submission_item_tenant_id_submission_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_submission_item_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_item")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_item_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_submission_item_tenant_id_id")),
    )
    with op.batch_alter_table("submission_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_item_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_item_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_item_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "working_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("key_name", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_working_note_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_working_note_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_note")),
        sa.UniqueConstraint("public_id", name=op.f("uq_working_note_public_id")),
        sa.UniqueConstraint("tenant_id", "evidence_item_id", name=op.f("uq_working_note_tenant_id_evidence_item_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_working_note_tenant_id_id")),
    )
    with op.batch_alter_table("working_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_note_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_note_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "account_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("submission_item_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "origin_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_account_signature_tenant_id_origin_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_account_signature_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_item_id"],
            ["submission_item.tenant_id", "submission_item.id"],
            name=op.f("fk_account_signature_tenant_id_submission_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_account_signature_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_signature")),
        sa.UniqueConstraint("public_id", name=op.f("uq_account_signature_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_account_signature_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "submission_item_id", name=op.f("uq_account_signature_tenant_id_submission_item_id")
        ),
    )
    with op.batch_alter_table("account_signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_signature_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_signature_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_signature_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "appeal_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "trainee",
                "assessor",
                "countersigner",
                "iqa",
                "reviewer",
                "chair",
                "panel",
                name="part",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "appeal_id"],
            ["appeal.tenant_id", "appeal.id"],
            name=op.f("fk_appeal_part_tenant_id_appeal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_appeal_part_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_appeal_part_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_part")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_part_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "appeal_id",
            "person_id",
            "part",
            name=op.f("uq_appeal_part_tenant_id_appeal_id_person_id_part"),
        ),
        sa.UniqueConstraint(
            "tenant_id", "appeal_id", "person_id", name=op.f("uq_appeal_part_tenant_id_appeal_id_person_id")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_appeal_part_tenant_id_id")),
    )
    with op.batch_alter_table("appeal_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_part_appeal_id"), ["appeal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_part_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_part_tenant_id"), ["tenant_id"], unique=False)
        batch_op.create_index(
            "uq_appeal_part_single",
            ["tenant_id", "appeal_id", "part"],
            unique=True,
            sqlite_where=sa.text("part IN ('trainee', 'reviewer', 'chair')"),
            postgresql_where=sa.text("part IN ('trainee', 'reviewer', 'chair')"),
        )

    op.create_table(
        "draft_review_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("draft_review_id", sa.Integer(), nullable=False),
        sa.Column("account_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_version_id"],
            ["account_version.tenant_id", "account_version.id"],
            name=op.f("fk_draft_review_item_tenant_id_account_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draft_review_id"],
            ["draft_review.tenant_id", "draft_review.id"],
            name=op.f("fk_draft_review_item_tenant_id_draft_review_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_draft_review_item_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review_item")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_review_item_public_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "draft_review_id",
            "position",
            name=op.f("uq_draft_review_item_tenant_id_draft_review_id_position"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_draft_review_item_tenant_id_id")),
    )
    with op.batch_alter_table("draft_review_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_draft_review_item_account_version_id"), ["account_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_draft_review_item_draft_review_id"), ["draft_review_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_review_item_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "draft_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_item_id", sa.Integer(), nullable=False),
        sa.Column("account_version_id", sa.Integer(), nullable=False),
        sa.Column("follows", sa.Boolean(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("made_for", sa.String(length=100), nullable=False),
        sa.Column("shared_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sent_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(note = '') = (noted_at IS NULL)", name=op.f("ck_draft_share_note")),
        sa.CheckConstraint(
            "(reader_id IS NULL) = (token_hash IS NOT NULL)", name=op.f("ck_draft_share_reader_or_link")
        ),
        sa.CheckConstraint("ends_at > shared_at", name=op.f("ck_draft_share_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_version_id"],
            ["account_version.tenant_id", "account_version.id"],
            name=op.f("fk_draft_share_tenant_id_account_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_item_id"],
            ["evidence_item.tenant_id", "evidence_item.id"],
            name=op.f("fk_draft_share_tenant_id_evidence_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reader_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_draft_share_tenant_id_reader_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_draft_share_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_share")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_share_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_draft_share_tenant_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_draft_share_token_hash")),
    )
    with op.batch_alter_table("draft_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_share_account_version_id"), ["account_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_share_evidence_item_id"), ["evidence_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_share_reader_id"), ["reader_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_share_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "sample_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("iqa_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("agree", "agree_with_action", "disagree", name="sampleoutcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("is_major", sa.Boolean(), nullable=False),
        sa.Column("action_due_on", sa.Date(), nullable=True),
        sa.Column("judged_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'agree_with_action') = (action_due_on IS NOT NULL)", name=op.f("ck_sample_judgement_action")
        ),
        sa.CheckConstraint("NOT is_major OR action_due_on IS NOT NULL", name=op.f("ck_sample_judgement_major")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["unit_decision.tenant_id", "unit_decision.id"],
            name=op.f("fk_sample_judgement_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "iqa_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_sample_judgement_tenant_id_iqa_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sample_id"],
            ["iqa_sample.tenant_id", "iqa_sample.id"],
            name=op.f("fk_sample_judgement_tenant_id_sample_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_sample_judgement_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_sample_judgement_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_judgement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sample_judgement_public_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_sample_judgement_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "sample_id", "decision_id", name=op.f("uq_sample_judgement_tenant_id_sample_id_decision_id")
        ),
    )
    with op.batch_alter_table("sample_judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_judgement_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_judgement_iqa_id"), ["iqa_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_judgement_sample_id"), ["sample_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_judgement_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_sample_judgement_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "appeal_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "decided_as",
            sa.Enum(
                "trainee",
                "assessor",
                "countersigner",
                "iqa",
                "reviewer",
                "chair",
                "panel",
                name="part",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("go_on_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(decided_by_id IS NULL AND decided_as IS NULL) OR (number = 1 AND decided_as = 'assessor') OR (number = 2 AND decided_as = 'reviewer') OR (number = 3 AND decided_as = 'chair')",
            name=op.f("ck_appeal_stage_decided_as"),
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (signature_id IS NULL)", name=op.f("ck_appeal_stage_signature")),
        sa.CheckConstraint("(answered_at IS NULL) = (upheld IS NULL)", name=op.f("ck_appeal_stage_answered")),
        sa.CheckConstraint(
            "answered_at IS NULL OR (number = 4) = (decided_by_id IS NULL)", name=op.f("ck_appeal_stage_decided_by")
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR (number = 4) = (recorded_by_id IS NOT NULL)",
            name=op.f("ck_appeal_stage_recorded_by"),
        ),
        sa.CheckConstraint("go_on_until IS NULL OR NOT upheld", name=op.f("ck_appeal_stage_go_on")),
        sa.CheckConstraint("number BETWEEN 1 AND 4", name=op.f("ck_appeal_stage_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "appeal_id", "decided_by_id", "decided_as"],
            ["appeal_part.tenant_id", "appeal_part.appeal_id", "appeal_part.person_id", "appeal_part.part"],
            name=op.f("fk_appeal_stage_tenant_id_appeal_id_decided_by_id_decided_as"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "appeal_id"],
            ["appeal.tenant_id", "appeal.id"],
            name=op.f("fk_appeal_stage_tenant_id_appeal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_appeal_stage_tenant_id_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recorded_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_appeal_stage_tenant_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["signature.tenant_id", "signature.id"],
            name=op.f("fk_appeal_stage_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_appeal_stage_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_stage")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_stage_public_id")),
        sa.UniqueConstraint(
            "tenant_id", "appeal_id", "number", name=op.f("uq_appeal_stage_tenant_id_appeal_id_number")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_appeal_stage_tenant_id_id")),
    )
    with op.batch_alter_table("appeal_stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_stage_appeal_id"), ["appeal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_stage_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_stage_recorded_by_id"), ["recorded_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_stage_signature_id"), ["signature_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_appeal_stage_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "share_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("draft_share_id", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(times = 0) = (last_at IS NULL)", name=op.f("ck_share_opening_times")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draft_share_id"],
            ["draft_share.tenant_id", "draft_share.id"],
            name=op.f("fk_share_opening_tenant_id_draft_share_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_share_opening_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_opening")),
        sa.UniqueConstraint("public_id", name=op.f("uq_share_opening_public_id")),
        sa.UniqueConstraint("tenant_id", "draft_share_id", name=op.f("uq_share_opening_tenant_id_draft_share_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_share_opening_tenant_id_id")),
    )
    with op.batch_alter_table("share_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_opening_draft_share_id"), ["draft_share_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_opening_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "signature_hash",
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_id"],
            ["account_signature.tenant_id", "account_signature.id"],
            name=op.f("fk_signature_hash_tenant_id_signature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["centre.id"], name=op.f("fk_signature_hash_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "value", "signature_id", name=op.f("pk_signature_hash")),
        sqlite_with_rowid=False,
    )
    dialect = op.get_bind().dialect.name
    for finality in FINAL:
        for statement in finality.statements(dialect):
            op.execute(statement)
    for rule in REFUSED:
        for statement in rule.statements(dialect):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("signature_hash")
    with op.batch_alter_table("share_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_opening_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_share_opening_draft_share_id"))

    op.drop_table("share_opening")
    with op.batch_alter_table("appeal_stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeal_stage_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_stage_signature_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_stage_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_stage_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_stage_appeal_id"))

    op.drop_table("appeal_stage")
    with op.batch_alter_table("sample_judgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sample_judgement_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_sample_judgement_signature_id"))
        batch_op.drop_index(batch_op.f("ix_sample_judgement_sample_id"))
        batch_op.drop_index(batch_op.f("ix_sample_judgement_iqa_id"))
        batch_op.drop_index(batch_op.f("ix_sample_judgement_decision_id"))

    op.drop_table("sample_judgement")
    with op.batch_alter_table("draft_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_share_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_draft_share_reader_id"))
        batch_op.drop_index(batch_op.f("ix_draft_share_evidence_item_id"))
        batch_op.drop_index(batch_op.f("ix_draft_share_account_version_id"))

    op.drop_table("draft_share")
    with op.batch_alter_table("draft_review_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_review_item_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_draft_review_item_draft_review_id"))
        batch_op.drop_index(batch_op.f("ix_draft_review_item_account_version_id"))

    op.drop_table("draft_review_item")
    with op.batch_alter_table("appeal_part", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_appeal_part_single",
            sqlite_where=sa.text("part IN ('trainee', 'reviewer', 'chair')"),
            postgresql_where=sa.text("part IN ('trainee', 'reviewer', 'chair')"),
        )
        batch_op.drop_index(batch_op.f("ix_appeal_part_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_part_person_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_part_appeal_id"))

    op.drop_table("appeal_part")
    with op.batch_alter_table("account_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_signature_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_account_signature_person_id"))
        batch_op.drop_index(batch_op.f("ix_account_signature_origin_id"))

    op.drop_table("account_signature")
    with op.batch_alter_table("working_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_note_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_working_note_evidence_item_id"))

    op.drop_table("working_note")
    with op.batch_alter_table("submission_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_item_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_submission_item_submission_id"))
        batch_op.drop_index(batch_op.f("ix_submission_item_evidence_item_id"))

    op.drop_table("submission_item")
    with op.batch_alter_table("rpl_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rpl_claim_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_rpl_claim_signature_id"))
        batch_op.drop_index(batch_op.f("ix_rpl_claim_evidence_item_id"))
        batch_op.drop_index(batch_op.f("ix_rpl_claim_attachment_id"))
        batch_op.drop_index(batch_op.f("ix_rpl_claim_answered_by_id"))

    op.drop_table("rpl_claim")
    with op.batch_alter_table("kept_phrase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_phrase_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_kept_phrase_evidence_item_id"))

    op.drop_table("kept_phrase")
    with op.batch_alter_table("iqa_sample", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_iqa_sample_decision",
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )
        batch_op.drop_index(batch_op.f("ix_iqa_sample_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_iqa_sample_plan_id"))
        batch_op.drop_index(batch_op.f("ix_iqa_sample_iqa_id"))
        batch_op.drop_index(batch_op.f("ix_iqa_sample_draw_id"))
        batch_op.drop_index(batch_op.f("ix_iqa_sample_decision_id"))
        batch_op.drop_index(batch_op.f("ix_iqa_sample_closing_id"))
        batch_op.drop_index(batch_op.f("ix_iqa_sample_added_by_id"))

    op.drop_table("iqa_sample")
    with op.batch_alter_table("held_back_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_held_back_account_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_held_back_account_run_id"))
        batch_op.drop_index(batch_op.f("ix_held_back_account_evidence_item_id"))

    op.drop_table("held_back_account")
    with op.batch_alter_table("evidence_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_meeting_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_meeting_practice_record_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_meeting_evidence_item_id"))

    op.drop_table("evidence_meeting")
    with op.batch_alter_table("evidence_criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_criterion_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_criterion_evidence_item_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_criterion_criterion_id"))

    op.drop_table("evidence_criterion")
    with op.batch_alter_table("drawn_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drawn_decision_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_drawn_decision_draw_id"))
        batch_op.drop_index(batch_op.f("ix_drawn_decision_decision_id"))

    op.drop_table("drawn_decision")
    with op.batch_alter_table("countersignature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_countersignature_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_countersignature_signature_id"))
        batch_op.drop_index(batch_op.f("ix_countersignature_person_id"))
        batch_op.drop_index(batch_op.f("ix_countersignature_decision_id"))

    op.drop_table("countersignature")
    with op.batch_alter_table("consented_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consented_account_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_consented_account_evidence_item_id"))
        batch_op.drop_index(batch_op.f("ix_consented_account_consent_id"))

    op.drop_table("consented_account")
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_appeal_open",
            sqlite_where=sa.text("state NOT IN ('resolved_upheld', 'resolved_dismissed', 'withdrawn')"),
            postgresql_where=sa.text("state NOT IN ('resolved_upheld', 'resolved_dismissed', 'withdrawn')"),
        )
        batch_op.drop_index(batch_op.f("ix_appeal_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_submission_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_decision_id"))

    op.drop_table("appeal")
    with op.batch_alter_table("account_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_version_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_account_version_evidence_item_id"))

    op.drop_table("account_version")
    with op.batch_alter_table("unit_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_decision_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_unit_decision_submission_id"))
        batch_op.drop_index(batch_op.f("ix_unit_decision_signature_id"))
        batch_op.drop_index(batch_op.f("ix_unit_decision_mark_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_unit_decision_assessor_id"))

    op.drop_table("unit_decision")
    with op.batch_alter_table("evidence_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_item_witness_testimony_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_supervision_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_revises_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_practice_record_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_observed_practice_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_feedback_request_id"))
        batch_op.drop_index("ix_evidence_item_enrolment_state")
        batch_op.drop_index(batch_op.f("ix_evidence_item_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_discussion_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_attachment_id"))

    op.drop_table("evidence_item")
    with op.batch_alter_table("criterion_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criterion_decision_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_criterion_decision_mark_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_criterion_decision_criterion_id"))

    op.drop_table("criterion_decision")
    with op.batch_alter_table("anchored_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_anchored_comment_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_anchored_comment_mark_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_anchored_comment_criterion_id"))

    op.drop_table("anchored_comment")
    with op.batch_alter_table("adjustment_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustment_evidence_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_evidence_adjustment_id"))

    op.drop_table("adjustment_evidence")
    with op.batch_alter_table("adjustment_allowance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustment_allowance_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_allowance_allowance_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_allowance_adjustment_id"))

    op.drop_table("adjustment_allowance")
    with op.batch_alter_table("witness_testimony", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_witness_testimony_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_witness_testimony_expert_witness_id"))
        batch_op.drop_index(batch_op.f("ix_witness_testimony_enrolment_id"))

    op.drop_table("witness_testimony")
    with op.batch_alter_table("send_by_reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_send_by_reminder_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_send_by_reminder_submission_id"))

    op.drop_table("send_by_reminder")
    with op.batch_alter_table("review_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_signature_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_review_signature_signature_id"))
        batch_op.drop_index(batch_op.f("ix_review_signature_review_id"))
        batch_op.drop_index(batch_op.f("ix_review_signature_person_id"))

    op.drop_table("review_signature")
    with op.batch_alter_table("review_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_link_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_review_link_review_id"))

    op.drop_table("review_link")
    with op.batch_alter_table("practice_turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_turn_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_practice_turn_practice_record_id"))
        batch_op.drop_index(batch_op.f("ix_practice_turn_observer_id"))

    op.drop_table("practice_turn")
    with op.batch_alter_table("observed_practice", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_observed_practice_observer",
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )
        batch_op.drop_index(batch_op.f("ix_observed_practice_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_observed_practice_practice_record_id"))
        batch_op.drop_index(batch_op.f("ix_observed_practice_observer_id"))

    op.drop_table("observed_practice")
    with op.batch_alter_table("more_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_more_time_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_more_time_submission_id"))
        batch_op.drop_index(batch_op.f("ix_more_time_signature_id"))
        batch_op.drop_index(batch_op.f("ix_more_time_given_by_id"))

    op.drop_table("more_time")
    with op.batch_alter_table("mark_sheet", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mark_sheet_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_mark_sheet_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_mark_sheet_submission_id"))
        batch_op.drop_index(batch_op.f("ix_mark_sheet_assessor_id"))

    op.drop_table("mark_sheet")
    with op.batch_alter_table("malpractice_case", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_malpractice_case_open",
            sqlite_where=sa.text("state IN ('open', 'answered')"),
            postgresql_where=sa.text("state IN ('open', 'answered')"),
        )
        batch_op.drop_index(batch_op.f("ix_malpractice_case_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_malpractice_case_submission_id"))
        batch_op.drop_index(batch_op.f("ix_malpractice_case_signature_id"))
        batch_op.drop_index(batch_op.f("ix_malpractice_case_raised_by_id"))
        batch_op.drop_index(batch_op.f("ix_malpractice_case_decided_by_id"))

    op.drop_table("malpractice_case")
    with op.batch_alter_table("discussion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_trainee_signature_id"))
        batch_op.drop_index(batch_op.f("ix_discussion_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_discussion_submission_id"))
        batch_op.drop_index(batch_op.f("ix_discussion_recorder_signature_id"))
        batch_op.drop_index(batch_op.f("ix_discussion_recorder_id"))
        batch_op.drop_index("ix_discussion_enrolment_state")
        batch_op.drop_index(batch_op.f("ix_discussion_enrolment_id"))

    op.drop_table("discussion")
    with op.batch_alter_table("criterion_standing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criterion_standing_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_criterion_standing_submission_id"))
        batch_op.drop_index(batch_op.f("ix_criterion_standing_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_criterion_standing_criterion_id"))

    op.drop_table("criterion_standing")
    with op.batch_alter_table("confirmation_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_link_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_confirmation_link_supervision_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_confirmation_link_practice_record_id"))

    op.drop_table("confirmation_link")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_live",
            sqlite_where=sa.text("revoked_on IS NULL AND enrolment_id IS NOT NULL"),
            postgresql_where=sa.text("revoked_on IS NULL AND enrolment_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_person_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_award_version_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("authenticity_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authenticity_declaration_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_authenticity_declaration_submission_id"))
        batch_op.drop_index(batch_op.f("ix_authenticity_declaration_signed_by_id"))

    op.drop_table("authenticity_declaration")
    with op.batch_alter_table("agreed_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreed_action_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_agreed_action_review_id"))

    op.drop_table("agreed_action")
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustment_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_submission_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_signature_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_seen_by_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_decided_by_id"))

    op.drop_table("adjustment")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_unit_id"))
        batch_op.drop_index(batch_op.f("ix_submission_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_submission_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_submission_assessor_id"))

    op.drop_table("submission")
    with op.batch_alter_table("review_reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_reminder_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_review_reminder_enrolment_id"))

    op.drop_table("review_reminder")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_registration_enrolment_id"))

    op.drop_table("registration")
    with op.batch_alter_table("progress_review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_progress_review_open",
            sqlite_where=sa.text("state NOT IN ('signed', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('signed', 'cancelled')"),
        )
        batch_op.drop_index(batch_op.f("ix_progress_review_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_progress_review_supersedes_id"))
        batch_op.drop_index(batch_op.f("ix_progress_review_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_progress_review_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_progress_review_counterpart_id"))

    op.drop_table("progress_review")
    with op.batch_alter_table("presenter_turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presenter_turn_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_presenter_turn_meeting_id"))

    op.drop_table("presenter_turn")
    with op.batch_alter_table("practice_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_record_tenant_id"))
        batch_op.drop_index("ix_practice_record_person_state")
        batch_op.drop_index(batch_op.f("ix_practice_record_person_id"))
        batch_op.drop_index(batch_op.f("ix_practice_record_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_practice_record_confirmed_by_id"))

    op.drop_table("practice_record")
    with op.batch_alter_table("member_feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_feedback_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_member_feedback_request_id"))

    op.drop_table("member_feedback")
    with op.batch_alter_table("expert_witness", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expert_witness_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_expert_witness_named_by_id"))
        batch_op.drop_index(batch_op.f("ix_expert_witness_enrolment_id"))

    op.drop_table("expert_witness")
    with op.batch_alter_table("event_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_attendance_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_event_attendance_person_id"))
        batch_op.drop_index(batch_op.f("ix_event_attendance_event_id"))

    op.drop_table("event_attendance")
    with op.batch_alter_table("draft_review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_draft_review_open",
            sqlite_where=sa.text("state IN ('asked', 'reading')"),
            postgresql_where=sa.text("state IN ('asked', 'reading')"),
        )
        batch_op.drop_index(batch_op.f("ix_draft_review_unit_id"))
        batch_op.drop_index(batch_op.f("ix_draft_review_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_draft_review_reader_id"))
        batch_op.drop_index(batch_op.f("ix_draft_review_enrolment_id"))

    op.drop_table("draft_review")
    with op.batch_alter_table("diary_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_diary_entry_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_diary_entry_person_id"))
        batch_op.drop_index(batch_op.f("ix_diary_entry_meeting_id"))

    op.drop_table("diary_entry")
    with op.batch_alter_table("certificate_elsewhere", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_elsewhere_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_elsewhere_person_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_elsewhere_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_elsewhere_award_version_id"))

    op.drop_table("certificate_elsewhere")
    with op.batch_alter_table("certificate_claim", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_claim_open",
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_claim_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_raised_by_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_iqa_signature_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_iqa_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_eqa_signature_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_eqa_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_claim_enrolment_id"))

    op.drop_table("certificate_claim")
    with op.batch_alter_table("attempt_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_grant_unit_id"))
        batch_op.drop_index(batch_op.f("ix_attempt_grant_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_attempt_grant_signature_id"))
        batch_op.drop_index(batch_op.f("ix_attempt_grant_granted_by_id"))
        batch_op.drop_index(batch_op.f("ix_attempt_grant_enrolment_id"))

    op.drop_table("attempt_grant")
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allowance_unit_id"))
        batch_op.drop_index(batch_op.f("ix_allowance_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_allowance_enrolment_id"))

    op.drop_table("allowance")
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allocation_unit_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_person_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_enrolment_id"))

    op.drop_table("allocation")
    with op.batch_alter_table("taught_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_taught_event_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_taught_event_cohort_id"))

    op.drop_table("taught_event")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_seen_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_login_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("set_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_set_meeting_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_set_meeting_learning_set_id"))

    op.drop_table("set_meeting")
    with op.batch_alter_table("set_facilitator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_set_facilitator_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_set_facilitator_person_id"))
        batch_op.drop_index(batch_op.f("ix_set_facilitator_learning_set_id"))

    op.drop_table("set_facilitator")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_login_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_login_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("feedback_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_request_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_request_person_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_request_learning_set_id"))

    op.drop_table("feedback_request")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_enrolment_active",
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        )
        batch_op.drop_index(batch_op.f("ix_enrolment_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_person_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_cohort_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_award_version_id"))

    op.drop_table("enrolment")
    with op.batch_alter_table("credential_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credential_file_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_credential_file_credential_id"))
        batch_op.drop_index(batch_op.f("ix_credential_file_attachment_id"))
        batch_op.drop_index(batch_op.f("ix_credential_file_added_by_id"))

    op.drop_table("credential_file")
    with op.batch_alter_table("assessment_criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_criterion_unit_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_criterion_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_criterion_outcome_id"))

    op.drop_table("assessment_criterion")
    with op.batch_alter_table("supervision_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_meeting_trainee_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_meeting_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_meeting_supervisor_id"))

    op.drop_table("supervision_meeting")
    with op.batch_alter_table("staff_credential", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_credential_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_staff_credential_person_id"))

    op.drop_table("staff_credential")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_signature_person_id"))
        batch_op.drop_index("ix_signature_about")

    op.drop_table("signature")
    with op.batch_alter_table("sample_draw", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sample_draw_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_sample_draw_plan_id"))
        batch_op.drop_index(batch_op.f("ix_sample_draw_drawn_by_id"))

    op.drop_table("sample_draw")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("research_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_consent_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_research_consent_project_id"))
        batch_op.drop_index(batch_op.f("ix_research_consent_person_id"))

    op.drop_table("research_consent")
    with op.batch_alter_table("read_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_read_entry_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_read_entry_reader_id"))
        batch_op.drop_index("ix_read_entry_object")

    op.drop_table("read_entry")
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_tenant_id"))

    op.drop_table("login")
    with op.batch_alter_table("learning_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_set_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_learning_set_programme_id"))
        batch_op.drop_index(batch_op.f("ix_learning_set_organiser_id"))
        batch_op.drop_index(batch_op.f("ix_learning_set_organisation_id"))

    op.drop_table("learning_set")
    with op.batch_alter_table("learning_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_outcome_unit_id"))
        batch_op.drop_index(batch_op.f("ix_learning_outcome_tenant_id"))

    op.drop_table("learning_outcome")
    with op.batch_alter_table("history_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_entry_tenant_id"))
        batch_op.drop_index("ix_history_entry_object")
        batch_op.drop_index(batch_op.f("ix_history_entry_actor_id"))

    op.drop_table("history_entry")
    with op.batch_alter_table("feedback_phrase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_phrase_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_phrase_person_id"))

    op.drop_table("feedback_phrase")
    with op.batch_alter_table("extract_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extract_run_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_extract_run_project_id"))
        batch_op.drop_index(batch_op.f("ix_extract_run_made_by_id"))

    op.drop_table("extract_run")
    with op.batch_alter_table("eqa_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_eqa_visit_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_eqa_visit_eqa_id"))
        batch_op.drop_index(batch_op.f("ix_eqa_visit_award_version_id"))

    op.drop_table("eqa_visit")
    with op.batch_alter_table("cpd_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cpd_entry_verifier_id"))
        batch_op.drop_index(batch_op.f("ix_cpd_entry_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_cpd_entry_person_id"))

    op.drop_table("cpd_entry")
    with op.batch_alter_table("conflict_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_declaration_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_declaration_person_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_declaration_about_id"))

    op.drop_table("conflict_declaration")
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_tutor_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_programme_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_award_version_id"))

    op.drop_table("cohort")
    with op.batch_alter_table("brought_portfolio", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brought_portfolio_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_brought_portfolio_person_id"))
        batch_op.drop_index(batch_op.f("ix_brought_portfolio_brought_by_id"))

    op.drop_table("brought_portfolio")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_uploaded_by_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_tenant_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("assessor_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessor_target_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_assessor_target_person_id"))

    op.drop_table("assessor_target")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_absence_person_id"))
        batch_op.drop_index(batch_op.f("ix_absence_cover_id"))

    op.drop_table("absence")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_unit_award_version_id"))

    op.drop_table("unit")
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirement_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_requirement_award_version_id"))

    op.drop_table("requirement")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_unit_id"))
        batch_op.drop_index(batch_op.f("ix_person_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_person_site_id"))
        batch_op.drop_index(batch_op.f("ix_person_organisation_id"))
        batch_op.drop_index("ix_person_name")
        batch_op.drop_index(batch_op.f("ix_person_line_manager_id"))

    op.drop_table("person")
    with op.batch_alter_table("direct_claims_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_direct_claims_status_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_direct_claims_status_award_version_id"))

    op.drop_table("direct_claims_status")
    with op.batch_alter_table("award_printing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_printing_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_award_printing_award_version_id"))

    op.drop_table("award_printing")
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_site_organisation_id"))

    op.drop_table("site")
    with op.batch_alter_table("sampling_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sampling_plan_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_sampling_plan_policy_id"))

    op.drop_table("sampling_plan")
    with op.batch_alter_table("research_interview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_interview_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_research_interview_project_id"))

    op.drop_table("research_interview")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_programme_organisation_id"))

    op.drop_table("programme")
    with op.batch_alter_table("organisation_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_unit_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_unit_parent_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_unit_organisation_id"))

    op.drop_table("organisation_unit")
    with op.batch_alter_table("holiday", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holiday_working_time_id"))
        batch_op.drop_index(batch_op.f("ix_holiday_tenant_id"))

    op.drop_table("holiday")
    with op.batch_alter_table("award_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_version_tenant_id"))
        batch_op.drop_index(batch_op.f("ix_award_version_award_id"))

    op.drop_table("award_version")
    with op.batch_alter_table("working_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_time_tenant_id"))

    op.drop_table("working_time")
    with op.batch_alter_table("sampling_policy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sampling_policy_tenant_id"))

    op.drop_table("sampling_policy")
    with op.batch_alter_table("research_project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_project_tenant_id"))

    op.drop_table("research_project")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_tenant_id"))

    op.drop_table("organisation")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_tenant_id"))

    op.drop_table("mail")
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_tenant_id"))

    op.drop_table("award")
    with op.batch_alter_table("appeal_windows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeal_windows_tenant_id"))

    op.drop_table("appeal_windows")
    op.drop_table("first_run_link")
    op.drop_table("centre")
    if op.get_bind().dialect.name == "postgresql":
        for table in {finality.table for finality in FINAL}:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_is_final()")
        for rule in REFUSED:
            op.execute(f"DROP FUNCTION IF EXISTS {rule.function}()")
