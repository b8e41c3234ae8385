"""`python -m souk_mongo_init`: make the database ready; safe to run again at any time."""

import argparse
import logging
import sys
from datetime import UTC

from pymongo.errors import PyMongoError

from .accounts import apply_accounts
from .apply_schema import apply_schema
from .demo.seed import ACCOUNTS, seed
from .fill import Counter, Plan, fill, refuse_unless_demo
from .first_admin import create_first_admin
from .replica_set import Client, connect, ensure_root, initiate, reconcile, wait_for_members
from .settings import InitError, Settings, load_settings


def main() -> int:
    """Run the job, `admin` to make the first admin or `fill` to make up trade; 1 when it could not be done."""
    logging.basicConfig(level=logging.INFO, format="mongo-init: %(message)s", stream=sys.stderr)
    arguments = _parser().parse_args()
    try:
        settings = load_settings()
        if arguments.command == "admin":
            with connect(settings) as client:
                create_first_admin(client, settings.database, arguments.email, arguments.name)
        elif arguments.command == "fill":
            refuse_unless_demo(settings)
            with connect(settings) as client:
                fill(client, settings.database, _plan(client, arguments))
        else:
            make_ready(settings)
    except (InitError, PyMongoError) as error:
        sys.stderr.write(f"mongo-init: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="souk_mongo_init", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    admin = commands.add_parser("admin", help="make the first admin (password prompted for, or on standard input)")
    admin.add_argument("--email", required=True)
    admin.add_argument("--name", default="Admin")
    trade = commands.add_parser("fill", help="make up trade in a demo shop; progress as JSON lines")
    for name in ("orders", "products", "users", "days", "seed"):
        trade.add_argument(f"--{name}", type=int, default=getattr(Plan, name))
    return parser


def _plan(client: Client, arguments: argparse.Namespace) -> Plan:
    """What was asked for, ending now by the database's clock."""
    now = client.admin.command("hello")["localTime"].replace(tzinfo=UTC)
    numbers = {name: getattr(arguments, name) for name in ("orders", "products", "users", "days", "seed")}
    return Plan(now, Counter.of(), **numbers)


def make_ready(settings: Settings) -> None:
    """Replica set, accounts, schema and, in demo mode, demo data."""
    wait_for_members(settings)
    initiate(settings)
    ensure_root(settings)
    with connect(settings) as client:
        reconcile(client, settings)
        apply_schema(client[settings.database])
        apply_accounts(client, settings)
        if settings.mode == "demo":
            seed(client, settings.database)
        else:
            refuse_demo_accounts(client, settings.database)


def refuse_demo_accounts(client: Client, database: str) -> None:
    """Raise InitError when this database was once filled in demo mode."""
    emails = [account.email for account in ACCOUNTS]
    if client[database].users.find_one({"email": {"$in": emails}, "status": "active"}):
        raise InitError("demo accounts are in the database: disable them or start production on a fresh one")


if __name__ == "__main__":
    sys.exit(main())
