"""Office files to PDF through LibreOffice: all in one start, and one by one where that loses some.

LibreOffice's exit code says nothing about the files (it is 0 for files it cannot read), so what counts is what it has made.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from mottepakke.convert import codes
from mottepakke.convert.copies.safety import SafeCopy, full_language, safe_copy
from mottepakke.convert.files import Converted, Failed, OfficeFile, Refused
from mottepakke.convert.finish.finishing import Facts, finished
from mottepakke.convert.finish.tagging import Sheets
from mottepakke.convert.notes import findings, shortened
from mottepakke.convert.office.profile import write_profile
from mottepakke.convert.office.program import environment, seal
from mottepakke.convert.office.running import Ending, Limits, run
from mottepakke.diagnostics import Code, Diagnostic

OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")

TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""A language's name (ISO 19005-2, 6.7.4)."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A file with its safe copy, and the neutral name this has."""

    file: OfficeFile
    copy: SafeCopy
    name: str

    @property
    def twin(self) -> str:
        """The name of the copy that shows its grid."""
        stem, _, ending = self.name.partition(".")
        return f"{stem}r.{ending}"

    @property
    def facts(self) -> Facts:
        notes = self.copy.notes
        return Facts(
            language=notes.language if TAG.fullmatch(notes.language) else full_language(self.file.language),
            modified=notes.modified,
            title=shortened(self.file.path.stem),
            sheets=Sheets(frozenset(notes.headed), frozenset(notes.narrow)),
        )


def convert(
    files: Sequence[OfficeFile],
    soffice: Path | None,
    *,
    limits: Limits | None = None,
    folder: Path | None = None,
    stop: Event | None = None,
) -> Mapping[str, Converted | Failed]:
    """Convert each file to tagged PDF/A-2a or 2b; gives one result a file, by its id.

    ``soffice`` is None where LibreOffice is not installed: then every file fails, those that are broken for that reason.
    The same file gives the same bytes, alone or with others, on a machine with the same LibreOffice and fonts. Copies and
    profiles stand in a temporary folder inside ``folder`` (None: where the system keeps such) and go with it. When ``stop``
    is set, what is running is killed, and what is not converted by then fails.
    """
    results: dict[str, Converted | Failed] = {}
    with tempfile.TemporaryDirectory(prefix="kontor-", dir=folder, ignore_cleanup_errors=True) as temporary:
        batches: dict[str, list[_Task]] = {}
        for number, file in enumerate(files, 1):
            try:
                copy = safe_copy(file)
            except Refused as refused:
                results[file.id] = _failed(file, refused.code, **refused.found)
            else:
                task = _Task(file, copy, f"a{number}.{copy.ending}")
                batches.setdefault(full_language(file.language), []).append(task)
        office = _Office(soffice, Path(temporary), limits or Limits(), stop or Event())
        for language, tasks in batches.items():
            results |= office.convert(tasks, language)
    return {file.id: results[file.id] for file in files}


def _failed(file: OfficeFile, code: Code, **args: object) -> Failed:
    shown = {name: shortened(str(value)) for name, value in args.items()}
    return Failed(Diagnostic.at(code, file.span, file=file.path.name, **shown))


class _Office:
    """LibreOffice, started as often as it takes."""

    def __init__(self, soffice: Path | None, folder: Path, limits: Limits, stop: Event) -> None:
        self._soffice = soffice
        self._folder = folder
        self._limits = limits
        self._stop = stop
        self._runs = 0

    def convert(self, tasks: list[_Task], language: str) -> dict[str, Converted | Failed]:
        """Convert files of one language; what a run has not made is tried again alone.

        After a crash the first missing file is to blame, and the others go on together; after a run that ended well, each
        missing file is.
        """
        if self._soffice is None:
            return {task.file.id: _failed(task.file, codes.CONVERTER_MISSING) for task in tasks}
        results: dict[str, Converted | Failed] = {}
        waiting = tasks
        while waiting:
            ending, made = self._run(waiting, language)
            results |= made
            missing = [task for task in waiting if task.file.id not in made]
            suspects = missing if ending is Ending.WELL else missing[:1]
            for task in suspects:
                last = ending
                if not (ending is Ending.STUCK and len(waiting) == 1):
                    last, made = self._run([task], language)
                    results |= made
                if task.file.id not in results:
                    results[task.file.id] = self._not_converted(task, last)
            waiting = missing[len(suspects) :]
        return results

    def _not_converted(self, task: _Task, ending: Ending) -> Failed:
        if ending is Ending.STUCK:
            return _failed(task.file, codes.TIMED_OUT, seconds=round(self._limits.seconds_per_file))
        return _failed(task.file, codes.NOT_CONVERTED)

    def _run(self, tasks: Iterable[_Task], language: str) -> tuple[Ending, dict[str, Converted | Failed]]:
        """One start of LibreOffice, with a profile and folders of its own."""
        self._runs += 1
        folder = self._folder / str(self._runs)
        home, source, output = folder / "home", folder / "inn", folder / "ut"
        for one in (home, source, output):
            one.mkdir(parents=True)
        write_profile(folder / "profil", language)
        copies = {task.name: task.copy.data for task in tasks}
        copies |= {task.twin: task.copy.twin for task in tasks if task.copy.twin}
        for name, data in copies.items():
            (source / name).write_bytes(data)
        variables = environment(home)
        command = [
            *seal(variables),
            *(str(self._soffice), *OPTIONS, f"-env:UserInstallation={(folder / 'profil').as_uri()}"),
            *("--convert-to", "pdf", "--outdir", str(output)),
            *(str(source / name) for name in copies),
        ]
        ending = run(command, variables, output, self._limits, self._stop)
        looked_at = ((task, self._result(task, output)) for task in tasks)
        return ending, {task.file.id: result for task, result in looked_at if result}

    @staticmethod
    def _result(task: _Task, output: Path) -> Converted | Failed | None:
        paths = [(output / name).with_suffix(".pdf") for name in (task.name, task.twin)]
        result = finished(paths[0], paths[1], task.facts)
        if result is None:
            return None
        if result.blank:
            return _failed(task.file, codes.NOTHING_SHOWN)
        task.copy.notes.without_alt = result.without_alt
        return Converted(result.pdf, findings(task.copy.notes, task.file.path.name, task.file.span))
