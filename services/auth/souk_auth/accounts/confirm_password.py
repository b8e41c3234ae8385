"""A signed-in user gives the password once more before something that matters."""

from bson import ObjectId

from souk_auth.accounts.model import User
from souk_auth.context import Auth
from souk_auth.limits import TooManyFailures
from souk_common.identity import Identity
from souk_common.problems import Invalid, Unauthenticated


async def confirm_password(auth: Auth, who: Identity, field: str, password: str) -> User:
    """The active account, whose password this is.

    Raises:
        TooManyRequests: too many wrong ones.
        Invalid: it is wrong; said on `field`.
        Unauthenticated: the account is not active any more.
    """
    try:
        await auth.limits.allow_password(who.user_id)
    except TooManyFailures as burst:
        if burst.first_notice:
            await auth.audit.add("password.guessed", of=ObjectId(who.user_id), by=who.user_id)
        raise
    user = await auth.users.by_id(ObjectId(who.user_id))
    if user is None or not user.is_active:
        raise Unauthenticated
    if not await auth.passwords.match(password, user.password_hash):
        raise Invalid({field: "This is not your password"})
    await auth.limits.password_was_right(who.user_id)
    return user
