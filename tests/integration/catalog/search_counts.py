"""What people search for, sent and read as the tests of it do."""

from datetime import UTC, datetime, timedelta
from typing import cast

import httpx2

from souk_common.mongo import Document, Mongo
from tests.fixtures.services import SignedIn
from tests.fixtures.waiting import until

COUNTED_WITHIN_S = 10.0
FIGURES = ("searches", "partly", "nothing", "results", "clicks", "positions")


def visitor(number: int) -> dict[str, str]:
    """The headers of a visitor from another address, as NGINX sets them."""
    return {"X-Real-IP": f"203.0.113.{number}"}


async def search(client: httpx2.AsyncClient, text: str, *visitors: int, **more: str | int) -> None:
    for number in visitors:
        answer = await client.get("/api/products/", params={"search": text, **more}, headers=visitor(number))
        assert answer.status_code == 200


async def until_counted(mongo: Mongo, text: str, **figures: int) -> Document:
    """The row of a text, once it says this."""
    row: Document = {}

    async def is_counted() -> bool:
        row.update(await mongo.db.searches.find_one({"text": text}) or {})
        return bool(row) and {name: row[name] for name in figures} == figures

    await until(is_counted, COUNTED_WITHIN_S, f"{text} counted as {figures}")
    return row


async def report(client: httpx2.AsyncClient, admin: SignedIn, **query: str | int) -> Document:
    answer = await client.get("/api/admin/searches", params={"limit": 100, **query}, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    return cast(Document, answer.json())


def today() -> datetime:
    """The day in UTC, as it stands in the rows."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def born(text: str, days_ago: int) -> Document:
    """What a row of a text has from the beginning."""
    day = today() - timedelta(days=days_ago)
    return {"_id": f"{day:%Y-%m-%d} {text}", "text": text, "day": day}
