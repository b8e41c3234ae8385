"""What the messages and marks of one transaction make of the conversations they belong to."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import datetime

from bson import ObjectId

from souk_common.notifications import Notification
from souk_common.problems import Conflict, NotFound, Problem
from souk_gateway.messages.allowance import Allowances
from souk_gateway.messages.model import Draft, Last, Mark, Marked, Message, Side, Work, conversation_id, side_id

MARKED_AT_ONCE = 1_000
_PREVIEW_LENGTH = 80


class Batch:
    """Takes first marks, then drafts, one after the other.

    `sides` and `allowances` are as the transaction read them. `connected` are those receivers who have a socket; of the
    others, and of who writes to them, `names` holds the names of those who are there. `now` is when it began.
    """

    def __init__(
        self,
        sides: Mapping[str, Side],
        allowances: Allowances,
        names: Mapping[str, str],
        connected: Set[str],
        now: datetime,
    ) -> None:
        self._sides = sides
        self._allowances = allowances
        self._names = names
        self._connected = connected
        self._now = now
        self._changed: dict[str, Side] = {}
        self._marked: dict[str, Side] = {}
        self.messages: list[Message] = []
        self.told: list[Notification] = []

    @property
    def changed(self) -> list[Side]:
        """The sides as they are to be written."""
        return list(self._changed.values())

    @property
    def marked(self) -> list[tuple[Side, Side]]:
        """The sides that were marked, before and after."""
        return [(self._sides[key], side) for key, side in self._marked.items()]

    def mark(self, mark: Mark, unread: int) -> None:
        """Mark what is there; `unread` messages come after it."""
        side = self._side(*mark.people)
        seq = min(mark.seq, side.seq)
        if mark.read and seq > side.read_seq:
            after = side.having_read(seq, unread)
        elif seq > side.delivered_seq:
            after = side.received(seq)
        else:
            return
        self._changed[side.id] = self._marked[side.id] = after

    def marked_of(self, mark: Mark) -> Marked:
        """What has become of a mark."""
        side = self._side(*mark.people)
        up_to = side.read_seq if mark.read else side.delivered_seq
        return Marked(side.unread, is_whole=up_to >= min(mark.seq, side.seq))

    def send(self, draft: Draft) -> Message | Problem:
        """The message that a draft becomes, or why it becomes none."""
        if draft.receiver_id not in self._names and draft.receiver_id not in self._connected:
            return NotFound("There is no such person.")
        mine, theirs = self._side(*draft.people), self._side(*draft.people[::-1])
        if mine.blocked:
            return Conflict("You have blocked this person. Unblock them before you write.")
        if (too_many := self._allowances.spend(draft.sender_id)) is not None:
            return too_many
        message = _next(draft, mine, theirs, self._now)
        self.messages.append(message)
        self._changed[mine.id] = mine.with_message(message)
        if not message.withheld:
            tell = not theirs.was_told and draft.receiver_id not in self._connected
            theirs = self._changed[theirs.id] = theirs.with_message(message, notified=tell)
            if tell and theirs.last is not None:
                name = self._names.get(draft.sender_id, "")
                self.told.append(notification_of(draft.receiver_id, draft.sender_id, theirs.last, name))
        return message

    def _side(self, user_id: str, peer_id: str) -> Side:
        wanted = side_id(user_id, peer_id)
        return self._changed.get(wanted) or self._sides.get(wanted) or Side(user_id, peer_id)


def _next(draft: Draft, mine: Side, theirs: Side, now: datetime) -> Message:
    """The message after the newest of both sides: they differ where one was withheld. Time does not go back."""
    newest = [side.last.sent_at for side in (mine, theirs) if side.last is not None]
    return Message(
        id=str(ObjectId()),
        seq=max(mine.seq, theirs.seq) + 1,
        sender_id=draft.sender_id,
        receiver_id=draft.receiver_id,
        body=draft.body,
        client_id=draft.client_id,
        about=draft.about,
        withheld=theirs.blocked,
        # as exact as the database keeps it
        sent_at=max([now.replace(microsecond=now.microsecond // 1000 * 1000), *newest]),
    )


def notification_of(user_id: str, sender_id: str, message: Last, name: str) -> Notification:
    """What tells a user of a message of `sender_id`, whose name it is, that came while they were away."""
    return Notification(
        user_id,
        "new_message",
        f"new_message:{conversation_id(user_id, sender_id)}:{message.seq}",
        {"user_id": sender_id, "name": name, "preview": message.body[:_PREVIEW_LENGTH]},
        message.sent_at,
    )


def furthest(works: Iterable[Work], sides: Mapping[str, Side]) -> list[Mark]:
    """Of the marks of each side and kind the furthest, each as far as one transaction may go."""
    furthest: dict[tuple[str, str, bool], Mark] = {}
    for work in works:
        side = sides.get(side_id(*work.people))
        if isinstance(work, Mark) and side is not None:
            key = (*work.people, work.read)
            furthest[key] = max(work, furthest.get(key, work), key=lambda mark: mark.seq)
            most = (side.read_seq if work.read else side.delivered_seq) + MARKED_AT_ONCE
            furthest[key] = replace(furthest[key], seq=min(furthest[key].seq, most))
    return list(furthest.values())
