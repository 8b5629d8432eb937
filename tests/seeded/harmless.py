"""Two hundred changes that leave a pack in order: ordinary sentences, and small edits of what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

PEOPLE = (
    "Kommunene",
    "De regionale helseforetakene",
    "Fastlegene",
    "Norsk helsenett SF",
    "KS",
    "Legeforeningen",
    "Helsedirektoratet",
    "Folkehelseinstituttet",
)
PLAIN = (
    "{} støtter hovedlinjene i forslaget, men ber om en klarere framdriftsplan.",
    "{} har fått 2,4 millioner kroner til arbeidet i 2025, mot 1 950 000 kroner året før.",
    "{} leverte sin uttalelse 28. februar 2024 og et tillegg 1. mars, kl. 08.15.",
    "{} mener at «nasjonale løsninger må være enkle å ta i bruk» og viser til erfaringene fra pilotene.",
    "{} rapporterer hvert tertial: 30. april, 31. august og 31. desember.",
    "{} har 12 345 ansatte, hvorav 47,5 prosent er kvinner, jf. § 4-6 a i loven.",
    "{} ber om svar på to spørsmål. Hvem betaler, og når?",
    "{} viser til kapittel XX i Meld. St. 9 (2023–2024) og til vedlegg 3 til forskriften.",
    "Det det gjelder for {}, er at oppgavene må følges av midler – ellers blir de ikke løst.",
    "{} svarte på høringen (frist 15.01.2025) og deltok i møter 29.–30. april og 2. og 3. juni 2025.",
    "{} bruker versjon 2.0.1 av standarden, men vurderer 3.1 fra 1. januar 2026.",
    "For {} er åpningstiden kl. 08:00–15:30 på hverdager og kl. 10–14 på lørdager.",
    "{} fikk 3/4 av midlene i 2024/25; resten kommer i neste periode.",
    "{} behandlet dette i sitt eget styre som sak 99/24 og sak 2024/1234.",
    "Figur 7 i rapporten fra {} viser det samme, og tabell 12 i vedlegget deres utdyper det.",
    "{} nevner tre forhold: kostnadene, tiden og kompetansen.",
    "Spørsmål fra {} kan sendes til post@example.no eller meldes på telefon 22 33 44 55.",
    "{} har organisasjonsnummer 983 544 622, og beløpet settes inn på konto 1234 56 78903.",
    "I møtet 13. februar 2024 ba {} om mer tid (evt. en trinnvis innføring).",
    "{} skriver: «Vi har sagt at «det haster», og det mener vi.»",
    'Temperaturen i serverrommet hos {} var 19,5 °C, og skjermen er på 27".',
    "{} innførte ordningen tirsdag 14. januar 2025 og evaluerer den søndag 31. august 2025.",
    "Dokumentet fra {} ligger på [Helsedirektoratets nettsider](https://www.helsedirektoratet.no/om-oss).",
    "{} har ansvar for ICD-10, HL7 FHIR R4 og ISO 27001:2022 hos seg.",
    "Planen til {} er ikke ubearbeidet, men bygger på grundige analyser av x- og y-aksen.",
    "Fristen for {} var søndag 1. mai 2022, og alt skal være ferdig innen 1. januar 2034 eller innen 31. desember 2033.",
    "Høringsfristen for {} var 3. juni 2024; den ble utsatt, og høringsfristen er nå 17. juni 2024.",
    "{} bruker «Lorem ipsum» og «xx» i malen, har en TODO-liste og spør «hvorfor???».",
    "Rapporten fra {} viser dette, se kapittel 9 og avsnitt 4.2 i vedlegget.",
    "{} viser til www.ehelse.no, som ble lagt ned, og til A | B | C.",
    "{} har neste møte 3. september, og neste møte i deres eget styre er 4. september.",
    "{} skriver «The council and the board have not been asked by the ministry which of these they support».",
    "Alle fire regionene deltar. {} koordinerer de tre områdene sammen med Folkehelseinstituttet.",
)
LISTS = (
    "Vi ser tre utfordringer:\n\n- kostnadene\n- tiden\n- kompetansen",
    "Arbeidet har to faser:\n\n1. kartlegging\n2. innføring",
    "De tre alternativene har disse fordelene:\n\n- De er enkle.\n- De er billige.",
    "Prosjektet har fire faser med følgende tiltak:\n\n- kurs\n- veiledning",
    "| Tiltak | Kroner |\n|---|---:|\n| Kurs | 1 200 |\n| Reiser | 800 |\n| Sum | 2 000 |",
    "| År | Andel |\n|---|---:|\n| 2023 | 33,3 % |\n| 2024 | 66,6 % |\n| Totalt | 100 % |",
    "| | Areal |\n|---|---|\n| Nord | 10 |\n| Sør | – |",
    "1. Kartlegging\n1. Innføring\n1. Evaluering",
    "4. Kartlegging\n7. Innføring",
    "> The council and the members of the board have not been asked which of these measures should be taken by the end.",
    "> Dette er et sitat fra høringen: «Nei» og “ja”.",
    "**Merk:** Frist: 1. september 2025",
    "Ansvarlig: Kari Nordmann",
)
NYNORSK = (
    ("ikke ", "ikkje "),
    ("De ", "Dei "),
    ("hvorav", "av dei"),
    ("fra ", "frå "),
    ("hver ", "kvar "),
    ("Hvem", "Kven"),
)
SYNONYMS = (
    (" også ", " dessuten "),
    (" viktig ", " vesentlig "),
    (" må ", " bør "),
    (" skal ", " vil "),
    (" mange ", " en rekke "),
    (" god ", " solid "),
    (" arbeidet ", " innsatsen "),
)
PERCENT = re.compile(r"(?<![\d,])(\d{1,2}) prosent\b")
PAIR_OF_ITEMS = re.compile(r"^(- [^\n]+)\n(- [^\n]+)$(?!\n )", re.MULTILINE)


def paragraphs(language: str) -> list[str]:
    """What may be added to any note."""
    found = [sentence.format(person) for sentence, person in product(PLAIN, PEOPLE)] + list(LISTS)
    if language == "nn":
        for old, new in NYNORSK:
            found = [text.replace(old, new) for text in found]
    return found


def edits(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a note's body, each with something as good."""
    body = text.split("---\n", 2)[-1]
    for old, new in SYNONYMS:
        if old in body:
            yield old, new
    for found in PERCENT.finditer(body):
        yield found.group(), f"{int(found[1]) + 1} prosent"
    for found in PAIR_OF_ITEMS.finditer(body):
        yield found.group(), f"{found[2]}\n{found[1]}"
