"""Access tokens: EdDSA-signed JWTs (RFC 7519, RFC 8037). Auth signs; everybody verifies with the public key set."""

import json
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

import jwt

from souk_common.identity.revocations import Revocations
from souk_common.problems import Unauthenticated

ISSUER = "souk"
AUDIENCE = "souk-api"
ALGORITHM = "EdDSA"
ACCESS_TTL_S = 15 * 60
Role = Literal["buyer", "seller", "admin"]
_REQUIRED = ["exp", "iat", "iss", "aud", "sub", "role", "sid"]
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in user. `session_id` names the sign-in, which is what a revocation ends; times in epoch seconds."""

    user_id: str
    role: Role
    session_id: str
    expires_at: float


class TokenVerifier:
    """Checks tokens against the public key set and the revocations.

    A token that was verified is remembered until it expires, since a signature costs more than all else here;
    the revocations are asked every time.
    """

    def __init__(self, jwks: str, revocations: Revocations) -> None:
        keys = jwt.PyJWKSet.from_dict(json.loads(jwks)).keys
        self._keys = {key.key_id: key for key in keys}
        self._revocations = revocations
        self._verified: OrderedDict[str, Identity] = OrderedDict()

    def verify(self, token: str) -> Identity:
        """The identity that a token proves.

        Raises:
            Unauthenticated: it is malformed, forged, expired or revoked. The answer does not say which.
        """
        identity = self._verified.get(token)
        if identity is None:
            identity = self._decode(token)
            self._verified[token] = identity
            if len(self._verified) > _REMEMBERED:
                self._verified.popitem(last=False)
        if identity.expires_at <= time.time() or self._revocations.covers(identity.session_id):
            self._verified.pop(token, None)
            raise Unauthenticated("Your sign-in has ended. Please sign in again.")
        return identity

    def _decode(self, token: str) -> Identity:
        try:
            key = self._keys[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": _REQUIRED},
            )
        except (jwt.PyJWTError, KeyError, TypeError):
            raise Unauthenticated("Your sign-in is not valid. Please sign in again.") from None
        return Identity(claims["sub"], claims["role"], claims["sid"], float(claims["exp"]))
