"""Messages and conversations in the database.

A message is shown to those alone whom its `visible_to` names.
"""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime

from bson import ObjectId
from pymongo import UpdateMany, UpdateOne

from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session
from souk_gateway.messages.model import Message, Side, conversation_id, side_id
from souk_gateway.messages.rows import message_of, message_row, side_identity, side_of, side_row
from souk_gateway.messages.schemas import SearchQuery, ThreadQuery, UnreadOut

MESSAGES = "messages"
CONVERSATIONS = "conversations"
_NEWEST_FIRST = [("sent_at", -1), ("_id", -1)]
_LATEST_FIRST = [("updated_at", -1), ("_id", -1)]
_WAITING = [("receiver_id", 1), ("sent_at", 1), ("seq", 1), ("sender_id", 1), ("_id", 1)]
_READ_AHEAD = 25
_MAX_UNREAD_CONVERSATIONS = 10_000
_MOST_UNTOLD = 1_000
_DELIVERED: list[Document] = [{"$set": {"delivered_at": {"$ifNull": ["$delivered_at", "$$NOW"]}}}, {"$unset": "waits"}]
_READ: list[Document] = [{"$set": {"read_at": {"$ifNull": ["$read_at", "$$NOW"]}}}, *_DELIVERED]


class MessageRepository:
    """What was written."""

    def __init__(self, mongo: Mongo) -> None:
        self._read = mongo.read_db[MESSAGES]
        self._write = mongo.db[MESSAGES]

    async def add(self, messages: Sequence[Message], session: Session) -> None:
        """Insert new messages; raises `BulkWriteError` when one was inserted before."""
        await self._write.insert_many([message_row(message) for message in messages], session=session)

    async def sent(self, sender_id: str, client_id: str) -> Message | None:
        """What somebody sent under this id."""
        row = await self._write.find_one(
            {"sender_id": ObjectId(sender_id), "client_id": client_id}, max_time_ms=READ_MAX_TIME_MS
        )
        return None if row is None else message_of(row)

    async def sent_already(self, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of some senders' ids and client ids under which a message is there."""
        chosen = [{"sender_id": ObjectId(sender_id), "client_id": client_id} for sender_id, client_id in keys]
        rows = self._write.find(
            {"$or": chosen}, {"sender_id": 1, "client_id": 1}, limit=len(chosen), max_time_ms=READ_MAX_TIME_MS
        )
        return {(str(row["sender_id"]), row["client_id"]) async for row in rows}

    async def mark(self, reached: Sequence[tuple[Side, Side]], session: Session) -> None:
        """What has reached or was read by each side's user, as the side was before and is after, in the caller's
        transaction. What was withheld between is marked as well: to its sender it looks like the others.
        """
        changes = []
        for before, after in reached:
            if after.read_seq > before.read_seq:
                changes.append(UpdateMany(_sent_to(before, before.read_seq, after.read_seq), _READ))
            if after.delivered_seq > max(before.delivered_seq, after.read_seq):
                changes.append(UpdateMany(_sent_to(before, before.delivered_seq, after.delivered_seq), _DELIVERED))
        await self._write.bulk_write(changes, session=session)

    async def take(self, user_id: str, peer_id: str, seq: int) -> None:
        """What `peer_id` wrote up to there waits no more, and nobody is told."""
        chosen = _sent_to(Side(user_id, peer_id), 0, seq) | {"waits": True}
        await self._write.update_many(chosen, {"$unset": {"waits": ""}})

    async def waited_for(self, user_ids: Sequence[str]) -> set[str]:
        """Those of some users for whom messages wait."""
        chosen = {"receiver_id": {"$in": [ObjectId(user_id) for user_id in user_ids]}, "waits": True}
        found = await self._write.distinct("receiver_id", chosen, maxTimeMS=READ_MAX_TIME_MS)
        return {str(user_id) for user_id in found}

    async def waiting(self, user_id: str, most: int) -> AsyncIterator[Message]:
        """What waits for a user: the oldest, in the order in which it was sent."""
        rows = self._write.find(
            {"receiver_id": ObjectId(user_id), "waits": True},
            sort=_WAITING[1:],
            limit=most,
            max_time_ms=READ_MAX_TIME_MS,
            batch_size=_READ_AHEAD,
        )
        async for row in rows:
            yield message_of(row)

    async def count_unread(self, read: Sequence[tuple[Side, int]], session: Session) -> dict[str, int]:
        """How many messages each side's user has got after a `seq`, by the side's id."""
        if not read:
            return {}
        stages: list[Document] = [
            {"$match": {"$or": [_received(side, seq, side.seq) for side, seq in read]}},
            {"$group": {"_id": {"user": "$receiver_id", "peer": "$sender_id"}, "unread": {"$sum": 1}}},
        ]
        rows = await self._write.aggregate(stages, session=session, maxTimeMS=READ_MAX_TIME_MS).to_list(len(read))
        return {side_id(str(row["_id"]["user"]), str(row["_id"]["peer"])): row["unread"] for row in rows}

    async def thread(self, user_id: str, peer_id: str, query: ThreadQuery) -> tuple[list[Message], int]:
        """One page of what two people wrote, ascending, as `user_id` sees it, and how many there are."""
        chosen: Document = {"conversation_id": conversation_id(user_id, peer_id), "visible_to": ObjectId(user_id)}
        bounds = {op: bound for op, bound in (("$lt", query.before), ("$gt", query.after)) if bound is not None}
        if bounds:
            chosen["seq"] = bounds
        upwards = query.after is None
        # who asks for what came after takes the answer for all there is, so the primary gives it
        source = self._read if upwards else self._write
        messages, total = await _page(source, chosen, [("seq", -1 if upwards else 1)], query.skip, query.limit)
        return messages[::-1] if upwards else messages, total

    async def search(self, user_id: str, query: SearchQuery) -> tuple[list[Message], int]:
        """One page of the messages that contain these words, newest first, and how many there are."""
        chosen: Document = {
            "visible_to": ObjectId(user_id),
            "body": {"$regex": re.escape(query.q), "$options": "i"},
        }
        return await _page(self._read, chosen, _NEWEST_FIRST, query.skip, query.limit)


class ConversationRepository:
    """Who talks with whom, and how far each has come."""

    def __init__(self, mongo: Mongo) -> None:
        self._read = mongo.read_db[CONVERSATIONS]
        self._write = mongo.db[CONVERSATIONS]

    async def sides(self, ids: Iterable[str], session: Session) -> dict[str, Side]:
        """Those of these sides that are there, in the caller's transaction."""
        wanted = list(ids)
        rows = self._write.find(
            {"_id": {"$in": wanted}}, limit=len(wanted), max_time_ms=READ_MAX_TIME_MS, session=session
        )
        return {row["_id"]: side_of(row) async for row in rows}

    async def write(self, sides: Iterable[Side], session: Session) -> None:
        """Write what messages and marks changed, in the transaction that read the sides."""
        changes = [
            UpdateOne({"_id": side.id}, {"$set": side_row(side), "$setOnInsert": side_identity(side)}, upsert=True)
            for side in sides
        ]
        await self._write.bulk_write(changes, ordered=False, session=session)

    async def blocks_between(self, user_id: str, peer_id: str) -> bool:
        """Whether one of two has blocked the other."""
        both = [side_id(user_id, peer_id), side_id(peer_id, user_id)]
        row = await self._read.find_one(
            {"_id": {"$in": both}, "blocked": True}, {"_id": 1}, max_time_ms=READ_MAX_TIME_MS
        )
        return row is not None

    async def untold(self, user_ids: Sequence[str]) -> list[Side]:
        """Sides of some users in which something waits of which no notification tells; `_MOST_UNTOLD` are looked at."""
        chosen = {
            "user_id": {"$in": [ObjectId(user_id) for user_id in user_ids]},
            "unread": {"$gt": 0},
            "$expr": {"$gt": ["$seq", "$delivered_seq"]},
        }
        rows = self._write.find(chosen, limit=_MOST_UNTOLD, max_time_ms=READ_MAX_TIME_MS)
        return [side async for row in rows if (side := side_of(row)).is_untold]

    async def block(self, user_id: str, peer_id: str) -> None:
        """From now on what the other writes is withheld."""
        side = Side(user_id, peer_id, updated_at=datetime.now(UTC))
        new = {**side_identity(side), **side_row(side)}
        del new["blocked"]
        await self._write.update_one({"_id": side.id}, {"$set": {"blocked": True}, "$setOnInsert": new}, upsert=True)

    async def unblock(self, user_id: str, peer_id: str) -> None:
        """What the other writes from now on is there again; what was withheld stays so."""
        await self._write.update_one({"_id": side_id(user_id, peer_id)}, {"$set": {"blocked": False}})

    async def one(self, user_id: str, peer_id: str) -> Side | None:
        """One's side of one conversation."""
        row = await self._read.find_one({"_id": side_id(user_id, peer_id)}, max_time_ms=READ_MAX_TIME_MS)
        return None if row is None else side_of(row)

    async def page(self, user_id: str, skip: int, limit: int) -> tuple[list[Side], int]:
        """One page of one's conversations, newest first, and how many there are."""
        chosen = {"user_id": ObjectId(user_id)}
        rows = self._read.find(chosen, sort=_LATEST_FIRST, skip=skip, limit=limit, max_time_ms=READ_MAX_TIME_MS)
        sides = [side_of(row) async for row in rows]
        return sides, await self._read.count_documents(chosen, maxTimeMS=READ_MAX_TIME_MS)

    async def unread(self, user_id: str) -> UnreadOut:
        """How much is unread in all, as far as `_MAX_UNREAD_CONVERSATIONS` go."""
        stages: list[Document] = [
            {"$match": {"user_id": ObjectId(user_id), "unread": {"$gt": 0}}},
            {"$limit": _MAX_UNREAD_CONVERSATIONS},
            {"$group": {"_id": None, "messages": {"$sum": "$unread"}, "conversations": {"$sum": 1}}},
        ]
        rows = await self._read.aggregate(stages, maxTimeMS=READ_MAX_TIME_MS).to_list(1)
        counted = rows[0] if rows else {"messages": 0, "conversations": 0}
        return UnreadOut(messages=counted["messages"], conversations=counted["conversations"])


async def _page(
    source: Collection, chosen: Document, sort: list[tuple[str, int]], skip: int, limit: int
) -> tuple[list[Message], int]:
    rows = source.find(chosen, sort=sort, skip=skip, limit=limit, max_time_ms=READ_MAX_TIME_MS)
    messages = [message_of(row) async for row in rows]
    if skip == 0 and len(messages) < limit:
        return messages, len(messages)
    return messages, await source.count_documents(chosen, maxTimeMS=READ_MAX_TIME_MS)


def _received(side: Side, after: int, upto: int) -> Document:
    """What the side's user got from the other, of these `seq`."""
    return _sent_to(side, after, upto) | {"visible_to": ObjectId(side.user_id)}


def _sent_to(side: Side, after: int, upto: int) -> Document:
    """What the other wrote to the side's user, of these `seq`."""
    return {
        "conversation_id": conversation_id(side.user_id, side.peer_id),
        "seq": {"$gt": after, "$lte": upto},
        "receiver_id": ObjectId(side.user_id),
    }
