import time
from collections.abc import Collection
from datetime import UTC, datetime

import pytest

from souk_common.events import NotificationEvent
from souk_common.identity import Identity, Role
from souk_common.schemas import ResponseModel
from souk_gateway.live.links import Link
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.user_feed import UserFeed
from souk_gateway.notifications.settings import KINDS, settings_of

USER = "6b0000000000000000000001"
Told = list[tuple[list[str], str]]


def feed(*, muted: Collection[str] = (), leaves: bool = False) -> tuple[UserFeed, Told, list[str]]:
    """A feed with the user's two sockets, what it sends, and of whom it asked what they have muted.

    `leaves`: one of the sockets goes while the feed asks.
    """
    signed_in, told, asked = SignedIn(), [], []
    links = [Link(name, "198.51.100.1") for name in ("desk", "phone")]
    for link in links:
        signed_in.admit(link, Identity(USER, "seller", link.connection_id, time.time() + 60))

    async def push(links: Collection[Link], event: str, _payload: ResponseModel) -> None:
        told.append((sorted(link.connection_id for link in links), event))

    async def muted_by(user_id: str) -> frozenset[str]:
        asked.append(user_id)
        if leaves:
            signed_in.forget(links[0])
        return frozenset(muted)

    return UserFeed(signed_in, push, muted_by), told, asked


def event(kind: str) -> NotificationEvent:
    return NotificationEvent(id="6b00000000000000000000aa", kind=kind, data={}, created_at=datetime.now(UTC))


async def test_a_notification_is_told_by_its_kind_and_as_what_it_is() -> None:
    users, told, _ = feed(muted=["low_stock_alert"])
    await users.tell(USER, event("new_order"))
    assert told == [(["desk", "phone"], "new_order"), (["desk", "phone"], "notification")]


async def test_of_a_muted_kind_its_own_event_alone_is_told() -> None:
    users, told, _ = feed(muted=["new_order"])
    await users.tell(USER, event("new_order"))
    assert told == [(["desk", "phone"], "new_order")]


async def test_of_who_is_not_here_nothing_is_asked_or_told() -> None:
    users, told, asked = feed()
    await users.tell("6b0000000000000000000002", event("new_order"))
    assert (told, asked) == ([], [])


async def test_who_left_while_it_was_asked_is_told_no_more() -> None:
    users, told, _ = feed(leaves=True)
    await users.tell(USER, event("new_order"))
    assert told[-1] == (["phone"], "notification")


@pytest.mark.parametrize(
    ("changed", "events"),
    [
        ({"notifications_at"}, ["notifications_read"]),
        ({"muted", "notifications_at", "updated_at"}, ["notifications_read"]),
        ({"appear_offline", "updated_at"}, []),
    ],
)
async def test_devices_hear_when_what_was_read_changed_and_of_nothing_else(
    changed: set[str], events: list[str]
) -> None:
    users, told, _ = feed()
    await users.tell_read(USER, frozenset(changed))
    assert [name for _, name in told] == events


@pytest.mark.parametrize("role", ["buyer", "seller", "admin"])
def test_everything_is_on_until_it_is_muted(role: Role) -> None:
    assert all(each.on for each in settings_of(role, []).kinds)
    off = [each.kind for each in settings_of(role, [KINDS[role][0], "not of this role"]).kinds if not each.on]
    assert off == [KINDS[role][0]]
