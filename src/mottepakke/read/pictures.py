"""Pictures that sources name: what they are, how large they are, and whether they can be read at all."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Literal, cast
from xml.etree import ElementTree

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.source import Span

MAX_PIXELS = 50_000_000
MAX_BYTES = 30_000_000
CSS_PIXELS_PER_INCH = 96
UNITS = {"px": 1.0, "": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def read_picture(path: Path, name: str, span: Span, report: Report) -> Picture | None:
    """The picture in ``path``, or None with a finding (not a picture, broken, too large)."""
    if path.stat().st_size > MAX_BYTES:
        report.add(codes.PICTURE_TOO_LARGE, span, file=name, limit=f"{MAX_BYTES // 1_000_000} MB")
        return None
    with path.open("rb") as stream:
        start = stream.read(512)
    if start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _raster(path, name, span, report)
    if b"<svg" in start or path.suffix.lower() == ".svg":
        return _vector(path, name, span, report)
    report.add(codes.BROKEN_PICTURE, span, file=name)
    return None


def _raster(path: Path, name: str, span: Span, report: Report) -> Picture | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "JPEG")) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise Image.DecompressionBombError
                image.load()
                dpi = float(image.info.get("dpi", (CSS_PIXELS_PER_INCH,))[0]) or CSS_PIXELS_PER_INCH
                kind = cast(Literal["png", "jpeg"], str(image.format).lower())
    except Image.DecompressionBombError:
        report.add(codes.PICTURE_TOO_LARGE, span, file=name, limit=f"{MAX_PIXELS // 1_000_000} Mpx")
        return None
    except (OSError, SyntaxError, ValueError):
        report.add(codes.BROKEN_PICTURE, span, file=name)
        return None
    scale = CSS_PIXELS_PER_INCH / dpi if 50 <= dpi <= 1200 else 1.0
    return Picture(path, kind, width * scale, height * scale)


def _vector(path: Path, name: str, span: Span, report: Report) -> Picture | None:
    try:
        root = next(iter(ElementTree.iterparse(path, events=("start",))))[1]
        ElementTree.parse(path)
    except (ElementTree.ParseError, StopIteration, ValueError, RecursionError):
        report.add(codes.BROKEN_PICTURE, span, file=name)
        return None
    box = [float(part) for part in re.findall(r"[-+]?\d*\.?\d+", root.get("viewBox", ""))]
    width = _length(root.get("width", "")) or (box[2] if len(box) == 4 else 0)
    height = _length(root.get("height", "")) or (box[3] if len(box) == 4 else 0)
    if not root.tag.endswith("svg") or width <= 0 or height <= 0:
        report.add(codes.BROKEN_PICTURE, span, file=name)
        return None
    if width > 20_000 or height > 20_000:
        report.add(codes.PICTURE_TOO_LARGE, span, file=name, limit="20000 px")
        return None
    return Picture(path, "svg", width, height)


def _length(written: str) -> float:
    found = re.fullmatch(r"\s*(\d*\.?\d+)\s*(px|pt|mm|cm|in)?\s*", written)
    return float(found.group(1)) * UNITS[found.group(2) or ""] if found else 0.0
