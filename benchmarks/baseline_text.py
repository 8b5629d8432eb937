"""The text of a meeting as a script would read it: PyYAML for the heads, one pass over the lines for the rest.

It knows only what the sample packs hold, checks nothing and leaves marks within a line out, so it costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

MONTHS = ["januar", "februar", "mars", "april", "mai", "juni"]
MONTHS += ["juli", "august", "september", "oktober", "november", "desember"]
PARTS = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
FOOTNOTE = re.compile(r"\[\^([^\]]+)\]:?")
IMAGE = re.compile(r'!\[[^\]]*\]\(\S+(?: "([^"]*)")?\)')
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
REFERENCE = re.compile(r"\[\[\w+:([^\]]+)\]\]")
ATTRIBUTES = re.compile(r"\{[^{}]*\}")
BULLET = re.compile(r"\s*[-*] +(.*)")
NUMBERED = re.compile(r"\s*(\d+)[.)] +(.*)")
SUMMARY = "Hensikt med saken"
PROPOSAL = "Forslag til vedtak"
QUESTIONS = ("Drøftingsspørsmål", "Drøftingspunkter")
EARLIER = "Vedtak fra tidligere behandlinger"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, text, bullet, number or table; a table's first row is its head."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A case of the agenda, or a break (without ``number``)."""

    title: str
    number: str
    time: str
    type: str
    summary: str
    proposal: tuple[str, ...]
    questions: tuple[str, ...] = ()
    slug: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document: its file's name, title, table of fields and text; ``ready`` is a PDF that exists already."""

    name: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    ready: Path | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """All that the script prints, in order."""

    title: str
    items: tuple[Item, ...]
    sheets: tuple[Sheet, ...]


def read_meeting(root: Path, key: str) -> Meeting:
    """The meeting ``key`` of the workspace ``root``."""
    return _Reader(root, key).meeting()


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    lines = [*text.splitlines(), ""]
    found: list[Block] = []
    held: list[str] = []
    kind = "text"
    for line in lines:
        begins = _beginning(line)
        if begins is None and line.strip():
            held.append(line.strip())
            continue
        if held:
            found.append(_block(kind, held))
        kind, rest = begins or ("text", "")
        held = [rest] if rest else []
    return tuple(_joined_tables(found))


def _beginning(line: str) -> tuple[str, str] | None:
    """The kind and first line of a construct that begins here; None where the one before goes on."""
    if line.startswith("#"):
        return "heading", line.lstrip("# ")
    if line.startswith("|"):
        return "table", line
    if found := BULLET.match(line):
        return "bullet", found[1]
    if found := NUMBERED.match(line):
        return "number", found[2]
    return None if line.strip() else ("text", "")


def _block(kind: str, lines: Sequence[str]) -> Block:
    if kind == "table":
        return Block(kind, rows=(tuple(_plain(cell.strip()) for cell in lines[0].strip("| ").split("|")),))
    return Block(kind, _plain(" ".join(lines)))


def _joined_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        if block.kind == "table":
            rows.extend(row for row in block.rows if not set("".join(row)) <= set("-:"))
            continue
        if rows:
            yield Block("table", rows=tuple(rows))
            rows = []
        yield block
    if rows:
        yield Block("table", rows=tuple(rows))


def _plain(text: str) -> str:
    text = IMAGE.sub(lambda found: found[1] or "", text)
    text = REFERENCE.sub(r"\1", FOOTNOTE.sub("", text))
    return ATTRIBUTES.sub("", LINK.sub(r"\1", text)).replace("**", "").replace("`", "").replace("*", "").strip()


def _listed(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _day(value: date) -> str:
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}"


def _texts(text: str) -> tuple[str, ...]:
    return tuple(block.text for block in blocks_of(text))


class _Reader:
    def __init__(self, root: Path, key: str) -> None:
        self.root = root
        self.slug, _, self.name = key.partition("/")
        self.committee = self._yaml(f"packs/{self.slug}/utvalg.yaml")
        self.data = self._yaml(f"packs/{key}.yaml")
        self.ledgers: dict[str, dict[str, Any]] = {}
        self.day = _day(self.data["dato"])
        self.attachment = 0

    def _yaml(self, path: str) -> Any:
        return yaml.safe_load((self.root / path).read_text("utf-8"))

    def meeting(self) -> Meeting:
        title = f"Innkalling til møte {self.data['møte']} i {self.committee['kortnavn']}"
        sheets: list[Sheet] = []
        items = tuple(self._items(sheets))
        return Meeting(title, items, (self._notice(title, items), *sheets))

    def _items(self, sheets: list[Sheet]) -> Iterator[Item]:
        start, _, _ = str(self.data["tid"]).partition("-")
        clock = datetime.strptime(start, "%H:%M")  # noqa: DTZ007 - a clock on the wall
        number = self._last_number()
        for row in self.data["saksliste"]:
            minutes = int(row.get("varighet") or row.get("pause") or row.get("lunsj"))
            time, clock = f"{clock:%H.%M}", clock + timedelta(minutes=minutes)
            if "pause" in row or "lunsj" in row:
                yield Item("Lunsj" if "lunsj" in row else "Pause", "", time, "", "", ())
                continue
            number += 1
            yield self._item(row, f"{number}/{self.data['dato']:%y}", time, sheets)

    def _last_number(self) -> int:
        year = f"/{self.data['dato']:%y}"
        return max((int(sak.removesuffix(year)) for sak in self._ledger(self.slug) if sak.endswith(year)), default=0)

    def _item(self, row: dict[str, Any], number: str, time: str, sheets: list[Sheet]) -> Item:
        first = len(sheets)
        if "sak" in row:
            folder = self.root / "sources" / self.slug / self.name[:4] / row["sak"]
            head, text = self._parts(folder / "toppnotat.md")
        else:
            folder, head, text = self.root, row, ""
        blocks = blocks_of(text)
        proposal = _texts(head.get("forslag_til_vedtak", "")) or _section(blocks, PROPOSAL)
        if "sak" in row:
            self.attachment += 1
            sheets.append(self._note(row["sak"], number, head, proposal, blocks))
        for count, attached in enumerate(head.get("vedlegg", ())):
            sheets.append(self._attached(attached, folder, "ABCDEFGH"[count] if "sak" in row else ""))
        summary = _texts(head.get("omtale", "")) or _section(blocks, SUMMARY)
        questions = tuple(text for heading in QUESTIONS for text in _section(blocks, heading))
        titles = tuple(sheet.title for sheet in sheets[first:])
        kind = head.get("sakstype", "")
        return Item(head["tittel"], number, time, kind, " ".join(summary), proposal, questions, row.get("sak", ""), titles)

    def _note(
        self, slug: str, number: str, head: dict[str, Any], proposal: tuple[str, ...], blocks: tuple[Block, ...]
    ) -> Sheet:
        fields = (
            ("Til møte", f"{self.data['møte']} i {self.committee['kortnavn']}"),
            ("Dato", self.day),
            ("Saksnummer", number),
            ("Sakstype", str(head.get("sakstype", ""))),
            ("Sakseier", _listed(head.get("sakseier"))),
            ("Saksbehandler", _listed(head.get("saksbehandler"))),
        )
        first = (Block("heading", PROPOSAL), *(Block("text", text) for text in proposal))
        rest = _without(_without(blocks, PROPOSAL), EARLIER)
        return Sheet(f"toppnotat-{slug}", head["tittel"], fields, (*first, *rest, *self._earlier(head)))

    def _earlier(self, head: dict[str, Any]) -> Iterator[Block]:
        rows = [("Møte og dato", "Tittel på sak", "Vedtak")]
        for reference in head.get("tidligere", ()):
            slug, _, number = str(reference).partition(" ")
            entry = self._ledger(slug).get(number)
            if entry:
                rows.append((f"{slug.upper()} {number}, {_day(entry['dato'])}", entry["tittel"], entry.get("vedtak", "")))
        if len(rows) > 1:
            yield Block("heading", EARLIER)
            yield Block("table", rows=tuple(rows))

    def _ledger(self, slug: str) -> dict[str, Any]:
        if slug not in self.ledgers:
            self.ledgers[slug] = {entry["sak"]: entry for entry in self._yaml(f"packs/{slug}/saksregister.yaml")}
        return self.ledgers[slug]

    def _attached(self, attached: dict[str, Any], folder: Path, letter: str) -> Sheet:
        if not letter:
            self.attachment += 1
        label = f"Vedlegg {self.attachment}{letter}"
        if "referat" in attached:
            head, text = self._parts(self.root / "packs" / f"{attached['referat']}.referat.md")
            fields = (("Til stede", _listed(head["til_stede"])), ("Forfall", _listed(head["forfall"])))
            return Sheet(f"vedlegg-{self.attachment}-referat", f"{label}: {attached['tittel']}", fields, blocks_of(text))
        path = folder / attached["fil"]
        name = f"vedlegg-{self.attachment}{letter.lower()}-{path.stem}"
        if path.suffix == ".pdf":
            return Sheet(name, f"{label}: {attached['tittel']}", ready=path)
        head, text = self._parts(path)
        return Sheet(name, f"{label}: {attached.get('tittel', head['tittel'])}", blocks=blocks_of(text))

    def _notice(self, title: str, items: Sequence[Item]) -> Sheet:
        members = _listed([f"{person['navn']}, {person['virksomhet']}" for person in self.committee["medlemmer"]])
        fields = (
            ("Møte", f"Møte i {self.committee['navn']}"),
            ("Dato", self.day),
            ("Tid", str(self.data["tid"])),
            ("Sted", self.data["sted"]),
            ("Medlemmer", members),
        )
        agenda = [("Sak", "Tittel", "Tid", "Sakstype"), *((item.number, item.title, item.time, item.type) for item in items)]
        cases = (block for item in items if item.number for block in _case(item))
        return Sheet("innkalling", title, fields, (Block("heading", "Agenda"), Block("table", rows=tuple(agenda)), *cases))

    def _parts(self, path: Path) -> tuple[dict[str, Any], str]:
        found = PARTS.match(path.read_text("utf-8"))
        assert found, path.name
        return yaml.safe_load(found[1]), found[2]


def _case(item: Item) -> Iterator[Block]:
    yield Block("heading", f"{item.number} {item.title}")
    yield Block("text", item.summary)
    if item.proposal:
        yield from (Block("text", text) for text in (PROPOSAL, *item.proposal))
    yield from (Block("bullet", title) for title in item.attachments)


def _section(blocks: Sequence[Block], heading: str) -> tuple[str, ...]:
    """The texts between ``heading`` and the next one."""
    found: list[str] = []
    inside = False
    for block in blocks:
        if block.kind == "heading":
            inside = block.text == heading
        elif inside and block.text:
            found.append(block.text)
    return tuple(found)


def _without(blocks: Sequence[Block], heading: str) -> tuple[Block, ...]:
    kept: list[Block] = []
    inside = False
    for block in blocks:
        if block.kind == "heading":
            inside = block.text == heading
        if not inside:
            kept.append(block)
    return tuple(kept)
