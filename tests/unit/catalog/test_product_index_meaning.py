"""What is meant: synonyms, what a product is, and the category that is looked for."""

from souk_catalog.search.wanted import Wanted
from souk_catalog.search.words import head_of, heads_of
from tests.fixtures.search import found, index_of, product


def test_synonyms_are_found_behind_what_was_typed() -> None:
    index = index_of(
        product(1, "Laptop black"), product(2, "Notebook black"), product(3, "Power bank"), product(4, "Lamp")
    )
    assert found(index, "laptop") == [1]
    generation = index.generation
    index.set_synonyms([["laptop", "notebooks"], ["power bank", "portable charger"], ["lamp"]])
    assert index.generation == generation + 1
    assert found(index, "laptop") == [1, 2]
    assert found(index, "notebook black")[:2] == [2, 1]
    assert found(index, "portable charger") == [3]
    result = index.find(Wanted(text="portable charger"))
    assert (result.corrected, result.relaxed) == (None, ())
    index.set_synonyms([])
    assert found(index, "laptop") == [1]


def test_the_head_of_a_name_is_what_the_product_is() -> None:
    assert heads_of("Acme X200 projector lamp 200 W") == ["acme", "lamp", "w"]
    assert heads_of("Mouse pad for notebook, black") == ["pad", "notebook", "black"]
    assert head_of(["camera", "bag"]) == "bag"
    assert head_of(["case", "for", "iphone"]) == "case"
    assert head_of(["playstation", "4"]) == "playstation"
    assert head_of(["4"]) is None


def test_a_product_that_is_what_is_looked_for_comes_before_its_accessories() -> None:
    index = index_of(product(1, "Acme X1 projector lamp"), product(2, "Acme X2 digital projector"))
    assert found(index, "projector") == [2, 1]


def test_the_category_that_most_of_the_best_are_of_comes_first() -> None:
    lamps = [product(number, "Desk lamp", category="Lamps") for number in range(2, 9)]
    index = index_of(product(1, "Desk lamp", category="Toys"), *lamps)
    assert found(index, "desk lamp")[-1] == 1


def test_a_category_that_a_synonym_names_is_meant() -> None:
    index = index_of(
        *(product(number, f"Acme {number} pro", category="Notebooks & Tablets") for number in range(1, 4)),
        *(product(number, f"Laptop bag {number}", category="Bags") for number in range(11, 16)),
    )
    assert sorted(found(index, "laptop")) == [11, 12, 13, 14, 15]
    index.set_synonyms([["laptop", "notebook"]])
    assert sorted(found(index, "laptop")[:3]) == [1, 2, 3]
    assert found(index, "laptop bag")[0] >= 11


def test_a_category_that_is_called_like_the_query_is_meant() -> None:
    index = index_of(
        *(product(number, f"Acme {number} pro", category="Notebooks") for number in range(1, 4)),
        *(product(number, f"Notebook {number}", category="Paper") for number in range(11, 16)),
    )
    assert sorted(found(index, "notebook")[:3]) == [1, 2, 3]
    assert found(index, "notebook pro")[0] <= 3


def test_a_search_says_by_which_words_it_found() -> None:
    index = index_of(product(1, "Notebook black"), product(2, "Portable charger"))
    index.set_synonyms([["laptop", "notebooks"], ["Power bank", "portable charger", "battery pack"]])
    assert index.find(Wanted(text="the Laptop")).matching == ("laptop", "notebooks")
    assert index.find(Wanted(text="power bank black")).matching == (
        "power",
        "bank",
        "black",
        "battery pack",
        "portable charger",
    )
    assert index.find(Wanted()).matching == ()


def test_a_word_or_phrase_with_synonyms_is_not_corrected() -> None:
    index = index_of(*(product(number, f"Tells {number}") for number in range(1, 4)), product(9, "TV wall"))
    assert index.find(Wanted(text="telly")).corrected == "tells"
    index.set_synonyms([["telly", "tv"], ["sat nav", "all in one wall"]])
    assert (index.find(Wanted(text="telly")).corrected, found(index, "telly")) == (None, [9])
    assert index.find(Wanted(text="sat nav")).corrected is None
    assert index.find(Wanted(text="big all in one wall")).matching[-1] == "sat nav"


def test_a_word_with_very_many_synonyms_is_searched_with_some_of_them() -> None:
    index = index_of(product(1, "Lamp"), product(2, "Light 7"))
    index.set_synonyms([["lamp", *(f"light {number + some}" for number in range(25))] for some in range(0, 500, 25)])
    result = index.find(Wanted(text="lamp"))
    assert len(result.matching) <= 61
    assert result.total >= 1
