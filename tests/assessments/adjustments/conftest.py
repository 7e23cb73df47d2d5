"""People at their browsers."""

from tests.training.portfolio.conftest import visit

__all__ = ["visit"]
