"""Pictures: measured before they are decoded, then drawn anew, so that nothing but the picture is kept."""

import io
from typing import IO, Any

import pillow_heif
from PIL import Image, ImageFilter, ImageOps, ImageStat

from kudosbay.documents.reading.faults import Fault
from kudosbay.documents.reading.kinds import HEIC, JPEG, PNG

FORMATS = {JPEG: ["JPEG", "MPO"], PNG: ["PNG"], HEIC: ["HEIF"]}
QUALITY = 85
MOST_HEIC_PIXELS = 30_000_000  # its decoder needs more memory than the others
LOOK_AT = 1000  # px of the longer side, for judging sharpness
LAPLACE = ImageFilter.Kernel((3, 3), [0, 1, 0, 1, -4, 1, 0, 1, 0], scale=1, offset=128)
PNG_MODES = {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}

Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before decoding
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.register_heif_opener()


def clean_image(data: bytes, kind: str, out: IO[bytes], *, most_pixels: int) -> dict[str, Any]:
    """Write the picture upright and without any metadata; HEIC becomes JPEG. Return what was seen."""
    image = opened(data, kind, most_pixels=most_pixels)
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    kept = PNG if kind == PNG else JPEG
    image = _plain(image, kept)
    _save(image, kept, out)
    return {"kind": kept, "pages": 1, "width": image.width, "height": image.height, **looks(image)}


def opened(data: bytes, kind: str, *, most_pixels: int) -> Image.Image:
    most_pixels = min(most_pixels, MOST_HEIC_PIXELS) if kind == HEIC else most_pixels
    image = Image.open(io.BytesIO(data), formats=FORMATS[kind])
    if image.width * image.height > most_pixels:
        raise Fault("too_many_pixels", most=most_pixels // 1_000_000)
    return image


def _plain(image: Image.Image, kind: str) -> Image.Image:
    if kind == JPEG and image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    if kind == PNG and image.mode not in PNG_MODES:
        image = image.convert("RGB")
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    return image


def _save(image: Image.Image, kind: str, out: IO[bytes]) -> None:
    if kind == JPEG:
        image.save(out, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    else:
        image.save(out, "PNG", compress_level=6, exif=b"", icc_profile=None)


def looks(image: Image.Image) -> dict[str, Any]:
    """Return how sharp (variance of the second derivative), bright (0-255) and varied (0-127) a picture is."""
    factor = max(1, max(image.size) // LOOK_AT)
    small = (image if image.mode in {"L", "RGB"} else image.convert("RGB")).reduce(factor).convert("L")
    light = ImageStat.Stat(small)
    edges = ImageStat.Stat(small.filter(LAPLACE))
    return {
        "sharpness": round(edges.var[0], 1),
        "brightness": round(light.mean[0], 1),
        "contrast": round(light.stddev[0], 1),
    }
