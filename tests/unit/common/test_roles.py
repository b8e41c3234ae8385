"""A route that does not say who may call it never starts."""

import pytest

from souk_common.app import api_router
from souk_common.identity import Anyone, CurrentSellerOrAdmin
from souk_common.identity.access import declare_roles


def test_a_route_without_roles_is_refused() -> None:
    router = api_router("/api/x", "x")

    @router.get("/open-by-mistake")
    async def _open_by_mistake() -> None: ...

    with pytest.raises(RuntimeError, match="open-by-mistake declares no roles"):
        declare_roles(router)


def test_roles_are_written_into_the_operation() -> None:
    router = api_router("/api/x", "x")

    @router.get("/shop")
    async def _shop(actor: CurrentSellerOrAdmin) -> None: ...

    @router.get("/window", dependencies=[Anyone])
    async def _window() -> None: ...

    declare_roles(router)
    roles = [getattr(route, "openapi_extra")["x-roles"] for route in router.routes]  # noqa: B009 - typed as BaseRoute
    assert roles == [["seller", "admin"], ["anyone"]]
