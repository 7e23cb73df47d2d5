"""Every page of grading: importing this module hangs all views on the one blueprint."""

from assessments.grading import queue_views, views
from assessments.grading.blueprint import blueprint

__all__ = ["blueprint", "queue_views", "views"]
