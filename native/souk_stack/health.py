"""Ask a part of the stack how it is, in one word."""

import http.client
import ssl
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

TIMEOUT_S = 2.0
HTTP_OK = 200


def http_health(address: str, *, tls: bool = False) -> str:
    """`healthy`, `unhealthy (status)` or `down`, by GET /api/health at host:port."""
    host, _, port = address.rpartition(":")
    connection: http.client.HTTPConnection
    if tls:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # our own, on the loopback
        connection = http.client.HTTPSConnection(host, int(port), timeout=TIMEOUT_S, context=context)
    else:
        connection = http.client.HTTPConnection(host, int(port), timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/api/health")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return "down"
    finally:
        connection.close()
    return "healthy" if status == HTTP_OK else f"unhealthy ({status})"


def mongo_health(address: str) -> str:
    """`primary`, `secondary`, `starting` or `down`."""
    try:
        with MongoClient[dict[str, Any]](
            address, directConnection=True, serverSelectionTimeoutMS=1000, connectTimeoutMS=1000
        ) as client:
            hello = client.admin.command("hello")
    except PyMongoError:
        return "down"
    if hello.get("isWritablePrimary"):
        return "primary"
    return "secondary" if hello.get("secondary") else "starting"
