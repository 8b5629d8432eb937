"""A ledger as it stands: what it says, and where each entry says it."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report, Severity
from mottepakke.model.meeting import Committee, Ledger, LedgerEntry
from mottepakke.model.numbering import canonical
from mottepakke.model.source import Span
from mottepakke.read.ledger import ENTRY, ledger_of
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence
from mottepakke.read.note import Place
from mottepakke.read.text import BYTE_ORDER_MARK, clean
from mottepakke.read.yaml import parse_yaml
from mottepakke.register.change import RegisterRefused, markdown, one_line
from mottepakke.register.notation import DECISION

KEYS = tuple(field.key for field in ENTRY.fields)
"""The keys of an entry in the order in which they are written."""


class Item(Struct, frozen=True, dict=True):
    """An entry, what was understood of it, and its values as nodes by printed key."""

    number: str
    entry: LedgerEntry
    nodes: dict[str, Node]

    @cached_property
    def stated(self) -> dict[str, str]:
        """What the entry says, by printed key, in the form in which a change says it."""
        entry = self.entry
        node = self.nodes.get(DECISION)
        return {
            "sak": self.number,
            "nøkkel": entry.key,
            "tittel": entry.title,
            "sakstype": entry.type,
            "møte": entry.meeting,
            "dato": entry.date.isoformat() if entry.date else "",
            "status": entry.status,
            DECISION: markdown(node.text) if isinstance(node, Scalar) else "",
        }


class Register(Struct, frozen=True):
    """A committee's ledger: its text to the last character, its entries, and what was understood of them."""

    text: str
    ledger: Ledger
    items: tuple[Item, ...] = ()


def read_register(text: str, committee: Committee, place: Place) -> Register:
    """The ledger in ``text``.

    Raises:
        RegisterRefused: it has errors, or a number stands in it twice.
    """
    report = Report()
    node = parse_yaml(clean(text.removeprefix(BYTE_ORDER_MARK), place.shown, report), place.shown, report)
    ledger = ledger_of(node, committee.slug, place, report)
    nodes = node.items if isinstance(node, Sequence) else ()
    items: dict[str, Item] = {}
    if not has_errors(report):
        for entry, one in zip(ledger.entries, nodes, strict=True):
            number = one_line(canonical(committee, entry.number))
            if number in items:
                line = items[number].entry.origin.span.line
                report.add(codes.DUPLICATE_LEDGER_NUMBER, entry.origin.span, number=entry.number, line=line)
            items[number] = Item(number, entry, _by_key(one))
    if has_errors(report):
        raise RegisterRefused(report)
    return Register(text, ledger, tuple(items.values()))


def has_errors(report: Report) -> bool:
    """Whether anything worse than a warning was found."""
    return any(found.severity is Severity.ERROR for found in report)


def printed_key(written: str) -> str:
    """The key of an entry as it is printed, however somebody spelled it."""
    field = ENTRY.field(written)
    return field.key if field else written


def _by_key(node: Node) -> dict[str, Node]:
    return {printed_key(key.text): value for key, value in node.entries} if isinstance(node, Mapping) else {}


def refusal(number: str, span: Span) -> RegisterRefused:
    """``number`` cannot be entered at ``span`` with everything else left as it is."""
    return RegisterRefused([Diagnostic.at(codes.REGISTER_NOT_UNDERSTOOD, span, number=number)])
