"""Which countries count as of the Belt and Road on a day, from the rules' dated table of signatories."""

import csv
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

TABLE: Final = "cn_shanghai/tables/belt_road_signatories.csv"


@cache
def _signed() -> dict[str, tuple[str, str]]:
    text = resources.files("kudosbay.rules").joinpath(TABLE).read_text(encoding="utf-8")
    return {row["iso2"]: (row["from"], row["to"]) for row in csv.DictReader(text.splitlines())}


def on_belt_road(country: str, day: date) -> bool:
    """Tell whether the country had signed by the day and had not left; how sure that is stands in the table."""
    first, last = _signed().get(country, ("9999", ""))
    return first <= day.isoformat() and not ("" < last < day.isoformat())
