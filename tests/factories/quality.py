"""Decisions to sample, samples, claims and visits."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from assessments.claims import services as claim_services
from assessments.claims.models import CertificateClaim
from assessments.grading.models import MarkSheet, Outcome, UnitDecision
from assessments.iqa import services
from assessments.iqa.models import EqaVisit, IqaSample, SampleDraw, SampleOutcome, SampleState, SamplingPlan
from core import clock
from core.db import db, tenant_of
from people.models import CredentialKind, Person, Role, StaffCredential
from tests import london
from tests.factories import awards, enrolments, people, signatures
from training.awards import services as award_services
from training.awards.models import Award, AwardVersion
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission, SubmissionState

_numbers = count(1)

NOTHING_ASKED = "{id: R1, type: taught_days, min: 0, min_attendance_percent: 90}"

FEEDBACK = "The comments say what is missing and leave the how to the trainee."


def plain_award(code: str = "ALF-CERT-L5", *requirements: str) -> AwardVersion:
    """A shipped award under a code of its own that asks for these requirements, as lines of its file, and no others.

    Its code counts the awards that are here, so that another test reads the same file again.
    """
    if tenant_of(db.session) is None:
        people.centre()
    text = awards.award_file(code)
    head, rest = text.split("requirements:\n")
    tail = rest[rest.index("assessment:") :]
    asked = "".join(f"- {line}\n" for line in requirements or [NOTHING_ASKED])
    head = head.replace(f"code: {code}", f"code: {code}-P{len(db.session.scalars(select(Award.id)).all())}")
    text = f"{head}requirements:\n{asked}{tail}"
    version = award_services.import_award(text, "plain.yaml", by=None)
    award_services.publish(version, by=None)
    return version


def place(version: AwardVersion | None = None, person: Person | None = None, **fields: Any) -> Enrolment:
    """A registered trainee, with the optional unit chosen where the award has one."""
    if version is None:
        if tenant_of(db.session) is None:
            people.centre()
        version = awards.award_version()
    optional = version.rules_of_combination["optional"][:1]
    return enrolments.enrolment(person, version, **{"optional_units": optional} | fields)


def decision(
    row: Enrolment | None = None,
    code: str | None = None,
    *,
    assessor: Person | None = None,
    outcome: Outcome = Outcome.passed,
    state: SubmissionState | None = None,
    qualified: bool = True,
    managed_conflict: bool = False,
) -> UnitDecision:
    """A final decision of a qualified assessor on a unit, without the work behind it."""
    row = row or place()
    code = code or row.unit_codes[0]
    final = SubmissionState.final_pass if outcome is Outcome.passed else SubmissionState.final_refer
    now = clock.now()
    assessor = assessor or people.person(Role.assessor)
    submission = Submission(
        enrolment=row,
        unit=awards.unit(row.award_version, code),
        attempt=1,
        state=state or final,
        submitted_at=now,
        assessor=assessor,
        managed_conflict=managed_conflict,
        manifest={"carried": [], "items": []},
        bundle_hash=f"{next(_numbers):064}",
    )
    return decided(submission, assessor=assessor, outcome=outcome, qualified=qualified)


def decided(
    submission: Submission,
    *,
    assessor: Person,
    outcome: Outcome = Outcome.passed,
    qualified: bool = True,
) -> UnitDecision:
    """One more decision on a submission; its state is left alone. A qualified assessor has a credential on record."""
    now = clock.now()
    if qualified and not assessor.credentials:
        assessor.credentials.append(StaffCredential(kind=CredentialKind.taqa, obtained_on=date(2020, 1, 1)))
        db.session.flush()
    signature = signatures.signature(assessor)
    sheet = MarkSheet(submission=submission, assessor=assessor, opened_at=now, closed_at=now)
    tests = dict.fromkeys(("valid", "authentic", "current", "sufficient", "reliable"), True)
    row = UnitDecision(
        submission=submission,
        mark_sheet=sheet,
        assessor=assessor,
        outcome=outcome,
        decided_at=now,
        needs_countersignature=not qualified,
        signed_as=f"{assessor.full_name}, assessor",
        bundle_hash=submission.bundle_hash,
        signature=signature,
        **tests,
    )
    db.session.add_all((submission, row))
    db.session.flush()
    return row


def passed_units(row: Enrolment, *, assessor: Person | None = None) -> list[UnitDecision]:
    """Every unit of a trainee passed, none of it drawn yet."""
    assessor = assessor or people.person(Role.assessor)
    return [decision(row, code, assessor=assessor) for code in row.unit_codes]


def iqa(**fields: Any) -> Person:
    """A quality assurer of the centre."""
    return people.person(Role.iqa, **fields)


def plan(on: date | None = None) -> SamplingPlan:
    """The plan of today's quarter."""
    return services.current_plan(on or london.today())


def draw(by: Person | None = None, **fields: Any) -> SampleDraw:
    """A draw over everything that is final, in today's quarter."""
    return services.draw(plan(), by=by or people.person(Role.lead_iqa), **fields)


def sample(of: UnitDecision | None = None, *, by: Person | None = None) -> IqaSample:
    """A planned sample: a new assessor's first decisions are all picked."""
    of = of or decision()
    drawn = draw(by)
    return next(each for each in drawn.samples if each.decision_id == of.id)


def opened(of: UnitDecision | None = None, *, by: Person | None = None) -> IqaSample:
    """A sample that a quality assurer has opened."""
    row = sample(of)
    return services.open_sample(row, by=by or iqa())


def judged(row: IqaSample | None = None, outcome: SampleOutcome = SampleOutcome.agree, **fields: Any) -> IqaSample:
    """A sample that its quality assurer has judged."""
    row = row or opened()
    given: dict[str, Any] = {"feedback": FEEDBACK}
    if outcome is SampleOutcome.agree_with_action:
        given |= {"action": "Name the paragraph that shows it.", "action_due_on": london.today() + timedelta(days=14)}
    assert row.iqa is not None
    services.judge(row, outcome, **given | fields, by=row.iqa)
    return row


def close_all(samples: Sequence[IqaSample], *, by: Person | None = None) -> None:
    """Open these samples and agree with each."""
    by = by or iqa()
    for row in samples:
        if row.state is SampleState.planned:
            judged(services.open_sample(row, by=by))


def claimable(version: AwardVersion | None = None, *, assessor: Person | None = None) -> Enrolment:
    """A trainee for whom nothing stands in the way: units passed, drawn, looked at and closed."""
    row = place(version or plain_award())
    passed_units(row, assessor=assessor)
    close_all(draw().samples)
    return row


def claim(row: Enrolment | None = None, *, by: Person | None = None) -> CertificateClaim:
    """A claim that the centre administrator raised."""
    row = row or claimable()
    return claim_services.raise_claim(row, by=by or people.person(Role.centre_administrator))


def visit(version: AwardVersion, eqa: Person | None = None, **fields: Any) -> EqaVisit:
    """An open window of an external quality assurer on an award."""
    today = london.today()
    row = EqaVisit(
        **{
            "eqa": eqa or people.person(Role.eqa),
            "award_version": version,
            "starts_on": today - timedelta(days=1),
            "ends_on": today + timedelta(days=3),
        }
        | fields
    )
    db.session.add(row)
    db.session.flush()
    db.session.expire(version, ["eqa_visits"])
    return row
