"""The pages of practice share one blueprint; each noun has its own views."""

from flask import Blueprint

blueprint = Blueprint("practice", __name__)
