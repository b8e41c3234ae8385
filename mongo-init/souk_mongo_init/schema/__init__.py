"""Every collection of Souk: one file per owner, the shared ones in `common`."""

from . import auth, catalog, common, gateway, orders, sales
from .definition import Collection

COLLECTIONS: tuple[Collection, ...] = (
    *auth.COLLECTIONS,
    *catalog.COLLECTIONS,
    *orders.COLLECTIONS,
    *sales.COLLECTIONS,
    *gateway.COLLECTIONS,
    *common.COLLECTIONS,
)
