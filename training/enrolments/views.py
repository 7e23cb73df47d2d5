"""Trainees' places: the trainee's home, and the pages of those who work with them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("enrolments", __name__)


def home() -> ResponseReturnValue:
    """What is left, why, and what to do next."""
    return render_template("training/enrolments/home.html")
