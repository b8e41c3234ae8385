"""Which days a dashboard shows, and who may look at it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest

from souk_common.settings import Settings
from tests.fixtures.services import SignIn

PATHS = {"seller": "/api/analytics/seller", "admin": "/api/admin/dashboard"}

BAD = {
    "period=1d": "period",
    "period=": "period",
    "from=2026-01-01": "to",
    "to=2026-01-01": "from",
    "from=2026-01-02&to=2026-01-01": "from",
    "from=2025-01-01&to=2026-01-02": "to",
    "period=7d&from=2026-01-01&to=2026-01-02": "period",
    "from=2026-02-30&to=2026-03-01": "from",
    "from=20260101&to=2026-03-01": "from",
    "from=2026-W01-1&to=2026-03-01": "from",
    "from=2026-01-01T00:00:00Z&to=2026-03-01": "from",
    "from=0001-01-01&to=2026-01-02": "from",
    "from=1767225600&to=2026-03-01": "from",
    "from=2026-01-01&to=9999-12-31": "to",
    "days=7": "days",
    "seller_id=000000000000000000000000": "seller_id",
}


@pytest.mark.parametrize("role", ["seller", "admin"])
@pytest.mark.parametrize("query", BAD)
async def test_a_period_that_makes_no_sense_is_refused_and_the_field_named(
    client: httpx2.AsyncClient, sign_in: SignIn, role: str, query: str
) -> None:
    user = await sign_in("seller" if role == "seller" else "admin")
    answer = await client.get(f"{PATHS[role]}?{query}", headers=user.headers)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [BAD[query]]


@pytest.mark.parametrize(("name", "days"), [("", 30), ("today", 1), ("7d", 7), ("30d", 30), ("90d", 90)])
async def test_a_named_period_ends_today_by_the_shops_calendar(
    client: httpx2.AsyncClient, sign_in: SignIn, settings: Settings, name: str, days: int
) -> None:
    seller = await sign_in("seller")
    today = datetime.now(UTC).astimezone(ZoneInfo(settings.shop_timezone)).date()
    answer = await client.get(PATHS["seller"], params={"period": name} if name else {}, headers=seller.headers)
    figures = answer.json()
    assert figures["period"] == {
        "from": str(today - timedelta(days=days - 1)),
        "to": str(today),
        "days": days,
        "timezone": "America/New_York",
        "before_from": str(today - timedelta(days=2 * days - 1)),
        "before_to": str(today - timedelta(days=days)),
    }
    assert [row["day"] for row in figures["by_day"]] == [
        str(today - timedelta(days=back)) for back in reversed(range(days))
    ]


async def test_a_free_range_has_both_its_ends_and_as_many_days_before(
    client: httpx2.AsyncClient, sign_in: SignIn
) -> None:
    admin = await sign_in("admin")
    answer = await client.get(f"{PATHS['admin']}?from=2024-01-01&to=2024-12-31", headers=admin.headers)
    figures = answer.json()
    assert figures["period"]["days"] == len(figures["by_day"]) == 366
    assert (figures["period"]["before_from"], figures["period"]["before_to"]) == ("2022-12-31", "2023-12-31")
    assert date.fromisoformat(figures["by_day"][-1]["day"]) == date(2024, 12, 31)


async def test_each_dashboard_is_for_its_own_role(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    for path, allowed in ((PATHS["seller"], seller), (PATHS["admin"], admin)):
        answers = {user.role: await client.get(path, headers=user.headers) for user in (buyer, seller, admin)}
        assert {role for role, answer in answers.items() if answer.status_code == 200} == {allowed.role}
        assert (await client.get(path)).status_code == 401
