"""Results of the dashboards: raw, and as a table."""

import json
from dataclasses import asdict
from pathlib import Path

from bench.dashboards import REQUESTS, Timing
from bench.record import RESULTS

MOST_MS_AT_P95 = 300


def timings_table(timings: list[Timing], bare: Timing, about: dict[str, str]) -> str:
    """How long each dashboard took, as Markdown."""
    slow = [each.name for each in timings if each.p95_ms > MOST_MS_AT_P95]
    lines = [f"# Dashboards, bench of {about['date']}", ""]
    lines += [f"- {name}: {value}" for name, value in about.items()]
    lines += [
        "",
        f"One request at a time, {REQUESTS} of each after the first; target: p95 <= {MOST_MS_AT_P95} ms. Slower: "
        f"{', '.join(slow) or 'none'}. The ratio is that of the medians, to {bare.name}, in the same run.",
        "",
        "| dashboard | first ms | p50 ms | p95 ms | p99 ms | ratio |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {each.name} | {each.first_ms:.1f} | {each.p50_ms:.1f} | **{each.p95_ms:.1f}** | {each.p99_ms:.1f} "
        f"| {each.p50_ms / bare.p50_ms:.1f} |"
        for each in (*timings, bare)
    ]
    return "\n".join(lines) + "\n"


def save_timings(timings: list[Timing], bare: Timing, about: dict[str, str]) -> Path:
    """Write them beside the other results."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{about['date']}-dashboards.md"
    raw = {"about": about, "timings": [asdict(each) for each in timings], "bare": asdict(bare)}
    path.with_suffix(".json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    path.write_text(timings_table(timings, bare, about), encoding="utf-8")
    return path
