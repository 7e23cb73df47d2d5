"""The key under which a browser seals what could not be saved yet."""

import base64
import hmac

from flask import current_app

from people.models import Person
from training.portfolio.models import EvidenceItem, Submission


def offline_key(person: Person, item: EvidenceItem | Submission) -> str:
    """256 bits in Base64, the same each time for this person and item.

    The browser never stores it: what lies on a device can be read only by the author, signed in.
    """
    secret = current_app.config["SECRET_KEY"].encode()
    about = f"offline draft|{person.public_id}|{item.public_id}".encode()
    return base64.b64encode(hmac.digest(secret, about, "sha256")).decode()
