"""What the check answers with: a text that might identify somebody, and of what kind it is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    full_name = "full_name"
    first_name = "first_name"
    nickname = "nickname"
    initials = "initials"
    job_place = "job_place"
    site = "site"
    employer = "employer"
    care_home = "care_home"
    email = "email"
    phone = "phone"
    dob = "dob"
    rare_role = "rare_role"


PERSONS = frozenset({Kind.full_name, Kind.first_name, Kind.nickname, Kind.initials})


@dataclass(frozen=True)
class Flag:
    """A text that might identify somebody, white space collapsed; `spans` are its places in the text that was read."""

    text: str
    kind: Kind
    count: int
    spans: tuple[tuple[int, int], ...]
    replacement: str


@dataclass(frozen=True)
class HiddenFlag:
    """The same outside the body; `where` is the name of the place, such as "comment"."""

    text: str
    kind: Kind
    where: str


@dataclass(frozen=True)
class Find:
    """One passage that a reader of the text found, before the passages of all readers are put together."""

    start: int
    end: int
    kind: Kind
