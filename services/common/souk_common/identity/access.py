"""Who may call a route, declared in the route's signature: `async def place(buyer: CurrentBuyer, ...)`.

Every route names one of these aliases; `declare_roles` writes the roles into the OpenAPI document as `x-roles`
and refuses a route that names none.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer

from souk_common.identity.tokens import Identity, Role, TokenVerifier
from souk_common.problems import Forbidden, Unauthenticated

ROLES: tuple[Role, ...] = ("buyer", "seller", "admin")
_SCHEME = "HTTPBearer"
_ABOUT_TOKEN = "The access token that register, login or refresh answered"  # noqa: S105 - no token


class Signed(HTTPBearer):
    """A dependency that lets in the signed-in users of some roles."""

    def __init__(self, *roles: Role) -> None:
        super().__init__(auto_error=False, scheme_name=_SCHEME, description=_ABOUT_TOKEN)
        self.roles: tuple[str, ...] = roles

    async def __call__(self, request: Request) -> Identity:  # type: ignore[override]
        """The caller's identity.

        Raises:
            Unauthenticated: no token, or one that does not hold.
            Forbidden: a role that is not let in.
        """
        credentials = await super().__call__(request)
        if credentials is None:
            raise Unauthenticated
        verifier: TokenVerifier = request.app.state.verifier
        identity = verifier.verify(credentials.credentials)
        request.scope["souk_user_id"] = identity.user_id
        if identity.role not in self.roles:
            raise Forbidden(f"This is for {' or '.join(f'{role}s' for role in self.roles)}; you are a {identity.role}.")
        return identity


class Open:
    """A dependency that marks a route as open to everybody, signed in or not."""

    roles: tuple[str, ...] = ("anyone",)

    async def __call__(self) -> None:
        """Let everybody in."""


class Visitor(Signed):
    """Open to everybody, and tells who it is when a token came along."""

    def __init__(self) -> None:
        super().__init__(*ROLES)
        self._signed = Signed(*ROLES)
        self.roles = Open.roles

    async def __call__(self, request: Request) -> Identity | None:  # type: ignore[override]
        """The caller's identity, or None for a visitor.

        Raises:
            Unauthenticated: a token came along, but it does not hold.
        """
        return await self._signed(request) if "authorization" in request.headers else None


Anyone = Depends(Open())
"""For the `dependencies=[...]` of an open route."""

CurrentVisitor = Annotated[Identity | None, Depends(Visitor())]
CurrentUser = Annotated[Identity, Depends(Signed(*ROLES))]
CurrentBuyer = Annotated[Identity, Depends(Signed("buyer"))]
CurrentSeller = Annotated[Identity, Depends(Signed("seller"))]
CurrentSellerOrAdmin = Annotated[Identity, Depends(Signed("seller", "admin"))]
CurrentAdmin = Annotated[Identity, Depends(Signed("admin"))]


def _calls(dependant: Dependant) -> Iterator[object]:
    for child in dependant.dependencies:
        yield child.call
        yield from _calls(child)


def declare_roles(router: APIRouter) -> None:
    """Write the roles of each of the router's routes into its OpenAPI operation, as `x-roles`.

    Raises:
        RuntimeError: a route declares no roles.
    """
    for route in router.routes:
        if not isinstance(route, APIRoute):
            raise RuntimeError(f"{route} is not an API route: it cannot declare its roles")
        roles = [call.roles for call in _calls(route.dependant) if isinstance(call, Signed | Open)]
        if not roles:
            raise RuntimeError(f"{sorted(route.methods or ())} {route.path} declares no roles in its signature")
        route.openapi_extra = {**(route.openapi_extra or {}), "x-roles": list(roles[0])}
