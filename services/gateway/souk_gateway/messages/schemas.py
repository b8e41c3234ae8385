"""Messages at the API and over the socket."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from souk_common.pagination import PageQuery
from souk_common.schemas import Id, IdIn, RequestModel, ResponseModel, Timestamp
from souk_gateway.messages.model import AboutKind
from souk_gateway.people import PersonOut
from souk_gateway.written_text import written_text

MAX_BODY = 4_000
MAX_CLIENT_ID = 64
MAX_SEQ = 2_147_483_647
_PRINTABLE = re.compile(r"[\x20-\x7e]+")


def _printable(text: str) -> str:
    if not _PRINTABLE.fullmatch(text):
        raise ValueError(f"must be 1 to {MAX_CLIENT_ID} printable ASCII characters")
    return text


Text = Annotated[str, Field(min_length=1, max_length=MAX_BODY), AfterValidator(written_text)]
ClientId = Annotated[
    str, StringConstraints(strip_whitespace=False, max_length=MAX_CLIENT_ID), AfterValidator(_printable)
]
Seq = Annotated[int, Field(ge=0, le=MAX_SEQ)]
Words = Annotated[str, Field(min_length=2, max_length=100), AfterValidator(written_text)]


class AboutIn(RequestModel):
    """What a message is about."""

    kind: AboutKind
    id: IdIn


class SendIn(RequestModel):
    """A message. Whoever sends the same `client_id` again gets the first answer and no second message."""

    body: Text
    client_id: ClientId | None = None
    about: AboutIn | None = None


class SendEventIn(SendIn):
    """The payload of `message`."""

    user_id: IdIn
    client_id: ClientId


class PeerIn(RequestModel):
    """The payload of `typing`."""

    user_id: IdIn


class ReadUpToIn(RequestModel):
    """Everything from them up to `seq` has been read."""

    seq: Seq


class MarkIn(ReadUpToIn):
    """The payload of `delivered` and `read`."""

    user_id: IdIn


class ThreadQuery(PageQuery):
    """Which messages to show. Page 1 is the newest ones, or with `after` those right after it."""

    before: Annotated[int, Field(ge=1, le=MAX_SEQ)] | None = None
    after: Seq | None = None


class SearchQuery(PageQuery):
    """Words that a message contains, as they stand; upper and lower case are one."""

    q: Words


class AboutOut(ResponseModel):
    """The product or order that a message is about, with its name of when it was sent."""

    kind: AboutKind
    id: Id
    name: str


class MessageOut(ResponseModel):
    """A message. `seq` orders a conversation, the same for both; the marks are null until they are made."""

    id: Id
    seq: int
    sender_id: Id
    receiver_id: Id
    body: str
    client_id: str
    about: AboutOut | None
    sent_at: Timestamp
    delivered_at: Timestamp | None
    read_at: Timestamp | None


class LastMessageOut(ResponseModel):
    """How the newest message of a conversation begins."""

    seq: int
    sender_id: Id
    body: str
    sent_at: Timestamp


class ConversationOut(ResponseModel):
    """One's own side of a conversation: `read_seq`, `unread` and `blocked` are one's own.

    Before its first message `last` is null and `seq` 0; `updated_at` is null when nothing was done in it yet.
    """

    user: PersonOut
    last: LastMessageOut | None
    seq: int
    read_seq: int
    unread: int
    blocked: bool
    updated_at: Timestamp | None


class UnreadOut(ResponseModel):
    """How many messages are unread, and in how many conversations."""

    messages: int
    conversations: int


class ReadUpToOut(ResponseModel):
    """How many messages of this conversation are still unread."""

    unread: int


class FoundMessageOut(ResponseModel):
    """A message that was searched for, and whom one talked with."""

    user: PersonOut
    message: MessageOut
