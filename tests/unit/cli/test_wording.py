"""What click says of a command line comes in the user's language."""

import re
from pathlib import Path

import click
import pytest

from mottepakke.cli.main import COMMANDS, run
from mottepakke.cli.wording import in_words

COMMAND = click.Command("prøve")
CONTEXT = click.Context(COMMAND)
PLACE = click.Argument(["sted"], nargs=2)
RAISED: tuple[tuple[click.ClickException, str, str], ...] = (
    (click.UsageError("Got unexpected extra argument (b)"), "Kommandoen tar ikke imot «b».", "tek ikkje imot"),
    (click.UsageError("Missing command."), "Skriv hvilken kommando som skal kjøres.", "køyrast"),
    (click.NoSuchOption("--farge"), "Valget «--farge» finnes ikke.", "Valet «--farge» finst ikkje."),
    (click.NoSuchOption("--fx", possibilities=["--fix"]), "Mente du «--fix»?", "Meinte du «--fix»?"),
    (click.exceptions.NoSuchCommand("bygg"), "Kommandoen «bygg» finnes ikke.", "Kommandoen «bygg» finst ikkje."),
    (click.MissingParameter(param=PLACE, ctx=CONTEXT), "mangler på kommandolinjen.", "manglar på kommandolinja."),
    (click.MissingParameter(param_hint="'--a'", param_type="option"), "Valget «--a» mangler.", "Valet «--a» manglar."),
    (
        click.MissingParameter(param=click.Argument(["a"], type=click.Choice(["x", "y"])), ctx=CONTEXT),
        "Velg blant x, y.",
        "Vel blant x, y.",
    ),
    (click.BadParameter("'x' is not one of 'a', 'b'.", param_hint="'--a'"), "«--a»: «x» er ingen av «a», «b».", "Ugyldig"),
    (click.BadParameter("'x' is not 'a'."), "Ugyldig verdi: «x» er ikke «a».", "er ikkje «a»."),
    (click.BadParameter("'x' does not match the format '%Y-%m-%d'."), "dato skrevet som 2025-05-15", "dato skriven som"),
    (click.BadParameter("'x' is not a valid integer range."), "«x» er ikke et tall.", "«x» er ikkje eit tal."),
    (click.BadParameter("7 is not in the range 1<=x<=5."), "7 er ikke mellom 1 og 5.", "7 er ikkje mellom 1 og 5."),
    (click.BadParameter("0.0 is not in the range x>0."), "0.0 er ikke større enn 0.", "0.0 er ikkje større enn 0."),
    (click.BadParameter("0 is not in the range x>=1."), "0 er mindre enn 1.", "0 er mindre enn 1."),
    (click.BadParameter("Path 'x' does not exist."), "«x» finnes ikke.", "«x» finst ikkje."),
    (click.BadParameter("Directory 'x' is a file."), "«x» er en fil, ikke en mappe.", "«x» er ei fil, ikkje ei mappe."),
    (click.BadParameter("File 'x' is a directory."), "«x» er en mappe, ikke en fil.", "«x» er ei mappe, ikkje ei fil."),
    (click.BadParameter("File 'x' is not readable."), "«x» kan ikke leses.", "«x» kan ikkje lesast."),
    (click.BadOptionUsage("--a", "Option '--a' requires an argument."), "Valget «--a» trenger en verdi.", "treng ein"),
    (click.BadOptionUsage("--a", "Option '--a' does not take a value."), "Valget «--a» skal ikke ha noen verdi.", "nokon"),
    (click.BadArgumentUsage("Argument 'a' takes 2 values."), "«a» skal ha 2 verdier.", "«a» skal ha 2 verdiar."),
    (click.FileError("x", "i veien"), "Filen «x» kan ikke åpnes: i veien", "Fila «x» kan ikkje opnast: i veien"),
)
SHOWS_HELP = {click.exceptions.NoArgsIsHelpError}


def kinds(base: type[click.ClickException]) -> set[type[click.ClickException]]:
    """``base`` and every kind of it that click has."""
    below = {kind for kind in base.__subclasses__() if kind.__module__ == "click.exceptions"}
    return {base}.union(*(kinds(kind) for kind in below))


def test_every_kind_of_error_that_click_has_is_tried() -> None:
    assert {type(error) for error, _, _ in RAISED} | SHOWS_HELP == kinds(click.ClickException) - {click.ClickException}


@pytest.mark.parametrize(("error", "bokmål", "nynorsk"), RAISED)
def test_an_error_of_clicks_is_said_in_the_users_language(error: click.ClickException, bokmål: str, nynorsk: str) -> None:
    assert bokmål in in_words(error.format_message(), "nb")
    assert nynorsk in in_words(error.format_message(), "nn")


def test_what_click_says_otherwise_stays() -> None:
    assert in_words("Something new.", "nb") == "Something new."


ENGLISH = re.compile(r"\b(?:Usage|Options|No such|Missing|Invalid|Got|Show|does|exit|is|not|of|the)\b")
LINES = (
    ["chek"],
    ["check", "--farge"],
    ["check", "--fx"],
    ["check", "--format", "x"],
    ["check", "--format"],
    ["check", "--quiet=3"],
    ["check", "--today", "x"],
    ["check", "--workspace", __file__],
    ["check", "--report", str(Path(__file__).parent)],
    ["build", "--only", "alt"],
    ["freeze"],
    ["freeze", "a", "b"],
    ["new"],
    ["new", "x"],
    ["verify", "/finnes/ikke"],
    ["register", "nuit", "x"],
    ["register", "nuit", "1500"],
    ["nightly", "--jobs", "0"],
    ["nightly", "--time-limit", "0"],
    ["nightly", "--memory-limit", "0"],
    ["nightly", "--wait", "-1"],
)


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_no_english_reaches_those_who_write_norwegian(
    line: list[str], language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", language)
    assert run(line) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "WS008" in shown.err
    assert not ENGLISH.search(shown.err), shown.err


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_the_users_language(
    command: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", language)
    assert run([*command.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Bruk: mottepakke")
    assert not re.search(r"Usage|Options:|Show |Commands|OPTIONS|COMMAND|default|<=?x|x>", shown)


def test_help_says_defaults_as_sentences(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", "nb")
    run(["nightly", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "Sekunder ett møte kan ta. Standard: 600. --memory-limit" in shown
    assert "Ellers ett per prosessorkjerne. --time-limit" in shown
    assert "en kjøring som holder på. Standard: 0. --executor" in shown
