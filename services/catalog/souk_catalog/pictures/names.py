"""How pictures are named: by the hash of their own bytes, so that a name never means anything else."""

import re
from collections.abc import Iterable

PREFIX = "/images/p/"
WIDTHS = (320, 640)
"""The widths in pixels in which a picture is kept beside the whole one."""
_HASH = "[0-9a-f]{40}"
_NAME = re.compile(rf"{_HASH}(?:-(?:{'|'.join(map(str, WIDTHS))}))?\.webp")
_WHOLE_PATH = re.compile(rf"{PREFIX}({_HASH})\.webp")


def is_name(name: str) -> bool:
    """Whether a picture or one of its thumbnails could be called so."""
    return _NAME.fullmatch(name) is not None


def path_of(picture: str) -> str:
    """The path of a picture by its hash, as products keep it."""
    return f"{PREFIX}{picture}.webp"


def picture_at(path: str) -> str | None:
    """The hash of the picture at a path, None where the path is none of a whole picture."""
    found = _WHOLE_PATH.fullmatch(path)
    return found[1] if found else None


def file_names(picture: str) -> list[str]:
    """The files of a picture: the thumbnails, then the whole one."""
    return [*(f"{picture}-{width}.webp" for width in WIDTHS), f"{picture}.webp"]


def pictures_in(names: Iterable[str]) -> set[str]:
    """The hashes of the pictures that these files belong to."""
    return {name.split(".")[0].split("-")[0] for name in names}
