"""The stories beside this file: Markdown whose lines say which findings they cause, checked as they stand.

A story is a heading of level 2 with files under it: fenced blocks that name a path after their language. What a line ends
with after «⟵» are the codes of the findings at that line; everything else must be silent. The files stand in for those of a
workspace in order (`tests.support.workspaces.PLAIN`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.support.workspaces import PLAIN, Workspace

HERE = Path(__file__).parent
EXPECTED = re.compile(r"[ \t]*⟵[ \t]*(?P<codes>[A-Z]{2}\d{3}(?: [A-Z]{2}\d{3})*)[ \t]*$")
Place = tuple[str, int, str]


@dataclass
class Story:
    """The files of one heading, and where which finding is due."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    due: list[Place] = field(default_factory=list)

    def add(self, path: str, text: str) -> None:
        lines = []
        for number, line in enumerate(text.splitlines(), 1):
            found = EXPECTED.search(line)
            assert found or "⟵" not in line, f"{path}: {line}"
            self.due += [(path, number, code) for code in (found["codes"].split() if found else ())]
            lines.append(EXPECTED.sub("", line))
        self.files[path] = "\n".join(lines) + "\n"


def stories(document: Path) -> Iterator[Story]:
    tokens = MarkdownIt().parse(document.read_text(encoding="utf-8"))
    story = None
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.type == "heading_open" and token.tag == "h2":
            if story:
                yield story
            story = Story(f"{document.stem}: {following.content}")
        elif token.type == "fence" and story:
            _, _, path = token.info.partition(" ")
            assert path, f"{document.name}: {token.info}"
            assert path not in story.files, f"{document.name}: {token.info}"
            story.add(path, token.content)
    if story:
        yield story


STORIES = [story for document in sorted(HERE.glob("*.md")) for story in stories(document)]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_findings_are_those_its_lines_say(story: Story, tmp_path: Path) -> None:
    assert story.files, "a story without a file"
    found = [
        (item.span.path, item.span.line, item.code.code) for item in Workspace(tmp_path, {**PLAIN, **story.files}).check()
    ]
    assert sorted(found) == sorted(story.due)


def test_every_story_has_a_name_of_its_own_and_most_tell_of_findings() -> None:
    assert len({story.name for story in STORIES}) == len(STORIES)
    assert sum(bool(story.due) for story in STORIES) > len(STORIES) / 2
