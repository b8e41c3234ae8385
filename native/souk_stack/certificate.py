"""The certificate that NGINX shows: the one given, or one made here for this machine."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from souk_stack.options import StackError, StackOptions
from souk_stack.secrets import write_secret

VALID_FOR = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)


def ensure_certificate(options: StackOptions) -> tuple[Path, Path]:
    """Return certificate and key as files in the state folder; raises StackError when a given one is unreadable."""
    cert, key = options.secrets_dir / "tls.crt", options.secrets_dir / "tls.key"
    if options.tls_cert and options.tls_key:
        try:
            write_secret(cert, options.tls_cert.read_bytes())
            write_secret(key, options.tls_key.read_bytes())
        except OSError as error:
            raise StackError(f"cannot read {error.filename}: {error.strerror}") from error
    elif not key.exists() or _expires_soon(cert):
        _make(cert, key)
    return cert, key


def _expires_soon(cert: Path) -> bool:
    if not cert.exists():
        return True
    expiry = x509.load_pem_x509_certificate(cert.read_bytes()).not_valid_after_utc
    return expiry < datetime.now(UTC) + RENEW_BEFORE


def _make(cert: Path, key: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    addresses = [x509.IPAddress(ipaddress.ip_address(address)) for address in ("127.0.0.1", "::1")]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), *addresses]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(private, SHA256())
    )
    write_secret(key, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write_secret(cert, certificate.public_bytes(Encoding.PEM))
