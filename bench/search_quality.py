"""`python -m bench.search_quality`: how well the search index ranks real products, by what people judged.

Needs `products.jsonl.gz` and `ratings-dev.csv` in `../shared/data`. Measures variants of the ranking, misspelt
queries by kind of mistake, and the index's speed and size. `--json` prints the figures as JSON, to be recorded.
"""

import csv
import gzip
import json
import math
import random
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bench.typos import KINDS, misspelt
from souk_catalog.search.entry import Entry
from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.ranking import DEFAULT_WEIGHTS, Weights
from souk_catalog.search.wanted import Wanted
from souk_mongo_init.schema.starter_synonyms import starter_groups

DATA = Path(__file__).parents[2] / "shared/data"
TOP, DEEP, GOOD = 10, 50, 2
SEEDS = (1, 2, 3)
ROUNDS = 5
Ratings = Mapping[str, Mapping[str, int]]
Search = Callable[[str], Sequence[str]]

VARIANTS: Mapping[str, Weights] = {
    "fields added up": Weights(other_fields=1.0, all_words=0.0, head=0.0, category_meant=0.0),
    "the best field": Weights(other_fields=0.0, all_words=0.0, head=0.0, category_meant=0.0),
    "the best field, others a little": Weights(all_words=0.0, head=0.0, category_meant=0.0),
    "+ all words first": Weights(head=0.0, category_meant=0.0),
    "+ the category that is meant": Weights(head=0.0),
    "+ what the product is": Weights(category_meant=0.0),
    "+ both": DEFAULT_WEIGHTS,
}


@dataclass(frozen=True)
class Quality:
    """Means over queries: NDCG@10 over those with a good product, recall@50 of the products rated 2 or more."""

    queries: int
    ndcg10: float
    recall50: float


def ratings() -> Ratings:
    """What people judged: query, then SKU, then a grade from 0 to 3."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with (DATA / "ratings-dev.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["query"]][row["docid"]] = int(row["rating"])
    return found


def entries() -> list[Entry]:
    """The real products, with ids in the order of the file."""
    with gzip.open(DATA / "products.jsonl.gz", "rt", encoding="utf-8") as file:
        return [
            Entry(
                product_id=f"{number:024x}",
                name=row["name"],
                brand=row["brand"],
                category=row["category"],
                description=row["description"] or "",
                attributes=row["attributes"],
                sku=row["sku"],
                seller_id="0" * 24,
                price_cents=row["price_cents"],
                in_stock=True,
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for number, row in zip(count(1), map(json.loads, file), strict=False)
        ]


def index_of(products: Sequence[Entry], weights: Weights = DEFAULT_WEIGHTS) -> ProductIndex:
    """An index of the products, without synonyms."""
    index = ProductIndex(weights)
    index.put(products)
    index.commit()
    return index


def quality(search: Search, rated: Ratings, asked: Mapping[str, str]) -> Quality:
    """How good the results are; `asked` has the text to search by the query that it stands for."""
    ndcg, recall = [], []
    for query, text in asked.items():
        grades, skus = rated[query], list(search(text))
        good = {sku for sku, grade in grades.items() if grade >= GOOD}
        if ideal := _gain(sorted(grades.values(), reverse=True)):
            ndcg.append(_gain([grades.get(sku, 0) for sku in skus]) / ideal)
        if good:
            recall.append(len(good.intersection(skus[:DEEP])) / len(good))
    return Quality(len(asked), statistics.fmean(ndcg), statistics.fmean(recall))


def typo_quality(search: Search, rated: Ratings, kind: str) -> tuple[Quality, Quality]:
    """Of queries that are misspelt in this way, over all seeds: as they are misspelt, and as they should be."""
    wrong, right = [], []
    for seed in SEEDS:
        rng = random.Random(seed)
        asked = {query: text for query in rated if (text := misspelt(query, kind, rng)) is not None}
        wrong.append(quality(search, rated, asked))
        right.append(quality(search, rated, {query: query for query in asked}))
    return _mean(wrong), _mean(right)


def milliseconds(index: ProductIndex, texts: Sequence[str], *, facets: bool) -> list[float]:
    """How long each search for 50 products took, with nothing remembered of the same text."""
    taken = []
    for _ in range(ROUNDS):
        index.set_synonyms([])
        for text in texts:
            began = time.perf_counter()
            index.find(Wanted(text=text, limit=DEEP, facets=facets))
            taken.append((time.perf_counter() - began) * 1e3)
    return sorted(taken)


def measure() -> dict[str, object]:
    """All figures."""
    products, rated = entries(), ratings()
    skus = {product.product_id: product.sku or "" for product in products}
    same = {query: query for query in rated}

    def searching(index: ProductIndex) -> Search:
        return lambda text: [skus[found] for found in index.find(Wanted(text=text, limit=DEEP)).product_ids]

    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    index = index_of(products)
    built_s = time.perf_counter() - began
    memory_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb
    search = searching(index)
    typos = {kind: typo_quality(search, rated, kind) for kind in KINDS}
    taken = {facets: milliseconds(index, list(rated), facets=facets) for facets in (False, True)}
    variants = {
        name: quality(searching(index_of(products, weights)), rated, same) for name, weights in VARIANTS.items()
    }
    index.set_synonyms(starter_groups())
    variants["+ both, with the starter synonyms"] = quality(search, rated, same)
    return {
        "products": len(products),
        "variants": {name: asdict(figures) for name, figures in variants.items()},
        "typos": {
            kind: {**asdict(wrong), "clean_ndcg10": right.ndcg10, "kept": wrong.ndcg10 / right.ndcg10}
            for kind, (wrong, right) in typos.items()
        },
        "build_s": built_s,
        "peak_memory_of_build_mb": memory_kb / 1024,
        "milliseconds": {
            "with facets" if facets else "without facets": {"p50": _at(times, 0.5), "p95": _at(times, 0.95)}
            for facets, times in taken.items()
        },
    }


def table(figures: Mapping[str, object]) -> str:
    """The figures as Markdown."""
    f = json.loads(json.dumps(figures))
    lines = ["| ranking | NDCG@10 | recall@50 |", "|---|---:|---:|"]
    lines += [f"| {name} | {row['ndcg10']:.3f} | {row['recall50']:.3f} |" for name, row in f["variants"].items()]
    lines += ["", "| mistake | queries | NDCG@10 | without it | kept | recall@50 |", "|---|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {kind} | {row['queries']} | {row['ndcg10']:.3f} | {row['clean_ndcg10']:.3f} | {row['kept']:.1%} "
        f"| {row['recall50']:.3f} |"
        for kind, row in f["typos"].items()
    ]
    lines += ["", f"{f['products']:,} products indexed in {f['build_s']:.1f} s; the peak of memory rose by "]
    lines[-1] += f"{f['peak_memory_of_build_mb']:.0f} MB."
    lines += [
        f"A search {name}: p50 {ms['p50']:.2f} ms, p95 {ms['p95']:.2f} ms." for name, ms in f["milliseconds"].items()
    ]
    return "\n".join(lines) + "\n"


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:TOP]))


def _mean(some: Sequence[Quality]) -> Quality:
    ndcg, recall = (statistics.fmean(getattr(one, name) for one in some) for name in ("ndcg10", "recall50"))
    return replace(some[0], ndcg10=ndcg, recall50=recall)


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, math.ceil(share * len(times)) - 1)]


def main() -> None:
    """Measure, and print."""
    if not (DATA / "ratings-dev.csv").is_file():
        sys.exit(f"{DATA} has no ratings")
    figures = measure()
    sys.stdout.write(json.dumps(figures, indent=2) + "\n" if "--json" in sys.argv else table(figures))


if __name__ == "__main__":
    main()
