"""What is taken out of a part before it enters a pack: all that acts by itself, and all that hides another file.

Actions are kept by a list of the harmless ones (ISO 19005-2, 6.5 forbids most others); what is removed is counted.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Pdf

from mottepakke.assemble.destinations import Places
from mottepakke.assemble.objects import entry, items_of, mapping, name_of, pairs_of, text_of, tree_pairs

SAFE_SCHEMES = frozenset(("", "http", "https", "mailto", "pakke", "tel"))
NAMED_ACTIONS = frozenset(("NextPage", "PrevPage", "FirstPage", "LastPage"))
REMOVED_ANNOTATIONS = frozenset(("FileAttachment", "Movie", "Sound", "Screen", "3D", "RichMedia", "TrapNet", "PrinterMark"))
PAGE_EXTRAS = ("/AA", "/Thumb", "/PieceInfo", "/Metadata", "/B", "/AF", "/PresSteps", "/Trans", "/Dur")
"""Entries of a page that act, or that hold data nobody sees."""


FILES = "EmbeddedFiles"
"""Under this name embedded files are counted, whatever holds them."""

HOLDER_EXTRAS = ("/AA", "/AF", "/EF", "/RF")


class Removed(Struct):
    """What was taken out of a part: things that act and files, counted by kind, and links that led nowhere."""

    counts: Counter[str]
    links: list[str] = field(default_factory=list)


def active_content(pdf: Pdf) -> Counter[str]:
    """What the document as a whole would do by itself, by the name of the entry. None of it is copied."""
    found: Counter[str] = Counter()
    for key in ("/OpenAction", "/AA"):
        action = entry(pdf.Root, key)
        if mapping(action) is not None and name_of(entry(action, "/S")) != "GoTo":
            found[key[1:]] += 1
    scripts = sum(1 for _ in tree_pairs(entry(entry(pdf.Root, "/Names"), "/JavaScript"), "/Names"))
    if scripts:
        found["JavaScript"] += scripts
    if entry(entry(pdf.Root, "/AcroForm"), "/XFA") is not None:
        found["XFA"] += 1
    return found


def embedded_files(pdf: Pdf) -> int:
    """How many files the document as a whole carries."""
    named = sum(1 for _ in tree_pairs(entry(entry(pdf.Root, "/Names"), "/EmbeddedFiles"), "/Names"))
    return max(named, len(items_of(entry(pdf.Root, "/AF"))))


def clean_page(pdf: Pdf, page: Object, places: Places, removed: Removed) -> None:
    """Remove what a page does by itself, make its links explicit, and its annotations objects of their own."""
    for key in PAGE_EXTRAS:
        if key in page:
            removed.counts["AA"] += key == "/AA"
            del page[key]
    if "/Annots" not in page:
        return
    old = items_of(page.Annots)
    kept = [_kept(pdf, item, places, removed) for item in old if isinstance(item, Dictionary)]
    page.Annots = Array([item for item in kept if item is not None])


def _kept(pdf: Pdf, annotation: Object, places: Places, removed: Removed) -> Object | None:
    kind = name_of(annotation.get("/Subtype"))
    if kind in REMOVED_ANNOTATIONS:
        attached = entry(annotation, "/FS")
        if kind != "FileAttachment":
            removed.counts[kind] += 1
        elif mapping(attached) is None or not attached.is_indirect:
            removed.counts[FILES] += 1
        _empty(annotation)
        return None
    _clean_annotation(annotation, kind, places, removed)
    return annotation if annotation.is_indirect else pdf.make_indirect(annotation)


def clean_object(holder: Object, keys: set[str], removed: Removed) -> None:
    """Remove actions and files from any other object, such as a form field or a file specification."""
    for key in HOLDER_EXTRAS:
        if key in keys:
            del holder[key]
            removed.counts["AA"] += key == "/AA"
            removed.counts[FILES] += key == "/EF"


def _clean_annotation(annotation: Object, kind: str, places: Places, removed: Removed) -> None:
    if "/PA" in annotation:
        del annotation["/PA"]
    if "/Dest" in annotation:
        _make_explicit(annotation, "/Dest", places, removed)
    if "/A" in annotation:
        refused = _kind_of(annotation.A) if kind == "Widget" else _clean_action(annotation.A, places, removed)
        if refused:
            removed.counts[refused] += refused != "GoTo"
            del annotation["/A"]


def _clean_action(action: object, places: Places, removed: Removed) -> str:
    """Keep a harmless action, without what follows it; the kind of any other, and of a jump that leads nowhere."""
    actions = mapping(action)
    if actions is None:
        return "A"
    kind = _kind_of(actions)
    if "/Next" in actions:
        del actions["/Next"]
    if kind == "GoTo":
        _make_explicit(actions, "/D", places, removed)
        return "" if "/D" in actions else kind
    if kind == "URI":
        return "" if _is_safe(text_of(actions.get("/URI"))) else kind
    if kind == "Named" and name_of(actions.get("/N")) in NAMED_ACTIONS:
        return ""
    return kind


def _kind_of(action: object) -> str:
    return name_of(entry(action, "/S")) or "A"


def _make_explicit(holder: Object, key: str, places: Places, removed: Removed) -> None:
    """Replace a destination by the explicit one, or remove one that leads nowhere."""
    goal = holder.get(key)
    target = places.target(goal)
    if target is None:
        removed.links.append(f"#{text_of(goal) or name_of(goal)}")
        del holder[key]
    else:
        holder[key] = Array([places.objects[target.page], *target.view])
    if "/SD" in holder:
        del holder["/SD"]


def _is_safe(address: str) -> bool:
    try:
        return urlsplit(address.strip()).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def _empty(annotation: Object) -> None:
    """Leave nothing but the frame of an annotation, which a structure element may still name."""
    for key, _ in pairs_of(annotation):
        if key not in ("/Type", "/Subtype", "/Rect", "/StructParent"):
            del annotation[key]
    annotation.Subtype = Name.Square
