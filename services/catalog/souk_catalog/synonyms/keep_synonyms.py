"""An admin adds, changes and removes groups of synonyms."""

from collections.abc import Mapping

from souk_catalog.search.synonyms import Group
from souk_catalog.synonyms.repository import SynonymGroups
from souk_catalog.synonyms.schemas import GroupShape
from souk_common.audit import Act, Action, audit
from souk_common.identity import Identity
from souk_common.mongo import Mongo, Session

_MAX_WRITTEN = 500


class KeepSynonyms:
    """The use cases. Each is one transaction: the groups and the row of the audit log."""

    def __init__(self, mongo: Mongo, admin: Identity, address: str) -> None:
        self._mongo = mongo
        self._groups = SynonymGroups(mongo)
        self._admin = admin
        self._address = address

    async def add(self, words: Group) -> GroupShape:
        """Add a group.

        Raises:
            Conflict: it is there already, or there are too many.
        """

        async def work(session: Session) -> GroupShape:
            group = await self._groups.add(words, session)
            await self.write_down("synonyms.added", group["id"], {"words": _written(words)}, session)
            return group

        return await self._mongo.transaction(work)

    async def change(self, group_id: str, words: Group) -> GroupShape:
        """Give a group other words.

        Raises:
            NotFound: there is no such group.
            Conflict: there is another one with these words.
        """

        async def work(session: Session) -> GroupShape:
            group = await self._groups.change(group_id, words, session)
            await self.write_down("synonyms.changed", group_id, {"words": _written(words)}, session)
            return group

        return await self._mongo.transaction(work)

    async def remove(self, group_id: str) -> None:
        """Take a group out.

        Raises:
            NotFound: there is no such group.
        """

        async def work(session: Session) -> None:
            words = await self._groups.remove(group_id, session)
            await self.write_down("synonyms.removed", group_id, {"words": _written(words)}, session)

        await self._mongo.transaction(work)

    async def write_down(
        self, action: Action, group_id: str | None, detail: Mapping[str, str | int], session: Session
    ) -> None:
        """Write an act into the audit log."""
        act = Act(action, "synonyms", group_id, self._admin.user_id, self._address, detail)
        await audit(self._mongo.db, act, session)


def _written(words: Group) -> str:
    return ", ".join(words)[:_MAX_WRITTEN]
