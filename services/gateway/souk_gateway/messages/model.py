"""A message, and the two sides of a conversation."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

AboutKind = Literal["product", "order"]
PREVIEW_LENGTH = 140


def conversation_id(user_id: str, peer_id: str) -> str:
    """The id that the conversation of two people has, whoever asks."""
    return ":".join(sorted((user_id, peer_id)))


def side_id(user_id: str, peer_id: str) -> str:
    """The id of one's side of the conversation with `peer_id`."""
    return f"{user_id}:{peer_id}"


@dataclass(frozen=True, slots=True)
class About:
    """The product or order that a message is about, with its name of when it was sent."""

    kind: AboutKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to send; card numbers are masked already."""

    sender_id: str
    receiver_id: str
    body: str
    client_id: str
    about: About | None

    @property
    def people(self) -> tuple[str, str]:
        """Who writes, and to whom."""
        return self.sender_id, self.receiver_id

    @property
    def key(self) -> tuple[str, str]:
        """What is there only once."""
        return self.sender_id, self.client_id


@dataclass(frozen=True, slots=True)
class Mark:
    """`user_id` has come up to `seq` of what `peer_id` wrote: it has reached them, or they have `read` it as well."""

    user_id: str
    peer_id: str
    seq: int
    read: bool

    @property
    def people(self) -> tuple[str, str]:
        """Whose mark it is, and of whose messages."""
        return self.user_id, self.peer_id


Work = Draft | Mark


@dataclass(frozen=True, slots=True)
class Marked:
    """How much is unread after a mark, and whether that went as far as it should: a long way takes several."""

    unread: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was sent. A withheld one is for its sender's eyes alone."""

    id: str
    seq: int
    sender_id: str
    receiver_id: str
    body: str
    client_id: str
    about: About | None
    withheld: bool
    sent_at: datetime
    delivered_at: datetime | None = None
    read_at: datetime | None = None

    @property
    def visible_to(self) -> tuple[str, ...]:
        """Who may ever see it."""
        return (self.sender_id,) if self.withheld else (self.sender_id, self.receiver_id)

    def says(self, receiver_id: str, body: str, about: tuple[str, str] | None) -> bool:
        """Whether it says this, to this person, about the product or order of this kind and id."""
        mine = (self.about.kind, self.about.id) if self.about else None
        return (self.receiver_id, self.body, mine) == (receiver_id, body, about)


@dataclass(frozen=True, slots=True)
class Last:
    """How a conversation's newest message begins."""

    seq: int
    sender_id: str
    body: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Side:
    """A conversation as `user_id` sees it. `notified_seq`: the message of which the latest notification told; 0 when
    all was read since.
    """

    user_id: str
    peer_id: str
    seq: int = 0
    last: Last | None = None
    unread: int = 0
    read_seq: int = 0
    delivered_seq: int = 0
    blocked: bool = False
    notified_seq: int = 0
    updated_at: datetime | None = None

    @property
    def id(self) -> str:
        """The row's id."""
        return side_id(self.user_id, self.peer_id)

    @property
    def was_told(self) -> bool:
        """Whether a notification tells already of what came since the user was last here."""
        return self.notified_seq > self.delivered_seq

    @property
    def is_untold(self) -> bool:
        """Whether the newest message waits for the user, and no notification tells of any that does."""
        from_peer = self.last is not None and self.last.sender_id == self.peer_id
        return from_peer and self.seq > self.delivered_seq and not self.was_told

    def with_message(self, message: Message, *, notified: bool = False) -> "Side":
        """This side after `message`, which it sees; `notified`: its user is told of it by a notification."""
        last = Last(message.seq, message.sender_id, message.body[:PREVIEW_LENGTH], message.sent_at)
        received = message.receiver_id == self.user_id
        return replace(
            self,
            seq=message.seq,
            last=last,
            unread=self.unread + received,
            notified_seq=message.seq if notified else self.notified_seq,
            updated_at=message.sent_at,
        )

    def received(self, seq: int) -> "Side":
        """This side when all up to `seq` has reached its user."""
        return replace(self, delivered_seq=max(self.delivered_seq, seq))

    def having_read(self, seq: int, unread: int) -> "Side":
        """This side when all up to `seq` was read and `unread` messages were not."""
        still_told = self.notified_seq if unread else 0
        return replace(self.received(seq), read_seq=seq, unread=unread, notified_seq=still_told)
