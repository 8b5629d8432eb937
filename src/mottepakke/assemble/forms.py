"""Form fields: those of every part hang under a field of its own, so that equal names stay different fields.

Signatures do not survive, for they cover the bytes of a file that the pack is not: the field goes, the picture stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, String

from mottepakke.assemble.objects import entry, items_of, mapping, name_of, pairs_of

MAX_FIELDS = 50_000
PRINTED = 4
"""The flag of an annotation that is seen and printed (ISO 32000-1, table 165)."""
INHERITED = ("/DA", "/Q")


def signature_count(pdf: Pdf) -> int:
    """How many signature fields are signed (ISO 32000-1, 12.8)."""
    return sum(1 for field in _fields(pdf) if name_of(field.get("/FT")) == "Sig" and field.get("/V") is not None)


def has_fields(pdf: Pdf) -> bool:
    """Whether the file has an interactive form."""
    return bool(items_of(entry(_form(pdf), "/Fields")))


def prepare_fields(pdf: Pdf, pages: Sequence[Object], number: int) -> Object | None:
    """Put the fields of a source under one field named after the part; None where it has no fields.

    A widget that belongs to no field of the form cannot be filled in, and becomes a picture of what it shows.
    """
    all_fields = {field.objgen for field in _fields(pdf)}
    for widget in _widgets(pages):
        if widget.objgen not in all_fields:
            _turn_into_picture(widget)
    form = _form(pdf)
    if form is None or not all_fields:
        return None
    if form.get("/NeedAppearances") == True:  # noqa: E712
        _draw_fields(pdf)
    fields = _kept_fields(pdf, form)
    top = pdf.make_indirect(Dictionary(T=String(f"d{number}"), Kids=Array(fields)))
    for key in INHERITED:
        if key in form:
            top[key] = form[key]
    for field in fields:
        field.Parent = top
    return top if fields else None


def _kept_fields(pdf: Pdf, form: Dictionary) -> list[Object]:
    """The topmost fields; signatures are turned into pictures."""
    fields: list[Object] = []
    for field in items_of(form.get("/Fields")):
        if name_of(entry(field, "/FT")) == "Sig":
            _turn_into_picture(field)
        elif isinstance(field, Dictionary):
            fields.append(field if field.is_indirect else pdf.make_indirect(field))
    return fields


def join_fields(out: Pdf, top: Object | None, resources: Object | None) -> None:
    """Enter the copied field of a part, if it has one, in the merged form."""
    if top is None:
        return
    if "/AcroForm" not in out.Root:
        out.Root.AcroForm = out.make_indirect(Dictionary(Fields=Array(), DR=Dictionary()))
    out.Root.AcroForm.Fields.append(top)
    if resources is not None:
        _join_resources(out.Root.AcroForm.DR, resources)


def _join_resources(target: Object, resources: Object) -> None:
    """Add fonts and the like; of two with one name the first is kept, since every field is drawn already."""
    for kind, entries in pairs_of(resources):
        known = mapping(target.get(kind))
        if known is None:
            target[kind] = entries
            continue
        for name, value in pairs_of(entries):
            if name not in known:
                known[name] = value


def _form(pdf: Pdf) -> Dictionary | None:
    return mapping(entry(pdf.Root, "/AcroForm"))


def _fields(pdf: Pdf) -> list[Dictionary]:
    """All fields of the form, parents before their kids."""
    found: list[Dictionary] = []
    seen: set[tuple[int, int]] = set()
    pending = list(reversed(items_of(entry(_form(pdf), "/Fields"))))
    while pending and len(found) < MAX_FIELDS:
        field = pending.pop()
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        found.append(field)
        pending.extend(reversed(items_of(field.get("/Kids"))))
    return found


def _widgets(pages: Sequence[Object]) -> list[Dictionary]:
    annotations = [item for page in pages for item in items_of(page.get("/Annots")) if isinstance(item, Dictionary)]
    return [item for item in annotations if name_of(item.get("/Subtype")) == "Widget"]


def _draw_fields(pdf: Pdf) -> None:
    try:
        pdf.generate_appearance_streams()
    except (PdfError, RuntimeError):
        return


def _turn_into_picture(field: Dictionary) -> None:
    """Make the widget of a signature field a stamp that only shows what it showed."""
    for widget in [field, *(kid for kid in items_of(field.get("/Kids")) if isinstance(kid, Dictionary))]:
        for key in ("/FT", "/V", "/DV", "/Lock", "/SV", "/Ff", "/T", "/TU", "/TM", "/Parent", "/Kids", "/MK", "/DA"):
            if key in widget:
                del widget[key]
        if widget.get("/Subtype") == Name.Widget:
            widget.Subtype = Name.Stamp
            widget.F = PRINTED
