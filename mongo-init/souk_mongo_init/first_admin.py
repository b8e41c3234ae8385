"""The one-time command that makes the first admin of a production shop."""

import getpass
import sys
from datetime import UTC, datetime

from .demo.seed import hash_password
from .replica_set import Client
from .settings import InitError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD_BYTES = 72


def create_first_admin(client: Client, database: str, email: str, name: str) -> None:
    """Insert an admin, whose password is prompted for or read from standard input.

    Raises InitError when there is an admin, the address is taken or none, or the password too weak.
    """
    users = client[database].users
    email = email.strip().lower()
    if "@" not in email:
        raise InitError(f"{email!r} is not an email address")
    if users.find_one({"role": "admin", "status": {"$ne": "deleted"}}):
        raise InitError("there is an admin already: this command makes only the first one")
    if users.find_one({"email": email}):
        raise InitError(f"{email} has an account already: use another address")
    password = _read_password()
    now = datetime.now(UTC)
    users.insert_one(
        {
            "name": name,
            "email": email,
            "password_hash": hash_password(password),
            "role": "admin",
            "status": "active",
            "created_at": now,
            "updated_at": now,
        }
    )


def _read_password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass("Password of the new admin: ")
        if getpass.getpass("Once more: ") != password:
            raise InitError("the two passwords differ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST_PASSWORD:
        raise InitError(f"the password is too short: give it {SHORTEST_PASSWORD} characters or more")
    if len(password.encode()) > LONGEST_PASSWORD_BYTES:
        raise InitError(f"the password is too long: {LONGEST_PASSWORD_BYTES} bytes is the most")
    return password
