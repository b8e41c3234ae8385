"""Settings that only the gateway has."""

from pydantic import Field

from souk_common.settings import Settings


class GatewaySettings(Settings):
    """The common settings, and the bounds of live connections.

    `trusted_origins` is a comma list of origins beside our own that may open a live connection.
    """

    trusted_origins: str = ""
    sockets_per_address: int = Field(default=1_000, ge=1)
    sockets_per_replica: int = Field(default=10_000, ge=1)

    @property
    def origins(self) -> frozenset[str]:
        """The trusted origins."""
        return frozenset(origin.strip().rstrip("/") for origin in self.trusted_origins.split(",") if origin.strip())
