"""An admin locks an account, or opens it again."""

from souk_auth.accounts.model import User
from souk_auth.context import Auth
from souk_auth.users.act_on import ByAdmin, act_on, moderate
from souk_common.mongo import Session


async def disable_user(auth: Auth, admin: ByAdmin, user_id: str, reason: str) -> None:
    """Lock the account and end all its sessions. Its products leave the market (catalog follows the accounts).

    Raises:
        Conflict: it is the admin's own, or not active.
        NotFound: there is no such account.
    """

    async def disable(transaction: Session, user: User) -> None:
        await moderate(auth, transaction, user, user.disabled(reason))
        await auth.sessions.end_all(transaction, user.id, "account_disabled")
        await auth.audit.add(
            "user.disabled",
            of=user.id,
            by=admin.id,
            transaction=transaction,
            address=admin.address,
            detail={"reason": reason},
        )

    await act_on(auth, admin, user_id, disable)


async def enable_user(auth: Auth, admin: ByAdmin, user_id: str) -> None:
    """Open the account again.

    Raises:
        Conflict: it is the admin's own, or not disabled.
        NotFound: there is no such account.
    """

    async def enable(transaction: Session, user: User) -> None:
        await moderate(auth, transaction, user, user.enabled())
        await auth.audit.add("user.enabled", of=user.id, by=admin.id, transaction=transaction, address=admin.address)

    await act_on(auth, admin, user_id, enable)
