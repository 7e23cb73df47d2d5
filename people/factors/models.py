"""Passkeys and recovery codes of a login. Like the login they are read before a centre is known."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class Passkey(Base):
    """A key pair on a device or a security key; only the public half is here."""

    __tablename__ = "passkey"

    login_id: Mapped[int] = mapped_column(ForeignKey("login.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)  # base64url of at most 1,023 bytes
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[list[str]]
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in for a lost factor, once. Only its hash is kept; used ones stay until there are new ones."""

    __tablename__ = "recovery_code"

    login_id: Mapped[int] = mapped_column(ForeignKey("login.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None]
