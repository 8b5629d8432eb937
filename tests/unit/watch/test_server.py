"""The page: on this machine alone, for those who know its address, and nothing but the packs."""

import http.client
import re
import socket
from collections.abc import Generator, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.artifacts import Artifact
from mottepakke.build.outcome import Outcome
from mottepakke.build.places import Placed, Places
from mottepakke.diagnostics import Diagnostic
from mottepakke.messages import LANGUAGES, text
from mottepakke.model.source import Span
from mottepakke.watch.board import Board
from mottepakke.watch.glimpse import Asked, Glimpse, Glimpser, Page
from mottepakke.watch.page import Pages
from mottepakke.watch.server import FOLLOWERS, Server
from tests.support.workspaces import KEY, MEETING, NOTE, Workspace

FOUND = Diagnostic.at(codes.USAGE, Span(NOTE, 7), problem="<b>&")
PLACES = Places("rad", cases=(Placed("rad/2025/plan", "1/25", "Plan"),))
GLIMPSE = Glimpse(KEY, "Rådet 2/2025", "standard", "d", (FOUND,), frozenset(), frozenset(), PLACES)
PDF = b"%PDF-1.7 pakken"


@pytest.fixture
def board(tmp_path: Path) -> Board:
    folder = tmp_path / "output" / KEY
    (folder / "toppnotat").mkdir(parents=True)
    (folder / "pakke.pdf").write_bytes(PDF)
    (folder / "hemmelig.txt").write_bytes(b"ikke i pakken")
    (folder / "1.docx").write_bytes(b"word")
    (tmp_path / "utenfor.pdf").write_bytes(b"utenfor")
    artifacts = (
        Artifact.of(PDF, "pakke.pdf", "møtepakke", KEY, "Møtepakke <1>", ""),
        Artifact.of(b"word", "1.docx", "toppnotat", KEY, "Plan", "1/25"),
    )
    made = Board()
    made.saw(GLIMPSE, (FOUND,))
    made.built(Outcome.of(KEY, (FOUND,), folder, artifacts), (FOUND,), is_current=True)
    return made


@pytest.fixture
def server(board: Board, tmp_path: Path) -> Iterator[Server]:
    pages = Pages(tmp_path, "nb")
    started = Server(board, pages.page, pages.asset)
    started.start()
    yield started
    started.stop()


def get(server: Server, path: str, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], bytes]:
    """``path`` below the secret part of the address, or from the root where it begins with a slash."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    whole = path if path.startswith("/") else urlsplit(server.address).path + path
    connection.request(method, whole, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_the_page_shows_findings_by_case_and_the_documents(server: Server) -> None:
    status, headers, body = get(server, "")
    page = body.decode()
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<h3 lang="nb">Sak\N{NO-BREAK SPACE}1/25: Plan</h3>' in page
    assert f"{NOTE}, linje 7" in page
    assert "&lt;b&gt;&amp;" in page
    assert "Møtepakke &lt;1&gt;" in page
    assert "<!--" not in page
    (frame,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
    assert get(server, frame)[2] == PDF


@pytest.mark.parametrize(("language", "agenda"), [("nb", "sakslisten"), ("nn", "sakslista"), ("en", "sakslista")])
def test_findings_are_headed_as_in_print_in_the_page_s_language_or_else_the_meeting_s(
    board: Board, tmp_path: Path, language: str, agenda: str
) -> None:
    spans = (Span("layouts/x"), Span("packs/rad/2025-2.yaml", 2), Span(NOTE, 7), Span("packs/rad/utvalg.yaml"))
    found = tuple(Diagnostic.at(codes.USAGE, span, problem="x") for span in spans)
    board.saw(replace(GLIMPSE, language="nn"), found)
    page = Pages(tmp_path, language).page(board.meetings(), KEY, "/x/").decode()
    heads = re.findall(r"<h3[^>]*>(.*?)</h3>", page)
    assert heads[:2] == [f"Møtet og {agenda}", "Sak\N{NO-BREAK SPACE}1/25: Plan"]
    assert [head[:5] for head in heads[2:]] == ["Utval", "Andre"]


def test_every_file_that_the_page_asks_for_is_there(server: Server) -> None:
    page = get(server, "")[2].decode()
    asked = re.findall(r'(?:href|src)="(/[^"]+)"', page)
    assert len(asked) >= 5
    assert {get(server, path)[0] for path in asked} == {200}


def test_the_address_is_on_this_machine_alone_and_cannot_be_guessed(server: Server, board: Board) -> None:
    assert server.address.startswith(f"http://127.0.0.1:{server.port}/")
    assert len(urlsplit(server.address).path.strip("/")) >= 20
    assert server._server.server_address[0] == "127.0.0.1"
    for path in ("/", "/nytt", f"/{KEY}", "/fil/rad/2025-2/pakke.pdf", "/folg.js", f"/{'a' * 22}/"):
        assert get(server, path)[0] == 404


def test_the_address_that_a_browser_is_started_with_serves_once(server: Server) -> None:
    """Everybody on the machine can read the command lines of others."""
    path = urlsplit(server.to_open()).path
    assert urlsplit(server.address).path.strip("/") not in path
    status, headers, body = get(server, path)
    assert (status, headers["Location"], body) == (302, urlsplit(server.address).path, b"")
    assert get(server, path)[0] == 404


def test_no_more_pages_follow_than_the_machine_can_bear_and_those_that_go_make_room(server: Server) -> None:
    following = [lines(server) for _ in range(FOLLOWERS)]
    for one in following:
        assert next(one).endswith("200 OK")
    assert get(server, "nytt")[0] == 503
    for one in following:
        one.close()
    while get_status(server) != 200:
        server._served.board.building(KEY, is_being=True)


def get_status(server: Server) -> int:
    one = lines(server)
    status = int(next(one).split()[1])
    one.close()
    return status


@pytest.mark.parametrize(
    "host", ["example.no", "127.0.0.1", "localhost:1", "evil.example:{port}", "127.0.0.1.nip.io:{port}"]
)
def test_a_name_that_was_made_to_lead_here_is_refused(server: Server, host: str) -> None:
    assert get(server, "", host=host.format(port=server.port))[0] == 421


@pytest.mark.parametrize(
    "path",
    [
        "fil/rad/2025-2/../../../utenfor.pdf",
        "fil/rad/2025-2/%2e%2e/%2e%2e/%2e%2e/utenfor.pdf",
        "fil/rad/2025-2/..%5c..%5cutenfor.pdf",
        "fil/rad/2025-2//etc/passwd",
        "fil/rad/2025-2/hemmelig.txt",
        "fil/rad/2025-2/",
        "fil/",
        "fil/annet/2025-1/pakke.pdf",
        "../folg.html",
        "folg.html",
        "layout.yaml",
        "%00",
    ],
)
def test_nothing_but_what_the_pack_holds_is_given(server: Server, path: str) -> None:
    assert get(server, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    assert get(server, "", method)[0] == 501


def test_a_head_has_no_body(server: Server) -> None:
    status, headers, body = get(server, "", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 500


def test_pages_load_nothing_from_elsewhere_and_files_are_shown_or_saved(server: Server) -> None:
    _, headers, _ = get(server, "")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert get(server, "fil/rad/2025-2/pakke.pdf")[1]["Content-Type"] == "application/pdf"
    assert get(server, "fil/rad/2025-2/1.docx")[1]["Content-Type"] == "application/octet-stream"
    assert not re.findall(r"https?://", get(server, "")[2].decode())


def test_a_document_that_is_newer_than_the_pack_is_shown_first(server: Server, board: Board) -> None:
    page = Page("toppnotat/å b.pdf", "Notat", b"%PDF ny")
    board.saw(replace(GLIMPSE, digest="e", diagnostics=(), pages=(page,)), ())
    shown = get(server, "")[2].decode()
    (frame,) = re.findall(r'<iframe[^>]* src="([^"]+)"', shown)
    assert get(server, frame)[2] == b"%PDF ny"
    assert text("page_waiting", "nb") in shown
    assert text("no_findings", "nb") in shown


def test_a_meeting_that_cannot_be_read_keeps_its_name_and_its_house_style(board: Board, tmp_path: Path) -> None:
    board.saw(replace(GLIMPSE, layout="hus"), ())
    with closing(Glimpser(Workspace(tmp_path / "w", {MEETING: "møte: [\n"}).root)) as glimpser:
        board.saw(glimpser.look(Asked(KEY)), ())
    shown = board.meetings()[KEY]
    assert (shown.title, shown.layout) == ("Rådet 2/2025", "hus")


def lines(server: Server) -> Generator[str]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        path = urlsplit(server.address).path
        connection.sendall(f"GET {path}nytt HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        with connection.makefile("r", encoding="utf-8") as answer:
            for line in answer:
                yield line.strip()


def test_news_come_when_something_is_new(server: Server, board: Board) -> None:
    news = (line for line in lines(server) if line.startswith("data:"))
    first = next(news)
    board.building(KEY, is_being=True)
    assert next(news) != first
    news.close()


class Structure(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.unnamed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.labelled += [found["aria-labelledby"] or ""] if "aria-labelledby" in found else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag == "html":
            self.language = found.get("lang") or ""
        if (tag == "iframe" and not found.get("title")) or (tag == "nav" and not found.get("aria-label")):
            self.unnamed.append(tag)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_built_for_screen_readers(board: Board, tmp_path: Path, language: str) -> None:
    meetings = {**board.meetings(), "rad/2025-3": board.meetings()[KEY]}
    page = Pages(tmp_path, language).page(meetings, KEY, "/x/").decode()
    found = Structure()
    found.feed(page)
    assert found.language == language
    assert len(found.ids) == len(set(found.ids))
    assert set(found.labelled) <= set(found.ids)
    assert found.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(found.headings, found.headings[1:], strict=False))
    assert found.unnamed == []
    assert 'role="status"' in page
    assert text("page_documents", language) in page


def test_a_house_style_may_have_a_page_of_its_own_and_one_that_fails_is_passed_over(board: Board, tmp_path: Path) -> None:
    (tmp_path / "layouts/hus").mkdir(parents=True)
    template = tmp_path / "layouts/hus/folg.html"
    template.write_text("<p>Husets: {{ mote.title }}</p>", encoding="utf-8")
    shown = board.meetings()[KEY]
    meetings = {KEY: replace(shown, layout="hus")}
    assert Pages(tmp_path, "nb").page(meetings, "", "/").decode() == "<p>Husets: Rådet 2/2025</p>"
    template.write_text("{{ finnes.ikke }}", encoding="utf-8")
    assert b"<h1 " in Pages(tmp_path, "nb").page(meetings, "", "/")


def test_a_workspace_whose_own_standard_layout_fails_still_gets_the_page(board: Board, tmp_path: Path) -> None:
    template = tmp_path / "layouts/standard/folg.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ finnes_ikke }}", encoding="utf-8")
    assert b"<h1 " in Pages(tmp_path, "nb").page(board.meetings(), "", "/")
