"""The pages of those who run a project and those of trainees share one blueprint."""

from flask import Blueprint

blueprint = Blueprint("research", __name__)
