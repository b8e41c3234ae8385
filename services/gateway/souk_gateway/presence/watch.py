"""`watch_presence` and `unwatch_presence`."""

from typing import Annotated

from pydantic import Field

from souk_common.events import PresenceEvent
from souk_common.schemas import IdIn, RequestModel
from souk_gateway.live.links import Link
from souk_gateway.live.problem_json import Json
from souk_gateway.live.watchers import Watchers
from souk_gateway.presence.people import People
from souk_gateway.presence.who_is_online import WhoIsOnline

MAX_AT_ONCE = 100


class WatchPresenceIn(RequestModel):
    """The payload of both."""

    user_ids: Annotated[list[IdIn], Field(max_length=MAX_AT_ONCE)]


async def watch_presence(
    watchers: Watchers, online: WhoIsOnline, people: People, link: Link, body: WatchPresenceIn
) -> Json:
    """Watch users; the ack is who of them is online. Ids of nobody are left out and not watched.

    Raises:
        Invalid: it would be too many.
        PyMongoError: it could not be read who exists; nobody more is watched than before.
        Unavailable: it is not known yet who is online; as above.
    """
    await online.read()
    if link.socket_id is None:
        return []  # it has left meanwhile
    user_ids = list(dict.fromkeys(body.user_ids))
    fresh = watchers.watch(link, user_ids)
    known: frozenset[str] = frozenset()
    try:
        known = await people.known(user_ids)
    finally:
        watchers.unwatch(link, fresh - known)
    seen = (PresenceEvent(user_id=each, online=online.is_online(each)) for each in user_ids if each in known)
    return [event.model_dump(mode="json") for event in seen]


async def unwatch_presence(watchers: Watchers, link: Link, body: WatchPresenceIn) -> Json:
    """Watch these users no more."""
    watchers.unwatch(link, body.user_ids)
    return {"ok": True}
