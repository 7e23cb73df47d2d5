"""Codes that stand for people in an extract: the same in every extract of one project, and meaningless without its key.

RFC 2104 (HMAC) with SHA-256, cut to 40 bits: among a thousand people two would share a code once in two million
projects. The letters are Crockford's base 32, which leaves out I, L, O and U so that none is misread.
"""

import hmac
from collections.abc import Iterable
from uuid import UUID

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


class CodesCollide(RuntimeError):
    """Two people would have one code, and their accounts would be read as one person's."""


def code_of(person: UUID, key: bytes) -> str:
    """The code of a person, by their public id: "P-7K3QF2MX"."""
    number = int.from_bytes(hmac.digest(key, person.bytes, "sha256")[:5], "big")
    letters = [LETTERS[number >> 5 * place & 31] for place in reversed(range(LENGTH))]
    return "P-" + "".join(letters)


def codes_of(people: Iterable[UUID], key: bytes) -> dict[UUID, str]:
    """The codes of several people. Raises CodesCollide."""
    codes = {person: code_of(person, key) for person in people}
    if len(set(codes.values())) < len(codes):
        raise CodesCollide("two people share a code")
    return codes
