"""An account made fit to leave: known names out, dates to quarters, then whatever else might identify somebody."""

from dataclasses import dataclass

from training.deidentification.check import apply, find
from training.research.names import Names, composed
from training.research.quarters import coarsened


@dataclass(frozen=True)
class Cleared:
    """The text that may leave, and the kinds of what is still found in it, each as often as it is found."""

    text: str
    left: tuple[str, ...] = ()


def cleared(text: str, *, author: str, own: Names, known: Names) -> Cleared:
    """Replace what identifies somebody, then look again. With anything `left` the account must not leave.

    `author` is the writer's name and `own` all its forms; `known` are the names that the installation knows. What the
    author kept for their assessor to read is replaced as well: that was not said to whoever does research.
    """
    text = coarsened(known.replaced_in(composed(text), first=own))
    if found := find(text, author=author):
        text = apply(text, {flag.text: flag.replacement for flag in found})
        found = find(text, author=author)
    left = [flag.kind.value for flag in found for _ in range(flag.count)]
    left += [name.kind.value for name in known.found_in(text, first=own)]
    return Cleared(text, tuple(left))
