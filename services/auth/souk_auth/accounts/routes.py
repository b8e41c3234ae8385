"""Routes of accounts."""

from bson import ObjectId
from fastapi import Response

from souk_auth.accounts.change_password import change_password
from souk_auth.accounts.delete_account import delete_account
from souk_auth.accounts.register import register
from souk_auth.accounts.schemas import (
    DeleteAccountIn,
    LoginIn,
    PasswordIn,
    ProfileIn,
    RegisterIn,
    SignedInOut,
    UserOut,
)
from souk_auth.accounts.sign_in import sign_in
from souk_auth.answers import signed_in_answer, user_answer
from souk_auth.context import CurrentAuth
from souk_auth.sessions.cookie import clear_cookie
from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import Anyone, CurrentUser
from souk_common.problems import Unauthenticated

router = api_router("/api/auth", "auth")


@router.post("/register", operation_id="register", status_code=201, dependencies=[Anyone])
async def register_account(
    auth: CurrentAuth, address: ClientAddress, response: Response, body: RegisterIn
) -> SignedInOut:
    """Open an account as a buyer or a seller, and sign in with it."""
    return signed_in_answer(auth, response, await register(auth, body, address))


@router.post("/login", operation_id="login", dependencies=[Anyone])
async def login(auth: CurrentAuth, address: ClientAddress, response: Response, body: LoginIn) -> SignedInOut:
    """Sign in."""
    return signed_in_answer(auth, response, await sign_in(auth, body.email, body.password, address))


@router.get("/profile", operation_id="getProfile")
async def get_profile(auth: CurrentAuth, who: CurrentUser) -> UserOut:
    """Who I am."""
    user = await auth.users.by_id(ObjectId(who.user_id))
    if user is None or not user.is_active:
        raise Unauthenticated
    return user_answer(user)


@router.put("/profile", operation_id="updateProfile")
async def update_profile(auth: CurrentAuth, who: CurrentUser, body: ProfileIn) -> UserOut:
    """Change my name."""
    user = await auth.users.rename(ObjectId(who.user_id), body.name)
    if user is None:
        raise Unauthenticated
    return user_answer(user)


@router.put("/password", operation_id="changePassword", status_code=204)
async def put_password(auth: CurrentAuth, who: CurrentUser, body: PasswordIn) -> None:
    """Take a new password; every other sign-in of mine ends."""
    await change_password(auth, who, body.current_password, body.new_password)


@router.delete("/account", operation_id="deleteAccount", status_code=204)
async def delete_my_account(auth: CurrentAuth, who: CurrentUser, response: Response, body: DeleteAccountIn) -> None:
    """Leave for good: name, email and password are erased, orders stay without them."""
    await delete_account(auth, who, body.password)
    clear_cookie(response, tls=auth.settings.tls)
