"""Signing access tokens, which is what auth alone can do."""

import time
from collections.abc import Mapping

import jwt
from bson import ObjectId
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from souk_auth.sessions.schemas import JwkSet
from souk_common.identity import Role
from souk_common.identity.tokens import ACCESS_TTL_S, ALGORITHM, AUDIENCE, ISSUER


class TokenSigner:
    """Signs with the private key, under the name that its public half has in the key set."""

    def __init__(self, private_key_pem: str, jwks: str) -> None:
        """Load the key.

        Raises:
            RuntimeError: it is no Ed25519 key, or the key set lacks its public half.
        """
        key = load_pem_private_key(private_key_pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise RuntimeError("jwt_private_key.pem is not an Ed25519 key")
        self.key_set = JwkSet.model_validate_json(jwks)
        self._key = key
        self._kid = _kid_of(key, self.key_set)

    def sign(self, user_id: ObjectId, role: Role, session_id: ObjectId) -> str:
        """An access token that holds for `ACCESS_TTL_S`."""
        now = int(time.time())
        claims: Mapping[str, str | int] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(user_id),
            "role": role,
            "sid": str(session_id),
            "iat": now,
            "exp": now + ACCESS_TTL_S,
        }
        return jwt.encode(dict(claims), self._key, algorithm=ALGORITHM, headers={"kid": self._kid})


def _kid_of(key: Ed25519PrivateKey, key_set: JwkSet) -> str:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    for jwk in key_set.keys:
        if jwt.utils.base64url_decode(jwk.x) == public:
            return jwk.kid
    raise RuntimeError("jwks.json does not hold the public half of jwt_private_key.pem")
