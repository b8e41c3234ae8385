"""An admin imports groups of synonyms from a text: all of it, or nothing when a line is wrong."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from souk_catalog.search.synonyms import MOST_OTHERS, Group
from souk_catalog.synonyms.group import MAX_GROUPS, Line, in_too_many, key_of, lines_of
from souk_catalog.synonyms.keep_synonyms import KeepSynonyms
from souk_catalog.synonyms.repository import SynonymGroups
from souk_catalog.synonyms.schemas import BadLine, ImportIn, ImportOut
from souk_common.mongo import Mongo, Session

_MAX_SHOWN = 100


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an import does to the groups that are there; nothing when there are `bad` lines."""

    added: Sequence[Group]
    removed: Sequence[str]
    unchanged: int
    bad: Sequence[Line]


async def import_synonyms(mongo: Mongo, keep: KeepSynonyms, body: ImportIn) -> ImportOut:
    """Do it, or show what it would do."""
    groups = SynonymGroups(mongo)
    lines = await asyncio.to_thread(lambda: list(lines_of(body.text)))

    async def work(session: Session) -> ImportOut:
        plan = _planned(await groups.read_in(session), lines, replace=body.replace)
        applied = not body.dry_run and not plan.bad
        if applied and (plan.added or plan.removed):
            await groups.replace(plan.removed, plan.added, session)
            detail = {"added": len(plan.added), "removed": len(plan.removed)}
            await keep.write_down("synonyms.imported", None, detail, session)
        return _answer(plan, applied=applied)

    return await mongo.transaction(work)


def _planned(present: Mapping[str, Group], lines: Sequence[Line], *, replace: bool) -> _Plan:
    known = {key_of(words): group_id for group_id, words in present.items()}
    wanted: dict[str, Line] = {}
    bad = [line for line in lines if line.problem]
    for line in lines:
        if line.problem:
            continue
        first = wanted.setdefault(key_of(line.words), line)
        if first is not line:
            bad.append(Line(line.number, problem=f"the same group as in line {first.number}"))
    added = [line for key, line in wanted.items() if key not in known]
    removed = [group_id for key, group_id in known.items() if key not in wanted] if replace else []
    room = MAX_GROUPS - len(present) + len(removed)
    bad += [Line(line.number, problem=f"more than {MAX_GROUPS:,} groups in all") for line in added[room:]]
    bad += _crowd([words for group_id, words in present.items() if group_id not in set(removed)], added[:room])
    return _Plan([line.words for line in added], removed, len(wanted) - len(added), sorted(bad, key=_number))


def _crowd(kept: Sequence[Group], added: Sequence[Line]) -> list[Line]:
    """The last line with a word that would have too many others."""
    word = in_too_many([*kept, *(line.words for line in added)])
    if word is None:
        return []
    having = [line for line in added if word in map(str.casefold, line.words)]
    problem = f"“{word}” would mean the same as more than {MOST_OTHERS} others"
    return [Line(line.number, problem=problem) for line in having[-1:]]


def _number(line: Line) -> int:
    return line.number


def _answer(plan: _Plan, *, applied: bool) -> ImportOut:
    return ImportOut(
        applied=applied,
        added=len(plan.added),
        removed=len(plan.removed),
        unchanged=plan.unchanged,
        failed=len(plan.bad),
        errors=[BadLine(line=line.number, message=line.problem or "") for line in islice(plan.bad, _MAX_SHOWN)],
    )
