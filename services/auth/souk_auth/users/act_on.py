"""An admin acts on somebody's account: what all such acts have in common."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bson import ObjectId

from souk_auth.accounts.model import User
from souk_auth.context import Auth
from souk_common.identity import Identity
from souk_common.mongo import Session
from souk_common.problems import Conflict, NotFound, Unauthenticated

Act = Callable[[Session, User], Awaitable[None]]
"""What is done to the account, in the transaction that has read it."""


@dataclass(frozen=True, slots=True)
class ByAdmin:
    """The admin who acts, and from which address."""

    who: Identity
    address: str

    @property
    def id(self) -> ObjectId:
        """The admin's id as the database holds it."""
        return ObjectId(self.who.user_id)


class OwnAccount(Conflict):
    """409: admins do not lock themselves out; so an admin always stays."""

    slug, title = "own-account", "This is your own account"

    def __init__(self) -> None:
        super().__init__("You cannot do this to your own account. Ask another admin.")


async def act_on(auth: Auth, admin: ByAdmin, user_id: str, act: Act) -> None:
    """Do it in one transaction, which holds the acting admin's account as that of an active admin.

    Nobody acts on themselves, so whoever acts is the admin who stays, whatever happens to the other one.

    Raises:
        OwnAccount: it is the admin's own.
        Unauthenticated: the admin is not an active admin any more.
        NotFound: there is no such account.
    """
    if user_id == admin.who.user_id:
        raise OwnAccount

    async def work(transaction: Session) -> None:
        if not await auth.users.hold_admin(transaction, admin.id):
            raise Unauthenticated("You are not an admin any more. Please sign in again.")
        user = await auth.users.by_id(ObjectId(user_id), transaction)
        if user is None:
            raise NotFound("There is no such user.")
        await act(transaction, user)

    await auth.mongo.transaction(work)


async def moderate(auth: Auth, transaction: Session, user: User, changed: User) -> None:
    """Write the account's new status or role.

    Raises:
        Conflict: the account was changed meanwhile.
    """
    if not await auth.users.moderate(transaction, user, changed):
        raise Conflict("This account was changed in the meantime. Please try again.")
