"""Drawn portraits: no real person, every fault made on purpose."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFilter

BLUE = (67, 142, 219)


def portrait(
    width: int = 413,
    height: int = 579,
    *,
    background: tuple[int, int, int] = BLUE,
    blur: float = 0,
    kind: str = "JPEG",
    orientation: int = 0,
    shade: float = 1.0,
) -> bytes:
    """A head and shoulders before a background. `orientation` writes the EXIF mark and turns the pixels to match."""
    image = Image.new("RGB", (width, height), background)
    draw = ImageDraw.Draw(image)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return width * left, height * top, width * right, height * bottom

    draw.ellipse(box(0.28, 0.15, 0.72, 0.6), fill=(224, 186, 160))
    draw.rectangle(box(0.1, 0.7, 0.9, 1), fill=(30, 30, 50))
    for left in (0.38, 0.56):
        draw.ellipse(box(left, 0.33, left + 0.06, 0.36), fill=(20, 20, 20))
    draw.rectangle(box(0.42, 0.48, 0.58, 0.49), fill=(150, 40, 40))
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    if shade != 1.0:
        image = image.point(lambda value: int(value * shade))
    exif = Image.Exif()
    if orientation == 6:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6
    exif[0x010F] = "Camera"
    out = io.BytesIO()
    image.save(out, kind, **({"quality": 92, "exif": exif} if kind == "JPEG" else {}))
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
