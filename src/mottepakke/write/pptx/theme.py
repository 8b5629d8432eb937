"""The look's colours and font in the slots of a theme."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from pptx.oxml.ns import qn


def theme_colours(colours: Mapping[str, str]) -> dict[str, str]:
    """Slots of ``a:clrScheme`` (ECMA-376 part 1 §20.1.6.2) for a look's colour roles.

    Slides are white; the second and fifth accent are tones of the accent, so that charts of a presenter keep to it.
    """
    accent, muted = colours["accent"], colours["muted"]
    return {
        "dk1": colours["text"],
        "lt1": "FFFFFF",
        "dk2": muted,
        "lt2": colours["shade"],
        "accent1": accent,
        "accent2": _mixed(accent, "FFFFFF", 0.3),
        "accent3": colours["rule"],
        "accent4": colours["warning"],
        "accent5": _mixed(accent, "000000", 0.3),
        "accent6": muted,
        "hlink": accent,
        "folHlink": muted,
    }


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(bytes.fromhex(colour), bytes.fromhex(other), strict=True)
    return bytes(round(one * (1 - share) + two * share) for one, two in pairs).hex().upper()


def themed(theme: bytes, slots: Mapping[str, str], font: str) -> bytes:
    """``theme`` with ``slots`` and with ``font`` for headings and text."""
    root = etree.fromstring(theme)
    for scheme in root.iter(qn("a:clrScheme")):
        for slot, colour in slots.items():
            for element in scheme.findall(qn(f"a:{slot}")):
                for child in list(element):
                    element.remove(child)
                etree.SubElement(element, qn("a:srgbClr"), val=colour)
    for latin in root.iter(qn("a:latin")):
        if latin.getparent().tag in (qn("a:majorFont"), qn("a:minorFont")):
            latin.attrib.clear()
            latin.set("typeface", font)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
