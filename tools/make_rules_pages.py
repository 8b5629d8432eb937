"""The pages about findings, docs/regler.md and docs/rules.md: every explanation, and what is done about real mistakes.

python tools/make_rules_pages.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from mottepakke.explanations import BLOCKS, PARTS, Explanation, Family, families

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"nb": "regler.md", "en": "rules.md"}
MISTAKES = DOCS / "mistakes.yaml"

WORDS = {
    "nb": {
        "title": "Regler og funn",
        "intro": (
            "Hvert funn har en kode, et navn og en alvorsgrad. En *feil* gir sluttkode 1 og stanser `freeze`; en "
            "*advarsel* er noe en leser ville savne eller misforstå; et *tips* er til opplysning. `mottepakke "
            "explain NR003` viser det som står her."
        ),
        "head": "| kode | navn | alvorsgrad | hva |",
        "mistakes": "Feil fra ekte møtepakker",
        "about": (
            "Listen har 42 slag feil som er funnet i møtepakker medlemmer har fått. *Regel* er koden som finner "
            "feilen. *Sikret* sier hvorfor feilen ikke kan stå i det programmet lager. "
            "*Utelatt* sier hva som ikke blir funnet, og hvorfor."
        ),
        "table": "| nr. | feilen | hva mottepakke gjør | vist av |",
        "codes": "Regel",
        "construction": "Sikret",
        "left_out": "Utelatt",
    },
    "en": {
        "title": "Rules and findings",
        "intro": (
            "Each finding has a code, a name and a severity. An *error* gives exit code 1 and stops `freeze`; a "
            "*warning* is something a reader would miss or misunderstand; a *hint* is for information. "
            "`mottepakke explain NR003` prints what stands here."
        ),
        "head": "| code | name | severity | what |",
        "mistakes": "Mistakes from real packs",
        "about": (
            "The list has 42 kinds of mistakes found in packs that members were given. *Rule* is the code that "
            "finds it. *Ensured* says why it cannot stand in what the program makes. "
            "*Left out* says what is not found, and why."
        ),
        "table": "| no. | the mistake | what mottepakke does | shown by |",
        "codes": "Rule",
        "construction": "Ensured",
        "left_out": "Left out",
    },
}

Texts = dict[str, str]
"""The same in every language."""


class Mistake(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of mistake that real packs had, and what is done about it; ``tests`` are pytest's names."""

    id: str
    mistake: Texts
    tests: tuple[str, ...]
    codes: tuple[str, ...] = ()
    construction: Texts = {}
    left_out: Texts = {}


def mistakes() -> list[Mistake]:
    """The list, in order."""
    return msgspec.convert(yaml.safe_load(MISTAKES.read_text(encoding="utf-8")), list[Mistake])


def page(language: str) -> str:
    """A page as Markdown."""
    words = WORDS[language]
    every = families(language)
    made = f"<!-- Made of src/mottepakke/explanations/{language}/ and mistakes.yaml by tools/make_rules_pages.py -->"
    links = "\n".join(f"- [{family.letters} {family.title}](#{_anchor(_heading(family))})" for family in every)
    last = f"- [{words['mistakes']}](#{_anchor(words['mistakes'])})"
    blocks = [made, f"# {words['title']}", words["intro"], f"{links}\n{last}"]
    for family in every:
        blocks += [f"## {_heading(family)}", _overview(family, words["head"])]
        blocks += (block for item in family.explanations for block in _explained(item, language))
    blocks += [f"## {words['mistakes']}", words["about"], _appendix(language)]
    return "\n\n".join(blocks) + "\n"


def _heading(family: Family) -> str:
    return f"{family.letters} {family.title}"


def _anchor(heading: str) -> str:
    """As code hosts make them: lower case, spaces to hyphens, other signs gone."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")


def _link(item: Explanation) -> str:
    return f"[{item.code}](#{_anchor(f'{item.code} {item.name}')})"


def _cell(text: str) -> str:
    return text.replace("\\|", "|").replace("|", "\\|")


def _overview(family: Family, head: str) -> str:
    rows = (f"| {_link(item)} | {item.name} | {item.grade} | {_cell(item.summary)} |" for item in family.explanations)
    return "\n".join([head, "|---|---|---|---|", *rows])


def _explained(item: Explanation, language: str) -> Iterator[str]:
    _, why, _, mend = PARTS[language]
    wrong, right = BLOCKS[language]
    yield f"### {item.code} {item.name}"
    yield f"*{item.grade.capitalize()}.* {item.what}"
    yield f"**{why}:** {item.why}"
    yield f"{wrong}:\n\n```text\n{item.wrong}\n```"
    yield f"{right}:\n\n```text\n{item.right}\n```"
    yield f"**{mend}:** {item.mend}"


def _appendix(language: str) -> str:
    words = WORDS[language]
    by_code = {item.code: item for family in families(language) for item in family.explanations}
    rows = [words["table"], "|---|---|---|---|"]
    for one in mistakes():
        done = [f"{words['codes']}: {', '.join(_link(by_code[code]) for code in one.codes)}."] if one.codes else []
        reasons = (("construction", one.construction), ("left_out", one.left_out))
        done += (f"{words[kind]}: {_cell(text[language])}." for kind, text in reasons if text)
        tests = "<br>".join(f"`{name.partition('::')[2]}`" for name in one.tests) or "–"
        rows.append(f"| {one.id} | {_cell(one.mistake[language])} | {' '.join(done)} | {tests} |")
    return "\n".join(rows)


def main() -> None:
    """Write both pages."""
    for language, name in PAGES.items():
        (DOCS / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
