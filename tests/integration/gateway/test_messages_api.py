"""Messages over REST, through two replicas: once, in one order, and for nobody else's eyes."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.letters import Posts

NOBODY = str(ObjectId())


async def test_a_message_is_answered_and_both_read_it(post: Posts, anna: SignedIn, ben: SignedIn) -> None:
    message = await post.one.sent(anna, ben, "  Is the lamp still there?\n", client_id="lamp-1")
    assert message == {
        "id": message["id"],
        "seq": 1,
        "sender_id": anna.user_id,
        "receiver_id": ben.user_id,
        "body": "Is the lamp still there?",
        "client_id": "lamp-1",
        "about": None,
        "sent_at": message["sent_at"],
        "delivered_at": None,
        "read_at": None,
    }
    assert await post.one.thread(anna, ben) == await post.other.thread(ben, anna) == [message]
    for of, peer, unread in ((anna, ben, 0), (ben, anna, 1)):
        [conversation] = (await post.other.get(of, ""))["items"]
        assert conversation == await post.one.get(of, f"{peer.user_id}/conversation")
        assert conversation["user"]["id"] == peer.user_id
        assert conversation["last"]["body"] == "Is the lamp still there?"
        assert (conversation["seq"], conversation["read_seq"], conversation["unread"]) == (1, 0, unread)
        assert await post.one.get(of, "unread") == {"messages": unread, "conversations": unread}


async def test_sent_again_and_again_through_both_replicas_it_is_there_once(
    post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn
) -> None:
    # when the same message is sent ten times at once, and later again
    answers = await asyncio.gather(
        *(replica.send(anna, ben, "Only once", client_id="once") for replica in (post.one, post.other) * 5)
    )
    answers.append(await post.one.send(anna, ben, "Only once", client_id="once"))

    # then everybody got the first answer, and all but one were told that it is a repeat
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert sum(answer.headers.get("idempotent-replayed") == "true" for answer in answers) == len(answers) - 1
    assert await mongo.db.messages.count_documents({"sender_id": anna.id}) == 1
    assert (await post.one.get(ben, "unread"))["messages"] == 1


async def test_repeats_among_new_messages_spoil_none_of_them(post: Posts, anna: SignedIn, ben: SignedIn) -> None:
    first = [await post.one.sent(anna, ben, f"{number}", client_id=f"{number}") for number in range(3)]
    answers = await asyncio.gather(
        *(post.one.sent(anna, ben, f"{number}", client_id=f"{number}") for number in range(8)),
        *(post.one.sent(ben, anna, f"{number}", client_id=f"{number}") for number in range(8)),
    )
    assert answers[:3] == first
    assert sorted(message["seq"] for message in answers) == list(range(1, 17))


@pytest.mark.parametrize("change", ["body", "receiver", "about"])
async def test_a_client_id_of_another_message_is_422(
    post: Posts, anna: SignedIn, ben: SignedIn, sign_in: SignIn, make_product: MakeProduct, change: str
) -> None:
    await post.one.sent(anna, ben, "First", client_id="1")
    receiver = await sign_in("seller") if change == "receiver" else ben
    about = {"about": {"kind": "product", "id": await make_product()}} if change == "about" else {}
    answer = await post.other.send(anna, receiver, "Second" if change == "body" else "First", client_id="1", **about)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["client_id"]
    # while another person's message may have it
    assert (await post.one.sent(ben, anna, "Second", client_id="1"))["seq"] == 2


async def test_forty_at_once_by_both_through_both_replicas_are_one_row_without_a_gap(
    post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn
) -> None:
    pairs = [(anna, ben), (ben, anna)]
    await asyncio.gather(
        *(
            replica.sent(sender, receiver, f"{number}")
            for number in range(10)
            for sender, receiver in pairs
            for replica in (post.one, post.other)
        )
    )
    hers, his = await post.one.thread(anna, ben), await post.other.thread(ben, anna)
    assert [message["seq"] for message in hers] == list(range(1, 41))
    assert hers == his
    assert [message["sent_at"] for message in hers] == sorted(message["sent_at"] for message in hers)
    sides = await mongo.db.conversations.find({"user_id": {"$in": [anna.id, ben.id]}}).to_list(10)
    assert [(side["seq"], side["unread"], side["last"]["seq"]) for side in sides] == [(40, 20, 40)] * 2


async def test_twenty_in_ten_seconds_over_all_replicas_and_not_one_more(
    post: Posts, mongo: Mongo, anna: SignedIn, sign_in: SignIn
) -> None:
    # given different receivers, so that nothing but the limit makes the messages wait for each other
    receivers = [await sign_in("seller") for _ in range(15)]
    answers = await asyncio.gather(
        *(
            replica.send(anna, receiver, "Hello", client_id=f"{number}{name}")
            for number, receiver in enumerate(receivers)
            for name, replica in (("a", post.one), ("b", post.other))
        )
    )
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(201) == 20
    assert statuses.count(429) == 10
    assert all(1 <= int(answer.headers["retry-after"]) <= 10 for answer in answers if answer.status_code == 429)
    assert await mongo.db.messages.count_documents({"sender_id": anna.id}) == 20
    # and what was stored is answered again
    stored = next(number for number, answer in enumerate(answers) if answer.status_code == 201)
    again = await post.one.send(anna, receivers[stored // 2], "Hello", client_id=f"{stored // 2}{'ab'[stored % 2]}")
    assert again.status_code == 201
    # and when the window has passed, one may write again
    await mongo.db.message_allowances.update_one(
        {"_id": anna.id}, [{"$set": {"sent": [datetime.now(UTC) - timedelta(seconds=10)]}}]
    )
    assert (await post.one.send(anna, receivers[0], "Later")).status_code == 201


async def test_who_is_not_there_is_404_and_oneself_is_422(
    post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn
) -> None:
    for user_id in (NOBODY, "nonsense"):
        for method, path, body in (
            ("GET", "", None),
            ("POST", "", {"body": "Hello"}),
            ("GET", "/conversation", None),
            ("POST", "/read", {"seq": 1}),
            ("PUT", "/block", None),
            ("DELETE", "/block", None),
        ):
            assert (await post.one.call(method, anna, f"{user_id}{path}", body)).status_code in (404, 405), path
    assert (await post.one.send(anna, anna, "Hello")).status_code == 422
    assert (await post.one.call("PUT", anna, f"{anna.user_id}/block")).status_code == 422
    # a deleted account is gone within moments, but what was written stays with the other
    await post.one.sent(anna, ben, "Hello")
    await mongo.db.users.update_one({"_id": ben.id}, {"$set": {"status": "deleted", "name": "Deleted"}})

    async def is_gone() -> bool:
        return (await post.one.send(anna, ben, "Still there?")).status_code == 404

    await until(is_gone, PATIENT_S, "a deleted account is not there")
    assert (await post.one.get(anna, f"{ben.user_id}/conversation"))["user"]["name"] is None
    assert (await post.one.thread(anna, ben))[0]["body"] == "Hello"


async def test_a_message_is_about_a_product_or_an_order_of_ones_own(
    post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn, sign_in: SignIn, make_product: MakeProduct
) -> None:
    product_id = await make_product()
    product = await mongo.db.products.find_one({"_id": ObjectId(product_id)})
    assert product
    order_id = await order_of(mongo, anna, ben)
    stranger = await sign_in("buyer")
    about = (await post.one.sent(stranger, ben, "Is it blue?", about={"kind": "product", "id": product_id}))["about"]
    assert about == {"kind": "product", "id": product_id, "name": product["name"]}
    for sender, receiver in ((anna, ben), (ben, anna)):
        message = await post.one.sent(sender, receiver, "And when?", about={"kind": "order", "id": order_id})
        assert message["about"] == {"kind": "order", "id": order_id, "name": "Brass lamp"}
    for sender, kind, wrong_id in (
        (stranger, "order", order_id),
        (anna, "order", NOBODY),
        (anna, "product", NOBODY),
        (anna, "product", order_id),
    ):
        answer = await post.one.send(sender, ben, "Hm?", about={"kind": kind, "id": wrong_id})
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["about.id"]


@pytest.mark.parametrize(("status", "named"), [("disabled", {"ben", "admin"}), ("deleted", set[str]())])
async def test_products_that_were_taken_off_sale_are_named_to_nobody_else(
    post: Posts,
    anna: SignedIn,
    ben: SignedIn,
    sign_in: SignIn,
    make_product: MakeProduct,
    status: str,
    named: set[str],
) -> None:
    product_id = await make_product(ben.user_id, status=status)
    senders = {"anna": anna, "seller": await sign_in("seller"), "ben": ben, "admin": await sign_in("admin")}
    for name, sender in senders.items():
        receiver = anna if sender is ben else ben
        answer = await post.one.send(sender, receiver, "This one", about={"kind": "product", "id": product_id})
        assert answer.status_code == (201 if name in named else 422), name
        assert ("Lamp" in answer.text) == (name in named)


async def order_of(mongo: Mongo, buyer: SignedIn, seller: SignedIn) -> str:
    """An order, as far as a message looks at it."""
    line = {"product_id": ObjectId(), "seller_id": seller.id, "name": "Brass lamp", "quantity": 1, "price_cents": 500}
    now = datetime.now(UTC)
    row = {
        "buyer_id": buyer.id,
        "product_list": [line],
        "parts": [{"seller_id": seller.id, "status": "placed"}],
        "total_amount_cents": 500,
        "status": "placed",
        "timestamp": now,
    }
    added = await mongo.db.get_collection("orders").insert_one(row, bypass_document_validation=True)
    return str(added.inserted_id)


async def test_card_numbers_do_not_reach_the_database(post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn) -> None:
    text = "Take 4242 4242 4242 4242"
    message = await post.one.sent(anna, ben, text, client_id="card")
    assert message["body"] == "Take •••• •••• •••• 4242"
    row = await mongo.db.messages.find_one({"sender_id": anna.id})
    assert row
    assert "4242 4242" not in str(row)
    assert await post.other.sent(anna, ben, text, client_id="card") == message


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"body": ""},
        {"body": " \n "},
        {"body": "x" * 4_001},
        {"body": "a\u0000b"},
        {"body": "\u200b\u3164\u2800"},
        {"body": "\u202eolleH"},
        {"body": ["Hello"]},
        {"body": "Hello", "client_id": "x" * 65},
        {"body": "Hello", "client_id": "é"},
        {"body": "Hello", "about": {"kind": "user", "id": NOBODY}},
        {"body": "Hello", "about": {"kind": "product", "id": {"$ne": None}}},
        {"body": "Hello", "sender_id": NOBODY},
        {"body": {"$gt": ""}},
    ],
)
async def test_a_body_of_another_shape_is_422(
    post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn, body: object
) -> None:
    answer = await post.one.call("POST", anna, ben.user_id, body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]
    assert await mongo.db.messages.count_documents({"sender_id": anna.id}) == 0
