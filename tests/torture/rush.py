"""Many people at the same moment for few seats: exactly as many seated as there are, the rest in order, none lost.

The limit beside it is the same number of transactions with one counting statement each.
"""

import argparse
import json
from typing import Any

from tests.torture.ground import ground, say


def run(*, guests: int, seats: int, leaving: int, database: str, hands: int = 20) -> dict[str, Any]:
    asked = {"guests": guests, "seats": seats, "leaving": leaving, "hands": hands}
    with ground(database) as here:
        found = here.ask("-m", "tests.torture.rush_within", json.dumps(asked))
    faultless = not any(found[act]["faults"] for act in ("limit", "sign_up", "give_back"))
    holds = faultless and found["exact"] and found["in_order"] and not found["lost"]
    return {"harness": "rush", "database": database, **asked, **found, "holds": holds}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.rush", description=__doc__)
    parser.add_argument("--guests", type=int, default=200)
    parser.add_argument("--seats", type=int, default=40)
    parser.add_argument("--leaving", type=int, default=10)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return not say(run(**vars(parser.parse_args())))


if __name__ == "__main__":
    raise SystemExit(main())
