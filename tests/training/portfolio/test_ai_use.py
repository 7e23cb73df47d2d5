"""What trainees say of AI beside what a unit allows."""

import pytest

from training.awards.ai_permission import UNSTATED, AiPermission, permission_for
from training.portfolio.ai_use import AiUse, is_above, lacks_words

ALLOWED = {
    "none": {"none", "spelling"},
    "research": {"none", "spelling", "research"},
    "assisted": {"none", "spelling", "research", "assisted"},
    "integrated": {"none", "spelling", "research", "assisted", "integrated"},
}


@pytest.mark.parametrize("permission", AiPermission)
@pytest.mark.parametrize("use", AiUse)
def test_each_level_allows_what_the_one_before_does_and_one_thing_more(use, permission):
    assert is_above(use, permission) is (use.value not in ALLOWED[permission.value])


LACKING = [
    ("none", "research", "", False),
    ("spelling", "none", "  ", True),
    ("spelling", "none", "A spelling check.", False),
    ("research", "research", "A chat tool.", False),
    ("assisted", "research", "A chat tool.", True),
    ("assisted", "research", "A chat tool rewrote two paragraphs of it.", False),
]


@pytest.mark.parametrize(("use", "permission", "text", "lacks"), LACKING)
def test_a_use_is_described_and_one_above_the_level_at_more_length(use, permission, text, lacks):
    assert lacks_words(AiUse(use), AiPermission(permission), text) is lacks


def content(of_award, of_unit):
    unit = {"code": "U1"} | ({"ai_permission": of_unit} if of_unit else {})
    return {"assessment": {"ai_permission": of_award} if of_award else {}, "units": [unit, {"code": "U2"}]}


@pytest.mark.parametrize(
    ("of_award", "of_unit", "permission"),
    [
        (None, None, UNSTATED),
        ("none", None, "none"),
        (None, "assisted", "assisted"),
        ("assisted", "none", "none"),
    ],
)
def test_the_word_of_the_unit_goes_before_that_of_the_award(of_award, of_unit, permission):
    assert permission_for(content(of_award, of_unit), "U1") == permission
    assert permission_for(content(of_award, of_unit), "U2") == (of_award or UNSTATED)
