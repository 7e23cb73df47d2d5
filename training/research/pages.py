"""Every page of research: importing this module hangs all views on the one blueprint."""

from training.research import own_views, views
from training.research.blueprint import blueprint

__all__ = ["blueprint", "own_views", "views"]
