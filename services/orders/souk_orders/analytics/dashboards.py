"""The two dashboards, put together."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypedDict

from bson import ObjectId

from souk_common.brief_cache import BriefCache
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Database, Document, Mongo
from souk_common.sales import DaySales, Period, PeriodSales, SalesReader, Sold
from souk_orders.analytics.inventory_figures import inventory_figures, market_stock
from souk_orders.analytics.market_counts import Users, count_products, count_users
from souk_orders.analytics.schemas import (
    AdminDashboard,
    DayFigures,
    InventoryFigures,
    LowStockProduct,
    OrdersByStatus,
    PeriodOut,
    PeriodQuery,
    ProductsInCategory,
    SellerAnalytics,
    TopProduct,
    TopSeller,
    Totals,
)

MOST_PRODUCTS = 10
MOST_SELLERS = 10
REMEMBERED_S = 2.0
_GONE = "No longer known"


@dataclass(frozen=True, slots=True)
class _Sales:
    period: Period
    days: list[DaySales]
    now: PeriodSales
    before: PeriodSales


@dataclass(frozen=True, slots=True)
class _Market:
    """What the market has now, whichever the period."""

    inventory: InventoryFigures
    low_stock: list[LowStockProduct]
    users: Users
    categories: list[ProductsInCategory]


class _SalesFigures(TypedDict):
    period: PeriodOut
    totals: Totals
    before: Totals
    by_day: list[DayFigures]
    top_products: list[TopProduct]
    orders_by_status: OrdersByStatus


class Dashboards:
    """Reads from the primary: who just sold or settled something sees it.

    What the market has in stock and how many users is remembered for `REMEMBERED_S`: live dashboards ask again with
    every sale.
    """

    def __init__(self, mongo: Mongo, shop_timezone: str) -> None:
        self._db: Database = mongo.db
        self._timezone = shop_timezone
        self._sales = SalesReader(mongo.db, shop_timezone)
        self._there_is = BriefCache[_Market](ttl_s=REMEMBERED_S, size=1)

    async def seller(self, seller_id: str, query: PeriodQuery) -> SellerAnalytics:
        """One seller's figures; nothing in them is of another."""
        sales, inventory = await asyncio.gather(self._sold(query, seller_id), inventory_figures(self._db, seller_id))
        return SellerAnalytics(**await self._figures(sales), inventory=inventory)

    async def market(self, query: PeriodQuery) -> AdminDashboard:
        """The whole market's figures."""
        sales, there = await asyncio.gather(self._sold(query, None), self._there_is.get("all", self._look_around))
        figures, top_sellers = await asyncio.gather(self._figures(sales), self._top_sellers(sales.now))
        return AdminDashboard(
            **figures,
            inventory=there.inventory,
            top_sellers=top_sellers,
            users_by_role=there.users.by_role,
            users_disabled=there.users.disabled,
            products_by_category=there.categories,
            low_stock=there.low_stock,
        )

    async def _look_around(self) -> _Market:
        (inventory, low_stock), users, categories = await asyncio.gather(
            market_stock(self._db), count_users(self._db), count_products(self._db)
        )
        return _Market(inventory, low_stock, users, categories)

    async def _sold(self, query: PeriodQuery, seller_id: str | None) -> _Sales:
        period = query.chosen(await self._sales.today())
        sales = await self._sales.compare(period, seller_id)
        # in a thread, so that the checkouts of this replica need not wait for it
        now = await asyncio.to_thread(PeriodSales.of, sales.days)
        return _Sales(period, sales.days, now, PeriodSales.of(sales.before))

    async def _figures(self, sales: _Sales) -> _SalesFigures:
        return {
            "period": _period(sales.period, self._timezone),
            "totals": _totals(sales.now.sold),
            "before": _totals(sales.before.sold),
            "by_day": [_day(day, figures.sold) for day, figures in zip(sales.period.dates, sales.days, strict=True)],
            "top_products": await self._top_products(sales.now),
            "orders_by_status": OrdersByStatus(**asdict(sales.now.statuses)),
        }

    async def _top_products(self, sales: PeriodSales) -> list[TopProduct]:
        top = sales.top_products(MOST_PRODUCTS)
        rows = await self._rows_of(PRODUCTS, [row.product_id for row in top])
        return [
            TopProduct(
                product_id=row.product_id,
                name=rows.get(row.product_id, {}).get("name", _GONE),
                image=next(iter(rows.get(row.product_id, {}).get("images") or []), None),
                units=row.units,
                revenue=row.revenue_cents,
            )
            for row in top
        ]

    async def _top_sellers(self, sales: PeriodSales) -> list[TopSeller]:
        top = sales.top_sellers(MOST_SELLERS)
        rows = await self._rows_of("users", [row.seller_id for row in top])
        return [
            TopSeller(
                seller_id=row.seller_id,
                name=rows.get(row.seller_id, {}).get("name", _GONE),
                orders=row.sold.orders,
                units=row.sold.units,
                revenue=row.sold.revenue_cents,
            )
            for row in top
        ]

    async def _rows_of(self, collection: str, ids: list[str]) -> dict[str, Document]:
        found = {"_id": {"$in": [ObjectId(each) for each in ids]}}
        rows = self._db[collection].find(
            found, {"name": 1, "images": {"$slice": 1}}, limit=len(ids) or 1, max_time_ms=READ_MAX_TIME_MS
        )
        return {str(row["_id"]): row async for row in rows}


def _period(period: Period, timezone: str) -> PeriodOut:
    return PeriodOut.model_validate(
        {
            "from": period.since,
            "to": period.until,
            "days": period.days,
            "timezone": timezone,
            "before_from": period.before.since,
            "before_to": period.before.until,
        }
    )


def _day(day: date, sold: Sold) -> DayFigures:
    return DayFigures(day=day, revenue=sold.revenue_cents, orders=sold.orders, units=sold.units)


def _totals(sold: Sold) -> Totals:
    return Totals(
        revenue=sold.revenue_cents, orders=sold.orders, units=sold.units, average_order=sold.average_order_cents
    )
