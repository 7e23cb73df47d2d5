"""What an award file may write about a requirement."""

import pytest

from tests.training.awards.facts import requirements_of
from training.awards.parameters import PARAMETERS, ParameterFault, parameter_faults

WORDS = {"words_min": 1000, "words_max": 1500}


@pytest.mark.parametrize("award", ["ALF-CERT-L5", "ALF-DA-L3", "ALF-DA-L5"])
def test_the_shipped_awards_write_their_requirements_well(award):
    for requirement in requirements_of(award).values():
        assert parameter_faults(requirement.type, requirement.parameters) == ()


@pytest.mark.parametrize(
    ("kind", "parameters", "expected"),
    [
        ("hours", {"min": 1}, [(ParameterFault.unknown_type, None)]),
        ("taught_days", {}, [(ParameterFault.missing_parameter, "min")]),
        ("taught_days", {"min": 1, "max": 2}, [(ParameterFault.unknown_parameter, "max")]),
        ("taught_days", {"min": -1}, [(ParameterFault.wrong_kind, "min")]),
        ("taught_days", {"min": "3"}, [(ParameterFault.wrong_kind, "min")]),
        ("taught_days", {"min": True}, [(ParameterFault.wrong_kind, "min")]),
        ("taught_days", {"min": 1.5}, [(ParameterFault.wrong_kind, "min")]),
        ("taught_days", {"min": None}, [(ParameterFault.wrong_kind, "min")]),
        (
            "taught_days",
            {"min": 1, "min_attendance_percent": 101},
            [(ParameterFault.wrong_kind, "min_attendance_percent")],
        ),
        ("practice_turns", {"min": 1, "observed": "yes"}, [(ParameterFault.wrong_kind, "observed")]),
        ("practice_sets", {"min": 1, "role": "guest"}, [(ParameterFault.unknown_choice, "role")]),
        ("practice_sets", {"min": 1, "role": ["guest"]}, [(ParameterFault.wrong_kind, "role")]),
        ("facilitated_meetings", {"min": 5, "lead_min": 6}, [(ParameterFault.larger_than, "lead_min")]),
        ("facilitated_meetings", {"min": 5, "roles": []}, [(ParameterFault.wrong_kind, "roles")]),
        ("facilitated_meetings", {"min": 5, "roles": "lead"}, [(ParameterFault.wrong_kind, "roles")]),
        ("facilitated_meetings", {"min": 5, "roles": ["leader"]}, [(ParameterFault.unknown_choice, "roles")]),
        ("facilitated_minutes", {"min": 5, "co_factor": 0.5}, []),
        ("facilitated_minutes", {"min": 5, "co_factor": 1.1}, [(ParameterFault.wrong_kind, "co_factor")]),
        ("facilitated_minutes", {"min": 5, "co_factor": "half"}, [(ParameterFault.wrong_kind, "co_factor")]),
        ("facilitated_minutes", {"min": 5, "co_factor": True}, [(ParameterFault.wrong_kind, "co_factor")]),
        ("recent_minutes", {"min": 5, "within_months": 0}, [(ParameterFault.wrong_kind, "within_months")]),
        ("reflective_accounts", {"min": 1} | WORDS, []),
        (
            "reflective_accounts",
            {"min": 1, "words_min": 1501, "words_max": 1500},
            [(ParameterFault.larger_than, "words_min")],
        ),
        (
            "reflective_accounts",
            {"words_max": "many"},
            [
                (ParameterFault.missing_parameter, "min"),
                (ParameterFault.missing_parameter, "words_min"),
                (ParameterFault.wrong_kind, "words_max"),
            ],
        ),
    ],
)
def test_each_fault_names_its_parameter(kind, parameters, expected):
    assert [(fault.code, fault.item_id) for fault in parameter_faults(kind, parameters)] == expected


def test_a_bound_points_to_a_parameter_of_the_same_type():
    for parameters in PARAMETERS.values():
        assert {parameter.at_most for parameter in parameters.values()} - {""} <= parameters.keys()
