"""Every page of factors: importing this module hangs all views on the one blueprint."""

from people.factors import sign_in_views, views
from people.factors.blueprint import blueprint
from people.factors.views import init_app

__all__ = ["blueprint", "init_app", "sign_in_views", "views"]
