"""A visitor opens an account, and is signed in."""

from souk_auth.accounts.schemas import RegisterIn
from souk_auth.context import Auth
from souk_auth.sessions.start import SignedIn, start_session
from souk_common.mongo import Session


async def register(auth: Auth, new: RegisterIn, address: str) -> SignedIn:
    """The new account with its first session.

    Raises:
        TooManyRequests: too many registrations from this address.
        Invalid: the password is weak.
        EmailTaken: the address has an account.
    """
    await auth.limits.allow_register(address)
    await auth.passwords.refuse_weak("password", new.password, [new.name, new.email])
    password_hash = await auth.passwords.hash(new.password)

    async def open_account(transaction: Session) -> SignedIn:
        user = await auth.users.add(transaction, new.name, new.email, password_hash, new.role)
        return await start_session(auth.sessions, transaction, user)

    return await auth.mongo.transaction(open_account)
