"""Which pages may open a live connection: our own, and those that the settings trust."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

OriginCheck = Callable[[str, Mapping[str, object]], bool]


def same_origin(trusted: frozenset[str], tls: bool) -> OriginCheck:
    """A check of the `Origin` header against the `Host` header, which NGINX passes on.

    A client without `Origin` is no browser and is let in: no cookie is used here, so nothing can be ridden.
    """
    schemes = ("https",) if tls else ("http", "https")

    def check(origin: str, environ: Mapping[str, object]) -> bool:
        if origin is None or origin in trusted:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in schemes and parts.netloc != "" and parts.netloc == environ.get("HTTP_HOST")

    return check
