"""Results: three runs of each measure, its median, and the ratio to a bare figure of the same run."""

import json
import platform
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.wrk import Figures

RESULTS = Path(__file__).parent / "results"
RUNS = 3


@dataclass
class Measure:
    """One thing measured against one bare thing. `target` is the least ratio (or the most milliseconds at p99)."""

    name: str
    bare_name: str
    target: str
    runs: list[tuple[Figures, Figures]] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median over the runs of ours to bare."""
        return statistics.median(ours.per_s / bare.per_s for ours, bare in self.runs)

    def median(self, pick: Callable[[tuple[Figures, Figures]], float]) -> float:
        """The median of one figure over the runs."""
        return statistics.median(pick(run) for run in self.runs)


def table(measures: list[Measure], latency: list[Figures], about: dict[str, str]) -> str:
    """The results as Markdown."""
    lines = [f"# Bench of {about['date']}", ""]
    lines += [f"- {name}: {value}" for name, value in about.items()]
    lines += ["", f"Medians of {RUNS} runs; each ratio is to the bare figure of the same run.", ""]
    lines += [
        "| measure | per second | p50 ms | p99 ms | bare | bare per second | ratio | target |",
        "|---|---:|---:|---:|---|---:|---:|---|",
    ]
    for item in measures:
        ours = [item.median(lambda run, n=name: getattr(run[0], n)) for name in ("per_s", "p50_ms", "p99_ms")]  # type: ignore[misc]
        bare = item.median(lambda run: run[1].per_s)
        lines.append(
            f"| {item.name} | {ours[0]:,.0f} | {ours[1]:.1f} | {ours[2]:.1f} | {item.bare_name} | {bare:,.0f} "
            f"| **{item.ratio:.2f}** | {item.target} |"
        )
    if latency:
        p50 = statistics.median(run.p50_ms for run in latency)
        p99 = statistics.median(run.p99_ms for run in latency)
        lines += [
            "",
            f"Stock change to browser, 500 sockets on two gateways, from sending the order to the event in the socket: "
            f"p50 **{p50:.0f} ms**, p99 **{p99:.0f} ms** (target: p99 <= 250 ms).",
        ]
    return "\n".join(lines) + "\n"


def save(measures: list[Measure], latency: list[Figures], about: dict[str, str]) -> Path:
    """Write the results beside the earlier ones: raw as JSON, and as a table."""
    RESULTS.mkdir(exist_ok=True)
    stem = RESULTS / about["date"]
    raw = {
        "about": about,
        "measures": [{**asdict(item), "ratio": item.ratio} for item in measures],
        "stock_to_browser": [asdict(run) for run in latency],
    }
    stem.with_suffix(".json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    path = stem.with_suffix(".md")
    path.write_text(table(measures, latency, about), encoding="utf-8")
    return path


def about_this_run(products: int) -> dict[str, str]:
    """What the figures depend on."""
    load = Path("/proc/loadavg").read_text(encoding="utf-8").split()[0]
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {len(_cores())} cores, load {load} at the start",
        "python": platform.python_version(),
        "products": f"{products:,}",
    }


def _cores() -> list[str]:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("processor")]
