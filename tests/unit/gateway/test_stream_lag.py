from souk_gateway.live.stream_lag import StreamLag


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def test_the_lag_is_the_time_from_a_heartbeat_to_its_delivery() -> None:
    clock = Clock()
    lag = StreamLag(clock)
    assert lag.seconds() is None
    clock.now = 50.25
    lag.heard(50.0)
    assert lag.seconds() == 0.25
    lag.wrote(50.0)  # its acknowledgement comes after the delivery
    clock.now = 51.0
    assert lag.seconds() == 0.25


def test_the_lag_grows_while_a_written_heartbeat_is_overdue() -> None:
    clock = Clock()
    lag = StreamLag(clock)
    lag.heard(50.0)
    for written in (51.0, 52.0, 53.0):
        clock.now = written + 1
        lag.wrote(written)
    assert lag.seconds() == 3.0
    clock.now = 54.5
    lag.heard(51.0)
    assert lag.seconds() == 3.5
    lag.heard(53.0)
    assert lag.seconds() == 1.5


def test_a_database_that_takes_no_writes_is_no_lag() -> None:
    clock = Clock()
    lag = StreamLag(clock)
    lag.wrote(50.0)
    clock.now = 50.01
    lag.heard(50.0)
    clock.now = 90.0
    known = lag.seconds()
    assert known is not None and known < 0.1
