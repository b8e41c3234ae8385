"""What the routes of sales are given."""

from typing import Annotated

from fastapi import Depends, Request

from souk_orders.shopkeeping.repository import SalesRepository


async def _sales(request: Request) -> SalesRepository:
    return SalesRepository(request.app.state.mongo)


Sales = Annotated[SalesRepository, Depends(_sales)]
