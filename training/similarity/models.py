"""The index of accounts: for each one that was sent its signature, a row for every hash."""

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Tenanted, reference


class AccountSignature(Tenanted):
    """One account as it was sent, in the index.

    `origin_id` is the first version of the piece: its later versions are no match of it.
    """

    __tablename__ = "account_signature"
    __table_args__ = (UniqueConstraint("tenant_id", "submission_item_id"),)

    submission_item_id: Mapped[int] = reference("submission_item", index=False)
    origin_id: Mapped[int] = reference("evidence_item")
    person_id: Mapped[int] = reference("person")
    rules: Mapped[int]  # training.similarity.signatures.RULES, by which the hashes were made


class SignatureHash(Tenanted):
    """One hash of a signature.

    The row is its own key, the hash first: a query reads a few neighbouring rows for each of its hashes and nothing
    else of millions. An id and an address of its own would be longer than the row.
    """

    __tablename__ = "signature_hash"
    __table_args__ = ({"sqlite_with_rowid": False},)

    if not TYPE_CHECKING:
        id = None
        public_id = None

    tenant_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True, sort_order=-2)
    value: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    signature_id: Mapped[int] = reference("account_signature", primary_key=True, index=False)
