"""Contents, printed numbers, page labels, outline and link targets say the same."""

from __future__ import annotations

import pytest

from mottepakke.assemble.pack import AssembledPack, assemble_pack
from tests.unit.assemble import corpus, reading

PAGES_A_PART = 2


def pack_of(entries: int) -> AssembledPack:
    parts = [corpus.part(number, corpus.note(1), case=f"Sak {number // 3}/25 Tittel") for number in range(1, entries + 1)]
    return assemble_pack(corpus.plan(*parts))


@pytest.fixture(params=[1, 5, 28, 29, 60, 200], scope="module")
def pack(request: pytest.FixtureRequest) -> AssembledPack:
    return pack_of(request.param)


def contents_length(pack: AssembledPack) -> int:
    return pack.starts[0][1] - 1


def test_parts_follow_the_contents_in_order(pack: AssembledPack) -> None:
    first = contents_length(pack) + 1
    assert [start for _, start in pack.starts] == list(range(first, pack.pages + 1, PAGES_A_PART))


def test_numbers_in_the_contents_are_where_the_entries_lead(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        entries = [link for link in reading.links(pdf) if link.page < contents_length(pack)]
    assert [link.target for link in entries] == [start - 1 for _, start in pack.starts]
    for link in entries[:2] + entries[-2:]:
        text = reading.text_in(pack.data, link.page, link.rect)
        assert text.split()[-1] == str((link.target or 0) + 1)


def test_page_labels_count_from_one(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        assert [page.label for page in pdf.pages] == [str(number) for number in range(1, pack.pages + 1)]


def test_stamped_numbers_are_the_pages(pack: AssembledPack) -> None:
    for number, text in enumerate(reading.texts(pack.data), 1):
        assert f"Side {number} av {pack.pages}" in text.replace("\xa0", " ")


def test_bookmarks_of_documents_lead_to_their_first_page(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        found = [target for _, title, target in reading.bookmarks(pdf) if title.startswith("Vedlegg")]
    assert found == [start - 1 for _, start in pack.starts]


def test_named_destinations_of_documents_lead_to_their_first_page(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        numbers = reading.page_numbers(pdf)
        found = {str(name): numbers[value[0].objgen] + 1 for name, value in zip(names[::2], names[1::2], strict=True)}
    assert names[::2] == sorted(names[::2], key=bytes)
    assert found == dict(pack.starts)


def test_contents_take_more_than_one_page_when_they_must() -> None:
    few, many = (contents_length(pack_of(entries)) for entries in (5, 60))
    assert few == 1 < many


def test_contents_name_label_title_and_case() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(7), corpus.attachment(7, corpus.note(2))))
    text = " ".join(reading.texts(pack.data)[0].split())
    assert "Innhold Sak 7/25 En sak om noe Vedlegg 7 Toppnotat om sak 7" in text
    assert "Vedlegg 7A Fil til sak 7" in text


def test_outline_nests_cases_documents_attachments_and_headings() -> None:
    parts = [corpus.part(7), corpus.attachment(7, corpus.note(2)), corpus.part(8, case=None)]
    with reading.opened(assemble_pack(corpus.plan(*parts)).data) as pdf:
        assert reading.bookmarks(pdf) == [
            (0, "Innhold", 0),
            (0, "Sak 7/25 En sak om noe", 1),
            (1, "Vedlegg 7: Toppnotat om sak 7", 1),
            (2, "Notat 7", 1),
            (3, "Bakgrunn", 1),
            (3, "Slutt", 2),
            (2, "Vedlegg 7A: Fil til sak 7", 3),
            (3, "Notat 2", 3),
            (4, "Bakgrunn", 3),
            (4, "Slutt", 4),
            (0, "Vedlegg 8: Toppnotat om sak 8", 5),
            (1, "Notat 8", 5),
            (2, "Bakgrunn", 5),
            (2, "Slutt", 6),
        ]


def test_outline_counts_what_is_seen() -> None:
    with reading.opened(assemble_pack(corpus.plan(corpus.part(7), corpus.attachment(7, corpus.note(2)))).data) as pdf:
        root = pdf.Root.Outlines
        assert (root.Count, root.Last.Count, root.Last.First.Count) == (3, 1, -2)
