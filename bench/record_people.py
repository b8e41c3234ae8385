"""Results of people at a time: raw, and in words."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.people import CHATTING, HELD_S, PER_S, RECONNECTING, Delays, Held, Storm
from bench.record import RESULTS

Chat = tuple[Delays, Delays]
Holding = tuple[Held, Held]


def people_report(chats: Sequence[Chat], holding: Holding, storms: Sequence[Storm], about: dict[str, str]) -> str:
    """The results as Markdown."""
    lines = [f"# People at a time, bench of {about['date']}", "", *(f"- {name}: {is_}" for name, is_ in about.items())]
    lines += [
        "",
        f"Messages: {PER_S} a second among {CHATTING} sockets on two replicas, each said to be delivered by its "
        "receiver. Bare: the same writes in one transaction until a change stream tells of it, one after the other.",
        "",
        "| run | messages | p50 ms | p99 ms | bare p50 ms | bare p99 ms | ratio p50 | ratio p99 |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {number} | {ours.count:,} | {ours.p50_ms:.1f} | {ours.p99_ms:.1f} | {bare.p50_ms:.1f} | {bare.p99_ms:.1f} "
        f"| {ours.p50_ms / bare.p50_ms:.1f} | {ours.p99_ms / bare.p99_ms:.1f} |"
        for number, (ours, bare) in enumerate(chats, 1)
    ]
    p50 = statistics.median(ours.p50_ms for ours, _ in chats)
    p99 = statistics.median(ours.p99_ms for ours, _ in chats)
    lines += ["", f"Medians: p50 **{p50:.0f} ms**, p99 **{p99:.0f} ms**.", ""]
    ours, bare = holding
    lines += [
        f"Sockets on one replica: **{ours.sockets:,}** signed in, {ours.gone} gone after {HELD_S} s; "
        f"**{ours.kilobytes_each:.0f} kB** of memory each (a bare Socket.IO server: {bare.kilobytes_each:.0f} kB; "
        f"ratio {ours.kilobytes_each / bare.kilobytes_each:.1f}).",
        "",
        f"Reconnect of {RECONNECTING:,} sockets cut at once, while 10 orders a second go on (target: 95 % within 10 s, "
        "checkout p99 at most doubled):",
        "",
        "| run | 95 % back s | all back s | checkout p99 before ms | meanwhile ms | ratio |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {number} | {storm.back_95_s:.1f} | {storm.back_all_s:.1f} | {storm.checkouts_before.p99_ms:.0f} "
        f"| {storm.checkouts_meanwhile.p99_ms:.0f} "
        f"| **{storm.checkouts_meanwhile.p99_ms / storm.checkouts_before.p99_ms:.1f}** |"
        for number, storm in enumerate(storms, 1)
    ]
    ratio = statistics.median(storm.checkouts_meanwhile.p99_ms / storm.checkouts_before.p99_ms for storm in storms)
    lines += ["", f"Median of the ratios: **{ratio:.1f}**."]
    return "\n".join(lines) + "\n"


def save_people(chats: Sequence[Chat], holding: Holding, storms: Sequence[Storm], about: dict[str, str]) -> Path:
    """Write them beside the other results."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{about['date']}-people.md"
    raw = {
        "about": about,
        "messages": [{"ours": asdict(ours), "bare": asdict(bare)} for ours, bare in chats],
        "sockets": {"ours": asdict(holding[0]), "bare": asdict(holding[1])},
        "reconnects": [asdict(storm) for storm in storms],
    }
    path.with_suffix(".json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    path.write_text(people_report(chats, holding, storms, about), encoding="utf-8")
    return path
