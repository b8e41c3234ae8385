"""What admins are shown of what people search for."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from souk_common.mongo import Mongo
from tests.fixtures.services import SignedIn, SignIn
from tests.integration.catalog.search_counts import born, report, today


@pytest.fixture
async def admin(sign_in: SignIn) -> SignedIn:
    return await sign_in("admin")


@pytest.fixture
async def counted(mongo: Mongo) -> AsyncIterator[None]:
    """Nothing but these: text, days ago, searches, partly, nothing, clicks, positions."""
    rows = [
        ("kettle", 0, 10, 0, 0, 5, 8),
        ("kettle", 2, 4, 0, 0, 1, 1),
        ("kettle", 40, 100, 0, 0, 0, 0),
        ("teapot", 1, 8, 0, 0, 0, 0),
        ("gong", 0, 3, 1, 2, 0, 0),
        ("gong", 6, 2, 0, 2, 0, 0),
    ]
    names = ("searches", "partly", "nothing", "clicks", "positions")
    await mongo.db.searches.delete_many({})
    await mongo.db.searches.insert_many(
        {
            **born(text, ago),
            "results": figures[0],
            **dict(zip(names, figures, strict=True)),
        }
        for text, ago, *figures in rows
    )
    yield
    await mongo.db.searches.delete_many({})


@pytest.mark.usefixtures("counted")
async def test_the_report_adds_up_days(client: httpx2.AsyncClient, admin: SignedIn) -> None:
    week = await report(client, admin, days=7)
    assert [(item["text"], item["searches"], item["clicks"]) for item in week["items"]] == [
        ("kettle", 14, 6),
        ("teapot", 8, 0),
        ("gong", 5, 0),
    ]
    assert week["items"][0] == {
        "text": "kettle",
        "searches": 14,
        "partly": 0,
        "nothing": 0,
        "results": 10,
        "corrected": None,
        "clicks": 6,
        "mean_position": 1.5,
        "last_day": today().date().isoformat(),
    }
    assert week["summary"] == {"searches": 27, "unfound": 5, "clicks": 6}
    assert (await report(client, admin, days=90))["items"][0]["searches"] == 114


@pytest.mark.usefixtures("counted")
async def test_the_report_shows_what_is_missing_and_what_nobody_chose(
    client: httpx2.AsyncClient, admin: SignedIn
) -> None:
    for show, texts in (("all", ["kettle", "teapot", "gong"]), ("unfound", ["gong"]), ("unclicked", ["teapot"])):
        assert [item["text"] for item in (await report(client, admin, days=7, show=show))["items"]] == texts
    second = await report(client, admin, days=7, limit=1, page=2)
    assert ([item["text"] for item in second["items"]], second["total"], second["pages"]) == (["teapot"], 3, 3)


async def test_a_report_of_nothing_is_empty(client: httpx2.AsyncClient, mongo: Mongo, admin: SignedIn) -> None:
    await mongo.db.searches.delete_many({})
    empty = await report(client, admin)
    assert (empty["items"], empty["total"]) == ([], 0)
    assert empty["summary"] == {"searches": 0, "unfound": 0, "clicks": 0}
