"""People at their browsers, as in the tests of the portfolio."""

from tests.training.portfolio.conftest import visit

__all__ = ["visit"]
