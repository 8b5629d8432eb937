"""Any order of freezing, inserting, withdrawing, postponing and reopening keeps sent numbers and explains every gap."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mottepakke import pipeline
from mottepakke.build.freezing import plan_freeze
from mottepakke.register.saving import save
from tests.support.workspaces import COMMITTEE, Workspace, committee, meeting

DAY = dt.date(2025, 1, 1)
MEETINGS = 3
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["freeze", "freeze", "freeze", "insert", "withdraw", "postpone", "reopen"]),
        st.integers(1, MEETINGS),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=9,
)


class Year:
    """A year of one committee: the agendas as its secretary has them, and every number as it was sent."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.agendas: dict[int, list[list[str]]] = {
            n: [[f"Sak {n} {letter}", ""] for letter in "ab"] for n in range(1, MEETINGS + 1)
        }
        self.sent: dict[int, dict[str, str]] = {}
        self.titles = 0
        self.write()

    def write(self) -> None:
        for number, rows in self.agendas.items():
            text = "".join(
                f"  - tittel: {title}\n" + (f"    status: {status}\n" if status else "") for title, status in rows
            )
            self.workspace.write({f"packs/rad/2025-{number}.yaml": meeting(text, number, f"2025-0{2 * number}-10")})

    def numbers(self, number: int) -> dict[str, str]:
        return {case.row.case.title: case.number for case in self.workspace.resolved(f"rad/2025-{number}").cases}

    def act(self, action: str, number: int, place: int) -> None:
        rows = self.agendas[number]
        match action:
            case "insert":
                self.titles += 1
                rows.insert(place % (len(rows) + 1), [f"Ny sak {self.titles}", ""])
            case "withdraw":
                rows[place % len(rows)][1] = "trukket"
            case "postpone" if number < MEETINGS:
                row = rows[place % len(rows)]
                if not row[1] and number + 1 not in self.sent:
                    row[1] = "utsatt"
                    self.agendas[number + 1].append([row[0], ""])
            case "freeze":
                self.freeze(number)
            case "reopen":
                if not pipeline.reopen(f"rad/2025-{number}", self.workspace.root, DAY):
                    del self.sent[number]
            case _:
                pass
        self.write()

    def freeze(self, number: int) -> None:
        plan = plan_freeze(f"rad/2025-{number}", pipeline.open_workspace(self.workspace.root), DAY).plan
        if plan:
            save(self.workspace.root, plan.committee, lambda _register: plan.step())
            self.sent[number] = self.numbers(number)


@contextmanager
def year() -> Iterator[Year]:
    folder = Path(mkdtemp())
    try:
        yield Year(Workspace(folder, {COMMITTEE: committee()}))
    finally:
        shutil.rmtree(folder)


def number_of(printed: str) -> int:
    return int(printed.partition("/")[0])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS)
def test_sent_numbers_stay_and_every_number_is_accounted_for(actions: list[tuple[str, int, int]]) -> None:
    with year() as here:
        for action in actions:
            here.act(*action)
        now = {number: here.numbers(number) for number in here.agendas}
        for number, sent in here.sent.items():
            assert {title: now[number][title] for title in sent} == sent
        entries = pipeline.open_workspace(here.workspace.root).ledger("rad").entries
        ledger = {entry.number for entry in entries}
        assert len(ledger) == len(entries)
        assert {printed for sent in here.sent.values() for printed in sent.values()} <= ledger
        given_out = {(printed, title) for numbers in now.values() for title, printed in numbers.items()}
        assert max(Counter(printed for printed, _ in given_out).values()) == 1
        known = ledger | {printed for printed, _ in given_out}
        assert sorted(map(number_of, known)) == list(range(1, len(known) + 1))
