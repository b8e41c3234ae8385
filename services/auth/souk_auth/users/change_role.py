"""An admin gives a user another role."""

from souk_auth.accounts.model import User
from souk_auth.context import Auth
from souk_auth.users.act_on import ByAdmin, act_on, moderate
from souk_common.identity import Role
from souk_common.mongo import Session


async def change_role(auth: Auth, admin: ByAdmin, user_id: str, role: Role) -> None:
    """Change the role and end all sessions, whose tokens name the old one.

    Raises:
        Conflict: it is the admin's own account, a deleted one, or in this role already.
        NotFound: there is no such account.
    """

    async def change(transaction: Session, user: User) -> None:
        await moderate(auth, transaction, user, user.in_role(role))
        await auth.sessions.end_all(transaction, user.id, "role_changed")
        await auth.audit.add(
            "user.role_changed",
            of=user.id,
            by=admin.id,
            transaction=transaction,
            address=admin.address,
            detail={"before": user.role, "after": role},
        )

    await act_on(auth, admin, user_id, change)
