from bson import ObjectId

from souk_catalog.products.listing import OWN_SORTS, Chosen, filter_of

SELLER = str(ObjectId())


def test_a_list_shows_what_has_one_of_the_statuses() -> None:
    assert filter_of(Chosen(("active",))) == {"status": "active"}
    assert filter_of(Chosen(("active", "disabled"))) == {"status": {"$in": ["active", "disabled"]}}


def test_every_condition_stands_in_the_filter() -> None:
    chosen = Chosen(
        ("active",), search="lamp", category="Lighting", seller_id=SELLER, parts=("br", "a."), stock_level="in"
    )
    named = [
        {"$or": [{field: {"$regex": part, "$options": "i"}} for field in ("name", "sku", "brand")]}
        for part in ("br", r"a\.")
    ]
    assert filter_of(chosen) == {
        "status": "active",
        "$text": {"$search": "lamp"},
        "seller_id": ObjectId(SELLER),
        "category": "Lighting",
        "stock": {"$gt": 0},
        "$and": named,
    }


def test_every_sort_is_total() -> None:
    assert [keys[-1][0] for keys in OWN_SORTS.values()] == ["_id"] * len(OWN_SORTS)
