"""The fixed words of a certificate, by its language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What every certificate of one language says."""

    certify: str
    awarded: str
    date_label: str
    scan: str
    compare: str
    title: str


# The language of a certificate stays what it was on the day of issue, whoever draws it again: so not through gettext,
# which follows the reader and the newest catalogue.
WORDING = {
    "en-GB": Wording(
        certify="This is to certify that",
        awarded="has been awarded the",
        date_label="Date of award",
        scan="Scan to check this certificate, or visit",
        compare="Check every detail against the page.",
        title="Certificate {number}, {holder}",
    ),
}
