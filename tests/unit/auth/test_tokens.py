"""Access tokens: what auth signs is believed, and nothing else is."""

import base64
import hmac
import json
import time
from pathlib import Path

import jwt
import pytest
from bson import ObjectId
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from souk_auth.sessions.tokens import TokenSigner
from souk_common.identity import TokenVerifier
from souk_common.identity.revocations import Revocations
from souk_common.problems import Unauthenticated
from tests.fixtures.secret_files import public_jwk, write_signing_key


class Keys:
    """A signing key on disk, as a service finds it."""

    def __init__(self, folder: Path) -> None:
        write_signing_key(folder)
        self.pem = (folder / "jwt_private_key.pem").read_text()
        self.jwks = (folder / "jwks.json").read_text()
        self.kid: str = json.loads(self.jwks)["keys"][0]["kid"]


class NothingRevoked(Revocations):
    """A seam: revocations without a database."""

    def __init__(self, *ended: str) -> None:
        self.ended = set(ended)

    def covers(self, session_id: str) -> bool:
        return session_id in self.ended


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path)


@pytest.fixture
def verifier(keys: Keys) -> TokenVerifier:
    return TokenVerifier(keys.jwks, NothingRevoked())


def _claims(**changes: object) -> dict[str, object]:
    now = int(time.time())
    claims: dict[str, object] = {
        "iss": "souk",
        "aud": "souk-api",
        "sub": str(ObjectId()),
        "role": "admin",
        "sid": str(ObjectId()),
        "iat": now,
        "exp": now + 900,
    }
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


def _signed(keys: Keys, **changes: object) -> str:
    return jwt.encode(_claims(**changes), keys.pem, algorithm="EdDSA", headers={"kid": keys.kid})


def test_a_signed_token_is_believed(keys: Keys, verifier: TokenVerifier) -> None:
    user_id, session_id = ObjectId(), ObjectId()
    identity = verifier.verify(TokenSigner(keys.pem, keys.jwks).sign(user_id, "seller", session_id))
    assert (identity.user_id, identity.role, identity.session_id) == (str(user_id), "seller", str(session_id))
    assert 890 < identity.expires_at - time.time() <= 900


def test_a_revoked_session_is_not_believed_though_its_token_was(keys: Keys) -> None:
    revocations = NothingRevoked()
    verifier = TokenVerifier(keys.jwks, revocations)
    token = _signed(keys, sid="5" * 24)
    verifier.verify(token)
    revocations.ended.add("5" * 24)
    with pytest.raises(Unauthenticated):
        verifier.verify(token)


def test_a_token_without_a_signature_is_not_believed(keys: Keys, verifier: TokenVerifier) -> None:
    unsigned = jwt.encode(_claims(), "", algorithm="none", headers={"kid": keys.kid})
    with pytest.raises(Unauthenticated):
        verifier.verify(unsigned)


@pytest.mark.parametrize(
    "encoding", [(Encoding.Raw, PublicFormat.Raw), (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)]
)
def test_a_token_signed_with_the_public_key_as_a_shared_secret_is_not_believed(
    keys: Keys, verifier: TokenVerifier, encoding: tuple[Encoding, PublicFormat]
) -> None:
    private = load_pem_private_key(keys.pem.encode(), None)
    secret = private.public_key().public_bytes(*encoding)
    # by hand, since PyJWT refuses to help with it
    header = _base64url(json.dumps({"alg": "HS256", "typ": "JWT", "kid": keys.kid}).encode())
    content = header + b"." + _base64url(json.dumps(_claims()).encode())
    forged = content + b"." + _base64url(hmac.digest(secret, content, "sha256"))
    with pytest.raises(Unauthenticated):
        verifier.verify(forged.decode())


def test_a_token_of_another_key_is_not_believed(keys: Keys, verifier: TokenVerifier, tmp_path: Path) -> None:
    other = Ed25519PrivateKey.generate()
    claims_to_be_ours = jwt.encode(_claims(), other, algorithm="EdDSA", headers={"kid": keys.kid})
    names_itself = jwt.encode(_claims(), other, algorithm="EdDSA", headers={"kid": public_jwk(other)["kid"]})
    for forged in (claims_to_be_ours, names_itself, jwt.encode(_claims(), other, algorithm="EdDSA")):
        with pytest.raises(Unauthenticated):
            verifier.verify(forged)


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 1},
        {"iat": int(time.time()) + 24 * 3600},
        {"aud": "another-api"},
        {"iss": "another-shop"},
        *({name: None} for name in ("exp", "iat", "iss", "aud", "sub", "role", "sid")),
        {"sub": 7},
    ],
)
def test_a_token_with_claims_that_do_not_hold_is_not_believed(
    keys: Keys, verifier: TokenVerifier, changes: dict[str, object]
) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(_raw(keys, **changes))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "." * 3, "a" * 10_000])
def test_what_is_no_token_is_not_believed(verifier: TokenVerifier, token: str) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(token)


def test_a_tampered_token_is_not_believed(keys: Keys, verifier: TokenVerifier) -> None:
    header, _, signature = _signed(keys, role="buyer").split(".")
    payload = _signed(keys, role="admin").split(".")[1]
    with pytest.raises(Unauthenticated):
        verifier.verify(f"{header}.{payload}.{signature}")


def test_a_signer_whose_key_is_not_in_the_set_does_not_start(keys: Keys, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(RuntimeError, match=r"jwks\.json"):
        TokenSigner(keys.pem, Keys(tmp_path / "other").jwks)


def test_a_key_set_with_a_private_member_is_not_published(keys: Keys) -> None:
    key_set = json.loads(keys.jwks)
    key_set["keys"][0]["d"] = "secret"
    with pytest.raises(ValueError, match="d"):
        TokenSigner(keys.pem, json.dumps(key_set))


def _raw(keys: Keys, **changes: object) -> str:
    """Signed without PyJWT's own checks of what goes in."""
    signer = jwt.PyJWS()
    payload = json.dumps(_claims(**changes)).encode()
    return signer.encode(payload, keys.pem, algorithm="EdDSA", headers={"kid": keys.kid})


def _base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
