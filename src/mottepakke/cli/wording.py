"""What click says of a command line, in the user's language: its English sentences known, the catalogues' put for them.

What is not known again stays as click has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from mottepakke.messages import text, user_language

KNOWN = (
    ("cl_no_option", r"No such option:? (?P<name>\S+?)\.?(?: (?P<more>\(.+\)|Did you mean .+))?"),
    ("cl_no_command", r"No such command (?P<name>.+?)\.(?: (?P<more>\(.+\)|Did you mean .+))?"),
    ("cl_did_you_mean", r"\(?(?:Did you mean|Possible options:)(?: one of:)? (?P<name>.+?)\??\)?"),
    ("cl_missing_command", r"Missing command\."),
    ("cl_missing_argument", r"Missing argument (?P<name>.+?)\.(?: (?P<more>.+))?"),
    ("cl_missing_option", r"Missing (?:option|parameter) (?P<name>.+?)\.(?: (?P<more>.+))?"),
    ("cl_choose", r"Choose from:\s+(?P<name>.+)"),
    ("cl_bad_value", r"Invalid value for (?P<name>.+?): (?P<why>.+)"),
    ("cl_bad_value_alone", r"Invalid value: (?P<why>.+)"),
    ("cl_not_one_of", r"(?P<value>.+) is not one of (?P<name>'.+')\."),
    ("cl_not_the_one", r"(?P<value>.+) is not (?P<name>'.+')\."),
    ("cl_no_date", r"(?P<value>.+) does not match the formats? .+\."),
    ("cl_no_number", r"(?P<value>.+) is not a valid (?:integer|float)(?: range)?\."),
    ("cl_not_in_range", r"(?P<value>.+) is not in the range (?P<low>\d+)<=x<=(?P<high>\d+)\."),
    ("cl_not_above", r"(?P<value>.+) is not in the range x>(?P<low>[\d.]+)\."),
    ("cl_below", r"(?P<value>.+) is not in the range x>=(?P<low>[\d.]+)\."),
    ("cl_too_many", r"Got unexpected extra arguments? \((?P<name>.+)\)"),
    ("cl_needs_value", r"Option (?P<name>.+) requires (?:an argument|\d+ arguments)\."),
    ("cl_takes_none", r"Option (?P<name>.+) does not take a value\."),
    ("cl_takes_some", r"Argument (?P<name>.+) takes (?P<count>\d+) values\."),
    ("cl_gone", r"(?:Path|File|Directory) (?P<name>.+) does not exist\."),
    ("cl_is_file", r"(?:Path|Directory) (?P<name>.+) is a file\."),
    ("cl_is_folder", r"(?:Path|File) (?P<name>.+) is a directory\."),
    ("cl_not_readable", r"(?:Path|File|Directory) (?P<name>.+) is not readable\."),
    ("cl_not_opened", r"Could not open file (?P<name>.+?): (?P<why>.+)"),
)
"""A sentence of the catalogues, and the expression of click's that it stands for."""
NESTED = ("why", "more")
"""What holds a sentence of its own."""
QUOTED = re.compile(r"(['\"])(.*?)\1(?=$|[\s,.?/)])")
HEADINGS = {"Options": "cl_options", "Commands": "cl_commands", "Positional arguments": "cl_arguments"}
EXTRA = re.compile(r"\s+\[(?:default: (?P<default>[^;\]]+?)(?:\.0)?(?=[;\]]))?(?:; )?(?:[^\]]*\bx\b[^\]]*)?\]$")
"""What click puts after an option's own text: its default, and the numbers it takes, which the error says in words."""
HELP = {"Show this message and exit.": "cl_help", "Show the version and exit.": "cl_version"}
USAGE = {"[OPTIONS]": "cl_usage_options", "COMMAND [ARGS]...": "cl_usage_command"}


def in_words(problem: str, language: str) -> str:
    """What click says is wrong, in ``language`` (nb, nn or en)."""
    for key, expression in KNOWN:
        if found := re.fullmatch(expression, problem, re.DOTALL):
            values = {name: _value(name, value, language) for name, value in found.groupdict().items()}
            return text(key, language, **values)
    return problem


def _value(name: str, value: str | None, language: str) -> str:
    if name not in NESTED or value is None:
        return QUOTED.sub(r"«\2»", " ".join((value or "").split()))
    said = in_words(value, language)
    return f" {said}" if name == "more" else said


class Formatter(click.HelpFormatter):
    """Help and usage with the words that click adds in the user's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how to call a command."""
        for english, key in USAGE.items():
            args = args.replace(english, text(key, user_language()))
        super().write_usage(prog, args, prefix or f"{text('cl_usage', user_language())} ")

    def write_heading(self, heading: str) -> None:
        """What stands above the options, or the commands."""
        key = HEADINGS.get(heading)
        super().write_heading(text(key, user_language()) if key else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options, or commands, each with what it is for."""
        super().write_dl([(name, _use(words)) for name, words in rows], col_max, col_spacing)


def _use(words: str) -> str:
    """What an option is for, with its default as a sentence."""
    language = user_language()
    if words in HELP:
        return text(HELP[words], language)
    extra = EXTRA.search(words)
    if extra is None:
        return words
    default = [text("cl_default", language, value=extra["default"])] if extra["default"] else []
    return " ".join([words[: extra.start()], *default])


class Context(click.Context):
    """A run of a command."""

    formatter_class = Formatter
