"""What decides a claim, read from the database: the facts of `eligibility`."""

from collections.abc import Iterable, Mapping, Sequence

from assessments.claims import queries
from assessments.claims.eligibility import ClaimFacts, DecisionFacts, Sampling
from assessments.claims.queries import LastAttempt
from assessments.iqa import queries as iqa
from assessments.iqa.models import IqaSample, SampleState
from people import centre_clock
from training.awards.combination import combination_gaps
from training.awards.requirements import Finding
from training.enrolments import uln
from training.enrolments.models import Enrolment, Registration, RegistrationState
from training.portfolio.models import SubmissionState
from training.portfolio.workflow import PASSED, UNDER_APPEAL

SAMPLINGS = {
    SampleState.planned: Sampling.open,
    SampleState.open: Sampling.open,
    SampleState.agree: Sampling.open,
    SampleState.reassessed: Sampling.open,
    SampleState.agree_with_action: Sampling.action_open,
    SampleState.disagree: Sampling.returned,
    SampleState.returned: Sampling.returned,
    SampleState.closed: Sampling.closed,
}
"""Where a decision stands with quality assurance, by the state of its sample."""

# A unit that was passed and is not now: what stands in the way is its decision, not a missing unit.
DECIDED = PASSED | {SubmissionState.awaiting_countersign, SubmissionState.returned_to_assessor}


def facts_of(enrolment: Enrolment, findings: Iterable[Finding]) -> ClaimFacts:
    """Everything that decides a claim for this trainee now."""
    attempts = queries.attempts_of(enrolment)
    return facts_of_all({enrolment.id: attempts}, [enrolment], findings={enrolment.id: list(findings)})[enrolment.id]


def facts_of_all(
    attempts: Mapping[int, Mapping[str, LastAttempt]],
    enrolments: Sequence[Enrolment],
    *,
    findings: Mapping[int, Sequence[Finding]] | None = None,
) -> dict[int, ClaimFacts]:
    """The facts of several trainees, in two statements; without `findings` nothing is said of requirements."""
    submission_ids = [attempt.submission_id for row in enrolments for attempt in attempts.get(row.id, {}).values()]
    samples, drawn = iqa.samples_on(submission_ids), iqa.drawn_on(submission_ids)
    found = {}
    for enrolment in enrolments:
        own = attempts.get(enrolment.id, {})
        version, registration = enrolment.award_version, enrolment.registration
        decided = [code for code, attempt in own.items() if attempt.state in DECIDED]
        found[enrolment.id] = ClaimFacts(
            registration=_registration(registration),
            uln_required=version.uln_required,
            uln_refusal=uln.refusal(enrolment.person.uln) if enrolment.person.uln else "missing",
            combination_gaps=tuple(combination_gaps(queries.rule_of(version), queries.credits_of(version), decided)),
            requirements_unmet=tuple(
                finding.requirement.id for finding in (findings or {}).get(enrolment.id, []) if not finding.met
            ),
            decisions=tuple(
                DecisionFacts(
                    unit=code,
                    is_final=own[code].state is not SubmissionState.awaiting_countersign,
                    sampling=_sampling(own[code].submission_id, samples, drawn),
                    appeal_open=own[code].state in UNDER_APPEAL,
                )
                for code in decided
            ),
            appeals_elsewhere=tuple(
                code for code, last in own.items() if code not in decided and last.state in UNDER_APPEAL
            ),
            cases_elsewhere=tuple(
                code for code, last in own.items() if last.state is SubmissionState.paused_malpractice
            ),
        )
    return found


def _registration(registration: Registration | None) -> str | None:
    """The state of a registration today: one that ran out is expired, whether the nightly command has run or not."""
    if registration is None:
        return None
    if registration.expires_on is not None and registration.expires_on < centre_clock.today():
        return RegistrationState.expired.value
    return registration.state.value


def _sampling(submission_id: int, samples: Mapping[int, IqaSample], drawn: set[int]) -> Sampling:
    if submission_id in samples:
        return SAMPLINGS[samples[submission_id].state]
    return Sampling.passed_over if submission_id in drawn else Sampling.not_drawn
