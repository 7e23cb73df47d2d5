"""The unique learner number: ten digits, the last of which checks the others."""

_WEIGHTS = range(10, 0, -1)


def refusal(uln: str) -> str | None:
    """Why this cannot be a unique learner number, as a code; None when it can.

    `not_ten_digits`; `starts_with_zero`; `check_digit_wrong`: with weights 10, 9, …, 1 the sum of the digits, divided
    by 11, leaves 10. No check digit exists where the first nine alone leave 0. Spaces are for the caller to take out.
    Source: HESA and ScholarPack, by domain §2.1.
    """
    if len(uln) != 10 or not (uln.isascii() and uln.isdigit()):
        return "not_ten_digits"
    if uln[0] == "0":
        return "starts_with_zero"
    if sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, uln, strict=True)) % 11 != 10:
        return "check_digit_wrong"
    return None


def is_valid(uln: str) -> bool:
    """Whether this can be a unique learner number; whose it is, only the Learning Records Service knows."""
    return refusal(uln) is None
