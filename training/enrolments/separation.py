"""Who is too close to a trainee, as SQL that SQLite and PostgreSQL both read: for the rules of `core.row_rules`.

The same is said in Python by `training.enrolments.independence`, which people read the reasons of. `person` and
`enrolment` are SQL expressions for ids. A place that was brought in from another centre is only read here: of its
decisions nothing is asked but that the people who signed them differ.
"""


def is_trainee(person: str, enrolment: str) -> str:
    """The person is the trainee of the place."""
    return _exists("enrolment e", f"e.id = {enrolment} AND e.person_id = {person}")


def is_of_this_centre(enrolment: str) -> str:
    """The place was not brought in from another centre."""
    return _exists("enrolment e", f"e.id = {enrolment} AND e.state <> 'brought_in'")


def manages(person: str, enrolment: str) -> str:
    """The person is the line manager of the trainee."""
    return _exists(
        "enrolment e JOIN person t ON t.id = e.person_id", f"e.id = {enrolment} AND t.line_manager_id = {person}"
    )


def teaches(person: str, enrolment: str) -> str:
    """The person is the tutor of the trainee's cohort."""
    return _exists("enrolment e JOIN cohort c ON c.id = e.cohort_id", f"e.id = {enrolment} AND c.tutor_id = {person}")


def supervises(person: str, enrolment: str) -> str:
    """The person is allocated as the trainee's supervisor, or signed supervision with the trainee."""
    signed = _exists(
        "enrolment e JOIN supervision_meeting m ON m.trainee_id = e.person_id",
        f"e.id = {enrolment} AND m.supervisor_id = {person} AND m.state = 'signed'",
    )
    return f"({is_allocated(person, enrolment, 'supervisor')} OR {signed})"


def has_observed(person: str, enrolment: str) -> str:
    """The person observed the trainee, or was asked to."""
    return _exists(
        "enrolment e JOIN practice_record r ON r.person_id = e.person_id "
        "JOIN observed_practice o ON o.practice_record_id = r.id",
        f"e.id = {enrolment} AND o.observer_id = {person} AND o.state <> 'cancelled'",
    )


def has_conflict(person: str, enrolment: str, *decisions: str) -> str:
    """A conflict of interest between the person and the trainee stands at one of these decisions."""
    listed = ", ".join(f"'{decision}'" for decision in decisions)
    return _exists(
        "enrolment e JOIN conflict_declaration d ON "
        f"(d.person_id = {person} AND d.about_id = e.person_id) "
        f"OR (d.about_id = {person} AND d.person_id = e.person_id)",
        f"e.id = {enrolment} AND d.decision IN ({listed})",
    )


def is_allocated(person: str, enrolment: str, role: str, *, unit: str = "", after: str = "") -> str:
    """The person is allocated in a role without an end, or with one after the day of the instant `after`.

    With `unit`, an SQL expression, on that unit or on all.
    """
    condition = f"a.enrolment_id = {enrolment} AND a.person_id = {person} AND a.role = '{role}'"
    condition += f" AND (a.unit_id IS NULL OR a.unit_id = {unit})" if unit else ""
    condition += f" AND (a.ends_on IS NULL OR a.ends_on > date({after}))" if after else " AND a.ends_on IS NULL"
    return _exists("allocation a", condition)


def is_too_close(person: str, enrolment: str) -> str:
    """The person manages, teaches or supervises the trainee, or has a conflict of interest that is not settled."""
    found = (
        manages(person, enrolment),
        teaches(person, enrolment),
        supervises(person, enrolment),
        has_conflict(person, enrolment, "open", "blocked"),
    )
    return f"({' OR '.join(found)})"


def has_credential(person: str, at: str) -> str:
    """The person holds an assessor's qualification on the day of an instant, wherever the centre is (invariant 21)."""
    return _exists(
        "staff_credential c",
        f"c.person_id = {person} AND c.kind IN ('taqa', 'cava', 'a1') AND c.obtained_on <= day_after({at}) "
        f"AND (c.expires_on IS NULL OR c.expires_on >= day_before({at}))",
    )


def _exists(tables: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {tables} WHERE {condition})"


_HERE = ("NEW.person_id", "NEW.enrolment_id")
_IN_ANOTHER_ROLE = """EXISTS (SELECT 1 FROM allocation a WHERE a.enrolment_id = NEW.enrolment_id
    AND a.public_id <> NEW.public_id
    AND a.person_id = NEW.person_id AND a.role <> NEW.role AND (a.ends_on IS NULL OR a.ends_on >= NEW.starts_on)
    AND (NEW.ends_on IS NULL OR a.starts_on <= NEW.ends_on))"""

MAY_NOT_BE_ALLOCATED = f"""(NEW.ends_on IS NULL OR NEW.ends_on >= NEW.starts_on)
    AND {is_of_this_centre("NEW.enrolment_id")}
    AND ({is_trainee(*_HERE)} OR {_IN_ANOTHER_ROLE} OR {has_conflict(*_HERE, "open", "blocked")}
    OR (NEW.role <> 'supervisor' AND {is_too_close(*_HERE)}) OR (NEW.role = 'iqa' AND {has_observed(*_HERE)}))"""

_ASSESSOR = ("NEW.assessor_id", "NEW.enrolment_id")
MAY_NOT_ASSESS = f"""NEW.assessor_id IS NOT NULL AND ({is_trainee(*_ASSESSOR)}
    OR ({is_of_this_centre("NEW.enrolment_id")} AND ({is_too_close(*_ASSESSOR)}
    OR {is_allocated(*_ASSESSOR, "iqa", unit="NEW.unit_id")})))"""
