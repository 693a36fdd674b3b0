"""The door for a virus scanner: clamd's own protocol over a socket. None is asked where none is set."""

import socket
from collections.abc import Iterator
from contextlib import closing
from typing import IO

from django.conf import settings

from kudosbay.documents.refusals import FileRefused

CHUNK = 64 * 1024
SECONDS = 60


def must_be_clean(file: IO[bytes]) -> None:
    """Raise FileRefused where a virus is found, and also where the scanner does not answer."""
    address = settings.SCANNER
    if not address:
        return
    file.seek(0)
    try:
        answer = _asked(address, file)
    except OSError as fault:
        raise FileRefused("no_scanner") from fault
    if answer.endswith("FOUND"):
        raise FileRefused("virus")
    if not answer.endswith("OK"):
        raise FileRefused("no_scanner")


def _asked(address: str, file: IO[bytes]) -> str:
    with closing(_connected(address)) as line:
        line.sendall(b"zINSTREAM\0")
        for chunk in _chunks(file):
            line.sendall(len(chunk).to_bytes(4, "big") + chunk)
        line.sendall(bytes(4))
        return line.recv(4096).decode("utf-8", "replace").rstrip("\0\n ")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(address)
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
