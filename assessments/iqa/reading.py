"""How the read log names what entitles quality assurance to read somebody's work (invariant 31)."""

from assessments.iqa.models import EqaVisit, IqaSample


def reason_of(sample: IqaSample, visit: EqaVisit | None) -> str:
    """What entitles to read: the visit of an external quality assurer, else the sample."""
    return reason_of_visit(visit) if visit is not None else f"sample {sample.public_id}"


def reason_of_visit(visit: EqaVisit) -> str:
    """How the read log names a visit."""
    return f"visit {visit.public_id}"
