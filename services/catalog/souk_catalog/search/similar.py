"""Products like one."""

from tantivy import Occur, Query, Schema, Searcher

from souk_catalog.search.ranking import Ranking, Term
from souk_catalog.search.understand import Understanding
from souk_catalog.search.words import MAX_WORDS, STOP_WORDS, heads_of

_SAME_CATEGORY, _SAME_BRAND, _SAME_HEAD = 100.0, 1.0, 2.0


def like(
    product_id: str, searcher: Searcher, schema: Schema, ranking: Ranking, understanding: Understanding
) -> Query | None:
    """Other products of the same category or whose texts share words with its name; None for one that is not there."""
    itself = Query.term_query(schema, "product_id", product_id)
    hits = searcher.search(itself, 1, count=False).hits
    if not hits:
        return None
    product = searcher.doc(hits[0][1])
    name, category, brand = (str(product.get_first(field) or "") for field in ("name", "category_is", "brand_is"))
    words = [word for word in understanding.words(name) if word not in STOP_WORDS][:MAX_WORDS]
    alike = [ranking.at_least([Term(stem)], 1) for stem in dict.fromkeys(map(understanding.stem, words))]
    same = [("category_is", category, _SAME_CATEGORY), ("brand_is", brand, _SAME_BRAND)]
    same += [("heads", understanding.stem(head), _SAME_HEAD) for head in dict.fromkeys(heads_of(name))]
    alike += [Query.const_score_query(Query.term_query(schema, field, value), score) for field, value, score in same]
    return Query.boolean_query([(Occur.MustNot, itself), *((Occur.Should, query) for query in alike)])
