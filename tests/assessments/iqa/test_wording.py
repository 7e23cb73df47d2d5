"""Why a quality assurer may not look at a decision is said in words, whatever it is."""

import pytest

from assessments.iqa.wording import CLASHES
from training.enrolments.independence import Objection

NEVER_OF_WHO_JUDGES = {Objection.judges, Objection.line_manager}


@pytest.mark.parametrize("against", sorted(set(Objection) - NEVER_OF_WHO_JUDGES))
def test_each_objection_has_its_words(against: Objection) -> None:
    assert against in CLASHES
