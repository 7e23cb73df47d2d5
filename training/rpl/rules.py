"""What no claim for earlier learning may be, as SQL that SQLite and PostgreSQL both read: for `core.row_rules`."""

UNSIGNED = (
    "NEW.agreed IS NOT NULL AND NEW.signature_id IS NULL AND NOT EXISTS (SELECT 1 FROM evidence_item i "
    "JOIN enrolment e ON e.id = i.enrolment_id WHERE i.id = NEW.evidence_item_id AND e.state = 'brought_in')"
)
"""It is answered, nobody signed the answer here, and it was not brought in from another centre."""

SIGNED = "NEW.signature_id IS NOT NULL"
WAS_SIGNED = "OLD.signature_id IS NOT NULL"
"""From signed to signed an answer does not change: it is taken back as a whole, or stays."""
