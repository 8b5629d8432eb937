"""Pairs for the rules of prose: what fires at which line, and twins that look like it and are in order."""

from tests.support.workspaces import COMMITTEE, LEDGER, MEETING, NOTE, committee, meeting, note

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="9" height="9"/></svg>'
FIGURE = "sources/rad/2025/plan/figur.svg"
ATTACHED, CAPTIONED = "sources/rad/2025/plan/a.md", '![Bilde](figur.svg "Tekst")\n'
FIRST = 7
"""The line on which a note's text begins."""
TITLE = 2
Pair = tuple[str, str, int, dict[str, str], dict[str, str]]


def said(code: str, wrong: str, right: str, line: int = FIRST, files: dict[str, str] | None = None) -> Pair:
    """A note with the words ``wrong``, and one with ``right``."""
    return code, NOTE, line, {NOTE: note(wrong), **(files or {})}, {NOTE: note(right), **(files or {})}


def table(total: str, extra: str = "") -> str:
    """A table whose last row begins on line 7 + 4."""
    head = "| Tiltak | Kroner | Andel |\n|---|---|---|\n"
    return f"{head}| A | 1 250 | 20 % |\n| B | 750,5 | 60 % |\n| Sum | {total} | 90 % |\n{extra}"


def ledger(*lines: str) -> str:
    return "".join(f"- {{{line}}}\n" for line in lines)


NYNORSK = (
    "Utvalet har ikkje teke stilling til korleis dette skal gjerast, og kva det kostar. Dei som ikkje er med, får meir tid. "
)
BOKMÅL = (
    "Utvalget har ikke tatt stilling til hvordan dette skal gjøres, og hva det koster. De som ikke er med, får mer tid. "
)
TERMS = "regler: {termer: {eldre folk: eldre}}\n"
CLEAN_ID, NO_ID = "15057600281", "15057600282"
ENGLISH = "The council has not decided which of these measures should be taken, and they will be assessed. "
NEXT = {MEETING: meeting("  - {sak: plan, varighet: 30}\n", lines="neste_møte: {dato: 2025-09-11}\n")}
CHAPTERS = "## 1 Innledning\n\na\n\n## 2 Mål\n\na\n\n### 2.1 Delmål\n\n{}\n"
TREATED = (
    "sak: 7/25, tittel: X, sakstype: Drøfting, møte: 1/2025, dato: 2025-02-13, status: behandlet, vedtak: Rådet drøftet X."
)
DECIDED = (
    "sak: 8/25, tittel: Y, sakstype: Beslutning, møte: 1/2025, dato: 2025-02-13, status: behandlet, vedtak: Rådet vedtok Y."
)
EARLIER = {LEDGER: ledger(TREATED, DECIDED)}

TEXT_PAIRS: list[Pair] = [
    said("impossible-date", "Fristen er 31. april.\n", "Fristen er 30. april og 29. februar.\n"),
    said("impossible-date", "Fristen\ner 30.02.2025 for\nalle.\n", "Versjon 2.14.2, 28.02.2025.\n", FIRST + 1),
    said("impossible-date", "Fristen er 31.11.25.\n", "Versjon 31.11.25 og kapittel 31.13.25.\n"),
    said("impossible-date", "- en\n- den 2025-02-30\n", "- en\n- fil-2025-02-30.md\n", FIRST + 1),
    ("impossible-date", NOTE, TITLE, {NOTE: note(title="Møtet 31. juni")}, {NOTE: note(title="Møtet 30. juni")}),
    (
        "impossible-date",
        NOTE,
        7,
        {NOTE: note(head="omtale: |\n  Den 31. juni.\n")},
        {NOTE: note(head="omtale: |\n  Den 30. juni.\n")},
    ),
    said("impossible-date", "Møtet\n31/6-2024.\n", "Andelen er 31/6, og vi har versjon 31.2.2024.\n", FIRST + 1),
    said(
        "wrong-weekday",
        "Fristen er fre. 15. mai 2025.\n",
        "Frist: tors. 15. mai 2025. Saken fremmes av Tor. 16. mai var han borte.\n",
    ),
    said("wrong-weekday", "Tys. 15. mai 2025 møtes vi.\n", "Torsd. 15. mai, og man 15. mai.\n"),
    said("wrong-weekday", "Møtet tirsdag 15. mai 2025.\n", "Møtet torsdag 15. mai 2025 og onsdag 14.05.25.\n"),
    said(
        "wrong-weekday", "Fristen er søndag 16. mai.\n", "Fristen er fredag 16. mai, lørdag 16. mai eller torsdag 16. mai.\n"
    ),
    said("other-meeting-date", "I møtet 16. mai 2025 drøftes dette.\n", "I møtet 13. februar 2025 og møtet 15. mai.\n"),
    said("other-meeting-date", "Dagens møte, 3. juni, er kort.\n", "NUFA drøfter dette i møtet 16. mai 2025.\n"),
    said("other-meeting-date", "Neste møte er 4. september.\n", "Neste møte er torsdag 11. september 2025.\n", files=NEXT),
    said(
        "other-meeting-date",
        "Rådet har neste møte 4. september.\n",
        "KS har neste møte 4. september. Neste møte i gruppen er 5. september.\n",
        files=NEXT,
    ),
    said("deadline-on-day-off", "Svar\nmed frist søndag 15. juni 2025.\n", "Svar med frist 16. juni 2025.\n", FIRST + 1),
    said("deadline-on-day-off", "Svar innen 17. mai 2025.\n", "Fristen var 1. mai 2025. Ferdig innen 1. juni 2025.\n"),
    said(
        "deadline-on-day-off",
        "Fristen for å svare er 25.12.2025.\n",
        "Frist for svar er to dager før 25.12.2025, og frist 15. juni hvert år.\n",
    ),
    said(
        "deadline-differs",
        "Høringsfristen er 2. juni.\n\nMed høringsfrist 16. juni.\n",
        "Høringsfristen er 2. juni.\n",
        FIRST + 2,
    ),
    said(
        "deadline-differs",
        "Høringsfristen var 2. juni 2025. Høringsfrist: 16.06.2025.\n",
        "Høringsfristen var 2. juni. Den ble utsatt, og høringsfristen er 16. juni. Søknadsfristen er 17. juni.\n",
    ),
    said(
        "deadline-differs",
        "Svarfristen er 2. juni. Svarfristen er 3. juni.\n",
        "Lov (søkefrist 2. juni), plan (søkefrist 3. juni). Svarfristen er 2.6.2025, i 2024: svarfristen var 2.6.2024.\n",
    ),
    said("impossible-time", "Vi begynner kl. 25.10.\n", "Vi begynner kl. 09.10–24.00 og kl. 8.\n"),
    said("impossible-time", "Vi holder på kl. 09.00–15.75.\n", "Vi holder på kl. 09.00 til kl. 15.45, § 25.75.\n"),
    said("leftover-placeholder", "Se Vedlegg x.\n", "Se vedlegget, og x-aksen på kapittel XX.\n"),
    said("leftover-placeholder", "¹Vedlegg x oversikt.\n", "Språkene er nb, nn og en.\n"),
    said("leftover-placeholder", "## Mål – ikke bearbeidet\n\na\n", "Saken er ikke bearbeidet ferdig.\n"),
    said("leftover-placeholder", "nn (SM)\n", "Klikk på kartet. inn-nn\n"),
    said("leftover-placeholder", "Behandlet i sak xx/25 den XX.XX.\n", "Størrelse XXL og Xx-prosjektet.\n"),
    said("leftover-placeholder", "Vi ber om innspill?.\n", "Vi ber om innspill? Ja.\n"),
    said("leftover-placeholder", "Aktørene (evt …) deltar.\n", "Aktørene (evt. legekontor) deltar.\n"),
    said("leftover-placeholder", "a\n\n…\n", "Vi ser at det er ubearbeidet fisk på nb og nn.\n", FIRST + 2),
    said(
        "leftover-placeholder",
        "a\n\nSkriv inn tekst her.\n",
        "Skriv inn teksten her i skjemaet, så er det gjort.\n",
        FIRST + 2,
    ),
    said("leftover-placeholder", "TODO: skrive mer\n", "Datoer i formatet dd.mm.åååå står i [navnelisten](https://a.no).\n"),
    said("leftover-placeholder", "Frist [dato], lorem ipsum.\n", "Han sa «den […] er ferdig».\n"),
    said("leftover-placeholder", "Klikk her for å skrive tekst.\n", "Klikk på lysbildet for å gå videre.\n"),
    said("leftover-placeholder", "Kostnad: ubearbeidet.\n", "Denne delen: ubearbeidet materiale fra 2024.\n"),
    said("leftover-placeholder", "Beløp ??? kroner.\n", "Han spurte «hvorfor???», og så 5?\n"),
    said("leftover-placeholder", "Dato:\n______ og sted.\n", "fil__navn og __viktig__ er ikke tomt.\n", FIRST + 1),
    said("leftover-placeholder", "Se <Skriv inn navnet>.\n", "Nivået er <30 prosent> og <post@a.no>.\n"),
    said("leftover-placeholder", "Se Feil! Fant ikke referansekilden.\n", "Feil! Det fant de ikke.\n"),
    said(
        "leftover-placeholder",
        "Se figur Error! Reference source not found.\n",
        "Programmet sier «Error! Bookmark not defined».\n",
    ),
    said("leftover-placeholder", "Budsjettet er ........ kroner.\n", "Vi vet ikke ... men det kommer …\n"),
    said("leftover-placeholder", "Det skjer i uke ??.\n", "Hva nå?? Ingen vet.\n"),
    said("leftover-placeholder", "Kontakt {navn} i dag.\n", "Mengden {a, b} er tom.\n"),
    said("leftover-placeholder", "## Mål\n\nTekst mangler.\n", "Det står at tekst mangler i skjemaet.\n", FIRST + 2),
    said("leftover-placeholder", "TBC: antall\n", "Kapittel XXX og romertallet XX.\n"),
    said("leftover-placeholder", "Trykk her for å skrive inn tekst.\n", "Det står «Klikk for å legge til tittel».\n"),
    said("leftover-placeholder", "[Fyll inn begrunnelse]\n", "Han sa «[…] navn» og [navn på lenken](https://a.no).\n"),
    said(
        "leftover-placeholder",
        "Lorem ipsum står her.\n",
        'Ingen «Lorem ipsum», ingen "xx", og TODO-listen og «TODO» er tom.\n',
    ),
    said("label-without-value", "Frist:\n\nAnsvarlig: Kari\n", "Frist:\n\n15. mai\n\nBakgrunn:\n\n- a\n"),
    said("birth-number", f"Gjelder {CLEAN_ID} og andre.\n", f"Saken {NO_ID} og kontonummer {CLEAN_ID}.\n"),
    said("birth-number", f"a\n\nGjelder {CLEAN_ID[:6]} {CLEAN_ID[6:]}.\n", "a\n\nTelefon 22 33 44 55.\n", FIRST + 2),
    said("birth-number-like", f"a\n\nFødselsnummer:\n{NO_ID}.\n", f"Tallet {NO_ID} og fnr. 15857600281.\n", FIRST + 2),
    said(
        "birth-number-like",
        "Med fødselsnummer 010190 12345.\n",
        "Skriv fødselsnummer (11 siffer) og organisasjonsnummer 983544622.\n",
    ),
    said("unknown-written-number", "Rådet behandlet sak 9/25.\n", "Rådet behandlet sak 1/25. NUFA behandlet sak 9/25.\n"),
    said("unknown-written-number", "Se sak 9/25.\n", "Sak 9/25 i Bergen kommune og Vestland fylkeskommunes sak 9/25.\n"),
    said("unknown-written-number", "Se sak 9/25.\n", "Se sak 9/24, sak 24/1234 og kommunens sak 9/25.\n"),
    said("unknown-written-attachment", "Se Vedlegg 3.\n", "Se Vedlegg 1 og vedlegg 3 til forskriften.\n"),
    said("unknown-figure", "Se figur 1.\n", "Se figur 1 i rapporten.\n"),
    said("unknown-figure", "Se tabell 2.\n\n| A |\n|---|\n| b |\n", "Se tabell 1.\n\n| A |\n|---|\n| b |\n"),
    (
        "unknown-figure",
        NOTE,
        9,
        {NOTE: note("Se figur 2.\n", "vedlegg:\n  - fil: a.md\n"), ATTACHED: CAPTIONED, FIGURE: SVG},
        {NOTE: note("Se figur 1.\n", "vedlegg:\n  - fil: a.md\n"), ATTACHED: CAPTIONED, FIGURE: SVG},
    ),
    said("unknown-section", "Se avsnittet «Økonomi».\n\n## Annet\n\na\n", "Se avsnittet «Annet».\n\n## Annet\n\na\n"),
    (
        "unknown-section",
        NOTE,
        9,
        {NOTE: note("Se delen «Økonomi» nedenfor.\n", "vedlegg:\n  - fil: figur.svg\n"), FIGURE: SVG},
        {NOTE: note("Se delen «Økonomi».\n", "vedlegg:\n  - fil: figur.svg\n"), FIGURE: SVG},
    ),
    said("unknown-section", "Se under overskriften «Økonomi».\n", "Se overskriften «Økonomi» i rapporten.\n"),
    said("unknown-section", "Se delen «Økonomi».\n\n## Annet\n\na\n", "Se delen «Økonomi» i rapporten.\n\n## Annet\n\na\n"),
    said("unknown-section", CHAPTERS.format("Se kapittel 9."), CHAPTERS.format("Se kapittel 2 og punkt 2.1."), FIRST + 10),
    said("unknown-section", CHAPTERS.format("Se avsnitt 4.2."), CHAPTERS.format("Se avsnitt 4.2 i loven."), FIRST + 10),
    said(
        "unknown-section",
        "Se kapittel 9 nedenfor.\n",
        "Se kapittel 9, del 1 nedenfor og avsnitt 2 nedenfor.\n\n## Del 1\n\n**2. Mål**\n",
    ),
    said("unknown-section", CHAPTERS.format("Se kapittel 9."), CHAPTERS.format("Utredningen, se kapittel 9."), FIRST + 10),
    (
        "earlier-after-meeting",
        NOTE,
        6,
        {NOTE: note(head="tidligere: [rad 9/25]\n"), LEDGER: ledger("sak: 9/25, tittel: X, møte: 3/2025, dato: 2025-09-13")},
        {NOTE: note(head="tidligere: [rad 9/25]\n"), LEDGER: ledger("sak: 9/25, tittel: X, møte: 1/2025, dato: 2025-05-15")},
    ),
    said(
        "year-against-date",
        "Drøftet (NUFA, sak 13/24, 13.06.2025).\n",
        "Drøftet (sak 13/25, 13.06.2025) og igjen 2. mai 2024.\n",
    ),
    said(
        "year-against-date",
        "Drøftet 13. juni 2025 i\nNUFA. Drøftet 3. mai 2024 (sak 13/25).\n",
        "Sak 13/24. 3. mai 2025.\n",
        FIRST + 1,
    ),
    said("case-date-differs", "Drøftet (sak 7/25, 20.02.2025).\n", "Drøftet (sak 7/25, 13.02.2025).\n", files=EARLIER),
    said(
        "case-date-differs",
        "I møtet 20. februar 2025 (sak 7/25).\n",
        "Fristen er 20. februar 2025 (sak 7/25). NUFA møttes 20. februar 2025 (sak 7/25).\n",
        files=EARLIER,
    ),
    said("earlier-verb-differs", "Rådet vedtok planen i sak 7/25.\n", "Rådet vedtok planen i sak 8/25.\n", files=EARLIER),
    said(
        "earlier-verb-differs",
        "I sak 7/25 vedtok Rådet en plan.\n",
        "NUFA vedtok planen i sak 7/25. Planen ble ikke vedtatt i sak 7/25. I sak 7/25 drøftet Rådet den vedtatte planen.\n",
        files=EARLIER,
    ),
    said(
        "earlier-verb-differs",
        "Planen ble vedtatt i sak 7/25.\n",
        "Rådet vedtok det som ble drøftet i sak 7/25, og viste til planen, drøftet i sak 7/25.\n",
        files=EARLIER,
    ),
    said("list-number-jump", "1. a\n2. b\n4. c\n", "1. a\n1. b\n1. c\n", FIRST + 2),
    said("list-number-jump", "- en\n  1. a\n  3. b\n", "4. a\n7. b\n\n1. c\n\n   d\n2. e\n", FIRST + 2),
    said("table-not-read", "Tall:\n\n| A | B |\n| 1 | 2 |\n", "| A | B |\n|---|---|\n| 1 | 2 |\n", FIRST + 2),
    said("table-not-read", "| A | B | C |\n|---|---|\n| 1 | 2 |\n", "Enten | eller | og\nja | nei | kanskje.\n"),
    said("heading-not-read", "##Hensikt\n\nTekst.\n", "## Hensikt\n\nTekst.\n"),
    said("heading-not-read", "Tekst\n###Mål\nmer.\n", "Tekst #mål og ##,\n#1 er best.\n\n`##Kode`\n", FIRST + 1),
    said("unpaired-quotes", "Rådet sa «ja til alt.\n", 'Rådet sa «ja «til» alt», og 5" er nok.\n'),
    said("unpaired-quotes", "Rådet sa ja» til alt.\n", "Rådet sa «ja\n\ntil alt».\n"),
    said("unpaired-quotes", 'Rådet sa "ja til alt.\n', 'Rådet sa "ja" til alt.\n'),
    said("date-or-time-form", "Fristen er 15.mai.\n", "Fristen er 15. mai eller 15.05.2025.\n"),
    said("date-or-time-form", "Fristen er 15/5-2025.\n", "Sak 15/25, 1/2 dag, [kilde](https://a.no/2025-05-15/x).\n"),
    said("date-or-time-form", "Vi møtes\nkl 12:30.\n", "Vi møtes kl. 12.30 eller kl. 12:30.\n", FIRST + 1),
    said("date-or-time-form", "Den 15 mai 2025.\n", "Alle 15 i mai 2025, 10–15 mai 2025 og datoformatet 2025-05-15.\n"),
    said("date-or-time-form", "Den 15/05/2025.\n", "Lenken a/15/05/2025 virker.\n"),
    said("date-or-time-form", "Fra kl 0900.\n", "Kl. 0999 og kl. 09.00.\n"),
    said("double-word", "Det er er viktig.\n", "Det som er er, det vi har har vi. Som kommer kommer.\n"),
    said("double-word", "Vi går. Utvalget må\nmå velge.\n", "Det vi må må vi.\n"),
    said("double-word", "Planen og\nog budsjettet.\n", "Det det gjelder, er mange mange ting. Baden Baden.\n"),
    said("count-differs", "Rådet har tre spørsmål:\n\n- a\n- b\n", "Rådet har to spørsmål:\n\n- a\n- b\n"),
    said(
        "count-differs",
        "- Rådet ga fire innspill:\n  1. a\n  2. b\n",
        "De tre områdene, tre faser med følgende tiltak:\n\n- a\n- b\n",
    ),
    said("count-differs", "Rådet fikk 5 svar:\n\n- a\n- b\n", "Det er to mulige løsninger:\n\n- a\n- b\n"),
    said("sum-differs", table("2 100,5"), table("2 000,5"), FIRST + 4),
    said("sum-differs", table("2 100,5"), table("2 100,5").replace("| B |", "| Herav B |"), FIRST + 4),
    said("count-differs", "Rådet har tre spørsmål:\n\n- a\n- b\n", "Rådet har tre spørsmål:\n\n- a\n  - b\n- c\n  - d\n"),
    said("sum-differs", table("2 005,5"), table("2 005,5", "\nTallene er avrundet.\n"), FIRST + 4),
    said(
        "link-says-nothing",
        "Les mer\n[her](https://a.no).\n",
        "Les mer på [Helsedirektoratets side](https://a.no).\n",
        FIRST + 1,
    ),
    said(
        "retired-domain",
        "Se [siden](https://www.ehelse.no/x).\n",
        "Se [siden](https://www.notehelse.no/x) og [b](http://[x).\n",
    ),
    said(
        "retired-domain", "Les\nwww.ehelse.no/x.\n", "Nettstedet www.ehelse.no er lagt ned, www.ehelse.no.eu.\n", FIRST + 1
    ),
    said("figure-without-caption", "![Bilde](figur.svg)\n", '![Bilde](figur.svg "Tekst")\n', files={FIGURE: SVG}),
    said("table-without-header", "| | |\n|---|---|\n| a | b |\n", "| | A |\n|---|---|\n| a | b |\n"),
    said("other-language", NYNORSK * 4, BOKMÅL * 4 + NYNORSK),
    said("other-language", ENGLISH * 2, f"Rådet sa: «{ENGLISH * 3}»\n\n> {ENGLISH * 3}\n"),
    said("other-language", f"## Bakgrunn\n\n{NYNORSK}\n\n- {NYNORSK}\n", f"> {NYNORSK * 3}\n\n«{NYNORSK * 3}»\n", FIRST + 2),
    (
        "avoided-term",
        NOTE,
        FIRST,
        {NOTE: note("E-helse og Eldre folk.\n"), COMMITTEE: committee(TERMS)},
        {NOTE: note("De eldre og eldre-folk, «eldre folk».\n"), COMMITTEE: committee(TERMS)},
    ),
    (
        "retired-domain",
        NOTE,
        FIRST,
        {NOTE: note("[siden](https://a.borte.no)\n"), COMMITTEE: committee("regler: {utgåtte_domener: [borte.no]}\n")},
        {NOTE: note("[siden](https://aborte.no)\n"), COMMITTEE: committee("regler: {utgåtte_domener: [borte.no]}\n")},
    ),
    (
        "other-language",
        NOTE,
        FIRST,
        {NOTE: note(BOKMÅL * 4), COMMITTEE: committee("målform: nn\n")},
        {NOTE: note(NYNORSK * 4), COMMITTEE: committee("målform: nn\n"), MEETING: meeting("  - sak: plan\n")},
    ),
]
