"""What the session routes answer."""

from typing import Literal

from souk_common.schemas import ResponseModel


class Jwk(ResponseModel):
    """A public key (RFC 8037). No private member gets past this model."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    x: str
    kid: str
    use: Literal["sig"]
    alg: Literal["EdDSA"]


class JwkSet(ResponseModel):
    """The keys that access tokens are verified with (RFC 7517)."""

    keys: list[Jwk]
