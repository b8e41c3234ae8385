"""Where a request comes from."""

import ipaddress
from typing import Annotated

from fastapi import Depends, Request


async def _address(request: Request) -> str:
    """The client's address as NGINX saw it (nobody else can set the header), else that of the connection."""
    try:
        return str(ipaddress.ip_address(request.headers.get("x-real-ip", "")))
    except ValueError:
        return request.client.host if request.client else "unknown"


ClientAddress = Annotated[str, Depends(_address)]
