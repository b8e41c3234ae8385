"""A user takes a new password; whoever is signed in elsewhere with the old one is signed out."""

from bson import ObjectId

from souk_auth.accounts.confirm_password import confirm_password
from souk_auth.context import Auth
from souk_common.identity import Identity
from souk_common.mongo import Session
from souk_common.problems import Conflict, Invalid


async def change_password(auth: Auth, who: Identity, current_password: str, new_password: str) -> None:
    """Replace the password and end all of the user's sessions but the one at hand.

    Raises:
        TooManyRequests: too many wrong passwords.
        Invalid: the current password is wrong; or the new one is weak, or the current one again.
        Conflict: the account was changed meanwhile.
    """
    user = await confirm_password(auth, who, "current_password", current_password)
    if new_password == current_password:
        raise Invalid({"new_password": "This is your password already"})
    await auth.passwords.refuse_weak("new_password", new_password, [user.name, user.email or ""])
    password_hash = await auth.passwords.hash(new_password)

    async def replace(transaction: Session) -> None:
        if not await auth.users.change_password(transaction, user, password_hash):
            raise Conflict("Your account was changed in the meantime. Please try again.")
        await auth.sessions.end_all(transaction, user.id, "password_changed", spare=ObjectId(who.session_id))
        await auth.audit.add("password.changed", of=user.id, by=user.id, transaction=transaction)

    await auth.mongo.transaction(replace)
