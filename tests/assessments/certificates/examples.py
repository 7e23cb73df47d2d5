"""Facts of a certificate for tests: the bare call is an ordinary one, a test states what matters to it."""

import datetime
from typing import Any

from assessments.certificates.document import CertificateFacts, Signatory

LONG_SIGNATORY = Signatory(
    "Professor Dame Anneliese Featherstonehaugh-Cholmondeley",
    "Head of centre and director of learning for the northern region",
)


def facts(**stated: Any) -> CertificateFacts:
    """A recognised programme, two signatories."""
    ordinary: dict[str, Any] = {
        "number": "SW-2025-0041-K7",
        "check_url": "https://sets.alderbrook.example/check/SW-2025-0041-K7?t=9fQ2mZ7h",
        "check_address": "sets.alderbrook.example/check",
        "holder": "Leila Hartnoll",
        "centre": "Alderbrook Care Academy",
        "award": "Level 5 Development Award in Action Learning Facilitation",
        "kind": "A recognised programme of 60 hours of learning. "
        "It is not a regulated qualification and carries no credit.",
        "what_it_took": (
            "Three taught days, four practice sets, three set meetings facilitated,",
            "one meeting observed as satisfactory, and two hours of supervision.",
        ),
        "signatories": (
            Signatory("Owain Bellerby", "Head of centre"),
            Signatory("Ruth Calloway", "Lead internal quality assurer"),
        ),
        "awarded_on": datetime.date(2025, 12, 4),
    }
    return CertificateFacts(**ordinary | stated)


REGULATED = {
    "award": "Level 5 Certificate in Action Learning Facilitation",
    "kind": "A regulated qualification: 000/0000/0, level 5, 16 credits, 160 hours of learning. "
    "Awarded by ILM-style (illustrative).",
    "what_it_took": (
        "Principles and practice of action learning, 4 credits",
        "Facilitating action learning sets, 6 credits",
        "Reflective practice as a facilitator, 3 credits",
        "Working with power and difference, 3 credits",
    ),
}

# every place filled as far as it goes
CROWDED = {
    "holder": "Maximiliana Wilhelmina Featherstonehaugh-Cholmondeley of Weston-super-Mare and Bath Priory",
    "centre": "The North Yorkshire and Humber Partnership for Learning in Adult Social Care (Northern Branch), Ltd",
    "award": "Level 5 Professional Certificate in the Facilitation, Supervision and Evaluation of Action Learning Sets "
    "in Health, Social Care and Public Services",
    "kind": " ".join(["A regulated qualification of several units, with credit for each."] * 5),
    "what_it_took": tuple(
        f"Unit {unit}: a title that is long enough to need the second line of its place, 3 credits"
        for unit in range(1, 4)
    ),
    "signatories": (LONG_SIGNATORY, LONG_SIGNATORY),
    "number": "ALDERBROOK-2025-000041-K7",
    "check_address": "action-learning-sets.alderbrook-care-academy.example/check",
}
