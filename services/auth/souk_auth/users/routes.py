"""`/api/admin/users`: admins look after accounts. Each act ends the sessions it has to and is written down."""

from typing import Annotated

from fastapi import Depends, Query, Request

from souk_auth.context import CurrentAuth
from souk_auth.users.act_on import ByAdmin
from souk_auth.users.change_role import change_role
from souk_auth.users.delete_user import delete_user
from souk_auth.users.repository import Users
from souk_auth.users.schemas import (
    AdminUserDetailOut,
    AdminUserOut,
    DeleteUserIn,
    UserRoleIn,
    UsersQuery,
    UserStatusIn,
)
from souk_auth.users.set_status import disable_user, enable_user
from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import CurrentAdmin
from souk_common.pagination import Page, page_count
from souk_common.problems import NotFound
from souk_common.schemas import PathId

router = api_router("/api/admin/users", "admin")


async def _users(request: Request) -> Users:
    return Users(request.app.state.mongo)


async def _by_admin(admin: CurrentAdmin, address: ClientAddress) -> ByAdmin:
    return ByAdmin(admin, address)


AllUsers = Annotated[Users, Depends(_users)]
ActingAdmin = Annotated[ByAdmin, Depends(_by_admin)]


@router.get("", operation_id="listUsers")
async def list_users(
    _admin: CurrentAdmin, users: AllUsers, query: Annotated[UsersQuery, Query()]
) -> Page[AdminUserOut]:
    """Users, newest first."""
    items, total = await users.page(query)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.get("/{user_id:object_id}", operation_id="getUser")
async def get_user(_admin: CurrentAdmin, users: AllUsers, user_id: PathId) -> AdminUserDetailOut:
    """One user, with what hangs on the account."""
    return await _detail(users, user_id)


@router.put("/{user_id:object_id}/status", operation_id="setUserStatus")
async def put_status(
    auth: CurrentAuth, admin: ActingAdmin, users: AllUsers, user_id: PathId, body: UserStatusIn
) -> AdminUserDetailOut:
    """Disable the account (its owner is signed out everywhere) or enable it again."""
    if body.reason is not None:
        await disable_user(auth, admin, user_id, body.reason)
    else:
        await enable_user(auth, admin, user_id)
    return await _detail(users, user_id)


@router.put("/{user_id:object_id}/role", operation_id="setUserRole")
async def put_role(
    auth: CurrentAuth, admin: ActingAdmin, users: AllUsers, user_id: PathId, body: UserRoleIn
) -> AdminUserDetailOut:
    """Give the user another role; they have to sign in again."""
    await change_role(auth, admin, user_id, body.role)
    return await _detail(users, user_id)


@router.delete("/{user_id:object_id}", operation_id="deleteUser", status_code=204)
async def delete(auth: CurrentAuth, admin: ActingAdmin, user_id: PathId, body: DeleteUserIn) -> None:
    """Delete the account for good: everything personal is erased, a seller's products leave the market."""
    await delete_user(auth, admin, user_id, body.confirm)


async def _detail(users: Users, user_id: str) -> AdminUserDetailOut:
    user = await users.get(user_id)
    if user is None:
        raise NotFound("There is no such user.")
    return AdminUserDetailOut(**user.model_dump(), ties=await users.ties(user_id))
