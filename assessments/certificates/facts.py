"""What a certificate states, as plain values: kept with it, so that it can be drawn again from them alone."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any, Self

from assessments.certificates.wording import WORDING


@dataclass(frozen=True)
class Signatory:
    """Someone who answers for the certificate, and as what."""

    name: str
    role: str


@dataclass(frozen=True)
class CertificateFacts:
    """Everything that is printed on one certificate. ValueError for a third signatory or a language without wording."""

    number: str
    check_url: str  # whole, with the unguessable code: what the QR code opens
    check_address: str  # short, for people who type
    holder: str
    centre: str
    award: str
    kind: str  # "A recognised programme … carries no credit", or units and credits with the awarding organisation
    what_it_took: tuple[str, ...]  # each from a new line
    signatories: tuple[Signatory, ...]
    awarded_on: datetime.date
    language: str = "en-GB"

    def __post_init__(self) -> None:
        if len(self.signatories) > 2:
            raise ValueError("a certificate has room for two signatories")
        if self.language not in WORDING:
            raise ValueError(f"no wording for a certificate in {self.language}")

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON values (text, lists, objects), to be stored."""
        values = asdict(self)
        values["what_it_took"] = list(self.what_it_took)
        values["signatories"] = [asdict(signatory) for signatory in self.signatories]
        values["awarded_on"] = self.awarded_on.isoformat()
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The facts that to_json gave."""
        return cls(
            **values
            | {
                "what_it_took": tuple(values["what_it_took"]),
                "signatories": tuple(Signatory(**signatory) for signatory in values["signatories"]),
                "awarded_on": datetime.date.fromisoformat(values["awarded_on"]),
            }
        )
