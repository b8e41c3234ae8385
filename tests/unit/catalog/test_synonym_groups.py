import pytest

from souk_catalog.synonyms.group import MAX_LINES, NoGroup, group_of, in_too_many, key_of, lines_of
from souk_mongo_init.schema.starter_synonyms import starter_groups, starter_synonyms


def test_a_group_is_kept_as_it_was_written_but_for_blanks() -> None:
    assert group_of([" Power  bank", "portable charger\n"]) == ("Power bank", "portable charger")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "two words or phrases at least"),
        (["laptop"], "two words or phrases at least"),
        (["laptop", "LAPTOPS"], "the same to the search"),
        (["café", "cafe"], "the same to the search"),
        (["laptop", "!?"], "nothing to search for"),
        (["laptop", "of the"], "nothing to search for"),
        (["laptop", ""], "nothing to search for"),
        (["laptop", "one two three four five"], "too long"),
        (["laptop", "x" * 101], "too long"),
        (["laptop", "a, b"], "has a comma"),
        (["laptop", "#note"], "begins with #"),
        ([f"w{number}" for number in range(31)], "30 words or phrases at most"),
    ],
)
def test_what_is_no_group_says_why(words: list[str], why: str) -> None:
    with pytest.raises(NoGroup, match=why):
        group_of(words)


def test_a_text_has_one_group_a_line() -> None:
    first, second, third = lines_of("# remark\nx, b\n\n only \r\n c c ,D,, \n")
    assert (first.number, first.words, first.problem) == (2, ("x", "b"), None)
    assert (second.number, second.words) == (4, ())
    assert second.problem == "a group has two words or phrases at least"
    assert (third.number, third.words) == (5, ("c c", "D"))


def test_order_and_case_make_no_other_group() -> None:
    assert key_of(["Laptop", "notebook"]) == key_of(("NOTEBOOK", "laptop")) != key_of(["laptop", "note"])


def test_the_starter_synonyms_are_good_groups() -> None:
    groups = starter_groups()
    assert len(groups) > 30
    assert all(group_of(group) == tuple(group) for group in groups)
    assert [each["key"] for each in starter_synonyms()] == [key_of(group) for group in groups]
    assert len({key_of(group) for group in groups}) == len(groups)


def test_a_word_may_stand_for_so_many_others_and_no_more() -> None:
    groups = [("lamp", *(f"light {number + some}" for number in range(20))) for some in range(0, 60, 20)]
    assert in_too_many(groups) is None
    assert in_too_many([*groups, ("Lamp", "one more")]) == "lamp"


def test_a_text_is_read_up_to_a_bound() -> None:
    lines = list(lines_of("\n".join(f"a{number}, b{number}" for number in range(MAX_LINES + 10))))
    assert len(lines) == MAX_LINES + 1
    assert lines[-1].problem == "more than 5,000 lines"
