"""What is kept of findings is what a check finds, whatever was edited since."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mottepakke import pipeline
from mottepakke.build import judging
from mottepakke.build.cache import Cache
from mottepakke.build.prepare import Preparer, Reading
from mottepakke.build.store import FOLDER, Store
from tests.support import presenters
from tests.support.workspaces import (
    COMMITTEE,
    KEY,
    LEDGER,
    MEETING,
    MINUTES,
    NOTE,
    PLAIN,
    SENT,
    Content,
    Workspace,
    entries,
    meeting,
    names,
    note,
    seal,
)
from tests.unit.extract import files

EDITS = int(os.environ.get("MOTTEPAKKE_EDITS", "40"))
PLACE = "sources/rad/2025/plan"
OTHER = "packs/rad/2025-1.yaml"
OTHER_NOTE = "sources/rad/2025/budsjett/toppnotat.md"
HEAD = "vedlegg: [kart.pdf, brev.docx, ord.md]\n"
WRONG = (
    "31. februar 2025",
    "kl. 25:70",
    "plan plan",
    "sak 99/25",
    "(fyll inn)",
    "vedlegg 9",
    "«åpent sitat",
    "torsdag 16. mai 2025",
)
"""Words that rules say something about."""
FILES: dict[str, Content] = {
    **PLAIN,
    NOTE: note("## Bakgrunn\n\nSe [[sak:rad/2025/budsjett]] og «Budsjettet ble vedtatt.»\n", HEAD),
    OTHER: meeting("  - sak: budsjett\n    varighet: 30\n", 1, "2025-02-13"),
    OTHER_NOTE: note("## Bakgrunn\n\nTall.\n", title="Budsjett"),
    "packs/rad/2025-1.referat.md": "---\n---\n## 1/25\n\n### Vedtak\n\nRådet vedtok budsjettet.\n",
    f"{PLACE}/kart.pdf": files.pdf("Et kart."),
    f"{PLACE}/brev.docx": files.word("Et brev."),
    f"{PLACE}/ord.md": "---\ntittel: Ord\n---\nEn liste.\n",
}


def text(workspace: Workspace, n: int) -> None:
    lines = "\n" * (n % 3)
    workspace.write({NOTE: note(f"## Bakgrunn\n\n{lines}Møtet er {WRONG[n % len(WRONG)]}\nog {n} annet.\n", HEAD)})


def broken_over_lines(workspace: Workspace, n: int) -> None:
    """The same words, of which another stands first on a line: the place of a finding alone moves."""
    words = ["Dette", "skjer", "den", "torsdag", "16.", "mai", "2025", "i", "Oslo"]
    at = 1 + n % (len(words) - 1)
    workspace.write({NOTE: note(f"## Bakgrunn\n\n{' '.join(words[:at])}\n{' '.join(words[at:])}.\n", HEAD)})


def wish(workspace: Workspace, n: int) -> None:
    workspace.write({NOTE: note("Plan plan den 31. februar 2025.\n", f"{HEAD}ignorer: [{{kode: TX, grunn: 'Nr. {n}'}}]\n")})


def rules(workspace: Workspace, n: int) -> None:
    weight = ("feil", "advarsel", "hint")[n % 3]
    workspace.write({COMMITTEE: f"{PLAIN[COMMITTEE]}regler: {{vekt: {{TX: {weight}}}, lengst_uten_pause: {n}}}\n"})


def agenda(workspace: Workspace, n: int) -> None:
    workspace.write({MEETING: PLAIN[MEETING].replace("varighet: 30", f"varighet: {5 + n}", 1)})


def ledger(workspace: Workspace, n: int) -> None:
    workspace.write({LEDGER: entries(*("plan", "eventuelt", "annet")[: n % 4])})


def minutes(workspace: Workspace, n: int) -> None:
    workspace.write({MINUTES: f"---\n---\n## 1/25\n\n### Vedtak\n\nRådet {('drøfter', 'drøftet')[n % 2]} {n} planer\n"})


def sealed(workspace: Workspace, n: int) -> None:
    sources = f"[{{fil: {NOTE}, sha256: {'0' * 63}{n % 10}}}]"
    workspace.write({SENT: seal(sources, ("plan", "eventuelt")[: 1 + n % 2]), LEDGER: entries("plan", "eventuelt")})


def attached(workspace: Workspace, n: int) -> None:
    words = f"Møtet er {WRONG[n % len(WRONG)]} og {n}."
    name, data = (
        ("kart.pdf", files.pdf(words)),
        ("brev.docx", files.word(words)),
        ("ord.md", f"Se her: {words}\n".encode()),
    )[n % 3]
    workspace.write({f"{PLACE}/{name}": data if n % 7 else b"ikke det det utgir seg for"})


def unlisted(workspace: Workspace, n: int) -> None:
    workspace.write({f"{PLACE}/glemt-{n % 5}.pdf": files.pdf("Glemt.") if n % 2 else files.pdf("Et kart.")})


def copied(workspace: Workspace, n: int) -> None:
    workspace.write({f"{PLACE}/toppnotat ({n % 3}).md": note("Et annet.\n"), f"packs/rad/utvalg - {n % 3}.yaml": "x"})


def same(workspace: Workspace, _: int) -> None:
    data = (workspace.root / PLACE / "kart.pdf").read_bytes() if (workspace.root / PLACE / "kart.pdf").exists() else b""
    workspace.write({f"{PLACE}/kart.pdf": data, f"{PLACE}/kopi.pdf": data})
    workspace.write({NOTE: note("Se kartet.\n", "vedlegg: [kart.pdf, kopi.pdf]\n")})


def deleted(workspace: Workspace, n: int) -> None:
    found = sorted(path for part in ("packs", "sources") for path in (workspace.root / part).rglob("*") if path.is_file())
    found[n % len(found)].unlink()


def elsewhere(workspace: Workspace, n: int) -> None:
    """Another meeting, its note or its minutes."""
    if n % 3 == 0:
        workspace.write(
            {OTHER: meeting(f"  - sak: {('budsjett', 'annen')[n % 2]}\n    varighet: 30\n", 1, f"2025-0{1 + n % 6}-13")}
        )
    elif n % 3 == 1:
        workspace.write({OTHER_NOTE: note(f"Tall {n}.\n", title=f"Budsjett {n}")})
    else:
        workspace.write({"packs/rad/2025-1.referat.md": f"---\n---\n## 1/25\n\n### Vedtak\n\nRådet vedtok {n}.\n"})


def deck(workspace: Workspace, n: int) -> None:
    data = presenters.deck_of(lambda shown: presenters.add(shown, f"Side {n}", f"Møtet er {WRONG[n % len(WRONG)]}."))
    workspace.write({f"{PLACE}/lysark.pptx": data if n % 5 else b"ikke en presentasjon"})
    workspace.write({NOTE: note("Teksten.\n", f"{HEAD}presentasjon: lysark.pptx\n")})


def restored(workspace: Workspace, _: int) -> None:
    workspace.write(FILES)


CHANGES = (
    text, broken_over_lines, wish, rules, agenda, ledger, minutes, sealed, attached, unlisted, copied, same, deleted,
    elsewhere, deck, restored,
)  # fmt: skip


def read(workspace: Workspace, *, cached: bool, today: dt.date | None = None) -> Reading:
    sources = pipeline.open_workspace(workspace.root)
    if not cached:
        return Preparer(sources, today).prepare(KEY)
    cache = Cache(Store(workspace.root / "output" / FOLDER), workspace.root)
    reading = Preparer(sources, today, cache).prepare(KEY)
    cache.commit()
    return reading


@settings(max_examples=1, derandomize=EDITS < 50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 60)), min_size=EDITS, max_size=EDITS))
def test_after_any_edits_what_is_kept_is_what_a_check_finds(
    tmp_path: Path, edits: list[tuple[Callable[[Workspace, int], None], int]]
) -> None:
    root = tmp_path / "rom"
    shutil.rmtree(root, ignore_errors=True)
    workspace = Workspace(root, FILES)
    for change, n in edits:
        change(workspace, n)
        today = dt.date(2025, 5, 1 + n % 20) if n % 4 == 0 else None
        clean = read(workspace, cached=False, today=today)
        assert read(workspace, cached=True, today=today) == clean, change
        assert read(workspace, cached=True, today=today) == clean, change
        if today is None and workspace.root.joinpath(MEETING).exists():
            checked = [item for item in workspace.check(KEY) if not item.code.code.startswith("IG")]
            assert checked == [item for item in clean[1] if not item.code.code.startswith("IG")]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_each_kind_of_edit_what_is_kept_is_what_a_check_finds(
    change: Callable[[Workspace, int], None], tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path, FILES)
    read(workspace, cached=True)
    for n in range(6):
        change(workspace, n)
        clean = read(workspace, cached=False)
        assert read(workspace, cached=True) == clean
        assert read(workspace, cached=True) == clean


def test_where_nothing_has_changed_no_rule_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path, FILES)
    text(workspace, 0)
    before = read(workspace, cached=True)
    assert "impossible-date" in names(before[1])
    monkeypatch.setattr(judging, "_judged", lambda *_: pytest.fail("rules were run"))
    assert read(workspace, cached=True) == before


def test_attached_files_are_read_once_though_a_note_is_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path, FILES)
    workspace.write({f"{PLACE}/kart.pdf": files.pdf("Møtet er 31. februar 2025.")})
    read(workspace, cached=True)
    monkeypatch.setattr("mottepakke.extract.reading.words_of", lambda path: pytest.fail(f"read {path}"))
    monkeypatch.setattr("mottepakke.extract.pdf.lacks_of", lambda path: pytest.fail(f"read {path}"))
    workspace.write({NOTE: note("## Bakgrunn\n\nTeksten er ny.\n", HEAD)})
    found = read(workspace, cached=True)[1]
    assert [item.span.path for item in found if item.code.name == "impossible-date"] == [NOTE]


def test_the_same_wishes_have_the_same_key_in_every_process(tmp_path: Path) -> None:
    """Sets have another order in another process."""
    workspace = Workspace(tmp_path, FILES)
    wishes = ", ".join(f"{{kode: {code}, grunn: Slik er det.}}" for code in ("TX", "AG", "VD", "SK"))
    workspace.write({NOTE: note("Plan plan.\n", f"{HEAD}ignorer: [{wishes}]\n")})
    ignored = workspace.prepared().ignored
    assert len(ignored) == 4
    assert list(ignored) == sorted(ignored, key=repr)
