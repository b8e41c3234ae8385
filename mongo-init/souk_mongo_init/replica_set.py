"""Bring the replica set to the wanted membership and settings, from whatever state it is in."""

import logging
import time
from typing import Any

from pymongo import MongoClient
from pymongo.errors import AutoReconnect, ConnectionFailure, OperationFailure, PyMongoError

from .settings import InitError, Settings

ELECTION_TIMEOUT_MS = 2000
HEARTBEAT_INTERVAL_MS = 500
NOT_YET_INITIALIZED = 94
ALREADY_INITIALIZED = 23
AUTHENTICATION_FAILED = 18
NOT_AUTHORIZED = 13
UNAUTHENTICATED = (NOT_AUTHORIZED, AUTHENTICATION_FAILED)
RECONFIG_BUSY = (109, 308, 10107, 11602)

Client = MongoClient[dict[str, Any]]

log = logging.getLogger("souk.init")


def wait_for_members(settings: Settings) -> None:
    """Return once every member answers; raises InitError when one does not in `wait_s`."""
    deadline = time.monotonic() + settings.wait_s
    for host in (settings.loopback, *settings.hosts[1:]):
        while not _answers(host):
            if time.monotonic() > deadline:
                raise InitError(f"mongod {host} does not answer after {settings.wait_s:.0f} s: look at its log")
            time.sleep(0.1)


def initiate(settings: Settings) -> None:
    """Initiate the set through the localhost exception, unless that is done already.

    Only the first member can be elected until `reconcile` has run: the exception for the first account
    holds on the loopback of the primary alone.
    """
    with _direct(settings.loopback) as client:
        if "setName" in client.admin.command("hello"):
            return
        try:
            client.admin.command("replSetInitiate", _config(settings, version=1, electable=1))
            log.info("replica set initiated: %s", ", ".join(settings.hosts))
        except OperationFailure as error:
            if error.code != ALREADY_INITIALIZED and error.code not in UNAUTHENTICATED:
                raise


def ensure_root(settings: Settings) -> None:
    """Make the root account with its password; raises InitError when no way in is open."""
    deadline = time.monotonic() + settings.wait_s
    while True:
        try:
            if _signs_in(settings, "root") or _create_root(settings) or _reset_root(settings):
                return
            raise InitError("neither mongo_root_password nor mongo_keyfile opens the database: put the old file back")
        except ConnectionFailure as error:
            failure: PyMongoError = error
        except OperationFailure as error:
            if error.code not in RECONFIG_BUSY:
                raise
            failure = error
        if time.monotonic() > deadline:
            raise InitError(f"no writable primary after {settings.wait_s:.0f} s: {failure}")
        time.sleep(0.1)


def reconcile(client: Client, settings: Settings) -> None:
    """Give the running set the wanted members (all electable) and settings."""
    deadline = time.monotonic() + settings.wait_s
    while True:
        try:
            current = client.admin.command("replSetGetConfig")["config"]
            wanted = _config(settings, version=current["version"] + 1, electable=len(settings.hosts))
            if _essence(current) == _essence(wanted):
                return
            wanted["protocolVersion"] = current["protocolVersion"]
            client.admin.command("replSetReconfig", wanted)
            log.info("replica set configured anew")
            return
        except (AutoReconnect, OperationFailure) as error:
            if isinstance(error, OperationFailure) and error.code not in RECONFIG_BUSY:
                raise
            if time.monotonic() > deadline:
                raise InitError(f"the replica set takes no new configuration: {error}") from error
            time.sleep(0.2)


def connect(settings: Settings) -> Client:
    """Return a client of the whole set, signed in as root, with majority reads and writes."""
    return MongoClient(
        list(settings.hosts),
        replicaSet=settings.replica_set,
        username="root",
        password=settings.passwords["root"],
        authSource="admin",
        w="majority",
        readConcernLevel="majority",
        serverSelectionTimeoutMS=int(settings.wait_s * 1000),
        connectTimeoutMS=1500,
        heartbeatFrequencyMS=500,
        tz_aware=True,
    )


def signs_in(client: Client, settings: Settings, account: str) -> bool:
    """Tell whether `account` can sign in on the primary with the password of its secret file."""
    host, port = client.primary or ("", 0)
    return _signs_in_at(f"{host}:{port}", account, settings.passwords[account])


def _direct(host: str, **options: Any) -> Client:
    return MongoClient(host, directConnection=True, serverSelectionTimeoutMS=2000, connectTimeoutMS=1500, **options)


def _answers(host: str) -> bool:
    try:
        with MongoClient[dict[str, Any]](
            host, directConnection=True, serverSelectionTimeoutMS=500, connectTimeoutMS=500
        ) as client:
            client.admin.command("ping")
    except ConnectionFailure:
        return False
    return True


def _signs_in(settings: Settings, account: str) -> bool:
    return _signs_in_at(settings.loopback, account, settings.passwords[account])


def _signs_in_at(host: str, account: str, password: str) -> bool:
    try:
        with _direct(host, username=account, password=password, authSource="admin") as client:
            client.admin.command("ping")
    except OperationFailure as error:
        if error.code not in UNAUTHENTICATED:
            raise
        return False
    return True


def _create_root(settings: Settings) -> bool:
    with _direct(settings.loopback) as client:
        try:
            client.admin.command(
                "createUser",
                "root",
                pwd=settings.passwords["root"],
                roles=[{"role": "root", "db": "admin"}],
                writeConcern={"w": "majority", "wtimeout": 10_000},
            )
        except OperationFailure as error:
            if error.code not in UNAUTHENTICATED:
                raise
            return False
    log.info("root account created")
    return True


def _reset_root(settings: Settings) -> bool:
    """Set root's password by the members' own account, whose password is the keyfile's text."""
    if settings.keyfile is None:
        return False
    try:
        with MongoClient[dict[str, Any]](
            list(settings.hosts),
            replicaSet=settings.replica_set,
            username="__system",
            password=settings.keyfile,
            authSource="local",
            serverSelectionTimeoutMS=5000,
        ) as client:
            client.admin.command("updateUser", "root", pwd=settings.passwords["root"])
    except OperationFailure as error:
        if error.code not in UNAUTHENTICATED:
            raise
        return False
    log.info("root password set anew")
    return True


def _config(settings: Settings, version: int, electable: int) -> dict[str, Any]:
    return {
        "_id": settings.replica_set,
        "version": version,
        "members": [
            {"_id": number, "host": host, "priority": 1 if number < electable else 0}
            for number, host in enumerate(settings.hosts)
        ],
        "settings": {
            "electionTimeoutMillis": ELECTION_TIMEOUT_MS,
            "heartbeatIntervalMillis": HEARTBEAT_INTERVAL_MS,
        },
    }


def _essence(config: dict[str, Any]) -> tuple[object, ...]:
    members = tuple((member["_id"], member["host"], float(member["priority"])) for member in config["members"])
    settings = config["settings"]
    return members, settings["electionTimeoutMillis"], settings["heartbeatIntervalMillis"]
