"""An admin deletes somebody's account."""

from souk_auth.accounts.delete_account import erase
from souk_auth.accounts.model import User
from souk_auth.context import Auth
from souk_auth.users.act_on import ByAdmin, act_on
from souk_common.mongo import Session
from souk_common.problems import Invalid


async def delete_user(auth: Auth, admin: ByAdmin, user_id: str, confirm: str) -> None:
    """Erase the account and end all its sessions. `confirm` is its email, typed to show that it is meant.

    A seller's products leave the market for good (catalog follows the accounts). Open orders stay: their other side
    and the admins see them to their end.

    Raises:
        Invalid: `confirm` is not the account's email.
        Conflict: it is the admin's own, or deleted already.
        NotFound: there is no such account.
    """

    async def delete(transaction: Session, user: User) -> None:
        if user.email is not None and confirm.casefold() != user.email.casefold():
            raise Invalid({"confirm": "This is not the email of the account"})
        await erase(auth, transaction, user)
        await auth.audit.add(
            "user.deleted",
            of=user.id,
            by=admin.id,
            transaction=transaction,
            address=admin.address,
            detail={"role": user.role},
        )

    await act_on(auth, admin, user_id, delete)
