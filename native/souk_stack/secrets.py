"""Make what must stay secret, once, readable by its owner alone. Both ways of running use the same files."""

import base64
import hashlib
import json
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from souk_stack.options import SERVICES, StackError

KEYFILE_BYTES = 576  # 768 characters in base64; MongoDB takes 6 to 1024
PASSWORD_BYTES = 32


def ensure_secrets(folder: Path) -> None:
    """Create the missing secret files in `folder`, which only its owner may enter (0700, files 0600)."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if not (folder / "mongo_keyfile").exists():
        write_secret(folder / "mongo_keyfile", base64.b64encode(secrets.token_bytes(KEYFILE_BYTES)))
    for account in ("root", *SERVICES):
        path = folder / f"mongo_{account}_password"
        if not path.exists():
            write_secret(path, secrets.token_urlsafe(PASSWORD_BYTES).encode())
    private = folder / "jwt_private_key.pem"
    if not private.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_secret(private, pem)
        (folder / "jwks.json").unlink(missing_ok=True)
    if not (folder / "jwks.json").exists():
        write_secret(folder / "jwks.json", _public_keys(private).encode())
    for path in folder.iterdir():
        path.chmod(0o600)


def write_secret(path: Path, content: bytes) -> None:
    """Write `content` so that at no moment anyone but the owner can read it."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    temporary.replace(path)


def _public_keys(private: Path) -> str:
    """The JWK set of the private key's public half; its `kid` is the RFC 7638 thumbprint."""
    key = load_pem_private_key(private.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise StackError(f"{private} is not an Ed25519 key: remove it and a new one is made")
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    jwk = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(public)}
    thumbprint = hashlib.sha256(json.dumps(jwk, separators=(",", ":"), sort_keys=True).encode()).digest()
    named = {**jwk, "kid": _base64url(thumbprint), "use": "sig", "alg": "EdDSA"}
    return json.dumps({"keys": [named]}, indent=2) + "\n"


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
