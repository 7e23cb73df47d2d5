from dataclasses import replace

import pytest

from assessments.claims.eligibility import (
    RECOGNISED,
    REGULATED,
    Blocker,
    ClaimFacts,
    DecisionFacts,
    Sampling,
    blockers,
    next_state_after_iqa,
)
from training.awards.combination import Gap

CLOSED = DecisionFacts("C5-1", is_final=True, sampling=Sampling.closed)
PASSED_OVER = DecisionFacts("C5-2", is_final=True, sampling=Sampling.passed_over)

# A trainee for whom all is met.
READY = ClaimFacts(
    registration="active",
    uln_required=True,
    uln_refusal=None,
    combination_gaps=(),
    requirements_unmet=(),
    decisions=(CLOSED, PASSED_OVER),
)


def with_decision(**values) -> ClaimFacts:
    return replace(READY, decisions=(CLOSED, replace(PASSED_OVER, **values)))


@pytest.mark.parametrize(
    ("case", "facts"),
    [
        ("all met", READY),
        ("an extended registration behaves as active", replace(READY, registration="extended")),
        ("no ULN where none is required", replace(READY, uln_required=False, uln_refusal="missing")),
    ],
)
def test_an_award_may_be_claimed_when_nothing_stands_in_the_way(case, facts):
    assert blockers(facts) == [], case


@pytest.mark.parametrize(
    ("case", "facts", "blocker"),
    [
        *[
            (state, replace(READY, registration=state), Blocker("registration_not_active", {"state": state}))
            for state in ("draft", "pending", "suspended", "expired", "withdrawn", "completed", None)
        ],
        (
            "a ULN that cannot be",
            replace(READY, uln_refusal="check_digit_wrong"),
            Blocker("uln_refused", {"reason": "check_digit_wrong"}),
        ),
        (
            "no optional unit",
            replace(READY, combination_gaps=(Gap("optional_credits_short", {"have": 0, "need": 3, "short": 3}),)),
            Blocker("optional_credits_short", {"have": 0, "need": 3, "short": 3}),
        ),
        (
            "a requirement no longer met",
            replace(READY, requirements_unmet=("R6",)),
            Blocker("requirement_not_met", {"requirement": "R6"}),
        ),
        ("not final", with_decision(is_final=False), Blocker("decision_not_final", {"unit": "C5-2"})),
        (
            "golden case 12: the plan picked it, the sample is open",
            with_decision(sampling=Sampling.open),
            Blocker("sample_open", {"unit": "C5-2"}),
        ),
        (
            "not drawn yet",
            with_decision(sampling=Sampling.not_drawn),
            Blocker("sampling_not_drawn", {"unit": "C5-2"}),
        ),
        (
            "an action of the IQA not done",
            with_decision(sampling=Sampling.action_open),
            Blocker("sample_action_open", {"unit": "C5-2"}),
        ),
        (
            "the IQA disagreed",
            with_decision(sampling=Sampling.returned),
            Blocker("decision_returned", {"unit": "C5-2"}),
        ),
        ("an appeal", with_decision(appeal_open=True), Blocker("appeal_open", {"unit": "C5-2"})),
        ("a malpractice case", with_decision(malpractice_open=True), Blocker("malpractice_open", {"unit": "C5-2"})),
        (
            "a malpractice case about the trainee",
            replace(READY, malpractice_open=True),
            Blocker("malpractice_open", {"unit": None}),
        ),
    ],
)
def test_each_condition_of_a_claim_blocks_it_alone(case, facts, blocker):
    assert blockers(facts) == [blocker], case


def test_all_that_stands_in_the_way_is_named_at_once():
    facts = replace(
        with_decision(is_final=False, sampling=Sampling.not_drawn, appeal_open=True),
        registration="expired",
        requirements_unmet=("R3", "R6"),
    )

    assert [blocker.code for blocker in blockers(facts)] == [
        "registration_not_active",
        "requirement_not_met",
        "requirement_not_met",
        "decision_not_final",
        "appeal_open",
    ]


@pytest.mark.parametrize(
    ("kind", "dcs_active", "state"),
    [
        (REGULATED, True, "released"),
        (REGULATED, False, "awaiting_eqa"),  # golden case 13: all met, no DCS, no EQA release
        (RECOGNISED, True, "issued"),
        (RECOGNISED, False, "issued"),
    ],
)
def test_a_signed_claim_goes_on_by_the_kind_of_award(kind, dcs_active, state):
    assert blockers(READY) == []
    assert next_state_after_iqa(kind, dcs_active=dcs_active) == state


def test_an_unknown_kind_of_award_has_no_claim_rule():
    with pytest.raises(ValueError, match="badge"):
        next_state_after_iqa("badge", dcs_active=True)
