import shutil
import struct
from pathlib import Path

import font_source_sans_pro
import pytest

from mottepakke.write.typesetting.fonts import Coverage, characters_of, coverage_of, face_files
from tests.support.looks import STANDARD

SOURCE_SANS = Path(font_source_sans_pro.__file__).parent / "files"
DEJAVU = STANDARD / "fonts" / "DejaVuSans.ttf"


def font_with_cmap(path: Path, subtable: bytes) -> Path:
    cmap = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + subtable
    path.write_bytes(
        struct.pack(">LHHHH", 0x00010000, 1, 16, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(cmap)) + cmap
    )
    return path


def test_format_4_is_read_with_shifted_and_with_listed_glyphs(tmp_path: Path) -> None:
    ends, starts = (0x42, 0x52, 0xFFFF), (0x41, 0x50, 0xFFFF)
    deltas, jumps = (-0x41 & 0xFFFF, 0, 1), (0, 4, 0)
    rows = struct.pack(">3HH3H3H3H3H", *ends, 0, *starts, *deltas, *jumps, 7, 0, 9)
    subtable = struct.pack(">HHHHHHH", 4, 14 + len(rows), 0, 6, 0, 0, 0) + rows

    assert characters_of(font_with_cmap(tmp_path / "a.ttf", subtable)) == {0x42, 0x50, 0x52}


def test_format_12_reaches_beyond_the_first_plane_and_leaves_out_glyph_0(tmp_path: Path) -> None:
    subtable = struct.pack(">HHLLL6L", 12, 0, 40, 0, 2, 0x41, 0x42, 0, 0x1F600, 0x1F601, 5)

    assert characters_of(font_with_cmap(tmp_path / "b.ttf", subtable)) == {0x42, 0x1F600, 0x1F601}


def test_private_characters_count_as_missing() -> None:
    assert not {0xE000, 0xF8FF} & characters_of(DEJAVU)
    assert {ord("ø"), 0x0645, 0x05D0, 0x2192, 0x1F600} <= characters_of(DEJAVU)


def test_a_family_covers_what_all_its_faces_have(tmp_path: Path) -> None:
    def face(name: str, first: int, last: int) -> Path:
        subtable = struct.pack(">HHLLL3L", 12, 0, 28, 0, 1, first, last, 5)
        return font_with_cmap(tmp_path / name, subtable)

    coverage = coverage_of([[face("r.ttf", 0x41, 0x45), face("b.ttf", 0x43, 0x4F)], [face("o.ttf", 0x46, 0x46)]])

    assert coverage == Coverage((frozenset({0x43, 0x44, 0x45}), frozenset({0x46})))
    assert coverage.has("F")
    assert not coverage.has("A")
    assert coverage.has_together("CD")
    assert not coverage.has_together("CF")


def test_each_face_comes_from_one_file_in_a_fixed_order() -> None:
    files = face_files([STANDARD / "fonts", SOURCE_SANS])

    assert [file.name for file in files[:2]] == ["DejaVuSans.ttf", "SourceSansPro-Black.ttf"]
    assert {file.suffix for file in files} == {".ttf"}
    assert len({file.stem for file in files}) == len(files)


def test_an_earlier_folder_wins(tmp_path: Path) -> None:
    own = shutil.copy(DEJAVU, tmp_path)

    assert face_files([tmp_path, STANDARD / "fonts"]) == (Path(own),)


@pytest.mark.parametrize("text", ["Bitstream Vera Fonts Copyright", "Arev Fonts Copyright", "DejaVu changes are in"])
def test_the_font_stands_with_its_licence(text: str) -> None:
    assert text in (STANDARD / "fonts" / "DejaVuSans-LICENSE.txt").read_text(encoding="utf-8")
