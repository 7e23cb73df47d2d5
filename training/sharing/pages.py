"""Every page of sharing: importing this module hangs all views on the one blueprint."""

from training.sharing import review_views, views
from training.sharing.blueprint import blueprint

__all__ = ["blueprint", "review_views", "views"]
