"""Every page of the portfolio: importing this module hangs all views on the one blueprint."""

from training.portfolio import allocation_views, editor_views, file_views, unit_views, views
from training.portfolio.blueprint import blueprint

__all__ = ["allocation_views", "blueprint", "editor_views", "file_views", "unit_views", "views"]
