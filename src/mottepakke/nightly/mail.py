"""The night by mail: as files to be sent by hand, and through a mail server where one is configured."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from threading import Timer
from typing import Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.address import ADDRESS
from mottepakke.model.source import Span
from mottepakke.nightly.night import Night

SERVER, PASSWORD, SENDER = "MOTTEPAKKE_SMTP", "MOTTEPAKKE_SMTP_PASSWORD", "MOTTEPAKKE_MAIL_FROM"
"""Variables of the environment: where mail is sent through, with which password, and from whom."""
PAGE = "MOTTEPAKKE_MAIL_PAGE"
"""Another: the address under which those who get mail open the page of the newest run."""
PORTS = {"smtp": 587, "smtps": 465}
"""RFC 6409 and RFC 8314."""
FOLDER, EVERYTHING = "epost", "alle.eml"
"""Where a run's mails are, in its folder, and the one about all meetings."""
STEP, WHOLE = 20.0, 60.0
"""Seconds for one answer of the mail server, and for everything about one mail."""
LONGEST_REASON = 60
HERE = Span(".")
NOBODY = ""
"""``--mail`` without an address."""
OF_THE_SERVER = (codes.MAIL_SERVER_SILENT, codes.MAIL_NOT_ENCRYPTED, codes.MAIL_LOGIN_REFUSED)
"""What the next mail would meet as well."""
Letter = Callable[[Night, str], str]
"""`mottepakke.nightly.letter.letter`."""
Language: TypeAlias = Literal["nb", "nn"]


class Smtp(Struct, frozen=True):
    """A mail server. ``is_tls``: encrypted from the first byte; else as soon as the server offers it."""

    host: str
    port: int
    is_tls: bool = False
    user: str = ""
    password: str = ""
    step: float = STEP
    whole: float = WHOLE

    @property
    def name(self) -> str:
        """What findings call it: never with a user or a password."""
        return f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"Smtp({self.name})"


class MailSettings(Struct, frozen=True):
    """Who gets mail: ``everything`` of the night, or a committee's meetings (by slug); without ``server`` files only.

    ``is_draft``: a mail of everything is written also where nobody is named, to be addressed by hand.
    """

    sender: str = ""
    everything: tuple[str, ...] = ()
    committees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    server: Smtp | None = None
    is_draft: bool = False


class Mail(Struct, frozen=True):
    """A message, and the name of its file."""

    name: str
    message: EmailMessage


class Post(Struct, frozen=True):
    """The mails of a night, and the server they go through, if any."""

    mails: tuple[Mail, ...]
    server: Smtp | None

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Each mail as a file in ``folder`` that mail programs open.

        Raises:
            OSError: it cannot be written.
        """
        place = folder / FOLDER
        if self.mails:
            place.mkdir(parents=True, exist_ok=True)
        for mail in self.mails:
            (place / mail.name).write_bytes(mail.message.as_bytes())
        return tuple(place / mail.name for mail in self.mails)

    def send(self) -> tuple[Diagnostic, ...]:
        """Send each mail to those it names where there is a server; what did not arrive there, and why."""
        problems: list[Diagnostic] = []
        for mail in self.mails if self.server else ():
            if any(item.code in OF_THE_SERVER for item in problems):
                break
            if mail.message["To"] and self.server:
                problems += send_one(mail.message, self.server)
        return tuple(Report(set(problems)))


def mail_settings(
    everything: Sequence[str], committees: Mapping[str, tuple[str, ...]], environment: Mapping[str, str]
) -> tuple[MailSettings, tuple[Diagnostic, ...]]:
    """The settings of ``--mail``, of the committees' ``varsling`` and of the environment; findings where these are wrong."""
    server = _server(environment)
    named = [value for value in everything if value != NOBODY]
    wrong = [Diagnostic.at(codes.INVALID_ADDRESS, HERE, value=value) for value in named if not is_address(value)]
    if isinstance(server, Diagnostic):
        wrong.append(server)
        server = None
    sender = environment.get(SENDER, "").strip()
    if sender and not is_address(sender):
        wrong.append(_not_set_up(SENDER, "@mail_wrong_sender"))
        sender, server = "", None
    if server and not sender and is_address(server.user):
        sender = server.user
    if server and not sender:
        wrong.append(_not_set_up(SENDER, "@mail_no_sender"))
        server = None
    usable = tuple(dict.fromkeys(filter(is_address, everything)))
    return MailSettings(sender, usable, committees, server, is_draft=NOBODY in everything), tuple(wrong)


def is_address(written: str) -> bool:
    """Whether mail can be sent there."""
    return re.fullmatch(ADDRESS, written, re.ASCII) is not None


def post(night: Night, letter: Letter, settings: MailSettings) -> Post:
    """What is to be sent of a night."""
    return Post(tuple(mails(night, letter, settings)), settings.server)


def mails(night: Night, letter: Letter, settings: MailSettings) -> Iterator[Mail]:
    """The mail to those who get everything, then one a committee with its meetings alone, each in its language."""
    if settings.everything or settings.is_draft:
        yield Mail(EVERYTHING, message(letter(night, _language(night)), night, settings, settings.everything))
    for slug, addresses in sorted(settings.committees.items()):
        of_all = (night.meetings, night.gone)
        meetings, gone = (tuple(item for item in found if item.meeting.startswith(f"{slug}/")) for found in of_all)
        theirs = replace(night, meetings=meetings, gone=gone)
        others = tuple(address for address in addresses if address not in settings.everything)
        if others and theirs.meetings:
            name = f"{slug}.eml" if f"{slug}.eml" != EVERYTHING else f"{slug}_.eml"
            words = letter(theirs, _language(theirs))
            yield Mail(name, message(words, theirs, settings, others, theirs.meetings[0].short_name))


def message(words: str, night: Night, settings: MailSettings, to: Sequence[str], of: str = "") -> EmailMessage:
    """``words`` as a mail whose subject is their first line and whose they are; the same night gives the same mail.

    Without ``to`` it is a draft, which mail programs open for its address to be filled in.
    """
    first, _, rest = words.strip().partition("\n")
    made = EmailMessage(policy=policy.SMTP)
    made.set_raw("Subject", _encoded(": ".join(filter(None, (first, of)))))
    if to:
        made["From"] = settings.sender or to[0]
        made["To"] = ", ".join(to)
        made["Message-ID"] = f"<{_digest(words, night, to)}@{made['From'].addresses[0].domain}>"
    else:
        made["X-Unsent"] = "1"
    made["Date"] = format_datetime(dt.datetime.combine(night.date, dt.time(), dt.UTC))
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is to answer it
    made.set_content(f"{(rest or first).strip()}\n", charset="utf-8", cte="quoted-printable")
    made["Content-Language"] = _language(night)
    return made


def _encoded(subject: str) -> str:
    """A subject in encoded words (RFC 2047); `EmailMessage` loses spaces between its own (python/cpython#144156)."""
    return Header(" ".join(subject.split()), "utf-8", header_name="Subject").encode(linesep="\r\n")


def send_one(mail: EmailMessage, server: Smtp) -> tuple[Diagnostic, ...]:
    """Send one mail; findings for those who did not get it."""
    try:
        with _connected(server) as client:
            if problem := _secured(client, server):
                return (problem,)
            if server.user:
                client.login(server.user, server.password)
            refused = client.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return (_failure(error, server),)
    return tuple(
        Diagnostic.at(codes.MAIL_RECIPIENT_REFUSED, HERE, address=address, reason=_said(*why))
        for address, why in refused.items()
    )


@contextmanager
def _connected(server: Smtp) -> Iterator[smtplib.SMTP]:
    """A connection that is cut when everything has taken too long."""
    if server.is_tls:
        context = ssl.create_default_context()
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.step, context=context)
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=server.step)
    cut = Timer(server.whole, lambda: _cut(client))
    cut.daemon = True
    cut.start()
    try:
        yield client
        with suppress(OSError, smtplib.SMTPException):
            client.quit()
    finally:
        cut.cancel()
        client.close()


def _cut(client: smtplib.SMTP) -> None:
    with suppress(OSError):
        if client.sock:
            client.sock.shutdown(2)


def _secured(client: smtplib.SMTP, server: Smtp) -> Diagnostic | None:
    """Encrypt where the server can; without encryption no password leaves this machine."""
    client.ehlo_or_helo_if_needed()
    if server.is_tls:
        return None
    if client.has_extn("starttls"):
        client.starttls(context=ssl.create_default_context())
        client.ehlo()
        return None
    if server.password:
        return Diagnostic.at(codes.MAIL_NOT_ENCRYPTED, HERE, server=server.name, reason="@mail_no_starttls")
    return None


def _failure(error: Exception, server: Smtp) -> Diagnostic:
    """What went wrong, in words a person can act on."""
    name = server.name
    if isinstance(error, ssl.SSLError):
        return Diagnostic.at(codes.MAIL_NOT_ENCRYPTED, HERE, server=name, reason=_brief(_of_certificate(error)))
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        reason = _said(error.smtp_code, error.smtp_error) if isinstance(error, smtplib.SMTPAuthenticationError) else "AUTH?"
        return Diagnostic.at(codes.MAIL_LOGIN_REFUSED, HERE, server=name, reason=reason)
    if isinstance(error, smtplib.SMTPResponseException):
        return Diagnostic.at(codes.MAIL_REFUSED, HERE, server=name, reason=_said(error.smtp_code, error.smtp_error))
    if isinstance(error, TimeoutError | smtplib.SMTPServerDisconnected):
        is_late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
        reason = "@mail_no_answer" if is_late else "@mail_hung_up"
        return Diagnostic.at(codes.MAIL_SERVER_SILENT, HERE, server=name, reason=reason)
    if isinstance(error, OSError):
        return Diagnostic.at(
            codes.MAIL_SERVER_SILENT, HERE, server=name, reason=_brief(error.strerror or type(error).__name__)
        )
    return Diagnostic.at(codes.MAIL_REFUSED, HERE, server=name, reason=type(error).__name__)


def _of_certificate(error: ssl.SSLError) -> str:
    return error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else (error.reason or "SSL")


def _said(code: int, words: bytes | str) -> str:
    """What a mail server answered."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return _brief(f"{code} {said}")


def _brief(words: str) -> str:
    """One short line that begins with no mark of the catalogues."""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split()).lstrip("@").rstrip(".")
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


def _server(environment: Mapping[str, str]) -> Smtp | Diagnostic | None:
    """The server of `SERVER`, why it cannot be used, or None where there is none."""
    written, password = environment.get(SERVER, "").strip(), environment.get(PASSWORD, "")
    if not written:
        return None
    try:
        parts = urlsplit(written)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return _not_set_up(SERVER, "@mail_form")
    if not (port and parts.hostname) or parts.scheme not in PORTS or parts.path.strip("/") or parts.query:
        return _not_set_up(SERVER, "@mail_form")
    if parts.password is not None:
        return _not_set_up(SERVER, "@mail_password_in_address")
    user = unquote(parts.username or "")
    if user and not password:
        return _not_set_up(PASSWORD, "@mail_no_password")
    return Smtp(parts.hostname, port, parts.scheme == "smtps", user, password if user else "")


def _not_set_up(variable: str, problem: str) -> Diagnostic:
    return Diagnostic.at(codes.MAIL_NOT_SET_UP, HERE, variable=variable, problem=problem)


def _digest(words: str, night: Night, to: Sequence[str]) -> str:
    return hashlib.sha256("\0".join((night.date.isoformat(), *to, words)).encode()).hexdigest()[:32]


def _language(night: Night) -> Language:
    """That of most meetings; bokmål where there are as many of each."""
    nynorsk = sum(item.language == "nn" for item in night.meetings)
    return "nn" if nynorsk * 2 > len(night.meetings) else "nb"
