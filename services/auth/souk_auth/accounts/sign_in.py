"""A user signs in with email and password."""

from souk_auth.context import Auth
from souk_auth.limits import TooManyFailures
from souk_auth.sessions.start import SignedIn, start_session
from souk_common.mongo import Session
from souk_common.problems import Forbidden, Unauthenticated


class AccountDisabled(Forbidden):
    """403: the password is right, but an admin has locked the account. Member: `reason`."""

    slug, title = "account-disabled", "This account has been disabled"


class WrongCredentials(Unauthenticated):
    """401, the same for an unknown email and a wrong password."""

    def __init__(self) -> None:
        super().__init__("The email or the password is wrong.")


async def sign_in(auth: Auth, email: str, password: str, address: str) -> SignedIn:
    """The account with a new session.

    Raises:
        TooManyRequests: too many sign-ins, or too many that failed.
        WrongCredentials: the two open no account. Finding out takes the same time whatever is wrong.
        AccountDisabled: they would, but an admin has disabled it.
    """
    try:
        await auth.limits.allow_sign_in(email, address)
    except TooManyFailures as burst:
        if burst.first_notice:
            target = await auth.users.by_email(email)
            await auth.audit.add("sign_in.blocked", of=target.id if target else None, address=address)
        raise
    user = await auth.users.by_email(email)
    matches = await auth.passwords.match(password, user.password_hash if user else None)
    if user is None or not matches:
        raise WrongCredentials
    await auth.limits.signed_in(email, address)
    if not user.is_active:
        reason = user.disabled_reason or "no reason was given"
        raise AccountDisabled(f"This account has been disabled by an admin: {reason}", reason=reason)

    async def open_session(transaction: Session) -> SignedIn:
        if not await auth.users.note_sign_in(transaction, user):
            raise WrongCredentials
        return await start_session(auth.sessions, transaction, user)

    return await auth.mongo.transaction(open_session)
