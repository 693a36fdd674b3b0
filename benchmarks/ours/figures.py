"""Figures as of a day: one of them beside bare SQL, and all of the overview at once."""

from datetime import date
from typing import Any

from benchmarks.ground import FIRMS, ready
from benchmarks.limits import figures_limit
from benchmarks.timing import line

DAYS = (date(2019, 2, 18), date(2026, 7, 1))


def run(size: str) -> dict[str, Any]:
    ready(size)
    from django.db import connection

    from kudosbay.statistics import queries
    from kudosbay.statistics.catalogue import count_one
    from kudosbay.statistics.figures import Asked

    lines = []
    with connection.cursor() as cursor:
        for day in DAYS:
            asked, text = Asked(day), day.isoformat()
            counted = count_one("enterprises", asked).value
            assert counted == figures_limit.active(cursor, text) == queries.figure_rows("enterprises", asked).count()
            acts = {
                "ours": lambda a=asked: count_one("enterprises", a).value,
                "limit": lambda d=text: figures_limit.active(cursor, d),
            }
            lines.append(line(f"enterprises as of {day}", acts))
            lines.append(line(f"all figures as of {day}", {"ours": lambda a=asked: queries.overview(a)}, times=3))
    return {"job": "figures", "rows": FIRMS[size], "lines": lines}
