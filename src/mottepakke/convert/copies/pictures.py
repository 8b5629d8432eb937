"""Pictures inside Office files: how large they unpack, and what they would draw in from elsewhere."""

from __future__ import annotations

import base64
import io
import re
import warnings

from mottepakke.convert import codes
from mottepakke.convert.copies.xml import named, parse, remove
from mottepakke.convert.files import Refused
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import local, serialise

MAX_PIXELS = 100_000_000
POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")
"""Encapsulated PostScript is a program, and LibreOffice hands it to whatever interpreter the machine has."""

PACKED = b"\x1f\x8b"
"""Gzip, in which SVG and metafiles may come: nobody knows how large they unpack."""
MARKUP = re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
"""The start of XML in UTF-8 or UTF-16."""

MISSING_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGO4CQAA2wDaZNW9eAAAAABJRU5ErkJggg=="
)
"""One light grey point: stretched over the place of a picture that is not fetched, it shows that something was there."""

DRAWN_IN = ("image", "feImage", "use", "script", "foreignObject")
"""SVG elements that may bring in something else."""


def safe_picture(data: bytes, part: str, notes: Notes) -> bytes | None:
    """The picture as it may go into the copy, or None where it may not.

    Raises:
        Refused: so many pixels that unpacking it could exhaust the machine.
    """
    if data.startswith((*POSTSCRIPT, PACKED)):
        notes.objects.append(part.rpartition("/")[2])
        return None
    if MARKUP.match(data):
        return _safe_svg(data, part, notes)
    if _pixels(data) > MAX_PIXELS:
        raise Refused(codes.TOO_LARGE, part=part, limit=f"{MAX_PIXELS // 1_000_000} Mpx")
    return data


def _pixels(data: bytes) -> int:
    """The pixels of a raster picture, by its header; 0 where it is none."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as image:
                return image.width * image.height
        except Image.DecompressionBombError:
            return MAX_PIXELS + 1
        except (OSError, ValueError, SyntaxError, MemoryError):
            return 0


def _safe_svg(data: bytes, part: str, notes: Notes) -> bytes:
    """An SVG picture that shows only what it holds itself."""
    root = parse(data, part)
    for element in named(root, *DRAWN_IN):
        if local(element) in ("script", "foreignObject"):
            remove(element)
    for element in root.iter("{*}*"):
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] in ("href", "base") and not value.strip().startswith(("#", "data:image/")):
                if local(element) != "a":
                    notes.external.add(value)
                del element.attrib[key]
    return serialise(root)
