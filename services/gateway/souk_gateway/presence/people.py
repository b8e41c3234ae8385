"""Who exists, remembered for a minute: after a fault everybody watches the same people again at once."""

import time
from collections.abc import Callable, Sequence

from souk_gateway.presence.repository import UserRows

REMEMBERED_S = 60.0
MOST_REMEMBERED = 20_000


class People:
    """Ids of users who were not deleted. `clock` in seconds."""

    def __init__(self, users: UserRows, clock: Callable[[], float] = time.monotonic) -> None:
        self._users = users
        self._clock = clock
        # in the order in which they end, since all are remembered equally long
        self._until: dict[str, float] = {}

    async def known(self, user_ids: Sequence[str]) -> frozenset[str]:
        """Those of some users who exist.

        Raises:
            PyMongoError: the database cannot be reached, and not all of them are remembered.
        """
        now = self._clock()
        remembered = frozenset(each for each in user_ids if self._until.get(each, now) > now)
        missing = [each for each in user_ids if each not in remembered]
        found = frozenset(await self._users.read(missing)) if missing else frozenset()
        for each in found:
            self._until.pop(each, None)
            self._until[each] = now + REMEMBERED_S
        while len(self._until) > MOST_REMEMBERED:
            del self._until[next(iter(self._until))]
        return remembered | found
