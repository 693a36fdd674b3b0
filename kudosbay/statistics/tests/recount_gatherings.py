"""Counts the figures of gatherings again from exported tables alone."""

from datetime import datetime, timedelta
from typing import Any

MEETINGS = {"training", "policy_meeting"}
Table = list[dict[str, str]]


def recount(tables: dict[str, Table]) -> dict[str, Any]:
    kinds = [row["kind"] for row in tables["gatherings"]]
    return {
        "meetings_held": sum(kind in MEETINGS for kind in kinds),
        "trainings_held": kinds.count("training"),
        "policy_meetings_held": kinds.count("policy_meeting"),
        "meetings_spreading": len({row["gathering_reference"] for row in tables["spreads"]}),
        "visits_received": kinds.count("visit"),
        "attendance": len(tables["attendance"]),
        "attendance_hours": _hours(tables),
    }


def _hours(tables: dict[str, Table]) -> int:
    ends = {row["reference"]: row["ends_at"] for row in tables["gatherings"]}
    stays = (
        datetime.fromisoformat(row["left_at"] or ends[row["gathering_reference"]])
        - datetime.fromisoformat(row["came_at"])
        for row in tables["attendance"]
    )
    return int(sum(stays, timedelta()) // timedelta(hours=1))
