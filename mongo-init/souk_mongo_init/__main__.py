"""`python -m souk_mongo_init`: make the database ready; safe to run again at any time."""

import argparse
import logging
import sys

from pymongo.errors import PyMongoError

from .accounts import apply_accounts
from .apply_schema import apply_schema
from .demo.seed import ACCOUNTS, seed
from .first_admin import create_first_admin
from .replica_set import Client, connect, ensure_root, initiate, reconcile, wait_for_members
from .settings import InitError, Settings, load_settings


def main() -> int:
    """Run the job, or `admin` to make the first admin; 1 when it could not be done."""
    logging.basicConfig(level=logging.INFO, format="mongo-init: %(message)s", stream=sys.stderr)
    parser = argparse.ArgumentParser(prog="souk_mongo_init", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    admin = commands.add_parser("admin", help="make the first admin (password prompted for, or on standard input)")
    admin.add_argument("--email", required=True)
    admin.add_argument("--name", default="Admin")
    arguments = parser.parse_args()
    try:
        settings = load_settings()
        if arguments.command == "admin":
            with connect(settings) as client:
                create_first_admin(client, settings.database, arguments.email, arguments.name)
        else:
            make_ready(settings)
    except (InitError, PyMongoError) as error:
        sys.stderr.write(f"mongo-init: {error}\n")
        return 1
    return 0


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
