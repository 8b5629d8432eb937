"""Files written object by object, for what no library would write."""

from __future__ import annotations

import zlib

PAGE = "<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R/Resources<<>>>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def file_of(*objects: str) -> bytes:
    """A PDF whose first object is the catalog."""
    data, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    data += f"trailer <</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(data)


def page_loop() -> bytes:
    return file_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>")


def many_pages(count: int) -> bytes:
    return file_of("<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{'3 0 R ' * count}]/Count {count}>>", PAGE)


def nested(depth: int) -> bytes:
    return file_of("<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE.replace("<<>>", "<</A" * depth + " 1" + ">>" * depth))


def chain(length: int) -> bytes:
    """Objects that a page reaches one through the other."""
    links = [f"<</X {number} 0 R>>" for number in range(5, 5 + length)]
    return file_of("<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE.replace("<<>>", "<</Font 4 0 R>>"), *links, "<<>>")


def structure_chain(length: int) -> bytes:
    """A structure tree in which every element has one child."""
    tree = "<</Type/StructTreeRoot/K 5 0 R>>"
    elements = [f"<</S/Sect/P {4 + index} 0 R/K {6 + index} 0 R>>" for index in range(length)]
    catalog = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>>>"
    return file_of(catalog, PAGES, PAGE, tree, *elements, f"<</S/P/P {4 + length} 0 R>>")


def structure_loop() -> bytes:
    catalog = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>>>"
    tree = "<</Type/StructTreeRoot/K 5 0 R/ParentTree 6 0 R/RoleMap<</A/B/B/A>>/IDTree 6 0 R>>"
    return file_of(catalog, PAGES, PAGE, tree, "<</S/A/P 5 0 R/K 5 0 R/ID(x)>>", "<</Kids[6 0 R]/Nums[0 5 0 R 0 5 0 R 1]>>")


def outline_loop() -> bytes:
    catalog = "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R/Names<</Dests 6 0 R>>>>"
    item = "<</Title(A)/Next 5 0 R/First 5 0 R/Dest[3 0 R/Fit]>>"
    return file_of(catalog, PAGES, PAGE, "<</First 5 0 R>>", item, "<</Kids[6 0 R]>>")


def odd_names() -> bytes:
    """Names as older programs wrote them: Latin-1."""
    catalog = "<</Type/Catalog/Pages 2 0 R/Dests<</Br#f8d[3 0 R/Fit]>>/AcroForm<</Fields[]/DR<</#e6<<>>>>>>>>"
    page = (
        "<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R/#f8 1/Resources<</#e5 1/XObject<</#e6 4 0 R>>/Font<</#f8 5 0 R>>>>"
        "/Annots[<</Subtype/Link/Rect[0 0 1 1]/Dest/Br#f8d>><</Subtype/Br#f8d/Rect[0 0 1 1]>><</Subtype/Movie/#e5 1>>]>>"
    )
    return file_of(catalog, PAGES, page, "<<>>", "<</Type/Font>>")


def zeros(megabytes: int) -> bytes:
    """So many zeros, packed a thousandfold; made by repeating one packed block, so without a true checksum."""
    packer = zlib.compressobj(9)
    first, block = (packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + block * (megabytes - 1) + packer.flush()


def packed_content(megabytes: int) -> bytes:
    """A page whose content is so long when unpacked."""
    data = zeros(megabytes)
    stream = f"<</Filter/FlateDecode/Length {len(data)}>>\nstream\n{data.decode('latin-1')}\nendstream"
    return file_of("<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE[:-2] + "/Contents 4 0 R>>", stream)


def large_picture(side: int) -> bytes:
    """A page with a picture that says to be ``side`` pixels wide and high."""
    image = f"<</Subtype/Image/Width {side}/Height {side}/Length 0>>\nstream\n\nendstream"
    page = PAGE.replace("/Resources<<>>", "/Resources<</XObject<</I 4 0 R>>>>")
    return file_of("<</Type/Catalog/Pages 2 0 R>>", PAGES, page, image)


def object_stream(data: bytes, packings: int, name: str = "FlateDecode") -> bytes:
    """A file whose page tree is in a list of objects that is packed so many times."""
    filters = f"/{name} " * packings
    out, places = bytearray(b"%PDF-1.7\n"), []
    catalog = b"1 0 obj\n<</Type/Catalog/Pages 4 0 R>>\nendobj\n"
    head = f"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[{filters}]/Length {len(data)}>>\nstream\n".encode()
    for part in (catalog, head + data + b"\nendstream\nendobj\n"):
        places.append(len(out))
        out += part
    start = len(out)
    rows = [(0, 0, 0), (1, places[0], 0), (1, places[1], 0), (1, start, 0), (2, 2, 0)]
    table = zlib.compress(b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([rest]) for kind, place, rest in rows))
    out += f"3 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length {len(table)}>>\nstream\n".encode()
    return bytes(out + table + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode())
