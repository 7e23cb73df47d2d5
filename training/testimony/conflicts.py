"""Who cannot be a witness for a trainee: the trainee, under whatever name or address, and who judges the work."""

from collections.abc import Collection
from enum import StrEnum


class Clash(StrEnum):
    """Why somebody cannot be the witness."""

    own_address = "own_address"
    own_name = "own_name"
    judges = "judges"


def plain_address(email: str) -> str:
    """An address as the mail box behind it: lower case, and without what follows a plus sign."""
    local, at, domain = email.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" if at else domain


def plain_name(name: str) -> str:
    """A name without differences of spacing and case."""
    return " ".join(name.split()).casefold()


def clash_of(
    *, name: str, addresses: Collection[str], trainee_name: str, trainee_address: str | None, judging: Collection[str]
) -> Clash | None:
    """Why a witness of this name and these addresses cannot be one; None when they can.

    `judging` are addresses of who assesses or quality-assures the trainee. An empty address clashes with nothing.
    """
    given = {plain_address(each) for each in addresses if each.strip()}
    if trainee_address and plain_address(trainee_address) in given:
        return Clash.own_address
    if plain_name(name) == plain_name(trainee_name):
        return Clash.own_name
    if given & {plain_address(each) for each in judging if each.strip()}:
        return Clash.judges
    return None
