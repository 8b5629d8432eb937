"""Whether a delivered folder, or one PDF of it, is what its manifest says. Nothing is written and no link is followed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct, field

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic, Report
from mottepakke.model.delivery import ARCHIVE, CHECKSUMS, MANIFEST, checksum_lines
from mottepakke.model.source import Span
from mottepakke.verify.claims import ClaimChecker, Unreadable, claims_of
from mottepakke.verify.manifest import MAX_BYTES, InvalidManifest, Listed, Manifest, parse_manifest

CHUNK = 1_000_000
MAX_FILES = 100_000
LONGEST_NAME = 200
FOLDERS_ABOVE = 2
"""How far above a single file its manifest may lie: a pack's own folders are one deep."""


class Verification(Struct):
    """What came of it: how many files were read, and the findings. ``shown`` is what findings call the path looked at."""

    shown: str
    checker: ClaimChecker
    files: int = 0
    report: Report = field(default_factory=Report)

    def add(self, code: Code, path: str, **args: object) -> None:
        """A finding about the file ``path`` of the delivery ('' is the delivery itself)."""
        name = printable(f"{self.shown}/{path}" if path else self.shown)
        self.report.add(code, Span(name), file=printable(path or self.shown), **args)


def printable(name: str) -> str:
    """A name that nobody vouches for, as a finding repeats it."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"


def verify(path: Path, shown: str, progress: Callable[[str], None]) -> Verification:
    """Check what lies at ``path``: a folder with a manifest, or a PDF (with the manifest beside it where there is one).

    ``progress`` is told the name of each file whose claims are checked, which takes most of the time.
    """
    found = Verification(shown, ClaimChecker(progress))
    if path.is_dir() or path.name == MANIFEST:
        _folder(path if path.is_dir() else path.parent, "", found)
    else:
        _single(path, found)
    for missing in found.checker.missing:
        found.add(codes.VERIFIER_MISSING, "", reason=missing)
    return found


# -- folders ---------------------------------------------------------------------------------------------------


def _folder(folder: Path, prefix: str, found: Verification) -> None:
    """A folder with its manifest, and the archive copy in it; ``prefix`` stands before the names of its files."""
    manifest, data = _manifest_of(folder, prefix, found)
    if manifest is None:
        return
    present = _present(folder, prefix, found)
    archive = folder / ARCHIVE
    has_archive = archive.is_dir() and not archive.is_symlink()
    if not prefix and has_archive and not any(name.startswith(f"{ARCHIVE}/") for name in manifest.files):
        present = {name: size for name, size in present.items() if not name.startswith(f"{ARCHIVE}/")}
        _folder(archive, f"{ARCHIVE}/", found)
    present.pop(MANIFEST, None)
    listed = dict(manifest.files)
    if manifest.checksums and manifest.sealed:
        listed[CHECKSUMS] = _checksum_file(manifest, data)
    elif not manifest.sealed:
        present.pop(CHECKSUMS, None)
    _Comparison(folder, prefix, found).run(listed, present)


def _checksum_file(manifest: Manifest, data: bytes) -> Listed:
    """The checksum file as it must be."""
    written = checksum_lines([(item.path, item.sha256) for item in manifest.files.values()], data)
    return Listed(CHECKSUMS, len(written), hashlib.sha256(written).hexdigest())


def _manifest_of(folder: Path, prefix: str, found: Verification) -> tuple[Manifest | None, bytes]:
    path, name = folder / MANIFEST, prefix + MANIFEST
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            found.add(codes.NOT_A_PLAIN_FILE, name)
            return None, b""
        data = path.read_bytes() if state.st_size <= MAX_BYTES else b""
        if not data:
            raise InvalidManifest("@manifest_too_large" if state.st_size else "@manifest_not_json")
        manifest = parse_manifest(data)
    except FileNotFoundError:
        found.add(codes.NOT_A_DELIVERY, prefix.rstrip("/"), manifest=MANIFEST)
    except OSError as error:
        found.add(codes.UNREADABLE_FILE, name, reason=_reason(error))
    except InvalidManifest as problem:
        found.add(codes.INVALID_MANIFEST, name, reason=str(problem))
    else:
        if not manifest.sealed:
            found.add(codes.MANIFEST_CHANGED, name)
        return manifest, data
    return None, b""


def _present(folder: Path, prefix: str, found: Verification) -> dict[str, int]:
    """The plain files below ``folder`` with their sizes; what is none is reported."""
    files: dict[str, int] = {}
    folders = [""]
    while folders:
        inside = folders.pop()
        try:
            with os.scandir(folder / inside) as listing:
                entries = sorted(islice(listing, MAX_FILES + 1), key=lambda entry: entry.name)
        except OSError as error:
            found.add(codes.UNREADABLE_FILE, prefix + inside, reason=_reason(error))
            continue
        for entry in entries:
            name = f"{inside}/{entry.name}" if inside else entry.name
            if len(files) + len(folders) >= MAX_FILES:
                found.add(codes.TOO_MANY_FILES, prefix.rstrip("/"), limit=MAX_FILES)
                return files
            _take(entry, name, prefix, files, folders, found)
    return files


def _take(
    entry: os.DirEntry[str], name: str, prefix: str, files: dict[str, int], folders: list[str], found: Verification
) -> None:
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError as error:
        found.add(codes.UNREADABLE_FILE, prefix + name, reason=_reason(error))
        return
    if stat.S_ISDIR(state.st_mode):
        folders.append(name)
    elif stat.S_ISREG(state.st_mode):
        files[name] = state.st_size
    else:
        found.add(codes.NOT_A_PLAIN_FILE, prefix + name)


class _Comparison(Struct):
    """What is listed against what is there."""

    folder: Path
    prefix: str
    found: Verification

    def run(self, listed: Mapping[str, Listed], present: Mapping[str, int]) -> None:
        """Report every difference, and claims that intact files do not hold."""
        wanted = [item for item in listed.values() if not self._is_intact(item, present)]
        gone = {item.path for item in wanted}
        strange = [name for name in present if name not in listed or name in gone]
        moved = self._by_digest(strange, present, {item.size for item in wanted})
        taken = set()
        for item in wanted:
            place = moved[item.sha256].pop() if moved.get(item.sha256) else item.path
            if place != item.path:
                taken.add(place)
                self.found.add(codes.FILE_RENAMED, self.prefix + item.path, now=printable(self.prefix + place))
            elif item.path in present:
                self.found.add(codes.FILE_CHANGED, self.prefix + item.path)
            else:
                self.found.add(codes.FILE_LOST, self.prefix + item.path)
        for name in strange:
            if name not in listed and name not in taken:
                self.found.add(codes.FILE_ADDED, self.prefix + name)
        for item in listed.values():
            if item.path not in gone:
                _check_claims(self.folder / item.path, self.prefix + item.path, item, self.found)

    def _is_intact(self, item: Listed, present: Mapping[str, int]) -> bool:
        if present.get(item.path) != item.size:
            return False
        return self._digest(item.path) == item.sha256

    def _by_digest(self, names: Sequence[str], present: Mapping[str, int], sizes: set[int]) -> dict[str, list[str]]:
        """Files that could be one of those sought, by their digest."""
        found: dict[str, list[str]] = {}
        for name in names:
            if present[name] in sizes:
                found.setdefault(self._digest(name), []).append(name)
        return found

    def _digest(self, name: str) -> str:
        """SHA-256 of a file, '' where it cannot be read."""
        try:
            digest = digest_of(self.folder / name)
        except OSError as error:
            self.found.add(codes.UNREADABLE_FILE, self.prefix + name, reason=_reason(error))
            return ""
        self.found.files += 1
        return digest


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read piece by piece.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


# -- single files ----------------------------------------------------------------------------------------------


def _single(path: Path, found: Verification) -> None:
    """One PDF: against the manifest it was delivered with where that is near, and against what it says about itself."""
    if not path.is_file():
        found.add(codes.NOT_A_PLAIN_FILE, "")
        return
    try:
        digest = digest_of(path)
        found.files = 1
        _against_manifest(path.absolute(), digest, found)
        if not found.report.found:
            itself = Listed(path.name, 0, digest, claims_of(path))
            if not itself.claims:
                found.add(codes.NO_CLAIM, "")
            _check_claims(path, "", itself, found)
    except OSError as error:
        found.add(codes.UNREADABLE_FILE, "", reason=_reason(error))
    except Unreadable as problem:
        found.add(codes.NOT_A_PDF, "", reason=str(problem))


def _against_manifest(path: Path, digest: str, found: Verification) -> None:
    """The file's line in the manifest, or the line of the file that it once was."""
    for folder in list(path.parents)[:FOLDERS_ABOVE]:
        beside = Verification(found.shown, found.checker)
        manifest, _ = _manifest_of(folder, "", beside)
        if manifest is None and folder == path.parent and codes.NOT_A_DELIVERY not in {i.code for i in beside.report}:
            found.report.found |= {Diagnostic(item.code, Span(found.shown), item.args) for item in beside.report}
        if manifest is not None:
            _against_line(path.relative_to(folder).as_posix(), digest, manifest, found)
            return


def _against_line(name: str, digest: str, manifest: Manifest, found: Verification) -> None:
    listed = manifest.files.get(name)
    was = next((item.path for item in manifest.files.values() if item.sha256 == digest), "")
    if not manifest.sealed:
        found.add(codes.MANIFEST_CHANGED, "")
    if listed is not None and listed.sha256 != digest:
        found.add(codes.FILE_CHANGED, "")
    elif listed is None and was:
        found.report.add(codes.FILE_RENAMED, Span(printable(found.shown)), file=was, now=printable(name))
    elif listed is None:
        found.add(codes.FILE_ADDED, "")


def _check_claims(path: Path, name: str, item: Listed, found: Verification) -> None:
    for claim in item.claims:
        rules = found.checker.broken_rules(path, item.sha256, claim)
        if rules:
            found.add(codes.CLAIM_FALSE, name, claim=claim, rules=", ".join(rules))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
