"""A mail server that puts off, refuses, hangs up and stalls: what can arrive arrives once, and the rest is said."""

import argparse
import time
from collections import Counter
from typing import Any

from tests.torture.ground import Ground, end, ground, say
from tests.torture.kill_mail import OPEN
from tests.torture.sink import Script, Sink

FAULTS = ("ok", "greylist", "full", "closing", "nobody", "policy", "reset", "drop", "refused", "slow", "goodbye")
ENDS = {"nobody": "failed", "policy": "failed", "refused": "failed"}  # all others arrive in the end
TWICE = frozenset({"drop"})  # the reply was lost after the final dot: a second copy with the same number is right
PATIENCE = 300.0


def fault(recipient: str) -> str:
    return FAULTS[int(recipient.split("@", maxsplit=1)[0].lstrip("p")) % len(FAULTS)]


def rcpt(recipient: str, times: int) -> str | None:
    always = {"nobody": "550 5.1.1 no such person", "policy": "550 5.7.1 not from you"}
    first = {"greylist": "450 4.2.0 greylisted", "full": "452 4.2.2 full", "closing": "421 4.3.2 closing"}
    kind = fault(recipient)
    return always.get(kind) or (first.get(kind) if times == 1 else None)


def data(recipient: str, times: int) -> str | None:
    return "drop" if fault(recipient) == "reset" and times == 1 else None


def at_end(recipient: str, times: int) -> str | None:
    kind = fault(recipient)
    if kind == "refused":
        return "554 5.6.0 refused"
    return "drop" if kind == "drop" and times == 1 else None


def stall(recipient: str, times: int) -> None:
    if fault(recipient) == "slow" and times == 1:
        time.sleep(2)


def run(*, mails: int, database: str) -> dict[str, Any]:
    script = Script(rcpt=rcpt, data=data, end=at_end, before_end=stall)
    retry = {"KUDOSBAY_MAIL_RETRY_SECONDS": "1,1,2"}
    with Sink(script) as sink, ground(database, KUDOSBAY_SMTP_URL=sink.url, **retry) as here:
        here.within("queue", mails=mails)
        worker = here.start("-m", "tests.torture.hasty_worker")
        left = _wait(here)
        end(worker)
        rows = here.within("by_address")
        wrong = {address: state for address, state in rows.items() if state != ENDS.get(fault(address), "accepted")}
        copies = Counter(one.recipient for one in sink.journal.taken)
        extra = sorted(one for one, times in copies.items() if times > 1 and fault(one) not in TWICE)
        numbers = {(one.recipient, one.message_id) for one in sink.journal.taken}
        return {
            "harness": "smtp_faults",
            "database": database,
            "mails": mails,
            "open": left,
            "wrong_state": wrong,
            "sent_twice": extra,
            "other_message_id": len(numbers) - len(copies),
            "suppressed_addresses": here.within("suppressed")["suppressed"],
            "holds": not left and not wrong and not extra and len(numbers) == len(copies),
        }


def _wait(here: Ground) -> int:
    until, left = time.monotonic() + PATIENCE, -1
    while left and time.monotonic() < until:
        time.sleep(0.5)
        left = here.number(OPEN)
    return left


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.smtp_faults", description=__doc__)
    parser.add_argument("--mails", type=int, default=110)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    return not say(run(mails=asked.mails, database=asked.database))


if __name__ == "__main__":
    raise SystemExit(main())
