"""One Mongo account per service, whose role lets it write only what the schema says it writes.

The grain is the collection: a role cannot be narrowed to a field, so that orders may update `products`
(it moves stock) and gateway `notifications` (it marks them read) rests on code for which field that is.
"""

import logging
from typing import Any

from .replica_set import Client, signs_in
from .schema import COLLECTIONS
from .settings import SERVICES, Settings

READ = ["find", "changeStream", "listCollections", "listIndexes"]
# for the admins' health page: how the members do, and how big and how used collections and indexes are
WATCH_MEMBERS = ["replSetGetStatus", "serverStatus"]
WATCH_COLLECTIONS = ["collStats", "indexStats"]

log = logging.getLogger("souk.init")


def apply_accounts(client: Client, settings: Settings) -> None:
    """Create or bring up to date each service's role, account and password."""
    admin = client.admin
    known_roles = {role["role"] for role in admin.command("rolesInfo", 1)["roles"]}
    known_users = {user["user"] for user in admin.command("usersInfo", 1)["users"]}
    for service in SERVICES:
        role = f"souk_{service}"
        verb = "updateRole" if role in known_roles else "createRole"
        admin.command(verb, role, privileges=privileges(service, settings.database), roles=[])
        if service not in known_users:
            admin.command(
                "createUser",
                service,
                pwd=settings.passwords[service],
                roles=[{"role": role, "db": "admin"}],
            )
            log.info("account %s created", service)
        elif not signs_in(client, settings, service):
            admin.command("updateUser", service, pwd=settings.passwords[service])
            log.info("password of %s set anew", service)


def privileges(service: str, database: str) -> list[dict[str, Any]]:
    """What `service` may do: read the whole database and its change stream, write its own collections."""
    granted: list[dict[str, Any]] = [
        {"resource": {"db": database, "collection": ""}, "actions": READ},
        *(
            {
                "resource": {"db": database, "collection": collection.name},
                "actions": [*collection.writers[service]],
            }
            for collection in COLLECTIONS
            if service in collection.writers
        ),
    ]
    if service == "gateway":
        granted.append({"resource": {"cluster": True}, "actions": WATCH_MEMBERS})
        granted.append({"resource": {"db": database, "collection": ""}, "actions": WATCH_COLLECTIONS})
    return granted
