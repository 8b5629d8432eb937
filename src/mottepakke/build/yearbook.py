"""The year's register of a committee from sources to its two files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mottepakke import codes
from mottepakke.build.folder import replaced_files
from mottepakke.build.outcome import Outcome
from mottepakke.build.produce import Files, PdfProduction, Sheet, write_word
from mottepakke.check.yearbook import ledger_findings, yearbook_findings
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, Severity, StopRun, UsageStop
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.layout.render import Renderer
from mottepakke.layout.yearbook import KIND, yearbook_document
from mottepakke.model.look import Layout
from mottepakke.model.meeting import Committee, Meeting
from mottepakke.model.source import Span
from mottepakke.model.yearbook import Yearbook
from mottepakke.read.layout import read_layout
from mottepakke.read.sources import Sources
from mottepakke.resolve.yearbook import yearbook_of, years_of


def build_yearbook(slug: str, year: int, sources: Sources, output: Path, progress: Callable[[str], None]) -> Outcome:
    """``register-<year>.docx`` and ``.pdf`` of committee ``slug`` in its folder of ``output``, or findings that say why not.

    Raises:
        UsageStop: there is no such committee, its cases carry no numbers, or it has none in ``year``.
    """
    progress("read")
    committee = sources.committee(slug) if slug in sources.committee_slugs() else None
    if committee is None:
        found = sources.findings({slug})
        if not found:
            raise UsageStop(Diagnostic.at(codes.UNKNOWN_COMMITTEE, Span("."), committee=slug))
        return Outcome.of(slug, tuple(found))
    if not committee.numbers_cases:
        span = committee.origin.of("saksnummer")
        raise UsageStop(Diagnostic.at(codes.CASES_WITHOUT_NUMBERS, span, committee=committee.short_name))
    yearbook, report = read_yearbook(committee, year, sources)
    if yearbook is None:
        return Outcome.of(slug, tuple(report))
    layout = read_layout(committee.layout, sources.root, committee.origin.of("layout"), report)
    if layout is None:
        return Outcome.of(slug, tuple(report), exit_code=ExitCode.MISSING)
    try:
        files = _written(yearbook, layout, output / slug, progress)
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(slug, (*report, error.diagnostic))
    except StopRun as stop:
        return Outcome.of(slug, (*report, stop.diagnostic), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(slug), reason=error.strerror or type(error).__name__)
        return Outcome.of(slug, (*report, problem), exit_code=ExitCode.USAGE)
    return Outcome.of(slug, (*report, *files.diagnostics), output / slug, tuple(files.artifacts))


def read_yearbook(committee: Committee, year: int, sources: Sources) -> tuple[Yearbook | None, Report]:
    """The register with its findings; None, and a refusal among them, where a source it must trust has errors."""
    keys = sources.meeting_keys(committee.slug)
    meetings = [meeting for key in keys if (meeting := sources.meeting(key))]
    sent = [key for key in keys if sources.is_sent(key)]
    seals = {key: file for key in sent if (file := sources.sent_file(key))}
    ledger = sources.ledger(committee.slug)
    trusted = {committee.slug, f"{committee.slug}/saksregister", *(f"{key}.sendt" for key in sent)}
    report = Report({*sources.findings(trusted), *ledger_findings(committee, ledger)})
    errors = sum(item.severity is Severity.ERROR for item in report)
    if errors:
        report.add(codes.REGISTER_REFUSED, Span(f"packs/{committee.slug}"), year=year, errors=errors)
        return None, report
    yearbook = yearbook_of(committee, ledger, meetings, seals, year)
    if not yearbook.series:
        years = ", ".join(map(str, years_of(committee, ledger, meetings, seals))) or "–"
        stop = Diagnostic.at(codes.EMPTY_YEAR, Span("."), committee=committee.short_name, year=year, known=years)
        raise UsageStop(stop)
    report.found |= {*yearbook_findings(yearbook), *_unreadable(keys, meetings, year, sources)}
    return yearbook, report


def _unreadable(keys: Sequence[str], meetings: Sequence[Meeting], year: int, sources: Sources) -> Iterator[Diagnostic]:
    """Why meetings, or notes of the year's meetings, cannot be read: the register lacks what they would tell."""
    whole = {
        meeting.key
        for meeting in meetings
        if meeting.date.year != year or not any(row.case.unreadable for row in meeting.cases)
    }
    yield from sources.findings(set(keys) - whole)


def _written(yearbook: Yearbook, layout: Layout, folder: Path, progress: Callable[[str], None]) -> Files:
    """Both files into ``folder``, once both are whole."""
    look = layout.look(yearbook.committee.language)
    name = f"register-{yearbook.year}"
    progress("lay-out")
    document = yearbook_document(yearbook, name, layout, Renderer(layout))
    sheet = Sheet(name, KIND, document.properties.title, document)
    with replaced_files(folder, name) as fresh:
        files = Files(fresh, "")
        with PdfProduction(look, {name}, workers=1) as production:
            production.begin(sheet)
            progress("word")
            write_word([sheet], look, files)
            progress("pdf")
            for _ in production.finished([sheet], files):
                pass
    return files
