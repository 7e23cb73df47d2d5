"""People at their browsers, as for the portfolio."""

from collections.abc import Callable
from typing import Any

from flask import g

from tests.training.portfolio.conftest import visit

__all__ = ["at_no_page", "visit"]


def at_no_page(verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do something after a page was open: its person and role are left behind, as in the next request."""
    for name in ("person", "role"):
        g.pop(name, None)
    return verb(*args, **kwargs)
