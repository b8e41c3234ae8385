"""Reading what was written: pages, marks, search, and for nobody else's eyes."""

import asyncio

from souk_common.mongo import Mongo
from tests.fixtures.services import SignedIn, SignIn
from tests.integration.gateway.letters import Posts


async def test_before_the_first_message_there_is_an_empty_conversation(
    post: Posts, anna: SignedIn, ben: SignedIn
) -> None:
    conversation = await post.one.get(anna, f"{ben.user_id}/conversation")
    assert conversation["user"] == {"id": ben.user_id, "name": "Test Seller", "role": "seller", "online": False}
    assert (conversation["last"], conversation["seq"], conversation["unread"]) == (None, 0, 0)
    assert await post.one.get(anna, ben.user_id) == {"items": [], "total": 0, "page": 1, "pages": 0}
    assert (await post.one.get(anna, ""))["total"] == 0


async def test_pages_lead_upwards_and_a_client_that_was_away_catches_up(
    post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn
) -> None:
    for number in range(25):
        await post.one.sent(*((anna, ben) if number < 13 else (ben, anna)), f"{number + 1}")

    async def seqs(**query: int) -> tuple[list[int], int]:
        page = await post.other.get(anna, ben.user_id, **query)
        return [message["seq"] for message in page["items"]], page["total"]

    assert await seqs() == (list(range(6, 26)), 25)
    assert await seqs(limit=10) == (list(range(16, 26)), 25)
    assert await seqs(limit=10, page=2) == (list(range(6, 16)), 25)
    assert await seqs(limit=10, page=3) == (list(range(1, 6)), 25)
    assert await seqs(limit=10, before=16) == (list(range(6, 16)), 15)
    assert await seqs(limit=10, after=4) == (list(range(5, 15)), 21)
    assert await seqs(limit=10, after=4, page=3) == ([25], 21)
    assert await seqs(after=25) == ([], 0)
    assert await seqs(after=3, before=6) == ([4, 5], 2)


async def test_reading_up_to_a_message_leaves_the_rest_unread(post: Posts, anna: SignedIn, ben: SignedIn) -> None:
    for number in range(4):
        await post.one.sent(anna, ben, f"{number}")
    await post.one.sent(ben, anna, "Yes?")
    await post.one.sent(anna, ben, "Never mind")

    async def read(seq: int) -> int:
        answer = await post.other.call("POST", ben, f"{anna.user_id}/read", {"seq": seq})
        assert answer.status_code == 200
        unread: int = answer.json()["unread"]
        return unread

    assert await read(2) == 3
    assert await read(1) == 3
    messages = await post.one.thread(anna, ben)
    assert [message["read_at"] is not None for message in messages] == [True, True, False, False, False, False]
    assert [message["delivered_at"] is not None for message in messages] == [True, True, False, False, False, False]
    await asyncio.gather(read(3), read(4), read(2))
    assert await read(4) == 1
    assert await read(2_000_000) == 0
    assert await post.one.get(ben, "unread") == {"messages": 0, "conversations": 0}
    # one reads what one got, not what one wrote
    assert (await post.one.thread(anna, ben))[4]["read_at"] is None
    assert (await post.one.get(ben, f"{anna.user_id}/conversation"))["read_seq"] == 6


async def test_a_search_is_for_text_and_not_for_a_pattern(post: Posts, anna: SignedIn, ben: SignedIn) -> None:
    for text in ("A brass LAMP (used), 50% off", "Ein schöner TÜRKNAUF", "a.c", "abc", "x\ny"):
        await post.one.sent(anna, ben, text)

    async def found(of: SignedIn, q: str) -> list[str]:
        items = (await post.other.get(of, "search", q=q))["items"]
        assert all(item["user"]["id"] == (ben if of is anna else anna).user_id for item in items)
        return [item["message"]["body"] for item in items]

    assert await found(anna, "lamp (USED)") == ["A brass LAMP (used), 50% off"]
    assert await found(ben, "türknauf") == ["Ein schöner TÜRKNAUF"]
    assert await found(anna, "a.c") == ["a.c"]
    for pattern in (".*", "^a", "(?i)", "a|b", "[a-z]", "\\w\\w", "$where", "(used"):
        assert await found(anna, pattern) == (["A brass LAMP (used), 50% off"] if pattern == "(used" else [])
    assert (await post.one.call("GET", anna, "search", q="a")).status_code == 422


async def test_a_stranger_reads_nothing(post: Posts, anna: SignedIn, ben: SignedIn, sign_in: SignIn) -> None:
    await post.one.sent(anna, ben, "Between the two of us")
    for stranger in (await sign_in("buyer"), await sign_in("admin")):
        assert await post.one.thread(stranger, anna) == []
        assert await post.one.thread(stranger, ben) == []
        assert (await post.one.get(stranger, "search", q="Between"))["items"] == []
        assert (await post.one.get(stranger, ""))["items"] == []
        assert await post.one.get(stranger, "unread") == {"messages": 0, "conversations": 0}
        read = await post.one.call("POST", stranger, f"{anna.user_id}/read", {"seq": 1})
        assert read.json() == {"unread": 0}
    assert (await post.one.thread(anna, ben))[0]["read_at"] is None
