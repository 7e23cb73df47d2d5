"""How many people make a set. All figures are proposals, [I] in the field's reference (section 2.4)."""

LEAST, MOST = 3, 12
"""Fewer or more are refused."""
USUAL = range(4, 9)
"""Fewer or more are accepted with a warning."""


def is_possible(size: int) -> bool:
    """Whether a set of so many people may exist at all."""
    return LEAST <= size <= MOST


def is_usual(*sizes: int) -> bool:
    """Whether each of these sizes is one that sets work well with."""
    return all(size in USUAL for size in sizes)
