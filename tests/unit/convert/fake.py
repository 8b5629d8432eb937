"""A stand-in for LibreOffice that crashes, hangs or lies, by a word in the file it is given."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pikepdf

SOURCE = """#!{python} -I
import hashlib, os, pathlib, signal, subprocess, sys, time, zipfile

here = pathlib.Path({folder!r})
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
files = [pathlib.Path(one) for one in arguments[arguments.index("--outdir") + 2:]]
profile = next(one for one in arguments if one.startswith("-env:UserInstallation="))
with open(here / "starts", "a") as log:
    log.write(" ".join(one.name for one in files) + "\\n")
with open(here / "surroundings", "a") as log:
    log.write(repr([profile, dict(os.environ), os.getcwd(), sorted(os.listdir(files[0].parent))]) + "\\n")
BEAT = "import time, pathlib\\nfor _ in range(1500): pathlib.Path({beat!r}).touch(); time.sleep(0.02)"
pdf = (here / "god.pdf").read_bytes()
for file in files:
    parts = zipfile.ZipFile(file)
    slides = [name for name in parts.namelist() if name.startswith("ppt/slides/slide")]
    if slides:
        import pikepdf
        with pikepdf.Pdf.new() as made:
            for slide in sorted(slides):
                made.add_blank_page()
                made.pages[-1].Contents = made.make_stream(b"% " + hashlib.sha256(parts.read(slide)).hexdigest().encode())
            made.save(out / (file.stem + ".pdf"), static_id=True)
        continue
    text = parts.read("word/document.xml").decode()
    target = out / (file.stem + ".pdf")
    if "HENGER" in text:
        subprocess.Popen([sys.executable, "-c", BEAT], start_new_session="RØMMER" in text)
        time.sleep(600)
    elif "KRASJER" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    elif "VAKLER" in text:
        marker = here / "vaklet"
        if not marker.exists():
            marker.touch()
            os._exit(77)
        target.write_bytes(pdf)
    elif "SØPPEL" in text:
        target.write_text("ikke en PDF")
    elif "HALV" in text:
        target.write_bytes(pdf[:len(pdf) // 2])
    elif "INGENTING" in text:
        pass
    elif "FLOM" in text:
        with open(target, "wb") as flood:
            flood.truncate(2_000_000_000)
        time.sleep(600)
    elif "SIDELØS" in text:
        target.write_bytes((here / "sidelos.pdf").read_bytes())
    else:
        time.sleep(0.5 if "TREG" in text else 0)
        target.write_bytes(pdf)
"""


def pdf(pages: int = 1) -> bytes:
    with pikepdf.Pdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
            made.pages[-1].Contents = made.make_stream(b"0 0 10 10 re f")
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()


def office(folder: Path) -> Path:
    """The stand-in, which keeps its books in ``folder``."""
    (folder / "god.pdf").write_bytes(pdf())
    (folder / "sidelos.pdf").write_bytes(pdf(0))
    program = folder / "soffice"
    program.write_text(SOURCE.format(python=sys.executable, folder=str(folder), beat=str(folder / "puls")), encoding="utf-8")
    program.chmod(0o755)
    return program
