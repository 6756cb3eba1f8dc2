"""What somebody can open, for the length of one request: an officer's keys, a receipt's, a pass's, the worker's, recovery's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyrage import IdentityError, x25519

from . import sealer
from .errors import Destroyed, NotAReader
from .keys import OfficeKey
from .sealed import Compartment, Wrap


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The opened identities of `holder`, by public key. Never stored, never printed, forgotten with the request."""

    holder: str
    identities: Mapping[str, x25519.Identity]
    _opened: dict[int, x25519.Identity] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Keyring of {self.holder.partition(':')[0]}>"

    def of_compartment(self, compartment: Compartment) -> x25519.Identity:
        """Return the compartment's identity; `NotAReader` where no single-person wrap fits, `Destroyed` after erasure."""
        if compartment.destroyed_at is not None:
            raise Destroyed
        if compartment.pk not in self._opened:
            wrap = Wrap.objects.filter(compartment=compartment, outer_owner="", public_key__in=list(self.identities)).first()
            if wrap is None:
                raise NotAReader
            self._opened[compartment.pk] = open_identity(wrap.ciphertext, self.identities[wrap.public_key])
        return self._opened[compartment.pk]

    def with_compartment(self, compartment: Compartment, identity: x25519.Identity) -> Keyring:
        """Return a keyring that also opens this one compartment."""
        return Keyring(self.holder, self.identities, {**self._opened, compartment.pk: identity})


def public_key(identity: x25519.Identity) -> str:
    return str(identity.to_public())


def wrap_identity(identity: x25519.Identity, *public_keys: str) -> bytes:
    """Return the identity as an age file, one layer for each public key: the first is the innermost."""
    sealed = str(identity).encode()
    for key in public_keys:
        sealed = sealer.encrypt(sealed, [key])
    return sealed


def open_identity(ciphertext: bytes | memoryview, *identities: x25519.Identity) -> x25519.Identity:
    """Return the wrapped identity; the identities open the layers from the outermost. `NotAReader` where one does not fit."""
    sealed = bytes(ciphertext)
    try:
        for identity in identities:
            sealed = sealer.decrypt(sealed, [identity])
        return x25519.Identity.from_str(sealed.decode())
    except (sealer.DecryptError, IdentityError, UnicodeDecodeError) as error:
        raise NotAReader from error


def single(holder: str, identity: x25519.Identity) -> Keyring:
    """Return the keyring of one identity: a receipt, a pass."""
    return Keyring(holder, {public_key(identity): identity})


def with_offices(holder: str, identity: x25519.Identity) -> Keyring:
    """Return the keyring of an officer, or of recovery: the own identity and every office epoch wrapped to it."""
    own = public_key(identity)
    rows = OfficeKey.objects.filter(member=holder, member_public_key=own)
    opened = [open_identity(row.ciphertext, identity) for row in rows]
    return Keyring(holder, {own: identity, **{public_key(one): one for one in opened}})


def several(holder: str, identities: Iterable[x25519.Identity]) -> Keyring:
    return Keyring(holder, {public_key(one): one for one in identities})
