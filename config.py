"""Settings, read from the environment only.

What has a default can be left alone on one machine: everything then lives in SETWRIGHT_DATA. The README lists each.
"""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MEGABYTE = 1024 * 1024
LOOPBACK = {"127.0.0.1", "localhost"}


def read(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The settings of the application, typed. Raises ValueError with one line that names the setting at fault."""
    data = Path(environment.get("SETWRIGHT_DATA", "var")).resolve()
    public_url = environment.get("PUBLIC_URL", f"http://127.0.0.1:{environment.get('PORT', '8000')}").rstrip("/")
    address = urlsplit(public_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise ValueError(f"PUBLIC_URL must be an http or https address, not {public_url!r}")
    on_https = address.scheme == "https"
    hosts = {address.hostname, "127.0.0.1", "localhost"} if address.hostname in LOOPBACK else {address.hostname}
    return {
        "DATA": data,
        "SECRET_KEY": environment.get("SECRET_KEY") or kept_secret(data / "secret_key"),
        "SQLALCHEMY_ENGINES": {
            "default": {
                "url": environment.get("DATABASE_URL") or f"sqlite:///{data / 'setwright.db'}",
                # All pages together send some 800 different statements; of 500, the default, many are made anew.
                "query_cache_size": 2000,
            }
        },
        "FILES": data / "files",
        "KEYS": data / "keys",  # apart from the database; each readable by this account only
        "REDIS_URL": environment.get("REDIS_URL", ""),
        "PUBLIC_URL": public_url,
        "ON_HTTPS": on_https,
        "SMTP_URL": environment.get("SMTP_URL", ""),
        "MAIL_FROM": environment.get("MAIL_FROM", f"Setwright <no-reply@{address.hostname}>"),
        "SECOND_FACTOR_REQUIRED": asks_second_factor(environment.get("SECOND_FACTOR", "required")),
        "CLAMD": daemon_address(environment.get("CLAMD", "")),
        "TRUSTED_HOSTS": sorted(hosts),
        "MAX_CONTENT_LENGTH": 25 * MEGABYTE,  # an upload of 20 MB and its form; a view may take more: core.web.takes
        "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
        "MAX_FORM_PARTS": 500,
        "SESSION_COOKIE_NAME": "__Host-sid" if on_https else "sid",
        "SESSION_COOKIE_SECURE": on_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "BABEL_DEFAULT_LOCALE": "en_GB",
        "ALEMBIC": {"script_location": str(Path(__file__).parent / "migrations")},
        "ALEMBIC_CONTEXT": {"render_as_batch": True, "compare_type": True},
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the sign-in lasts
        "RATELIMIT_STORAGE_URI": environment.get("REDIS_URL") or "memory://",
        "RATELIMIT_HEADERS_ENABLED": False,
    }


def asks_second_factor(setting: str) -> bool:
    """Whether those who decide about others must have a second factor, or are offered one. Raises ValueError."""
    if setting not in {"required", "offered"}:
        raise ValueError(f"SECOND_FACTOR must be required or offered, not {setting!r}")
    return setting == "required"


def daemon_address(address: str) -> str:
    """The address of a ClamAV daemon as it was given, if it can be one. Raises ValueError."""
    host, _colon, port = address.rpartition(":")
    if address and not address.startswith("/") and not (host and port.isdigit()):
        raise ValueError(f"CLAMD must be host:port or the path of a socket, not {address!r}")
    return address


def kept_secret(path: Path) -> str:
    """The secret kept in a file that only this account can read; made at the first start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass  # another process was first
        else:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
    return path.read_text().strip()
