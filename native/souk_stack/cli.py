"""`python -m souk_stack`: the commands behind `make up`, `make ps` and the rest."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from souk_stack.compose import ComposeStack, docker_answers
from souk_stack.fill import show_fill
from souk_stack.machine import require_node
from souk_stack.native import NativeStack
from souk_stack.options import (
    DEFAULT_PORT,
    DEFAULT_PORT_BASE,
    DEFAULT_TLS_PORT,
    Mode,
    ShopMode,
    StackError,
    StackOptions,
    load,
)
from souk_stack.process import Process

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
console = Console(stderr=True, highlight=False)
DEFAULT_STATE = StackOptions().state_dir

State = Annotated[Path, typer.Option("--state", envvar="STATE", help="The stack's folder.")]
Service = Annotated[str, typer.Argument(help="auth, catalog, orders, gateway, nginx or mongo.")]
Stack = NativeStack | ComposeStack


@app.command()
def up(
    state: State = DEFAULT_STATE,
    mode: Annotated[str, typer.Option(envvar="MODE", help="docker, native or auto.")] = "auto",
    port: Annotated[int | None, typer.Option(envvar="PORT", help="NGINX's port.")] = None,
    port_base: Annotated[int | None, typer.Option(envvar="PORT_BASE", help="First of 100 inner ports.")] = None,
    tls: Annotated[bool | None, typer.Option(envvar="TLS", help="HTTPS.")] = None,
    tls_cert: Annotated[Path | None, typer.Option(envvar="TLS_CERT")] = None,
    tls_key: Annotated[Path | None, typer.Option(envvar="TLS_KEY")] = None,
    shop: Annotated[str | None, typer.Option(envvar="SOUK_MODE", help="demo or production.")] = None,
    exempt: Annotated[
        str | None, typer.Option(envvar="SOUK_RATE_LIMIT_EXEMPT", help="Networks without rate limits.")
    ] = None,
) -> None:
    """Start everything and wait until it is healthy."""
    started = time.monotonic()
    base, how = _base(state, load(state))
    wanted_tls = base.tls if tls is None else tls or tls_cert is not None
    default_port = DEFAULT_TLS_PORT if wanted_tls and base.port == DEFAULT_PORT else base.port
    options = StackOptions(
        state_dir=state,
        port=port or default_port,
        port_base=port_base or base.port_base,
        mode=_shop_mode(shop) if shop else base.mode,
        tls=wanted_tls,
        tls_cert=tls_cert or base.tls_cert,
        tls_key=tls_key or base.tls_key,
        replicas=base.replicas,
        rate_limit_exempt=tuple(exempt.split(",")) if exempt else base.rate_limit_exempt,
    )
    chosen, reason = _choose(mode, how)
    console.print(f"Starting Souk [bold]{chosen}[/] ({reason})")
    stack = _stack(options, chosen)
    stack.up()
    console.print(f"Souk is up at [bold]{stack.base_url}[/] after {time.monotonic() - started:.0f} s")
    if options.mode == "demo":
        console.print("Accounts: buyer@demo.com, seller@demo.com, admin@demo.com (password demo123)")


@app.command()
def down(state: State = DEFAULT_STATE) -> None:
    """Stop everything; the data stays."""
    remembered(state).down()


@app.command()
def clean(state: State = DEFAULT_STATE) -> None:
    """Stop everything and remove data, logs and secrets."""
    if state.exists():
        remembered(state).clean()


@app.command()
def ps(state: State = DEFAULT_STATE) -> None:
    """Show every process, its address and its health."""
    processes = remembered(state).processes()
    table = Table("process", "address", "pid", "up", "health", box=None, pad_edge=False)
    for process in processes:
        colour = "green" if process.is_healthy else "red"
        pid = str(process.pid or "-")
        table.add_row(process.name, process.address, pid, _age(process), f"[{colour}]{process.health}[/]")
    Console(highlight=False).print(table)
    if not processes or any(not process.is_healthy for process in processes):
        raise typer.Exit(1)


@app.command()
def logs(
    service: Annotated[str | None, typer.Argument()] = None,
    state: State = DEFAULT_STATE,
    follow: Annotated[bool, typer.Option(envvar="FOLLOW")] = True,
) -> None:
    """Show the logs, of everything or of one service."""
    command = remembered(state).log_command(service, follow=follow)
    try:
        subprocess.run(command, check=False)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


@app.command()
def restart(service: Service, state: State = DEFAULT_STATE) -> None:
    """Start a service's replicas anew, one by one, without dropping a request."""
    remembered(state, running=True).restart(service)


@app.command()
def scale(service: Service, count: Annotated[int, typer.Argument()], state: State = DEFAULT_STATE) -> None:
    """Run COUNT replicas of a service, without dropping a request."""
    remembered(state, running=True).scale(service, count)


@app.command()
def fill(
    state: State = DEFAULT_STATE,
    orders: Annotated[int, typer.Option(envvar="ORDERS")] = 100_000,
    products: Annotated[int, typer.Option(envvar="PRODUCTS")] = 20_000,
    users: Annotated[int, typer.Option(envvar="USERS", help="Buyers and sellers.")] = 5_000,
    days: Annotated[int, typer.Option(envvar="DAYS", help="How far back the trade begins.")] = 365,
    seed: Annotated[int, typer.Option(envvar="SEED", help="The same seed makes the same trade.")] = 1,
) -> None:
    """Fill a demo shop with made-up trade."""
    numbers = {"orders": orders, "products": products, "users": users, "days": days, "seed": seed}
    wanted = [f"--{name}={number}" for name, number in numbers.items()]
    command, environment = remembered(state, running=True).init_command("fill", *wanted)
    show_fill(command, environment, console)


@app.command()
def mode(wanted: Annotated[str, typer.Option("--mode", envvar="MODE")] = "auto") -> None:
    """Say which way `up` would choose, and why."""
    chosen, reason = _choose(wanted, None)
    typer.echo(f"{chosen} ({reason})")


@app.command()
def url(state: State = DEFAULT_STATE) -> None:
    """Print the shop's address."""
    typer.echo(remembered(state).base_url)


@app.command()
def node() -> None:
    """Make sure that Node is there, for those who build the frontend by hand."""
    require_node()


def main() -> None:
    """Run a command; an error is one line and status 1."""
    try:
        app()
    except StackError as error:
        sys.stderr.write(f"souk: {error}\n")
        sys.exit(1)


def remembered(state: Path, *, running: bool = False) -> Stack:
    """The stack that `state` remembers; raises StackError when there is none or, if asked for, it does not run."""
    known = load(state)
    stack = _stack(*known) if known else NativeStack(StackOptions(state_dir=state))
    if running and not stack.is_running():
        raise StackError("Souk is not running: start it with make up")
    return stack


def _base(state: Path, known: tuple[StackOptions, Mode] | None) -> tuple[StackOptions, Mode | None]:
    """What a new `up` starts from: a running stack's own options, else the defaults."""
    if known and _stack(*known).is_running():
        return known
    return StackOptions(state_dir=state, port=DEFAULT_PORT, port_base=DEFAULT_PORT_BASE), None


def _choose(wanted: str, running: Mode | None) -> tuple[Mode, str]:
    if wanted not in ("auto", "docker", "native"):
        raise StackError(f"MODE is {wanted!r}: make it docker or native, or leave it out")
    if running and wanted not in ("auto", running):
        raise StackError(f"Souk already runs {running}: make down first, then make up MODE={wanted}")
    if running:
        return running, "as it runs already"
    if wanted == "native":
        return "native", "as MODE says"
    answers, reason = docker_answers()
    if wanted == "docker" and not answers:
        raise StackError(f"{reason}: start the engine, or use make up MODE=native")
    return ("docker" if answers else "native"), reason


def _shop_mode(text: str) -> ShopMode:
    if text == "production":
        return "production"
    if text == "demo":
        return "demo"
    raise StackError(f"SOUK_MODE is {text!r}: make it demo or production")


def _stack(options: StackOptions, how: Mode) -> Stack:
    kind = ComposeStack if how == "docker" else NativeStack
    return kind(options, lambda text: console.print(f"  {text}"))


def _age(process: Process) -> str:
    if process.uptime_s is None:
        return "-"
    minutes, seconds = divmod(int(process.uptime_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h{minutes:02}m" if hours else f"{minutes}m{seconds:02}s"
