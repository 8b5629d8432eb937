"""Optional content (ISO 32000-1, 8.11): what a part hides stays hidden in the pack.

Without the catalog's /OCProperties every viewer shows every layer: leaving them out publishes what an author hid.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from mottepakke.assemble.objects import entry, items_of, mapping, name_of, text_of


class Layers(Struct, frozen=True):
    """The optional content groups of a source, and those that are off when it is opened."""

    groups: list[Object]
    hidden: list[Object]


class JoinedLayers(Struct):
    """The groups of the merged file while it grows."""

    groups: list[Object] = field(default_factory=list)
    hidden: list[Object] = field(default_factory=list)
    order: list[Object] = field(default_factory=list)

    def join(self, groups: Sequence[Object], hidden: Sequence[Object], title: str) -> None:
        """Add the copied groups of a source."""
        if groups:
            self.groups += groups
            self.hidden += hidden
            self.order.append(Array([String(title), *groups]))

    def finish(self, out: Pdf, name: str) -> None:
        """Write /OCProperties with one configuration, which PDF/A wants named and without /AS (ISO 19005-2, 6.9)."""
        if not self.groups:
            return
        config = Dictionary(Name=String(name), BaseState=Name.ON, Order=Array(self.order))
        if self.hidden:
            config.OFF = Array(self.hidden)
        out.Root.OCProperties = out.make_indirect(Dictionary(OCGs=Array(self.groups), D=config))


def layers_of(pdf: Pdf) -> Layers:
    """The groups of a source as its default configuration shows them on a screen."""
    properties = mapping(entry(pdf.Root, "/OCProperties"))
    groups = [group for group in items_of(entry(properties, "/OCGs")) if _is_group(group)]
    config = entry(properties, "/D")
    on = {group.objgen for group in items_of(entry(config, "/ON")) if isinstance(group, Dictionary)}
    off = {group.objgen for group in items_of(entry(config, "/OFF")) if isinstance(group, Dictionary)}
    if name_of(entry(config, "/BaseState")) == "OFF":
        off |= {group.objgen for group in groups} - on
    off |= _off_on_screen(config)
    hidden: list[Object] = [group for group in groups if group.objgen in off]
    return Layers(groups, hidden)


def layer_names(layers: Layers) -> list[str]:
    """The names of the hidden groups."""
    return [text_of(group.get("/Name")) for group in layers.hidden]


def _is_group(group: Object) -> bool:
    return isinstance(group, Dictionary) and group.is_indirect


def _off_on_screen(config: object) -> set[tuple[int, int]]:
    """Groups that their own usage turns off for viewing (ISO 32000-1, 8.11.4.4), which the merged file cannot say."""
    found = set()
    for usage in items_of(entry(config, "/AS")):
        if name_of(entry(usage, "/Event")) != "View":
            continue
        for group in items_of(entry(usage, "/OCGs")):
            view = entry(entry(group, "/Usage"), "/View")
            if isinstance(group, Dictionary) and name_of(entry(view, "/ViewState")) == "OFF":
                found.add(group.objgen)
    return found
