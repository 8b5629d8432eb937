"""A day's work on a sample pack, as the letter tells it the next morning."""

import datetime as dt
import json
import shutil
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from mottepakke.build.snapshots import snapshot_of
from mottepakke.compare.meetings import compare
from mottepakke.model.snapshot import Snapshot
from mottepakke.nightly.letter import letter
from mottepakke.nightly.night import Drafted, Night
from mottepakke.nightly.pages import meeting_page
from mottepakke.nightly.report import report
from tests.support.nights import standard
from tests.support.workspaces import Workspace

REPOSITORY = Path(__file__).parents[2]
KEY = "nuit/2025-2"
NOTES = "sources/nuit/2025"
EXPECTED = """\
Møtepakkene mandag 5. mai 2025

NUIT 2/2025, torsdag 15. mai 2025
Utkast. Sendes senest 7. mai 2025 (om 2 dager).
Endret siden i går:
  – Møtet: nye saksnumre: 20/25–21/25 er nå 21/25–22/25; sak 15/25–19/25
    begynner 10 minutter senere; sak 21/25–22/25 begynner 25 minutter senere
  – 14/25 Erfaringer fra arbeid med digital hjemmeoppfølging i …: forlenget
    til 65 minutter (var 55), kl. 09.15–10.20
  – 16/25 EU-HIP-prosjektet: innleder: Liv Myhre, Folkehelseinstituttet (var
    Arne Solberg, Folkehelseinstituttet); endret forslag til vedtak; endret
    tekst i «Bakgrunn»
      «… drøftet forbedringene som foreslås i EU-HIP-prosjektet, og [−støtter]
      [+anbefaler] at de tas inn i det nasjonale veikartet [+fra 2026] for
      implementering. Folkehelseinstituttet tar innspillene med i …»
      «EU-HIP er finansiert av EU (avtale nr. [−101102774] [+101102775]) og
      gjennomføres av et konsortium med 15 …»
  – 17/25 Veilednings- og godkjenningsordning for …: endret tekst i
    «Videreutvikling av ordningen»
      «… Status for arbeidet med EHDS er omtalt i [−sak 22/25]
      [+[[sak:orientering-hdir]]].»
  – 19/25 Overordnet tidsplan for overgang til ICD-11, roller …: endret tekst
    i «Videre saksprosess»
      «… som forordningen om det europeiske helsedataområdet (se [−sak 22/25]
      [+[[sak:orientering-hdir]]]). …»
  – 20/25 Felles språk i journalen: ny sak, kl. 14.10–14.25
  – 22/25 Evaluering av nasjonal rådsmodell for e-helse: byttet ut: Vedlegg 9A
    «Nasjonal rådsmodell for e-helse – Alternative modeller»; endret tekst i
    «Bakgrunn»
      «… NUFA [−23] [+24]. april …»
  – Orientering fra Helsedirektoratet: tatt av sakslisten (var sak 22/25)

Alt sammen: output/nightly/latest/index.html
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for folder in ("packs", "sources"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    return Workspace(tmp_path, {})


def a_days_work(workspace: Workspace) -> None:
    plan = f"packs/{KEY}.yaml"
    new = "  - tittel: Felles språk i journalen\n    sakstype: Orientering\n    varighet: 15\n"
    workspace.replace(plan, "hjemmeoppfolging\n    varighet: 55", "hjemmeoppfolging\n    varighet: 65")
    workspace.replace(plan, "  - sak: icd-11\n    varighet: 40\n", f"  - sak: icd-11\n    varighet: 40\n{new}")
    workspace.replace(plan, "  - sak: orientering-hdir\n    varighet: 25\n", "")
    project = f"{NOTES}/eu-hip/toppnotat.md"
    workspace.replace(project, "presenterer: Arne Solberg", "presenterer: Liv Myhre")
    workspace.replace(
        project,
        "og støtter at de tas inn i det nasjonale veikartet",
        "og anbefaler at de tas inn i det nasjonale veikartet fra 2026",
    )
    workspace.replace(project, "avtale nr. 101102774", "avtale nr. 101102775")
    workspace.replace(f"{NOTES}/evaluering-radsmodell/toppnotat.md", "4. NUFA 23. april", "4. NUFA 24. april")
    file = workspace.root / f"{NOTES}/evaluering-radsmodell/alternative-modeller.pdf"
    file.write_bytes(file.read_bytes() + b"\n")


def drafted_since(before: Snapshot, now: Snapshot) -> Drafted:
    """The meeting as a night later than ``before`` drafts it."""
    return Drafted(
        meeting=KEY,
        state="draft",
        committee="nuit",
        short_name="NUIT",
        language="nb",
        title=now.title,
        date=dt.date(2025, 5, 15),
        snapshot=now,
        since_last=compare(before, now, "2025-05-04"),
    )


def test_a_days_work_is_a_letter_that_can_be_read_in_a_minute(workspace: Workspace) -> None:
    before = snapshot_of(workspace.prepared(KEY))
    a_days_work(workspace)
    now = snapshot_of(workspace.prepared(KEY))
    drafted = replace(drafted_since(before, now), deadline=dt.date(2025, 5, 7))
    assert letter(Night(dt.date(2025, 5, 5), dt.date(2025, 5, 4), (drafted,)), "nb") == EXPECTED


def test_a_figure_that_is_replaced_is_told_alike_in_letter_report_and_page(workspace: Workspace) -> None:
    before = snapshot_of(workspace.prepared(KEY))
    figure = f"{NOTES}/icd-11/tidsplan.svg"
    drawn = (workspace.root / figure).read_text(encoding="utf-8")
    workspace.write({figure: drawn.replace("</svg>", "<rect width='9' height='9'/></svg>")})
    now = snapshot_of(workspace.prepared(KEY))
    drafted = drafted_since(before, now)
    night = Night(dt.date(2025, 5, 5), dt.date(2025, 5, 4), (drafted,))
    said = "yttet ut: figuren «Foreløpig overordnet plan for å erstatte ICD-10 med ICD-11» i «Foreløpig tidsplan»"
    assert f"…: b{said}" in " ".join(letter(night, "nb").split())
    (change,) = json.loads(report(night))["meetings"][0]["since_last"]["items"]
    assert (change["kind"], change["number"], change["part"]) == ("picture_replaced", "19/25", "Foreløpig tidsplan")
    assert change["text"] == f"B{said}."
    assert f"B{said}." in unescape(meeting_page(drafted, night, standard()))
