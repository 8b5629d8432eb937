"""What makes two masters or layouts the same: their XML and all it relates to, without the ids that are ours to give."""

from __future__ import annotations

from hashlib import sha256

from lxml import etree

from mottepakke.slides.deck import MASTER_TYPE, DeckFile, is_left_out, is_xml
from mottepakke.slides.xml import P, remove


class Identities:
    """The identities of the parts of one deck, each worked out once. ``more`` tells apart what is changed differently."""

    def __init__(self, deck: DeckFile, more: bytes = b"") -> None:
        self._deck, self._more = deck, more
        self._known: dict[str, bytes] = {}

    def of(self, part: str) -> bytes:
        """The identity of a part."""
        key = part.lower()
        if key not in self._known:
            self._known[key] = b""
            self._known[key] = self._digest(part)
        return self._known[key]

    def _digest(self, part: str) -> bytes:
        package = self._deck.package
        content_type = package.content_type(part)
        found = sha256(b"\0".join((self._more, content_type.encode())))
        found.update(self._canonical(part) if is_xml(content_type) else package.digest(part))
        for one in sorted(package.relations(part), key=lambda one: one.id):
            if is_left_out(package, one) or (content_type == MASTER_TYPE and one.kind == "slideLayout"):
                continue
            inside = not one.external and one.target in package
            target = self.of(one.target) if inside else one.target.encode()
            found.update(b"\0".join((b"", one.id.encode(), one.type.encode(), target)))
        return found.digest()

    def _canonical(self, part: str) -> bytes:
        """Canonical XML (W3C C14N 1.0): programs write the same tree in different ways."""
        root = self._deck.package.xml(part)
        for listing in root.findall(f"{P}sldLayoutIdLst"):
            remove(listing)
        data: bytes = etree.tostring(root, method="c14n")
        return data
