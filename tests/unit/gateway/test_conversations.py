"""What messages and marks make of a conversation: one row of `seq` for both, and what each of the two knows."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from souk_common.problems import Conflict, NotFound, TooManyRequests
from souk_gateway.messages.allowance import MESSAGES, WINDOW, Allowances
from souk_gateway.messages.batch import MARKED_AT_ONCE, Batch, furthest
from souk_gateway.messages.model import Draft, Mark, Message, Side
from souk_gateway.messages.schemas import SearchQuery, SendEventIn, SendIn

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ANNA, BEN, GONE = "a" * 24, "b" * 24, "c" * 24
NAMES = {ANNA: "Anna", BEN: "Ben"}


def draft(sender: str, receiver: str, body: str = "Hello") -> Draft:
    return Draft(sender, receiver, body, "1", None)


def batch(*sides: Side, connected: tuple[str, ...] = (), now: datetime = NOW) -> Batch:
    return Batch({side.id: side for side in sides}, Allowances({}, now), NAMES, frozenset(connected), now)


def sent(work: Batch, sender: str, receiver: str) -> Message:
    message = work.send(draft(sender, receiver))
    assert isinstance(message, Message)
    return message


def side_of(work: Batch, user_id: str) -> Side:
    [side] = [side for side in work.changed if side.user_id == user_id]
    return side


def test_both_sides_count_the_same() -> None:
    work = batch()
    assert [sent(work, ANNA, BEN).seq, sent(work, BEN, ANNA).seq, sent(work, BEN, ANNA).seq] == [1, 2, 3]
    anna, ben = side_of(work, ANNA), side_of(work, BEN)
    assert (anna.seq, ben.seq) == (3, 3)
    assert (anna.unread, ben.unread) == (2, 1)
    assert anna.last == ben.last


def test_what_a_blocked_sender_writes_is_theirs_alone_and_keeps_its_place() -> None:
    work = batch(Side(ANNA, BEN, seq=4), Side(BEN, ANNA, seq=4, blocked=True))
    withheld = sent(work, ANNA, BEN)
    assert withheld.seq == 5
    assert withheld.visible_to == (ANNA,)
    assert [side.user_id for side in work.changed] == [ANNA]
    assert work.told == []
    # and when Ben writes again, nobody's message has the same place
    later = batch(side_of(work, ANNA), Side(BEN, ANNA, seq=4))
    assert sent(later, BEN, ANNA).seq == 6


def test_who_blocks_must_unblock_before_writing() -> None:
    assert isinstance(batch(Side(ANNA, BEN, blocked=True)).send(draft(ANNA, BEN)), Conflict)


def test_nobody_writes_to_who_is_gone() -> None:
    work = batch()
    assert isinstance(work.send(draft(ANNA, GONE)), NotFound)
    assert work.changed == []


def test_time_does_not_go_back_within_a_conversation() -> None:
    work = batch()
    first = sent(work, ANNA, BEN)
    earlier = batch(*work.changed, now=NOW - timedelta(seconds=5))
    assert sent(earlier, BEN, ANNA).sent_at == first.sent_at


def test_one_is_notified_once_until_they_were_here() -> None:
    away = batch()
    sent(away, ANNA, BEN)
    sent(away, ANNA, BEN)
    assert [(told.user_id, told.data["name"]) for told in away.told] == [(BEN, "Anna")]
    assert not side_of(away, BEN).is_untold
    still_away = batch(*away.changed)
    sent(still_away, ANNA, BEN)
    assert still_away.told == []
    come = batch(*still_away.changed)
    come.mark(Mark(BEN, ANNA, 3, read=False), unread=0)
    away_again = batch(*come.changed, side_of(still_away, ANNA))
    sent(away_again, ANNA, BEN)
    assert [told.event_id.rsplit(":", 1)[1] for told in away_again.told] == ["4"]


def test_who_is_connected_is_not_notified() -> None:
    work = batch(connected=(BEN,))
    sent(work, ANNA, BEN)
    assert work.told == []
    assert side_of(work, BEN).is_untold
    assert not side_of(work, ANNA).is_untold


def marked(work: Batch, mark: Mark, unread: int) -> int:
    """How much is unread after a mark that goes all the way."""
    work.mark(mark, unread)
    done = work.marked_of(mark)
    assert done.is_whole
    return done.unread


def test_marks_never_go_back_nor_beyond_what_is_there() -> None:
    ben = Side(BEN, ANNA, seq=5, unread=3, read_seq=2, delivered_seq=3)
    work = batch(ben)
    marked(work, Mark(BEN, ANNA, 99, read=False), unread=0)
    assert side_of(work, BEN).delivered_seq == 5
    assert marked(work, Mark(BEN, ANNA, 4, read=True), unread=1) == 1
    assert marked(work, Mark(BEN, ANNA, 3, read=True), unread=0) == 1
    after = side_of(work, BEN)
    assert (after.read_seq, after.delivered_seq, after.unread) == (4, 5, 1)
    assert work.marked == [(ben, after)]


def test_a_mark_that_tells_nothing_new_changes_nothing() -> None:
    work = batch(Side(BEN, ANNA, seq=5, unread=0, read_seq=5, delivered_seq=5))
    assert marked(work, Mark(BEN, ANNA, 5, read=True), unread=0) == 0
    assert work.changed == []


def test_the_allowance_slides() -> None:
    times = tuple(NOW - WINDOW + timedelta(seconds=number / 4) for number in range(1, MESSAGES + 1))
    full = Allowances({ANNA: times}, NOW)
    refused = full.spend(ANNA)
    assert isinstance(refused, TooManyRequests)
    assert refused.headers["Retry-After"] == "1"
    assert full.changed == []
    assert full.spend(BEN) is None
    later = Allowances({ANNA: times}, NOW + timedelta(milliseconds=300))
    assert later.spend(ANNA) is None
    assert later.spend(ANNA) is not None
    assert len(dict(later.changed)[ANNA]) == MESSAGES


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 4_001, "a\x00b", "a\x1bb", "a\rb", "a\x85b", "\ud800", 7, None])
def test_a_body_must_be_text_of_1_to_4000_characters(body: object) -> None:
    with pytest.raises(ValidationError):
        SendIn.model_validate({"body": body})


@pytest.mark.parametrize("body", ["x" * 4_000, "🫖" * 4_000, "two\nlines\tand a tab", "<img src=x onerror=alert(1)>"])
def test_any_other_text_is_taken_as_it_is(body: str) -> None:
    assert SendIn.model_validate({"body": f"  {body}\n"}).body == body


@pytest.mark.parametrize("client_id", ["", "x" * 65, "é", "a\nb", "a\x7f", 5])
def test_a_client_id_is_1_to_64_printable_characters_of_ascii(client_id: object) -> None:
    with pytest.raises(ValidationError):
        SendIn.model_validate({"body": "Hello", "client_id": client_id})


def test_a_client_id_is_taken_to_the_letter() -> None:
    assert SendIn.model_validate({"body": "Hello", "client_id": " a ~"}).client_id == " a ~"
    with pytest.raises(ValidationError):
        SendEventIn.model_validate({"user_id": ANNA, "body": "Hello"})


@pytest.mark.parametrize("words", ["", "a", " a ", "x" * 101, "a\x00b"])
def test_words_to_search_for_have_2_to_100_characters(words: str) -> None:
    with pytest.raises(ValidationError):
        SearchQuery.model_validate({"q": words})


def test_of_many_marks_the_furthest_of_each_kind_counts_and_a_long_way_is_gone_in_steps() -> None:
    side = Side(BEN, ANNA, seq=5_000, unread=5_000, read_seq=100, delivered_seq=300)
    read, delivered = Mark(BEN, ANNA, 4_000, read=True), Mark(BEN, ANNA, 310, read=False)
    earlier, nobodys = Mark(BEN, ANNA, 150, read=True), Mark(BEN, GONE, 5, read=True)
    marks = furthest([earlier, draft(ANNA, BEN), read, delivered, nobodys], {side.id: side})
    assert sorted((mark.read, mark.seq) for mark in marks) == [(False, 310), (True, 100 + MARKED_AT_ONCE)]
