"""What an award asks of a practice record, taken from the enrolment that pins it."""

from dataclasses import dataclass
from typing import Any

from training.enrolments.models import Enrolment, RegistrationState
from training.practice import ledger

NOT_REGISTERED = {RegistrationState.draft, RegistrationState.pending}


@dataclass(frozen=True)
class AwardRules:
    """An award that the trainee works towards: when its registration is open and what part of co-led time counts."""

    code: str
    window: ledger.Window | None
    co_factor: ledger.Number
    roles: frozenset[str]

    def credited(self, meeting: ledger.Meeting) -> int:
        """The minutes of a meeting that count, in a role that the award asks for (invariant 7)."""
        if ledger.effective_role(meeting) not in self.roles:
            return 0
        return ledger.credited_minutes(meeting, self.co_factor)


def rules_of(enrolment: Enrolment, rules: ledger.Rules = ledger.ILLUSTRATIVE) -> AwardRules:
    """What the award of this enrolment says about facilitated time; without a word on it, the rules' own figures."""
    version, registration = enrolment.award_version, enrolment.registration
    window = None
    if registration and registration.registered_on and registration.state not in NOT_REGISTERED:
        window = ledger.Window(registration.registered_on, registration.expires_on)
    rows = version.content["requirements"]
    asked: dict[str, Any] = next((row for row in rows if row["type"] == "facilitated_minutes"), {})
    return AwardRules(
        code=version.code,
        window=window,
        co_factor=asked.get("co_factor", rules.co_factor),
        roles=frozenset(asked.get("roles", (ledger.FacilitationRole.lead, ledger.FacilitationRole.co))),
    )
