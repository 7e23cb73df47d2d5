"""Pictures, in the child process: decoded and drawn anew, so that nothing of the file but what can be seen is kept."""

import io
import warnings

from PIL import Image
from PIL.ImageFile import ImageFile

from core.extraction import Unreadable

PIXELS = {"JPEG": 52_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
"""What is unpacked within the limits of the child; telephones take JPEG of up to 50 megapixels."""
EDGE = 2_560
"""The longest side of what is kept, in pixels."""
DRAWN_PIXELS_A_BYTE = 4
"""A PNG that packs as many pixels into a byte is a drawing or a page of a program, and stays sharp as PNG."""

# The orientation that a camera notes, and what puts the picture upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def redrawn(content: bytes) -> tuple[dict[str, object], bytes]:
    """What a picture is, and its bytes as JPEG or PNG: upright, no larger than EDGE, without metadata or profile.

    Of one that moves, the first picture. Raises Unreadable, or whatever Pillow raises.
    """
    with _opened(content) as file:
        drawing = file.format == "PNG" and len(content) * DRAWN_PIXELS_A_BYTE < file.width * file.height
        file.draft("RGB", (EDGE, EDGE))  # a large JPEG is read at a half or a quarter of its size
        file.load()
        picture = _plain(file)
        orientation = file.getexif().get(0x0112, 1)
    picture.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = picture.transpose(_TURNS[orientation]) if orientation in _TURNS else picture
    clean = Image.new(upright.mode, upright.size)  # of a file's own image, something of the file might stay
    clean.paste(upright)
    media_type, drawn = _encoded(clean, drawing)
    return {"media_type": media_type, "width": clean.width, "height": clean.height}, drawn


def _opened(content: bytes) -> ImageFile:
    """The picture with its size known and nothing unpacked."""
    Image.MAX_IMAGE_PIXELS = max(PIXELS.values())
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        file = Image.open(io.BytesIO(content), formats=tuple(PIXELS))
        if file.width * file.height > PIXELS.get(file.format or "", PIXELS["JPEG"]):
            raise Unreadable("pixels")
        return file
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unreadable("pixels") from None


def _plain(image: Image.Image) -> Image.Image:
    """In red, green and blue, on white where something shines through."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _encoded(picture: Image.Image, drawing: bool) -> tuple[str, bytes]:
    file = io.BytesIO()
    if drawing:
        picture.save(file, "PNG", compress_level=4)
        return "image/png", file.getvalue()
    picture.save(file, "JPEG", quality=86)
    return "image/jpeg", file.getvalue()
