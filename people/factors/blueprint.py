"""The blueprint that all pages of factors hang on."""

from flask import Blueprint

blueprint = Blueprint("factors", __name__)
