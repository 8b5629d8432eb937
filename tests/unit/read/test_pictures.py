"""Pictures: what they are, how large, and whether they can be read at all."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.source import Span
from mottepakke.read.pictures import MAX_DEPTH, read_picture
from tests.support.workspaces import names


def read(data: bytes, folder: Path, name: str = "a.png") -> tuple[Picture | None, list[str]]:
    path = folder / name
    path.write_bytes(data)
    report = Report()
    return read_picture(path, name, Span("f.md", 3), report), names(report)


def raster(form: str, size: tuple[int, int] = (20, 10), **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, form, **options)
    return stream.getvalue()


def svg(inner: str = "", attributes: str = 'width="20" height="10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (raster("PNG"), ("png", 20, 10)),
        (raster("JPEG"), ("jpeg", 20, 10)),
        (raster("PNG", dpi=(192, 192)), ("png", 10, 5)),
        (raster("PNG", dpi=(1, 1)), ("png", 20, 10)),
        (raster("PNG", dpi=(0, 0)), ("png", 20, 10)),
        (raster("MPO"), ("jpeg", 20, 10)),
        (svg(), ("svg", 20, 10)),
        (svg(attributes='viewBox="0 0 20 10"'), ("svg", 20, 10)),
        (svg(attributes='viewBox="-5,-5,20,10" width="100%"'), ("svg", 20, 10)),
        (svg(attributes='width="1in" height="2.54cm"'), ("svg", 96, 96)),
        (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "x">]>' + svg("<text>&a;</text>"), ("svg", 20, 10)),
        (b"\xef\xbb\xbf<!-- " + b"lang kommentar " * 100 + b"-->" + svg(), ("svg", 20, 10)),
    ],
)
def test_the_format_and_the_natural_size_in_css_pixels(
    data: bytes, expected: tuple[str, float, float], tmp_path: Path
) -> None:
    picture, found = read(data, tmp_path)
    assert picture is not None
    assert (picture.format, round(picture.width), round(picture.height)) == expected
    assert (picture.path, found) == (tmp_path / "a.png", [])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"tekst",
        raster("PNG")[:40],
        raster("PNG")[:-30],
        raster("JPEG")[:50],
        raster("PNG", (400, 400))[:-40],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"\xff\xd8\xff" + b"\xff" * 50,
        png_header(0, 0),
        raster("BMP"),
        b"<svg",
        b"<svg></svg",
        b"<html><body/></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        svg(attributes='width="0" height="0"'),
        svg("&ukjent;"),
        b'<?xml version="1.0" encoding="finnes-ikke"?>' + svg(),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("&x;"),
    ],
)
def test_what_is_no_picture_is_reported(data: bytes, tmp_path: Path) -> None:
    assert read(data, tmp_path, "a.svg") == (None, ["broken-picture"])


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7", "pdf"), (raster("GIF"), "gif")])
def test_another_kind_of_file_is_named(data: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(data)
    report = Report()
    assert read_picture(tmp_path / "a.png", "a.png", Span("notat.md", 3), report) is None
    assert [(item.code.name, dict(item.args)["kind"]) for item in report] == [("wrong-ending", kind)]


@pytest.mark.parametrize(
    "inside",
    [
        '<style>@import url("https://example.org/a.css");</style>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<rect style=\"fill: url('https://example.org/f.svg#a')\"/>",
        '<rect fill="url(https://example.org/f.svg#a)"/>',
    ],
)
def test_a_style_from_elsewhere_is_reported(inside: str, tmp_path: Path) -> None:
    assert read(svg(inside), tmp_path, "a.svg")[1] == ["picture-refers-outside"]


def test_a_style_from_within_is_none(tmp_path: Path) -> None:
    inside = "<style>rect { fill: url(#a); mask: url('data:x') }</style><rect fill='url(#a)' transform='scale(1)'/>"
    assert read(svg(inside), tmp_path, "a.svg")[1] == []


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY e0 "ha">{entities}]>'.encode() + svg("<text>&e9;</text>")


def test_exploding_entities_are_refused_at_once(tmp_path: Path) -> None:
    assert read(entity_bomb(), tmp_path, "a.svg") == (None, ["broken-picture"])


@pytest.mark.parametrize(
    "data",
    [
        png_header(50_000, 50_000),
        png_header(10_000, 10_000),
        png_header(2**31 - 1, 2**31 - 1),
        svg(attributes='width="20001" height="10"'),
        svg(attributes=f'width="{"9" * 400}" height="10"'),
        svg("<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1)),
        svg("<g>" * 100_000 + "</g>" * 100_000),
        svg("<g/>" * 1_000),
    ],
)
def test_a_picture_over_the_limits_is_reported_before_it_is_unpacked(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mottepakke.read.pictures.MAX_ELEMENTS", 1_000)
    assert read(data, tmp_path) == (None, ["picture-too-large"])


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="https://a.no/b.png"/>',
        '<g><image xmlns:x="http://www.w3.org/1999/xlink" x:href="../b.png"/></g>',
        '<use href="file:///etc/passwd#a"/>',
        '<defs><filter><feImage href="//a.no/b"/></filter></defs>',
    ],
)
def test_a_drawing_that_takes_something_from_elsewhere_is_reported(inner: str, tmp_path: Path) -> None:
    picture, found = read(svg(inner), tmp_path)
    assert picture is not None
    assert found == ["picture-refers-outside"]


@pytest.mark.parametrize(
    "inner", ['<use href="#a"/>', '<image href="data:image/png;base64,AA"/>', '<a href="https://a.no"><g/></a>']
)
def test_a_drawing_that_is_whole_in_itself_is_not(inner: str, tmp_path: Path) -> None:
    assert read(svg(inner), tmp_path)[1] == []


def test_a_picture_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mottepakke.read.pictures.MAX_BYTES", 10)
    assert read(raster("PNG"), tmp_path) == (None, ["picture-too-large"])


def test_a_picture_one_may_not_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(raster("PNG"), tmp_path) == (None, ["unreadable-file"])


def test_every_beginning_of_a_picture_is_either_read_or_reported(tmp_path: Path) -> None:
    for data in (raster("PNG", (30, 30)), raster("JPEG", (30, 30)), svg("<g><rect/></g>")):
        for length in range(0, len(data), 7):
            picture, found = read(data[:length], tmp_path, "a.svg")
            assert (picture is None) == (found == ["broken-picture"])
