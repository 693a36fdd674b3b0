"""The process that opens what strangers sent. File on standard input, result file and report on open handles."""

import json
import os
import sys
from typing import IO, Any

from kudosbay.documents.reading.acts import ACTS
from kudosbay.documents.reading.faults import Fault


def main(words: str) -> None:
    """`words`: JSON with act, out (handle of the result file), report (handle), and what the act wants."""
    wanted = json.loads(words)
    with os.fdopen(wanted.pop("report"), "w") as report, os.fdopen(wanted.pop("out"), "wb") as out:
        json.dump(_answer(wanted.pop("act"), wanted, out), report)


def _answer(act: str, wanted: dict[str, Any], out: IO[bytes]) -> dict[str, Any]:
    try:
        return ACTS[act](sys.stdin.buffer.read(), out, **wanted)
    except Fault as fault:
        return {"fault": fault.code, "told": fault.told}
    except MemoryError:
        return {"fault": "too_much_inside", "told": {}}
    except Exception as fault:  # noqa: BLE001 - whatever a reader trips over, the file is what is wrong
        return {"fault": "damaged", "told": {"by": type(fault).__name__}}
