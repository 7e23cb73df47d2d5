"""Full addresses of pages, for mails and for links that are handed out."""

from typing import Any

from flask import current_app


def address_of(endpoint: str, **values: Any) -> str:
    """The address of a page on the public name of this installation; works outside a request too."""
    return current_app.config["PUBLIC_URL"] + current_app.url_map.bind("").build(endpoint, values)
