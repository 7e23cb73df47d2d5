"""The pages of evidence, of units and of allocation share one blueprint; each noun has its own views."""

from flask import Blueprint

blueprint = Blueprint("portfolio", __name__)
