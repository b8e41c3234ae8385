"""`/api/messages`."""

from typing import Annotated

from fastapi import Query, Response

from souk_common.app import api_router
from souk_common.identity import CurrentUser
from souk_common.pagination import Page, Paging, page_count
from souk_common.problems import Invalid
from souk_common.schemas import PathId
from souk_gateway.messages import present
from souk_gateway.messages.context import CurrentMessaging
from souk_gateway.messages.model import Mark
from souk_gateway.messages.rows import message_out
from souk_gateway.messages.schemas import (
    ConversationOut,
    FoundMessageOut,
    MessageOut,
    ReadUpToIn,
    ReadUpToOut,
    SearchQuery,
    SendIn,
    ThreadQuery,
    UnreadOut,
)
from souk_gateway.people import account

router = api_router("/api/messages", "messages")


@router.get("/", operation_id="listConversations")
async def list_conversations(user: CurrentUser, parts: CurrentMessaging, query: Paging) -> Page[ConversationOut]:
    """One's own conversations, the one with the newest message first."""
    sides, total = await parts.conversations.page(user.user_id, query.skip, query.limit)
    items = await present.conversations(parts, sides)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.get("/unread", operation_id="countUnreadMessages")
async def unread(user: CurrentUser, parts: CurrentMessaging) -> UnreadOut:
    """How much one has not read."""
    return await parts.conversations.unread(user.user_id)


@router.get("/search", operation_id="searchMessages")
async def search(
    user: CurrentUser, parts: CurrentMessaging, query: Annotated[SearchQuery, Query()]
) -> Page[FoundMessageOut]:
    """One's own messages that contain these words, newest first."""
    messages, total = await parts.messages.search(user.user_id, query)
    items = await present.found(parts, user.user_id, messages)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.get("/{user_id:object_id}", operation_id="listMessages")
async def thread(
    user: CurrentUser, parts: CurrentMessaging, user_id: PathId, query: Annotated[ThreadQuery, Query()]
) -> Page[MessageOut]:
    """What the two wrote, ascending in each page; page 1 is the newest, or what comes right after `after`."""
    messages, total = await parts.messages.thread(user.user_id, user_id, query)
    if not total:
        await account(parts.mongo, user_id)
    items = [message_out(message) for message in messages]
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.post("/{user_id:object_id}", status_code=201, operation_id="sendMessage")
async def send(
    user: CurrentUser, parts: CurrentMessaging, user_id: PathId, body: SendIn, response: Response
) -> MessageOut:
    """Write to somebody. The same `client_id` again gets the first answer, with `Idempotent-Replayed: true`."""
    sent = await parts.send(user, user_id, body)
    if sent.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return message_out(sent.message)


@router.get("/{user_id:object_id}/conversation", operation_id="getConversation")
async def conversation(user: CurrentUser, parts: CurrentMessaging, user_id: PathId) -> ConversationOut:
    """One's own side of the conversation with somebody, also before its first message."""
    return await present.conversation(parts, user.user_id, user_id)


@router.post("/{user_id:object_id}/read", operation_id="markMessagesRead")
async def read(user: CurrentUser, parts: CurrentMessaging, user_id: PathId, body: ReadUpToIn) -> ReadUpToOut:
    """Everything from them up to `seq` was read."""
    if await parts.conversations.one(user.user_id, user_id) is None:
        await account(parts.mongo, user_id)
    return ReadUpToOut(unread=await parts.write.mark(Mark(user.user_id, user_id, body.seq, read=True)))


@router.put("/{user_id:object_id}/block", operation_id="blockUser")
async def block(user: CurrentUser, parts: CurrentMessaging, user_id: PathId) -> ConversationOut:
    """Hear nothing from somebody any more. They are not told, and get the same answers as before."""
    if user.user_id == user_id:
        raise Invalid({"user_id": "you cannot block yourself"})
    await account(parts.mongo, user_id)
    await parts.conversations.block(user.user_id, user_id)
    return await present.conversation(parts, user.user_id, user_id)


@router.delete("/{user_id:object_id}/block", operation_id="unblockUser")
async def unblock(user: CurrentUser, parts: CurrentMessaging, user_id: PathId) -> ConversationOut:
    """Hear from somebody again; what they wrote meanwhile stays withheld."""
    await parts.conversations.unblock(user.user_id, user_id)
    return await present.conversation(parts, user.user_id, user_id)
