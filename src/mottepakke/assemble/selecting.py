"""Some pages of a file instead of all, and pages brought to another size; tags keep to the pages that stay."""

from __future__ import annotations

from collections.abc import Collection

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from mottepakke.assemble.objects import entry, inherited, items_of, mapping, number_of, pairs_of, tree_pairs

BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")
NEARLY = 0.002
"""Pages whose sizes differ by less than this share are of one size."""
DEEPEST = 400
Matrix = tuple[float, float, float]
"""A scale, and how far to move right and up afterwards."""


def keep_pages(pdf: Pdf, numbers: Collection[int]) -> None:
    """Leave only the pages ``numbers``, counted from 1, and what the structure tree says of them."""
    dropped = {page.obj.objgen for number, page in enumerate(pdf.pages, 1) if number not in numbers}
    if not dropped:
        return
    tree = mapping(entry(pdf.Root, "/StructTreeRoot"))
    if tree is not None:
        kids = [kid for kid in items_of(tree.get("/K")) if _stays(kid, None, dropped, 0)]
        tree.K = Array(kids)
        _drop_parents(pdf, tree, dropped)
    for index in reversed(range(len(pdf.pages))):
        if pdf.pages[index].obj.objgen in dropped:
            del pdf.pages[index]


def _stays(kid: object, page: Object | None, dropped: Collection[tuple[int, int]], depth: int) -> bool:
    """Whether something is left of a kid of a structure element that lies on ``page`` where it names no other.

    What goes is emptied, because others may name it.
    """
    holder = mapping(kid)
    own = page if holder is None else mapping(holder.get("/Pg")) or page
    if holder is None or "/S" not in holder or depth > DEEPEST:
        return own is None or own.objgen not in dropped
    old = items_of(holder.get("/K"))
    kept = [item for item in old if _stays(item, own, dropped, depth + 1)]
    if old and not kept:
        for key in list(holder.keys()):
            del holder[key]
        return False
    if len(kept) != len(old):
        holder.K = Array(kept)
    if "/Pg" in holder and holder.Pg.objgen in dropped:
        del holder["/Pg"]
    return True


def _drop_parents(pdf: Pdf, tree: Dictionary, dropped: Collection[tuple[int, int]]) -> None:
    """Forget what marks and annotations of dropped pages belonged to."""
    keys = set()
    for page in pdf.pages:
        if page.obj.objgen in dropped:
            keys.add(page.obj.get("/StructParents"))
            keys |= {entry(annotation, "/StructParent") for annotation in items_of(page.obj.get("/Annots"))}
    pairs = [(key, value) for key, value in tree_pairs(tree.get("/ParentTree"), "/Nums") if key not in keys]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([one for pair in pairs for one in pair])))


def page_size(page: Object) -> tuple[float, float]:
    """Width and height of a page as it is seen, in points."""
    left, bottom, right, top = _box(page)
    return (top - bottom, right - left) if _turned(page) else (right - left, top - bottom)


def fit_page(pdf: Pdf, page: Object, size: tuple[float, float]) -> None:
    """Bring a page to ``size``: as large as it may be without distortion, in the middle, cut at its own edge."""
    left, bottom, right, top = _box(page)
    width, height = reversed(size) if _turned(page) else size
    scale = min(width / (right - left), height / (top - bottom))
    scale = 1.0 if abs(scale - 1) < NEARLY else scale
    moved = (
        scale,
        (width - scale * (right - left)) / 2 - scale * left,
        (height - scale * (top - bottom)) / 2 - scale * bottom,
    )
    numbers = " ".join(f"{value:.5f}" for value in (left, bottom, right - left, top - bottom))
    matrix = f"{scale:.6f} 0 0 {scale:.6f} {moved[1]:.5f} {moved[2]:.5f} cm"
    before = pdf.make_stream(f"q {matrix} {numbers} re W n\n".encode())
    page.Contents = Array([before, *items_of(page.get("/Contents")), pdf.make_stream(b"\nQ")])
    for key in BOXES:
        if key in page:
            del page[key]
    page.MediaBox = Array([0, 0, width, height])
    for annotation in items_of(page.get("/Annots")):
        _move_annotation(annotation, moved)
    _move_patterns(pdf, page, moved)


def _move_patterns(pdf: Pdf, page: Object, moved: Matrix) -> None:
    """Patterns lie on the page as it first is, not as `cm` leaves it (ISO 32000-1, 8.7.2), so each gets a moved copy."""
    resources = mapping(page.get("/Resources", inherited(page, "/Resources")))
    patterns = pairs_of(entry(resources, "/Pattern"))
    if resources is None or not patterns:
        return
    own = Dictionary({key: resources.get(key) for key in list(resources.keys()) if key != "/Pattern"})
    own.Pattern = Dictionary()
    for name, pattern in patterns:
        copy = _copied(pdf, pattern)
        old = [number_of(value) or 0.0 for value in items_of(copy.get("/Matrix"))] or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        shifted = [moved[0] * value + (moved[index - 3] if index > 3 else 0.0) for index, value in enumerate(old)]
        copy.Matrix = Array([round(value, 6) for value in shifted])
        own.Pattern[name] = copy
    page.Resources = own


def _copied(pdf: Pdf, pattern: Dictionary | Stream) -> Object:
    """A shallow copy: what the pattern refers to stays shared."""
    keys = {key: pattern.get(key) for key in list(pattern.keys()) if key not in ("/Length", "/Filter", "/DecodeParms")}
    if isinstance(pattern, Stream):
        return pdf.make_stream(pattern.read_bytes(), Dictionary(keys))
    return pdf.make_indirect(Dictionary(keys))


def _move_annotation(annotation: object, moved: Matrix) -> None:
    holder = mapping(annotation)
    for key in ("/Rect", "/QuadPoints"):
        numbers = [number_of(value) or 0.0 for value in items_of(entry(holder, key))]
        if holder is not None and numbers:
            placed = [moved[0] * value + moved[1 + index % 2] for index, value in enumerate(numbers)]
            holder[key] = Array([round(value, 4) for value in placed])


def _box(page: Object) -> tuple[float, float, float, float]:
    found = page.get("/CropBox", inherited(page, "/CropBox")) or page.get("/MediaBox", inherited(page, "/MediaBox"))
    left, bottom, right, top = (number_of(value) or 0.0 for value in items_of(found))
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _turned(page: Object) -> bool:
    turn = page.get("/Rotate", inherited(page, "/Rotate"))
    return int(number_of(turn) or 0) % 180 == 90
