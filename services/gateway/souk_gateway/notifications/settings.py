"""Which kinds of notifications a user wants to hear of.

What is muted is written all the same: it comes back when the kind is on again.
"""

from collections.abc import Collection

from souk_common.identity import Role
from souk_common.notifications import Kind
from souk_gateway.notifications.schemas import KindSettingOut, SettingsOut

_OF_SELLERS: tuple[Kind, ...] = (
    "new_order",
    "order_status",
    "low_stock_alert",
    "product_disabled",
    "product_enabled",
    "new_message",
)
KINDS: dict[Role, tuple[Kind, ...]] = {
    "buyer": ("order_status", "new_message"),
    "seller": _OF_SELLERS,
    # an admin may sell as well
    "admin": ("report", *_OF_SELLERS),
}


def settings_of(role: Role, muted: Collection[str]) -> SettingsOut:
    """The settings of somebody in `role`."""
    return SettingsOut(kinds=[KindSettingOut(kind=kind, on=kind not in muted) for kind in KINDS[role]])
