"""People at their browsers, as for the portfolio."""

from tests.training.portfolio.conftest import visit

__all__ = ["visit"]
