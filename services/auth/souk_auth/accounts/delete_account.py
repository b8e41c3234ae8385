"""A user leaves: everything personal is erased, and the email is free again."""

from souk_auth.accounts.confirm_password import confirm_password
from souk_auth.accounts.model import User
from souk_auth.context import Auth
from souk_common.identity import Identity
from souk_common.mongo import Session
from souk_common.problems import Conflict


class ProductsOnSale(Conflict):
    """409: a seller leaves no products behind. Member: `products_on_sale`."""

    slug, title = "products-on-sale", "You still have products on sale"


class LastAdmin(Conflict):
    """409: someone has to mind the shop."""

    slug, title = "last-admin", "You are the last admin"


async def delete_account(auth: Auth, who: Identity, password: str) -> None:
    """Erase the account and end all its sessions.

    Raises:
        TooManyRequests: too many wrong passwords.
        Invalid: the password is wrong.
        ProductsOnSale: a seller has to take them off sale first.
        LastAdmin: another admin has to be there.
        Conflict: the account was changed meanwhile.
    """
    user = await confirm_password(auth, who, "password", password)

    async def leave(transaction: Session) -> None:
        await _leave_nothing_unminded(auth, transaction, user)
        await erase(auth, transaction, user)
        await auth.audit.add("account.deleted", of=user.id, by=user.id, transaction=transaction)

    await auth.mongo.transaction(leave)


async def erase(auth: Auth, transaction: Session, user: User) -> None:
    """Erase everything personal and end all sessions.

    Raises:
        Conflict: the account was changed meanwhile, or deleted before.
    """
    if not await auth.users.erase(transaction, user, user.erased()):
        raise Conflict("This account was changed in the meantime. Please try again.")
    await auth.sessions.end_all(transaction, user.id, "account_deleted")


async def _leave_nothing_unminded(auth: Auth, transaction: Session, user: User) -> None:
    if user.role == "seller" and (count := await auth.users.products_on_sale(transaction, user.id)):
        raise ProductsOnSale("Take your products off sale first, then delete your account.", products_on_sale=count)
    if user.role == "admin" and not await auth.users.another_admin_stays(transaction, user):
        raise LastAdmin("Nobody would be left to run the market. Make another admin first.")
