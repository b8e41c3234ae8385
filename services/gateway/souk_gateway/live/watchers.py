"""Who watches what: products, and people."""

from collections.abc import Iterable

from souk_common.problems import Invalid
from souk_gateway.live.links import Link

MAX_WATCHED = 200


class Watchers:
    """Products (or people) and their watchers, both ways. `field` and `things` are for who watches too many."""

    def __init__(self, field: str = "product_ids", things: str = "products") -> None:
        self._field = field
        self._things = things
        self._watchers: dict[str, set[Link]] = {}
        self._watched: dict[Link, set[str]] = {}

    def watch(self, link: Link, product_ids: Iterable[str]) -> set[str]:
        """Add products to what `link` watches; answers those that are new.

        Raises:
            Invalid: it would watch more than `MAX_WATCHED`; nothing was added.
        """
        watched = self._watched.get(link, set())
        fresh = set(product_ids) - watched
        if len(watched) + len(fresh) > MAX_WATCHED:
            raise Invalid({self._field: f"a connection can watch at most {MAX_WATCHED} {self._things}"})
        if fresh:
            self._watched[link] = watched | fresh
        for product_id in fresh:
            self._watchers.setdefault(product_id, set()).add(link)
        return fresh

    def unwatch(self, link: Link, product_ids: Iterable[str]) -> None:
        """Take products away from what `link` watches; those that it does not watch are no error."""
        watched = self._watched.get(link, set())
        for product_id in watched.intersection(product_ids):
            watched.discard(product_id)
            self._watchers[product_id].discard(link)
            if not self._watchers[product_id]:
                del self._watchers[product_id]
        if not watched:
            self._watched.pop(link, None)

    def forget(self, link: Link) -> None:
        """`link` is gone."""
        self.unwatch(link, tuple(self._watched.get(link, ())))

    def of(self, product_id: str) -> frozenset[Link]:
        """Those who watch a product now."""
        return frozenset(self._watchers.get(product_id, ()))

    def product_ids(self) -> list[str]:
        """Every product that somebody watches."""
        return list(self._watchers)

    def __contains__(self, product_id: str) -> bool:
        """Whether anybody watches a product."""
        return product_id in self._watchers
