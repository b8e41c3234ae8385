import pytest

from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.suggest import Suggestions
from souk_catalog.search.wanted import Count
from tests.fixtures.search import index_of, product


@pytest.fixture(scope="module")
def shop() -> ProductIndex:
    return index_of(
        product(1, "Logitech notebook stand", brand="Logitech", category="Stands"),
        product(2, "Logitech wireless mouse", brand="Logitech", category="Mice"),
        product(3, "Kensington notebook lock", brand="Kensington", category="Notebook Locks"),
        product(4, "Kensington wired mouse M720", brand="Kensington", category="Mice"),
        product(5, "Philips lamp", brand="Philips", category="Lamps", description="Not for notebooks"),
    )


def numbers(suggestions: Suggestions) -> list[int]:
    return [int(product_id, 16) for product_id in suggestions.product_ids]


def test_the_last_word_is_completed(shop: ProductIndex) -> None:
    suggestions = shop.suggest("noteb", 5)
    assert suggestions.texts == ("notebook",)
    assert suggestions.categories == (Count("Notebook Locks", 1),)
    assert sorted(numbers(suggestions))[:2] == [1, 3]


def test_completions_go_with_the_words_before(shop: ProductIndex) -> None:
    assert shop.suggest("logitech w", 5).texts == ("logitech wireless",)
    assert shop.suggest("kensington w", 5).texts == ("kensington wired",)
    assert numbers(shop.suggest("kensington w", 5)) == [4]


def test_brands_and_categories_come_with_their_counts(shop: ProductIndex) -> None:
    suggestions = shop.suggest("l", 5)
    assert suggestions.brands == (Count("Logitech", 2),)
    assert suggestions.categories == (Count("Lamps", 1), Count("Notebook Locks", 1))


@pytest.mark.parametrize("typed", ["motebo", "notbo", "nootebo", "ontebo", "nptebo"])
def test_one_mistake_is_forgiven(shop: ProductIndex, typed: str) -> None:
    assert shop.suggest(typed, 5).texts == ("notebook",)


def test_a_misspelt_word_before_is_corrected(shop: ProductIndex) -> None:
    assert shop.suggest("logitceh w", 5).texts == ("logitech wireless",)


def test_models_are_completed(shop: ProductIndex) -> None:
    assert numbers(shop.suggest("m72", 5)) == [4]


@pytest.mark.parametrize("typed", ["", "  ", "?", "xqz", "zzzzzz", "lamp xqz"])
def test_what_nothing_begins_with_has_no_suggestions(shop: ProductIndex, typed: str) -> None:
    assert shop.suggest(typed, 5) == Suggestions()


def test_no_more_than_asked_for_are_suggested(shop: ProductIndex) -> None:
    suggestions = shop.suggest("m", 1)
    assert [len(some) for some in (suggestions.texts, suggestions.categories, suggestions.product_ids)] == [1, 1, 1]


def test_similar_products_are_of_the_same_category_first_and_never_the_product_itself(shop: ProductIndex) -> None:
    first, *others = (int(product_id, 16) for product_id in shop.similar(f"{2:024x}", 4))
    assert first == 4
    assert 2 not in others
    assert shop.similar(f"{2:024x}", 4) == shop.similar(f"{2:024x}", 4)
    assert len(shop.similar(f"{2:024x}", 1)) == 1


def test_products_that_share_more_words_are_more_similar() -> None:
    index = index_of(
        product(1, "Red desk lamp with dimmer"),
        product(2, "Garden hose"),
        product(3, "Blue desk lamp with dimmer"),
        product(4, "Blue desk lamp"),
    )
    assert [int(product_id, 16) for product_id in index.similar(f"{1:024x}", 3)] == [3, 4, 2]


def test_a_product_that_is_not_there_has_none_like_it(shop: ProductIndex) -> None:
    assert shop.similar("f" * 24, 5) == []
