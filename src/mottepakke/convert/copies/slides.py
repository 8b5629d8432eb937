"""PowerPoint files (ECMA-376 part 1 §19): hidden slides named, dates fixed, the language read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from mottepakke.convert import codes
from mottepakke.convert.copies.relations import read_relations
from mottepakke.convert.copies.setting import Setting
from mottepakke.convert.copies.xml import attribute, child, named, parse, remove, remove_all, sibling_name
from mottepakke.convert.files import Refused
from mottepakke.safe_xml import Element, local

FALSE = frozenset(("0", "false", "off"))


def cleaner(setting: Setting) -> Callable[[Element, str], None]:
    """What makes each part of a presentation ready to print."""
    _survey(setting)

    def clean(root: Element, _part: str) -> None:
        for element in named(root, "fld"):
            if attribute(element, "type").startswith("datetime"):
                if local(root) == "sld":
                    setting.notes.frozen.add("DATE")
                _become_text(element)
        remove_all(named(root, "custDataLst", "controls"))

    return clean


def _survey(setting: Setting) -> None:
    """Take note of the numbers of hidden slides (§19.3.1.38), and of the language most of the text is in.

    Raises:
        Refused: no slide is shown.
    """
    targets = {one.id: one.target for one in read_relations(setting.parts, setting.main) if one.kind == "slide"}
    languages: Counter[str] = Counter()
    shown = 0
    for number, slide_id in enumerate(named(parse(setting.parts[setting.main], setting.main), "sldId"), 1):
        relation = next((value for key, value in slide_id.attrib.items() if "/relationships}" in key), "")
        part = targets.get(relation, "")
        if part not in setting.parts:
            continue
        slide = parse(setting.parts[part], part)
        if attribute(slide, "show").lower() in FALSE:
            setting.notes.hidden_slides.append(number)
        else:
            shown += 1
            languages += _languages(slide)
    if not shown:
        raise Refused(codes.NOTHING_SHOWN)
    if languages:
        setting.notes.language = max(sorted(languages), key=lambda name: languages[name])


def _languages(slide: Element) -> Counter[str]:
    """How many letters stand in each language that a slide names."""
    found: Counter[str] = Counter()
    for run in named(slide, "r"):
        properties, text = child(run, "rPr"), child(run, "t")
        if properties is not None and text is not None and attribute(properties, "lang"):
            found[attribute(properties, "lang")] += len(text.text or "")
    return found


def _become_text(element: Element) -> None:
    """Turn a field (§21.1.2.2.4) into a run with the text it showed."""
    element.tag = sibling_name(element, "r")
    element.attrib.clear()
    for one in list(element):
        if local(one) not in ("rPr", "t"):
            remove(one)
