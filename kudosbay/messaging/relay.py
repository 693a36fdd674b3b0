"""One conversation with a mail server, each reply read: one recipient per message, the connection kept between them."""

import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

CONNECT_SECONDS, COMMAND_SECONDS, DATA_END_SECONDS = 10.0, 60.0, 600.0  # TRUST §1.1
IDLE_SECONDS = 20.0
PORTS = {"smtp": 25, "smtps": 465}
CLOSING = 421


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said last, and to which command. Code 0: nothing, the line was lost."""

    code: int
    text: str
    stage: str

    @property
    def accepted(self) -> bool:
        return self.stage == "data end" and 200 <= self.code < 300

    @property
    def unknown(self) -> bool:
        """The whole message was handed over, and no reply came: it may have arrived."""
        return self.stage == "data end" and self.code == 0

    @property
    def passing(self) -> bool:
        if self.stage in {"connect", "mail"}:
            return True  # what is refused here is ourselves, not the letter: an operator can mend it
        return not self.accepted and not self.unknown and self.code < 500

    @property
    def server_away(self) -> bool:
        return not self.withheld and (self.code in {0, CLOSING} or self.stage in {"connect", "mail"})

    @property
    def no_such_address(self) -> bool:
        """A lasting refusal of the address itself, not of us or of the text (enhanced code 5.7: policy)."""
        return self.stage == "rcpt" and self.code in {550, 551, 553} and "5.7." not in self.text[:8]

    @property
    def withheld(self) -> bool:
        return self.stage == "withheld"


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: str = ""  # "", "starttls" or "tls"

    @classmethod
    def from_url(cls, url: str) -> "Server":
        """Read smtp://user:password@host:587?tls=starttls or smtps://…"""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            message = "KUDOSBAY_SMTP_URL must be smtp://host:port or smtps://host:port"
            raise ValueError(message)
        asked = parse_qs(parts.query).get("tls", [""])[0]
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls="tls" if parts.scheme == "smtps" else asked,
        )


@dataclass(frozen=True, slots=True)
class Letter:
    sender: str
    recipient: str
    content: bytes


class _Stopped(Exception):  # noqa: N818 - the answer it carries is no fault
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.text)
        self.answer = answer


class Relay:
    """Hands over letters. Use as a context; `send` never raises for what a server or a network does."""

    def __init__(self, server: Server, *, own_name: str, watch: Callable[[str], object] | None = None) -> None:
        self.server = server
        self.own_name = own_name
        self.watch = watch  # is told each line of the dialogue, without passwords
        self._line: smtplib.SMTP | None = None
        self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye; a reply is not waited for long, for everything was answered before."""
        line, self._line = self._line, None
        if line is None:
            return
        try:
            if line.sock:
                line.sock.settimeout(2.0)
            line.quit()
        except (OSError, smtplib.SMTPException):
            line.close()

    def send(self, letter: Letter, *, still_wanted: Callable[[], bool]) -> Answer:
        """Hand over one letter; `still_wanted` is asked last, after the server took the address."""
        kept = self._line is not None
        answer = self._send(letter, still_wanted)
        if kept and answer.stage == "mail" and answer.code in {0, CLOSING}:
            return self._send(letter, still_wanted)  # the server had hung up meanwhile
        return answer

    def _send(self, letter: Letter, still_wanted: Callable[[], bool]) -> Answer:
        stage = "connect"
        try:
            line = self._open()
            for stage, command in (
                ("mail", f"MAIL FROM:<{letter.sender}>{_extras(line)}"),
                ("rcpt", f"RCPT TO:<{letter.recipient}>"),
            ):
                self._say(line, command, stage)
            if not still_wanted():
                self._say(line, "RSET", "reset")
                return Answer(0, "", "withheld")
            stage = "data"
            self._say(line, "DATA", stage, good=354)
            line.send(_quoted(letter.content))
            stage = "data end"
            return self._end(line)
        except _Stopped as stopped:
            return self._refused(stopped.answer)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Answer(0, f"{type(error).__name__}: {error}"[:500], stage)
        except Exception:
            self._drop()  # in the middle of a conversation: not to be used again
            raise

    def _end(self, line: smtplib.SMTP) -> Answer:
        _limit(line, DATA_END_SECONDS)
        answer = self._read(line, "data end")
        _limit(line, COMMAND_SECONDS)
        self._used = time.monotonic()
        if answer.code == CLOSING:
            self._drop()
        return answer

    def _refused(self, answer: Answer) -> Answer:
        """Keep the connection after a refusal, unless the server closes it or does not know where we are."""
        try:
            if answer.code == CLOSING or self._line is None or answer.stage == "connect":
                self._drop()
            else:
                self._line.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()
        return answer

    def _say(self, line: smtplib.SMTP, command: str, stage: str, *, good: int = 250) -> None:
        self._tell(f"> {command}")
        line.putcmd(command)
        answer = self._read(line, stage)
        if answer.code // 100 != good // 100:
            raise _Stopped(answer)

    def _read(self, line: smtplib.SMTP, stage: str) -> Answer:
        code, text = line.getreply()
        self._tell(f"< {code} {text.decode('utf-8', 'replace')}")
        return Answer(max(code, 0), text.decode("utf-8", "replace")[:500], stage)

    def _tell(self, words: str) -> None:
        if self.watch:
            self.watch(words)

    def _open(self) -> smtplib.SMTP:
        if self._line and time.monotonic() - self._used > IDLE_SECONDS:
            self.close()  # servers hang up on silence: begin anew rather than lose a letter to it
        if self._line is None:
            self._line = self._connect()
            self._used = time.monotonic()
        return self._line

    def _connect(self) -> smtplib.SMTP:
        line = self._dial()
        try:
            self._greet(line)
        except Exception:
            line.close()
            raise
        return line

    def _dial(self) -> smtplib.SMTP:
        line: smtplib.SMTP
        if self.server.tls == "tls":
            context = ssl.create_default_context()
            line = smtplib.SMTP_SSL(local_hostname=self.own_name, timeout=CONNECT_SECONDS, context=context)
        else:
            line = smtplib.SMTP(local_hostname=self.own_name, timeout=CONNECT_SECONDS)
        # smtplib.connect needs the name for the certificate before the first byte.
        line._host = self.server.host  # type: ignore[attr-defined]  # noqa: SLF001
        code, text = line.connect(self.server.host, self.server.port)
        self._tell(f"< {code} {text.decode('utf-8', 'replace')}")
        if code != 220:
            line.close()
            raise _Stopped(Answer(max(code, 0), text.decode("utf-8", "replace")[:500], "connect"))
        _limit(line, COMMAND_SECONDS)
        return line

    def _greet(self, line: smtplib.SMTP) -> None:
        line.ehlo_or_helo_if_needed()
        if self.server.tls == "starttls":
            line.starttls(context=ssl.create_default_context())
            line.ehlo_or_helo_if_needed()
        if self.server.user:
            line.login(self.server.user, self.server.password)

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line:
            line.close()


def _extras(line: smtplib.SMTP) -> str:
    return " BODY=8BITMIME" if line.has_extn("8bitmime") else ""


def _limit(line: smtplib.SMTP, seconds: float) -> None:
    sock: socket.socket | None = line.sock
    if sock:
        sock.settimeout(seconds)


def _quoted(content: bytes) -> bytes:
    """The content with CRLF line ends, dots doubled at line starts, and the final dot."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join(b"." * line.startswith(b".") + line + b"\r\n" for line in lines) + b".\r\n"
