"""The applicant's photo: what it is, what a clerk may object to, a JPEG fit for the paper (通知·六（一）1).

The notice asks for a two-inch jpg with blue background, flat light and sharp; it gives no pixels, so all that
can be argued about is a warning, and only a file that holds no usable picture is refused.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogs.yamlfile import read_yaml

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 20 * 1024 * 1024
"""bytes"""
MOST_PIXELS = 60_000_000
TWO_INCH = (35.0, 49.0)
"""millimetres"""
_RATIOS = (0.64, 0.76)
_LEAST = (390, 560)
_WIDEST = 1240
_BLUE_HUES = (132, 182)  # of 256: about 186° to 256°
_SIZE = 320  # width in pixels at which colour and sharpness are looked at


@dataclass(frozen=True, slots=True)
class PhotoNote:
    """Something to look at; `code` is a stable word, `message` Chinese."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """What the examination found. With a `problem` the file is unusable and `message` says how to mend it.

    `width` and `height` are pixels after the EXIF orientation; `format` as in the bytes, not the name.
    """

    problem: str = ""
    message: str = ""
    width: int = 0
    height: int = 0
    format: str = ""
    warnings: tuple[PhotoNote, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A JSON object for `Attachment.report` and the checks."""
        return {
            "problem": self.problem,
            "message": self.message,
            "width": self.width,
            "height": self.height,
            "format": self.format,
            "warnings": [{"code": note.code, "message": note.message} for note in self.warnings],
        }


@lru_cache(maxsize=1)
def _wording() -> dict[str, dict[str, str]]:
    wording: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("photo.yaml"))
    return wording


class _Refused(Exception):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """The decoded picture, upright; raises `_Refused`."""
    from PIL import Image as images
    from PIL import ImageOps, UnidentifiedImageError

    if len(data) > LARGEST:
        raise _Refused("too_large", megabytes=round(len(data) / 2**20), limit=LARGEST // 2**20)
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        raise _Refused("heic")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = images.open(io.BytesIO(data))
        except images.DecompressionBombError as error:
            raise _Refused("too_many_pixels", width="?", height="?") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, OverflowError) as error:
            code = "truncated" if data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n" else ""
            raise _Refused(code or "not_an_image") from error
        with image:
            if image.width * image.height > MOST_PIXELS:
                raise _Refused("too_many_pixels", width=image.width, height=image.height)
            kind = image.format or ""
            try:
                image.load()
                upright = ImageOps.exif_transpose(image)
            except (OSError, ValueError, SyntaxError, TypeError, IndexError, OverflowError) as error:
                raise _Refused("truncated") from error
            upright.format = kind
            yield upright


def examine_photo(data: bytes) -> PhotoReport:
    """What `data` is worth as the photo of the form. Never raises on any bytes."""
    try:
        with _opened(data) as image:
            return PhotoReport(
                width=image.width,
                height=image.height,
                format=image.format or "",
                warnings=tuple(_notes(image)),
            )
    except _Refused as refused:
        message = _wording()["problems"][refused.code].format(**refused.values)
        return PhotoReport(problem=refused.code, message=message)


def _notes(image: Image) -> Iterator[PhotoNote]:
    width, height = image.size

    def note(code: str) -> PhotoNote:
        text = _wording()["warnings"][code]
        return PhotoNote(code, text.format(width=width, height=height, format=image.format or "?"))

    if image.format not in ("JPEG", "MPO"):
        yield note("not_jpeg")
    ratio = width / height
    if width > height:
        yield note("sideways")
    elif not _RATIOS[0] <= ratio <= _RATIOS[1]:
        yield note("ratio")
    if width < _LEAST[0] or height < _LEAST[1]:
        yield note("small")
    small = _flat(image)
    small.thumbnail((_SIZE, _SIZE * 4))
    if not _blue_background(small):
        yield note("background")
    yield from (note(code) for code in _light(small))


def _blue_background(image: Image) -> bool:
    """Whether most of the border around head and shoulders (top edge, upper sides) is blue."""
    hsv = image.convert("HSV")
    width, height = hsv.size
    band = max(2, width // 20)
    boxes = [
        (0, 0, width, band),
        (0, band, band, height * 55 // 100),
        (width - band, band, width, height * 55 // 100),
    ]
    seen = blue = 0
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        pixels = hsv.crop(box).tobytes()
        seen += len(pixels) // 3
        blue += sum(
            _BLUE_HUES[0] <= h <= _BLUE_HUES[1] and s >= 60 and v >= 60
            for h, s, v in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
        )
    return seen > 0 and blue / seen >= 0.6


def _light(image: Image) -> Iterator[str]:
    """Codes about brightness and sharpness of the middle, where the face is."""
    from PIL import ImageFilter, ImageStat

    width, height = image.size
    if width < 24 or height < 24:
        return
    middle = image.convert("L").crop((width // 5, height // 6, width * 4 // 5, height * 4 // 5))
    brightness = ImageStat.Stat(middle).mean[0]
    if brightness < 50:
        yield "dark"
    elif brightness > 235:
        yield "bright"
    edges = middle.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    inner = edges.crop((1, 1, edges.width - 1, edges.height - 1))
    if ImageStat.Stat(inner).var[0] < 12:
        yield "blurred"


def _flat(image: Image) -> Image:
    """The picture as RGB; what is transparent becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        from PIL import Image as images

        rgba = image.convert("RGBA")
        paper = images.new("RGB", rgba.size, "white")
        paper.paste(rgba, mask=rgba.getchannel("A"))
        return paper
    return image.convert("RGB")


def prepare_photo(data: bytes) -> bytes:
    """A JPEG for the paper and for 照片.jpg: upright, no EXIF, at most 1240 pixels wide, 35 mm wide in print.

    Nothing is cropped, padded, enlarged or recoloured. Empty when `data` holds no usable picture.
    Never raises.
    """
    from PIL import Image as images

    try:
        with _opened(data) as image:
            flat = _flat(image)
            if flat.width > _WIDEST:
                size = (_WIDEST, max(1, round(flat.height * _WIDEST / flat.width)))
                flat = flat.resize(size, images.Resampling.LANCZOS)
            dpi = max(1, round(flat.width * 25.4 / TWO_INCH[0]))
            out = io.BytesIO()
            profile = image.info.get("icc_profile") if image.mode == "RGB" else None
            flat.save(out, "JPEG", quality=95, subsampling=0, dpi=(dpi, dpi), icc_profile=profile)
            return out.getvalue()
    except _Refused:
        return b""
