from bson import ObjectId

from souk_catalog.products.listing import Chosen, filter_of, sort_of

SELLER = str(ObjectId())


def test_without_conditions_a_list_shows_what_is_on_sale() -> None:
    assert filter_of(Chosen()) == {"status": "active"}


def test_every_condition_stands_in_the_filter() -> None:
    chosen = Chosen(
        search="lamp",
        categories=("Lighting",),
        brands=("Acme", "Bulbs"),
        min_price_cents=100,
        max_price_cents=200,
        in_stock=True,
        seller_id=SELLER,
    )
    assert filter_of(chosen) == {
        "status": "active",
        "$text": {"$search": "lamp"},
        "seller_id": ObjectId(SELLER),
        "category": "Lighting",
        "brand": {"$in": ["Acme", "Bulbs"]},
        "price_cents": {"$gte": 100, "$lte": 200},
        "stock": {"$gt": 0},
    }


def test_a_lowest_price_of_zero_is_a_condition() -> None:
    assert filter_of(Chosen(min_price_cents=0))["price_cents"] == {"$gte": 0}


def test_a_facet_leaves_out_its_own_condition_alone() -> None:
    chosen = Chosen(categories=("Lighting",), brands=("Acme",), max_price_cents=5)
    assert set(filter_of(chosen, without="category")) == {"status", "brand", "price_cents"}
    assert set(filter_of(chosen, without="brand")) == {"status", "category", "price_cents"}
    assert set(filter_of(chosen, without="price")) == {"status", "category", "brand"}


def test_relevance_is_the_default_of_a_search_and_means_newest_without_one() -> None:
    newest = [("created_at", -1), ("_id", -1)]
    assert sort_of(None, searched=False) == newest
    assert sort_of("relevance", searched=False) == newest
    assert sort_of(None, searched=True)[0] == ("score", {"$meta": "textScore"})
    assert sort_of("newest", searched=True) == newest


def test_every_sort_is_total() -> None:
    for sort in ("relevance", "newest", "price_asc", "price_desc", "name"):
        for searched in (True, False):
            assert sort_of(sort, searched=searched)[-1][0] == "_id"
