"""A simple model of one unit on its way: sent, given to an assessor, decided, countersigned, checked, sent again.

It knows nothing of the database or the services. `Attempt` is one submission; `Unit` all that is known around them.
People are letters.
"""

from dataclasses import dataclass, field

TRAINEE = "T"
MOST_ATTEMPTS = 2
NOT_USED = {"returned_admin", "void_unused"}
REFERRED = {"final_refer", "in_sample_refer", "confirmed_refer"}
FINAL = {"final_pass", "final_refer"}


@dataclass(eq=False)
class Attempt:
    """One submission. `decided` are the people who decided it, `signed` who countersigned, `checked` who looked."""

    number: int
    carried: frozenset[str]
    state: str = "submitted"
    assessor: str | None = None
    sheet_of: str | None = None
    waits: tuple[str, frozenset[str]] | None = None  # who decided and what they referred, until it is countersigned
    decided: set[str] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)
    checks_now: str | None = None
    managed: bool = False
    answered: bool = False  # the last question about how it was made


@dataclass
class Unit:
    """The unit, and who is what to its trainee."""

    criteria: frozenset[str]
    qualified: frozenset[str]
    iqas: frozenset[str]
    attempts: list[Attempt] = field(default_factory=list)
    met: dict[str, tuple[bool, Attempt]] = field(default_factory=dict)
    granted: bool = False
    manager: str | None = None
    roles: dict[str, str] = field(default_factory=dict)  # person -> assessor, iqa or supervisor of the place
    observers: set[str] = field(default_factory=set)
    conflicts: dict[str, str] = field(default_factory=dict)

    # ---- People ----

    def is_close(self, person: str) -> bool:
        """Manages or supervises the trainee, or has a conflict of interest that is not settled."""
        return (
            person in {TRAINEE, self.manager}
            or self.roles.get(person) == "supervisor"
            or self.conflicts.get(person) in {"open", "blocked"}
        )

    def may_judge(self, person: str, attempt: Attempt | None = None) -> bool:
        """Far enough to assess or countersign, and without a part in the checking of this attempt."""
        checked = attempt is not None and person in attempt.checked
        return not self.is_close(person) and self.roles.get(person) != "iqa" and not checked

    def may_check(self, person: str, attempt: Attempt) -> bool:
        """Far enough to look at a decision on this attempt."""
        return (
            person in self.iqas
            and not self.is_close(person)
            and person not in self.observers
            and self.roles.get(person) != "assessor"
            and person not in attempt.decided | attempt.signed
        )

    def may_be(self, person: str, role: str) -> bool:
        """May be allocated to the trainee in a role."""
        if person in self.roles or self.conflicts.get(person) in {"open", "blocked"}:
            return False
        if role == "supervisor":
            return person != self.manager or person in self.conflicts
        if person == self.manager or (role == "iqa" and person not in self.iqas):
            return False
        return role == "assessor" or person not in self.observers

    # ---- Attempts ----

    @property
    def latest(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def next_number(self) -> int:
        return 1 + max((each.number for each in self.attempts if each.state not in NOT_USED), default=0)

    @property
    def carried(self) -> frozenset[str]:
        return frozenset(code for code, (met, _by) in self.met.items() if met)

    def may_send(self) -> bool:
        latest = self.latest
        if latest is not None and latest.state not in NOT_USED | REFERRED | {"void"}:
            return False
        if self.carried == self.criteria:
            return False  # nothing is open: an earlier attempt was decided anew since
        return self.next_number <= MOST_ATTEMPTS + self.granted

    def may_grant(self) -> bool:
        latest = self.latest
        over = latest is not None and latest.state in REFERRED | {"void"}
        return over and latest is not None and latest.number == MOST_ATTEMPTS and not self.granted

    def send(self) -> Attempt:
        self.attempts.append(Attempt(self.next_number, self.carried))
        return self.attempts[-1]

    def may_settle(self, attempt: Attempt, referred: frozenset[str]) -> bool:
        """No criterion is referred that another attempt has met."""
        return not any(code in self.met and self.met[code][0] and self.met[code][1] is not attempt for code in referred)

    def settle(self, attempt: Attempt, referred: frozenset[str]) -> None:
        for code in self.criteria - attempt.carried:
            if code in self.met and self.met[code][0] and self.met[code][1] is not attempt:
                continue
            self.met[code] = (code not in referred, attempt)
        attempt.state = "final_refer" if referred else "final_pass"

    def make_void(self, attempt: Attempt, outcome: str) -> None:
        """Nothing that was decided in this attempt counts any more."""
        attempt.state, attempt.sheet_of = outcome, None
        self.met = {code: (met, by) for code, (met, by) in self.met.items() if by is not attempt}
