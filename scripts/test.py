"""Run the suite on SQLite, and on PostgreSQL where one answers. The last lines say what ran and what did not.

Arguments go to pytest. KUDOSBAY_TEST_DATABASE_URL names a PostgreSQL server whose user may create databases;
without it 127.0.0.1:5432 is tried as user postgres.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
ALWAYS = ["-n", os.environ.get("KUDOSBAY_TEST_PROCESSES", "2"), "--dist=worksteal", "-q", "--ignore=tests/journeys"]
HOUSE = "tests/house"
CLOSING = re.compile(r"\b\d+ (passed|failed|error)|no tests ran")


@dataclass
class Outcome:
    name: str
    code: int
    closing: str = "did not finish"
    skipped: list[str] = field(default_factory=list)


def postgresql_url() -> str:
    """Return the address of a server that answers, or nothing. Each run has databases of its own."""
    url = os.environ.get("KUDOSBAY_TEST_DATABASE_URL", "")
    if url:
        return url
    try:
        psycopg.connect("postgresql://postgres@127.0.0.1:5432/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return ""
    return f"postgresql://postgres@127.0.0.1:5432/kudosbay_{os.getpid()}"


def run(name: str, *arguments: str, url: str = "") -> Outcome:
    """Run pytest, show its lines as they come, and keep those that the summary repeats."""
    print(f"--- tests on {name}", flush=True)
    outcome = Outcome(name, 1)
    command = [sys.executable, "-m", "pytest", *ALWAYS, *arguments]
    environment = {**os.environ, "KUDOSBAY_TEST_DATABASE_URL": url}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if line.startswith("SKIPPED"):
                outcome.skipped.append(line.strip())
            elif CLOSING.search(line):
                outcome.closing = line.strip("= \n")
    outcome.code = process.returncode
    return outcome


def coverage() -> int:
    """Hold branch coverage against the floor in pyproject.toml."""
    return subprocess.run([sys.executable, "-m", "coverage", "report"], cwd=ROOT, check=False).returncode


def say(outcomes: list[Outcome]) -> None:
    print("--- what ran")
    for line in dict.fromkeys(line for outcome in outcomes for line in outcome.skipped):
        print(line)
    if outcomes[-1].name != "PostgreSQL":
        print("PostgreSQL: not tested, none answers (set KUDOSBAY_TEST_DATABASE_URL or start one on 127.0.0.1:5432)")
    for outcome in outcomes:
        print(f"{outcome.name}: {outcome.closing}")


def main() -> int:
    if wanted := sys.argv[1:]:
        outcomes, floor = [run("SQLite", *wanted)], 0
    else:
        outcomes = [run("SQLite", f"--ignore={HOUSE}", "--cov", "--cov-report=")]
        floor = coverage() if not outcomes[0].code else 0
        outcomes.append(run("SQLite, the house", HOUSE))  # asks each page of each role: no proof that lines are tested
    if url := postgresql_url():
        again = ["--with-database", *(wanted or [f"--ignore={HOUSE}"])]  # what asks none was seen already
        outcomes.append(run("PostgreSQL", *again, url=url))
    say(outcomes)
    return max(floor, *(outcome.code for outcome in outcomes), 0)


if __name__ == "__main__":
    sys.exit(main())
