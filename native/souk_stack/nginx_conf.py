"""Render NGINX's prefix folder natively, from the template that the image uses as well."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from souk_stack.options import ROOT, StackOptions

SOURCE = ROOT / "nginx"


def write_prefix(options: StackOptions, prefix: Path, upstreams: Mapping[str, Sequence[str]]) -> None:
    """Fill `prefix` with conf/ and the folders NGINX writes to; `upstreams` are host:port by service."""
    for folder in ("conf", "run", "tmp", "cache"):
        (prefix / folder).mkdir(parents=True, exist_ok=True)
    for part in (SOURCE / "conf").glob("*.conf"):
        shutil.copy(part, prefix / "conf" / part.name)
    template = Template((SOURCE / "templates" / "souk.conf.template").read_text())
    variables = {
        f"UPSTREAM_{service.upper()}": " ".join(
            f"server {address} max_fails=1 fail_timeout=1s;" for address in addresses
        )
        for service, addresses in upstreams.items()
    }
    variables["RATE_LIMIT_EXEMPT"] = " ".join(f"{network} 0;" for network in options.rate_limit_exempt)
    variables["LISTEN"] = _listen(options)
    variables["PREFIX"] = str(prefix)
    (prefix / "conf" / "souk.conf").write_text(template.safe_substitute(variables))


def _listen(options: StackOptions) -> str:
    if not options.tls:
        return f"listen {options.port} backlog=4096;"
    cert, key = options.secrets_dir / "tls.crt", options.secrets_dir / "tls.key"
    return (
        f"listen {options.port} ssl http2 backlog=4096;"
        f" ssl_certificate {cert}; ssl_certificate_key {key};"
        " ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:tls:5m; ssl_session_tickets off;"
    )
