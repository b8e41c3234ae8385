"""An uploaded picture made anew: whatever else was in the file (metadata, a script, another format) is left behind."""

import hashlib
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, get_args

from PIL import Image, ImageCms, ImageOps

from souk_catalog.pictures.names import WIDTHS, file_names
from souk_common.problems import Invalid, UnsupportedMedia

MediaType = Literal["image/png", "image/jpeg", "image/webp"]
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)
MAX_PIXELS: dict[MediaType, int] = {"image/png": 20_000_000, "image/jpeg": 20_000_000, "image/webp": 12_500_000}
"""Unpacking and shrinking such a picture takes up to 190 MB; a replica has 384 MB, and does one at a time."""
LONGEST_PX = 1_600
_QUALITY, _THUMBNAIL_QUALITY = 82, 78
_HASH_LENGTH = 40
# several pictures in one JPEG, as telephones write them: the first one counts
_FORMATS: dict[str, MediaType] = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "WEBP": "image/webp",
}
# what Pillow raises for files that are broken in one way or another
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in our own form: its hash, and its files by name."""

    hash: str
    files: dict[str, bytes]


def reencode(content: bytes, media_type: MediaType) -> Picture:
    """The picture as WebP of at most `LONGEST_PX` a side, upright, in sRGB, without metadata, with its thumbnails.

    The same content always gives the same bytes. Takes up to a second of CPU: for a thread.

    Raises:
        UnsupportedMedia: it is not the kind of picture it is said to be.
        Invalid: it is cut off or broken, or has too many pixels.
    """
    try:
        found = _format_of(content)
    except _BROKEN:
        raise UnsupportedMedia("The file is not a PNG, JPEG or WebP picture.") from None
    if found != media_type:
        raise UnsupportedMedia(f"The file is said to be {media_type}, but it is {found}.")
    try:
        with _open(content) as image:
            image.verify()
        whole = _shrunk(content)
    except _BROKEN:
        raise Invalid({"body": "The picture is cut off or broken."}) from None
    files = [*(_webp(whole, width, _THUMBNAIL_QUALITY) for width in WIDTHS), _webp(whole, LONGEST_PX, _QUALITY)]
    digest = hashlib.sha256(files[-1]).hexdigest()[:_HASH_LENGTH]
    return Picture(digest, dict(zip(file_names(digest), files, strict=True)))


def _format_of(content: bytes) -> MediaType:
    with _open(content) as image:
        found = _FORMATS[image.format or ""]
        if image.width * image.height > MAX_PIXELS[found]:
            raise Invalid({"body": f"A picture of this kind may have at most {MAX_PIXELS[found] / 1e6:g} megapixels."})
        return found


def _open(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=["PNG", "JPEG", "WEBP"])


def _shrunk(content: bytes) -> Image.Image:
    """The picture in its final size, upright, in RGB or RGBA; shrunk first, so that the rest is cheap."""
    with _open(content) as image:
        image.draft(None, (LONGEST_PX, LONGEST_PX))
        image.load()
        profile = image.info.get("icc_profile")
        shrinkable = _smooth(image)
    shrinkable.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
    return _in_srgb(_eight_bits(ImageOps.exif_transpose(shrinkable)), profile)


def _smooth(image: Image.Image) -> Image.Image:
    """In a mode that shrinks smoothly: a palette does not."""
    if image.mode in ("P", "PA", "1", "LA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours that every screen understands; a profile that is none is passed over."""
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGBA" if image.has_transparency_data else "RGB")


def _webp(image: Image.Image, width: int, quality: int) -> bytes:
    smaller = image.copy()
    smaller.thumbnail((width, LONGEST_PX), Image.Resampling.LANCZOS)
    target = BytesIO()
    smaller.save(target, "WEBP", quality=quality, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()
