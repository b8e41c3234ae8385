"""The task of each replica that adds up the days that are over."""

import asyncio
import random
from zoneinfo import ZoneInfo

import structlog
from fastapi import FastAPI

from souk_common.mongo import Mongo
from souk_common.sales import SalesReader
from souk_common.settings import Settings
from souk_orders.analytics.roll_up import RollUp

log = structlog.get_logger("sales_days")

ROUND_S = 15.0
_FORGET_EVERY = 40
_PAUSE_S = 0.01


async def add_days_up(app: FastAPI) -> None:
    """Every `ROUND_S` look for days to add up. Replicas do the same and find done what another one did first."""
    settings: Settings = app.state.settings
    mongo: Mongo = app.state.mongo
    sales = SalesReader(mongo.db, settings.shop_timezone)
    roll_up = RollUp(mongo, ZoneInfo(settings.shop_timezone))
    rounds = 0
    while True:
        await asyncio.sleep(random.uniform(0.5, 1.5) * ROUND_S)  # noqa: S311 - jitter
        rounds += 1
        try:
            if rounds % _FORGET_EVERY == 0 and (wrong := await roll_up.forget_wrong()):
                log.warning("days were added up of other orders than there are", days=wrong)
            days = await roll_up.due(await sales.now())
            for day in days:
                await roll_up.day(day)
                await asyncio.sleep(_PAUSE_S)
        except Exception:  # whatever it is: dashboards count from the orders meanwhile, and the next round tries again
            log.warning("days not added up", exc_info=True)
