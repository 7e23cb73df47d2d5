"""Models of reflection: every model of the portfolio is there, and changing it keeps every word."""

from itertools import product

import pytest

from training.portfolio.models import ReflectiveModel
from training.portfolio.reflection import MODELS, rearranged, whole_text
from training.portfolio.wordcount import count_words


def test_every_model_that_can_be_chosen_has_stages_with_a_title_and_a_prompt():
    assert set(MODELS) == {model.value for model in ReflectiveModel}
    for model in MODELS.values():
        codes = [stage.code for stage in model.stages]
        assert len(set(codes)) == len(codes) >= 1
        assert all(stage.title and stage.prompt for stage in model.stages)


@pytest.mark.parametrize(("old", "new"), list(product(MODELS, MODELS)))
def test_changing_the_model_keeps_every_word_in_order(old, new):
    parts = {stage.code: f"first{n} second{n}" for n, stage in enumerate(MODELS[old].stages) if n != 1}
    moved = rearranged(parts, old, new)
    assert set(moved) == {stage.code for stage in MODELS[new].stages}
    assert whole_text(moved, new).split() == whole_text(parts, old).split()


def test_with_as_many_headings_an_empty_box_stays_empty():
    moved = rearranged({"what": "a", "so_what": "", "now_what": "c"}, "driscoll", "rolfe")
    assert moved == {"what": "a", "so_what": "", "now_what": "c"}


def test_headings_are_not_counted_as_words():
    assert count_words(whole_text({"what": "one two", "now_what": "three"}, "driscoll")) == 3
