"""Runs the readers in a child process: 512 MB, 30 seconds, no environment of ours, no path but open handles."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from kudosbay.documents.reading.limits import SECONDS
from kudosbay.documents.refusals import FileRefused

ROOT = Path(__file__).resolve().parents[2]
# The limits are set before a reader is loaded.
CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from kudosbay.documents.reading.limits import limit_oneself; limit_oneself();"
    "from kudosbay.documents.reading.child import main; main(sys.argv[2])"
)
# One arena, so that the memory limit counts what is used and not what was set aside.
SURROUNDINGS = {"PATH": "", "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1"}


def unnamed_file() -> IO[bytes]:
    """Return a file that nobody can open by name and that is gone when its process is."""
    folder = Path(settings.DATA_DIR) / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def read_in_child(act: str, source: IO[bytes], out: IO[bytes], **wanted: Any) -> dict[str, Any]:
    """Return the report of `act`, with the result in `out`; raise FileRefused with what is wrong with the file."""
    source.seek(0)
    with unnamed_file() as report:
        try:
            _run(source, handles={"out": out.fileno(), "report": report.fileno()}, wanted={"act": act, **wanted})
        except subprocess.TimeoutExpired as fault:
            raise FileRefused("slow") from fault
        report.seek(0)
        told = json.loads(report.read() or b'{"fault": "damaged", "told": {}}')
    if "fault" in told:
        raise FileRefused(told["fault"], **told["told"])
    out.seek(0)
    return dict(told)


def _run(source: IO[bytes], *, handles: dict[str, int], wanted: dict[str, Any]) -> None:
    subprocess.run(  # noqa: S603 - our own program, its words are JSON of ours
        [sys.executable, "-I", "-B", "-c", CHILD, str(ROOT), json.dumps(handles | wanted)],
        stdin=source,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=tuple(handles.values()),
        env=SURROUNDINGS,
        timeout=SECONDS,
        check=False,
    )
