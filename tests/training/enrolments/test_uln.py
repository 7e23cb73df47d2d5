import pytest

from training.enrolments.uln import is_valid, refusal


@pytest.mark.parametrize(
    ("uln", "code"),
    [
        ("9276308686", None),  # golden case 11
        ("9276308685", "check_digit_wrong"),  # golden case 11
        ("9726308686", "check_digit_wrong"),  # two digits changed places
        ("1000000000", None),  # the first nine leave 10, so the check digit is 0
        ("0276308686", "starts_with_zero"),
        ("927630868", "not_ten_digits"),
        ("92763086866", "not_ten_digits"),
        ("92763O8686", "not_ten_digits"),
        ("927630868²", "not_ten_digits"),
        ("٩٢٧٦٣٠٨٦٨٦", "not_ten_digits"),
        (" 9276308686", "not_ten_digits"),
        ("", "not_ten_digits"),
    ],
)
def test_a_number_that_cannot_be_a_uln_is_refused_with_its_reason(uln, code):
    assert refusal(uln) == code
    assert is_valid(uln) == (code is None)


def test_no_check_digit_completes_nine_digits_that_leave_zero():
    # Weights 10 and 2: the first nine leave 0.
    assert (1 * 10 + 6 * 2) % 11 == 0
    assert not any(is_valid(f"100000006{digit}") for digit in range(10))


def test_every_change_of_one_digit_is_noticed():
    valid = "9276308686"
    changed = [
        valid[:place] + str(digit) + valid[place + 1 :]
        for place in range(10)
        for digit in range(10)
        if str(digit) != valid[place]
    ]

    assert len(changed) == 90
    assert not any(is_valid(uln) for uln in changed)
