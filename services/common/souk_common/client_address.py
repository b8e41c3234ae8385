"""Where a request comes from."""

import ipaddress
from typing import Annotated

from fastapi import Depends, Request


def address_of(request: Request) -> str:
    """The client's address as NGINX saw it (nobody else can set the header), else that of the connection."""
    try:
        return str(ipaddress.ip_address(request.headers.get("x-real-ip", "")))
    except ValueError:
        return request.client.host if request.client else "unknown"


async def _address(request: Request) -> str:
    return address_of(request)


ClientAddress = Annotated[str, Depends(_address)]
