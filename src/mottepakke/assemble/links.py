"""Links between documents of the pack become links to their pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct
from pikepdf import Dictionary, Name, Object, String

from mottepakke.assemble.destinations import Target
from mottepakke.assemble.merging import MergedPart
from mottepakke.assemble.objects import entry, items_of, name_of, text_of

PACK_SCHEME = "pakke"


class Reference(Struct, frozen=True):
    """What a link names: a document by its id, or another file by its path, seen from the output folder."""

    path: str
    anchor: str = ""

    @property
    def document(self) -> str:
        """The id of the document the path may mean."""
        return self.path.removesuffix(".pdf")

    @property
    def address(self) -> str:
        """The relative URL, in ASCII."""
        return "#".join(quote(part) for part in (self.path, self.anchor) if part)


class Place(Struct, frozen=True):
    """A document of the pack as a link's goal."""

    name: str
    part: MergedPart

    def target(self, anchor: str) -> Target:
        """The page of a named destination, or the first page."""
        found = self.part.named.get(anchor.encode()) if anchor else None
        return Target(self.part.first + found.page, found.view) if found else Target(self.part.first)


def reference_of(address: str, folder: str) -> Reference | None:
    """What an address means for a document in ``folder``; None where it leads outside.

    Forms: ``pakke:<id>#anchor``, and a relative URL with or without the ending .pdf.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if parts.scheme == PACK_SCHEME:
        return Reference(path, anchor)
    if parts.scheme or parts.netloc or not path or path.startswith("/"):
        return None
    return Reference(posixpath.normpath(posixpath.join(folder, path)), anchor)


def resolve_links(pages: Sequence[Object], part: MergedPart, folder: str, places: Mapping[str, Place]) -> Iterator[str]:
    """Turn the URI links of one part that name documents of the pack into jumps.

    Yields the relative addresses that name none; they stay, as seen from the output folder, where the pack lies.
    """
    for page in pages[part.first : part.first + part.count]:
        for annotation in items_of(page.get("/Annots")):
            action = entry(annotation, "/A")
            if name_of(entry(annotation, "/Subtype")) != "Link" or name_of(entry(action, "/S")) != "URI":
                continue
            address = text_of(entry(action, "/URI"))
            reference = reference_of(address, folder)
            if reference is None:
                continue
            place = places.get(reference.document)
            if place is None:
                yield address
                action.URI = String(reference.address)
            else:
                target = place.target(reference.anchor).on(pages, 0)
                annotation.A = Dictionary(Type=Name.Action, S=Name.GoTo, D=target)
                annotation.Contents = String(place.name)
