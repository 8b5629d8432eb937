"""Pictures that sources name: what they are, how large they are, and whether they can be read at all."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.filetypes import KINDS, kind_of
from mottepakke.model.source import Span
from mottepakke.read.fields import brief

MAX_PIXELS = 50_000_000
MAX_BYTES = 30_000_000
MAX_SIDE = 20_000
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
NO_PICTURES = frozenset(kind for _, kind in KINDS) - {"png", "jpg", "xml", "html"}
OUTSIDE = re.compile(r"@import\s*(?:url\(\s*)?['\"]?([^'\";)]+)|url\(\s*['\"]?(?!#|data:)([^'\")]+)", re.IGNORECASE)
"""What styles and paints take from elsewhere."""
SHOWN = ("image", "use", "feImage")
"""Elements that draw what they refer to."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
CSS_PIXELS_PER_INCH = 96
UNITS = {"px": 1.0, "": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def read_picture(path: Path, name: str, span: Span, report: Report) -> Picture | None:
    """The picture in ``path``, or None with a finding (not a picture, broken, too large)."""
    try:
        if path.stat().st_size > MAX_BYTES:
            report.add(codes.PICTURE_TOO_LARGE, span, file=brief(name), limit=f"{MAX_BYTES // 1_000_000} MB")
            return None
        data = path.read_bytes()
    except OSError as error:
        report.add(codes.UNREADABLE_FILE, span, reason=f"{brief(name)}: {error.strerror or type(error).__name__}")
        return None
    outside: list[str] = []
    found = _raster(data) if data.startswith((PNG, JPEG)) else _vector(data, outside)
    for address in outside:
        report.add(codes.PICTURE_REFERS_OUTSIDE, span, file=brief(name), address=brief(address))
    if isinstance(found, Picture):
        return replace(found, path=path)
    if found:
        report.add(codes.PICTURE_TOO_LARGE, span, file=brief(name), limit=found)
    elif (kind := kind_of(data)) in NO_PICTURES:
        report.add(codes.WRONG_ENDING, span, file=brief(name), kind=kind)
    else:
        report.add(codes.BROKEN_PICTURE, span, file=brief(name))
    return None


def _raster(data: bytes) -> Picture | str:
    """The picture, or the limit it exceeds; '' when it is broken."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise Image.DecompressionBombError
                image.load()
                dpi = float(image.info.get("dpi", (CSS_PIXELS_PER_INCH,))[0]) or CSS_PIXELS_PER_INCH
    except Image.DecompressionBombError:
        return f"{MAX_PIXELS // 1_000_000} Mpx"
    except Exception:  # Pillow raises nearly anything on a broken file: SyntaxError, struct.error, EOFError, IndexError …
        return ""
    scale = CSS_PIXELS_PER_INCH / dpi if 50 <= dpi <= 1200 else 1.0
    return Picture(Path(), "png" if data.startswith(PNG) else "jpeg", width * scale, height * scale)


def _vector(data: bytes, outside: list[str]) -> Picture | str:
    """The picture, or the limit it exceeds; '' when it is broken or no SVG. ``outside`` gets what it draws from afar."""
    try:
        root = _svg_root(data, outside)
    except (ElementTree.ParseError, LookupError, ValueError):
        return ""
    if isinstance(root, str):
        return root
    box = [float(part) for part in re.findall(r"[-+]?\d*\.?\d+", root.get("viewBox", ""))]
    width = _length(root.get("width", "")) or (box[2] if len(box) == 4 else 0)
    height = _length(root.get("height", "")) or (box[3] if len(box) == 4 else 0)
    if root.tag.rpartition("}")[2] != "svg" or width <= 0 or height <= 0:
        return ""
    return Picture(Path(), "svg", width, height) if max(width, height) <= MAX_SIDE else f"{MAX_SIDE} px"


def _svg_root(data: bytes, outside: list[str]) -> ElementTree.Element | str:
    """The outermost element, or the limit that the drawing exceeds; '' when there is no element."""
    root: ElementTree.Element | str = ""
    depth = count = 0
    for event, element in ElementTree.iterparse(io.BytesIO(data), events=("start", "end")):
        if event == "end":
            depth -= 1
            if element.tag.rpartition("}")[2] == "style":
                outside += _styled(element.text or "")
            element.clear()
            continue
        depth, count = depth + 1, count + 1
        address = next((element.get(name, "").strip() for name in HREFS if element.get(name)), "")
        if element.tag.rpartition("}")[2] in SHOWN and address and not address.startswith(("#", "data:")):
            outside.append(address)
        outside += _styled(" ".join(value for value in element.attrib.values() if "(" in value or "@" in value))
        if count == 1:
            root = ElementTree.Element(element.tag, dict(element.attrib))
        if depth > MAX_DEPTH:
            return f"@levels:{MAX_DEPTH}"
        if count > MAX_ELEMENTS:
            return f"@values:{MAX_ELEMENTS}"
    return root


def _styled(text: str) -> list[str]:
    """What styles refer to outside the picture."""
    return [(imported or painted).strip() for imported, painted in OUTSIDE.findall(text)]


def _length(written: str) -> float:
    found = re.fullmatch(r"\s*(\d*\.?\d+)\s*(px|pt|mm|cm|in)?\s*", written)
    return float(found.group(1)) * UNITS[found.group(2) or ""] if found else 0.0
