"""A mail server for tests: threads, a journal of what it took, and replies by script."""

import socketserver
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True)
class Taken:
    """One message whose final dot has come, whether or not a reply was sent."""

    at: float
    recipient: str
    message_id: str
    content: bytes


@dataclass(slots=True)
class Script:
    """What the server says. Each is asked with (recipient, how often it was tried); None: the ordinary reply.

    A reply "drop" hangs up without a word; `before_end` runs between the final dot and its reply.
    """

    rcpt: Callable[[str, int], str | None] = lambda _recipient, _times: None
    data: Callable[[str, int], str | None] = lambda _recipient, _times: None
    end: Callable[[str, int], str | None] = lambda _recipient, _times: None
    before_end: Callable[[str, int], None] = lambda _recipient, _times: None
    extensions: tuple[str, ...] = ("8BITMIME", "SMTPUTF8")


@dataclass
class Journal:
    taken: list[Taken] = field(default_factory=list)
    tries: dict[str, int] = field(default_factory=dict)
    connections: int = 0
    lines: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, recipient: str) -> int:
        with self.lock:
            self.tries[recipient] = self.tries.get(recipient, 0) + 1
            return self.tries[recipient]

    def take(self, recipient: str, content: bytes) -> None:
        found = str(message_from_bytes(content).get("Message-ID", ""))
        with self.lock:
            self.taken.append(Taken(time.monotonic(), recipient, found, content))


class HungUp(Exception):  # noqa: N818 - part of the script
    pass


class Conversation(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    server: "Sink"

    def setup(self) -> None:
        super().setup()
        self.recipient, self.times = "", 0
        self.server.journal.connections += 1

    def handle(self) -> None:
        try:
            self.say("220 sink")
            for raw in self.rfile:
                if not self.obey(raw.decode("utf-8", "replace").strip()):
                    break
        except (HungUp, ConnectionError):
            pass

    def say(self, reply: str) -> None:
        if reply == "drop":
            raise HungUp
        self.wfile.write(f"{reply}\r\n".encode())

    def obey(self, line: str) -> bool:
        self.server.journal.lines.append(line)
        word = line.split(" ", maxsplit=1)[0].upper()
        acts: dict[str, Callable[[str], Any]] = {
            "EHLO": self.ehlo,
            "RCPT": self.rcpt,
            "DATA": self.data,
        }
        act = acts.get(word)
        if act:
            act(line)
        else:
            self.say("221 bye" if word == "QUIT" else "250 ok")
        return word != "QUIT"

    def ehlo(self, _line: str) -> None:
        said = ["sink", *self.server.script.extensions]
        marks = ["-"] * (len(said) - 1) + [" "]
        self.wfile.write("".join(f"250{mark}{words}\r\n" for mark, words in zip(marks, said, strict=True)).encode())

    def rcpt(self, line: str) -> None:
        self.recipient = line.split("<", maxsplit=1)[1].split(">", maxsplit=1)[0]
        self.times = self.server.journal.count(self.recipient)
        self.say(self.server.script.rcpt(self.recipient, self.times) or "250 ok")

    def data(self, _line: str) -> None:
        reply = self.server.script.data(self.recipient, self.times) or "354 go on"
        self.say(reply)
        if not reply.startswith("354"):
            return
        content = self.body()
        self.server.journal.take(self.recipient, content)
        self.server.script.before_end(self.recipient, self.times)
        self.say(self.server.script.end(self.recipient, self.times) or "250 2.0.0 taken")

    def body(self) -> bytes:
        lines: list[bytes] = []
        for raw in self.rfile:
            if raw == b".\r\n":
                return b"".join(lines)
            lines.append(raw[1:] if raw.startswith(b".") else raw)
        raise HungUp


class Sink(socketserver.ThreadingTCPServer):
    """`with Sink() as sink: … sink.url … sink.journal`."""

    allow_reuse_address: ClassVar[bool] = True  # type: ignore[misc]
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, script: Script | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.script = script or Script()
        self.journal = Journal()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is killed is no fault of the server."""
