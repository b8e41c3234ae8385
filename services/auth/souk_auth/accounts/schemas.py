"""What the account routes take and answer."""

import unicodedata
from typing import Annotated, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, StringConstraints

from souk_auth.accounts.model import Status
from souk_auth.accounts.passwords import LONGEST_PASSWORD_BYTES, SHORTEST_PASSWORD
from souk_common.identity import Role
from souk_common.schemas import Id, RequestModel, ResponseModel, Timestamp

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_VISIBLE = frozenset("LNPS")


def _printable_name(name: str) -> str:
    if any(unicodedata.category(char) in _UNPRINTABLE or char in _BIDI_CONTROLS for char in name):
        raise ValueError("a name cannot contain control characters")
    if not any(unicodedata.category(char)[0] in _VISIBLE for char in name):
        raise ValueError("a name needs at least one visible character")
    return unicodedata.normalize("NFC", name)


def _normalised_email(email: str) -> str:
    try:
        # .test is a name for trying things out, and no mail is ever sent
        return validate_email(email, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        raise ValueError("this is not an email address") from None


def _hashable_password(password: str) -> str:
    length = len(password.encode())
    if length > LONGEST_PASSWORD_BYTES:
        raise ValueError(f"a password has at most {LONGEST_PASSWORD_BYTES} bytes; this one has {length}")
    return password


Name = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_printable_name)]
Email = Annotated[
    str,
    StringConstraints(min_length=3, max_length=254),
    AfterValidator(_normalised_email),
    Field(json_schema_extra={"format": "email"}),
]
_SECRET = Field(
    repr=False, json_schema_extra={"format": "password", "maxLength": LONGEST_PASSWORD_BYTES, "writeOnly": True}
)
GivenPassword = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=1),
    AfterValidator(_hashable_password),
    _SECRET,
]
"""A password to check."""
NewPassword = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=SHORTEST_PASSWORD),
    AfterValidator(_hashable_password),
    _SECRET,
]
"""A password to take; how strong it is, the use case decides."""


class RegisterIn(RequestModel):
    """Who wants an account. Nobody registers as an admin."""

    name: Name
    email: Email
    password: NewPassword
    role: Literal["buyer", "seller"]


class LoginIn(RequestModel):
    """Who wants in."""

    email: Email
    password: GivenPassword


class ProfileIn(RequestModel):
    """What one may change of oneself."""

    name: Name


class PasswordIn(RequestModel):
    """A change of password."""

    current_password: GivenPassword
    new_password: NewPassword


class DeleteAccountIn(RequestModel):
    """The password, given once more to show that it is meant."""

    password: GivenPassword


class UserOut(ResponseModel):
    """A user, as they see themselves."""

    id: Id
    name: str
    email: str
    role: Role
    status: Status
    created_at: Timestamp


class SignedInOut(ResponseModel):
    """A user with an access token; the refresh token comes in a cookie. `expires_in` in seconds."""

    user: UserOut
    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
