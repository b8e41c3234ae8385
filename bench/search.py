"""Search over HTTP, through NGINX: how well it finds what people want, beside MongoDB's text index, and how fast.

Each text is asked for once, so that neither NGINX nor a replica remembers the answer.
"""

import asyncio
import http.client
import json
import random
import statistics
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.search_quality import DEEP, SEEDS, Quality, entries, quality, ratings, typo_quality
from bench.shop import PORT, Shop
from bench.typos import KINDS, misspelt
from souk_common.mongo import Mongo

CLIENTS = 32
RUNS = 3
TEXTS = 3_000
MOST_WORDS, MISSPELT_EVERY = 3, 5
MOST_BEGINNINGS = 1_500
TYPED_MOST = 8
SUGGEST_LIMIT = 6


@dataclass(frozen=True)
class Speed:
    """Of some requests: how many a second, and how long they took in milliseconds."""

    clients: int
    requests: int
    per_s: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True)
class Speeds:
    """Several runs each of searches by one client and by many at once, and of suggestions."""

    fresh: Sequence[Speed]
    fresh_at_once: Sequence[Speed]
    suggestions: Sequence[Speed]


@dataclass(frozen=True)
class SearchFigures:
    """`typos`: by kind of mistake, as misspelt and as it should be."""

    ours: Quality
    mongodb: Quality
    typos: Mapping[str, tuple[Quality, Quality]]
    speeds: Speeds


async def search_figures(shop: Shop) -> SearchFigures:
    """All figures of a stack with the real products."""
    rated = ratings()
    same = {query: query for query in rated}
    text_index = await _by_text_index(shop.mongo, rated)
    mongodb = quality(lambda text: text_index[text], rated, same)

    def measure() -> SearchFigures:
        typos = {kind: typo_quality(_skus, rated, kind) for kind in KINDS}
        return SearchFigures(quality(_skus, rated, same), mongodb, typos, speeds())

    return await asyncio.to_thread(measure)


def speeds() -> Speeds:
    """How fast the stack answers; nothing is asked for twice."""
    texts = _texts()
    shares = [[_list_of(text) for text in texts[share :: 2 * RUNS]] for share in range(2 * RUNS)]
    return Speeds(
        fresh=[_speed(paths, 1) for paths in shares[:RUNS]],
        fresh_at_once=[_speed(paths, CLIENTS) for paths in shares[RUNS:]],
        suggestions=[_speed([_suggest(text) for text in share], 1) for share in _beginnings(texts)],
    )


async def _by_text_index(mongo: Mongo, queries: Mapping[str, object]) -> dict[str, list[str]]:
    """For each query the SKUs that MongoDB's text index finds, best first."""
    score = {"score": {"$meta": "textScore"}}
    found = {}
    for query in queries:
        rows = mongo.db.products.find({"$text": {"$search": query}, "status": "active"}, {"sku": 1, **score})
        found[query] = [row.get("sku") or "" for row in await rows.sort(list(score.items())).limit(DEEP).to_list(DEEP)]
    return found


def _skus(text: str) -> list[str]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    items = json.loads(_get(connection, f"/api/products/?{urlencode({'search': text, 'limit': DEEP})}"))["items"]
    return [item["sku"] or "" for item in items]


def _texts() -> list[str]:
    """Different texts of one to three words that stand together in products' names, every fifth with a mistake."""
    rng = random.Random(SEEDS[0])
    names = [entry.name.lower().split() for entry in entries()]
    texts: dict[str, None] = {}
    while len(texts) < TEXTS:
        words = rng.choice(names)
        first = rng.randrange(len(words))
        text: str | None = " ".join(words[first : first + rng.randint(1, MOST_WORDS)])
        if len(texts) % MISSPELT_EVERY == 0:
            text = misspelt(text or "", rng.choice(list(KINDS)), rng)
        texts |= {} if text is None else {text: None}
    return list(texts)


def _beginnings(texts: Sequence[str]) -> list[list[str]]:
    """What is in the box while texts are typed, each beginning once, in as many shares as there are runs."""
    typed = dict.fromkeys(text[:end] for text in texts for end in range(2, min(len(text), TYPED_MOST) + 1))
    return [list(typed)[run::RUNS][:MOST_BEGINNINGS] for run in range(RUNS)]


def _list_of(text: str) -> str:
    return f"/api/products/?{urlencode({'search': text, 'limit': DEEP, 'facets': 'true'})}"


def _suggest(text: str) -> str:
    return f"/api/products/suggest?{urlencode({'q': text, 'limit': SUGGEST_LIMIT})}"


def _speed(paths: Sequence[str], clients: int) -> Speed:
    def ask(mine: Sequence[str]) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        took_s = []
        for path in mine:
            began = time.perf_counter()
            _get(connection, path)
            took_s.append(time.perf_counter() - began)
        return took_s

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took_s = [each for some in pool.map(ask, [paths[first::clients] for first in range(clients)]) for each in some]
    per_s = len(paths) / (time.perf_counter() - began)
    cuts = statistics.quantiles(took_s, n=20)
    return Speed(clients, len(paths), per_s, statistics.median(took_s) * 1e3, cuts[18] * 1e3)


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} was answered {answer.status}")
    return content
