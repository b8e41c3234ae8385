"""What somebody typed to find an order, as a filter. Nothing of it reaches the database as a pattern."""

import re
from dataclasses import dataclass
from typing import Literal

from bson import ObjectId

from souk_common.mongo import Document
from souk_orders.orders.model import NUMBER_LENGTH

_HEX = re.compile(r"[0-9a-fA-F]+")
_ID_LENGTH = 24
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """A search. `words` means that it names no order, so that names have to be looked at."""

    kind: Literal["id", "number", "words"]
    text: str

    @property
    def order(self) -> Document:
        """The filter for the order that it names; for words none."""
        if self.kind == "id":
            return {"_id": ObjectId(self.text)}
        return {"number": self.text.upper()} if self.kind == "number" else {}

    @property
    def somewhere(self) -> Document:
        """The condition for a text that holds it, whatever the case."""
        return {"$regex": re.escape(self.text), "$options": "i"}


def sought(search: str | None) -> Sought | None:
    """What the search means; None when it is empty.

    An order's number may be written as people write it, such as `#1A2B3C4D`.
    """
    text = " ".join(_CONTROLS.sub(" ", search or "").split())
    if not text:
        return None
    named = text.removeprefix("#").strip()
    if _HEX.fullmatch(named) and len(named) == _ID_LENGTH:
        return Sought("id", named)
    if _HEX.fullmatch(named) and len(named) == NUMBER_LENGTH:
        return Sought("number", named)
    return Sought("words", text)
