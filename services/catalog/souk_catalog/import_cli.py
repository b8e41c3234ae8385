"""`python -m souk_catalog.import_cli`: send a file of products to a running shop, with a progress bar."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import httpx2
import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from souk_catalog.products.import_answers import Failure, Report
from souk_catalog.products.import_answers import Progress as Reached

_CHUNK_BYTES = 64 * 1024
_SHOWN_LINES = 50
_TIMEOUT = httpx2.Timeout(10.0, read=120.0, write=120.0)
_NDJSON, _CSV, _GZIP = {"Content-Type": "application/x-ndjson"}, {"Content-Type": "text/csv"}, ".gz"
_CONTENT = {".jsonl": _NDJSON, ".ndjson": _NDJSON, ".csv": _CSV}
_ANSWER_LINE: TypeAdapter[Reached | Failure | Report] = TypeAdapter(Reached | Failure | Report)
_console = Console(stderr=True, highlight=False)


class Stopped(Exception):
    """What went wrong, in one line for the person at the terminal."""


def main(
    file: Annotated[Path, typer.Option(envvar="FILE", help="JSONL or CSV, also packed with gzip (.gz)")],
    seller: Annotated[str, typer.Option(envvar="SELLER", help="The seller's email")],
    password: Annotated[
        str, typer.Option(envvar=["SOUK_PASSWORD", "PASSWORD"], prompt=True, hide_input=True, show_envvar=False)
    ],
    url: Annotated[str, typer.Option(envvar="URL", help="The shop's address")] = "http://localhost:8080",
    stock: Annotated[int, typer.Option(min=0, max=1_000_000, help="Opening stock where the file names none")] = 10,
) -> None:
    """Import products into a shop. What could not be imported is listed, and the exit code is then 1."""
    try:
        headers = content_headers(file)
        with httpx2.Client(base_url=url, timeout=_TIMEOUT, verify=not _is_local(url)) as client:
            headers |= {"Authorization": f"Bearer {_sign_in(client, seller, password)}"}
            report = _send(client, file, headers, stock)
    except Stopped as reason:
        _console.print(f"import: {reason}", style="bold red", markup=False)
        raise typer.Exit(1) from None
    except httpx2.ConnectError:
        _console.print(f"import: no shop answers at {url}; start one with: make up", style="bold red", markup=False)
        raise typer.Exit(1) from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        _console.print(f"import: the connection broke: {error or type(error).__name__}", style="bold red", markup=False)
        raise typer.Exit(1) from None
    _show(report)
    if report.failed:
        raise typer.Exit(1)


def content_headers(file: Path) -> dict[str, str]:
    """The headers that tell what is in `file`, by its name.

    Raises:
        Stopped: it is not there, or of no kind that the shop reads.
    """
    if not file.is_file():
        raise Stopped(f"there is no file {file}")
    packed = file.suffix == _GZIP
    content = _CONTENT.get((file.with_suffix("") if packed else file).suffix.lower())
    if content is None:
        raise Stopped(f"{file.name} must end in .jsonl, .ndjson or .csv, with .gz after it when it is packed")
    return {**content, "Content-Encoding": "gzip"} if packed else dict(content)


def _is_local(url: str) -> bool:
    """Whether it is this machine, whose shop signs its own certificate."""
    return httpx2.URL(url).host in ("localhost", "127.0.0.1")


def _sign_in(client: httpx2.Client, email: str, password: str) -> str:
    response = client.post("/api/auth/login", json={"email": email, "password": password})
    if response.is_error:
        raise Stopped(f"{email} could not sign in: {_detail(response)}")
    token: str = response.json()["access_token"]
    return token


def _send(client: httpx2.Client, file: Path, headers: dict[str, str], stock: int) -> Report:
    size = file.stat().st_size
    columns = (TextColumn("{task.description:>10}"), BarColumn(None), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[lines]}"), console=_console) as bars:
        sending = bars.add_task("Sending", total=size, lines="")
        importing = bars.add_task("Importing", total=size, lines="")

        def chunks() -> Iterator[bytes]:
            with file.open("rb") as opened:
                while chunk := opened.read(_CHUNK_BYTES):
                    yield chunk
                    bars.advance(sending, len(chunk))

        failure: Failure | None = None
        with client.stream(
            "POST", "/api/products/import", params={"stock": stock}, headers=headers, content=chunks()
        ) as response:
            if response.is_error:
                response.read()
                raise Stopped(_detail(response))
            for line in response.iter_lines():
                told = _ANSWER_LINE.validate_json(line)
                if isinstance(told, Reached):
                    bars.update(importing, completed=told.total_bytes_read, lines=f"{told.lines:,} lines")
                elif isinstance(told, Failure):
                    failure = told
                elif failure is None:
                    return told
                else:
                    _show(told)
                    raise Stopped(f"not all was imported: {failure.detail}")
    raise Stopped("the connection ended before the report; run the same import again to complete it")


def _detail(response: httpx2.Response) -> str:
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"{response.status_code} {response.reason_phrase}"


def _show(report: Report) -> None:
    for bad in report.errors[:_SHOWN_LINES]:
        reasons = "; ".join(f"{entry.field}: {entry.message}" for entry in bad.errors)
        _console.print(f"line {bad.line} ({bad.sku or 'no sku'}): {reasons}", style="red", markup=False)
    if report.failed > _SHOWN_LINES:
        _console.print(f"and {report.failed - _SHOWN_LINES:,} lines more", style="red")
    _console.print(
        f"{report.lines:,} lines in {report.seconds:.1f} s: {report.created:,} new products, "
        f"{report.updated:,} up to date, {report.failed:,} lines failed"
    )


if __name__ == "__main__":
    typer.run(main)
