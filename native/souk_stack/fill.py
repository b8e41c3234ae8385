"""`make fill` as it is seen: the init job makes the trade up, and its progress becomes bars."""

import json
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from souk_stack.options import StackError

BARS = {"orders": "orders", "products": "products", "users": "accounts"}


def show_fill(command: Sequence[str], environment: Mapping[str, str], console: Console) -> None:
    """Run the job to its end.

    Raises:
        StackError: what the job said when it could not be done.
    """
    started = time.monotonic()
    columns = (TextColumn("{task.description:>10}"), BarColumn(None), MofNCompleteColumn(), TimeElapsedColumn())
    last: dict[str, Any] = {}
    with tempfile.TemporaryFile("w+") as complaints, Progress(*columns, console=console) as progress:
        tasks = {name: progress.add_task(shown, total=None, visible=False) for name, shown in BARS.items()}
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as job:
            for line in job.stdout or ():
                last = json.loads(line)
                task = tasks.get(last.get("collection", ""))
                if task is not None:
                    progress.update(task, completed=last["written"], total=last["total"], visible=True)
        if job.returncode:
            complaints.seek(0)
            reason = complaints.read().strip().splitlines()[-1:] or ["no reason given"]
            raise StackError(reason[0].removeprefix("mongo-init: "))
    console.print(
        f"{last['products']:,} products and {last['orders']:,} orders of {last['users']:,} accounts "
        f"in {time.monotonic() - started:.0f} s; every unit of stock is explained by its log"
    )
    console.print("Accounts: seller1@fill.test (the biggest) and on, buyer1@fill.test and on (password demo123)")
