"""Testimony is never the sole basis of a criterion, whoever gives it: evidence of another kind stands beside it."""

from collections.abc import Collection, Iterable, Mapping

TESTIMONY = "witness_testimony"


def kinds_by_criterion(items: Iterable[tuple[str, Collection[str]]]) -> dict[str, set[str]]:
    """The kinds of evidence for each criterion, from the kind and the criteria of each item."""
    found: dict[str, set[str]] = {}
    for kind, codes in items:
        for code in codes:
            found.setdefault(code, set()).add(kind)
    return found


def on_testimony_alone(kinds: Mapping[str, Collection[str]]) -> list[str]:
    """The criteria that have testimony and nothing else, in the order given. Ordinary and expert count alike.

    A criterion without any evidence is not among them: it lacks more than that. Source: domain §2.2.
    """
    return [code for code, found in kinds.items() if found and set(found) == {TESTIMONY}]
