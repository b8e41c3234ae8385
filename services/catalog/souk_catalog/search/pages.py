"""One page of a result, in an order that is total."""

from collections.abc import Callable, Mapping, Sequence

from tantivy import DocAddress, Order, Query, Searcher

from souk_catalog.products.listing import Sort
from souk_catalog.search.schema import id_of

_SORTS: Mapping[Sort, tuple[str, Order]] = {
    "newest": ("by_age", Order.Desc),
    "price_asc": ("by_price", Order.Asc),
    "price_desc": ("by_price", Order.Desc),
    "name": ("by_name", Order.Asc),
}
_MORE_FOR_TIES = 16
Hit = tuple[float, DocAddress]
NameOf = Callable[[str], str]
"""The name of a product, by its id."""


def page_of(
    searcher: Searcher, query: Query, sort: Sort, skip: int, limit: int, name_of: NameOf = str
) -> tuple[str, ...]:
    """The ids of `limit` products from `skip` on; where the index knows no order, that of names or ids, lowest first.

    Reads on until what it sorts by changes, so that pages do not overlap where many products have the same of it.
    """
    end = skip + limit
    depth = end + _MORE_FOR_TIES
    while True:
        hits = _best(searcher, query, sort, depth)
        if len(hits) < depth or hits[end - 1][0] != hits[-1][0]:
            break
        depth *= 2
    if skip >= len(hits):
        return ()
    first, last = skip, min(end, len(hits))
    while first and hits[first - 1][0] == hits[first][0]:
        first -= 1
    while last < len(hits) and hits[last - 1][0] == hits[last][0]:
        last += 1
    ids = _ids_of(searcher, [address for _, address in hits[first:last]])
    places = {hits[at][0]: at for at in range(last - 1, first - 1, -1)}
    names = [name_of(each).casefold() if sort == "name" else "" for each in ids]
    keyed = zip((places[key] for key, _ in hits[first:last]), names, ids, strict=True)
    return tuple(product_id for _, _, product_id in sorted(keyed)[skip - first : end - first])


def _best(searcher: Searcher, query: Query, sort: Sort, depth: int) -> Sequence[Hit]:
    if sort == "relevance":
        return searcher.search(query, depth, count=False).hits
    field, order = _SORTS[sort]
    return searcher.search(query, depth, count=False, order_by_field=field, order=order).hits


def _ids_of(searcher: Searcher, addresses: list[DocAddress]) -> list[str]:
    halves = (searcher.fast_field_values(field, addresses) for field in ("id_high", "id_low"))
    return [id_of(int(high or 0), int(low or 0)) for high, low in zip(*halves, strict=True)]
