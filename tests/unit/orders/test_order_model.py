"""What may become of an order."""

from datetime import UTC, datetime

import pytest

from souk_common.inventory import Line, Taken
from souk_common.problems import Conflict, NotFound
from souk_orders.orders.model import Order, Pickup, new_order

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def order_of_two_sellers() -> Order:
    def taken(product_id: str, seller_id: str) -> Taken:
        return Taken(product_id, seller_id, seller_id.title(), product_id, None, "Tea", 250, 2, 8, 2, 5, NOW)

    lines = [taken("a", "ann"), taken("b", "bob"), taken("c", "ann")]
    return new_order("o", "buyer", lines, Pickup(NOW, "here", "UTC"))


def test_a_new_order_is_placed_and_due() -> None:
    order = order_of_two_sellers()
    assert (order.status, order.payment_status, order.total_cents) == ("placed", "due", 1500)
    assert [part.seller_id for part in order.parts] == ["ann", "bob"]


def test_it_is_completed_when_the_last_part_is_settled_and_one_was_handed_over() -> None:
    order = order_of_two_sellers().settled_by_seller("ann", "completed", NOW)
    assert order.status == "placed"
    order = order.settled_by_seller("bob", "cancelled", NOW)
    assert (order.status, order.payment_status) == ("completed", "paid")


def test_only_the_parts_cancelled_just_now_give_their_stock_back() -> None:
    placed = order_of_two_sellers()
    half = placed.settled_by_seller("bob", "cancelled", NOW)
    assert half.lines_returned_since(placed) == [Line("b", 2)]
    gone = half.cancelled_by_buyer(NOW)
    assert gone.lines_returned_since(half) == [Line("a", 2), Line("c", 2)]
    assert gone.status == "cancelled"
    assert gone.cancelled_by_buyer(NOW) is gone
    assert gone.lines_returned_since(gone) == []


def test_what_was_handed_over_cannot_be_cancelled_nor_the_other_way_round() -> None:
    done = order_of_two_sellers().settled_by_seller("ann", "completed", NOW)
    with pytest.raises(Conflict):
        done.cancelled_by_buyer(NOW)
    with pytest.raises(Conflict):
        done.settled_by_seller("ann", "cancelled", NOW)
    gone = order_of_two_sellers().cancelled_by_buyer(NOW)
    with pytest.raises(Conflict):
        gone.settled_by_admin("admin", "completed", NOW)


def test_a_seller_without_a_part_finds_no_order() -> None:
    with pytest.raises(NotFound):
        order_of_two_sellers().settled_by_seller("eve", "cancelled", NOW)


def test_a_seller_sees_their_own_lines_and_total() -> None:
    seen = order_of_two_sellers().seen_by_seller("bob")
    assert [line.product_id for line in seen.lines] == ["b"]
    assert seen.total_cents == 500


def test_a_seller_sees_of_the_history_what_became_of_their_own_part() -> None:
    order = order_of_two_sellers().settled_by_seller("ann", "completed", NOW)
    order = order.settled_by_admin("admin", "cancelled", NOW, "sold by mistake")

    def history(seen: Order) -> list[tuple[str, str, str | None]]:
        return [(event.what, seen.role_of(event.by), event.reason) for event in seen.history]

    placed = ("placed", "buyer", None)
    gone = ("cancelled", "admin", "sold by mistake")
    assert history(order) == [placed, ("completed", "seller", None), gone]
    assert history(order.seen_by_seller("ann")) == [placed, ("completed", "seller", None)]
    assert history(order.seen_by_seller("bob")) == [placed, gone]
    assert {seller for event in order.seen_by_seller("bob").history for seller in event.sellers} == {"bob"}
