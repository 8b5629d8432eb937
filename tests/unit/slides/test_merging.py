"""The meeting's deck takes the presenters' slides with all they consist of, and nothing else of their decks."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pptx
import pytest
from lxml import etree

from mottepakke.slides.deck import open_deck
from mottepakke.slides.merging.merge import merge_decks
from mottepakke.slides.merging.slides import Taken
from mottepakke.slides.merging.values import Insert, Placed
from tests.support.package_validator import Package, faults
from tests.unit.convert.packages import OFFICE, edited, parts_of, related, replaced, typed, with_parts
from tests.unit.slides import corpus
from tests.unit.slides.corpus import P14, A, P
from tests.unit.slides.merged import SPAN, Result, Returned, merge

FIRST_ID = 2**31


@pytest.fixture(scope="module")
def rich() -> Result:
    return merge(Returned(corpus.rich_deck(corpus.WIDE), replaces=(2,)))


def texts(result: Result) -> str:
    """All XML of the package."""
    return "".join(data.decode() for name, data in result.package.parts.items() if name.endswith((".xml", ".rels")))


def test_slides_stand_where_they_are_to_in_the_place_of_ours(rich: Result) -> None:
    assert rich.titles == ["Møte", "Sak 17/25", *corpus.TITLES, "Forslag i sak 17/25", "Sak 18/25", "Plass for sak 18/25",
                           "Forslag i sak 18/25", "Takk for i dag"]  # fmt: skip
    assert rich.merged.slides[:4] == (Placed(None, 1), Placed(None, 2), Placed(0, 1), Placed(0, 2))
    assert rich.merged.refused == ()


def test_chosen_slides_are_taken_in_the_order_asked_for_and_may_stand_first() -> None:
    result = merge(Returned(corpus.rich_deck(), after=-1, slides=(6, 2)), Returned(corpus.plain("Siste"), after=7))
    assert result.titles[:3] == ["Grupper", "Punkter", "Møte"]
    assert result.titles[-1] == "Siste"


def test_slides_join_the_section_of_the_slide_they_follow_and_bring_none(rich: Result) -> None:
    sections = {
        section.get("name"): len(list(section.iter(f"{{{P14}}}sldId")))
        for section in rich.package.tree(rich.package.main).iter(f"{{{P14}}}section")
    }
    assert sections == {"Møte": 1, "Sak 17/25": 2 + len(corpus.TITLES), "Sak 18/25": 3, "Avslutning": 1}


def test_hidden_slides_stay_hidden(rich: Result) -> None:
    hidden = [slide.shapes.title.text for slide in rich.deck.slides if slide._element.get("show") == "0"]
    assert hidden == ["Skjult"]


def test_notes_come_on_our_notes_master(rich: Result) -> None:
    slide = rich.slide("Tittel")
    assert slide.notes_slide.notes_text_frame.text == "TALEMANUS"
    assert sum("notesMaster" in name for name in rich.package.names) == 1


def test_notes_bring_their_master_where_we_have_none() -> None:
    result = merge(Returned(corpus.rich_deck(), after=0), own=corpus.plain("Vår"))
    assert result.slide("Tittel").notes_slide.notes_text_frame.text == "TALEMANUS"


def test_charts_keep_their_workbook_style_and_colours(rich: Result) -> None:
    chart = rich.package.linked(rich.part("Diagram"), "chart")[0]
    kinds = sorted(one.kind for one in rich.package.links(chart))
    assert kinds == ["chartColorStyle", "chartStyle", "package"]
    source = Package(corpus.rich_deck(corpus.WIDE))
    workbook = source.linked(source.linked("ppt/slides/slide4.xml", "chart")[0], "package")[0]
    assert rich.package.parts[rich.package.linked(chart, "package")[0]] == source.parts[workbook]


def test_smart_art_keeps_its_five_parts(rich: Result) -> None:
    kinds = {one.kind for one in rich.package.links(rich.part("SmartArt"))}
    assert kinds >= {f"diagram{part}" for part in ("Data", "Layout", "QuickStyle", "Colors", "Drawing")}


def test_smart_art_that_names_a_drawing_that_is_not_there_is_laid_out_anew() -> None:
    data = replaced(corpus.rich_deck(), "ppt/diagrams/data1.xml", ('relId="rId15"', 'relId="rId99"'))
    result = merge(Returned(data, slides=(5,)))
    model = result.package.linked(result.part("SmartArt"), "diagramData")[0]
    assert "dataModelExt" not in result.package.parts[model].decode()


def test_films_and_sounds_come_with_both_their_relationships(rich: Result) -> None:
    kinds = [(one.kind, one.target.rpartition(".")[2]) for one in rich.package.links(rich.part("Film"))]
    assert ("video", "mp4") in kinds
    assert ("media", "mp4") in kinds
    assert ("audio", "wav") in [
        (one.kind, one.target.rpartition(".")[2]) for one in rich.package.links(rich.part("Animasjon"))
    ]


def test_animations_and_transitions_stay_as_they_were(rich: Result) -> None:
    source = etree.fromstring(parts_of(corpus.rich_deck(corpus.WIDE))["ppt/slides/slide8.xml"])
    found = rich.package.tree(rich.part("Animasjon"))
    for name in ("AlternateContent", "timing"):
        before, after = (etree.tostring(root.find(f"{{*}}{name}"), method="c14n") for root in (source, found))
        assert before == after


def test_embedded_objects_are_carried(rich: Result) -> None:
    assert "package" in {one.kind for one in rich.package.links(rich.part("Objekt"))}


def test_a_table_keeps_its_style_and_one_id_for_two_styles_becomes_two() -> None:
    empty = f'<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'
    blue = corpus.with_table_style(with_parts(corpus.rich_deck(), {"ppt/tableStyles.xml": empty}), "0000FF")
    result = merge(Returned(corpus.rich_deck(), slides=(3,)), Returned(blue, after=4, slides=(3,)))
    styles = {one.get("styleId"): one for one in result.package.tree("ppt/tableStyles.xml").iter(f"{{{A}}}tblStyle")}
    used = [one.text for slide in result.deck.slides for one in slide._element.iter(f"{{{A}}}tableStyleId")]
    fills = [next(styles[one].iter(f"{{{A}}}srgbClr")).get("val") for one in used]
    assert fills == ["EAD7CC", "0000FF"]


def test_links_to_the_web_stay_and_others_go_with_a_finding(rich: Result) -> None:
    links = {one.target for one in rich.package.links(rich.part("Lenker")) if one.external}
    assert links == {"https://www.regjeringen.no", "mailto:post@utvalg.no"}
    removed = rich.found("slides-link-removed")
    assert {one["what"] for one in removed} == {"file:///C:/plan.docx", "ppaction://program"}
    assert {(one["file"], one["slide"]) for one in removed} == {("innlegg.pptx", "10")}


def test_jumps_follow_the_slides_that_are_taken(rich: Result) -> None:
    targets = rich.package.linked(rich.part("Lenker"), "slide")
    assert targets == [rich.part("Punkter"), rich.part("Skjult")]
    assert "slides-jump-removed" not in rich.codes


def test_jumps_to_slides_that_are_not_taken_do_no_harm() -> None:
    result = merge(Returned(corpus.rich_deck(), slides=(2, 10)))
    assert result.package.linked(result.part("Lenker"), "slide") == [result.part("Punkter")]
    assert result.found("slides-jump-removed") == [{"file": "innlegg.pptx", "slide": "10"}]
    actions = [one.get("action") for one in result.package.tree(result.part("Lenker")).iter(f"{{{A}}}hlinkClick")]
    assert actions.count("ppaction://hlinksldjump") == 1


def test_our_own_jumps_to_slides_that_give_way_go() -> None:
    deck = pptx.Presentation(io.BytesIO(corpus.own()))
    button = deck.slides[0].shapes.add_textbox(0, 0, 100, 100)
    button.click_action.target_slide = deck.slides[2]
    result = merge(Returned(corpus.plain("Ny"), replaces=(2,)), own=corpus.saved(deck))
    assert "hlinkClick" not in result.package.parts[result.part("Møte")].decode()


def test_parts_that_slides_share_stand_in_the_package_once() -> None:
    deck = corpus.rich_deck(corpus.WIDE)
    alone = merge(deck)
    twice = merge(deck, Returned(deck, after=4), Returned(corpus.rich_deck(corpus.WIDE, "1D6F42"), after=4))
    for folder, more in (("slideMasters/", 1), ("media/", 2)):
        counts = [sum(folder in name for name in one.package.names) for one in (alone, twice)]
        assert counts[1] == counts[0] + more, folder
    themes = [sum("theme/" in name for name in one.package.names) for one in (alone, twice)]
    assert themes == [3, 4]


def test_only_layouts_that_are_used_are_carried_and_two_decks_add_to_one_master() -> None:
    first, second = (corpus.plain("En", layout=number) for number in (1, 3))
    result = merge(first, Returned(second, after=4))
    masters = result.deck.slide_masters
    assert [[layout.name for layout in master.slide_layouts] for master in masters][1:] == [
        ["Title and Content", "Two Content"]
    ]


def test_slides_in_our_own_template_use_our_layouts() -> None:
    own = corpus.own()
    template = pptx.Presentation(io.BytesIO(own))
    added = template.slides.add_slide(template.slide_layouts.get_by_name("Innhold"))
    added.shapes.title.text = "I vår mal"
    result = merge(Returned(corpus.saved(template), slides=(9,)), own=own)
    assert len(result.deck.slide_masters) == 1
    assert result.slide("I vår mal").slide_layout.name == "Innhold"


def test_masters_and_layouts_are_numbered_in_one_space() -> None:
    result = merge(corpus.rich_deck(), Returned(corpus.rich_deck(corpus.SMALL), after=4))
    package = result.package
    numbers = [int(one.get("id")) for one in package.tree(package.main).iter(f"{{{P}}}sldMasterId")]
    for master in package.linked(package.main, "slideMaster"):
        numbers += [int(one.get("id")) for one in package.tree(master).iter(f"{{{P}}}sldLayoutId")]
    assert sorted(numbers) == list(range(FIRST_ID, FIRST_ID + len(numbers)))


def test_nothing_of_the_presenters_file_itself_is_carried(rich: Result) -> None:
    for word in ("INTERNT", "HEMMELIG NAVN", "INTERN", "INNLEDERENS", "Kortversjon", "Egen Grotesk", "rIdFont"):
        assert word not in texts(rich), word
    assert not any("font" in name or "customXml" in name or "comment" in name for name in rich.package.names)
    assert rich.found("slides-fonts-left-out") == [{"file": "innlegg.pptx", "what": "Egen Grotesk"}]
    assert rich.found("slides-comments-left-out") == [{"file": "innlegg.pptx", "count": "1"}]
    assert rich.found("slides-shows-left-out") == [{"file": "innlegg.pptx", "what": "Kortversjon"}]


def test_properties_of_the_merged_deck_are_ours(rich: Result) -> None:
    assert rich.package.parts["docProps/core.xml"] == parts_of(corpus.own())["docProps/core.xml"]


def test_a_lost_picture_is_named_and_the_slide_is_taken() -> None:
    data = corpus.rich_deck()
    lost = Package(data).linked("ppt/slides/slide14.xml", "image")[0]
    result = merge(Returned(with_parts(data, {lost: None}), slides=(1, 14)))
    assert result.found("slides-content-missing") == [{"file": "innlegg.pptx", "slide": "14"}]
    assert "Takk" in result.titles


def test_a_chart_that_is_named_but_not_there_is_taken_out_with_its_frame() -> None:
    data = replaced(corpus.plain("En"), "ppt/slides/slide1.xml", ("</p:spTree>", (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="x"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="c">'
        f'<c:chart xmlns:c="c" xmlns:r="{OFFICE}" r:id="rId99"/></a:graphicData></a:graphic></p:graphicFrame></p:spTree>'
    )))  # fmt: skip
    result = merge(data)
    assert "graphicFrame" not in result.package.parts[result.part("En")].decode()
    assert result.found("slides-content-missing") == [{"file": "innlegg.pptx", "slide": "1"}]


def test_shapes_get_ids_of_their_own_and_the_branches_of_an_alternative_keep_theirs() -> None:
    def change(root: Any) -> None:
        tree = root.find(f"{{{P}}}cSld/{{{P}}}spTree")
        shape = tree.find(f"{{{P}}}sp")
        for copy in (etree.fromstring(etree.tostring(shape)) for _ in range(2)):
            tree.append(copy)
        both = corpus.xml('<mc:AlternateContent><mc:Choice Requires="p14"/><mc:Fallback/></mc:AlternateContent>')
        for branch in both:
            copy = etree.fromstring(etree.tostring(shape))
            copy.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr").set("id", "70")
            branch.append(copy)
        tree.append(both)

    result = merge(edited(corpus.plain("En"), "ppt/slides/slide1.xml", change))
    ids = [one.get("id") for one in result.package.tree(result.part("En")).iter("{*}cNvPr")]
    assert ids.count("70") == 2
    assert len(ids) == len(set(ids)) + 1


def test_text_boxes_keep_the_size_they_took_from_their_own_presentation() -> None:
    result = merge(Returned(corpus.rich_deck(corpus.WIDE), slides=(11,)))
    box = next(shape for shape in result.slide("Tekstboks").shapes if not shape.is_placeholder)
    assert box._element.find(f".//{{{A}}}lvl1pPr/{{{A}}}defRPr").get("sz") == "1800"


ZOOM = (
    '<mc:AlternateContent><mc:Choice Requires="pslz"><p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="50" name="Zoom"/>'
    "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri='z'><z:sldZm xmlns:z='z'>"
    '<z:sldZmObj sldId="257"/></z:sldZm></a:graphicData></a:graphic></p:graphicFrame></mc:Choice><mc:Fallback><p:sp>'
    '<p:nvSpPr><p:cNvPr id="50" name="Bilde av lysbilde"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp></mc:Fallback>'
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize(("slides", "follows"), [((1, 2), True), ((1,), False)])
def test_zooms_follow_a_slide_that_is_taken_and_else_show_its_picture(slides: tuple[int, ...], follows: bool) -> None:
    data = edited(
        corpus.plain("En", "To"), "ppt/slides/slide1.xml", lambda root: root.find(".//{*}spTree").append(corpus.xml(ZOOM))
    )
    result = merge(Returned(data, slides=slides))
    zooms = [one.get("sldId") for one in result.package.tree(result.part("En")).iter("{*}sldZmObj")]
    assert zooms == ([str(result.slide("To").slide_id)] if follows else [])
    assert ("slides-jump-removed" in result.codes) is not follows
    assert "Bilde av lysbilde" in result.package.parts[result.part("En")].decode()


def test_the_same_decks_give_the_same_bytes() -> None:
    first, second = (merge(corpus.rich_deck(), Returned(corpus.rich_deck(corpus.SMALL), after=4)) for _ in range(2))
    assert first.data == second.data
    with zipfile.ZipFile(io.BytesIO(first.data)) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


def test_what_packing_makes_no_smaller_is_not_packed_again() -> None:
    data = corpus.rich_deck()
    film = next(name for name in parts_of(data) if name.endswith(".mp4"))
    result = merge(Returned(with_parts(data, {film: Random(1).randbytes(5000)}), slides=(7,)))
    with zipfile.ZipFile(io.BytesIO(result.data)) as archive:
        methods = {one.filename.rpartition(".")[2]: one.compress_type for one in archive.infolist()}
    assert methods["xml"] == zipfile.ZIP_DEFLATED
    assert methods["mp4"] == zipfile.ZIP_STORED


def test_films_are_passed_on_in_pieces(tmp_path: Path) -> None:
    named = '<p:extLst><p:ext uri="{film}"><p14:media r:embed="rId50"/></p:ext></p:extLst>'
    data = edited(corpus.plain("En"), "ppt/slides/slide1.xml", lambda root: root.append(corpus.xml(named)))
    data = related(data, "ppt/slides/slide1.xml", "rId50", "media", "../media/film.mp4")
    data = typed(data, "ppt/media/film.mp4", "video/mp4")
    (tmp_path / "innlegg.pptx").write_bytes(with_parts(data, {"ppt/media/film.mp4": Random(1).randbytes(20_000_000)}))
    del data
    own = corpus.own()
    tracemalloc.start()
    with open_deck(tmp_path / "innlegg.pptx", "innlegg.pptx") as deck, (tmp_path / "samlet.pptx").open("wb") as out:
        merge_decks(own, [Insert(deck, 1, SPAN)], out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "samlet.pptx").stat().st_size > 20_000_000
    assert peak < 8_000_000


def test_names_of_parts_are_matched_without_regard_to_case() -> None:
    data = corpus.rich_deck()
    relations = "ppt/slides/_rels/slide14.xml.rels"
    picture = Package(data).linked("ppt/slides/slide14.xml", "image")[0].rpartition("/")[2]
    result = merge(Returned(replaced(data, relations, (f"media/{picture}", f"MEDIA/{picture.upper()}")), slides=(2, 14)))
    assert result.package.linked(result.part("Takk"), "image") == result.package.linked(result.part("Punkter"), "image")
    assert result.merged.refused == ()


def test_a_deck_that_fails_half_way_leaves_our_slide_and_no_part_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    carry = Taken.carry

    def failing(self: Taken) -> list[str]:
        names = carry(self)
        if self.carrier.deck.name == "a.pptx":
            raise KeyError("what no format has")
        return names

    monkeypatch.setattr(Taken, "carry", failing)
    result = merge(
        Returned(corpus.rich_deck(), replaces=(2,), name="a.pptx"), Returned(corpus.plain("Hel"), after=4, replaces=(5,))
    )
    assert result.titles[:4] == ["Møte", "Sak 17/25", "Plass for sak 17/25", "Forslag i sak 17/25"]
    assert "Hel" in result.titles
    assert "Plass for sak 18/25" not in result.titles
    assert result.merged.refused == (0,)
    assert result.found("slides-broken") == [{"file": "a.pptx", "part": ""}]
    assert not any("chart" in name or "media" in name for name in result.package.names)


def test_content_of_later_editions_is_carried() -> None:
    extension = (
        f'<p:extLst xmlns:p="{P}"><p:ext uri="{{EFAFB233-063F-42B5-8137-9DF3F51BA10A}}"><p15:sldGuideLst '
        'xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main"/></p:ext></p:extLst></p:cSld>'
    )
    data = replaced(corpus.plain("En"), "ppt/slides/slide1.xml", ("</p:cSld>", extension))
    data = related(data, "ppt/slides/slide1.xml", "rId80", "framtid", "../framtid/del1.xml")
    data = with_parts(data, {"ppt/framtid/del1.xml": "<framtid/>"})
    types = etree.fromstring(parts_of(data)["[Content_Types].xml"])
    etree.SubElement(types, types[0].tag.replace("Default", "Override"), PartName="/ppt/framtid/del1.xml",
                     ContentType="application/vnd.framtid+xml")  # fmt: skip
    result = merge(with_parts(data, {"[Content_Types].xml": etree.tostring(types)}))
    assert "sldGuideLst" in result.package.parts[result.part("En")].decode()
    assert result.package.linked(result.part("En"), "framtid") == ["ppt/framtid/del1.xml"]


def test_ink_is_drawn_and_modern_comments_leave_no_trace() -> None:
    """Both hang on relationships that are not followed otherwise."""
    slide = "ppt/slides/slide1.xml"
    ink = (
        '<mc:AlternateContent><mc:Choice Requires="p14"><p:contentPart r:id="rId60"><p14:nvContentPartPr><p14:cNvPr id="60" '
        'name="Blekk"/></p14:nvContentPartPr></p:contentPart></mc:Choice><mc:Fallback/></mc:AlternateContent>'
    )
    note = '<p:extLst><p:ext uri="{6950BFC3}"><k:commentRel xmlns:k="k" r:id="rId61"/></p:ext></p:extLst>'

    def change(root: Any) -> None:
        root.find(f"{{{P}}}cSld/{{{P}}}spTree").append(corpus.xml(ink))
        root.append(corpus.xml(note))

    data = with_parts(
        edited(corpus.plain("En"), slide, change), {"ppt/ink/ink1.xml": "<ink/>", "ppt/comments/m.xml": "<c/>"}
    )
    data = typed(
        typed(data, "ppt/ink/ink1.xml", "application/inkml+xml"), "ppt/comments/m.xml", "application/m.comments+xml"
    )
    data = related(
        related(data, slide, "rId60", "customXml", "../ink/ink1.xml"), slide, "rId61", "comments", "../comments/m.xml"
    )
    result = merge(data)
    assert result.package.linked(result.part("En"), "customXml") == ["ppt/ink/ink1.xml"]
    assert "commentRel" not in result.package.parts[result.part("En")].decode()
    assert not any("comments" in name for name in result.package.names)


@pytest.mark.parametrize("name", ["ppt/slides/_rels/slide1.xml.rels", "[Content_Types].xml", "_rels/x.rels", "Å ø/æ 1.PNG"])
def test_names_of_returned_parts_never_clash_with_what_describes_the_package(name: str) -> None:
    from mottepakke.slides.merging.show import Show

    show = Show(draft=True)
    first, second = show.new_name(name), show.new_name(name)
    assert first.startswith("ppt/parts/part")
    assert first != second
    assert "_rels" not in first
    show.close()


def test_our_deck_alone_stays_what_it_is() -> None:
    out = io.BytesIO()
    merged = merge_decks(corpus.own(), (), out)
    before, after = parts_of(corpus.own()), parts_of(out.getvalue())
    assert before.keys() == after.keys()
    assert [name for name in before if not name.endswith((".rels", ".xml")) and before[name] != after[name]] == []
    assert {slide.insert for slide in merged.slides} == {None}


def test_the_validator_sees_what_is_wrong() -> None:
    data = merge(corpus.rich_deck()).data
    parts = parts_of(data)
    slide = "ppt/slides/slide9.xml"
    layout = next(name for name in parts if name.startswith("ppt/slideLayouts/slideLayout1"))
    wrong: dict[str, dict[str, bytes | str | None]] = {
        "orphan": {"ppt/media/alene.png": b"x"},
        "not there": {layout: None},
        "no content type": {"ppt/media/ukjent.xyz": b"x"},
        "names rId99": {slide: parts[slide].replace(b"<p:cSld>", b'<p:cSld r:id="rId99">')},
        "ids of slides": {"ppt/presentation.xml": parts["ppt/presentation.xml"].replace(b'id="257"', b'id="256"')},
        "sections hold": {
            "ppt/presentation.xml": parts["ppt/presentation.xml"].replace(b'p14:sldId id="257"', b'p14:sldId id="9"')
        },
    }
    for word, changes in wrong.items():
        assert any(word in fault for fault in faults(with_parts(data, changes))), word


def test_the_same_opened_deck_may_be_merged_twice() -> None:
    with open_deck(corpus.plain("En"), "innlegg.pptx") as deck:
        outs = [io.BytesIO(), io.BytesIO()]
        for out in outs:
            merge_decks(corpus.own(), [Insert(deck, 1, SPAN)], out)
    assert outs[0].getvalue() == outs[1].getvalue()
