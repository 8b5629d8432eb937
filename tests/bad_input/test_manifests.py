"""Fuzzing: whatever stands in a manifest and whatever lies beside it, `verify` ends with findings and never an exception."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mottepakke.messages import LANGUAGES, hint, message
from mottepakke.model.delivery import CHECKSUMS, MANIFEST, sealed
from tests.support.deliveries import FILES, delivery, entries, verified

SETTINGS = settings(max_examples=150, derandomize=True, database=None, deadline=timedelta(seconds=10))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = st.sampled_from([*FILES, "a", "../a", "/a", "a/b/c", MANIFEST, CHECKSUMS, "arkiv/a", "arkiv"]) | st.text(max_size=12)


@st.composite
def manifests(draw: st.DrawFn) -> dict[str, Any]:
    """A manifest that was right until some of its values were exchanged."""
    files: list[Any] = entries(FILES)
    for _ in range(draw(st.integers(0, 3))):
        entry = draw(st.sampled_from(files))
        if isinstance(entry, dict):
            key = draw(st.sampled_from(["path", "bytes", "sha256", "conformance"]))
            entry[key] = draw(PATHS if key == "path" else VALUES)
    if draw(st.booleans()):
        files.append(draw(VALUES))
    content = {"schema": 1, "files": files, "checksums": draw(st.sampled_from([CHECKSUMS, None, 1, "../x"]))}
    if draw(st.booleans()):
        content[draw(st.sampled_from(["schema", "files", "title"]))] = draw(VALUES)
    return content


def is_sound(folder: Path) -> None:
    for item in verified(folder):
        assert item.span.path.isprintable()
        for language in LANGUAGES:
            assert message(item, language)
            assert hint(item, language)
            json.dumps(message(item, language)).encode()


@SETTINGS
@given(manifests(), st.booleans())
def test_a_manifest_with_any_values_gives_findings(content: dict[str, Any], seal: bool) -> None:
    with TemporaryDirectory() as name:
        folder = delivery(Path(name), archive=True)
        text = sealed(content) if seal else json.dumps(content).encode()
        (folder / MANIFEST).write_bytes(text)
        is_sound(folder)


@SETTINGS
@given(st.integers(0, 10**6), st.binary(max_size=6))
def test_a_manifest_with_other_bytes_somewhere_gives_findings(place: int, data: bytes) -> None:
    with TemporaryDirectory() as name:
        path = delivery(Path(name)) / MANIFEST
        whole = path.read_bytes()
        at = place % len(whole)
        changed = whole[:at] + data + whole[at + len(data) :]
        path.write_bytes(changed)
        is_sound(path.parent)
        assert (changed == whole) == (verified(path.parent) == [])


@SETTINGS
@given(st.binary(max_size=60))
def test_any_bytes_for_a_manifest_give_a_finding(data: bytes) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / MANIFEST).write_bytes(data)
        is_sound(Path(name))
        assert verified(Path(name))
