import pytest

from assessments.certificates.lettering import LIGHT, SANS, fit, flow
from assessments.certificates.names import AWARD, HOLDER


def test_a_short_name_is_set_at_the_full_size():
    setting = fit("Leila Hartnoll", HOLDER)
    assert (setting.size, setting.lines) == (54, ("Leila Hartnoll",))


def test_a_longer_name_shrinks_before_it_takes_two_lines():
    setting = fit("Nguyễn Thị Ánh Tuyết Mai", HOLDER)
    assert 30 <= setting.size < 54
    assert len(setting.lines) == 1


def test_a_name_that_would_fall_below_thirty_points_takes_two_lines_of_at_most_twenty_seven():
    setting = fit("Maximiliana Wilhelmina Featherstonehaugh Cholmondeley", HOLDER)
    assert len(setting.lines) == 2
    assert 16 <= setting.size <= 27


def test_a_single_word_stays_on_one_line():
    setting = fit("Featherstonehaugh-Cholmondeley-Smythe", HOLDER)
    assert len(setting.lines) == 1
    assert setting.size < 30


@pytest.mark.parametrize("name", ["Leila Hartnoll", "Ɓaɗi Ǝwe Ƙaŋ", "W" * 20, "Wolverhampton " * 5 + "W"])
def test_every_line_fits_its_place_with_less_than_a_size_step_to_spare_or_is_at_its_largest(name):
    setting = fit(name, HOLDER)
    widest = max(LIGHT.width(line, setting.size, HOLDER.tracking) for line in setting.lines)
    larger = max(LIGHT.width(line, setting.size + 0.5, HOLDER.tracking) for line in setting.lines)
    assert widest <= HOLDER.width
    assert larger > HOLDER.width or setting.size == (54 if len(setting.lines) == 1 else 27)


@pytest.mark.parametrize(
    ("award", "lines"),
    [
        (
            "Level 5 Development Award in Action Learning Facilitation",
            ("Level 5 Development Award", "in Action Learning Facilitation"),
        ),
        (
            "Level 5 Certificate in Action Learning Facilitation",
            ("Level 5 Certificate", "in Action Learning Facilitation"),
        ),
        ("Award in Coaching", ("Award in Coaching",)),
    ],
)
def test_an_award_breaks_before_its_subject(award, lines):
    setting = fit(award, AWARD)
    assert (setting.size, setting.lines) == (25, lines)


def test_a_letter_the_first_font_lacks_is_set_in_the_font_behind_it():
    assert LIGHT.runs("aǮb") == [("SerifLight", "a"), ("SerifLightBehind", "Ǯ"), ("SerifLight", "b")]
    assert LIGHT.lacks("aǮ漢b") == "漢"


def test_running_text_wraps_between_words_and_shrinks_to_its_height():
    text = "one two three four five six seven eight nine ten " * 4
    roomy = flow((text.strip(),), SANS, width=200, height=200, lead=1.4, largest=11.5, smallest=8)
    tight = flow((text.strip(),), SANS, width=200, height=60, lead=1.4, largest=11.5, smallest=8)
    assert roomy.size == 11.5
    assert 8 <= tight.size < 11.5
    assert " ".join(tight.lines) == text.strip()
    assert flow((text.strip() * 9,), SANS, width=200, height=60, lead=1.4, largest=11.5, smallest=8) is None
