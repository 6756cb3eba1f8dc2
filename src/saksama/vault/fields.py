"""Encrypted columns (data class T2): AES-256-GCM, bound to table, column and row; blind indexes for exact and token search.

The key lies outside the database, on the desk side only. A value moved to another row, column or table does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from saksama.kernel.errors import SaksamaError
from saksama.kernel.text import fold, name_tokens

from . import keyfiles

NONCE = 12
INDEX_BYTES = 16


class FieldDamaged(SaksamaError):
    """An encrypted field does not open here: changed, moved from another row, or its key is gone."""

    code = "field_damaged"
    default_detail = "Satu isian tersandi tidak dapat dibuka. Beri tahu administrator sistem."
    default_detail_en = "An encrypted field cannot be opened. Tell the system administrator."


class SealedText(str):
    """The stored form of an encrypted field; its text is ciphertext."""

    __slots__ = ()


def _name(key: bytes) -> str:
    return hashlib.sha256(b"saksama/field-key/v1" + key).hexdigest()[:8]


def encrypt(text: str, context: str) -> SealedText:
    """Return `text` encrypted with the newest field key and bound to `context`."""
    key = keyfiles.key("field_key")
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), context.encode())
    return SealedText(f"{_name(key)}:{urlsafe_b64encode(nonce + sealed).decode()}")


def decrypt(stored: str, context: str) -> str:
    """Return the text; raise `FieldDamaged` where key, content or context do not fit."""
    name, _, body = stored.partition(":")
    for key in keyfiles.keys("field_key"):
        if _name(key) == name:
            try:
                raw = urlsafe_b64decode(body)
                return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], context.encode()).decode()
            except (InvalidTag, ValueError) as error:
                raise FieldDamaged from error
    raise FieldDamaged


def blind_index(text: str) -> str:
    """Return the keyed hash of the folded text: equal texts (case, accents, punctuation aside) have equal indexes."""
    return _blind(fold(text))


def blind_tokens(name: str) -> list[str]:
    """Return one keyed hash for each word of a person's name, titles aside, for token search."""
    return sorted({_blind(token) for token in name_tokens(name)})


def _blind(folded: str) -> str:
    key = hmac.new(keyfiles.key("field_key"), b"saksama/blind-key/v1", hashlib.sha256).digest()
    return hmac.new(key, b"saksama/blind/v1\0" + folded.encode(), hashlib.sha256).digest()[:INDEX_BYTES].hex()


class _Opener(DeferredAttribute):
    """Decrypts on first use: only here the row is known, and a list that shows no names pays nothing."""

    def __get__(self, instance, cls=None):  # type: ignore[no-untyped-def]
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, SealedText):
            value = decrypt(value, self.field.context_of(instance))  # type: ignore[attr-defined]
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):  # type: ignore[no-untyped-def]
        """Makes it a data descriptor: without it Python reads the instance's own dictionary, and the ciphertext in it."""
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted at rest, bound to its table, column and the row's `public_id`.

    Written by `save` and `bulk_create` only: `update()` and filters refuse a plain value, since they know no row. `values()`
    returns ciphertext. The empty text stays empty.
    """

    descriptor_class = _Opener

    def context_of(self, instance: models.Model) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{instance.public_id}"  # type: ignore[attr-defined]

    def sealed(self, text: str, public_id: object) -> SealedText | str:
        """Return the stored form for the row of this public id, for writing many rows at once past `save`."""
        return encrypt(text, f"{self.model._meta.db_table}|{self.column}|{public_id}") if text else text

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return SealedText(value) if value else value

    def pre_save(self, instance: models.Model, add: bool) -> str | None:
        stored = instance.__dict__.get(self.attname)
        if isinstance(stored, SealedText) and not add:
            return stored
        plain = getattr(instance, self.attname)
        return encrypt(plain, self.context_of(instance)) if plain else plain

    def get_prep_value(self, value: str | None) -> str | None:
        if value and not isinstance(value, SealedText):
            raise TypeError(f"{self.name} is encrypted for its row: save the object, and search by a blind index")
        return str(value) if value is not None else None
