"""Who can be written to, and their names; remembered for a moment, since those who talk do so again and again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection

from souk_common.mongo import Mongo
from souk_gateway.presence.repository import UserRows

REMEMBERED_S = 2.0
_REMEMBERED = 5_000


class Accounts:
    """The accounts that are there. `clock` in seconds."""

    def __init__(self, mongo: Mongo, clock: Callable[[], float] = time.monotonic) -> None:
        self._users = UserRows(mongo)
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, str]] = OrderedDict()

    async def names(self, user_ids: Collection[str]) -> dict[str, str]:
        """The names of those who are there, disabled or not; the deleted are left out after `REMEMBERED_S` at most."""
        now = self._clock()
        names = {
            user_id: known[1]
            for user_id in user_ids
            if (known := self._known.get(user_id)) is not None and known[0] > now
        }
        unknown = [user_id for user_id in user_ids if user_id not in names]
        if unknown:
            for user_id, user in (await self._users.read(unknown)).items():
                names[user_id] = user.name
                self._known[user_id] = (now + REMEMBERED_S, user.name)
                self._known.move_to_end(user_id)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return names
