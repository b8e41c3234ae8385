"""All that people do in their conversations at one replica is written through one queue, many in a transaction.

Messages and marks that wait at the same moment share a transaction (ADR 0008 and 0016), and one begins at most every
`PACE_S`: who writes while nobody else does waits for nothing.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from pymongo.errors import BulkWriteError

from souk_common.group_commit import GroupCommit
from souk_common.mongo import Mongo, Session
from souk_common.notifications import notify
from souk_common.problems import Conflict, Problem
from souk_gateway.messages.accounts import Accounts
from souk_gateway.messages.allowance import AllowanceRepository, Allowances
from souk_gateway.messages.batch import Batch, furthest
from souk_gateway.messages.model import Draft, Mark, Marked, Message, Side, Work, conversation_id, side_id
from souk_gateway.messages.repository import ConversationRepository, MessageRepository
from souk_gateway.notifications.repository import NotificationRepository
from souk_gateway.people import IsOnline

PACE_S = 0.05
_MAX_BATCH = 64
_BUSY = "Many people are writing right now. Please try again."
_SENT_BEFORE = "This message was sent before."


@dataclass(frozen=True, slots=True)
class People:
    """To whom a batch writes: those who are connected, and the names of the others and of who writes to them."""

    names: Mapping[str, str]
    connected: Set[str]


class SentBefore(Conflict):
    """409: a message with this `client_id` is there already."""


class WriteTogether:
    """The queue of a replica; it lives as long as the app."""

    def __init__(self, mongo: Mongo, is_connected: IsOnline) -> None:
        self._mongo = mongo
        self._is_connected = is_connected
        self._accounts = Accounts(mongo)
        self._allowances = AllowanceRepository(mongo)
        self._messages = MessageRepository(mongo)
        self._conversations = ConversationRepository(mongo)
        self._notifications = NotificationRepository(mongo)
        self._queue: GroupCommit[Work, Message | Marked] = GroupCommit(
            self._run_batch,
            lambda work: {conversation_id(*work.people)},
            busy=_BUSY,
            largest=_MAX_BATCH,
            pace_s=PACE_S,
        )

    async def send(self, draft: Draft) -> Message:
        """Write a message, with the next `seq` of its conversation.

        Raises:
            NotFound: there is no such receiver.
            SentBefore: a message of the sender's with this `client_id` is there.
            Conflict: the sender has blocked the receiver.
            TooManyRequests: the sender has written too much.
            Unavailable: the database cannot be reached, or too many write.
        """
        message = await self._queue.submit(draft)
        assert isinstance(message, Message)  # noqa: S101 - for the type checker
        return message

    async def mark(self, mark: Mark) -> int:
        """Write how far somebody has come; answers how many messages they have not read.

        When they have read all, the notifications of it are read as well.

        Raises:
            Unavailable: the database cannot be reached, or too many write.
        """
        while True:
            marked = await self._queue.submit(mark)
            assert isinstance(marked, Marked)  # noqa: S101 - for the type checker
            if marked.is_whole:
                return marked.unread

    async def _run_batch(self, works: Sequence[Work]) -> Sequence[Message | Marked | Problem]:
        drafts = [work for work in works if isinstance(work, Draft)]
        people = await self._look_up(drafts)
        repeated = _repeated(works)
        try:
            return await self._mongo.transaction(lambda session: self._write(works, people, repeated, session))
        except SentBefore:
            known = await self._messages.sent_already({draft.key for draft in drafts})
            repeated |= {place for place, work in enumerate(works) if isinstance(work, Draft) and work.key in known}
            return await self._mongo.transaction(lambda session: self._write(works, people, repeated, session))

    async def _look_up(self, drafts: Sequence[Draft]) -> People:
        """Who is connected is there (or was until a moment ago: a deleted account loses its sockets); the others are
        read.
        """
        connected = {draft.receiver_id for draft in drafts if self._is_connected(draft.receiver_id)}
        away = [draft for draft in drafts if draft.receiver_id not in connected]
        return People(await self._accounts.names({user_id for draft in away for user_id in draft.people}), connected)

    async def _write(
        self, works: Sequence[Work], people: People, repeated: set[int], session: Session
    ) -> list[Message | Marked | Problem]:
        """Everything that the works write: messages, both sides of their conversations, marks, notifications.

        Those whose places are in `repeated` are left out.
        """
        sides = await self._conversations.sides({key for work in works for key in _sides_of(work)}, session)
        now = datetime.now(UTC)
        senders = {work.sender_id for work in works if isinstance(work, Draft)}
        allowances = Allowances(await self._allowances.read(senders, session) if senders else {}, now)
        batch = Batch(sides, allowances, people.names, people.connected, now)
        await self._mark(furthest(works, sides), sides, batch, session)
        outcomes: list[Message | Marked | Problem] = []
        for place, work in enumerate(works):
            if isinstance(work, Mark):
                outcomes.append(batch.marked_of(work))
            else:
                outcomes.append(SentBefore(_SENT_BEFORE) if place in repeated else batch.send(work))
        if batch.messages:
            await self._add(batch.messages, session)
            await self._allowances.write(allowances.changed, session)
        if batch.changed:
            await self._conversations.write(batch.changed, session)
        await notify(self._mongo.db, batch.told, session)
        return outcomes

    async def _mark(self, marks: Sequence[Mark], sides: Mapping[str, Side], batch: Batch, session: Session) -> None:
        """Take the marks."""
        partly = {
            side.id: (side, mark.seq)
            for mark in marks
            if mark.read and (side := sides.get(side_id(*mark.people))) and side.read_seq < mark.seq < side.seq
        }
        left = await self._messages.count_unread(list(partly.values()), session)
        for mark in marks:
            batch.mark(mark, left.get(side_id(*mark.people), 0))
        if batch.marked:
            await self._messages.mark(batch.marked, session)
        for before, after in batch.marked:
            if before.notified_seq and not after.notified_seq:
                await self._notifications.mark_message_read(before.user_id, before.peer_id, session)

    async def _add(self, messages: Sequence[Message], session: Session) -> None:
        try:
            await self._messages.add(messages, session)
        except BulkWriteError as error:
            if error.has_error_label("TransientTransactionError"):
                raise
            raise SentBefore(_SENT_BEFORE) from error


def _sides_of(work: Work) -> tuple[str, ...]:
    mine = side_id(*work.people)
    return (mine, side_id(*work.people[::-1])) if isinstance(work, Draft) else (mine,)


def _repeated(works: Sequence[Work]) -> set[int]:
    """The places of those that come a second time in one batch."""
    first: dict[tuple[str, str], int] = {}
    return {
        place
        for place, work in enumerate(works)
        if isinstance(work, Draft) and first.setdefault(work.key, place) != place
    }
