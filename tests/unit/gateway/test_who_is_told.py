import time

import pytest

from souk_common.identity import Identity
from souk_common.problems import Conflict, Invalid, TooManyRequests
from souk_gateway.live.links import Link, Links
from souk_gateway.live.signed_in import MAX_SOCKETS_PER_USER, SignedIn
from souk_gateway.live.watchers import MAX_WATCHED, Watchers


def link(name: str = "a", address: str = "198.51.100.1") -> Link:
    return Link(name, address)


def identity(user_id: str = "user", session_id: str = "session") -> Identity:
    return Identity(user_id, "buyer", session_id, time.time() + 60)


def test_a_watcher_is_told_until_it_unwatches_or_leaves() -> None:
    watchers, one, other = Watchers(), link("one"), link("other")
    assert watchers.watch(one, ["kettle", "lamp"]) == {"kettle", "lamp"}
    watchers.watch(other, ["kettle"])
    assert watchers.of("kettle") == {one, other}
    watchers.unwatch(one, ["kettle", "never watched"])
    assert watchers.of("kettle") == {other}
    watchers.forget(one)
    watchers.forget(other)
    assert watchers.product_ids() == []
    assert "kettle" not in watchers


def test_watching_beyond_the_limit_adds_nothing() -> None:
    watchers, one = Watchers(), link()
    watchers.watch(one, [str(number) for number in range(MAX_WATCHED - 1)])
    with pytest.raises(Invalid):
        watchers.watch(one, ["x", "y"])
    assert "x" not in watchers
    assert watchers.watch(one, ["x", "0"]) == {"x"}


def test_a_room_holds_all_connections_of_a_user_and_a_session_only_its_own() -> None:
    signed_in, desk, phone = SignedIn(), link("desk"), link("phone")
    signed_in.admit(desk, identity(session_id="one"))
    signed_in.admit(phone, identity(session_id="two"))
    assert signed_in.of_user("user") == {desk, phone}
    assert signed_in.of_session("one") == {desk}
    signed_in.forget(desk)
    assert signed_in.of_user("user") == {phone}
    assert signed_in.of_session("one") == frozenset()


def test_a_fresh_token_moves_a_connection_to_its_session() -> None:
    signed_in, desk = SignedIn(), link()
    signed_in.admit(desk, identity(session_id="one"))
    signed_in.admit(desk, identity(session_id="two"))
    assert signed_in.of_session("one") == frozenset()
    assert signed_in.of_session("two") == {desk}
    with pytest.raises(Conflict):
        signed_in.admit(desk, identity(user_id="another"))


def test_a_user_has_a_bounded_number_of_connections() -> None:
    signed_in = SignedIn()
    links = [link(str(number)) for number in range(MAX_SOCKETS_PER_USER)]
    for each in links:
        signed_in.admit(each, identity())
    with pytest.raises(TooManyRequests):
        signed_in.admit(link("eleventh"), identity())
    signed_in.admit(links[0], identity(session_id="fresh"))  # one that is in already may renew


def test_connections_are_counted_by_address() -> None:
    links = Links()
    links.add(link("one"))
    links.add(link("two"))
    links.add(link("three", "198.51.100.2"))
    assert (links.count_from("198.51.100.1"), links.count_from("198.51.100.3"), len(links)) == (2, 0, 3)
    links.remove("one")
    assert links.remove("one") is None
    assert links.count_from("198.51.100.1") == 1
