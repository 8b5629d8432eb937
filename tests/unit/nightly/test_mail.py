"""Mail of the night: what it says and to whom, and what becomes of it at a real mail server on this machine."""

import datetime as dt
import shutil
import socket
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.messages import LANGUAGES, message
from mottepakke.nightly.letter import letter as real_letter
from mottepakke.nightly.mail import MailSettings, Smtp, mail_settings, mails, post, send_one
from mottepakke.nightly.night import Drafted, Night
from mottepakke.read.committee import read_committee
from mottepakke.read.note import Place
from tests.support.mail_server import (
    UNKNOWN,
    USER,
    WORD,
    certificate,
    free_port,
    mail_server,
    raw_server,
    server_context,
)

KARI, OLA, DAILY = "kari@example.no", "ola@example.no", "leder@example.no"
MINUTE = 60.0


def drafted(key: str, language: str = "nb") -> Drafted:
    return Drafted(key, "draft", key.split("/")[0], "NUIT", language, "", dt.date(2025, 5, 15))  # type: ignore[arg-type]


NIGHT = Night(
    dt.date(2025, 5, 1), None, (drafted("nuit/2025-2"), drafted("arena/2025-1", "nn"), drafted("arena/2025-2", "nn"))
)
SETTINGS = MailSettings(USER, (DAILY,), {"nuit": (KARI, OLA), "arena": (OLA, DAILY), "tom": (KARI,)})


def letter(night: Night, language: str) -> str:
    first = "Møtepakkene 1. mai" if language == "nb" else "Møtepakkane 1. mai"
    return "\n".join([first, "", *(item.meeting for item in night.meetings), "Blåbærsyltetøy – «sitat»"]) + "\n"


def body(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def one(to: tuple[str, ...] = (KARI,), night: Night = NIGHT) -> EmailMessage:
    (mail,) = mails(night, letter, MailSettings(USER, to))
    return mail.message


needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")


# -- what it says, and to whom -----------------------------------------------------------------------------------


def test_the_subject_is_the_first_line_and_the_rest_is_plain_text() -> None:
    mail = one()
    assert mail["Subject"] == "Møtepakkane 1. mai"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert body(mail) == "nuit/2025-2\narena/2025-1\narena/2025-2\nBlåbærsyltetøy – «sitat»\n"


def test_the_same_night_gives_the_same_mail_dated_as_the_night() -> None:
    assert one().as_bytes() == one().as_bytes()
    assert one()["Date"].datetime.date() == NIGHT.date
    assert one()["Message-ID"] == one()["Message-ID"]


def test_another_night_or_another_reader_gives_another_message_id() -> None:
    later = replace(NIGHT, date=dt.date(2025, 5, 2))
    assert len({one()["Message-ID"], one((OLA,))["Message-ID"], one(night=later)["Message-ID"]}) == 3


def test_a_committee_gets_its_own_meetings_in_its_own_language_and_nobody_gets_them_twice() -> None:
    found = {mail.name: mail.message for mail in mails(NIGHT, letter, SETTINGS)}
    assert {name: mail["To"] for name, mail in found.items()} == {
        "alle.eml": DAILY,
        "arena.eml": OLA,
        "nuit.eml": f"{KARI}, {OLA}",
    }
    assert "arena" not in body(found["nuit.eml"])
    assert (found["nuit.eml"]["Subject"], found["nuit.eml"]["Content-Language"]) == ("Møtepakkene 1. mai: NUIT", "nb")
    assert "nuit" not in body(found["arena.eml"])
    assert (found["arena.eml"]["Subject"], found["arena.eml"]["Content-Language"]) == ("Møtepakkane 1. mai: NUIT", "nn")


LONG = "Utvalget for helse, oppvekst og blåbærsyltetøy i Midt-Norge, «Rådet»,\r\nBcc: alle@example.no " + "ærlig " * 20


@pytest.mark.parametrize("name", [LONG, "Å" * 200, "Rådet <alle@example.no>", "=?utf-8?q?x?=", "NUIT\x00"])
def test_a_mail_is_in_lines_that_every_server_takes_and_says_what_it_was_given(name: str) -> None:
    """RFC 5322 2.1.1, RFC 2047 2."""
    night = replace(NIGHT, meetings=(replace(NIGHT.meetings[0], short_name=name),))
    many = tuple(f"mottaker-{number}@lang.avdeling.example.no" for number in range(40))
    words = f"Møtepakkene\n\n{'lang ' * 300}\n{'æ' * 2000}\n.\nFrom her\n"
    (mail,) = mails(night, lambda *_: words, MailSettings(USER, (), {"nuit": many}))
    data = mail.message.as_bytes()
    head, _, _ = data.partition(b"\r\n\r\n")
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r\nBcc" not in head
    read = message_from_bytes(data, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert read["Subject"] == " ".join(f"Møtepakkene: {name}".split())
    assert [address.addr_spec for address in read["To"].addresses] == list(many)
    assert body(read) == words.partition("\n")[2].strip() + "\n"


def test_a_committee_called_as_the_mail_of_everything_does_not_replace_it() -> None:
    night = replace(NIGHT, meetings=(drafted("alle/2025-2"),))
    found = [mail.name for mail in mails(night, letter, MailSettings(USER, (DAILY,), {"alle": (KARI,)}))]
    assert found == ["alle.eml", "alle_.eml"]


def test_mails_are_files_that_mail_programs_read(tmp_path: Path) -> None:
    mail = post(NIGHT, letter, SETTINGS)
    paths, found = mail.write(tmp_path), mail.send()
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "epost/alle.eml",
        "epost/arena.eml",
        "epost/nuit.eml",
    ]
    read = message_from_bytes(paths[0].read_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert "Blåbærsyltetøy – «sitat»" in body(read)
    assert found == ()


def test_the_real_letter_makes_a_mail() -> None:
    found = {mail.name: mail.message for mail in mails(NIGHT, real_letter, SETTINGS)}
    words = real_letter(NIGHT, "nn")
    assert found["alle.eml"]["Subject"] == words.splitlines()[0]
    assert body(found["alle.eml"]).strip() == words.partition("\n")[2].strip()


def test_a_mail_to_nobody_is_a_draft_that_is_not_sent(tmp_path: Path) -> None:
    settings, found = mail_settings(["", KARI], {}, {})
    assert (settings.is_draft, settings.everything, found) == (True, (KARI,), ())
    (mail,) = mails(NIGHT, letter, MailSettings(USER, is_draft=True, server=Smtp("localhost", 1)))
    assert (mail.name, mail.message["To"], mail.message["From"], mail.message["X-Unsent"]) == ("alle.eml", None, None, "1")
    drafts = post(NIGHT, letter, MailSettings(USER, is_draft=True, server=Smtp("localhost", free_port())))
    assert drafts.write(tmp_path) == (tmp_path / "epost" / "alle.eml",)
    assert drafts.send() == ()


# -- settings ----------------------------------------------------------------------------------------------------


def settled(**environment: str) -> tuple[Smtp | None, list[tuple[str, str]]]:
    settings, found = mail_settings([KARI], {}, environment)
    return settings.server, [(item.code.code, dict(item.args).get("problem", "")) for item in found]


def test_without_a_server_nothing_is_sent_and_nothing_is_wrong() -> None:
    assert settled() == (None, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("smtp://relay.example.no", Smtp("relay.example.no", 587)),
        ("smtp://relay.example.no:25/", Smtp("relay.example.no", 25)),
        ("smtps://relay.example.no", Smtp("relay.example.no", 465, is_tls=True)),
    ],
)
def test_a_server_without_a_user(written: str, expected: Smtp) -> None:
    assert settled(MOTTEPAKKE_SMTP=written, MOTTEPAKKE_MAIL_FROM=USER) == (expected, [])


@pytest.mark.parametrize("user", ["sekretariat%40example.no", "sekretariat@example.no"])
def test_the_user_is_the_sender_where_it_is_an_address(user: str) -> None:
    environment = {"MOTTEPAKKE_SMTP": f"smtp://{user}@smtp.example.no", "MOTTEPAKKE_SMTP_PASSWORD": WORD}
    settings, found = mail_settings([], {}, environment)
    assert (settings.sender, found) == (USER, ())
    assert settings.server == Smtp("smtp.example.no", 587, user=USER, password=WORD)


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({"MOTTEPAKKE_SMTP": "smtp.example.no"}, "@mail_form"),
        ({"MOTTEPAKKE_SMTP": "http://smtp.example.no"}, "@mail_form"),
        ({"MOTTEPAKKE_SMTP": "smtp://smtp.example.no:mange"}, "@mail_form"),
        ({"MOTTEPAKKE_SMTP": "smtp://:25"}, "@mail_form"),
        ({"MOTTEPAKKE_SMTP": "smtp://[::1"}, "@mail_form"),
        ({"MOTTEPAKKE_SMTP": f"smtp://kari:{WORD}@smtp.example.no"}, "@mail_password_in_address"),
        ({"MOTTEPAKKE_SMTP": "smtp://kari@smtp.example.no"}, "@mail_no_password"),
        ({"MOTTEPAKKE_SMTP": "smtp://smtp.example.no"}, "@mail_no_sender"),
    ],
)
def test_settings_that_cannot_be_used_are_told_and_nothing_is_sent(environment: dict[str, str], problem: str) -> None:
    server, found = settled(**environment)
    assert (server, found) == (None, [("EP001", problem)])


def test_addresses_that_are_none_are_told_and_left_out() -> None:
    settings, found = mail_settings(["Kari Nordmann", KARI, "a@b\nBcc: c@d", KARI], {}, {})
    assert settings.everything == (KARI,)
    assert [item.code for item in found] == [codes.INVALID_ADDRESS, codes.INVALID_ADDRESS]


def test_a_committee_says_who_is_told() -> None:
    report = Report()
    source = f"navn: Rådet\nkortnavn: Rådet\nvarsling: [{KARI}, Kari, Ola Nordmann <{OLA}>]\n"
    committee = read_committee(source, "rad", Place("packs/rad/utvalg.yaml", Path(), Path()), report)
    assert committee is not None
    assert committee.notified == (KARI, OLA)
    assert [(item.code, item.span.line) for item in report] == [(codes.INVALID_ADDRESS, 3)]


def test_the_password_is_in_nothing_that_is_shown() -> None:
    environment = {"MOTTEPAKKE_SMTP": "smtp://kari@smtp.example.no", "MOTTEPAKKE_SMTP_PASSWORD": WORD}
    settings, found = mail_settings([KARI], {}, environment)
    assert WORD not in repr((settings, found))
    wrong = {"MOTTEPAKKE_SMTP": f"smtp://kari:{WORD}@smtp.example.no"}
    assert WORD not in repr(mail_settings([KARI], {}, wrong))


# -- sent --------------------------------------------------------------------------------------------------------


def test_a_mail_arrives_as_it_was_written() -> None:
    with mail_server() as (box, server):
        assert send_one(one((KARI, OLA)), server) == ()
    assert box.recipients == [KARI, OLA]
    assert box.mails[0]["Subject"] == "Møtepakkane 1. mai"
    assert body(box.mails[0]) == body(one())


def test_who_is_unknown_is_named_and_the_others_get_it() -> None:
    with mail_server() as (box, server):
        (found,) = send_one(one((KARI, UNKNOWN)), server)
    assert box.recipients == [KARI]
    assert (found.code, dict(found.args)["address"]) == (codes.MAIL_RECIPIENT_REFUSED, UNKNOWN)
    assert "550 no such user here" in message(found, "nb")


def test_when_nobody_is_known_each_is_named() -> None:
    with mail_server() as (box, server):
        found = send_one(one((UNKNOWN,)), server)
    assert [item.code for item in found] == [codes.MAIL_RECIPIENT_REFUSED]
    assert box.mails == []


@needs_openssl
def test_what_a_server_can_encrypt_is_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    settings = {"tls_context": server_context(made), "auth_required": True, "auth_require_tls": True}
    with mail_server(**settings) as (box, server):
        assert send_one(one(), replace(server, user=USER, password=WORD)) == ()
        (found,) = send_one(one(), replace(server, user=USER, password="feil"))
    assert box.was_encrypted == [True]
    assert box.logins[0] == USER.encode()
    assert found.code == codes.MAIL_LOGIN_REFUSED
    assert "feil" not in repr(found)


@needs_openssl
def test_a_server_that_encrypts_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with mail_server(ssl_context=server_context(made)) as (box, server):
        assert send_one(one(), replace(server, is_tls=True)) == ()
    assert len(box.mails) == 1


@needs_openssl
def test_a_certificate_that_nobody_vouches_for_gets_no_password_and_no_mail(tmp_path: Path) -> None:
    context = server_context(certificate(tmp_path))
    settings = {"tls_context": context, "auth_required": True, "auth_require_tls": True}
    with mail_server(**settings) as (box, server):
        (found,) = send_one(one(), replace(server, user=USER, password=WORD))
    assert found.code == codes.MAIL_NOT_ENCRYPTED
    assert (box.mails, box.logins) == ([], [])


def test_a_server_that_cannot_encrypt_gets_no_password() -> None:
    with mail_server() as (box, server):
        (found,) = send_one(one(), replace(server, user=USER, password=WORD))
    assert (found.code, dict(found.args)["reason"]) == (codes.MAIL_NOT_ENCRYPTED, "@mail_no_starttls")
    assert (box.mails, box.logins) == ([], [])


def test_a_server_that_is_not_there_is_told_once_however_many_mails_there_are(tmp_path: Path) -> None:
    settings = replace(SETTINGS, server=Smtp("localhost", free_port()))
    mail = post(NIGHT, letter, settings)
    paths, found = mail.write(tmp_path), mail.send()
    assert len(paths) == 3
    assert [item.code for item in found] == [codes.MAIL_SERVER_SILENT]


def test_a_server_that_says_nothing_is_given_up() -> None:
    with raw_server(lambda _: time.sleep(MINUTE)) as server:
        (found,) = send_one(one(), replace(server, step=0.2))
    assert (found.code, dict(found.args)["reason"]) == (codes.MAIL_SERVER_SILENT, "@mail_no_answer")


def drip(connection: socket.socket) -> None:
    connection.sendall(b"220 here\r\n")
    while True:
        time.sleep(0.05)
        connection.sendall(b"2")


def test_a_server_that_answers_letter_by_letter_is_given_up_too() -> None:
    with raw_server(drip) as server:
        (found,) = send_one(one(), replace(server, whole=0.5))
    assert found.code in (codes.MAIL_SERVER_SILENT, codes.MAIL_REFUSED)


def test_a_server_that_talks_nonsense_is_no_crash() -> None:
    with raw_server(lambda connection: connection.sendall(b"hei\xff\r\n" * 20)) as server:
        (found,) = send_one(one(), server)
    assert found.code in (codes.MAIL_SERVER_SILENT, codes.MAIL_REFUSED)
    assert all(message(found, language) for language in LANGUAGES)
