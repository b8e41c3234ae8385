"""The refresh token: 48 random bytes that only the browser keeps; the database has hashes.

The first 16 bytes name the session's family and stay, the other 32 change at each rotation. So any token that a
session ever had can be told from one that was made up, and an old one used again ends the session.

When a token is rotated, its successor is kept sealed with the old token as the key: who comes with the old one a
moment later (a second tab, or an answer lost on the way) gets the same successor instead of a second branch, and who
reads the database gets nothing.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field

_FAMILY_BYTES = 16
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """One refresh token."""

    family: bytes = field(repr=False)
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "RefreshToken":
        """The first token of a new family."""
        return cls(secrets.token_bytes(_FAMILY_BYTES), secrets.token_bytes(_SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> "RefreshToken | None":
        """The token that a cookie holds, or None when it cannot be one."""
        try:
            raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        except (binascii.Error, UnicodeError):
            return None
        if len(raw) != _FAMILY_BYTES + _SECRET_BYTES:
            return None
        token = cls(raw[:_FAMILY_BYTES], raw[_FAMILY_BYTES:])
        return token if token.text == text else None

    @property
    def text(self) -> str:
        """As the cookie holds it."""
        return base64.urlsafe_b64encode(self.family + self.secret).decode("ascii")

    @property
    def hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()

    @property
    def family_hash(self) -> str:
        """SHA-256 of the family, in hexadecimal: what finds the session."""
        return hashlib.sha256(self.family).hexdigest()

    def successor(self) -> "RefreshToken":
        """The next token of the family."""
        return RefreshToken(self.family, secrets.token_bytes(_SECRET_BYTES))

    def seal(self, successor: "RefreshToken") -> bytes:
        """The successor, readable with this token only."""
        return _xor(successor.secret, self._pad)

    def unseal(self, sealed: bytes) -> "RefreshToken":
        """The successor that was sealed with this token."""
        return RefreshToken(self.family, _xor(sealed, self._pad))

    @property
    def _pad(self) -> bytes:
        """Used once, since a token has one successor; and not to be had from `hash`."""
        return hashlib.sha256(b"souk refresh successor\0" + self.secret).digest()


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
