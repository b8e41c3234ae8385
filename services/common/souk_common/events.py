"""Payloads of the live events (Socket.IO). What the gateway sends is built from these and nothing else.

`message` carries a message as the API answers it (souk_gateway/messages/schemas.py).
"""

from typing import Literal

from souk_common.money import Price
from souk_common.notifications import Datum
from souk_common.schemas import Id, ResponseModel, Timestamp


class StockUpdate(ResponseModel):
    """`stock_update`: a product's stock, as of its `seq`."""

    product_id: Id
    stock: int
    seq: int
    name: str


class StockSnapshot(ResponseModel):
    """One entry of the ack of `watch`: newest stock by `seq`, newest price and status by `updated_at`."""

    product_id: Id
    stock: int
    seq: int
    price: Price
    status: str
    updated_at: Timestamp


class ProductUpdate(ResponseModel):
    """`product_update`: the price or the status of a product changed."""

    product_id: Id
    price: Price
    status: str
    updated_at: Timestamp


class NotificationEvent(ResponseModel):
    """`notification`, and the event named like its `kind`: something happened that concerns the user."""

    id: Id
    kind: str
    data: dict[str, Datum]
    created_at: Timestamp


class SignedOut(ResponseModel):
    """`signed_out`, right before the gateway disconnects: the sign-in has ended, or its token ran out."""

    reason: Literal["expired", "revoked"]


class MarketUpdate(ResponseModel):
    """`market_update`, to admins: orders were placed or settled. It says that there is news, and not which."""


class NotificationsRead(ResponseModel):
    """`notifications_read`: the user has read some, or marked some as unread, here or elsewhere."""


class PresenceEvent(ResponseModel):
    """`presence`: a user whom the socket watches has come or gone."""

    user_id: Id
    online: bool


class Typing(ResponseModel):
    """`typing`: somebody is writing to the user at this moment."""

    user_id: Id


class MessageMark(ResponseModel):
    """`delivered` and `read`: `user_id` has received, or read, what `with_user_id` wrote, up to `seq`."""

    user_id: Id
    with_user_id: Id
    seq: int
