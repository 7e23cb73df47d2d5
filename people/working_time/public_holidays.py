"""The public holidays of a region, proposed to the centre's administrator, who takes them or leaves them.

From the library `holidays`, whose lists are kept up by hand for every country. Nothing is asked over the network.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays
from babel import Locale

NATIONS = {"GB-ENG": "England", "GB-WLS": "Wales", "GB-SCT": "Scotland", "GB-NIR": "Northern Ireland"}
"""The parts of the United Kingdom, whose holidays differ; England and Wales share theirs."""

ENGLISH = "en_GB"


@cache
def regions() -> dict[str, str]:
    """Every region with its name, by its code: the parts of the United Kingdom first, then countries by name."""
    names = Locale.parse(ENGLISH).territories
    known = {code: names[code] for code in holidays.list_supported_countries(include_aliases=False) if code in names}
    known.pop("GB")
    return NATIONS | dict(sorted(known.items(), key=lambda pair: pair[1].casefold()))


def public_holidays(region: str, years: Iterable[int]) -> dict[date, str]:
    """The public holidays of a region in these years, in order, with substitute days. Raises KeyError."""
    if region not in regions():
        raise KeyError(region)
    country, _, part = region.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=list(years), language=ENGLISH)
    return dict(sorted(found.items()))
