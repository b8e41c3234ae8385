"""Who is asking: access tokens, their revocation, and the roles that a route lets in."""

from souk_common.identity.access import (
    Anyone,
    CurrentAdmin,
    CurrentBuyer,
    CurrentSeller,
    CurrentSellerOrAdmin,
    CurrentUser,
    CurrentVisitor,
)
from souk_common.identity.tokens import Identity, Role, TokenVerifier

__all__ = [
    "Anyone",
    "CurrentAdmin",
    "CurrentBuyer",
    "CurrentSeller",
    "CurrentSellerOrAdmin",
    "CurrentUser",
    "CurrentVisitor",
    "Identity",
    "Role",
    "TokenVerifier",
]
