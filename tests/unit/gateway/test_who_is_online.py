from souk_gateway.presence.who_is_online import LINGERS_S, Row, WhoIsOnline


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_user_is_online_while_any_gateway_has_a_row_and_for_three_seconds_after_the_last() -> None:
    clock = Clock()
    online = WhoIsOnline("here", clock)
    assert online.put("nadia", "here", 1, True) == [("nadia", True)]
    assert online.put("nadia", "there", 1, True) == []
    assert online.remove("nadia", "here") == []
    assert online.is_connected("nadia")
    assert online.remove("nadia", "there") == []
    assert online.is_online("nadia") and not online.is_connected("nadia")
    clock.now += LINGERS_S - 0.1
    assert online.take_gone() == []
    clock.now += 0.1
    assert online.take_gone() == [("nadia", False)]
    assert not online.is_online("nadia")
    assert online.take_gone() == []


def test_a_page_that_loads_again_or_moves_to_another_gateway_does_not_flicker() -> None:
    clock = Clock()
    online = WhoIsOnline("here", clock)
    online.put("nadia", "here", 1, True)
    for gateway, other in (("here", "here"), ("here", "there"), ("there", "here")):
        assert online.remove("nadia", gateway) == []
        clock.now += LINGERS_S - 0.5
        assert online.put("nadia", other, 1, True) == []
        clock.now += LINGERS_S
        assert online.take_gone() == []
        assert online.is_online("nadia")


def test_who_appears_offline_is_so_at_once_at_every_gateway_and_does_not_linger() -> None:
    online = WhoIsOnline("here", Clock())
    online.put("nadia", "here", 1, True)
    online.put("nadia", "there", 1, True)
    assert online.put("nadia", "here", None, False) == [("nadia", False)]
    assert online.is_connected("nadia")
    assert online.put("nadia", "there", None, False) == []
    online.remove("nadia", "here")
    online.remove("nadia", "there")
    assert not online.is_online("nadia")
    # and who was seen a moment ago is seen no more once they come back unseen
    online.put("nadia", "here", 1, True)
    online.remove("nadia", "here")
    assert online.put("nadia", "there", 1, False) == [("nadia", False)]


def test_what_a_dead_gateway_says_of_a_user_ends_with_its_row() -> None:
    online = WhoIsOnline("here", Clock())
    online.put("nadia", "dead", 1, False)
    assert online.put("nadia", "here", 1, True) == []
    assert online.remove("nadia", "dead") == [("nadia", True)]


def test_sockets_elsewhere_are_those_of_other_gateways_that_are_not_doubted() -> None:
    online = WhoIsOnline("here", Clock())
    for gateway, sockets in (("here", 4), ("there", 3), ("beyond", 2)):
        online.put("nadia", gateway, sockets, True)
    online.put("omar", "there", 7, True)
    assert online.sockets_elsewhere("nadia") == 5
    assert online.put("nadia", "there", 6, None) == []
    assert online.sockets_elsewhere("nadia") == 8
    online.doubted = frozenset({"there"})
    assert online.sockets_elsewhere("nadia") == 2
    assert online.sockets_elsewhere("nobody") == 0


def test_when_the_rows_are_read_anew_only_those_are_told_of_who_are_seen_otherwise() -> None:
    clock = Clock()
    online = WhoIsOnline("here", clock)
    for user in ("stays", "moves", "leaves"):
        online.put(user, "here", 1, True)
    visible = Row(1, True)
    rows = [("stays", "here", visible), ("moves", "there", visible), ("comes", "there", visible)]
    assert online.replace([*rows, ("hides", "there", Row(1, False))]) == [("comes", True)]
    assert (len(online), online.gateways()) == (4, {"here", "there"})
    assert online.of_gateway("here") == {"stays": visible}
    clock.now += LINGERS_S
    assert online.take_gone() == [("leaves", False)]
    assert online.replace([]) == []
    assert (len(online), online.gateways()) == (0, set())


def test_changes_of_a_row_that_has_gone_since_are_left_out() -> None:
    online = WhoIsOnline("here", Clock())
    assert online.put("nadia", "there", 2, None) == []
    assert online.remove("nadia", "there") == []
    assert (len(online), online.is_connected("nadia")) == (0, False)
