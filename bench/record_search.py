"""Results of the search: raw, and in words."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.million import MillionFigures
from bench.record import RESULTS
from bench.search import SearchFigures, Speed, Speeds


def search_report(found: SearchFigures, about: dict[str, str]) -> str:
    """The results as Markdown."""
    ours, mongodb = found.ours, found.mongodb
    lines = [f"# Search, bench of {about['date']}", "", *(f"- {name}: {is_}" for name, is_ in about.items())]
    lines += [
        "",
        f"{ours.queries} queries that people judged, over HTTP through NGINX; MongoDB's text index in the same run.",
        "",
        "| search | NDCG@10 | recall@50 |",
        "|---|---:|---:|",
        f"| ours | **{ours.ndcg10:.3f}** (target 0.78) | **{ours.recall50:.3f}** (target 0.88) |",
        f"| MongoDB's text index | {mongodb.ndcg10:.3f} | {mongodb.recall50:.3f} |",
        f"| gain | **{ours.ndcg10 - mongodb.ndcg10:+.3f}** (target +0.14) | {ours.recall50 - mongodb.recall50:+.3f} |",
        "",
        "Misspelt, three seeds (targets for letters swapped in the middle: 0.75, and 95 % of the clean score):",
        "",
        "| mistake | queries | NDCG@10 | without it | kept |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {kind} | {wrong.queries} | {wrong.ndcg10:.3f} | {right.ndcg10:.3f} | {wrong.ndcg10 / right.ndcg10:.1%} |"
        for kind, (wrong, right) in found.typos.items()
    ]
    return "\n".join([*lines, *_speed_table(found.speeds, "10 ms")]) + "\n"


def million_report(found: MillionFigures, about: dict[str, str]) -> str:
    """The results of a million products as Markdown."""
    ready = " and ".join(f"{seconds:.0f} s" for seconds in found.ready_s)
    memory = " and ".join(f"{mb / 1024:.2f} GB" for mb in found.memory_mb)
    lines = [
        f"# Search among {found.products:,} made-up products, bench of {about['date']}",
        "",
        *(f"- {name}: {is_}" for name, is_ in about.items()),
        "",
        f"Written to the database in {found.written_s:.0f} s. Two replicas that were started together were ready after "
        f"{ready}, and held {memory} each.",
        *_speed_table(found.speeds, "50 ms"),
    ]
    return "\n".join(lines) + "\n"


def save_search(found: SearchFigures, about: dict[str, str]) -> Path:
    """Write them beside the other results."""
    return _save(f"{about['date']}-search", search_report(found, about), {"about": about, **asdict(found)})


def save_million(found: MillionFigures, about: dict[str, str]) -> Path:
    """Write them beside the other results."""
    return _save(f"{about['date']}-million", million_report(found, about), {"about": about, **asdict(found)})


def _save(name: str, report: str, raw: Mapping[str, object]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.md"
    path.with_suffix(".json").write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
    path.write_text(report, encoding="utf-8")
    return path


def _speed_table(found: Speeds, target: str) -> list[str]:
    return [
        "",
        "Through NGINX, each text once: one to three words of a product's name, every fifth misspelt; medians of runs:",
        "",
        "| request | clients | requests a run | per second | p50 ms | p95 ms | target p95 |",
        "|---|---:|---:|---:|---:|---:|---|",
        _row("search, 50 products and facets", found.fresh, target),
        _row("search, 50 products and facets", found.fresh_at_once, "recorded"),
        _row("suggestions", found.suggestions, "15 ms"),
    ]


def _row(name: str, runs: Sequence[Speed], target: str) -> str:
    per_s, p50, p95 = (statistics.median(getattr(run, each) for run in runs) for each in ("per_s", "p50_ms", "p95_ms"))
    return f"| {name} | {runs[0].clients} | {runs[0].requests} | {per_s:,.0f} | {p50:.1f} | {p95:.1f} | {target} |"
