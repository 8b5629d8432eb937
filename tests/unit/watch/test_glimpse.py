"""The first look says what a whole build would say, however much it remembers; and it does not grow."""

import gc
import io
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from mottepakke import pipeline
from mottepakke.build.outcome import Options
from mottepakke.build.prepare import Preparer
from mottepakke.read.sources import Sources
from mottepakke.watch.glimpse import Asked, Glimpse, Glimpser
from tests.support.workspaces import COMMITTEE, KEY, MEETING, NOTE, PLAIN, Workspace, committee, meeting, note

ATTACHMENT = "sources/rad/2025/plan/utdyping.md"
OTHER = "sources/rad/2025/annen/toppnotat.md"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture
def glimpser(workspace: Workspace) -> Iterator[Glimpser]:
    with closing(Glimpser(workspace.root)) as made:
        yield made


EDITS: tuple[dict[str, str | bytes | None], ...] = (
    {NOTE: note("## Bakgrunn\n\nSe [[sak:annen]].\n")},
    {OTHER: note("## Bakgrunn\n\nTo.\n", title="Annen"), MEETING: meeting("  - sak: plan\n  - sak: annen\n")},
    {NOTE: note(head="vedlegg: [{fil: utdyping.md, tittel: Mer}]\n")},
    {ATTACHMENT: "---\ntittel: Mer\n---\n\n## Del\n\nOrd.\n"},
    {ATTACHMENT: ""},
    {ATTACHMENT: "## Del\n\n![En figur](bilde.png)\n"},
    {OTHER: None},
    {OTHER: "---\ntittel: Halv"},
    {COMMITTEE: committee("saksnummer: 'PS {nr}/{åå}'\n")},
    {"packs/rad/2025-2.referat.md": "---\nreferent: Ola\n---\n\n## Sak 1/25\n\nOrd.\n"},
    {"packs/rad/2025-1.yaml": meeting("  - tittel: Først\n", number=1, date="2025-02-01")},
    dict(PLAIN),
)


def applied(workspace: Workspace, edit: dict[str, str | bytes | None]) -> None:
    for name, content in edit.items():
        if content is None:
            (workspace.root / name).unlink()
        else:
            workspace.write({name: content})


def test_what_is_remembered_says_the_same_as_what_is_read_anew(workspace: Workspace, glimpser: Glimpser) -> None:
    for edit in EDITS:
        applied(workspace, edit)
        seen = glimpser.look(Asked(KEY, frozenset(edit)))
        prepared, found = Preparer(Sources(workspace.root)).prepare(KEY)
        with closing(Glimpser(workspace.root)) as other:
            fresh = other.look(Asked(KEY))
        assert set(found) <= set(seen.diagnostics)
        assert seen.digest == fresh.digest
        assert (prepared is None) == (seen.broken == {MEETING})


def test_only_another_pack_has_another_digest(workspace: Workspace, glimpser: Glimpser) -> None:
    first = glimpser.look(Asked(KEY)).digest
    workspace.write({NOTE: PLAIN[NOTE], "sources/rad/løst.txt": "x"})
    assert glimpser.look(Asked(KEY)).digest == first
    workspace.write({NOTE: PLAIN[NOTE] + "Mer.\n"})
    assert glimpser.look(Asked(KEY)).digest != first
    workspace.write({NOTE: PLAIN[NOTE], "layouts/hus/layout.yaml": "x"})
    assert glimpser.look(Asked(KEY)).digest != first


def pages(glimpse: Glimpse) -> dict[str, str]:
    found = {}
    for page in glimpse.pages:
        found[page.path] = "".join(part.extract_text() for part in PdfReader(io.BytesIO(page.data)).pages)
    return found


def test_the_page_of_a_saved_note_is_the_one_that_a_build_makes(
    workspace: Workspace, glimpser: Glimpser, tmp_path: Path
) -> None:
    glimpser.look(Asked(KEY, frozenset({MEETING})))
    workspace.replace(NOTE, "Teksten.", "Helt andre ord.")
    seen = glimpser.look(Asked(KEY, frozenset({NOTE})))
    ((path, text),) = pages(seen).items()
    assert "Helt andre ord." in text
    options = Options(tmp_path / "output", pack_only=True)
    (outcome,) = pipeline.build([KEY], Sources(workspace.root), options, lambda _meeting, _step: None)
    assert outcome.folder is not None
    assert (outcome.folder / path).read_bytes() == seen.pages[0].data


def test_the_page_of_a_saved_meeting_is_its_notice_and_of_an_attachment_the_attachment(
    workspace: Workspace, glimpser: Glimpser
) -> None:
    workspace.write({NOTE: note(head="vedlegg: [{fil: utdyping.md, tittel: Mer}]\n"), ATTACHMENT: "Utdypende ord.\n"})
    assert list(pages(glimpser.look(Asked(KEY, frozenset({MEETING}))))) == ["innkalling.pdf"]
    (text,) = pages(glimpser.look(Asked(KEY, frozenset({ATTACHMENT})))).values()
    assert "Utdypende ord." in text


def test_a_template_that_fails_is_a_finding_and_no_page(workspace: Workspace, glimpser: Glimpser) -> None:
    workspace.write({COMMITTEE: committee("layout: hus\n"), "layouts/hus/toppnotat.html": "<p>{{ finnes.ikke }}</p>"})
    seen = glimpser.look(Asked(KEY, frozenset({NOTE})))
    assert seen.pages == ()
    assert "LA" in {item.code.code[:2] for item in seen.diagnostics}


def test_many_looks_leave_nothing_behind(workspace: Workspace, glimpser: Glimpser) -> None:
    counts = []
    for number in range(16):
        workspace.write({NOTE: note(f"## Bakgrunn\n\nTekst nummer {number}.\n")})
        glimpser.look(Asked(KEY, frozenset({NOTE})))
        gc.collect()
        counts.append(len(gc.get_objects()))
    assert max(counts[-3:]) <= max(counts[5:8]) * 1.01


def test_an_old_reading_is_not_believed_when_asked_not_to(workspace: Workspace, glimpser: Glimpser) -> None:
    """A file that another program kept to itself looks as it did when it is let go."""
    path = workspace.root / NOTE
    assert not glimpser.look(Asked(KEY)).broken
    real = Path.read_bytes
    with pytest.MonkeyPatch.context() as patch:

        def locked(self: Path) -> bytes:
            if self == path:
                raise PermissionError(13, "Permission denied")
            return real(self)

        patch.setattr(Path, "read_bytes", locked)
        assert glimpser.look(Asked(KEY, again=True)).broken == {NOTE}
    assert not glimpser.look(Asked(KEY, again=True)).broken


@pytest.mark.parametrize("name", ["../../felles/a.pdf", "./a.pdf", "under/../a.pdf"])
def test_an_attachment_that_changes_is_another_pack_however_its_name_is_written(
    workspace: Workspace, glimpser: Glimpser, name: str
) -> None:
    folder = workspace.root / "sources/rad/2025/plan"
    (folder / "under").mkdir()
    workspace.write({NOTE: note(head=f"vedlegg: [{{fil: {name}, tittel: A}}]\n")})
    path = Path(os.path.normpath(folder / name))
    workspace.write({path.relative_to(workspace.root).as_posix(): b"%PDF-1.7 en"})
    first = glimpser.look(Asked(KEY))
    assert path.relative_to(workspace.root).as_posix() in first.sources
    assert glimpser.look(Asked(KEY)).digest == first.digest
    workspace.write({path.relative_to(workspace.root).as_posix(): b"%PDF-1.7 to"})
    assert glimpser.look(Asked(KEY)).digest != first.digest
